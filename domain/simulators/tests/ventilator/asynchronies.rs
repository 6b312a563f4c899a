//! Asynchronies come out of physics, by the published recipes, and go with the usual remedies.

use simulators::ventilator::VentilatorFault;
use simulators::ventilator::lung::effort::EffortSetup;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;

use crate::bed::{Bed, setup};

fn watched(mode: Mode, preset: LungPreset, effort: EffortSetup, settings: &[(S, f64)]) -> Bed {
    let mut setup = setup(mode, preset, settings);
    setup.effort = effort;
    let mut bed = Bed::new(&setup);
    bed.wait_s(120);
    bed
}

#[test]
fn trapped_gas_swallows_efforts_and_peep_frees_them() {
    let weak = EffortSetup {
        peak_cmh2o: Some(5.0),
        rate_per_min: Some(28.0),
        ..EffortSetup::default()
    };
    let stiff = [
        (S::TriggerBy, 1.0),
        (S::PressureTrigger, 3.0),
        (S::Rate, 16.0),
        (S::TidalVolume, 600.0),
    ];
    let bed = watched(Mode::VcAc, LungPreset::CopdExacerbation, weak, &stiff);
    let missed = bed.signal("sync.ineffective");
    assert!(missed > 10.0, "{missed}");
    assert!(bed.signal("sync.index") > 10.0);
    let eased = [
        (S::FlowTrigger, 1.0),
        (S::Rate, 10.0),
        (S::TidalVolume, 380.0),
        (S::Peep, 6.0),
    ];
    let bed = watched(Mode::VcAc, LungPreset::CopdExacerbation, weak, &eased);
    assert!(bed.signal("sync.ineffective") < missed / 2.0);
}

#[test]
fn an_effort_that_outlasts_a_short_breath_triggers_twice() {
    let long = EffortSetup {
        peak_cmh2o: Some(16.0),
        rate_per_min: Some(18.0),
        inspiration_s: Some(1.3),
        ..EffortSetup::default()
    };
    // 400 mL at 60 L/min last 0.4 s.
    let short = [(S::TidalVolume, 400.0), (S::Rate, 12.0)];
    let bed = watched(Mode::VcAc, LungPreset::ArdsMild, long, &short);
    assert!(bed.signal("sync.double_triggered") > 10.0);
    let support = [(S::PressureSupport, 12.0)];
    let bed = watched(Mode::Psv, LungPreset::ArdsMild, long, &support);
    assert!(bed.signal("sync.double_triggered") < 3.0);
}

#[test]
fn too_little_flow_scoops_the_pressure() {
    let hungry = EffortSetup {
        peak_cmh2o: Some(20.0),
        ..EffortSetup::default()
    };
    let bed = watched(Mode::VcAc, LungPreset::Normal, hungry, &[(S::Flow, 30.0)]);
    assert!(bed.signal("sync.starved") > 10.0);
    let bed = watched(Mode::PcAc, LungPreset::Normal, hungry, &[]);
    assert_eq!(bed.signal("sync.starved"), 0.0);
}

#[test]
fn support_in_obstruction_ends_late_unless_it_is_cycled_sooner() {
    let effort = EffortSetup {
        peak_cmh2o: Some(5.0),
        rate_per_min: Some(14.0),
        ..EffortSetup::default()
    };
    let late = [
        (S::CycleOff, 10.0),
        (S::PressureSupport, 16.0),
        (S::LongestSupport, 3.0),
    ];
    let bed = watched(Mode::Psv, LungPreset::CopdExacerbation, effort, &late);
    let found = bed.signal("sync.cycled_late");
    assert!(found > 10.0, "{found}");
    let sooner = [(S::CycleOff, 50.0), (S::PressureSupport, 8.0)];
    let bed = watched(Mode::Psv, LungPreset::CopdExacerbation, effort, &sooner);
    let left = bed.signal("sync.cycled_late");
    assert!(left < found / 2.0, "{left} of {found}");
}

#[test]
fn support_in_a_stiff_lung_ends_early_unless_it_is_cycled_later() {
    let slow = EffortSetup {
        inspiration_s: Some(1.1),
        rate_per_min: Some(20.0),
        ..EffortSetup::default()
    };
    let early = [(S::CycleOff, 70.0), (S::PressureSupport, 14.0)];
    let bed = watched(Mode::Psv, LungPreset::ArdsModerate, slow, &early);
    assert!(bed.signal("sync.cycled_early") > 10.0);
    let later = [(S::CycleOff, 10.0), (S::PressureSupport, 8.0)];
    let bed = watched(Mode::Psv, LungPreset::ArdsModerate, slow, &later);
    assert!(
        bed.signal("sync.cycled_early") < 3.0,
        "{}",
        bed.signal("sync.cycled_early")
    );
}

#[test]
fn a_machine_breath_calls_an_entrained_effort_forth() {
    let entrained = EffortSetup {
        peak_cmh2o: Some(10.0),
        entrained_after_s: Some(0.4),
        ..EffortSetup::default()
    };
    let slow_flow = [(S::Flow, 40.0)];
    let bed = watched(Mode::VcAc, LungPreset::ArdsMild, entrained, &slow_flow);
    assert!(bed.signal("sync.reverse_triggered") > 20.0);
}

#[test]
fn who_breathes_at_another_rate_still_pulls_as_long() {
    let long = EffortSetup {
        peak_cmh2o: Some(16.0),
        rate_per_min: Some(16.0),
        inspiration_s: Some(1.3),
        ..EffortSetup::default()
    };
    let short = [(S::TidalVolume, 400.0), (S::Rate, 12.0)];
    let mut bed = watched(Mode::VcAc, LungPreset::ArdsMild, long, &short);
    bed.inject(VentilatorFault::Effort {
        peak_cmh2o: 16.0,
        rate_per_min: 18.0,
    });
    let before = bed.signal("sync.double_triggered");
    bed.wait_s(120);
    assert!(bed.signal("sync.double_triggered") > before + 10.0);
}

#[test]
fn a_calm_patient_on_fitting_support_is_in_step() {
    let bed = watched(Mode::Psv, LungPreset::Normal, EffortSetup::default(), &[]);
    assert!(bed.signal("sync.efforts") > 20.0);
    assert!(
        bed.signal("sync.index") < 10.0,
        "{:?}",
        bed.simulation.asynchronies()
    );
}
