//! The syringe pump at work: what it gives, what it notices, what it tells.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic")]

mod syringe_support;

use proptest::prelude::*;
use simulators::alarms::{Indicator, Priority};
use simulators::drugs::AmountUnit;
use simulators::entry::EntryStyle;
use simulators::patient::{Blood, PatientSetup, Preset, Test};
use simulators::pump::key::Key;
use simulators::pump::setup::EndAction;
use simulators::syringe::action::{SyringeAct as Act, SyringeAction};
use simulators::syringe::alarms::SyringeAlarm;
use simulators::syringe::fault::SyringeFault;
use simulators::syringe::setup::{AntiSiphonValve, SizeSensor, SyringePumpConfig, SyringeSetup};
use simulators::syringe::view::{
    SyringePrompt, SyringePumpView, SyringeRowLabel, SyringeScreen, SyringeStartRefusal,
};
use simulators::syringe::{Brand, Size, SyringeSimulation, signals};
use syringe_support::{Ward, kind, propofol_runs, ready, runs, setup, standby, syringe};

#[test]
fn a_new_syringe_gives_nothing_until_slack_and_tension_are_taken_up() {
    let mut ward = Ward::new(ready(1.0, 40.0));
    ward.key(Key::Start);
    // (0.5 mm x 0.56 mL/mm + 0.0026 mL/mmHg x 15 mmHg) / 1 mL/h
    ward.wait_s(1_120);
    assert_eq!(ward.signal("line.delivered_ml"), 0.0);
    assert!(
        ward.signal("pump.volume_infused") > 0.3,
        "the pump counts all the same"
    );
    ward.wait_s(60);
    assert!(ward.signal("line.delivered_ml") > 0.0);
}

#[test]
fn a_purge_into_the_air_takes_the_delay_away_and_counts_for_nothing() {
    let mut ward = Ward::new(ready(1.0, 40.0));
    ward.act(Act::DisconnectLine);
    ward.key(Key::Bolus);
    assert_eq!(ward.view().screen, SyringeScreen::Purge);
    ward.down(Key::Soft1);
    ward.wait_s(10);
    assert!(ward.is("pump.purging"));
    ward.up(Key::Soft1);
    assert!(!ward.is("pump.purging"));
    let purged = ward.signal("line.wasted_ml");
    assert!((0.4..0.6).contains(&purged), "{purged}");
    ward.act(Act::ConnectLine);
    ward.keys("back start");
    ward.wait_s(100);
    assert!(ward.signal("line.delivered_ml") > 0.0);
    assert!(ward.signal("pump.volume_infused") < 0.03);
    assert_eq!(ward.count("pump.purge_ended"), 1);
}

#[test]
fn a_purge_with_the_line_connected_reaches_the_patient_and_ends_at_its_limit() {
    let mut ward = Ward::new(ready(1.0, 40.0));
    ward.key(Key::Bolus);
    ward.down(Key::Soft1);
    ward.wait_s(40);
    assert!(!ward.is("pump.purging"));
    let given = ward.signal("line.delivered_ml");
    assert!(
        (1.6..1.75).contains(&given),
        "2 mL less what was taken up: {given}"
    );
}

#[test]
fn a_syringe_that_was_changed_after_the_old_one_was_empty_is_purged_and_a_blocked_line_is_not() {
    let mut setup = setup(runs(60.0, 40.0));
    setup.line.syringe.left_ml = Some(0.5);
    setup.line.spare = Some(setup.line.syringe.clone());
    setup.line.spare.as_mut().unwrap().left_ml = None;
    let mut ward = Ward::with(&setup);
    ward.wait_s(60);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::SyringeEmpty);
    ward.act(Act::DisconnectLine);
    ward.act(Act::RemoveSyringe);
    ward.act(Act::FitSyringe);
    ward.key(Key::Enter);
    ward.key(Key::Bolus);
    ward.down(Key::Soft1);
    assert!(ward.is("pump.purging"));
    let mut blocked = Ward::new(runs(60.0, 40.0));
    blocked.act(Act::CloseClamp);
    blocked.wait_s(120);
    assert_eq!(blocked.view().alarms[0].id, SyringeAlarm::DownstreamOcclusion);
    blocked.key(Key::Bolus);
    blocked.down(Key::Soft1);
    assert!(!blocked.is("pump.purging"));
}

#[test]
fn a_blocked_line_alarms_the_later_the_larger_the_syringe_and_the_lower_the_rate() {
    let minutes = |size: Size, rate: f64| {
        let mut setup = setup(runs(rate, 40.0));
        setup.line.syringe.kind = kind(size);
        setup.line.syringe.volume_ml = kind(size).capacity_ml();
        let mut ward = Ward::with(&setup);
        ward.act(Act::CloseClamp);
        while !ward.is("pump.alarming") {
            ward.wait_ms(1_000);
        }
        assert_eq!(ward.view().alarms[0].id, SyringeAlarm::DownstreamOcclusion);
        assert_eq!(ward.signal("pump.flow"), 0.0);
        ward.simulation.tick() as f64 / 60_000.0
    };
    // C (300 - 25) / rate
    assert!((minutes(Size::Ml50, 5.0) - 8.6).abs() < 0.3);
    assert!((minutes(Size::Ml10, 5.0) - 1.65).abs() < 0.1);
    assert!((minutes(Size::Ml50, 0.5) - 85.8).abs() < 2.0);
}

#[test]
fn what_is_stored_behind_a_block_is_released_unless_it_was_let_off() {
    let blocked = || {
        let mut ward = Ward::new(runs(5.0, 40.0));
        ward.act(Act::CloseClamp);
        ward.wait_s(600);
        assert!(ward.is("pump.alarming"));
        ward
    };
    let mut ward = blocked();
    ward.act(Act::OpenClamp);
    assert_eq!(ward.count("line.bolus_released"), 1);
    let bolus = ward.signal("line.bolus_ml");
    assert!((bolus - 0.0026 * 275.0).abs() < 0.01, "{bolus}");
    let before = ward.signal("line.delivered_ml");
    ward.wait_s(5);
    assert!((ward.signal("line.delivered_ml") - before - bolus).abs() < 0.001);
    let mut relieved = blocked();
    relieved.act(Act::RelieveLine);
    relieved.act(Act::OpenClamp);
    assert_eq!(relieved.count("line.bolus_released"), 0);
    // Nothing starts again by itself.
    relieved.wait_s(300);
    assert_eq!(relieved.signal("pump.flow"), 0.0);
    relieved.key(Key::Start);
    assert!(relieved.is("pump.running") && !relieved.is("pump.alarming"));
}

#[test]
fn a_back_off_takes_the_stored_volume_back_into_the_syringe() {
    let mut setup = setup(runs(5.0, 40.0));
    setup.pump.config.backoff_ml = 0.7;
    let mut ward = Ward::with(&setup);
    ward.act(Act::CloseClamp);
    ward.wait_s(600);
    ward.act(Act::OpenClamp);
    assert_eq!(ward.count("line.bolus_released"), 0);
}

#[test]
fn raising_the_pump_gives_a_bolus_and_lowering_it_a_gap() {
    let mut ward = Ward::new(runs(1.0, 40.0));
    ward.wait_s(60);
    ward.move_pump(50);
    assert!((ward.signal("line.bolus_ml") - 0.0026 * 36.78).abs() < 0.001);
    ward.wait_s(5);
    ward.move_pump(0);
    let before = ward.signal("line.delivered_ml");
    ward.wait_s(330);
    assert_eq!(ward.signal("line.delivered_ml"), before);
    assert!(ward.simulation.bedside_view().blood_in_line);
    ward.wait_s(30);
    assert!(ward.signal("line.delivered_ml") > before);
    assert!(!ward.simulation.bedside_view().blood_in_line);
    assert!(!ward.is("pump.alarming"), "no pump notices a change of height");
}

#[test]
fn a_loose_plunger_stops_the_pump_and_a_raised_syringe_empties_itself() {
    let mut setup = setup(propofol_runs());
    setup.line.start.height_cm = 60;
    let mut ward = Ward::with(&setup);
    ward.inject(SyringeFault::PlungerSlips);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::PlungerClampOpen);
    assert_eq!(ward.signal("pump.flow"), 0.0);
    ward.wait_s(60);
    assert!(ward.signal("line.siphon") > 300.0);
    assert!(ward.signal("line.delivered_ml") > 5.0);
    ward.wait_s(180);
    assert!(ward.simulation.clinical_view().breaths_per_min < 8);
    ward.key(Key::Start);
    assert_eq!(
        ward.view().prompt,
        Some(SyringePrompt::StartRefused {
            reason: SyringeStartRefusal::PlungerFree
        })
    );
    ward.act(Act::GripPlunger);
    assert_eq!(ward.signal("pump.flow"), 0.0);
    ward.wait_s(1);
    assert_eq!(ward.signal("line.siphon"), 0.0);
    setup.line.config.anti_siphon = AntiSiphonValve::Fitted;
    let mut with_valve = Ward::with(&setup);
    with_valve.inject(SyringeFault::PlungerSlips);
    with_valve.wait_s(60);
    assert_eq!(with_valve.signal("line.siphon"), 0.0);
}

#[test]
fn stuck_seat_sensors_hide_a_loose_flange() {
    let mut setup = setup(runs(5.0, 40.0));
    setup.line.start.height_cm = 80;
    let mut ward = Ward::with(&setup);
    ward.inject(SyringeFault::SeatSensorsStuck);
    ward.inject(SyringeFault::FlangeSlips);
    ward.wait_s(10);
    assert!(ward.is("pump.running") && !ward.is("syringe.held"));
    assert!(ward.signal("line.siphon") > 500.0);
}

#[test]
fn barrel_flange_and_a_missing_syringe_stop_the_pump() {
    for (fault, alarm) in [
        (SyringeFault::BarrelSlips, SyringeAlarm::SyringeDisengaged),
        (SyringeFault::FlangeSlips, SyringeAlarm::SyringeDisengaged),
        (
            SyringeFault::SizeSensorError { error_mm: -6.0 },
            SyringeAlarm::SizeMismatch,
        ),
    ] {
        let mut ward = Ward::new(runs(5.0, 40.0));
        ward.inject(fault);
        assert_eq!(ward.view().alarms[0].id, alarm);
        assert_eq!(ward.view().indicator, Indicator::RedFlashing);
        assert_eq!(ward.signal("pump.flow"), 0.0);
    }
    let mut ward = Ward::new(runs(5.0, 40.0));
    ward.act(Act::RemoveSyringe);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::SyringeDisengaged);
    ward.act(Act::FitSyringe);
    assert_eq!(ward.view().screen, SyringeScreen::Syringe);
    ward.keys("back start");
    assert_eq!(
        ward.view().prompt,
        Some(SyringePrompt::StartRefused {
            reason: SyringeStartRefusal::SyringeNotConfirmed
        })
    );
    ward.keys("soft_4 enter start");
    assert!(ward.is("pump.running") && ward.is("syringe.confirmed_right"));
}

#[test]
fn without_a_size_sensor_the_wrong_size_goes_unnoticed() {
    let mut setup = setup(standby());
    setup.pump.config.size_sensor = SizeSensor::Absent;
    setup.line.syringe = syringe("", 0.0, AmountUnit::Milligram, Size::Ml20, 20.0);
    setup.line.start.taken_up = true;
    let mut ward = Ward::with(&setup);
    assert_eq!(ward.view().page.map(|page| page.of), Some(3));
    // The eleventh of the list is the 50 mL syringe of brand A.
    ward.keys("down down down down down down down down down down enter");
    assert_eq!(ward.view().syringe, Some(kind(Size::Ml50)));
    ward.keys("soft_2 5 enter 10 enter enter start");
    assert!(ward.is("pump.running"));
    ward.wait_s(1_800);
    let delivered = ward.signal("line.delivered_ml");
    assert!((delivered / 2.5 - 0.51).abs() < 0.02, "{delivered}");
    assert!(!ward.is("pump.alarming") && !ward.is("syringe.confirmed_right"));
    assert!(ward.signal("syringe.shown_ml") > ward.signal("syringe.left_ml") + 10.0);
}

#[test]
fn the_list_offers_both_brands_of_the_measured_size() {
    let mut setup = setup(standby());
    setup.line.syringe = syringe("", 0.0, AmountUnit::Milligram, Size::Ml20, 20.0);
    let ward = Ward::with(&setup);
    assert_eq!(ward.view().choices.len(), 2);
    assert_eq!(ward.view().prompt, Some(SyringePrompt::CompareSyringe));
    assert_eq!(ward.view().rows.len(), 0);
}

#[test]
fn near_the_end_the_pump_says_so_and_at_the_end_it_stops() {
    let mut setup = setup(runs(20.0, 40.0));
    setup.line.syringe.volume_ml = 2.0;
    let mut ward = Ward::with(&setup);
    ward.wait_s(50);
    assert_eq!(ward.view().alarms.len(), 0);
    ward.wait_s(20);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::SyringeNearEmpty);
    assert_eq!(ward.view().alarms[0].priority, Priority::Medium);
    ward.wait_s(300);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::SyringeEmpty);
    let delivered = ward.signal("line.delivered_ml");
    assert!((delivered - 2.0).abs() < 0.001, "{delivered}");
    ward.key(Key::Start);
    assert!(!ward.is("pump.running"));
}

#[test]
fn the_end_of_the_volume_keeps_the_vein_open_or_stops() {
    let mut ward = Ward::new(runs(60.0, 1.0));
    ward.wait_s(62);
    assert!(ward.is("pump.kvo") && ward.signal("pump.flow") == 0.5);
    assert_eq!(ward.count("alarm.infusion_complete.raised"), 1);
    let mut setup = setup(runs(60.0, 1.0));
    setup.pump.config.end_action = EndAction::Stop;
    let mut stopped = Ward::with(&setup);
    stopped.wait_s(62);
    assert_eq!(stopped.signal("pump.flow"), 0.0);
    assert_eq!(stopped.signal("pump.alarm_priority"), 3.0);
}

#[test]
fn propofol_is_programmed_from_the_library_and_puts_the_patient_to_sleep() {
    let mut ward = Ward::new(standby());
    ward.keys("enter soft_1");
    ward.choose("propofol");
    // 50 mcg/kg/min, 70 kg, 10 mg/mL: 21 mL/h
    ward.keys("soft_1 70 enter 50 enter 45 enter");
    assert_eq!(ward.view().screen, SyringeScreen::Review);
    assert_eq!(ward.row(SyringeRowLabel::Rate).value, "21");
    ward.keys("enter start");
    assert!(ward.is("pump.running") && ward.signal("pump.dose") == 50.0);
    ward.wait_s(3_600);
    let index = ward.signal("patient.sedation_index");
    assert!((60.0..80.0).contains(&index), "{index}");
}

#[test]
fn limits_refuse_and_ask_for_reasons() {
    let mut ward = Ward::new(standby());
    ward.keys("enter soft_1");
    ward.choose("propofol");
    ward.keys("soft_1 70 enter 500 enter 45 enter enter");
    assert_eq!(ward.view().screen, SyringeScreen::HardLimit);
    ward.keys("enter 100 enter enter enter");
    assert_eq!(ward.view().screen, SyringeScreen::SoftLimit);
    ward.keys("soft_2 down enter start");
    assert!(ward.is("pump.running") && ward.is("pump.overridden"));
    assert_eq!(ward.count("pump.limit_overridden"), 1);
}

#[test]
fn a_bolus_is_given_once_and_leaves_the_rate_alone() {
    let mut ward = Ward::new(runs(2.0, 40.0));
    ward.keys("bolus 1 enter enter");
    assert!(ward.is("pump.bolusing") && ward.signal("pump.flow") == 100.0);
    assert_eq!(ward.signal("pump.rate"), 2.0);
    ward.wait_s(40);
    assert!(!ward.is("pump.bolusing") && ward.signal("pump.flow") == 2.0);
    let infused = ward.signal("pump.volume_infused");
    assert!((infused - 1.0).abs() < 0.05, "{infused}");
}

#[test]
fn a_rate_is_entered_by_any_of_the_four_ways() {
    for (style, typed) in [
        (EntryStyle::StrictPad, "2.5 enter 10 enter"),
        (EntryStyle::LegacyPad, "2.5.0 enter 10 enter"),
        (
            EntryStyle::Chevrons,
            "soft_1 soft_1 soft_1 soft_1 soft_1 soft_1 soft_1 soft_1 soft_1 soft_1 soft_1 enter soft_1 enter",
        ),
        (
            EntryStyle::DigitCursor,
            "up up soft_2 up up up up up enter soft_1 up enter",
        ),
    ] {
        let mut setup = setup(standby());
        setup.pump.config.entry = style;
        let mut ward = Ward::with(&setup);
        ward.keys(&format!("enter soft_2 {typed}"));
        assert_eq!(ward.view().screen, SyringeScreen::Review, "{style:?}");
        let rate = ward.row(SyringeRowLabel::Rate).value;
        let wanted = if style == EntryStyle::Chevrons {
            "1.1"
        } else {
            "2.5"
        };
        assert_eq!(rate, wanted, "{style:?}");
    }
}

#[test]
fn a_rate_under_the_size_of_the_syringe_is_warned_of() {
    let ward = Ward::new(runs(0.3, 10.0));
    let state = ward.row(SyringeRowLabel::Rate).state;
    assert_eq!(state, simulators::pump::view::RowState::Warning);
}

#[test]
fn on_battery_the_pump_warns_then_stops_and_the_mains_bring_it_back() {
    let mut setup = setup(runs(5.0, 40.0));
    setup.pump.config.battery_charge = 0.08;
    let mut ward = Ward::with(&setup);
    ward.act(Act::Unplug);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::MainsLost);
    ward.wait_s(300);
    assert_eq!(ward.count("alarm.low_battery.raised"), 1);
    ward.wait_s(1_700);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::BatteryDepleted);
    assert_eq!(ward.count("alarm.battery_critical.raised"), 1);
    assert_eq!(ward.signal("pump.flow"), 0.0);
    ward.key(Key::Start);
    assert!(!ward.is("pump.running"));
    ward.act(Act::PlugIn);
    ward.key(Key::Start);
    assert!(ward.is("pump.running"));
}

#[test]
fn silence_lasts_two_minutes_and_a_pause_is_not_forgotten() {
    let mut ward = Ward::new(runs(5.0, 40.0));
    ward.key(Key::Pause);
    ward.wait_s(121);
    assert_eq!(ward.view().alarms[0].id, SyringeAlarm::PausedTooLong);
    ward.key(Key::Silence);
    assert_eq!(ward.view().sound, None);
    ward.wait_s(118);
    assert_eq!(ward.view().sound, None);
    ward.wait_s(3);
    assert_eq!(ward.view().sound, Some(Priority::Medium));
}

#[test]
fn blood_is_drawn_and_the_laboratory_takes_its_time() {
    let mut setup = setup(runs(5.0, 40.0));
    setup.patient = PatientSetup {
        blood: Blood {
            potassium_mmol_l: 3.1,
            ..Blood::default()
        },
        ..PatientSetup::new(Preset::Stable, 70.0)
    };
    let mut ward = Ward::with(&setup);
    ward.simulation.act(&SyringeAction::DrawBlood {
        test: Test::Potassium,
    });
    ward.wait_s(1_799);
    assert_eq!(ward.signal("lab.potassium"), 0.0);
    ward.wait_s(2);
    assert_eq!(ward.signal("lab.potassium"), 3.1);
    assert_eq!(ward.simulation.clinical_view().results[0].value, "3.1");
}

#[test]
fn what_is_written_is_read_back() {
    let setup = setup(propofol_runs());
    let written = serde_json::to_string(&setup).unwrap();
    assert_eq!(serde_json::from_str::<SyringeSetup>(&written).unwrap(), setup);
    let mut ward = Ward::with(&setup);
    ward.keys("bolus 5");
    let view = serde_json::to_string(&ward.view()).unwrap();
    assert_eq!(
        serde_json::from_str::<SyringePumpView>(&view).unwrap(),
        ward.view()
    );
    for text in [
        r#"{"do":"press","key":"digit_0"}"#,
        r#"{"do":"bedside","act":"fit_syringe"}"#,
        r#"{"do":"move_pump","to_cm":-30}"#,
        r#"{"do":"draw_blood","test":"glucose"}"#,
    ] {
        let read = serde_json::from_str::<SyringeAction>(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
    for name in SyringeFault::NAMES {
        let text = format!(
            r#"{{"fault":"{name}","error_mm":1,"resistance_mmhg_per_ml_h":1,"percent":1,"key":"up"}}"#
        );
        let known = serde_json::from_str::<SyringeFault>(&text)
            .err()
            .is_none_or(|error| error.to_string().starts_with("unknown field"));
        assert!(known, "{name}");
    }
}

#[derive(Clone, Debug)]
enum Deed {
    Key(Key),
    Down(Key),
    Up(Key),
    Act(Act),
    Height(i16),
    Fault(SyringeFault),
    Blood(Test),
}

fn deed() -> impl Strategy<Value = Deed> {
    let key = prop::sample::select(Key::ALL.to_vec());
    let fault = prop_oneof![
        Just(SyringeFault::DownstreamOcclusion),
        Just(SyringeFault::KinkedLine),
        (0.0..20.0).prop_map(|resistance_mmhg_per_ml_h| SyringeFault::PartialOcclusion {
            resistance_mmhg_per_ml_h
        }),
        Just(SyringeFault::FlangeSlips),
        Just(SyringeFault::BarrelSlips),
        Just(SyringeFault::PlungerSlips),
        (-8.0..8.0).prop_map(|error_mm| SyringeFault::SizeSensorError { error_mm }),
        (-150.0..150.0).prop_map(|percent| SyringeFault::PressureSensorError { percent }),
        (0.0..120.0).prop_map(|percent| SyringeFault::BatteryAged { percent }),
        Just(SyringeFault::KeyStuck { key: Key::Digit0 }),
        (-150.0..150.0).prop_map(|percent| SyringeFault::FlowError { percent }),
    ];
    prop_oneof![
        14 => key.clone().prop_map(Deed::Key),
        1 => key.clone().prop_map(Deed::Down),
        1 => key.prop_map(Deed::Up),
        4 => prop::sample::select(Act::ALL.to_vec()).prop_map(Deed::Act),
        1 => (-120..120_i16).prop_map(Deed::Height),
        1 => fault.prop_map(Deed::Fault),
        1 => prop::sample::select(Test::ALL.to_vec()).prop_map(Deed::Blood),
    ]
}

fn deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let wait = prop_oneof![8 => 0..400_u64, 1 => 0..60_000_u64];
    prop::collection::vec((wait, deed()), 1..60)
}

fn perform(simulation: &mut SyringeSimulation, deed: &Deed) {
    match deed {
        Deed::Key(key) => {
            simulation.act(&SyringeAction::Press { key: *key });
            simulation.act(&SyringeAction::Release { key: *key });
        }
        Deed::Down(key) => simulation.act(&SyringeAction::Press { key: *key }),
        Deed::Up(key) => simulation.act(&SyringeAction::Release { key: *key }),
        Deed::Act(act) => simulation.act(&SyringeAction::Bedside { act: *act }),
        Deed::Height(to_cm) => simulation.act(&SyringeAction::MovePump { to_cm: *to_cm }),
        Deed::Fault(fault) => simulation.inject(fault),
        Deed::Blood(test) => simulation.act(&SyringeAction::DrawBlood { test: *test }),
    }
}

fn value(simulation: &SyringeSimulation, name: &str) -> f64 {
    let mut values = [0.0; signals::COUNT];
    simulation.read(&mut values);
    values[usize::from(signals::find(name).unwrap())]
}

fn any_start() -> impl Strategy<Value = SyringeSetup> {
    (
        prop::sample::select(EntryStyle::ALL.to_vec()),
        prop::sample::select(SizeSensor::ALL.to_vec()),
        prop::bool::ANY,
        prop::bool::ANY,
    )
        .prop_map(|(entry, size_sensor, running, brand_b)| {
            let mut setup = setup(if running { propofol_runs() } else { standby() });
            setup.pump.config = SyringePumpConfig {
                entry,
                size_sensor,
                ..setup.pump.config
            };
            if brand_b {
                setup.line.syringe.kind.brand = Brand::B;
            }
            setup
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_deeds_give_the_same_state_however_time_is_cut(
        setup in any_start(),
        deeds in deeds(),
        cut in 1..977_u64,
    ) {
        let mut whole = SyringeSimulation::new(&setup);
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
    fn nothing_panics_and_no_quantity_leaves_its_range(setup in any_start(), deeds in deeds()) {
        let mut simulation = SyringeSimulation::new(&setup);
        let mut given = 0.0;
        for (wait, deed) in &deeds {
            perform(&mut simulation, deed);
            simulation.step_to(simulation.tick() + wait);
            let mut values = [0.0; signals::COUNT];
            simulation.read(&mut values);
            for (signal, value) in signals::all().zip(values) {
                let may_be_negative = signal.name == "pump.height_cm";
                prop_assert!(value.is_finite() && (value >= 0.0 || may_be_negative), "{} {value}", signal.name);
            }
            let delivered = value(&simulation, "line.delivered_ml");
            prop_assert!(delivered >= given);
            given = delivered;
            let view = simulation.pump_view();
            prop_assert_eq!(view.alarms.is_empty(), view.indicator == Indicator::Off);
            let stopping = view.alarms.iter().any(|alarm| alarm.id.stops_delivery());
            prop_assert!(!stopping || value(&simulation, "pump.flow") == 0.0, "{view:?}");
            prop_assert!(view.choices.len() <= 5);
            let _ = (simulation.bedside_view(), simulation.patient_view(), simulation.clinical_view());
        }
    }

    #[test]
    fn a_key_that_is_not_enabled_starts_and_changes_nothing(setup in any_start(), deeds in deeds()) {
        let mut simulation = SyringeSimulation::new(&setup);
        for (wait, deed) in deeds.iter().take(20) {
            perform(&mut simulation, deed);
            simulation.step_to(simulation.tick() + wait + 60);
            let before = simulation.pump_view();
            for &key in Key::ALL {
                if before.enabled.contains(key) {
                    continue;
                }
                let mut tried = simulation.clone();
                tried.act(&SyringeAction::Press { key });
                let after = tried.pump_view();
                prop_assert_eq!(value(&tried, "pump.flow"), value(&simulation, "pump.flow"));
                prop_assert_eq!(after.screen, before.screen, "{:?}", key);
                prop_assert_eq!(&after.entry, &before.entry, "{:?}", key);
            }
        }
    }
}
