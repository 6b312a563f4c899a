//! Settings are changed, then confirmed.

use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::{SettingCaution, SettingId as S, SettingProblem};
use simulators::ventilator::view::{Message, SettingView};
use simulators::ventilator::{Button, VentilatorAct};

use crate::bed::{Bed, near, passive};

fn bed() -> Bed {
    let mut bed = Bed::new(&passive(Mode::VcAc, LungPreset::Normal, &[]));
    bed.wait_s(20);
    bed
}

fn row(bed: &Bed, setting: S) -> SettingView {
    let view = bed.view();
    let mut rows = view.settings.into_iter().chain(view.limits);
    rows.find(|row| row.setting == setting).unwrap()
}

#[test]
fn what_is_turned_does_nothing_until_it_is_confirmed() {
    let mut bed = bed();
    bed.act(VentilatorAct::Choose {
        setting: S::TidalVolume,
    });
    bed.act(VentilatorAct::Turn { clicks: -3 });
    let shown = row(&bed, S::TidalVolume);
    assert_eq!(
        (shown.value.as_str(), shown.pending.as_deref()),
        ("450", Some("420"))
    );
    assert!(bed.view().messages.contains(&Message::Unconfirmed));
    bed.wait_s(15);
    near(bed.signal("vent.inspired_volume"), 450.0, 0.5);
    bed.push(Button::Confirm);
    bed.wait_s(10);
    near(bed.signal("vent.inspired_volume"), 420.0, 0.5);
    assert_eq!(bed.count("vent.settings_changed"), 1);
}

#[test]
fn what_nobody_confirms_is_dropped() {
    let mut bed = bed();
    bed.act(VentilatorAct::Choose { setting: S::Peep });
    bed.act(VentilatorAct::Turn { clicks: 5 });
    bed.wait_s(31);
    assert_eq!(bed.count("vent.change_dropped"), 1);
    assert!(row(&bed, S::Peep).pending.is_none());
    bed.push(Button::Confirm);
    assert_eq!(bed.signal("vent.set.peep"), 5.0);
}

#[test]
fn the_knob_stops_at_the_ends_of_the_range() {
    let mut bed = bed();
    bed.set(S::Oxygen, 999);
    assert_eq!(bed.signal("vent.set.oxygen"), 100.0);
    bed.set(S::Oxygen, -999);
    assert_eq!(bed.signal("vent.set.oxygen"), 21.0);
}

#[test]
fn settings_that_do_not_go_together_are_refused_with_the_reason() {
    let mut bed = bed();
    let refused = |bed: &mut Bed, setting, clicks, problem| {
        bed.set(setting, clicks);
        let message = Message::Refused { problem };
        assert!(
            bed.view().messages.contains(&message),
            "{problem:?} {:?}",
            bed.view().messages
        );
        bed.push(Button::Cancel);
    };
    refused(&mut bed, S::LimitMinuteLow, 60, SettingProblem::LimitsCrossed);
    bed.set(S::Rate, 10);
    refused(&mut bed, S::Pause, 20, SettingProblem::InspirationTooLong);
    refused(&mut bed, S::Flow, -55, SettingProblem::FlowDoesNotFit);
    bed.act(VentilatorAct::Mode { mode: Mode::PcAc });
    refused(
        &mut bed,
        S::PressureControl,
        40,
        SettingProblem::PressureAboveLimit,
    );
    bed.act(VentilatorAct::Mode { mode: Mode::Aprv });
    bed.act(VentilatorAct::Choose {
        setting: S::HighLevel,
    });
    bed.act(VentilatorAct::Turn { clicks: -20 });
    bed.push(Button::Confirm);
    assert!(
        !bed.view()
            .messages
            .iter()
            .any(|message| matches!(message, Message::Refused { .. }))
    );
    refused(&mut bed, S::LowLevel, 12, SettingProblem::LevelsCrossed);
    assert!(bed.count("vent.settings_refused") >= 5);
}

#[test]
fn a_volume_beyond_protection_is_pointed_out_and_accepted() {
    let mut bed = bed();
    bed.act(VentilatorAct::Choose {
        setting: S::TidalVolume,
    });
    bed.act(VentilatorAct::Turn { clicks: 20 });
    let caution = Message::Caution {
        caution: SettingCaution::VolumeHigh,
    };
    assert!(bed.view().messages.contains(&caution));
    bed.push(Button::Confirm);
    near(bed.signal("vent.set.volume_per_kg"), 650.0 / 70.566, 1e-6);
}

#[test]
fn limits_are_proposed_around_what_is_measured() {
    let mut bed = bed();
    bed.wait_s(60);
    bed.push(Button::LimitsFromMeasured);
    assert_eq!(
        row(&bed, S::LimitVolumeHigh).pending.as_deref(),
        None,
        "already there"
    );
    assert_eq!(row(&bed, S::LimitPressureHigh).pending.as_deref(), Some("35"));
    bed.push(Button::Confirm);
    assert_eq!(bed.signal("vent.set.limit_pressure_high"), 35.0);
    near(bed.signal("vent.set.limit_minute_high"), 10.8, 0.11);
}

#[test]
fn a_hand_gives_one_breath() {
    let mut bed = Bed::new(&passive(Mode::Psv, LungPreset::Normal, &[]));
    bed.wait_s(5);
    assert_eq!(bed.signal("sync.breaths"), 0.0);
    bed.push(Button::Breath);
    bed.wait_s(5);
    assert_eq!(bed.signal("sync.breaths"), 1.0);
    assert!(bed.signal("lung.tidal_volume") > 300.0);
}

#[test]
fn the_curves_hold_fifteen_seconds_and_the_loop_one_breath() {
    let bed = bed();
    let view = bed.view();
    assert_eq!((view.curves.taken, view.curves.samples.len()), (1_000, 750));
    let highest = view
        .curves
        .samples
        .iter()
        .map(|sample| sample.paw_cmh2o)
        .fold(0.0, f32::max);
    near(f64::from(highest), bed.signal("vent.peak"), 0.5);
    // 3.75 s at 50 a second.
    assert!(
        (186..=189).contains(&view.last_breath.len()),
        "{}",
        view.last_breath.len()
    );
    let volume = view
        .last_breath
        .iter()
        .map(|sample| sample.volume_ml)
        .fold(0.0, f32::max);
    near(f64::from(volume), 450.0, 10.0);
    assert_eq!(bed.simulation.samples_since(990).count(), 10);
    assert_eq!(bed.simulation.samples_taken(), 1_000);
}
