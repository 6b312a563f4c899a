//! Safety requirements of the FDA Generic Infusion Pump work (University of Pennsylvania, 2009), by their numbers.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use proptest::prelude::*;
use simulators::action::{Action, BedsideAct};
use simulators::alarms::{AlarmId, Priority};
use simulators::fault::Fault;
use simulators::pump::key::Key;
use simulators::pump::options::PumpOption;
use simulators::pump::selftest::SelfTestPart;
use simulators::pump::setup::StartState;
use simulators::pump::view::{Prompt, Screen, StartRefusal};
use simulators::signals;
use simulators::simulation::{Setup, Simulation};
use support::{Ward, basic_runs, norepinephrine_runs, standby, unit, with_secondary};

fn running(rate_ml_h: f64, vtbi_ml: f64) -> Ward {
    Ward::with(&unit(basic_runs(rate_ml_h, vtbi_ml)))
}

fn off() -> Ward {
    Ward::with(&unit(StartState::Off))
}

#[test]
fn gip_1_1_7_the_old_program_goes_on_until_the_new_value_is_confirmed() {
    let mut ward = running(50.0, 400.0);
    ward.keys("soft_2 100 enter");
    assert!((ward.signal("pump.flow") - 50.0).abs() < 1e-9);
    ward.keys("enter");
    assert!((ward.signal("pump.flow") - 100.0).abs() < 1e-9);
}

#[test]
fn gip_1_1_8_a_vein_is_kept_open_when_the_volume_is_given() {
    let mut ward = running(100.0, 1.0);
    ward.wait_s(40);
    assert!(ward.is("pump.kvo") && (ward.signal("pump.flow") - 1.0).abs() < 1e-9);
}

#[test]
fn gip_1_2_1_seventy_two_hours_are_right_within_five_percent() {
    let mut setup = unit(basic_runs(25.0, 1_800.0));
    setup.line.bag = support::plain_bag(2_500.0);
    let mut ward = Ward::with(&setup);
    ward.wait_s(72 * 3_600);
    let share = ward.signal("line.delivered_ml") / 1_800.0;
    assert!((0.95..=1.05).contains(&share), "{share}");
}

#[test]
fn gip_1_2_2_a_flow_over_110_percent_for_a_quarter_of_an_hour_stops_the_pump() {
    let mut ward = running(60.0, 400.0);
    ward.simulation.inject(&Fault::FlowError { percent: 12.0 });
    ward.wait_s(890);
    assert_eq!(ward.count("alarm.over_infusion.raised"), 0);
    ward.wait_s(100);
    assert_eq!(ward.count("alarm.over_infusion.raised"), 1);
    assert_eq!(ward.signal("pump.flow"), 0.0);
}

#[test]
fn gip_1_2_2_free_flow_is_told_of_and_cannot_be_silenced() {
    let mut ward = running(60.0, 400.0);
    ward.simulation.inject(&Fault::FlowStopFails);
    ward.bedside(BedsideAct::OpenDoor);
    ward.bedside(BedsideAct::UnloadSet);
    ward.wait_s(1);
    // 75 cm over the vein's 10 mmHg through 0.05 mmHg for each mL/h.
    assert!(
        (ward.signal("line.flow") - 900.0).abs() < 60.0,
        "{}",
        ward.signal("line.flow")
    );
    assert_eq!(ward.count("alarm.free_flow.raised"), 1);
    ward.keys("silence");
    assert_eq!(ward.view().sound, Some(Priority::High));
    ward.bedside(BedsideAct::CloseClamp);
    ward.wait_s(2);
    assert_eq!(ward.signal("line.flow"), 0.0);
    ward.bedside(BedsideAct::LoadSet);
    ward.bedside(BedsideAct::CloseDoor);
    ward.bedside(BedsideAct::OpenClamp);
    ward.keys("start");
    ward.wait_s(2);
    assert!(ward.is("pump.running") && ward.view().alarms.is_empty());
}

#[test]
fn gip_1_2_2_a_working_flow_stop_lets_nothing_through() {
    let mut ward = running(60.0, 400.0);
    ward.bedside(BedsideAct::OpenDoor);
    ward.bedside(BedsideAct::UnloadSet);
    ward.wait_s(5);
    assert_eq!(ward.signal("line.flow"), 0.0);
}

#[test]
fn gip_1_2_3_a_flow_under_90_percent_for_a_quarter_of_an_hour_is_told_of() {
    let mut ward = running(60.0, 400.0);
    ward.simulation.inject(&Fault::FlowError { percent: -12.0 });
    ward.wait_s(1_000);
    assert_eq!(ward.count("alarm.under_infusion.raised"), 1);
    assert!(ward.is("pump.running"));
}

#[test]
fn gip_1_4_3_rate_and_bolus_are_no_more_than_the_pump_gives() {
    let mut ward = running(900.0, 9_000.0);
    ward.keys("bolus 50 enter enter");
    assert!(ward.signal("pump.flow") <= 999.0);
    ward.keys("soft_1");
    ward.option(PumpOption::ExtendedBolus);
    ward.keys("100 enter 30 enter enter");
    assert!((ward.signal("pump.flow") - 900.0).abs() < 1e-9);
}

#[test]
fn gip_1_4_4_a_bolus_does_not_change_the_rate() {
    let mut ward = running(60.0, 400.0);
    ward.keys("bolus 5 enter enter");
    assert!((ward.signal("pump.rate") - 60.0).abs() < 1e-9);
    ward.wait_s(100);
    assert!((ward.signal("pump.flow") - 60.0).abs() < 1e-9);
}

#[test]
fn gip_1_4_5_and_1_4_6_a_bolus_suspends_an_extended_one_which_then_goes_on() {
    let mut ward = running(60.0, 400.0);
    ward.option(PumpOption::ExtendedBolus);
    ward.keys("10 enter 30 enter enter");
    let extended = ward.signal("pump.flow");
    ward.keys("bolus 2 enter enter");
    assert!((ward.signal("pump.flow") - 200.0).abs() < 1e-9 && ward.is("pump.extended_bolus"));
    ward.wait_s(40);
    assert!((ward.signal("pump.flow") - extended).abs() < 1e-9 && extended > 60.0);
}

#[test]
fn gip_1_4_11_no_bolus_begins_in_an_alarm() {
    let mut ward = running(100.0, 1.0);
    ward.wait_s(40);
    ward.keys("bolus");
    assert!(!ward.is("pump.bolusing") && ward.count("pump.bolus_refused") == 1);
}

#[test]
fn gip_1_4_12_a_bolus_over_its_limit_is_refused_and_counted() {
    let mut ward = Ward::with(&unit(standby()));
    ward.keys("soft_1 down down down down down enter enter 50 enter 40 enter enter start");
    assert!((ward.signal("pump.rate") - 5.0).abs() < 1e-9, "{:?}", ward.view());
    for _ in 0..3 {
        ward.keys("bolus 201 enter enter");
        assert_eq!(ward.view().screen, Screen::HardLimit);
        ward.keys("enter back");
    }
    assert_eq!(ward.count("pump.bolus_refused"), 3);
    assert!(!ward.is("pump.bolusing"));
}

#[test]
fn gip_1_5_2_the_time_left_is_right_and_follows_the_rate() {
    let mut ward = running(60.0, 60.0);
    ward.wait_s(600);
    assert!((ward.signal("pump.time_left") - 3_000.0).abs() < 180.0);
    ward.keys("soft_2 120 enter enter");
    assert!((ward.signal("pump.time_left") - 1_500.0).abs() < 180.0);
}

#[test]
fn gip_1_6_1_a_pause_finishes_the_stroke_and_1_6_2_a_fault_stops_at_once() {
    let mut ward = running(25.0, 400.0);
    ward.wait_ms(5_250);
    let before = ward.signal("pump.volume_infused");
    ward.keys("pause");
    let finished = ward.signal("pump.volume_infused") - before;
    assert!(finished <= 0.02 + 1e-6, "{finished}");
    // A stroke is a twelfth of 0.12 mL.
    let strokes = ward.signal("pump.volume_infused") / 0.01;
    assert!((strokes - nearest(strokes)).abs() < 1e-6, "{strokes}");
    assert_eq!(ward.signal("pump.flow"), 0.0);
    let mut ward = running(25.0, 400.0);
    ward.wait_ms(5_250);
    let before = ward.signal("pump.volume_infused");
    ward.bedside(BedsideAct::OpenDoor);
    ward.wait_s(1);
    assert_eq!(ward.signal("pump.volume_infused"), before);
}

fn nearest(value: f64) -> f64 {
    (value + 0.5) as i64 as f64
}

#[test]
fn gip_1_7_1_log_and_program_survive_four_hours_without_power() {
    let mut ward = running(25.0, 400.0);
    ward.keys("pause power enter");
    ward.wait_s(4 * 3_600);
    ward.keys("power");
    ward.wait_s(4);
    ward.keys("soft_2");
    assert_eq!(ward.view().screen, Screen::Ready);
    assert!((ward.signal("pump.rate") - 25.0).abs() < 1e-9);
    assert!(ward.simulation.journal().count() > 4);
}

#[test]
fn gip_1_9_1_a_bubble_over_the_limit_stops_the_pump_and_one_at_it_does_not() {
    for (volume_ul, alarms) in [(199.0, 0), (201.0, 1)] {
        let mut setup = unit(basic_runs(100.0, 400.0));
        setup.pump.config.air_single_ul = 200.0;
        let mut ward = Ward::with(&setup);
        ward.simulation.inject(&Fault::AirBubble { volume_ul });
        ward.wait_s(30);
        assert_eq!(ward.count("alarm.air_single.raised"), alarms, "{volume_ul}");
    }
}

#[test]
fn gip_1_9_1_air_may_be_let_on_twice_and_then_must_be_removed() {
    let mut ward = running(100.0, 400.0);
    for _ in 0..2 {
        ward.simulation.inject(&Fault::AirBubble { volume_ul: 400.0 });
        ward.wait_s(30);
        assert_eq!(ward.view().screen, Screen::AlarmStopped);
        ward.option(PumpOption::AdvanceAir);
        ward.keys("start");
        assert!(ward.is("pump.running"));
        ward.wait_s(40);
    }
    ward.simulation.inject(&Fault::AirBubble { volume_ul: 400.0 });
    ward.wait_s(30);
    ward.keys("options");
    assert_eq!(ward.view().screen, Screen::AlarmStopped);
    ward.keys("start");
    let reason = StartRefusal::AirInLine;
    assert_eq!(ward.view().prompt, Some(Prompt::StartRefused { reason }));
}

#[test]
fn gip_1_10_1_a_block_above_the_pump_starves_it_in_silence_then_stops_it() {
    let mut ward = running(100.0, 400.0);
    ward.wait_s(60);
    let before = ward.signal("line.flow");
    ward.bedside(BedsideAct::ClosePrimaryClamp);
    let mut seconds = 0;
    let mut lowest = before;
    while !ward.is("pump.alarming") && seconds < 200 {
        ward.wait_s(1);
        seconds += 1;
        if ward.is("pump.running") {
            lowest = lowest.min(ward.signal("line.flow"));
        }
    }
    // 0.014 mL/mmHg from 50 to -100 mmHg at 100 mL/h are 76 s; the starving pump takes a little longer.
    assert!((72..=95).contains(&seconds), "{seconds}");
    assert!(lowest < 0.8 * before, "{lowest} of {before}");
    assert_eq!(ward.view().alarms[0].id, AlarmId::UpstreamOcclusion);
    ward.bedside(BedsideAct::OpenPrimaryClamp);
    ward.keys("start");
    ward.wait_s(30);
    assert!(ward.is("pump.running") && !ward.is("pump.alarming"));
}

#[test]
fn gip_1_10_6_a_line_that_clears_by_itself_restarts_the_pump_a_few_times() {
    let mut setup = unit(basic_runs(100.0, 400.0));
    setup.pump.config.auto_restarts = 2;
    let mut ward = Ward::with(&setup);
    for restart in 1..=2 {
        ward.bedside(BedsideAct::CloseClamp);
        ward.wait_s(18);
        assert_eq!(ward.view().screen, Screen::CheckingLine);
        assert_eq!(ward.signal("pump.flow"), 0.0);
        ward.bedside(BedsideAct::OpenClamp);
        ward.wait_s(5);
        assert_eq!(ward.count("pump.restarted_by_itself"), restart);
        assert!(ward.is("pump.running"));
    }
    ward.bedside(BedsideAct::CloseClamp);
    ward.wait_s(18);
    assert_eq!(ward.count("alarm.downstream_occlusion.raised"), 1);
}

#[test]
fn gip_1_10_6_a_line_that_stays_blocked_alarms_after_the_check() {
    let mut setup = unit(basic_runs(100.0, 400.0));
    setup.pump.config.auto_restarts = 9;
    let mut ward = Ward::with(&setup);
    ward.bedside(BedsideAct::CloseClamp);
    ward.wait_s(18);
    assert_eq!(ward.view().screen, Screen::CheckingLine);
    ward.wait_s(15);
    assert_eq!(ward.count("alarm.downstream_occlusion.raised"), 1);
}

#[test]
fn gip_1_10_7_what_a_block_releases_is_half_a_millilitre_at_most() {
    let mut ward = running(100.0, 400.0);
    ward.bedside(BedsideAct::CloseClamp);
    ward.wait_s(60);
    ward.bedside(BedsideAct::OpenClamp);
    let released = ward.signal("line.bolus_ml");
    assert!(released > 0.3 && released <= 0.5, "{released}");
}

#[test]
fn infiltration_raises_the_pressure_slowly_and_keeps_the_drug_from_the_blood() {
    let mut ward = Ward::with(&unit(norepinephrine_runs()));
    ward.wait_s(30);
    let (pressure, map) = (ward.signal("pump.pressure"), ward.signal("patient.map"));
    ward.simulation.inject(&Fault::Infiltration);
    ward.wait_s(1_200);
    // 8.2 mL at 4 mmHg each.
    assert!((ward.signal("pump.pressure") - pressure - 32.8).abs() < 3.0);
    assert!(ward.signal("patient.map") < map - 10.0);
    assert!(ward.simulation.line_view().swollen && ward.view().alarms.is_empty());
}

#[test]
fn gip_2_1_1_two_deliberate_steps_change_a_rate() {
    let mut ward = running(50.0, 400.0);
    ward.keys("soft_2 100 enter back back");
    assert!((ward.signal("pump.rate") - 50.0).abs() < 1e-9);
}

#[test]
fn gip_2_2_1_a_question_that_waits_is_told_of_every_quarter_of_an_hour() {
    let mut ward = off();
    ward.keys("power");
    ward.wait_s(4);
    ward.wait_s(895);
    assert_eq!(ward.count("alarm.input_pending.raised"), 0);
    ward.wait_s(10);
    assert_eq!(ward.count("alarm.input_pending.raised"), 1);
    ward.wait_s(900);
    assert_eq!(ward.count("alarm.input_pending.raised"), 2);
    ward.keys("down");
    assert!(ward.view().alarms.is_empty());
}

#[test]
fn gip_2_2_4_and_2_2_5_values_that_wait_are_told_of_and_dropped() {
    let mut ward = running(50.0, 900.0);
    ward.keys("soft_2 1");
    ward.wait_s(301);
    assert_eq!(ward.count("alarm.entry_idle.raised"), 1);
    ward.wait_s(300);
    assert!(ward.count("alarm.entry_timeout.raised") == 1 && !ward.is("pump.programming"));
}

#[test]
fn gip_2_2_6_a_new_patient_is_asked_for_after_switching_on() {
    let mut ward = off();
    ward.keys("power");
    ward.wait_s(4);
    assert_eq!(ward.view().screen, Screen::NewPatient);
}

#[test]
fn gip_2_3_1_a_key_down_for_a_minute_is_stuck_and_a_bounce_is_ignored() {
    let mut ward = running(50.0, 400.0);
    ward.act(Action::Press { key: Key::Up });
    ward.wait_s(61);
    assert_eq!(ward.count("alarm.key_stuck.raised"), 1);
    assert_eq!(ward.signal("pump.flow"), 0.0);
    let mut ward = running(50.0, 400.0);
    ward.keys("soft_2");
    for wait_ms in [10, 10, 100] {
        ward.act(Action::Press { key: Key::Digit7 });
        ward.wait_ms(wait_ms);
        ward.act(Action::Release { key: Key::Digit7 });
        ward.wait_ms(10);
    }
    assert_eq!(ward.view().entry.unwrap().text, "7");
}

#[test]
fn gip_3_2_1_silence_ends_after_two_minutes_and_3_2_2_never_lasts() {
    let mut ward = running(50.0, 400.0);
    ward.bedside(BedsideAct::OpenDoor);
    for _ in 0..3 {
        ward.keys("silence");
        ward.wait_s(115);
        assert_eq!(ward.view().sound, None);
        ward.wait_s(6);
        assert_eq!(ward.view().sound, Some(Priority::High));
    }
}

#[test]
fn gip_3_4_3_the_self_test_is_short_and_3_4_4_its_first_failure_ends_it() {
    for &part in SelfTestPart::ALL {
        let mut ward = off();
        ward.simulation.inject(&Fault::SelfTestFails { part });
        ward.keys("power");
        ward.wait_s(4);
        assert_eq!(ward.view().screen, Screen::Technical, "{part:?}");
        assert_eq!(ward.view().prompt, Some(Prompt::SelfTestFailed { part }));
        assert_eq!(ward.count("pump.self_test_failed"), 1);
        ward.keys("start bolus soft_1");
        assert_eq!(ward.view().screen, Screen::Technical);
    }
    let mut jammed = off();
    jammed.simulation.inject(&Fault::KeyStuck { key: Key::Up });
    jammed.keys("power");
    jammed.wait_s(4);
    let part = SelfTestPart::StuckKey;
    assert_eq!(jammed.view().prompt, Some(Prompt::SelfTestFailed { part }));
}

#[test]
fn gip_3_4_6_no_bolus_is_given_during_the_self_test() {
    let mut ward = off();
    ward.keys("power bolus start");
    assert_eq!(ward.view().screen, Screen::SelfTest);
    assert_eq!(ward.signal("pump.flow"), 0.0);
}

#[test]
fn gip_3_5_the_watchdog_tells_of_a_frozen_task_and_ends_it() {
    let mut ward = running(50.0, 400.0);
    ward.simulation.inject(&Fault::TaskFreezes);
    ward.keys("pause soft_2");
    assert!(ward.is("pump.running") && ward.view().screen == Screen::Running);
    ward.wait_s(85);
    assert_eq!(ward.count("alarm.watchdog.raised"), 0);
    ward.wait_s(6);
    assert_eq!(ward.count("alarm.watchdog.raised"), 1);
    assert!(ward.is("pump.running"));
    ward.wait_s(91);
    assert_eq!(ward.count("alarm.system_error.raised"), 1);
    assert_eq!(ward.signal("pump.flow"), 0.0);
}

#[test]
fn a_pump_that_is_too_hot_stops_and_does_not_start() {
    let mut ward = running(50.0, 400.0);
    ward.simulation.inject(&Fault::Overheats);
    ward.keys("start");
    assert!(!ward.is("pump.running"));
    let reason = StartRefusal::TooHot;
    assert_eq!(ward.view().prompt, Some(Prompt::StartRefused { reason }));
}

#[test]
fn gip_6_1_3_a_hard_limit_cannot_be_passed() {
    let mut ward = Ward::with(&unit(standby()));
    ward.program_norepinephrine("3.1");
    ward.keys("enter enter enter start soft_2 soft_1 start");
    assert!(!ward.is("pump.running"));
}

#[test]
fn gip_6_1_7_outside_the_library_the_screen_says_so() {
    let ward = running(50.0, 400.0);
    assert!(
        ward.row(simulators::pump::view::RowLabel::OutsideLibrary)
            .value
            .is_empty()
    );
}

#[test]
fn gip_6_2_1_another_drug_stops_delivery_and_begins_anew() {
    let mut ward = Ward::with(&unit(norepinephrine_runs()));
    ward.keys("soft_5 enter");
    assert_eq!(
        (ward.signal("pump.flow"), ward.view().screen),
        (0.0, Screen::Standby)
    );
}

// Properties.

#[derive(Clone, Debug)]
enum Deed {
    Key(Key),
    Bedside(BedsideAct),
    Fault(Fault),
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let fault = prop_oneof![
        Just(Fault::DownstreamOcclusion),
        Just(Fault::UpstreamOcclusion),
        Just(Fault::Infiltration),
        Just(Fault::FlowStopFails),
        Just(Fault::CheckValveLeaks),
        Just(Fault::CheckValveSticks),
        Just(Fault::MainsFail),
        Just(Fault::BagEmpty),
        Just(Fault::SetMisloaded),
        Just(Fault::LibraryArrives),
        (0.0..600.0).prop_map(|volume_ul| Fault::AirBubble { volume_ul }),
        (-30.0..30.0).prop_map(|percent| Fault::FlowError { percent }),
        (0.0..100.0).prop_map(|health_percent| Fault::BatteryAged { health_percent }),
    ];
    let deed = prop_oneof![
        24 => prop::sample::select(Key::ALL.to_vec()).prop_map(Deed::Key),
        6 => prop::sample::select(vec![Key::Options, Key::Enter, Key::Start, Key::Soft1, Key::Soft2, Key::Digit5])
            .prop_map(Deed::Key),
        4 => prop::sample::select(BedsideAct::ALL.to_vec()).prop_map(Deed::Bedside),
        1 => fault.prop_map(Deed::Fault),
    ];
    prop::collection::vec((prop_oneof![6 => 60..400_u64, 1 => 0..60_000_u64], deed), 1..most)
}

fn perform(simulation: &mut Simulation, deed: &Deed) {
    match deed {
        Deed::Key(key) => {
            simulation.act(&Action::Press { key: *key });
            simulation.act(&Action::Release { key: *key });
        }
        Deed::Bedside(act) => simulation.act(&Action::Bedside { act: *act }),
        Deed::Fault(fault) => simulation.inject(fault),
    }
}

struct Read {
    names: Vec<signals::Declared>,
    values: Vec<f64>,
}

impl Read {
    fn new(setup: &Setup) -> Self {
        let names = signals::of(setup);
        let values = vec![0.0; names.len()];
        Self { names, values }
    }

    fn of(&mut self, simulation: &Simulation, name: &str) -> f64 {
        simulation.read(&mut self.values);
        self.values[self.names.iter().position(|signal| signal.name == name).unwrap()]
    }
}

/// Whether what the pump does now may be done.
fn judge(before: &Simulation, after: &Simulation, read: &mut Read) -> Result<(), TestCaseError> {
    let flow = read.of(after, "pump.flow");
    prop_assert!(
        read.values.iter().all(|value| value.is_finite()),
        "not a number: {:?}",
        read.values
    );
    prop_assert!(flow >= 0.0 && read.of(after, "line.flow") >= 0.0);
    let view = after.pump_view();
    let stopping = |id: &AlarmId| id.stops_delivery() && *id != AlarmId::InfusionComplete;
    let is_stopped = view.alarms.iter().any(|alarm| stopping(&alarm.id));
    prop_assert!(!is_stopped || flow == 0.0, "flows in {:?}", view.alarms);
    prop_assert!(read.of(after, "pump.volume_infused") >= 0.0);
    if read.of(before, "pump.running") == 0.0 && read.of(after, "pump.running") > 0.0 {
        let line = after.line_view();
        prop_assert!(!line.door_open, "started with an open door");
        prop_assert!(
            line.set == simulators::line::view::SetState::Loaded,
            "started without a set"
        );
        prop_assert!(read.of(after, "pump.rate") >= 0.1);
        let volume = read.of(after, "pump.vtbi") + read.of(after, "pump.secondary_vtbi");
        prop_assert!(volume > 0.0, "started without a volume");
    }
    // What is programmed is what the display shows.
    let shown = |label| {
        view.rows
            .iter()
            .find(|row| row.label == label)
            .map(|row| row.value.clone())
    };
    use simulators::pump::view::{RowLabel, RowState};
    let is_delivering = view.entry.is_none() && view.rows.iter().all(|row| row.state != RowState::Computed);
    if let Some(rate) = shown(RowLabel::Rate).filter(|_| is_delivering && view.screen != Screen::Review) {
        let told = simulators::notation::decimals(read.of(after, "pump.rate"), 1);
        if matches!(
            view.screen,
            Screen::Running | Screen::Ready | Screen::Paused | Screen::Kvo
        ) {
            prop_assert_eq!(rate, told);
        }
    }
    Ok(())
}

fn starts() -> Vec<Setup> {
    let mut next = with_secondary(basic_runs(120.0, 300.0));
    let mut library = next.pump.library.clone();
    library.version += 1;
    next.unit.as_mut().unwrap().next_library = Some(library);
    next.pump.config.auto_restarts = 3;
    vec![next, unit(standby()), unit(norepinephrine_runs())]
}

fn mash(setup: &Setup, deeds: &[(u64, Deed)]) -> Result<(), TestCaseError> {
    let mut read = Read::new(setup);
    let mut simulation = Simulation::new(setup);
    let mut before = simulation.clone();
    let mut most_ml = 0.0;
    for (wait, deed) in deeds {
        let from = simulation.tick();
        perform(&mut simulation, deed);
        judge(&before, &simulation, &mut read)?;
        before = simulation.clone();
        simulation.step_to(from + wait);
        judge(&before, &simulation, &mut read)?;
        // Motor at its most with its worst error, or gravity through an open set, and what a block stored.
        most_ml += 1_500.0 * (*wait as f64 + 100.0) / 3_600_000.0;
        let delivered = read.of(&simulation, "line.delivered_ml");
        prop_assert!(delivered <= most_ml + 2.0, "{delivered} of {most_ml}");
        before = simulation.clone();
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_nothing_forbidden_starts(deeds in deeds(60)) {
        for setup in starts() {
            mash(&setup, &deeds)?;
        }
    }
}
