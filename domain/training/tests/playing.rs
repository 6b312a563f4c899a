//! Playing, logging and replaying.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use simulators::pump::key::Key;
use training::golden;
use training::grade::{self, LiveState, Outcome, grade};
use training::guide::{Guide, Saying};
use training::log::{Action, ActionLog, Entry, MAX_RUN_TICKS};
use training::play::{Ending, Player, Refusal, symbols};
use training::replay::{ReplayError, finish, replay, replay_to};
use training::scenario::Scenario;
use training::script::Script;
use training::trace::Trace;

use support::{all_scenarios, compiled, content};

fn occlusion() -> Scenario {
    compiled(&content("scenarios/pressor-line-occludes.yaml"))
}

fn expert(scenario: &Scenario, seed: u64) -> (Script, ActionLog) {
    let log = golden::run_one(scenario, &scenario.golden[0], seed).log.unwrap();
    (scenario.draw(seed), log)
}

#[test]
fn a_replay_equals_the_run_that_was_played() {
    for (name, source) in all_scenarios() {
        let scenario = compiled(&source);
        for seed in [1, 2, 99] {
            let (script, log) = expert(&scenario, seed);
            let replayed = replay(&script, &log).unwrap();
            // Played as a browser does: frame by frame, at odd ticks.
            let mut player = Player::recorded(&script).unwrap();
            for entry in &log.entries {
                while player.tick() + 17 < entry.tick {
                    player.advance_to(player.tick() + 17);
                }
                player.advance_to(entry.tick);
                player.act(&entry.action).unwrap();
            }
            while player.ending().is_none() && player.tick() < log.end_tick {
                player.advance_to((player.tick() + 17).min(log.end_tick));
            }
            assert_eq!(player.log().end_tick, log.end_tick, "{name}");
            let played = finish(player).unwrap();
            // Bit for bit: what an order does not say is not a number, and equals nothing.
            assert_eq!(
                played.trace.hash(),
                replayed.trace.hash(),
                "{name} with seed {seed}"
            );
            assert_eq!(played.trace.events(), replayed.trace.events());
            assert_eq!(
                (
                    played.phases,
                    played.ending,
                    played.end_tick,
                    played.entries,
                    played.said
                ),
                (
                    replayed.phases,
                    replayed.ending,
                    replayed.end_tick,
                    replayed.entries,
                    replayed.said
                ),
                "{name} with seed {seed}"
            );
        }
    }
}

#[test]
fn a_script_means_the_same_after_its_journey_as_json() {
    for (_, source) in all_scenarios() {
        let scenario = compiled(&source);
        let (script, log) = expert(&scenario, 5);
        let json = serde_json::to_string(&script).unwrap();
        let travelled: Script = serde_json::from_str(&json).unwrap();
        assert_eq!(travelled, script);
        let log: ActionLog = serde_json::from_str(&serde_json::to_string(&log).unwrap()).unwrap();
        assert_eq!(
            replay(&travelled, &log).unwrap().trace.hash(),
            replay(&script, &log).unwrap().trace.hash()
        );
        let back: Scenario = serde_json::from_str(&serde_json::to_string(&scenario).unwrap()).unwrap();
        assert_eq!((back.hash(), &back), (scenario.hash(), &scenario));
    }
}

#[test]
fn what_a_browser_gets_for_a_grade_holds_no_rubric() {
    for (_, source) in all_scenarios() {
        let scenario = compiled(&source);
        let json = serde_json::to_string(&scenario.draw(1)).unwrap();
        for criterion in &scenario.rubric {
            assert!(!json.contains(&criterion.expect) && !json.contains(&criterion.why));
        }
        let hints = scenario.phases.iter().flat_map(|phase| &phase.hints);
        assert!(hints.into_iter().all(|hint| !json.contains(&hint.text)));
        assert!(!json.contains("golden") && !json.contains("take_away"));
    }
}

#[test]
fn the_same_seed_draws_the_same_variant_and_another_seed_another() {
    let scenario = occlusion();
    assert_eq!(scenario.draw(7), scenario.draw(7));
    let weights: std::collections::BTreeSet<u64> = (0..60)
        .map(|seed| scenario.draw(seed).setup.weight_kg().to_bits())
        .collect();
    assert!(weights.len() > 20);
    for seed in 0..500 {
        let weight = scenario.draw(seed).setup.weight_kg();
        assert!((55.0..=98.0).contains(&weight));
    }
}

#[test]
fn a_log_of_something_else_is_refused() {
    let scenario = occlusion();
    let (script, log) = expert(&scenario, 1);
    let refused = |change: &dyn Fn(&mut ActionLog)| {
        let mut log = log.clone();
        change(&mut log);
        replay(&script, &log).unwrap_err()
    };
    assert_eq!(refused(&|log| log.format = 2), ReplayError::Format);
    assert_eq!(refused(&|log| log.scenario_hash.push('0')), ReplayError::Scenario);
    assert_eq!(refused(&|log| log.seed = 2), ReplayError::Seed);
    assert_eq!(refused(&|log| log.model_version = 99), ReplayError::ModelVersion);
    assert_eq!(refused(&|log| log.end_tick = u64::MAX), ReplayError::TooLong);
    assert_eq!(
        refused(&|log| log.entries.swap(3, 20)),
        ReplayError::Order { entry: 4 }
    );
    assert_eq!(
        refused(&|log| {
            let entry = log.entries[0].clone();
            log.entries = vec![entry; 20_001];
        }),
        ReplayError::TooLong
    );
    let offer = Action::Offer { id: "win".to_owned() };
    assert_eq!(
        refused(&|log| log.entries[0].action = offer.clone()),
        ReplayError::Impossible {
            entry: 0,
            refusal: Refusal::NotOffered
        }
    );
}

#[test]
fn a_truncated_log_is_graded_by_what_it_did() {
    let scenario = occlusion();
    let (script, mut log) = expert(&scenario, 1);
    log.entries.truncate(10);
    log.end_tick = log.entries[9].tick;
    let run = replay(&script, &log).unwrap();
    assert_eq!(run.ending, Ending::Unfinished);
    let verdict = grade(&scenario, &script, &run);
    assert!(!verdict.passed);
    assert_eq!(verdict.criteria[0].outcome, Outcome::Missed);
}

#[test]
fn a_criterion_that_did_not_apply_leaves_the_total() {
    let scenario = occlusion();
    let script = scenario.draw(1);
    let log = ActionLog {
        entries: vec![Entry {
            tick: 500,
            action: Action::Finish,
        }],
        end_tick: 500,
        ..Player::new(&script).unwrap().log()
    };
    let run = replay(&script, &log).unwrap();
    assert_eq!(run.ending, Ending::Finished);
    let verdict = grade(&scenario, &script, &run);
    // Of 11 points, those for an alarm that was never reached are owed; those for sparing a bolus are not.
    assert_eq!((verdict.points, verdict.possible, verdict.passed), (0, 8, false));
}

#[test]
fn nothing_follows_the_end() {
    let scenario = occlusion();
    let mut player = Player::new(&scenario.draw(1)).unwrap();
    player.advance_to(700);
    player.act(&Action::CalledAway).unwrap();
    assert_eq!(player.ending(), Some(Ending::CalledAway));
    assert_eq!(
        player.act(&Action::Press { key: Key::Power }),
        Err(Refusal::Ended)
    );
    player.advance_to(10_000);
    assert_eq!((player.tick(), player.log().end_tick), (700, 700));
}

/// Ten minutes of the learner's own time at most: the hours that a scenario lets one pass over are not sat through.
#[test]
fn a_run_in_which_nothing_is_done_ends_by_its_timeouts() {
    for (name, source) in all_scenarios() {
        let script = compiled(&source).draw(3);
        let mut player = Player::new(&script).unwrap();
        let mut passed_over = 0;
        while player.ending().is_none() {
            let tick = player.tick();
            if player.view().advance.is_some() {
                player.act(&Action::Advance).unwrap();
                passed_over += player.tick() - tick;
            }
            player.advance_to(player.tick() + 1_000);
        }
        assert_eq!(player.ending(), Some(Ending::TimedOut), "{name}");
        assert!(player.tick() - passed_over < 600_000, "{name}");
        if passed_over > 0 {
            let mut idle = Player::new(&script).unwrap();
            idle.advance_to(MAX_RUN_TICKS);
            assert_eq!(
                idle.ending(),
                Some(Ending::TimedOut),
                "{name} without passing time over"
            );
        }
    }
}

#[test]
fn a_debrief_shows_any_second_of_the_run() {
    let scenario = occlusion();
    let (script, log) = expert(&scenario, 2);
    let player = replay_to(&script, &log, 60_000).unwrap();
    assert_eq!(player.tick(), 60_000);
    assert_eq!(player.view().phase, "respond");
    let run = replay(&script, &log).unwrap();
    let verdict = grade(&scenario, &script, &run);
    let items = training::debrief::timeline_with(&run, &verdict);
    assert!(items.windows(2).all(|pair| pair[0].tick <= pair[1].tick));
    let json = serde_json::to_string(&items).unwrap();
    for part in [
        "\"kind\":\"alarm\",\"alarm\":\"downstream_occlusion\"",
        "\"do\":\"bedside\"",
        "spares-the-bolus",
    ] {
        assert!(json.contains(part), "{part}");
    }
}

#[test]
fn a_stored_trace_is_graded_like_the_run() {
    let scenario = occlusion();
    let (script, log) = expert(&scenario, 2);
    let run = replay(&script, &log).unwrap();
    let stored = Trace::from_bytes(&run.trace.to_bytes()).unwrap();
    assert_eq!(
        grade::grade_trace(&scenario, &script, &stored),
        grade(&scenario, &script, &run)
    );
}

#[test]
fn criteria_are_pending_until_the_run_decides_them() {
    let scenario = occlusion();
    let (script, log) = expert(&scenario, 1);
    let rehearsal = scenario.rehearsal(1);
    let mut player = Player::recorded(&script).unwrap();
    let states = |player: &Player| -> Vec<LiveState> {
        grade::live(&rehearsal.criteria, player)
            .into_iter()
            .map(|live| live.state)
            .collect()
    };
    player.advance_to(1_000);
    assert!(states(&player).iter().all(|state| *state == LiveState::Pending));
    for entry in &log.entries {
        player.advance_to(entry.tick);
        player.act(&entry.action).unwrap();
    }
    player.advance_to(player.tick() + 100);
    assert!(player.ending().is_some());
    assert!(states(&player).iter().all(|state| *state == LiveState::Met));
}

#[test]
fn hints_follow_what_is_done() {
    let scenario = occlusion();
    let script = scenario.draw(1);
    let mut player = Player::recorded(&script).unwrap();
    let mut guide = Guide::new(&scenario.rehearsal(1), &symbols(&script));
    let mut points_at = |player: &Player| {
        guide.watch(player);
        match guide.saying() {
            Saying::Told { hint, .. } => hint.point.clone(),
            Saying::Nothing | Saying::YourTurn => None,
        }
    };
    player.advance_to(1_000);
    assert_eq!(points_at(&player).as_deref(), Some("power"));
    player.act(&Action::Press { key: Key::Power }).unwrap();
    player.advance_to(1_100);
    player.act(&Action::Release { key: Key::Power }).unwrap();
    player.advance_to(2_000);
    assert_eq!(points_at(&player).as_deref(), Some("soft_1"));
}

#[test]
fn a_skip_lets_time_pass_as_if_it_had_been_waited_for() {
    let scenario = compiled(&content("scenarios/ten-times-the-limit.yaml"));
    let (script, log) = expert(&scenario, 1);
    let place = log
        .entries
        .iter()
        .position(|entry| entry.action == Action::Advance)
        .unwrap();
    let mut waited = log.clone();
    waited.entries.remove(place);
    let skipped = replay(&script, &log).unwrap();
    let waited = replay(&script, &waited).unwrap();
    assert_eq!(skipped.end_tick, waited.end_tick);
    let last = |trace: &Trace| trace.row(trace.ticks().len() - 1).to_vec();
    let bits = |row: Vec<f64>| row.into_iter().map(f64::to_bits).collect::<Vec<_>>();
    assert_eq!(bits(last(&skipped.trace)), bits(last(&waited.trace)));
}

#[test]
fn the_order_changes_with_its_phase() {
    let scenario = compiled(&content("scenarios/ten-times-the-limit.yaml"));
    let mut player = Player::new(&scenario.draw(1)).unwrap();
    player.advance_to(5_000);
    let before = player.view().order.unwrap().dose.unwrap();
    player
        .act(&Action::Offer {
            id: "call_prescriber".to_owned(),
        })
        .unwrap();
    player.advance_to(5_100);
    let view = player.view();
    assert_eq!(view.phase, "corrected");
    assert!((view.order.unwrap().dose.unwrap().value * 10.0 - before.value).abs() < 1e-9);
    assert_eq!(view.order_tick, 5_000);
    assert!(
        view.says
            .iter()
            .any(|said| said.text.contains("units/h. Read it back"))
    );
}

#[test]
fn a_log_with_a_field_too_many_is_no_log() {
    let read = |entry: &str| {
        let log = format!(
            r#"{{"format":1,"scenario_hash":"","seed":1,"model_version":1,"entries":[{entry}],"end_tick":9}}"#
        );
        serde_json::from_str::<ActionLog>(&log)
    };
    assert!(read(r#"{"tick":1,"do":"press","key":"power"}"#).is_ok());
    assert!(read(r#"{"tick":1,"do":"advance"}"#).is_ok());
    assert!(read(r#"{"tick":1,"do":"press","key":"power","points":9}"#).is_err());
    assert!(read(r#"{"tick":1,"do":"win"}"#).is_err());
    assert!(read(r#"{"tick":-1,"do":"advance"}"#).is_err());
    assert!(serde_json::from_str::<ActionLog>(r#"{"format":1,"passed":true}"#).is_err());
}

/// A secondary line on one channel, and a second channel, with one run that passes and one known error.
const UNIT: &str = r#"
scenario: unit
title: Antibiotic and pressor
device: pump_unit
minutes: 10
care_area: adult-icu
patient: {preset: septic_shock, weight_kg: 80}
pump: {state: running, program: {care_area: adult-icu, rate_ml_h: 20, vtbi_ml: 400}}
line:
  bag: {volume_ml: 500}
  secondary:
    bag: {drug: vancomycin, amount: 1000, amount_unit: mg, volume_ml: 250}
unit:
  power: {mains: false, charge: 0.5}
  channels:
    - pump: {state: ready, program: {care_area: adult-icu, entry: norepinephrine, weight_kg: 80, dose: 0.08, vtbi_ml: 200}}
      line: {bag: {drug: norepinephrine, amount: 4, volume_ml: 250}}
order: {drug: norepinephrine, dose: 0.08 mcg/kg/min, bag: 4 mg in 250 mL, vtbi: 200 mL}
phases:
  - id: both
    inject: [{at: 60 s, fault: downstream_occlusion, channel: b}]
    until: "count(b.alarm.downstream_occlusion.raised) > 0"
    timeout: {after: 600 s, goto: end}
rubric:
  - id: from-the-bag
    points: 1
    expect: "after(pump.secondary_started, within(60 s, eventually(line.secondary_flow > 50 mL/h)))"
    hazard: GIP-2.1.1
    why: Because.
  - id: pressor-runs
    critical: true
    points: 1
    expect: "eventually(b.pump.running and abs(b.pump.rate - order.rate) <= 0.1 mL/h)"
    hazard: GIP-2.1.1
    why: Because.
moves:
  secondary:
    - 2 s: tap options
    - choose secondary_volume_time
    - type 100
    - tap enter
    - type 60
    - tap enter enter
golden:
  - id: expert
    seeds: [1, 2]
    steps:
      - 1 s: b.tap start
      - bedside lower_primary
      - bedside hang_secondary
      - bedside open_secondary_clamp
      - use secondary
      - tap start
  - id: clamp-left-shut
    misses: [from-the-bag]
    seeds: [1]
    steps:
      - 1 s: b.tap start
      - bedside lower_primary
      - bedside hang_secondary
      - use secondary
      - tap start
"#;

#[test]
fn a_pump_unit_is_played_and_graded_by_what_its_bags_and_channels_do() {
    let scenario = compiled(UNIT);
    for outcome in golden::run(&scenario) {
        assert_eq!(
            outcome.as_expected,
            golden::Expected::Yes,
            "{}: missed {:?}, stuck {:?}",
            outcome.golden,
            outcome.misses,
            outcome.stuck
        );
    }
    let (script, log) = expert(&scenario, 1);
    let written = serde_json::to_string(&log).unwrap();
    assert!(
        written
            .contains(r#"{"tick":1000,"do":"on_channel","channel":"b","act":{"do":"press","key":"start"}}"#)
    );
    let read: ActionLog = serde_json::from_str(&written).unwrap();
    let run = replay(&script, &read).unwrap();
    assert_eq!(run, replay(&script, &log).unwrap());
    let columns = run.trace.layout().signals.len();
    assert_eq!(columns, run.trace.row(0).len());
    assert!(run.trace.column("b.line.delivered_ml").last().unwrap() > 0.1);
}
