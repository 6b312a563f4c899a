//! Programming the pump by its keys.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use simulators::pump::view::{Field, Prompt, RowLabel, RowState, Screen, StartRefusal};
use simulators::signals;
use support::{Ward, standby};

#[test]
fn from_switched_off_to_running_the_ordered_dose() {
    let mut ward = Ward::new(simulators::pump::setup::StartState::Off);
    assert_eq!(ward.view().screen, Screen::Off);
    ward.keys("power");
    assert_eq!(ward.view().screen, Screen::SelfTest);
    ward.wait_s(3);
    assert_eq!(ward.view().screen, Screen::NewPatient);
    ward.keys("soft_1");
    assert_eq!(ward.view().screen, Screen::CareArea);
    ward.keys("soft_1");
    assert_eq!(ward.view().screen, Screen::Standby);
    ward.program_norepinephrine("0.08");
    assert_eq!(ward.view().screen, Screen::Review);
    assert_eq!(ward.row(RowLabel::Rate).value, "24.6");
    ward.keys("enter");
    assert_eq!(ward.view().screen, Screen::Ready);
    ward.keys("start");
    assert_eq!(ward.view().screen, Screen::Running);
    assert!(ward.is("pump.running") && ward.is("pump.drug_selected"));
    assert!((ward.signal("pump.rate") - 24.6).abs() < 1e-9);
    assert!((ward.signal("pump.dose") - 0.08).abs() < 1e-6);
    assert_eq!(
        ward.names(),
        [
            "pump.powered_on",
            "pump.self_test_passed",
            "pump.new_patient",
            "pump.care_area_selected",
            "pump.drug_selected",
            "pump.concentration_confirmed",
            "pump.confirmed",
            "pump.started"
        ]
    );
}

#[test]
fn a_soft_limit_asks_for_a_reason_and_records_the_override() {
    let mut ward = Ward::new(standby());
    ward.program_norepinephrine("0.8");
    ward.keys("enter");
    assert_eq!(ward.view().screen, Screen::SoftLimit);
    ward.keys("enter start");
    assert!(!ward.is("pump.running"));
    ward.keys("soft_2");
    assert_eq!(ward.view().screen, Screen::OverrideReason);
    assert_eq!(ward.view().choices.len(), 5);
    ward.keys("soft_1");
    assert_eq!(ward.view().screen, Screen::Ready);
    assert_eq!(
        (
            ward.count("pump.limit_alert"),
            ward.count("pump.limit_overridden")
        ),
        (1, 1)
    );
    ward.keys("start");
    assert!(ward.is("pump.running") && ward.is("pump.overridden"));
}

#[test]
fn a_soft_limit_can_be_answered_with_another_dose() {
    let mut ward = Ward::new(standby());
    ward.program_norepinephrine("0.8");
    ward.keys("enter soft_1 0.08 enter");
    assert_eq!(ward.view().entry.unwrap().field, Field::Vtbi);
    ward.keys("enter enter start");
    assert!(ward.is("pump.running") && !ward.is("pump.overridden"));
    assert_eq!(ward.count("pump.limit_overridden"), 0);
}

#[test]
fn a_hard_limit_must_be_changed() {
    let mut ward = Ward::new(standby());
    ward.program_norepinephrine("5");
    ward.keys("enter");
    assert_eq!(ward.view().screen, Screen::HardLimit);
    assert!(matches!(ward.view().prompt, Some(Prompt::LimitPassed { limit, .. }) if limit == "3"));
    ward.keys("soft_2 start");
    assert!(!ward.is("pump.running"));
    assert_eq!(ward.count("pump.limit_refused"), 1);
    ward.keys("soft_1 0.1 enter enter enter start");
    assert!(ward.is("pump.running"));
}

#[test]
fn start_before_confirming_is_refused_and_said() {
    let mut ward = Ward::new(standby());
    ward.program_norepinephrine("0.08");
    ward.keys("start");
    let refused = Prompt::StartRefused {
        reason: StartRefusal::NotConfirmed,
    };
    assert_eq!(ward.view().prompt, Some(refused));
    assert_eq!(ward.count("pump.start_refused"), 1);
    ward.keys("enter start");
    assert!(ward.is("pump.running"));
}

#[test]
fn the_running_dose_goes_on_until_the_new_one_is_confirmed() {
    let mut ward = Ward::new(support::norepinephrine_runs());
    ward.keys("soft_1 0.12 enter");
    assert_eq!(ward.view().screen, Screen::Review);
    assert!((ward.signal("pump.flow") - 24.6).abs() < 1e-9);
    assert_eq!(
        ward.row(RowLabel::Dose).state,
        RowState::Changed {
            from: "0.08".to_owned()
        }
    );
    ward.keys("enter");
    assert_eq!(ward.view().screen, Screen::Running);
    assert!((ward.signal("pump.flow") - 36.9).abs() < 1e-9);
    assert_eq!(ward.count("pump.rate_changed"), 1);
    assert!(ward.signal("pump.vtbi") < 200.0 && ward.signal("pump.vtbi") > 199.9);
}

#[test]
fn the_rate_of_a_drug_can_be_changed_and_is_checked_by_its_dose() {
    let mut ward = Ward::new(support::norepinephrine_runs());
    ward.keys("soft_2 246 enter enter");
    assert_eq!(ward.view().screen, Screen::SoftLimit);
    ward.keys("back back");
    assert_eq!(ward.view().screen, Screen::Running);
    assert!((ward.signal("pump.rate") - 24.6).abs() < 1e-9);
}

#[test]
fn outside_the_library_the_pump_says_so() {
    let mut ward = Ward::new(standby());
    ward.keys("soft_2 125 enter 250 enter");
    assert_eq!(ward.row(RowLabel::OutsideLibrary).state, RowState::Warning);
    assert_eq!(ward.row(RowLabel::TimeLeft).value, "2:00");
    ward.keys("enter start");
    assert!(ward.is("pump.running") && !ward.is("pump.drug_selected"));
    assert!(
        ward.view()
            .rows
            .iter()
            .any(|row| row.label == RowLabel::OutsideLibrary)
    );
}

#[test]
fn volume_and_time_give_the_rate_and_rate_and_time_the_volume() {
    let mut ward = Ward::new(standby());
    ward.keys("soft_3 100 enter 30 enter enter");
    assert!((ward.signal("pump.rate") - 200.0).abs() < 1e-9);
    let mut ward = Ward::new(standby());
    ward.keys("soft_4 83.3 enter 240 enter enter");
    assert!((ward.signal("pump.vtbi") - 333.2).abs() < 1e-9);
}

#[test]
fn a_rounded_rate_that_moves_the_dose_is_warned_of() {
    let mut ward = Ward::new(standby());
    // Insulin, 1 unit/mL: 0.15 units/h needs 0.15 mL/h, and the pump gives 0.2.
    ward.keys("soft_1 down down down down down soft_5 enter 0.15 enter 20 enter");
    assert_eq!(
        ward.view().prompt,
        Some(Prompt::RoundingMovesDose {
            percent: "33.3".to_owned()
        })
    );
    let given = ward
        .view()
        .rows
        .into_iter()
        .rfind(|row| row.label == RowLabel::Dose)
        .unwrap();
    assert_eq!((given.value.as_str(), given.state), ("0.2", RowState::Warning));
}

#[test]
fn the_lists_page_by_five_and_move_by_arrows() {
    let mut ward = Ward::new(standby());
    ward.keys("soft_1 down down down down down");
    let view = ward.view();
    assert_eq!(view.page.map(|page| (page.number, page.of)), Some((2, 4)));
    assert!(view.choices[0].selected);
    ward.keys("enter");
    assert_eq!(ward.row(RowLabel::Drug).value, "fentanyl");
}

#[test]
fn a_blocked_pad_is_said_and_takes_only_clear_or_back() {
    let mut ward = Ward::new(standby());
    ward.keys("soft_2 1.2.5 enter");
    let view = ward.view();
    assert!(view.entry.is_some_and(|entry| entry.error.is_some()));
    assert!(matches!(view.prompt, Some(Prompt::PadBlocked { .. })));
    assert!(!view.enabled.contains(simulators::pump::key::Key::Digit1));
    ward.keys("clear 12.5 enter");
    assert_eq!(ward.view().entry.unwrap().field, Field::Vtbi);
}

#[test]
fn switching_off_needs_a_second_key_or_a_hold() {
    let mut ward = Ward::new(support::norepinephrine_runs());
    ward.keys("power");
    assert_eq!(ward.view().screen, Screen::ConfirmOff);
    ward.keys("back");
    assert!(ward.is("pump.running"));
    ward.keys("power enter");
    assert!(!ward.is("pump.on"));
    ward.keys("power");
    ward.wait_s(4);
    ward.keys("start");
    assert!(
        !ward.is("pump.running"),
        "the question about the patient comes first"
    );
    ward.keys("soft_2");
    assert_eq!(ward.view().screen, Screen::Ready);
    ward.act(simulators::action::Action::Press {
        key: simulators::pump::key::Key::Power,
    });
    ward.wait_s(4);
    assert!(!ward.is("pump.on"));
}

#[test]
fn changing_the_drug_stops_delivery_and_begins_anew() {
    let mut ward = Ward::new(support::norepinephrine_runs());
    ward.keys("soft_5");
    assert_eq!(ward.view().screen, Screen::ConfirmNewProgram);
    assert!(ward.is("pump.running"));
    ward.keys("enter");
    assert_eq!(ward.view().screen, Screen::Standby);
    assert_eq!(ward.signal("pump.flow"), 0.0);
}

#[test]
fn the_shipped_library_has_no_problems() {
    let library = support::library();
    assert_eq!(library.problems(), []);
    assert_eq!(library.entry_number("adult-icu", "norepinephrine"), Some(1));
    assert_eq!(library.care_areas[0].entries.len(), 16);
    assert!(signals::find("pump.entry").is_some());
}
