//! Faults as changes of parameters, and their signatures.

use simulators::ventilator::lung::equations::{Pattern, pattern};
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::{Care, VentilatorFault as F};

use crate::bed::{Bed, near, passive};

/// Peak and plateau of volume breaths before and after a fault.
fn signature(fault: F) -> ((f64, f64), (f64, f64), Bed) {
    let settings = [(S::Rate, 10.0), (S::LimitPressureHigh, 75.0)];
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &settings));
    bed.wait_s(20);
    let before = bed.plateau();
    bed.inject(fault);
    bed.wait_s(30);
    let after = bed.plateau();
    (before, after, bed)
}

#[test]
fn faults_of_the_airway_raise_the_peak_and_not_the_plateau() {
    for fault in [F::TubeKinked, F::Secretions, F::Bronchospasm, F::HmeClogged] {
        let (before, after, _) = signature(fault);
        assert_eq!(
            pattern(before, after),
            Pattern::Resistive,
            "{fault:?} {before:?} {after:?}"
        );
    }
}

#[test]
fn faults_of_the_lung_raise_both_alike() {
    for fault in [F::Pneumothorax, F::TensionPneumothorax, F::Atelectasis] {
        let (before, after, _) = signature(fault);
        // They narrow the airway a little as well: by a tenth.
        assert!(after.1 > before.1 + 3.0, "{fault:?}");
        let gap = (after.0 - after.1) - (before.0 - before.1);
        assert!((0.5..1.5).contains(&gap), "{fault:?} {gap}");
    }
    let (before, after, _) = signature(F::AbdominalHypertension);
    assert_eq!(pattern(before, after), Pattern::Elastic);
    let (before, after, _) = signature(F::MainStemIntubation);
    assert_eq!(pattern(before, after), Pattern::Mixed);
}

#[test]
fn pressure_breaths_lose_volume_instead() {
    for fault in [
        F::TubeKinked,
        F::Bronchospasm,
        F::MainStemIntubation,
        F::Pneumothorax,
    ] {
        let mut bed = Bed::new(&passive(Mode::PcAc, LungPreset::Normal, &[]));
        bed.wait_s(20);
        let before = (bed.signal("vent.expired_volume"), bed.signal("vent.peak"));
        bed.inject(fault);
        bed.wait_s(30);
        assert!(bed.signal("vent.expired_volume") < 0.8 * before.0, "{fault:?}");
        near(bed.signal("vent.peak"), before.1, 0.2);
    }
}

#[test]
fn each_fault_is_cured_by_its_care_and_by_no_other() {
    let cures = [
        (F::TubeKinked, Care::StraightenTube),
        (F::MainStemIntubation, Care::WithdrawTube),
        (F::TensionPneumothorax, Care::DrainChest),
        (F::Atelectasis, Care::Recruit),
        (F::AbdominalHypertension, Care::RelieveAbdomen),
        (F::HmeClogged, Care::ChangeHme),
        (F::WaterInTubing { ripple_l_min: 0.3 }, Care::DrainWater),
    ];
    for (fault, care) in cures {
        let healthy = Bed::new(&passive(Mode::PcAc, LungPreset::Normal, &[]));
        let mut bed = healthy.clone();
        bed.inject(fault);
        let mechanics = |bed: &Bed| (bed.signal("lung.compliance"), bed.signal("lung.resistance"));
        assert_ne!(mechanics(&bed), mechanics(&healthy), "{fault:?}");
        assert!(bed.simulation.bedside_view().acts.contains(&care));
        for &other in Care::ALL {
            let spared = matches!(
                other,
                Care::Suction | Care::Reconnect | Care::Disconnect | Care::BagByHand
            );
            // A new tube cures what the tube has.
            let new_tube =
                other == Care::Reintubate && matches!(fault, F::TubeKinked | F::MainStemIntubation);
            if other != care && !spared && !new_tube {
                bed.care(other);
            }
        }
        assert_ne!(mechanics(&bed), mechanics(&healthy), "{fault:?}");
        bed.care(care);
        near(mechanics(&bed).0, mechanics(&healthy).0, 1e-9);
        near(mechanics(&bed).1, mechanics(&healthy).1, 1e-9);
        assert!(!bed.simulation.bedside_view().acts.contains(&care));
    }
}

#[test]
fn suction_clears_secretions_and_does_not_pass_a_kink() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.inject(F::Secretions);
    bed.inject(F::TubeKinked);
    bed.care(Care::Suction);
    assert_eq!(bed.count("tube.catheter_stuck"), 1);
    bed.wait_s(12);
    assert!(bed.signal("lung.resistance") > 60.0);
    bed.care(Care::StraightenTube);
    bed.care(Care::Suction);
    bed.wait_s(12);
    near(bed.signal("lung.resistance"), 10.0, 1e-9);
}

#[test]
fn a_drug_opens_the_bronchi_within_minutes() {
    let mut bed = Bed::new(&passive(Mode::PcAc, LungPreset::Normal, &[]));
    bed.inject(F::Bronchospasm);
    near(bed.signal("lung.resistance"), 25.0, 1e-9);
    bed.care(Care::Bronchodilator);
    bed.wait_s(120);
    near(bed.signal("lung.resistance"), 15.5, 0.3);
    bed.wait_s(480);
    near(bed.signal("lung.resistance"), 10.0, 1e-9);
}

#[test]
fn a_leak_shows_in_what_comes_back() {
    for compensated in [0.0, 1.0] {
        let settings = [(S::LeakCompensation, compensated), (S::FlowTrigger, 10.0)];
        let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &settings));
        bed.inject(F::CuffLeak {
            leak_l_min_per_sqrt_cmh2o: 1.5,
        });
        bed.wait_s(60);
        let (leak, back) = (bed.signal("vent.leak"), bed.signal("vent.expired_volume"));
        if compensated > 0.0 {
            assert!(leak > 8.0 && (back - 450.0).abs() < 12.0, "{leak} {back}");
            // A minute later the breaths with which it learned are forgotten.
            bed.wait_s(60);
            let by_breaths = back * bed.signal("vent.rate") / 1_000.0;
            near(bed.signal("vent.minute_volume"), by_breaths, 0.4);
        } else {
            assert!((8.0..45.0).contains(&leak) && back < 410.0, "{leak} {back}");
        }
        assert!(bed.signal("circuit.leak") > 2.0);
        bed.care(Care::InflateCuff);
        bed.wait_s(60);
        near(bed.signal("vent.expired_volume"), 450.0, 3.0);
    }
}

#[test]
fn water_and_leaks_trigger_breaths_that_nobody_asked_for() {
    let quiet = [(S::FlowTrigger, 2.0)];
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &quiet));
    bed.inject(F::CuffLeak {
        leak_l_min_per_sqrt_cmh2o: 0.5,
    });
    bed.wait_s(60);
    assert_eq!(
        bed.signal("sync.auto_triggered"),
        0.0,
        "1.1 L/min at PEEP is under the trigger"
    );
    bed.inject(F::CuffLeak {
        leak_l_min_per_sqrt_cmh2o: 1.5,
    });
    bed.wait_s(60);
    assert!(bed.signal("sync.auto_triggered") > 10.0 && bed.signal("vent.rate") > 21.0);

    let sensitive = [(S::FlowTrigger, 0.3)];
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &sensitive));
    bed.wait_s(60);
    assert_eq!(bed.signal("sync.auto_triggered"), 0.0);
    bed.inject(F::WaterInTubing { ripple_l_min: 1.0 });
    bed.wait_s(60);
    assert!(bed.signal("sync.auto_triggered") > 10.0);
}

#[test]
fn a_tube_that_is_out_gives_no_carbon_dioxide() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(30);
    assert!(bed.signal("patient.etco2") > 30.0);
    bed.inject(F::Extubation);
    bed.wait_s(30);
    assert_eq!(bed.signal("patient.etco2"), 0.0);
    assert!(bed.signal("vent.leak") > 60.0, "{}", bed.signal("vent.leak"));
    bed.wait_s(220);
    assert!(
        bed.signal("patient.spo2") < 85.0,
        "{}",
        bed.signal("patient.spo2")
    );
    bed.care(Care::Reintubate);
    bed.wait_s(120);
    assert!(bed.signal("patient.etco2") > 30.0);
}
