//! Checks the models against test vectors: a formula against `tol`, the stepped simulator against `sim_tol`.

mod bench;
mod breathing;
mod compare;
mod devices;
mod doses;
mod entries;
mod gases;
mod given;
mod lines;
mod lung_runs;
mod lungs;
mod syringes;

use serde_json::{Map, Value};

use compare::Tolerance;
pub use given::{Given, Missing};

/// The cases this crate and the statistics are held to, as JSON: a list of `{id, kind, given, expect, tol,
/// sim_tol?, source_or_formula}`.
pub const FILE: &str = include_str!("../../tests/vectors.json");

/// What became of one case.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Every expected value was produced, by the formula and, where `sim_tol` asks for it, by the simulator.
    Passed,
    /// A value was not.
    Failed {
        /// What the case asks for.
        expected: String,
        /// What came out.
        got: String,
    },
    /// The case's kind is not built yet.
    Skipped {
        /// The kind.
        kind: String,
    },
}

/// Values that a formula or a run produced, by the names of the case's `expect`.
pub type Produced = Result<Map<String, Value>, Missing>;

/// How a kind is checked: by its formula, and by the stepped simulator where one can measure it.
struct Kind {
    formula: fn(&Given<'_>) -> Produced,
    simulator: Option<fn(&Given<'_>) -> Produced>,
}

fn kind(name: &str) -> Option<Kind> {
    let formula_only = |formula| Kind {
        formula,
        simulator: None,
    };
    Some(match name {
        "dose_to_rate" => formula_only(doses::dose_to_rate),
        "rate_to_dose" => formula_only(doses::rate_to_dose),
        "vtbi_rate_time" => formula_only(doses::vtbi_rate_time),
        "bolus_loading_dose" => formula_only(doses::bolus_loading_dose),
        "ders_limit_check" => formula_only(doses::ders_limit_check),
        "occlusion_time_to_alarm" => Kind {
            formula: lines::occlusion_time_to_alarm,
            simulator: Some(lines::occlusion_time_to_alarm_run),
        },
        "post_occlusion_bolus" => formula_only(lines::post_occlusion_bolus),
        "partial_occlusion_pressure" => Kind {
            formula: lines::partial_occlusion_pressure,
            simulator: Some(lines::partial_occlusion_pressure_run),
        },
        "air_in_line" => formula_only(lines::air_in_line),
        "infusion_complete_kvo" => Kind {
            formula: lines::infusion_complete_kvo,
            simulator: Some(lines::infusion_complete_kvo_run),
        },
        "secondary_head_height" => formula_only(lines::secondary_head_height),
        "syringe_height_change" => Kind {
            formula: syringes::height_change,
            simulator: Some(syringes::height_change_run),
        },
        "syringe_start_up_delay" => Kind {
            formula: syringes::start_up_delay,
            simulator: Some(syringes::start_up_delay_run),
        },
        "syringe_wrong_size" => Kind {
            formula: syringes::wrong_size,
            simulator: Some(syringes::wrong_size_run),
        },
        "battery_runtime" => formula_only(devices::battery_runtime),
        "gravimetric_flow_test" => formula_only(bench::gravimetric_flow_test),
        "electrical_safety_nfpa99" => formula_only(bench::electrical_safety_nfpa99),
        "electrical_safety_iec62353" => formula_only(bench::electrical_safety_iec62353),
        "trumpet_curve" => formula_only(bench::trumpet_curve),
        "chevron_entry" => formula_only(entries::chevron_entry),
        "entry_error_class" => formula_only(entries::entry_error_class),
        "keypad_entry_strict" => formula_only(devices::keypad_entry_strict),
        "alarm_priority_matrix" => formula_only(devices::alarm_priority_matrix),
        "alarm_arbitration" => formula_only(devices::alarm_arbitration),
        other => return breathing::kind(other),
    })
}

/// Checks one case `{id, kind, given, expect, tol, sim_tol?}`.
#[must_use]
pub fn check(case: &Value) -> Outcome {
    let name = case.get("kind").and_then(Value::as_str).unwrap_or_default();
    match kind(name) {
        Some(kind) => check_kind(case, &kind),
        None => Outcome::Skipped {
            kind: name.to_owned(),
        },
    }
}

/// Whether the stepped simulator is asked for a case, too: its kind can be measured on a run, and the case says how
/// exactly.
#[must_use]
pub fn is_stepped(case: &Value) -> bool {
    let name = case.get("kind").and_then(Value::as_str).unwrap_or_default();
    case.get("sim_tol").is_some() && kind(name).is_some_and(|kind| kind.simulator.is_some())
}

/// Checks one case by a formula that another crate knows.
#[must_use]
pub fn check_formula(case: &Value, formula: fn(&Given<'_>) -> Produced) -> Outcome {
    let kind = Kind {
        formula,
        simulator: None,
    };
    check_kind(case, &kind)
}

/// Names what a formula produced.
pub fn produced<const N: usize>(values: [(&str, Value); N]) -> Map<String, Value> {
    values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn check_kind(case: &Value, kind: &Kind) -> Outcome {
    let given = Given(case.get("given").unwrap_or(&Value::Null));
    let Some(expect) = case.get("expect").and_then(Value::as_object) else {
        return Outcome::Failed {
            expected: "an object `expect`".to_owned(),
            got: "none".to_owned(),
        };
    };
    let judged = judge(
        "",
        expect,
        (kind.formula)(&given),
        Tolerance::read(case.get("tol")),
    );
    match (judged, kind.simulator, case.get("sim_tol")) {
        (Outcome::Passed, Some(simulator), Some(tolerance)) => judge(
            "simulator ",
            expect,
            simulator(&given),
            Tolerance::read(Some(tolerance)),
        ),
        (judged, _, _) => judged,
    }
}

fn judge(source: &str, expect: &Map<String, Value>, produced: Produced, tolerance: Tolerance) -> Outcome {
    let wanted = || format!("{source}{}", Value::Object(expect.clone()));
    match produced {
        Err(missing) => Outcome::Failed {
            expected: wanted(),
            got: format!("{source}{missing}"),
        },
        Ok(produced) => {
            let agrees = expect
                .iter()
                .all(|(key, value)| produced.get(key).is_some_and(|got| tolerance.agrees(got, value)));
            if agrees {
                Outcome::Passed
            } else {
                let asked: Map<String, Value> = expect
                    .keys()
                    .filter_map(|key| Some((key.clone(), produced.get(key)?.clone())))
                    .collect();
                Outcome::Failed {
                    expected: wanted(),
                    got: format!("{source}{}", Value::Object(asked)),
                }
            }
        }
    }
}
