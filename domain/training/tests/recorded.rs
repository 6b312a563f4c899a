//! Golden runs that are recorded from logs: played again they do the same.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use simulators::action::{BedsideAct, ChannelAct};
use simulators::pump::key::Key;
use simulators::unit::ChannelId;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::{Button, VentilatorAct};
use training::golden::{self, recorded};
use training::grade::{Outcome, grade};
use training::log::{Action, ActionLog, Entry, FORMAT};
use training::replay::replay;
use training::scenario::{Device, Golden, Scenario};
use training::script::Script;

use support::{all_scenarios, compiled, content};

/// Ventilators that are played for an hour or longer: one run of each is enough.
const LONG: [&str; 3] = ["afternoon-in-bed-four", "bed-nine", "nothing-has-alarmed"];

/// How far an act may be from that of the original, in ms.
const NEAR_MS: u64 = 1_000;

/// What differs when a run is recorded and played again; nothing if it does the same.
fn differences(scenario: &Scenario, run: &Golden) -> Vec<String> {
    let original = golden::run_one(scenario, run, run.seeds[0]);
    compared(scenario, run, &original.log.unwrap(), &original.misses)
}

/// What differs when a log that misses these criteria is recorded and played again.
fn compared(scenario: &Scenario, run: &Golden, log: &ActionLog, misses: &[String]) -> Vec<String> {
    let seed = log.seed;
    let again = Golden {
        steps: recorded(&scenario.draw(seed), log),
        ..run.clone()
    };
    let outcome = golden::run_one(scenario, &again, seed);
    let mut found = Vec::new();
    if let Some(stuck) = outcome.stuck {
        found.push(format!("stuck at {stuck:?} of {:#?}", again.steps));
        return found;
    }
    if outcome.misses != misses {
        found.push(format!("misses {:?} instead of {misses:?}", outcome.misses));
    }
    let played = outcome.log.unwrap();
    let mut pairs = log.entries.iter().zip(&played.entries);
    if let Some((was, is)) =
        pairs.find(|(was, is)| was.action != is.action || was.tick.abs_diff(is.tick) > NEAR_MS)
    {
        found.push(format!("{is:?} instead of {was:?}\n{:#?}", again.steps));
    }
    if played.entries.len() != log.entries.len() {
        found.push(format!(
            "{} acts instead of {}",
            played.entries.len(),
            log.entries.len()
        ));
    }
    found
}

#[test]
fn every_golden_run_recorded_from_its_log_does_the_same() {
    let mut found = Vec::new();
    for (name, source) in all_scenarios() {
        let scenario = compiled(&source);
        let runs = if LONG.contains(&name.as_str()) {
            1
        } else {
            scenario.golden.len()
        };
        for run in scenario.golden.iter().take(runs) {
            let differing = differences(&scenario, run);
            found.extend(differing.iter().map(|what| format!("{name}, {}: {what}", run.id)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The same log by a person: no act on a tenth of a second, and keys that follow each other faster or slower.
fn by_a_person(log: &ActionLog) -> ActionLog {
    let mut state = log.seed.wrapping_add(7);
    let mut chance = |from: u64, to: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        from + (state >> 33) % (to - from)
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut before_tick = 0;
    for entry in &log.entries {
        let key_in_a_row = match (&entry.action, entries.last()) {
            (Action::Press { .. }, Some(last)) => {
                matches!(last.action, Action::Release { .. }) && entry.tick == before_tick + 280
            }
            (Action::Release { .. }, Some(_)) => entry.tick == before_tick + 120,
            _ => false,
        };
        let last = entries.last().map_or(0, |last| last.tick);
        let tick = match (&entry.action, key_in_a_row) {
            (Action::Press { .. }, true) => last + chance(60, 330),
            (_, true) => last + chance(40, 170),
            _ => last.max(entry.tick) + chance(1, 90),
        };
        before_tick = entry.tick;
        entries.push(Entry {
            tick,
            action: entry.action.clone(),
        });
    }
    let end_tick = entries.last().map_or(0, |last| last.tick).max(log.end_tick) + 1_000;
    ActionLog {
        entries,
        marks: Vec::new(),
        end_tick,
        ..log.clone()
    }
}

#[test]
fn a_run_at_a_persons_pace_comes_out_the_same_when_it_is_recorded() {
    let (mut found, mut compared_runs) = (Vec::new(), 0);
    for (name, source) in all_scenarios() {
        if LONG.contains(&name.as_str()) {
            continue;
        }
        let scenario = compiled(&source);
        // A ventilator has no keys to be quick with.
        let runs = match scenario.device {
            Device::Ventilator => 1,
            _ => scenario.golden.len(),
        };
        for run in scenario.golden.iter().take(runs) {
            let log = golden::run_one(&scenario, run, run.seeds[0]).log.unwrap();
            let log = by_a_person(&log);
            let script = scenario.draw(log.seed);
            // What comes a moment later may be refused: then it is no log.
            let Ok(played) = replay(&script, &log) else {
                continue;
            };
            let verdict = grade(&scenario, &script, &played);
            let missed = verdict
                .criteria
                .iter()
                .filter(|one| one.outcome == Outcome::Missed);
            let misses: Vec<String> = missed.map(|one| one.id.clone()).collect();
            compared_runs += 1;
            let differing = compared(&scenario, run, &log, &misses);
            found.extend(differing.iter().map(|what| format!("{name}, {}: {what}", run.id)));
        }
    }
    assert!(
        found.is_empty(),
        "{} of {compared_runs}\n{}",
        found.len(),
        found.join("\n")
    );
    assert!(compared_runs > 300, "{compared_runs}");
}

fn script_of(name: &str) -> Script {
    compiled(&content(&format!("scenarios/{name}.yaml"))).draw(1)
}

fn log_of(script: &Script, deeds: &[(u64, Action)]) -> ActionLog {
    ActionLog {
        format: FORMAT,
        scenario_hash: script.scenario_hash.clone(),
        seed: script.seed,
        model_version: script.model_version,
        entries: deeds
            .iter()
            .map(|(tick, action)| Entry {
                tick: *tick,
                action: action.clone(),
            })
            .collect(),
        marks: Vec::new(),
        end_tick: deeds.last().map_or(0, |(tick, _)| *tick),
    }
}

fn check(name: &str, deeds: &[(u64, Action)], steps: &[&str]) {
    let script = script_of(name);
    assert_eq!(recorded(&script, &log_of(&script, deeds)), steps);
}

const PUMP: &str = "pressor-line-occludes";
const VENTILATOR: &str = "beautiful-pressures";

fn down(tick: u64, key: Key) -> (u64, Action) {
    (tick, Action::Press { key })
}

fn up(tick: u64, key: Key) -> (u64, Action) {
    (tick, Action::Release { key })
}

fn vent(tick: u64, act: VentilatorAct) -> (u64, Action) {
    (tick, Action::Ventilator { act })
}

#[test]
fn a_key_that_stays_down_is_held() {
    check(
        PUMP,
        &[down(4_020, Key::Power), up(7_980, Key::Power)],
        &["4.1 s: hold power 3.9 s"],
    );
}

#[test]
fn quick_taps_are_one_step_and_slow_ones_are_not() {
    check(
        PUMP,
        &[
            down(1_000, Key::Digit1),
            up(1_090, Key::Digit1),
            down(1_350, Key::Digit2),
            up(1_430, Key::Digit2),
            down(2_000, Key::Digit5),
            up(2_100, Key::Digit5),
            down(6_000, Key::Enter),
            up(6_100, Key::Enter),
        ],
        &["1 s: tap digit_1 digit_2 digit_5", "3.8 s: tap enter"],
    );
}

#[test]
fn keys_faster_than_the_hand_stay_in_time() {
    let deeds: Vec<_> = (0..20)
        .flat_map(|n| [down(1_000 + n * 150, Key::Down), up(1_060 + n * 150, Key::Down)])
        .chain([(4_100, Action::Finish)])
        .collect();
    let script = script_of(PUMP);
    let again = replayed(PUMP, &recorded(&script, &log_of(&script, &deeds)));
    assert_eq!(again.entries.len(), deeds.len());
    for (entry, (tick, action)) in again.entries.iter().zip(&deeds) {
        assert_eq!(&entry.action, action);
        assert!(
            entry.tick.abs_diff(*tick) <= NEAR_MS,
            "{entry:?} instead of {tick}"
        );
    }
}

/// Plays steps on a scenario of the library.
fn replayed(name: &str, steps: &[String]) -> ActionLog {
    let scenario = compiled(&content(&format!("scenarios/{name}.yaml")));
    let run = Golden {
        steps: steps.to_vec(),
        ..scenario.golden[0].clone()
    };
    golden::play(&scenario, &run, 1).unwrap()
}

#[test]
fn odd_presses_and_releases_stay_as_they_are() {
    let deeds = [
        up(500, Key::Enter),
        down(1_000, Key::Up),
        down(1_200, Key::Down),
        up(1_400, Key::Up),
        up(1_500, Key::Down),
        down(3_000, Key::Start),
        (
            4_000,
            Action::Bedside {
                act: BedsideAct::CloseClamp,
            },
        ),
    ];
    check(
        PUMP,
        &deeds,
        &[
            "0.5 s: release enter",
            "0.5 s: press up",
            "0.2 s: press down",
            "0.2 s: release up",
            "0.1 s: release down",
            "1.5 s: press start",
            "1 s: bedside close_clamp",
        ],
    );
    let script = script_of(PUMP);
    let again = replayed(PUMP, &recorded(&script, &log_of(&script, &deeds)));
    let entries: Vec<_> = again
        .entries
        .into_iter()
        .map(|entry| (entry.tick, entry.action))
        .collect();
    assert_eq!(entries, deeds);
}

#[test]
fn a_key_that_bounces_is_pressed_once_and_one_that_is_pressed_twice_twice() {
    let typed = |again: u64| {
        let script = script_of(PUMP);
        let deeds = [
            down(1_010, Key::Down),
            up(1_075, Key::Down),
            down(1_075 + again, Key::Down),
            up(1_135 + again, Key::Down),
        ];
        recorded(&script, &log_of(&script, &deeds))
    };
    assert_eq!(typed(20), ["1.1 s: hold down 0 s", "0 s: tap down"]);
    assert_eq!(typed(90), ["1.1 s: tap down down"]);
}

#[test]
fn a_wait_does_not_drift() {
    let deeds: Vec<_> = (1..=200)
        .map(|n| {
            (
                n * 1_037,
                Action::Bedside {
                    act: BedsideAct::OpenClamp,
                },
            )
        })
        .collect();
    let script = script_of(PUMP);
    let again = replayed(PUMP, &recorded(&script, &log_of(&script, &deeds)));
    let last = again.entries.iter().zip(&deeds);
    let apart: Vec<u64> = last
        .map(|(entry, (tick, _))| entry.tick.abs_diff(*tick))
        .collect();
    assert!(apart.iter().all(|&ms| ms < 100), "{apart:?}");
}

#[test]
fn further_channels_are_named_and_the_coach_is_left_out() {
    let on = |act| Action::OnChannel {
        channel: ChannelId::B,
        act,
    };
    check(
        "way-to-the-scanner",
        &[
            (500, Action::AskCoach),
            (1_000, on(ChannelAct::Press { key: Key::Pause })),
            (1_100, on(ChannelAct::Release { key: Key::Pause })),
            (
                3_000,
                on(ChannelAct::Bedside {
                    act: BedsideAct::OpenDoor,
                }),
            ),
        ],
        &["1 s: b.tap pause", "1.6 s: b.bedside open_door"],
    );
}

#[test]
fn a_knob_that_is_turned_is_a_value() {
    let setting = SettingId::Peep;
    check(
        VENTILATOR,
        &[
            vent(1_000, VentilatorAct::Choose { setting }),
            vent(1_500, VentilatorAct::Turn { clicks: 1 }),
            vent(1_600, VentilatorAct::Turn { clicks: 1 }),
            vent(
                4_000,
                VentilatorAct::Push {
                    button: Button::Confirm,
                },
            ),
        ],
        &["1 s: set peep 8", "2.5 s: push confirm"],
    );
}

#[test]
fn a_knob_that_is_let_go_of_stays_as_it_is() {
    let setting = SettingId::Peep;
    check(
        VENTILATOR,
        &[
            vent(1_000, VentilatorAct::Turn { clicks: -3 }),
            vent(2_000, VentilatorAct::Choose { setting }),
            vent(9_000, VentilatorAct::Choose { setting }),
        ],
        &["1 s: turn -3", "0.8 s: set peep 6", "6.7 s: choose peep"],
    );
}

#[test]
fn a_log_of_anything_gives_steps_and_never_panics() {
    let everything = [
        down(u64::MAX - 1, Key::Up),
        up(5, Key::Up),
        (3, Action::MovePump { to_cm: i16::MIN }),
        (2, Action::Offer { id: String::new() }),
        (u64::MAX, Action::Advance),
        (0, Action::CalledAway),
        vent(u64::MAX, VentilatorAct::Turn { clicks: i16::MIN }),
        down(u64::MAX, Key::Up),
        up(u64::MAX, Key::Up),
    ];
    for name in [PUMP, VENTILATOR] {
        let script = script_of(name);
        assert!(!recorded(&script, &log_of(&script, &everything)).is_empty());
    }
}
