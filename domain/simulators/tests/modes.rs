//! Programs beyond one rate: loading, steps, extended bolus, waiting, the end of the volume.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use simulators::action::BedsideAct;
use simulators::drugs::Limits;
use simulators::drugs::library::BolusRule;
use simulators::pump::key::Key;
use simulators::pump::options::PumpOption;
use simulators::pump::setup::{EndAction, StartState};
use simulators::pump::view::{BolusRefusal, Prompt, RowLabel, Screen};
use simulators::simulation::Setup;
use support::{Ward, basic_runs, standby, unit};

/// The library with a loading dose for fentanyl, 10 mcg/mL: 50 to 100 mcg at 120 mL/h.
fn with_loading(start: StartState) -> Setup {
    let mut setup = unit(start);
    for area in &mut setup.pump.library.care_areas {
        for entry in area.entries.iter_mut().filter(|entry| entry.drug == "fentanyl") {
            entry.loading = Some(BolusRule {
                unit: "mcg".parse().unwrap(),
                limits: Limits {
                    hard_low: 5.0,
                    soft_low: 10.0,
                    soft_high: 100.0,
                    hard_high: 200.0,
                },
                rate_ml_h: 120.0,
            });
        }
    }
    setup
}

/// Chooses fentanyl with a loading dose and stands at its first number.
fn choose_fentanyl(ward: &mut Ward) {
    ward.option(PumpOption::LoadingDose);
    for _ in 0..20 {
        let view = ward.view();
        let chosen = view.choices.iter().find(|choice| choice.selected).unwrap();
        if format!("{:?}", chosen.text).contains("fentanyl") {
            ward.keys("enter enter");
            return;
        }
        ward.key(Key::Down);
    }
    panic!("no fentanyl");
}

#[test]
fn a_loading_dose_is_given_first_and_the_maintenance_follows_by_itself() {
    let mut ward = Ward::with(&with_loading(standby()));
    choose_fentanyl(&mut ward);
    ward.keys("50 enter 50 enter 40 enter");
    assert_eq!(ward.view().screen, Screen::Review, "{:?}", ward.view());
    assert_eq!(ward.row(RowLabel::LoadingVolume).value, "5");
    ward.keys("enter start");
    assert_eq!(ward.view().screen, Screen::Loading);
    assert!((ward.signal("pump.flow") - 120.0).abs() < 1e-9 && ward.is("pump.loading"));
    // 5 mL at 120 mL/h are 150 s.
    ward.wait_s(151);
    assert_eq!(
        (
            ward.count("pump.loading_started"),
            ward.count("pump.loading_ended")
        ),
        (1, 1)
    );
    assert!((ward.signal("pump.flow") - 5.0).abs() < 1e-9);
    assert!((ward.signal("pump.volume_infused") - 5.0).abs() < 0.01);
}

#[test]
fn a_loading_dose_has_its_own_limits() {
    let mut ward = Ward::with(&with_loading(standby()));
    choose_fentanyl(&mut ward);
    ward.keys("150 enter 50 enter 40 enter enter");
    assert_eq!(ward.view().screen, Screen::SoftLimit);
    ward.keys("soft_2 soft_1");
    assert_eq!(ward.view().screen, Screen::Ready);
    let mut ward = Ward::with(&with_loading(standby()));
    choose_fentanyl(&mut ward);
    ward.keys("201 enter 50 enter 40 enter enter");
    assert_eq!(ward.view().screen, Screen::HardLimit);
    ward.keys("enter");
    assert_eq!(ward.view().entry.unwrap().field.as_str(), "loading_dose");
}

#[test]
fn an_entry_without_a_rule_has_no_loading_dose() {
    let mut ward = Ward::with(&unit(standby()));
    ward.option(PumpOption::LoadingDose);
    ward.keys("enter");
    assert_eq!(ward.view().prompt, Some(Prompt::NoLoadingDose));
    assert_eq!(ward.view().screen, Screen::DrugList);
}

#[test]
fn steps_follow_one_another() {
    let mut ward = Ward::with(&unit(standby()));
    ward.option(PumpOption::Multistep);
    ward.keys("100 enter 1 enter soft_1 50 enter 2 enter soft_2");
    assert_eq!(ward.view().screen, Screen::Review);
    assert_eq!(ward.row(RowLabel::Vtbi).value, "3");
    // 36 s and 144 s.
    assert_eq!(ward.row(RowLabel::TimeLeft).value, "0:03");
    ward.keys("enter start");
    assert!((ward.signal("pump.rate") - 100.0).abs() < 1e-9 && (ward.signal("pump.step") - 1.0).abs() < 1e-9);
    ward.wait_s(37);
    assert_eq!(ward.count("pump.step_started"), 1);
    assert!((ward.signal("pump.flow") - 50.0).abs() < 1e-9);
    ward.wait_s(145);
    assert!(ward.is("pump.kvo") && ward.count("pump.completed") == 1);
    assert!((ward.signal("pump.volume_infused") - 3.0).abs() < 0.01);
}

#[test]
fn going_back_takes_the_last_step_back() {
    let mut ward = Ward::with(&unit(standby()));
    ward.option(PumpOption::Multistep);
    ward.keys("100 enter 1 enter soft_1 back back clear 7 enter");
    assert_eq!(ward.view().screen, Screen::StepEntered);
    assert_eq!(ward.row(RowLabel::Step).value, "1: 100 mL/h, 7 mL");
}

#[test]
fn an_extended_bolus_adds_to_the_rate_and_a_bolus_suspends_it() {
    let mut ward = Ward::with(&unit(basic_runs(60.0, 400.0)));
    ward.option(PumpOption::ExtendedBolus);
    ward.keys("20 enter 30 enter enter");
    assert!(
        (ward.signal("pump.flow") - 100.0).abs() < 1e-9,
        "{:?}",
        ward.view()
    );
    ward.wait_s(600);
    ward.keys("bolus 10 enter enter");
    assert!((ward.signal("pump.flow") - 200.0).abs() < 1e-9);
    ward.wait_s(181);
    assert!((ward.signal("pump.flow") - 100.0).abs() < 1e-9);
    assert!((ward.signal("pump.rate") - 60.0).abs() < 1e-9);
    ward.wait_s(1_300);
    assert_eq!(ward.count("pump.extended_bolus_ended"), 1);
    assert!((ward.signal("pump.flow") - 60.0).abs() < 1e-9);
}

#[test]
fn rate_and_extended_bolus_together_are_no_more_than_the_pump_can_give() {
    let mut ward = Ward::with(&unit(basic_runs(900.0, 9_000.0)));
    ward.option(PumpOption::ExtendedBolus);
    ward.keys("100 enter 30 enter enter");
    assert_eq!(
        ward.view().prompt,
        Some(Prompt::BolusRefused {
            reason: BolusRefusal::MoreThanPumpGives
        })
    );
    assert!((ward.signal("pump.flow") - 900.0).abs() < 1e-9);
}

#[test]
fn a_delayed_start_begins_by_itself_and_not_with_an_open_door() {
    let ready = || {
        let mut ward = Ward::with(&unit(standby()));
        ward.keys("soft_2 100 enter 50 enter enter");
        ward.option(PumpOption::DelayStart);
        ward.keys("10 enter enter");
        assert_eq!(ward.view().screen, Screen::Waiting);
        ward
    };
    let mut ward = ready();
    ward.wait_s(590);
    assert!(!ward.is("pump.running") && ward.count("alarm.not_started.raised") == 0);
    ward.wait_s(12);
    assert!(ward.is("pump.running"));
    let mut ward = ready();
    ward.bedside(BedsideAct::OpenDoor);
    ward.wait_s(602);
    assert!(!ward.is("pump.running") && ward.count("alarm.callback.raised") == 1);
}

#[test]
fn a_pump_put_aside_is_silent_until_it_calls() {
    let mut ward = Ward::with(&unit(basic_runs(60.0, 400.0)));
    ward.keys("pause");
    ward.option(PumpOption::StandbyTimer);
    ward.keys("30 enter enter");
    ward.wait_s(1_790);
    assert!(ward.view().alarms.is_empty());
    ward.wait_s(12);
    assert_eq!(ward.count("alarm.callback.raised"), 1);
    ward.keys("start");
    assert!(ward.is("pump.running"));
}

#[test]
fn the_end_of_the_volume_can_be_stop_keep_open_or_go_on() {
    for (action, place) in [
        (EndAction::KeepVeinOpen, 1),
        (EndAction::Stop, 2),
        (EndAction::Continue, 3),
    ] {
        let mut ward = Ward::with(&unit(basic_runs(100.0, 2.0)));
        ward.option(PumpOption::EndOfVolume);
        ward.keys(&format!("soft_{place}"));
        ward.wait_s(80);
        let flow = ward.signal("pump.flow");
        let expected = match action {
            EndAction::KeepVeinOpen => 1.0,
            EndAction::Stop => 0.0,
            EndAction::Continue => 100.0,
        };
        assert!((flow - expected).abs() < 1e-9, "{action:?}: {flow}");
        let rank = ward.signal("pump.alarm_priority");
        let high = action == EndAction::Stop;
        assert_eq!(rank, if high { 3.0 } else { 2.0 }, "{action:?}");
        assert_eq!(ward.is("pump.beyond_volume"), action == EndAction::Continue);
    }
}

#[test]
fn a_lower_occlusion_limit_alarms_earlier() {
    let seconds = |limit: &str| {
        let mut ward = Ward::with(&unit(basic_runs(25.0, 400.0)));
        ward.option(PumpOption::OcclusionLimit);
        ward.keys(limit);
        ward.bedside(BedsideAct::CloseClamp);
        let mut seconds = 0;
        while !ward.is("pump.alarming") {
            ward.wait_s(1);
            seconds += 1;
        }
        seconds
    };
    // C (Plim - Pb) / Q x 3600: 12 s at 75 mmHg, 96 s at 525 mmHg, and one second of latency.
    assert!((11..=15).contains(&seconds("soft_1")));
    assert!((94..=101).contains(&seconds("down down down down down down enter")));
}
