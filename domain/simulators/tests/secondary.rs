//! The secondary infusion: what the pump was told, and what the bags do.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use simulators::action::BedsideAct;
use simulators::alarms::AlarmId;
use simulators::fault::Fault;
use simulators::line::CheckValve;
use simulators::pump::options::PumpOption;
use simulators::pump::view::{Prompt, RowLabel, Screen};
use support::{Ward, basic_runs, with_secondary};

/// Programs 100 mL over an hour and leaves the summary on the screen.
fn program_secondary(ward: &mut Ward) {
    ward.option(PumpOption::SecondaryVolumeTime);
    ward.keys("100 enter 60 enter");
}

/// The right way: the primary lowered, the secondary hung and its clamp opened, programmed and started.
fn rightly_started() -> Ward {
    let mut ward = Ward::with(&with_secondary(basic_runs(80.0, 400.0)));
    ward.bedside(BedsideAct::LowerPrimary);
    ward.bedside(BedsideAct::HangSecondary);
    ward.bedside(BedsideAct::OpenSecondaryClamp);
    program_secondary(&mut ward);
    ward.keys("enter start");
    ward
}

#[test]
fn the_secondary_runs_from_its_own_bag_and_the_primary_goes_on_by_itself() {
    let mut ward = rightly_started();
    assert_eq!(ward.view().screen, Screen::Secondary);
    assert_eq!(ward.count("pump.secondary_started"), 1);
    ward.wait_s(60);
    assert!((ward.signal("line.secondary_flow") - 100.0).abs() < 12.0);
    assert_eq!(ward.signal("line.primary_flow"), 0.0);
    assert!((ward.signal("line.secondary_drops") - 100.0 / 3.0).abs() < 4.0);
    assert!((ward.signal("pump.rate") - 80.0).abs() < 1e-9);
    let primary_left = ward.signal("pump.vtbi");
    ward.wait_s(3_600);
    assert_eq!(ward.count("pump.secondary_ended"), 1);
    assert_eq!(ward.count("alarm.secondary_complete.raised"), 1);
    assert!(ward.is("pump.running") && !ward.is("pump.secondary"));
    assert!((ward.signal("pump.flow") - 80.0).abs() < 1e-9);
    assert!(ward.signal("pump.vtbi") < primary_left);
    // The bag holds more than was programmed: as long as it hangs higher, the primary's program draws on it.
    assert!((147.0..150.5).contains(&ward.signal("line.secondary_bag_ml")));
    assert!((ward.signal("line.secondary_flow") - 80.0).abs() < 10.0);
}

#[test]
fn until_start_is_pressed_the_primary_goes_on() {
    let mut ward = Ward::with(&with_secondary(basic_runs(80.0, 400.0)));
    program_secondary(&mut ward);
    ward.keys("enter");
    ward.wait_s(30);
    assert_eq!(ward.view().prompt, Some(Prompt::PressStartForSecondary));
    assert!(ward.is("pump.secondary_ready") && !ward.is("pump.secondary"));
    assert!((ward.signal("pump.flow") - 80.0).abs() < 1e-9);
    assert_eq!(ward.row(RowLabel::SecondaryRate).value, "100");
}

#[test]
fn with_the_clamp_left_shut_the_primary_is_given_at_the_drugs_rate() {
    let mut ward = Ward::with(&with_secondary(basic_runs(20.0, 400.0)));
    ward.bedside(BedsideAct::LowerPrimary);
    ward.bedside(BedsideAct::HangSecondary);
    program_secondary(&mut ward);
    ward.keys("enter start");
    ward.wait_s(120);
    assert!((ward.signal("line.primary_flow") - 100.0).abs() < 12.0);
    assert_eq!(ward.signal("line.secondary_flow"), 0.0);
    assert_eq!(
        ward.simulation
            .line_view()
            .above
            .unwrap()
            .secondary
            .unwrap()
            .branch
            .drops,
        0
    );
    // Nothing on the pump tells of it.
    assert!(ward.is("pump.secondary") && ward.view().alarms.is_empty());
    ward.bedside(BedsideAct::OpenSecondaryClamp);
    ward.wait_s(5);
    assert_eq!(ward.signal("line.primary_flow"), 0.0);
}

#[test]
fn bags_at_one_height_mix_and_the_drug_is_late() {
    let mut setup = with_secondary(basic_runs(80.0, 400.0));
    setup.line.secondary.as_mut().unwrap().hung = true;
    setup.line.secondary.as_mut().unwrap().clamp_open = true;
    let mut level = Ward::with(&setup);
    setup.line.above.primary_lowered = true;
    let mut lowered = Ward::with(&setup);
    for ward in [&mut level, &mut lowered] {
        program_secondary(ward);
        ward.keys("enter start");
        ward.wait_s(1_200);
    }
    assert!(level.signal("line.primary_flow") > 10.0 && level.signal("line.secondary_flow") > 10.0);
    let given = |ward: &Ward| ward.signal("line.secondary_delivered_ml");
    assert!(
        given(&level) < 0.7 * given(&lowered),
        "{} {}",
        given(&level),
        given(&lowered)
    );
}

#[test]
fn an_empty_secondary_bag_hands_over_to_the_primary_without_air() {
    let mut setup = with_secondary(basic_runs(80.0, 400.0));
    let secondary = setup.line.secondary.as_mut().unwrap();
    secondary.hung = true;
    secondary.clamp_open = true;
    secondary.bag.left_ml = Some(2.0);
    setup.line.above.primary_lowered = true;
    let mut ward = Ward::with(&setup);
    program_secondary(&mut ward);
    ward.keys("enter start");
    ward.wait_s(300);
    assert_eq!(ward.count("secondary.ran_dry"), 1);
    assert!(ward.is("pump.secondary") && ward.signal("line.primary_flow") > 80.0);
    assert_eq!(ward.signal("line.air_ul"), 0.0);
}

#[test]
fn past_a_leaking_valve_the_secondary_runs_into_the_primary_bag() {
    let mut setup = with_secondary(basic_runs(20.0, 400.0));
    let secondary = setup.line.secondary.as_mut().unwrap();
    secondary.hung = true;
    secondary.clamp_open = true;
    setup.line.above.primary_lowered = true;
    let mut ward = Ward::with(&setup);
    ward.keys("pause");
    ward.simulation.inject(&Fault::CheckValveLeaks);
    let before = ward.signal("line.bag_ml");
    ward.wait_s(600);
    assert!(
        ward.signal("line.bag_ml") > before + 20.0,
        "{}",
        ward.signal("line.bag_ml")
    );
    assert!(ward.signal("line.secondary_bag_ml") < 230.0);
}

#[test]
fn a_valve_that_sticks_shut_starves_the_pump_when_the_secondary_is_empty() {
    let mut setup = with_secondary(basic_runs(80.0, 400.0));
    let secondary = setup.line.secondary.as_mut().unwrap();
    secondary.hung = true;
    secondary.clamp_open = true;
    secondary.bag.left_ml = Some(1.0);
    setup.line.above.check_valve = CheckValve::Stuck;
    let mut ward = Ward::with(&setup);
    ward.wait_s(300);
    assert_eq!(ward.view().alarms[0].id, AlarmId::UpstreamOcclusion);
}

#[test]
fn a_secondary_that_is_stopped_leaves_the_primary_running() {
    let mut ward = rightly_started();
    ward.wait_s(60);
    ward.keys("soft_1");
    ward.wait_s(10);
    assert_eq!(ward.count("pump.secondary_dropped"), 1);
    assert!((ward.signal("pump.flow") - 80.0).abs() < 1e-9);
}

#[test]
fn a_pause_keeps_the_secondary_and_start_goes_on_with_it() {
    let mut ward = rightly_started();
    ward.keys("pause");
    ward.wait_s(5);
    assert_eq!(ward.signal("pump.flow"), 0.0);
    ward.keys("start");
    assert!(ward.is("pump.secondary"));
    assert!((ward.signal("pump.flow") - 100.0).abs() < 1e-9);
}

#[test]
fn a_drug_in_the_line_is_flushed_in_by_what_follows_it() {
    // A pressor ran; a plain bag replaces it, at a higher rate. The line still holds the pressor.
    let mut setup = support::unit(basic_runs(24.6, 400.0));
    setup.line.spare_bag = Some(support::plain_bag(500.0));
    let mut ward = Ward::with(&setup);
    ward.wait_s(30);
    ward.keys("pause");
    ward.bedside(BedsideAct::ChangeBag);
    ward.keys("soft_2 300 enter enter start");
    let before = ward.signal("patient.map");
    ward.wait_s(18);
    // 1.5 mL of line hold 24 mcg: twelve times the dose while they last.
    assert!(
        ward.signal("patient.map") > before + 8.0,
        "{}",
        ward.signal("patient.map")
    );
    ward.wait_s(300);
    assert!(ward.signal("patient.map") < before);
}
