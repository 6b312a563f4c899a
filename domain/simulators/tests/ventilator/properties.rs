//! What holds whatever is set, done and broken, and however time is cut.

use proptest::prelude::*;
use simulators::alarms::Indicator;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::lung::setup::{LungSetup, SecondUnit, Sigmoid, Tube};
use simulators::ventilator::measured::sensors::SensorSetup;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::setup::{CircuitSetup, VentilatorSetup};
use simulators::ventilator::{
    Button, Care, VentilatorAct, VentilatorFault as F, VentilatorSimulation, signals,
};

use crate::bed::{Bed, passive, setup};

#[derive(Clone, Debug)]
enum Deed {
    Act(VentilatorAct),
    Change(S, i16),
    Fault(F),
}

fn deed() -> impl Strategy<Value = Deed> {
    let button = prop::sample::select(Button::ALL.to_vec());
    let care = prop::sample::select(Care::ALL.to_vec());
    let mode = prop::sample::select(Mode::ALL.to_vec());
    let setting = prop::sample::select(S::ALL.to_vec());
    let fault = prop_oneof![
        prop::sample::select(vec![
            F::TubeKinked,
            F::Secretions,
            F::Bronchospasm,
            F::MainStemIntubation,
            F::Pneumothorax,
            F::TensionPneumothorax,
            F::Atelectasis,
            F::AbdominalHypertension,
            F::HmeClogged,
            F::ExpiratoryFilterClogged,
            F::HumidifierFailed,
            F::Disconnection,
            F::Extubation,
            F::ExpiratoryValveStuck,
            F::OxygenSupplyLost,
            F::AirSupplyLost,
            F::MainsLost,
            F::TechnicalFault,
        ]),
        (-1.0..30.0).prop_map(|leak_l_min_per_sqrt_cmh2o| F::CuffLeak {
            leak_l_min_per_sqrt_cmh2o
        }),
        (0.0..3.0).prop_map(|ripple_l_min| F::WaterInTubing { ripple_l_min }),
        (-10.0..110.0).prop_map(|percent| F::BatteryCharge { percent }),
        (-1.0..4.0).prop_map(|gain| F::ExpiratorySensorDrift { gain }),
        (-1.0..4.0).prop_map(|gain| F::InspiratorySensorDrift { gain }),
        (-30.0..30.0).prop_map(|offset_cmh2o| F::PressureSensorDrift { offset_cmh2o }),
        (0.0..45.0, 0.0..90.0).prop_map(|(peak_cmh2o, rate_per_min)| F::Effort {
            peak_cmh2o,
            rate_per_min
        }),
        Just(F::Effort {
            peak_cmh2o: f64::NAN,
            rate_per_min: f64::INFINITY
        }),
    ];
    prop_oneof![
        3 => button.prop_map(|button| Deed::Act(VentilatorAct::Push { button })),
        3 => care.prop_map(|act| Deed::Act(VentilatorAct::Care { act })),
        1 => mode.prop_map(|mode| Deed::Act(VentilatorAct::Mode { mode })),
        6 => (setting, -60..60_i16).prop_map(|(setting, clicks)| Deed::Change(setting, clicks)),
        3 => fault.prop_map(Deed::Fault),
    ]
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<(u64, Deed)>> {
    prop::collection::vec((prop_oneof![3 => 0..700_u64, 1 => 0..9_000_u64], deed()), 1..most)
}

fn perform(simulation: &mut VentilatorSimulation, deed: &Deed) {
    match deed {
        Deed::Act(act) => simulation.act(act),
        Deed::Change(setting, clicks) => {
            simulation.act(&VentilatorAct::Choose { setting: *setting });
            simulation.act(&VentilatorAct::Turn { clicks: *clicks });
            simulation.act(&VentilatorAct::Push {
                button: Button::Confirm,
            });
        }
        Deed::Fault(fault) => simulation.inject(fault),
    }
}

fn lungs() -> impl Strategy<Value = LungSetup> {
    let preset = prop::sample::select(LungPreset::ALL.to_vec());
    let second = prop::option::weighted(0.3, (5.0..60.0, 3.0..80.0, 0.0..10.0));
    let tube = prop::option::weighted(0.3, (0.0..5.0, 0.0..15.0));
    let sigmoid = prop::option::weighted(0.2, (500.0..4_000.0, 5.0..30.0, 2.0..20.0));
    (preset, second, tube, sigmoid).prop_map(|(preset, second, tube, sigmoid)| LungSetup {
        second: second.map(|(c, r, common)| SecondUnit {
            compliance_ml_per_cmh2o: c,
            resistance_cmh2o_per_l_s: r,
            common_cmh2o_per_l_s: common,
        }),
        tube: tube.map(|(linear, quadratic)| Tube { linear, quadratic }),
        sigmoid: sigmoid.map(|(span_ml, middle_cmh2o, width_cmh2o)| Sigmoid {
            span_ml,
            middle_cmh2o,
            width_cmh2o,
        }),
        ..LungSetup::of(preset)
    })
}

fn setups() -> impl Strategy<Value = VentilatorSetup> {
    let settings = prop::collection::vec((prop::sample::select(S::ALL.to_vec()), -10.0..2_000.0), 0..6);
    let mode = prop::sample::select(Mode::ALL.to_vec());
    (mode, lungs(), settings, any::<u64>(), prop::bool::weighted(0.3)).prop_map(
        |(mode, lung, settings, seed, stretches)| {
            let mut setup = setup(mode, LungPreset::Normal, &settings);
            setup.lung = lung;
            setup.seed = seed;
            setup.ventilator.circuit.compensated = !stretches;
            setup
        },
    )
}

fn value(values: &[f64; signals::COUNT], name: &str) -> f64 {
    values[usize::from(signals::find(name).unwrap())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_deeds_give_the_same_state_however_time_is_cut(
        setup in setups(), deeds in deeds(16), cut in 1..977_u64,
    ) {
        let mut whole = VentilatorSimulation::new(&setup);
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
        prop_assert_eq!(whole.state_hash(), pieces.state_hash());
        prop_assert!(whole == pieces);
    }

    #[test]
    fn nothing_panics_and_no_quantity_leaves_its_range(setup in setups(), deeds in deeds(24)) {
        let mut simulation = VentilatorSimulation::new(&setup);
        let frc_ml = setup.lung.parameters().frc_l * 1_000.0;
        let mut values = [0.0; signals::COUNT];
        for (wait, deed) in &deeds {
            perform(&mut simulation, deed);
            simulation.step_to(simulation.tick() + wait);
            simulation.read(&mut values);
            for (signal, value) in signals::CATALOGUE.iter().zip(values) {
                prop_assert!(value.is_finite(), "{}", signal.name);
            }
            prop_assert!(value(&values, "lung.volume") + frc_ml > 0.0, "absolute volume");
            let paw = value(&values, "lung.paw");
            prop_assert!((-60.0..=101.0).contains(&paw), "pressure {}", paw);
            let spo2 = value(&values, "patient.spo2");
            prop_assert!((0.0..=100.0).contains(&spo2));
            let view = simulation.view();
            prop_assert_eq!(view.alarms.is_empty(), view.indicator == Indicator::Off);
            let sorted = view.alarms.is_sorted_by(|a, b| (b.priority, b.since_tick) <= (a.priority, a.since_tick));
            prop_assert!(sorted, "alarms out of order");
            for row in view.settings.iter().chain(&view.limits) {
                prop_assert!(!row.value.is_empty());
            }
            let _ = simulation.bedside_view();
        }
    }

    #[test]
    fn what_flows_in_is_in_the_lung(setup in setups(), deeds in deeds(8)) {
        let mut simulation = VentilatorSimulation::new(&setup);
        let mut values = [0.0; signals::COUNT];
        simulation.read(&mut values);
        let mut flowed = value(&values, "lung.volume");
        for (wait, deed) in &deeds {
            perform(&mut simulation, deed);
            for _ in 0..*wait {
                simulation.step_to(simulation.tick() + 1);
                simulation.read(&mut values);
                // L/min over a millisecond, in mL.
                flowed += value(&values, "lung.flow") / 60.0;
            }
        }
        simulation.read(&mut values);
        let held = value(&values, "lung.volume");
        prop_assert!((flowed - held).abs() < 0.01, "{} {}", flowed, held);
    }

    #[test]
    fn a_plateau_is_peep_and_volume_over_compliance(
        compliance in 10.0..120.0, resistance in 3.0..40.0, volume in 20..70_u32, peep in 0..15_u32,
    ) {
        let volume = f64::from(volume * 10);
        let settings = [
            (S::TidalVolume, volume), (S::Peep, f64::from(peep)), (S::Rate, 4.0),
            (S::LimitPressureHigh, 75.0), (S::Pause, 0.5),
        ];
        let mut setup = passive(Mode::VcAc, LungPreset::TestC50R5, &settings);
        setup.lung.compliance_ml_per_cmh2o = Some(compliance);
        setup.lung.resistance_in_cmh2o_per_l_s = Some(resistance);
        setup.lung.resistance_out_cmh2o_per_l_s = Some(3.0);
        let mut bed = Bed::new(&setup);
        bed.wait_s(20);
        let expected = f64::from(peep) + volume / compliance;
        let peak = expected + resistance;
        // A breath that the limit cut has no plateau.
        prop_assume!(peak < 74.0);
        let plateau = bed.signal("vent.plateau");
        prop_assert!((plateau - expected).abs() < 0.05, "{} {}", plateau, expected);
    }

    #[test]
    fn measured_values_agree_with_the_lung_within_the_errors_of_the_sensors(
        into in 0.8..1.25, out in 0.7..1.3, offset in -2.0..2.0, stretches in any::<bool>(),
    ) {
        let mut setup = passive(Mode::VcAc, LungPreset::Normal, &[(S::LimitPressureHigh, 75.0)]);
        setup.ventilator.sensors = SensorSetup {
            inspiratory_gain: into,
            expiratory_gain: out,
            pressure_offset_cmh2o: offset,
            oxygen_offset_percent: 1.5,
        };
        setup.ventilator.circuit = CircuitSetup { compensated: !stretches, ..CircuitSetup::default() };
        let mut bed = Bed::new(&setup);
        bed.wait_s(40);
        let truth = bed.signal("lung.tidal_volume");
        // A circuit that is not made up for keeps 2 mL for each cmH2O.
        let kept = if stretches { 2.0 * (bed.signal("vent.peak") - 5.0) } else { 0.0 };
        let given = bed.signal("vent.inspired_volume") / into;
        prop_assert!((given - truth - kept * 0.8).abs() < 0.25 * kept + 2.0, "{} {} {}", given, truth, kept);
        let back = bed.signal("vent.expired_volume") / out;
        prop_assert!((back - given).abs() < 6.0, "{} {}", back, given);
        prop_assert!((bed.signal("vent.peep") - 5.0).abs() < 0.1, "{}", bed.signal("vent.peep"));
        prop_assert!((bed.signal("lung.end_alveolar_pressure") - (5.0 - offset)).abs() < 0.3);
        prop_assert!((bed.signal("vent.oxygen") - 41.5).abs() < 0.1);
    }
}
