//! Every device is played through the same log, and what it does not have is refused.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use simulators::action::{BedsideAct, ChannelAct};
use simulators::patient::Test;
use simulators::pump::key::Key;
use simulators::syringe::action::SyringeAct;
use simulators::unit::ChannelId;
use simulators::ventilator::{Button, VentilatorAct};
use simulators::world::DeviceKind;
use training::log::{Action, ActionLog, Entry};
use training::play::{Player, Refusal};
use training::replay::{ReplayError, finish, replay};
use training::scenario::Scenario;

use support::compiled;

fn scenario(device: &str) -> Scenario {
    let patient = match device {
        "ventilator" => {
            "patient: {sex: male, height_cm: 175}\nlung: {preset: normal}\nventilator: {mode: vc_ac}"
        }
        _ => "patient: {preset: stable, weight_kg: 70}",
    };
    compiled(&format!(
        "scenario: device\ntitle: Device\ndevice: {device}\nminutes: 10\n{patient}\nphases:\n  \
         - {{id: one, until: run.elapsed > 11 min, timeout: {{after: 12 min, goto: end}}}}\nrubric:\n  \
         - {{id: c, points: 1, expect: eventually(run.elapsed > 5 min), hazard: USE-1, why: Because.}}\n",
    ))
}

fn whole(device: &str) -> Scenario {
    let mut scenario = scenario(device);
    scenario.patient["extent"] = "whole".into();
    scenario
}

/// One action of each kind, with the devices that have it.
fn actions() -> Vec<(Action, &'static [DeviceKind])> {
    use DeviceKind::{Infusion, Syringe, Ventilator};
    let act = BedsideAct::OpenDoor;
    vec![
        (Action::Press { key: Key::Power }, &[Infusion, Syringe]),
        (Action::Release { key: Key::Power }, &[Infusion, Syringe]),
        (Action::Bedside { act }, &[Infusion]),
        (
            Action::OnChannel {
                channel: ChannelId::B,
                act: ChannelAct::Bedside { act },
            },
            &[Infusion],
        ),
        (
            Action::SyringeBedside {
                act: SyringeAct::CloseClamp,
            },
            &[Syringe],
        ),
        (Action::MovePump { to_cm: 40 }, &[Syringe]),
        (Action::DrawBlood { test: Test::Glucose }, &[Syringe]),
        (
            Action::Ventilator {
                act: VentilatorAct::Push {
                    button: Button::Breath,
                },
            },
            &[Ventilator],
        ),
    ]
}

#[test]
fn what_the_device_does_not_have_is_refused_and_leaves_no_trace() {
    for device in ["large_volume_pump", "pump_unit", "syringe_pump", "ventilator"] {
        let script = scenario(device).draw(1);
        for (action, devices) in actions() {
            let mut player = Player::new(&script).unwrap();
            player.advance_to(1_000);
            let before = player.view();
            if devices.contains(&script.setup.kind()) {
                player.act(&action).unwrap();
                assert_eq!(player.log().entries.len(), 1, "{device} {action:?}");
                continue;
            }
            assert_eq!(player.act(&action), Err(Refusal::NotHere), "{device} {action:?}");
            assert!(player.log().entries.is_empty());
            assert_eq!(player.view(), before);
            let log = ActionLog {
                entries: vec![Entry { tick: 1_000, action }],
                end_tick: 2_000,
                ..player.log()
            };
            let refusal = Refusal::NotHere;
            assert_eq!(
                replay(&script, &log).unwrap_err(),
                ReplayError::Impossible { entry: 0, refusal }
            );
        }
    }
}

#[test]
fn an_action_means_the_same_after_its_journey_as_json() {
    for (action, _) in actions() {
        let entry = Entry { tick: 7, action };
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry, "{json}");
        let smuggled = json.replacen('{', "{\"score\":100,", 1);
        assert!(serde_json::from_str::<Entry>(&smuggled).is_err(), "{smuggled}");
    }
}

#[test]
fn blood_is_drawn_where_the_whole_patient_is_followed() {
    let script = whole("large_volume_pump").draw(1);
    let mut player = Player::new(&script).unwrap();
    player
        .act(&Action::DrawBlood {
            test: Test::Potassium,
        })
        .unwrap();
    player.advance_to(200);
    assert_eq!(player.view().clinical.unwrap().waiting.len(), 1);
    let plain = scenario("large_volume_pump").draw(1);
    assert!(Player::new(&plain).unwrap().view().clinical.is_none());
}

#[test]
fn ten_minutes_of_every_device_are_replayed_with_every_sample() {
    for device in ["large_volume_pump", "syringe_pump", "ventilator"] {
        let script = scenario(device).draw(1);
        let mut player = Player::recorded(&script).unwrap();
        player.advance_to(600_000);
        let run = replay(&script, &player.log()).unwrap();
        assert!(run.trace.ticks().len() > 6_000, "{device}");
        let width = script.setup.signals().len();
        assert!(run.trace.row(0).len() > width, "{device}");
        assert_eq!(run.trace.hash(), finish(player).unwrap().trace.hash(), "{device}");
    }
}
