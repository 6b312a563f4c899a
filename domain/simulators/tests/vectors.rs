//! The model agrees with its test vectors, by formula and by stepping the simulator.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![cfg(feature = "vectors")]

use simulators::vectors::{Outcome, check};

const KINDS: [&str; 53] = [
    "dose_to_rate",
    "rate_to_dose",
    "vtbi_rate_time",
    "bolus_loading_dose",
    "ders_limit_check",
    "occlusion_time_to_alarm",
    "post_occlusion_bolus",
    "partial_occlusion_pressure",
    "air_in_line",
    "infusion_complete_kvo",
    "secondary_head_height",
    "syringe_height_change",
    "syringe_start_up_delay",
    "syringe_wrong_size",
    "battery_runtime",
    "gravimetric_flow_test",
    "trumpet_curve",
    "electrical_safety_nfpa99",
    "electrical_safety_iec62353",
    "chevron_entry",
    "entry_error_class",
    "keypad_entry_strict",
    "alarm_priority_matrix",
    "alarm_arbitration",
    "predicted_body_weight",
    "vc_square_pressures",
    "vc_decelerating_pressures",
    "pc_tidal_volume",
    "passive_exhalation",
    "auto_peep_vc_steady_state",
    "auto_peep_pc_steady_state",
    "measured_mechanics",
    "mean_airway_pressure",
    "psv_flow_cycle",
    "leak_autotrigger",
    "leak_percent",
    "circuit_compliance_loss",
    "two_compartment_pc",
    "trigger_and_ineffective_effort",
    "rsbi",
    "mechanical_power_vc",
    "ardsnet_table",
    "fault_parameter_change_vc",
    "prvc_next_pressure",
    "aprv_release",
    "alveolar_gas",
    "pf_ratio_berlin",
    "paco2_steady_state",
    "paco2_after_change",
    "paco2_transient",
    "oxygen_saturation",
    "oxygen_content",
    "shunt_pao2",
];

fn cases() -> Vec<serde_json::Value> {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

#[test]
fn every_case_of_a_built_kind_passes() {
    let cases = cases();
    let mut wrong = Vec::new();
    for kind in KINDS {
        let of_kind: Vec<_> = cases.iter().filter(|case| case["kind"] == kind).collect();
        assert!(of_kind.len() >= 3, "{kind}");
        for case in of_kind {
            match check(case) {
                Outcome::Passed => {}
                outcome => wrong.push((case["id"].to_string(), outcome)),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The cases of the syringe leave a tolerance for a run open; the device is held to what a run can resolve.
#[test]
fn the_running_syringe_pump_agrees_with_its_formulas() {
    let mut seen = 0;
    for mut case in cases() {
        let kind = case["kind"].as_str().unwrap().to_owned();
        if kind == "syringe_start_up_delay" || kind == "syringe_wrong_size" {
            case["sim_tol"] = serde_json::json!({"abs": 0.2, "rel": 0.001});
            assert_eq!(check(&case), Outcome::Passed, "{}", case["id"]);
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
}

/// No kind of the file is left out of the pages of validation, and none that claims a run goes without one.
#[test]
fn every_kind_of_the_file_belongs_to_a_subject() {
    use simulators::validation::Subject;
    use simulators::vectors::{FILE, is_stepped};
    let cases: Vec<serde_json::Value> = serde_json::from_str(FILE).unwrap();
    assert_eq!(cases, self::cases());
    for case in &cases {
        let kind = case["kind"].as_str().unwrap();
        let subject = Subject::of_vectors(kind).unwrap_or_else(|| panic!("{kind}"));
        assert_eq!(KINDS.contains(&kind), subject != Subject::Statistics, "{kind}");
        assert_eq!(is_stepped(case), case.get("sim_tol").is_some(), "{kind}");
    }
}

#[test]
fn a_kind_that_is_not_built_is_skipped() {
    let case = serde_json::json!({"id": "x", "kind": "tea", "given": {}, "expect": {}});
    assert_eq!(
        check(&case),
        Outcome::Skipped {
            kind: "tea".to_owned()
        }
    );
}

#[test]
fn a_wrong_expectation_fails_and_an_unusable_case_does_not_panic() {
    for mut case in cases() {
        if check(&case) == Outcome::Passed {
            let expect = case["expect"].as_object_mut().unwrap();
            expect.insert("never produced".to_owned(), true.into());
            assert!(matches!(check(&case), Outcome::Failed { .. }));
        }
        case["given"] = serde_json::json!({});
        assert_ne!(check(&case), Outcome::Passed);
    }
}
