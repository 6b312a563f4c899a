//! Modes: what starts a breath, what is controlled, what ends it.

use simulators::ventilator::lung::equations::{self, VolumeBreath};
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::{Button, VentilatorAct, VentilatorFault};

use crate::bed::{Bed, near, passive, setup};

#[test]
fn assist_control_gives_volume_and_rate() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(90);
    near(bed.signal("vent.inspired_volume"), 450.0, 0.5);
    near(bed.signal("vent.expired_volume"), 450.0, 1.0);
    near(bed.signal("vent.rate"), 16.0, 0.1);
    near(bed.signal("vent.minute_volume"), 7.2, 0.05);
    near(bed.signal("vent.peep"), 5.0, 0.05);
    assert!(!bed.is("vent.alarming"), "{:?}", bed.view().alarms);
}

#[test]
fn a_falling_flow_gives_the_same_volume() {
    let mut bed = Bed::new(&passive(Mode::VcAcRamp, LungPreset::Normal, &[(S::EndFlow, 0.0)]));
    bed.wait_s(30);
    near(bed.signal("vent.inspired_volume"), 450.0, 0.5);
    near(bed.signal("vent.inspiratory_time"), 0.9, 0.005);
}

#[test]
fn a_patient_who_breathes_faster_gets_more_full_breaths() {
    let mut bed = Bed::new(&setup(Mode::VcAc, LungPreset::Normal, &[(S::Rate, 8.0)]));
    bed.wait_s(120);
    near(bed.signal("vent.rate"), 14.0, 0.8);
    assert!(bed.signal("vent.patient_rate") > 12.0);
    near(bed.signal("vent.inspired_volume"), 450.0, 1.0);
}

#[test]
fn an_adaptive_mode_measures_the_lung_and_comes_to_its_volume() {
    let mut bed = Bed::new(&passive(Mode::Prvc, LungPreset::ArdsModerate, &[(S::Rate, 20.0)]));
    bed.wait_s(3);
    // The first breath is one of volume with a pause.
    near(bed.signal("vent.plateau"), 5.0 + 450.0 / 32.0, 0.5);
    bed.wait_s(40);
    near(bed.signal("vent.expired_volume"), 450.0, 15.0);
    assert!(bed.signal("vent.peak") < 25.0);
}

#[test]
fn an_adaptive_mode_leaves_a_struggling_patient_alone() {
    let mut bed = Bed::new(&setup(Mode::Prvc, LungPreset::Normal, &[]));
    bed.wait_s(60);
    let calm = bed.signal("vent.peak");
    bed.inject(VentilatorFault::Effort {
        peak_cmh2o: 18.0,
        rate_per_min: 28.0,
    });
    bed.wait_s(90);
    assert!(bed.signal("vent.peak") <= calm, "{calm}");
    near(bed.signal("vent.peak"), 10.0, 1.0);
}

#[test]
fn an_adaptive_mode_that_reaches_its_ceiling_says_so() {
    let mut bed = Bed::new(&passive(
        Mode::Prvc,
        LungPreset::ArdsSevere,
        &[(S::TidalVolume, 600.0), (S::LimitPressureHigh, 30.0)],
    ));
    bed.wait_s(30);
    assert!(bed.alarms("volume_not_delivered"), "{:?}", bed.view().alarms);
    assert!(bed.signal("vent.peak") <= 25.1);
}

#[test]
fn intermittent_breaths_keep_their_rate_and_support_fills_between() {
    let settings = [(S::Rate, 6.0), (S::PressureSupport, 8.0)];
    let mut bed = Bed::new(&setup(Mode::SimvVc, LungPreset::Normal, &settings));
    bed.wait_s(30);
    let mut mandatory = 0;
    let mut supported = 0;
    let mut breaths = bed.signal("sync.breaths");
    for _ in 0..60_000 / 20 {
        bed.wait_ms(20);
        if bed.signal("sync.breaths") > breaths {
            breaths = bed.signal("sync.breaths");
            bed.wait_ms(20);
            // A volume breath flows at a litre a second from the start.
            if (bed.signal("lung.flow") - 60.0).abs() < 0.5 {
                mandatory += 1;
            } else {
                supported += 1;
            }
        }
    }
    assert_eq!(mandatory, 6);
    assert!((6..=10).contains(&supported), "{supported}");
}

#[test]
fn an_intermittent_mode_breathes_for_a_patient_who_does_not() {
    let mut bed = Bed::new(&passive(Mode::SimvPc, LungPreset::Normal, &[(S::Rate, 10.0)]));
    bed.wait_s(90);
    near(bed.signal("vent.rate"), 10.0, 0.2);
    near(bed.signal("vent.peak"), 17.0, 0.1);
}

#[test]
fn without_a_breath_the_backup_begins_and_two_breaths_of_the_patient_end_it() {
    let mut bed = Bed::new(&setup(Mode::Psv, LungPreset::Normal, &[]));
    bed.wait_s(30);
    assert!(bed.signal("vent.rate") > 11.0);
    let last = bed.simulation.tick();
    bed.inject(VentilatorFault::Effort {
        peak_cmh2o: 0.0,
        rate_per_min: 14.0,
    });
    while !bed.is("vent.backup") && bed.simulation.tick() < last + 40_000 {
        bed.wait_ms(50);
    }
    let waited = bed.simulation.tick() - last;
    assert!((15_500..=20_100).contains(&waited), "{waited}");
    assert!(bed.alarms("apnea"));
    bed.wait_s(30);
    near(bed.signal("vent.peak"), 20.0, 0.1);
    bed.inject(VentilatorFault::Effort {
        peak_cmh2o: 8.0,
        rate_per_min: 20.0,
    });
    bed.wait_s(15);
    assert!(!bed.is("vent.backup") && !bed.alarms("apnea"));
    assert_eq!(bed.count("vent.backup_ended"), 1);
}

#[test]
fn continuous_pressure_leaves_all_work_to_the_patient() {
    let mut bed = Bed::new(&setup(Mode::Cpap, LungPreset::Normal, &[]));
    bed.wait_s(60);
    near(bed.signal("vent.peak"), 5.0, 1.0);
    near(bed.signal("vent.rate"), 14.0, 1.0);
    let volume = bed.signal("vent.expired_volume");
    assert!((100.0..350.0).contains(&volume), "{volume}");
    assert!(!bed.alarms("low_pressure"));
}

#[test]
fn releases_move_what_the_formula_says() {
    let mut bed = Bed::new(&passive(
        Mode::Aprv,
        LungPreset::ArdsModerate,
        &[(S::RiseTime, 0.0), (S::LowTime, 0.5)],
    ));
    bed.wait_s(90);
    let release = equations::release((28.0, 4.5), (0.0, 0.5), 32.0, 13.0);
    near(bed.signal("vent.rate"), 12.0, 0.1);
    near(bed.signal("vent.expired_volume"), release.volume_ml, 5.0);
    near(bed.signal("vent.mean"), release.mean_cmh2o, 0.3);
    assert!(!bed.alarms("high_peep") && !bed.alarms("sustained_pressure"));
}

#[test]
fn a_synchronised_release_waits_for_the_patient() {
    let settings = [
        (S::HighTime, 3.0),
        (S::LowTime, 2.0),
        (S::LowLevel, 5.0),
        (S::HighLevel, 18.0),
    ];
    let by_time = Bed::new(&setup(Mode::Aprv, LungPreset::ArdsMild, &settings));
    let with_patient = Bed::new(&setup(Mode::Bilevel, LungPreset::ArdsMild, &settings));
    let phases = |mut bed: Bed| {
        let mut lengths = Vec::new();
        for _ in 0..12 {
            let breaths = bed.signal("sync.breaths");
            let from = bed.simulation.tick();
            while bed.signal("sync.breaths") <= breaths {
                bed.wait_ms(5);
            }
            lengths.push(bed.simulation.tick() - from);
        }
        lengths.split_off(1)
    };
    assert!(phases(by_time).iter().all(|ms| ms.abs_diff(5_000) <= 5));
    let lengths = phases(with_patient);
    assert!(lengths.iter().any(|ms| ms.abs_diff(5_000) > 20), "{lengths:?}");
    assert!(
        lengths.iter().all(|ms| (4_400..=5_010).contains(ms)),
        "{lengths:?}"
    );
}

#[test]
fn a_change_of_mode_waits_for_the_next_expiration() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    // The second breath begins at 4.25 s.
    bed.wait_ms(4_300);
    bed.act(VentilatorAct::Mode { mode: Mode::PcAc });
    assert_eq!(bed.view().chosen_mode, Some(Mode::PcAc));
    bed.push(Button::Confirm);
    assert_eq!(
        (bed.view().mode, bed.view().next_mode),
        (Mode::VcAc, Some(Mode::PcAc))
    );
    bed.wait_ms(200);
    assert_eq!(bed.view().mode, Mode::VcAc);
    bed.wait_ms(400);
    assert_eq!((bed.view().mode, bed.view().next_mode), (Mode::PcAc, None));
    bed.wait_s(8);
    near(bed.signal("vent.peak"), 17.0, 0.1);
}

#[test]
fn the_pressure_limit_ends_a_breath_at_once() {
    let mut bed = Bed::new(&passive(
        Mode::VcAc,
        LungPreset::Normal,
        &[(S::LimitPressureHigh, 20.0)],
    ));
    bed.wait_s(20);
    assert!(bed.alarms("high_pressure"));
    near(bed.signal("vent.peak"), 20.0, 0.1);
    assert!(bed.signal("vent.inspired_volume") < 300.0);
    bed.set(S::LimitPressureHigh, 20);
    bed.wait_s(10);
    assert!(!bed.alarms("high_pressure"));
    let passive = VolumeBreath {
        vt_ml: 450.0,
        flow_l_min: 60.0,
        end_fraction: 1.0,
        peep_cmh2o: 5.0,
        trapped_ml: 0.0,
    };
    near(
        bed.signal("vent.peak"),
        passive.pressures(55.0, 10.0).peak_cmh2o,
        0.1,
    );
}

#[test]
fn a_hold_measures_what_is_trapped_and_the_effort_against_it() {
    let mut bed = Bed::new(&setup(
        Mode::VcAc,
        LungPreset::CopdExacerbation,
        &[(S::Rate, 20.0)],
    ));
    bed.wait_s(60);
    bed.push(Button::HoldExpiratory);
    bed.wait_s(8);
    bed.push(Button::ReleaseHold);
    bed.wait_s(1);
    assert!(bed.signal("vent.auto_peep") > 1.0);
    assert!(
        bed.signal("vent.occlusion") > 1.0,
        "{}",
        bed.signal("vent.occlusion")
    );
    assert_eq!(bed.count("vent.held_expiratory"), 1);
}
