//! What holds whatever keys are pressed and however time is cut.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use proptest::prelude::*;
use simulators::action::{Action, BedsideAct};
use simulators::alarms::Indicator;
use simulators::fault::Fault;
use simulators::pump::key::Key;
use simulators::pump::view::AlarmView;
use simulators::signals;
use simulators::simulation::Simulation;
use support::{Ward, norepinephrine_runs, setup, standby};

#[derive(Clone, Debug)]
enum Deed {
    Key(Key),
    Down(Key),
    Up(Key),
    Bedside(BedsideAct),
    Fault(Fault),
}

fn deed() -> impl Strategy<Value = Deed> {
    let key = prop::sample::select(Key::ALL.to_vec());
    let fault = prop_oneof![
        Just(Fault::DownstreamOcclusion),
        Just(Fault::KinkedLine),
        (0.0..20.0).prop_map(|resistance_mmhg_per_ml_h| Fault::PartialOcclusion {
            resistance_mmhg_per_ml_h
        }),
        (0.0..600.0).prop_map(|volume_ul| Fault::AirBubble { volume_ul }),
        Just(Fault::DoorOpened),
        Just(Fault::BagEmpty),
        Just(Fault::SetMisloaded),
        Just(Fault::KeyStuck { key: Key::Digit0 }),
        (-150.0..150.0).prop_map(|percent| Fault::FlowError { percent }),
    ];
    prop_oneof![
        12 => key.clone().prop_map(Deed::Key),
        1 => key.clone().prop_map(Deed::Down),
        1 => key.prop_map(Deed::Up),
        3 => prop::sample::select(BedsideAct::ALL.to_vec()).prop_map(Deed::Bedside),
        1 => fault.prop_map(Deed::Fault),
    ]
}

fn deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    prop::collection::vec((prop_oneof![4 => 0..400_u64, 1 => 0..90_000_u64], deed()), 1..60)
}

fn perform(simulation: &mut Simulation, deed: &Deed) {
    match deed {
        Deed::Key(key) => {
            simulation.act(&Action::Press { key: *key });
            simulation.act(&Action::Release { key: *key });
        }
        Deed::Down(key) => simulation.act(&Action::Press { key: *key }),
        Deed::Up(key) => simulation.act(&Action::Release { key: *key }),
        Deed::Bedside(act) => simulation.act(&Action::Bedside { act: *act }),
        Deed::Fault(fault) => simulation.inject(fault),
    }
}

fn value(simulation: &Simulation, name: &str) -> f64 {
    let mut values = [0.0; signals::CATALOGUE.len()];
    simulation.read(&mut values);
    values[usize::from(signals::find(name).unwrap())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_deeds_give_the_same_state_however_time_is_cut(deeds in deeds(), cut in 1..977_u64) {
        let mut whole = Simulation::new(&setup(norepinephrine_runs()));
        let mut pieces = whole.clone();
        let mut tick = 0;
        for (wait, deed) in &deeds {
            tick += wait;
            whole.step_to(tick);
            while pieces.tick() < tick {
                pieces.step_to((pieces.tick() + cut).min(tick));
            }
            perform(&mut whole, deed);
            perform(&mut pieces, deed);
        }
        prop_assert_eq!(whole, pieces);
    }

    #[test]
    fn nothing_panics_and_no_quantity_leaves_its_range(deeds in deeds()) {
        for start in [standby(), norepinephrine_runs()] {
            let mut simulation = Simulation::new(&setup(start));
            let mut given = 0.0;
            for (wait, deed) in &deeds {
                perform(&mut simulation, deed);
                simulation.step_to(simulation.tick() + wait);
                let mut values = [0.0; signals::CATALOGUE.len()];
                simulation.read(&mut values);
                let in_range = values.iter().all(|value| value.is_finite() && *value >= 0.0);
                prop_assert!(in_range, "out of range");
                let delivered = value(&simulation, "line.delivered_ml");
                prop_assert!(delivered >= given);
                given = delivered;
                let view = simulation.pump_view();
                prop_assert_eq!(view.alarms.is_empty(), view.indicator == Indicator::Off);
                let rank = |alarm: &AlarmView| (alarm.priority, alarm.since_tick);
                let sorted = view.alarms.is_sorted_by(|a, b| rank(b) <= rank(a));
                prop_assert!(sorted, "alarms out of order");
                let stopped = value(&simulation, "pump.alarm_priority") == 3.0;
                prop_assert!(!stopped || value(&simulation, "pump.flow") == 0.0, "flows in a high alarm");
                prop_assert!(view.choices.len() <= 5);
                let _ = simulation.line_view();
                let _ = simulation.patient_view();
            }
        }
    }

    #[test]
    fn a_key_that_is_not_enabled_starts_and_changes_nothing(deeds in deeds()) {
        let mut simulation = Simulation::new(&setup(standby()));
        for (wait, deed) in &deeds {
            perform(&mut simulation, deed);
            simulation.step_to(simulation.tick() + wait + 60);
            let enabled = simulation.pump_view().enabled;
            for &key in Key::ALL {
                if enabled.contains(key) {
                    continue;
                }
                let mut tried = simulation.clone();
                tried.act(&Action::Press { key });
                prop_assert_eq!(value(&tried, "pump.flow"), value(&simulation, "pump.flow"));
                prop_assert_eq!(tried.pump_view().screen, simulation.pump_view().screen);
            }
        }
    }
}

#[test]
fn what_leaves_the_bag_is_in_the_line_or_in_the_patient() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.wait_s(120);
    ward.simulation.inject(&Fault::DownstreamOcclusion);
    ward.wait_s(40);
    let drawn = 250.0 - ward.signal("line.bag_ml");
    let stored = 0.0013 * (ward.signal("pump.pressure") - 10.492);
    assert!((drawn - stored - ward.signal("line.delivered_ml")).abs() < 1e-3);
}
