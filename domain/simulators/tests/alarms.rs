//! Alarms and the physics behind them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use simulators::action::{Action, BedsideAct};
use simulators::alarms::{AlarmId, Indicator, Priority};
use simulators::fault::Fault;
use simulators::pump::key::Key;
use simulators::pump::setup::EndAction;
use simulators::pump::view::{BolusRefusal, Prompt, Screen, StartRefusal};
use support::{Ward, basic_runs, norepinephrine_runs, setup, standby};

fn occluded() -> Ward {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.wait_s(60);
    ward.simulation.inject(&Fault::DownstreamOcclusion);
    ward.wait_s(70);
    ward
}

#[test]
fn a_shut_clamp_raises_the_pressure_until_the_alarm_stops_the_pump() {
    let ward = occluded();
    assert!(ward.is("pump.alarming") && !ward.is("pump.running"));
    assert_eq!(ward.count("alarm.downstream_occlusion.raised"), 1);
    let raised = ward
        .events
        .iter()
        .find(|e| e.name() == "alarm.downstream_occlusion.raised")
        .unwrap();
    // Compliance x 290 mmHg / 24.6 mL/h is 55 s; a second of latency and the loss to back pressure add to it.
    assert!((115_000..=119_000).contains(&raised.tick), "{}", raised.tick);
    let view = ward.view();
    assert_eq!(view.screen, Screen::AlarmStopped);
    assert_eq!(
        (view.indicator, view.sound),
        (Indicator::RedFlashing, Some(Priority::High))
    );
    assert_eq!(
        view.prompt,
        Some(Prompt::ClearCauseThenStart {
            alarm: AlarmId::DownstreamOcclusion
        })
    );
}

#[test]
fn opening_the_clamp_releases_a_bolus_that_lifts_the_pressure() {
    let mut ward = occluded();
    let fallen = ward.signal("patient.map");
    ward.bedside(BedsideAct::OpenClamp);
    ward.wait_s(20);
    assert_eq!(ward.count("line.bolus_released"), 1);
    assert!(
        (0.35..0.40).contains(&ward.signal("line.bolus_ml")),
        "{}",
        ward.signal("line.bolus_ml")
    );
    assert!(ward.signal("patient.map") > fallen + 3.0);
    ward.keys("start");
    ward.wait_s(30);
    assert!(ward.is("pump.running") && !ward.is("pump.alarming"));
    assert_eq!(ward.count("alarm.downstream_occlusion.cleared"), 1);
}

#[test]
fn letting_the_pressure_off_first_spares_the_patient_the_bolus() {
    let mut ward = occluded();
    ward.bedside(BedsideAct::RelieveLine);
    ward.bedside(BedsideAct::OpenClamp);
    ward.keys("start");
    ward.wait_s(5);
    assert_eq!(
        (ward.count("line.relieved"), ward.count("line.bolus_released")),
        (1, 0)
    );
    assert_eq!(ward.signal("line.bolus_ml"), 0.0);
}

#[test]
fn starting_against_a_shut_clamp_alarms_again_with_more_pressure() {
    let mut ward = occluded();
    let before = ward.signal("pump.pressure");
    ward.keys("start");
    assert_eq!(ward.count("pump.started"), 1);
    ward.wait_s(3);
    assert_eq!(ward.count("alarm.downstream_occlusion.raised"), 2);
    assert!(ward.signal("pump.pressure") > before + 3.0);
}

#[test]
fn a_motor_that_draws_back_leaves_little_to_release() {
    let mut setup = setup(norepinephrine_runs());
    setup.pump.config.backoff_ml = 0.3;
    let mut ward = Ward::with(&setup);
    ward.simulation.inject(&Fault::KinkedLine);
    ward.wait_s(70);
    assert!(ward.is("pump.alarming"));
    ward.bedside(BedsideAct::StraightenLine);
    assert!(ward.signal("line.bolus_ml") < 0.1);
}

#[test]
fn the_pressure_falls_while_nothing_flows() {
    let mut ward = Ward::new(norepinephrine_runs());
    let held = ward.signal("patient.map");
    ward.wait_s(60);
    assert!((ward.signal("patient.map") - held).abs() < 1.0);
    ward.simulation.inject(&Fault::DownstreamOcclusion);
    ward.wait_s(240);
    assert!(ward.signal("patient.map") < 50.0);
}

#[test]
fn a_pinched_line_alarms_only_at_a_higher_rate() {
    let mut ward = Ward::new(basic_runs(100.0, 500.0));
    ward.simulation.inject(&Fault::PartialOcclusion {
        resistance_mmhg_per_ml_h: 2.0,
    });
    ward.wait_s(120);
    assert!(!ward.is("pump.alarming"));
    ward.keys("soft_2 200 enter enter");
    ward.wait_s(60);
    assert_eq!(ward.count("alarm.downstream_occlusion.raised"), 1);
}

#[test]
fn silence_lasts_two_minutes_and_keeps_the_lamp() {
    let mut ward = occluded();
    ward.keys("silence");
    assert!(ward.is("pump.silenced"));
    assert_eq!(
        (ward.view().sound, ward.view().indicator),
        (None, Indicator::RedFlashing)
    );
    assert_eq!(ward.view().silence_left_s, Some(120));
    ward.wait_s(119);
    assert!(ward.is("pump.silenced"));
    ward.wait_s(2);
    assert_eq!(ward.view().sound, Some(Priority::High));
}

#[test]
fn a_newer_higher_alarm_ends_the_silence() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.keys("pause");
    ward.wait_s(121);
    assert_eq!(ward.count("alarm.paused_too_long.raised"), 1);
    ward.keys("silence");
    assert_eq!(ward.view().sound, None);
    ward.bedside(BedsideAct::OpenDoor);
    ward.bedside(BedsideAct::UnloadSet);
    ward.bedside(BedsideAct::CloseDoor);
    ward.keys("start");
    assert_eq!(ward.view().sound, Some(Priority::High));
    assert_eq!(ward.view().alarms[0].id, AlarmId::SetMisloaded);
    assert_eq!(
        ward.view().prompt,
        Some(Prompt::StartRefused {
            reason: StartRefusal::SetMissing
        })
    );
}

#[test]
fn an_open_door_stops_delivery_until_it_is_shut_and_started() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.bedside(BedsideAct::OpenDoor);
    assert_eq!(ward.signal("pump.flow"), 0.0);
    assert_eq!(ward.count("alarm.door_open.raised"), 1);
    ward.keys("start");
    assert_eq!(
        ward.view().prompt,
        Some(Prompt::StartRefused {
            reason: StartRefusal::DoorOpen
        })
    );
    ward.bedside(BedsideAct::CloseDoor);
    assert!(ward.is("pump.alarming"));
    ward.keys("start");
    assert!(ward.is("pump.running") && !ward.is("pump.alarming"));
}

#[test]
fn a_set_that_slips_stops_the_pump_until_it_is_seated_again() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.simulation.inject(&Fault::SetMisloaded);
    ward.keys("start");
    assert!(!ward.is("pump.running"));
    ward.bedside(BedsideAct::OpenDoor);
    ward.bedside(BedsideAct::LoadSet);
    ward.bedside(BedsideAct::CloseDoor);
    ward.keys("start");
    assert!(ward.is("pump.running"));
}

#[test]
fn a_large_bubble_stops_the_pump_until_the_air_is_out() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.simulation.inject(&Fault::AirBubble { volume_ul: 400.0 });
    ward.wait_s(45);
    assert_eq!(ward.count("alarm.air_single.raised"), 1);
    ward.keys("start");
    assert_eq!(
        ward.view().prompt,
        Some(Prompt::StartRefused {
            reason: StartRefusal::AirInLine
        })
    );
    ward.bedside(BedsideAct::RemoveAir);
    ward.keys("start");
    ward.wait_s(30);
    assert!(ward.is("pump.running") && !ward.is("pump.alarming"));
    assert_eq!(ward.signal("patient.air_ul"), 0.0);
}

#[test]
fn small_bubbles_pass_until_together_they_are_too_much() {
    let mut ward = Ward::new(basic_runs(200.0, 500.0));
    for _ in 0..4 {
        ward.simulation.inject(&Fault::AirBubble { volume_ul: 240.0 });
        ward.wait_s(40);
    }
    assert!(ward.is("pump.running") && ward.signal("patient.air_ul") > 700.0);
    ward.simulation.inject(&Fault::AirBubble { volume_ul: 240.0 });
    ward.wait_s(20);
    assert_eq!(ward.count("alarm.air_cumulative.raised"), 1);
}

#[test]
fn an_empty_bag_draws_air_and_a_new_bag_ends_it() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.simulation.inject(&Fault::BagEmpty);
    ward.wait_s(60);
    assert_eq!(ward.count("alarm.air_single.raised"), 1);
    ward.bedside(BedsideAct::ChangeBag);
    ward.bedside(BedsideAct::RemoveAir);
    ward.keys("start");
    ward.wait_s(60);
    assert!(ward.is("pump.running"));
    assert!(ward.signal("line.bag_ml") > 249.0);
}

#[test]
fn a_given_volume_ends_in_a_keep_vein_open_flow_and_a_new_volume_goes_on() {
    let mut ward = Ward::new(basic_runs(100.0, 1.0));
    ward.wait_s(37);
    assert!(ward.is("pump.kvo") && ward.count("pump.completed") == 1);
    assert!((ward.signal("pump.flow") - 1.0).abs() < 1e-9);
    assert!((ward.signal("pump.volume_infused") - 1.0).abs() < 1e-3);
    assert_eq!(ward.view().alarms[0].id, AlarmId::InfusionComplete);
    ward.keys("start");
    assert_eq!(
        ward.view().prompt,
        Some(Prompt::StartRefused {
            reason: StartRefusal::NoVolume
        })
    );
    ward.keys("soft_3 50 enter enter");
    assert!(ward.is("pump.running") && !ward.is("pump.alarming"));
}

#[test]
fn a_pump_set_to_stop_at_the_end_alarms_high_and_can_be_given_a_volume() {
    let mut setup = setup(basic_runs(100.0, 1.0));
    setup.pump.config.end_action = EndAction::Stop;
    let mut ward = Ward::with(&setup);
    ward.wait_s(37);
    assert_eq!(
        (ward.signal("pump.flow"), ward.view().sound),
        (0.0, Some(Priority::High))
    );
    ward.keys("soft_3 50 enter enter start");
    assert!(ward.is("pump.running"));
}

#[test]
fn keep_vein_open_ends_after_an_hour() {
    let mut ward = Ward::new(basic_runs(100.0, 1.0));
    ward.wait_s(3_700);
    assert_eq!(ward.count("alarm.kvo_ended.raised"), 1);
    assert!(!ward.is("pump.kvo"));
}

#[test]
fn the_near_end_is_told_ten_minutes_before() {
    let mut ward = Ward::new(basic_runs(60.0, 11.0));
    ward.wait_s(59);
    assert_eq!(ward.count("alarm.near_end.raised"), 0);
    ward.wait_s(2);
    assert_eq!(ward.view().indicator, Indicator::CyanSteady);
    assert!(!ward.is("pump.alarming"));
}

#[test]
fn a_program_that_is_not_started_and_a_forgotten_pause_are_told() {
    let mut ward = Ward::new(standby());
    ward.program_norepinephrine("0.08");
    ward.keys("enter");
    ward.wait_s(121);
    assert_eq!(ward.count("alarm.not_started.raised"), 1);
    ward.keys("start");
    assert_eq!(ward.count("alarm.not_started.cleared"), 1);
    ward.keys("pause");
    ward.wait_s(121);
    assert_eq!(ward.count("alarm.paused_too_long.raised"), 1);
}

#[test]
fn values_that_wait_are_told_of_after_five_minutes_and_dropped_after_ten() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.keys("soft_1 0.1");
    ward.wait_s(301);
    assert_eq!(ward.count("alarm.entry_idle.raised"), 1);
    ward.wait_s(300);
    assert_eq!(ward.count("alarm.entry_timeout.raised"), 1);
    assert!(!ward.is("pump.programming") && ward.is("pump.running"));
    ward.keys("clear");
    assert_eq!(ward.count("alarm.entry_timeout.cleared"), 1);
}

#[test]
fn a_key_down_for_a_minute_stops_the_pump() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.act(Action::Press { key: Key::Digit5 });
    ward.wait_s(61);
    assert_eq!(ward.count("alarm.key_stuck.raised"), 1);
    assert!(!ward.is("pump.running"));
    ward.act(Action::Release { key: Key::Digit5 });
    ward.keys("start");
    assert!(ward.is("pump.running"));
}

#[test]
fn a_system_error_leaves_only_switching_off_and_comes_back() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.simulation.inject(&Fault::SystemError);
    ward.keys("start soft_1 pause");
    assert_eq!(ward.view().screen, Screen::Technical);
    ward.keys("power enter power");
    ward.wait_s(4);
    assert_eq!(ward.view().screen, Screen::Technical);
}

#[test]
fn a_bolus_is_limited_given_at_its_own_rate_and_leaves_the_rate_alone() {
    let mut ward = Ward::new(standby());
    // Fentanyl, 10 mcg/mL, 50 mcg/h.
    ward.keys("soft_1 down down down down down enter enter 82 50 enter 40 enter enter");
    ward.keys("back clear 50 enter 40 enter enter start");
    assert!((ward.signal("pump.rate") - 5.0).abs() < 1e-9, "{:?}", ward.view());
    ward.keys("bolus 150 enter enter");
    assert_eq!(ward.view().screen, Screen::SoftLimit);
    ward.keys("soft_1 50 enter enter");
    assert!(ward.is("pump.bolusing"));
    assert!((ward.signal("pump.flow") - 120.0).abs() < 1e-9);
    assert!((ward.signal("pump.rate") - 5.0).abs() < 1e-9);
    ward.wait_s(151);
    assert!(!ward.is("pump.bolusing") && ward.count("pump.bolus_ended") == 1);
    assert!((ward.signal("pump.flow") - 5.0).abs() < 1e-9);
}

#[test]
fn an_entry_without_a_bolus_rule_gives_none() {
    let mut ward = Ward::new(norepinephrine_runs());
    ward.keys("bolus");
    assert_eq!(
        ward.view().prompt,
        Some(Prompt::BolusRefused {
            reason: BolusRefusal::NotAllowed
        })
    );
}

#[test]
fn an_alarm_cancels_a_bolus() {
    let mut ward = Ward::new(basic_runs(50.0, 100.0));
    ward.keys("bolus 10 enter enter");
    assert!(ward.is("pump.bolusing"));
    ward.bedside(BedsideAct::OpenDoor);
    assert!(!ward.is("pump.bolusing") && ward.count("pump.bolus_ended") == 1);
    ward.bedside(BedsideAct::CloseDoor);
    ward.keys("start");
    assert!(!ward.is("pump.bolusing") && ward.is("pump.running"));
}

#[test]
fn another_concentration_in_the_bag_has_its_consequence() {
    let mut setup = setup(standby());
    setup.line.bag.amount = 16.0;
    let mut wrong = Ward::with(&setup);
    let mut right = Ward::new(standby());
    for ward in [&mut wrong, &mut right] {
        ward.program_norepinephrine("0.08");
        ward.keys("enter start");
        ward.wait_s(480);
    }
    assert!(wrong.signal("patient.map") > right.signal("patient.map") + 20.0);
}

#[test]
fn the_alarm_log_survives_switching_off() {
    let mut ward = occluded();
    ward.keys("silence power enter");
    assert!(!ward.is("pump.on"));
    assert_eq!(ward.simulation.alarm_log().count(), 3);
}
