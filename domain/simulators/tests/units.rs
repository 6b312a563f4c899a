//! A unit of channels: what they share and what each has alone; battery and mains; the library.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use simulators::action::{Action, BedsideAct};
use simulators::alarms::{AlarmId, Indicator, Priority};
use simulators::fault::Fault;
use simulators::pump::journal::Noted;
use simulators::pump::key::Key;
use simulators::pump::setup::StartState;
use simulators::pump::view::{Prompt, RowLabel, Screen};
use simulators::simulation::{Setup, Simulation};
use simulators::unit::{ChannelId, UnitSetup};
use support::{Ward, basic_runs, channel, norepinephrine_runs, standby, unit};

fn of_channels(first: StartState, further: Vec<StartState>) -> Setup {
    Setup {
        unit: Some(UnitSetup {
            channels: further.into_iter().map(channel).collect(),
            ..UnitSetup::default()
        }),
        ..unit(first)
    }
}

#[test]
fn each_channel_gives_its_own_program() {
    let mut ward = Ward::with(&of_channels(
        basic_runs(50.0, 400.0),
        vec![basic_runs(20.0, 400.0), standby(), standby()],
    ));
    ward.wait_s(60);
    assert!((ward.signal("pump.flow") - 50.0).abs() < 1e-9);
    assert!((ward.signal("b.pump.flow") - 20.0).abs() < 1e-9);
    assert_eq!(ward.signal("d.pump.flow"), 0.0);
    // The wrong channel is titrated: the other goes on as it was.
    ward.keys_on(ChannelId::B, "soft_2 100 enter enter");
    assert!(
        (ward.signal("b.pump.rate") - 100.0).abs() < 1e-9 && (ward.signal("pump.rate") - 50.0).abs() < 1e-9
    );
    assert_eq!(ward.count("b.pump.rate_changed"), 1);
    assert_eq!(ward.count("pump.rate_changed"), 0);
    let view = ward.simulation.unit_view().unwrap();
    assert_eq!(view.channels.len(), 4);
    assert_eq!(view.channels[1].id, ChannelId::B);
}

#[test]
fn one_sound_for_all_and_silence_for_all() {
    let mut ward = Ward::with(&of_channels(
        basic_runs(50.0, 400.0),
        vec![basic_runs(20.0, 400.0)],
    ));
    ward.act(Action::OnChannel {
        channel: ChannelId::B,
        act: simulators::action::ChannelAct::Bedside {
            act: BedsideAct::OpenDoor,
        },
    });
    let view = ward.simulation.unit_view().unwrap();
    assert_eq!(
        (view.sound, view.indicator, view.alarming),
        (Some(Priority::High), Indicator::RedFlashing, Some(ChannelId::B))
    );
    assert!(ward.is("pump.running") && !ward.is("b.pump.running"));
    assert_eq!(ward.count("b.alarm.door_open.raised"), 1);
    ward.keys("silence");
    let view = ward.simulation.unit_view().unwrap();
    assert_eq!((view.sound, view.indicator), (None, Indicator::RedFlashing));
    assert_eq!(view.silence_left_s, Some(120));
}

#[test]
fn the_same_drug_on_two_channels_is_told_of_and_may_be_meant() {
    let setup = of_channels(norepinephrine_runs(), vec![standby()]);
    let mut ward = Ward::with(&setup);
    ward.keys_on(
        ChannelId::B,
        "soft_1 soft_1 enter 82 enter 0.08 enter 250 enter enter",
    );
    let shown = |ward: &Ward| ward.simulation.unit_view().unwrap().channels[1].pump.clone();
    assert_eq!(shown(&ward).screen, Screen::SameDrug);
    assert_eq!(
        shown(&ward).prompt,
        Some(Prompt::SameDrugElsewhere {
            drug: "norepinephrine".to_owned()
        })
    );
    let mut meant = ward.clone();
    meant.keys_on(ChannelId::B, "soft_2 start");
    assert!(meant.is("b.pump.running") && meant.count("b.pump.duplicate_accepted") == 1);
    ward.keys_on(ChannelId::B, "back back back start");
    assert!(!ward.is("b.pump.running"));
    assert_eq!(ward.count("b.pump.duplicate_alert"), 1);
}

#[test]
fn drugs_of_all_channels_reach_the_patient() {
    let one = Ward::with(&of_channels(norepinephrine_runs(), vec![standby()]));
    let two = Ward::with(&of_channels(norepinephrine_runs(), vec![norepinephrine_runs()]));
    let pressure = |mut ward: Ward| {
        ward.wait_s(600);
        ward.signal("patient.map")
    };
    assert!(pressure(two) > pressure(one) + 10.0);
}

#[test]
fn a_unit_is_switched_on_at_once_and_asks_for_the_patient_once() {
    let mut ward = Ward::with(&of_channels(StartState::Off, vec![StartState::Off]));
    ward.keys_on(ChannelId::B, "power");
    ward.wait_s(4);
    assert!(ward.is("pump.on") && ward.is("b.pump.on"));
    ward.keys("soft_1 soft_1");
    let view = ward.simulation.unit_view().unwrap();
    assert_eq!(view.channels[0].pump.screen, Screen::Standby);
    assert_eq!(view.channels[1].pump.screen, Screen::Standby);
    assert_eq!(view.channels[1].pump.care_area, view.channels[0].pump.care_area);
}

fn on_battery(charge: f64) -> Setup {
    let mut setup = unit(basic_runs(25.0, 900.0));
    let power = &mut setup.unit.as_mut().unwrap().power;
    power.mains = false;
    power.charge = charge;
    setup
}

#[test]
fn the_battery_warns_twice_stops_the_pump_and_leaves_three_minutes_of_alarm() {
    // 3.75 W: half an hour is 1.875 Wh, five minutes 0.3125 Wh.
    let mut ward = Ward::with(&on_battery(0.080));
    ward.wait_s(5);
    assert_eq!(ward.view().alarms[0].id, AlarmId::MainsLost);
    ward.wait_s(60);
    assert_eq!(ward.count("alarm.low_battery.raised"), 1);
    ward.wait_s(1_500);
    assert_eq!(ward.count("alarm.battery_critical.raised"), 1);
    assert!(ward.is("pump.running") && ward.view().sound == Some(Priority::High));
    ward.wait_s(310);
    assert_eq!(ward.count("alarm.battery_depleted.raised"), 1);
    assert_eq!(ward.signal("pump.flow"), 0.0);
    ward.keys("start");
    assert!(!ward.is("pump.running"));
    ward.wait_s(120);
    assert_eq!(ward.view().sound, Some(Priority::High));
    ward.wait_s(60);
    assert!(!ward.is("pump.on"));
    ward.keys("power");
    assert!(!ward.is("pump.on"));
    ward.bedside(BedsideAct::PlugMains);
    ward.keys("power");
    ward.wait_s(4);
    assert_eq!(ward.view().screen, Screen::NewPatient);
    // The program survived.
    ward.keys("soft_2");
    assert_eq!(ward.view().screen, Screen::Ready);
}

#[test]
fn mains_end_the_alarms_of_the_battery() {
    let mut ward = Ward::with(&on_battery(0.010));
    ward.wait_s(2);
    assert_eq!(ward.count("alarm.battery_critical.raised"), 1);
    ward.bedside(BedsideAct::PlugMains);
    ward.wait_s(1);
    assert!(ward.view().alarms.is_empty() && ward.is("power.mains"));
    ward.simulation.inject(&Fault::MainsFail);
    ward.wait_s(1);
    assert_eq!(ward.count("power.mains_lost"), 1);
    assert_eq!(ward.count("alarm.battery_critical.raised"), 2);
}

fn with_next_library(start: StartState) -> Setup {
    let mut setup = unit(start);
    let mut next = setup.pump.library.clone();
    next.version += 1;
    next.care_areas[0].entries[0].continuous.hard_high = 1.0;
    setup.unit.as_mut().unwrap().next_library = Some(next);
    setup
}

#[test]
fn a_new_library_waits_for_a_new_patient_or_the_power_key() {
    let mut ward = Ward::with(&with_next_library(norepinephrine_runs()));
    let old = ward.view().library_version;
    ward.simulation.inject(&Fault::LibraryArrives);
    ward.wait_s(10);
    assert_eq!(ward.view().library_version, old);
    assert_eq!(ward.view().library_pending, Some(old + 1));
    assert_eq!(ward.row(RowLabel::LibraryPending).value, (old + 1).to_string());
    assert!(ward.is("pump.running") && ward.is("pump.library_pending"));
    // What runs can still be changed within the limits it was made with.
    ward.keys("soft_1 2 enter enter");
    assert_eq!(ward.view().screen, Screen::SoftLimit);
    ward.keys("soft_1 back pause power enter");
    ward.key(Key::Power);
    ward.wait_s(4);
    assert_eq!(
        (ward.view().library_version, ward.view().library_pending),
        (old + 1, None)
    );
    assert_eq!(ward.count("library.adopted"), 1);
    // The old program is gone with the library it was made from.
    ward.keys("soft_2");
    assert_eq!(ward.view().screen, Screen::NewPatient);
}

#[test]
fn every_key_alarm_and_limit_is_in_the_journal_and_survives_switching_off() {
    let mut ward = Ward::with(&unit(standby()));
    ward.program_norepinephrine("0.8");
    ward.keys("enter soft_2 soft_1 start");
    ward.bedside(BedsideAct::OpenDoor);
    ward.keys("power enter");
    let mut limits = Vec::new();
    let (mut keys, mut events) = (0, Vec::new());
    for entry in ward.simulation.journal() {
        match &entry.what {
            Noted::Key(_) => keys += 1,
            Noted::Event(event) => events.push(simulators::events::CATALOGUE[usize::from(*event)].name),
            Noted::Limit(record) => limits.push(record.clone()),
        }
    }
    assert!(keys > 15);
    assert!(events.contains(&"pump.started") && events.contains(&"alarm.door_open.raised"));
    assert_eq!(limits.len(), 2);
    assert_eq!(
        (limits[0].drug.as_str(), limits[0].value, limits[0].limit),
        ("norepinephrine", 0.8, 0.5)
    );
    assert!((limits[0].ratio() - 1.6).abs() < 1e-9);
    assert_eq!((limits[0].reason, limits[1].reason.is_some()), (None, true));
}

#[test]
fn a_unit_of_one_channel_gives_what_a_plain_pump_gives() {
    let mut plain = Simulation::new(&support::setup(norepinephrine_runs()));
    let mut of_unit = Simulation::new(&unit(norepinephrine_runs()));
    plain.step_to(600_000);
    of_unit.step_to(600_000);
    let read = |simulation: &Simulation| {
        let mut values = [0.0; simulators::signals::CATALOGUE.len()];
        simulation.read(&mut values);
        values
    };
    for (signal, (plain, of_unit)) in simulators::signals::CATALOGUE
        .iter()
        .zip(read(&plain).into_iter().zip(read(&of_unit)))
    {
        assert!(
            (plain - of_unit).abs() <= 1e-6 * plain.abs().max(1.0),
            "{}",
            signal.name
        );
    }
}
