//! The account of a breath in words, held against the truth that only the simulator knows.

use proptest::prelude::*;
use simulators::ventilator::account::{BreathAccount, account};
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId as S;
use simulators::ventilator::{Care, VentilatorFault};

use crate::bed::{Bed, passive, setup};

fn told(bed: &Bed) -> BreathAccount {
    account(&bed.view().last_breath).expect("a breath was given")
}

fn lungs() -> impl Strategy<Value = LungPreset> {
    proptest::sample::select(LungPreset::ALL.to_vec())
}

fn modes() -> impl Strategy<Value = Mode> {
    proptest::sample::select(vec![Mode::VcAc, Mode::VcAcRamp, Mode::PcAc, Mode::Prvc])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_told_of_pressures_and_of_trapped_gas_is_true(
        lung in lungs(), mode in modes(), rate in 8.0..34.0f64, peep in 0.0..16.0f64, pause in 0.0..0.6f64,
    ) {
        let settings = [(S::Rate, rate), (S::Peep, peep), (S::Pause, pause), (S::LimitPressureHigh, 75.0)];
        let mut bed = Bed::new(&passive(mode, lung, &settings));
        bed.wait_s(60);
        // The sustained pressure of a stiff lung opens the safety valve: there is no whole breath to tell of.
        prop_assume!(!bed.is("vent.safety_valve") && bed.alarms("sustained_pressure").eq(&false));
        let account = account(&bed.view().last_breath);
        prop_assume!(account.is_some());
        let account = account.unwrap();
        let peak = f64::from(account.peak_cmh2o);
        // What rises between two samples of the curve, at 60 L/min: the limit or the end of the flow comes there.
        let between = 1.0 + 20.0 / bed.signal("lung.compliance");
        prop_assert!((peak - bed.signal("vent.peak")).abs() < between, "peak {account:?}");
        prop_assert!((f64::from(account.end_cmh2o) - bed.signal("vent.peep")).abs() < 1.0, "end {account:?}");
        prop_assert_eq!(account.notches, 0, "a passive patient: {:?}", account);
        prop_assert!(!account.saw_tooth);
        let set_peep = bed.signal("vent.set.peep");
        let trapped = bed.signal("lung.end_alveolar_pressure") - set_peep;
        let resistance = bed.signal("lung.resistance");
        match account.left_l_min {
            // What flows is driven by what is trapped.
            Some(left) => prop_assert!(trapped > 0.2, "{left} L/min left, {trapped} cmH2O trapped"),
            // Three L/min drive this pressure at most; exhaling resists more than inhaling.
            None => prop_assert!(trapped < 3.0 / 60.0 * 2.5 * resistance + 1.0, "{trapped} trapped, {account:?}"),
        }
        // A breath that the limit cut has no pause.
        if mode == Mode::VcAc && !bed.alarms("high_pressure") && bed.signal("vent.set.pause") >= 0.4 {
            let plateau = account.plateau_cmh2o.map(f64::from);
            prop_assert!(plateau.is_some_and(|plateau| (plateau - bed.signal("vent.plateau")).abs() < 1.0));
        }
    }
}

#[test]
fn efforts_that_no_breath_answers_are_seen_as_notches() {
    let mut bed = Bed::new(&setup(
        Mode::VcAc,
        LungPreset::CopdExacerbation,
        &[(S::Rate, 14.0), (S::TriggerBy, 1.0), (S::PressureTrigger, 6.0)],
    ));
    bed.wait_s(30);
    let before = bed.signal("sync.ineffective");
    let mut seen = 0u32;
    for _ in 0..8 {
        bed.wait_ms(4_286);
        seen += u32::from(told(&bed).notches);
    }
    let truly = bed.signal("sync.ineffective") - before;
    assert!(truly >= 4.0, "{truly} efforts failed");
    assert!(f64::from(seen) >= truly / 2.0, "{seen} of {truly} seen");
}

#[test]
fn secretions_draw_a_saw_and_suction_ends_it() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.inject(VentilatorFault::Secretions);
    bed.wait_s(20);
    assert!(told(&bed).saw_tooth);
    bed.care(Care::Suction);
    bed.wait_s(30);
    assert!(!told(&bed).saw_tooth);
}

#[test]
fn a_leak_is_told_as_volume_that_does_not_come_back() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(20);
    assert_eq!(told(&bed).lost_ml, None);
    bed.inject(VentilatorFault::CuffLeak {
        leak_l_min_per_sqrt_cmh2o: 2.0,
    });
    bed.wait_s(20);
    assert!(
        told(&bed).lost_ml.is_some_and(|lost| lost > 60.0),
        "{:?}",
        told(&bed)
    );
}

#[test]
fn a_needless_act_changes_nothing_and_is_told() {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(5);
    let seen = bed.simulation.bedside_view();
    assert!(seen.offered.contains(&Care::StraightenTube) && !seen.acts.contains(&Care::StraightenTube));
    let resistance = bed.signal("lung.resistance");
    bed.care(Care::StraightenTube);
    assert_eq!(bed.count("care.straighten_tube"), 1);
    assert_eq!(bed.signal("lung.resistance"), resistance);
}

#[test]
fn what_is_offered_does_not_tell_what_is_wrong() {
    let healthy = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    let offered = healthy.simulation.bedside_view().offered;
    for fault in [
        VentilatorFault::TubeKinked,
        VentilatorFault::Bronchospasm,
        VentilatorFault::Pneumothorax,
        VentilatorFault::ExpiratoryFilterClogged,
        VentilatorFault::MainStemIntubation,
    ] {
        let mut bed = healthy.clone();
        bed.inject(fault);
        assert_eq!(bed.simulation.bedside_view().offered, offered, "{fault:?}");
    }
}
