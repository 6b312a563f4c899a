//! What is written to content and logs is read back as it was.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use simulators::action::Action;
use simulators::fault::Fault;
use simulators::pump::setup::StartState;
use simulators::pump::view::PumpView;
use simulators::simulation::Setup;
use support::{Ward, basic_runs, norepinephrine_program, norepinephrine_runs, setup, standby};

#[test]
fn a_setup_is_read_back_in_every_start_state() {
    let ready = StartState::Ready {
        program: norepinephrine_program(50.0),
    };
    for start in [
        StartState::Off,
        standby(),
        ready,
        norepinephrine_runs(),
        basic_runs(10.0, 50.0),
    ] {
        let written = serde_json::to_string(&setup(start.clone())).unwrap();
        assert_eq!(serde_json::from_str::<Setup>(&written).unwrap(), setup(start));
    }
}

#[test]
fn a_setup_may_leave_out_what_has_a_default() {
    let line: simulators::line::LineSetup =
        serde_json::from_str(r#"{"bag": {"volume_ml": 500}, "config": {"venous_pressure_mmhg": 12}}"#)
            .unwrap();
    assert_eq!(line.config.compliance_ml_per_mmhg, 0.0013);
    assert!(line.start.clamp_open);
}

#[test]
fn actions_and_faults_are_short_objects() {
    for text in [
        r#"{"do":"press","key":"digit_0"}"#,
        r#"{"do":"release","key":"soft_5"}"#,
        r#"{"do":"bedside","act":"open_clamp"}"#,
    ] {
        assert_eq!(
            serde_json::to_string(&serde_json::from_str::<Action>(text).unwrap()).unwrap(),
            text
        );
    }
    let bubble = r#"{"fault":"air_bubble","volume_ul":300.0}"#;
    assert_eq!(
        serde_json::to_string(&serde_json::from_str::<Fault>(bubble).unwrap()).unwrap(),
        bubble
    );
    for name in Fault::NAMES {
        let text = format!(
            r#"{{"fault":"{name}","volume_ul":1,"resistance_mmhg_per_ml_h":1,"percent":1,"key":"up"}}"#
        );
        let known = serde_json::from_str::<Fault>(&text)
            .err()
            .is_none_or(|error| error.to_string().starts_with("unknown field"));
        assert!(known, "{name}");
    }
}

#[test]
fn the_view_is_read_back() {
    let mut ward = Ward::new(standby());
    ward.program_norepinephrine("0.8");
    ward.keys("enter soft_2");
    let written = serde_json::to_string(&ward.view()).unwrap();
    assert_eq!(serde_json::from_str::<PumpView>(&written).unwrap(), ward.view());
}
