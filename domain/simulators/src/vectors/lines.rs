//! Kinds about the line: occlusion, release, air, the end of an infusion.

use serde_json::{Value, json};

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::STEP_TICKS;
use crate::drugs::{AmountUnit, CareArea, Library, dose};
use crate::fault::Fault;
use crate::line::secondary::Branches;
use crate::line::{Above, Bag, LineConfig, LineSetup, LineStart, hydraulics};
use crate::patient::{PatientSetup, Preset};
use crate::pump::air::{AirDetector, AirFinding, AirLimits};
use crate::pump::setup::{Infusion, PumpConfig, PumpSetup, StartProgram, StartState};
use crate::signals;
use crate::simulation::{Setup, Simulation};

/// Longest run of the simulator in a case, ms.
const LONGEST_RUN_TICKS: u64 = 14 * 24 * 3_600_000;

pub(super) fn occlusion_time_to_alarm(given: &Given<'_>) -> Produced {
    let compliance = given.number("compliance_mL_per_mmHg")?;
    let limit = given.number("alarm_limit_mmHg")?;
    let baseline = given.number("baseline_pressure_mmHg")?;
    let rate = given.number("rate_mL_h")?;
    let latency = given.number_or("detection_latency_s", 0.0)?;
    let seconds = hydraulics::time_to_occlusion_alarm_s(compliance, limit, baseline, rate, latency);
    let pressure = limit + hydraulics::volume_ml(rate, latency * 1_000.0) / compliance;
    Ok(produced([
        ("time_to_alarm_s", json!(seconds)),
        ("pressure_at_alarm_mmHg", json!(pressure)),
        (
            "stored_bolus_mL",
            json!(hydraulics::stored_ml(compliance, pressure, baseline)),
        ),
    ]))
}

pub(super) fn occlusion_time_to_alarm_run(given: &Given<'_>) -> Produced {
    let config = PumpConfig {
        occlusion_limit_mmhg: given.number("alarm_limit_mmHg")?,
        occlusion_latency_s: given.number_or("detection_latency_s", 0.0)?,
        ..ideal_pump()
    };
    let line = LineConfig {
        compliance_ml_per_mmhg: given.number("compliance_mL_per_mmHg")?,
        resistance_mmhg_per_ml_h: 0.0,
        venous_pressure_mmhg: given.number("baseline_pressure_mmHg")?,
    };
    let mut simulation = running(config, line, given.number("rate_mL_h")?, 9_999.0);
    simulation.inject(&Fault::DownstreamOcclusion);
    run_until(&mut simulation, "pump.alarming")?;
    let pressure = signal(&simulation, "pump.pressure");
    let stored = hydraulics::stored_ml(line.compliance_ml_per_mmhg, pressure, line.venous_pressure_mmhg);
    Ok(produced([
        ("time_to_alarm_s", json!(simulation.tick() as f64 / 1_000.0)),
        ("pressure_at_alarm_mmHg", json!(pressure)),
        ("stored_bolus_mL", json!(stored)),
    ]))
}

pub(super) fn post_occlusion_bolus(given: &Given<'_>) -> Produced {
    let stored = hydraulics::stored_ml(
        given.number("compliance_mL_per_mmHg")?,
        given.number("pressure_at_release_mmHg")?,
        given.number("baseline_pressure_mmHg")?,
    );
    let released = hydraulics::released_ml(stored, given.number("motor_backoff_mL")?);
    let dose_mcg = released * given.number_or("drug_concentration_mcg_per_mL", 0.0)?;
    Ok(produced([
        ("stored_volume_mL", json!(stored)),
        ("released_bolus_mL", json!(released)),
        (
            "within_0_5_mL_criterion",
            json!(released <= hydraulics::ACCEPTABLE_RELEASE_ML),
        ),
        ("released_dose_mcg", json!(dose_mcg)),
    ]))
}

pub(super) fn partial_occlusion_pressure(given: &Given<'_>) -> Produced {
    let resistance = given.number("line_resistance_mmHg_per_mL_h")?;
    let compliance = given.number("compliance_mL_per_mmHg")?;
    let rate = given.number("rate_mL_h")?;
    let venous = given.number("venous_pressure_mmHg")?;
    let limit = given.number("alarm_limit_mmHg")?;
    let time_to_alarm = hydraulics::time_to_partial_alarm_s(venous, resistance, compliance, rate, limit);
    Ok(produced([
        (
            "steady_pressure_mmHg",
            json!(hydraulics::steady_pressure_mmhg(venous, resistance, rate)),
        ),
        (
            "time_constant_s",
            json!(hydraulics::time_constant_s(resistance, compliance)),
        ),
        ("will_alarm", json!(time_to_alarm.is_some())),
        ("time_to_alarm_s", json!(time_to_alarm)),
    ]))
}

pub(super) fn partial_occlusion_pressure_run(given: &Given<'_>) -> Produced {
    let resistance = given.number("line_resistance_mmHg_per_mL_h")?;
    let compliance = given.number("compliance_mL_per_mmHg")?;
    let (rate, venous) = (given.number("rate_mL_h")?, given.number("venous_pressure_mmHg")?);
    let line = LineConfig {
        compliance_ml_per_mmhg: compliance,
        resistance_mmhg_per_ml_h: 0.0,
        venous_pressure_mmhg: venous,
    };
    let pinched = |limit_mmhg: f64| {
        let config = PumpConfig {
            occlusion_limit_mmhg: limit_mmhg,
            occlusion_latency_s: 0.0,
            ..ideal_pump()
        };
        let mut simulation = running(config, line, rate, 9_999.0);
        simulation.inject(&Fault::PartialOcclusion {
            resistance_mmhg_per_ml_h: resistance,
        });
        simulation
    };
    let seconds = hydraulics::time_constant_s(resistance, compliance);
    let mut unlimited = pinched(f64::MAX);
    unlimited.step_to((seconds * 20_000.0) as u64);
    let steady = signal(&unlimited, "pump.pressure");
    // The time constant is where 1 - 1/e of the rise is reached.
    let reached = venous + (steady - venous) * (1.0 - libm::exp(-1.0));
    let mut timed = pinched(f64::MAX);
    run_while(&mut timed, |timed| signal(timed, "pump.pressure") < reached)?;
    let mut limited = pinched(given.number("alarm_limit_mmHg")?);
    limited.step_to((seconds * 20_000.0) as u64);
    let will_alarm = signal(&limited, "pump.alarming") > 0.0;
    let time_to_alarm = if will_alarm {
        let mut again = pinched(given.number("alarm_limit_mmHg")?);
        run_until(&mut again, "pump.alarming")?;
        json!(again.tick() as f64 / 1_000.0)
    } else {
        Value::Null
    };
    Ok(produced([
        ("steady_pressure_mmHg", json!(steady)),
        ("time_constant_s", json!(timed.tick() as f64 / 1_000.0)),
        ("will_alarm", json!(will_alarm)),
        ("time_to_alarm_s", time_to_alarm),
    ]))
}

pub(super) fn air_in_line(given: &Given<'_>) -> Produced {
    let limits = AirLimits {
        single_ul: given.number("single_bubble_limit_uL")?,
        cumulative_ul: given.number("cumulative_limit_uL")?,
        window_ticks: (given.number("window_s")? * 1_000.0) as u64,
    };
    let mut detector = AirDetector::default();
    for bubble in given.list("bubbles_time_s_volume_uL")? {
        let part = |place: usize| {
            bubble
                .get(place)
                .and_then(Value::as_f64)
                .ok_or_else(|| Missing("bubbles_time_s_volume_uL".to_owned()))
        };
        let (time_s, volume_ul) = (part(0)?, part(1)?);
        let at = |alarm: &str| [("alarm", json!(alarm)), ("alarm_time_s", json!(time_s))];
        match detector.pass_bubble(volume_ul, (time_s * 1_000.0) as u64, &limits) {
            None => {}
            Some(AirFinding::Single) => return Ok(produced(at("single_bubble"))),
            Some(AirFinding::Cumulative { sum_ul }) => {
                let mut values = produced(at("cumulative"));
                values.insert("window_sum_uL".to_owned(), json!(sum_ul));
                return Ok(values);
            }
        }
    }
    Ok(produced([
        ("alarm", json!("none")),
        ("alarm_time_s", Value::Null),
    ]))
}

pub(super) fn infusion_complete_kvo(given: &Given<'_>) -> Produced {
    let (vtbi, rate) = (given.number("vtbi_mL")?, given.number("rate_mL_h")?);
    let observed_s = given.number("observe_time_s")?;
    let complete_s = dose::duration_s(vtbi, rate);
    let kvo = given.number("kvo_setting_mL_h")?.min(rate);
    let before = dose::volume_for_time_ml(rate, complete_s.min(observed_s));
    let after = dose::volume_for_time_ml(kvo, (observed_s - complete_s).max(0.0));
    Ok(produced([
        ("infusion_complete_s", json!(complete_s)),
        ("kvo_rate_mL_h", json!(kvo)),
        ("total_volume_mL", json!(before + after)),
    ]))
}

pub(super) fn infusion_complete_kvo_run(given: &Given<'_>) -> Produced {
    let config = PumpConfig {
        kvo_ml_h: given.number("kvo_setting_mL_h")?,
        kvo_longest_s: LONGEST_RUN_TICKS as f64 / 1_000.0,
        ..ideal_pump()
    };
    let line = LineConfig {
        resistance_mmhg_per_ml_h: 0.0,
        ..LineConfig::default()
    };
    let start = || {
        Ok(running(
            config,
            line,
            given.number("rate_mL_h")?,
            given.number("vtbi_mL")?,
        ))
    };
    let mut observed = start()?;
    observed.step_to((given.number("observe_time_s")? * 1_000.0) as u64);
    let mut complete = start()?;
    run_until(&mut complete, "pump.kvo")?;
    let complete_s = complete.tick() as f64 / 1_000.0;
    Ok(produced([
        ("infusion_complete_s", json!(complete_s)),
        ("kvo_rate_mL_h", json!(signal(&complete, "pump.flow"))),
        ("total_volume_mL", json!(signal(&observed, "line.delivered_ml"))),
    ]))
}

/// A pump without ripple, error or loss to back pressure, as the formulas assume.
fn ideal_pump() -> PumpConfig {
    PumpConfig {
        ripple: 0.0,
        back_pressure_loss: 0.0,
        near_end_s: 0.0,
        ..PumpConfig::default()
    }
}

fn running(config: PumpConfig, line: LineConfig, rate_ml_h: f64, vtbi_ml: f64) -> Simulation {
    let library = Library {
        id: "vectors".to_owned(),
        version: 1,
        title: String::new(),
        note: String::new(),
        care_areas: vec![CareArea {
            id: "area".to_owned(),
            name: "area".to_owned(),
            entries: Vec::new(),
        }],
    };
    let program = StartProgram {
        care_area: "area".to_owned(),
        infusion: Infusion::Basic { rate_ml_h },
        vtbi_ml,
    };
    let bag = Bag {
        drug: String::new(),
        amount: 0.0,
        amount_unit: AmountUnit::Milligram,
        volume_ml: 100_000.0,
        left_ml: None,
    };
    Simulation::new(&Setup {
        pump: PumpSetup {
            library,
            start: StartState::Running { program },
            config,
        },
        line: LineSetup {
            bag,
            spare_bag: None,
            start: LineStart::default(),
            config: line,
            above: Above::default(),
            secondary: None,
        },
        patient: PatientSetup::new(Preset::Stable, 70.0),
        unit: None,
    })
}

fn signal(simulation: &Simulation, name: &str) -> f64 {
    let mut values = [0.0; signals::CATALOGUE.len()];
    simulation.read(&mut values);
    signals::find(name).map_or(f64::NAN, |index| values[usize::from(index)])
}

fn run_until(simulation: &mut Simulation, name: &str) -> Result<(), Missing> {
    run_while(simulation, |simulation| signal(simulation, name) <= 0.0)
}

fn run_while(simulation: &mut Simulation, goes_on: impl Fn(&Simulation) -> bool) -> Result<(), Missing> {
    while goes_on(simulation) {
        if simulation.tick() >= LONGEST_RUN_TICKS {
            return Err(Missing("end of the run".to_owned()));
        }
        simulation.step_to(simulation.tick() + STEP_TICKS);
    }
    Ok(())
}

pub(super) fn secondary_head_height(given: &Given<'_>) -> Produced {
    let branches = Branches {
        secondary_head_cm: given.number("secondary_head_cm")?,
        primary_head_cm: given.number("primary_head_cm")?,
        secondary_resistance: given.number("secondary_line_resistance_cmH2O_per_mL_h")?,
        primary_resistance: given.number("primary_line_resistance_cmH2O_per_mL_h")?,
        valve_opening_cm_h2o: given.number("back_check_valve_cracking_cmH2O")?,
        secondary_open: given.truth("secondary_clamp_open")?,
        primary_open: given.truth("primary_open")?,
    };
    let drawn = branches.draw(given.number("pump_rate_mL_h")?);
    Ok(produced([
        ("secondary_flow_mL_h", json!(drawn.secondary_ml_h)),
        ("primary_flow_mL_h", json!(drawn.primary_ml_h)),
        ("fluid_delivered", json!(drawn.fluid().as_str())),
    ]))
}
