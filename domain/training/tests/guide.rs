//! The coach of practice: what it shows, when it keeps quiet, and what a run then says of each skill.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use simulators::action::BedsideAct;
use training::guide::{Guide, Level, Outcome, Saying, Step, steps, weakest};
use training::log::{Action, ActionLog, Entry, FORMAT};
use training::play::{Player, symbols};
use training::replay::replay;
use training::script::{Rehearsal, Script};
use training::{Scenario, golden};

use support::{all_scenarios, compiled};

/// A phase in which the clamp is to be shut and air to be drawn off, and one in which it is to be opened.
const SOURCE: &str = r#"
scenario: clamps
title: Clamps
device: large_volume_pump
minutes: 5
patient: {preset: stable, weight_kg: 70}
order: {drug: norepinephrine, dose: 0.08 mcg/kg/min, bag: 4 mg in 250 mL}
care_area: adult-icu
line: {start: {clamp_open: true}}
offers:
  - {id: look, label: Look}
  - {id: go_on, label: Go on}
phases:
  - id: shut
    until: "count(did.go_on) > 0"
    timeout: {after: 60 s, goto: open}
    hints:
      - when: line.clamp_open
        text: "Shut it."
        point: close_clamp
        skill: closes-roller-clamp
      - when: "phase.elapsed >= 0 s"
        done: "count(did.look) > 0"
        text: "Look."
        point: look
        skill: looks-at-patient
        why: "Because."
      - when: "count(did.go_on) == 0"
        text: "Go on."
        point: go_on
  - id: open
    until: line.clamp_open
    timeout: {after: 60 s, goto: end}
    hints:
      - when: not line.clamp_open
        text: "Open it."
        point: open_clamp
        skill: opens-roller-clamp
rubric:
  - {id: c, points: 1, expect: eventually(line.clamp_open), hazard: GIP-2.1.1, why: Because.}
"#;

fn clamps(levels: &[(&str, Level)]) -> (Script, Rehearsal) {
    let scenario = compiled(SOURCE);
    let mut rehearsal = scenario.rehearsal(1);
    rehearsal.levels = levels
        .iter()
        .map(|(skill, level)| ((*skill).to_owned(), *level))
        .collect();
    (scenario.draw(1), rehearsal)
}

fn log_of(script: &Script, deeds: &[(u64, Action)], end_tick: u64) -> ActionLog {
    let entries = deeds.iter().map(|(tick, action)| Entry {
        tick: *tick,
        action: action.clone(),
    });
    ActionLog {
        format: FORMAT,
        scenario_hash: script.scenario_hash.clone(),
        seed: script.seed,
        model_version: script.model_version,
        entries: entries.collect(),
        marks: Vec::new(),
        end_tick,
    }
}

fn shut() -> Action {
    Action::Bedside {
        act: BedsideAct::CloseClamp,
    }
}

fn open() -> Action {
    Action::Bedside {
        act: BedsideAct::OpenClamp,
    }
}

fn offer(id: &str) -> Action {
    Action::Offer { id: id.to_owned() }
}

/// `skill outcome due-end` of each step.
fn told(levels: &[(&str, Level)], deeds: &[(u64, Action)], end_tick: u64) -> Vec<String> {
    let (script, rehearsal) = clamps(levels);
    let run = replay(&script, &log_of(&script, deeds, end_tick)).unwrap();
    lines(&steps(Guide::new(&rehearsal, &symbols(&script)), &run))
}

fn lines(steps: &[Step]) -> Vec<String> {
    let line = |step: &Step| {
        let Step {
            skill,
            due_tick,
            end_tick,
            outcome,
            ..
        } = step;
        format!("{skill} {} {due_tick}-{end_tick}", outcome.as_str())
    };
    steps.iter().map(line).collect()
}

const LATE: [(&str, Level); 3] = [
    ("closes-roller-clamp", Level::Late),
    ("looks-at-patient", Level::Late),
    ("opens-roller-clamp", Level::OnRequest),
];

#[test]
fn a_step_that_is_shown_at_once_is_done_with_help() {
    let deeds = [
        (5_000, shut()),
        (6_000, offer("look")),
        (7_000, offer("go_on")),
        (9_000, open()),
    ];
    assert_eq!(
        told(&[], &deeds, 10_000),
        [
            "closes-roller-clamp aided 0-5000",
            "looks-at-patient aided 0-6000",
            "opens-roller-clamp aided 7000-9000",
        ]
    );
}

#[test]
fn a_step_is_done_alone_before_it_is_shown_and_with_help_from_then_on() {
    let deeds = |shut_at, look_at| {
        [
            (shut_at, shut()),
            (look_at, offer("look")),
            (50_000, offer("go_on")),
            (58_000, open()),
        ]
    };
    assert_eq!(
        told(&LATE, &deeds(19_999, 40_200), 59_000),
        [
            "closes-roller-clamp unaided 0-19999",
            "looks-at-patient aided 0-40200",
            "opens-roller-clamp unaided 50000-58000",
        ]
    );
    // A step's wait begins when it is its turn, and it is due from when its condition holds.
    let lines = told(&LATE, &deeds(20_150, 40_000), 59_000);
    assert_eq!(
        lines[..2],
        [
            "closes-roller-clamp aided 0-20150",
            "looks-at-patient unaided 0-40000"
        ]
    );
}

#[test]
fn a_step_that_is_done_before_its_turn_is_done_alone() {
    let deeds = [
        (2_000, offer("look")),
        (5_000, shut()),
        (7_000, offer("go_on")),
        (9_000, open()),
    ];
    assert_eq!(told(&[], &deeds, 10_000)[0], "looks-at-patient unaided 0-2000");
}

#[test]
fn what_is_still_due_when_its_phase_or_the_run_ends_is_missed() {
    let deeds = [(4_000, shut()), (7_000, offer("go_on")), (9_000, Action::Finish)];
    assert_eq!(
        told(&LATE, &deeds, 9_000),
        [
            "closes-roller-clamp unaided 0-4000",
            "looks-at-patient missed 0-7000",
            "opens-roller-clamp missed 7000-9000",
        ]
    );
    // The clamp was never shut, so there was nothing to open.
    assert_eq!(
        told(&LATE, &[(7_000, offer("go_on"))], 10_000),
        [
            "closes-roller-clamp missed 0-7000",
            "looks-at-patient missed 0-7000"
        ]
    );
}

#[test]
fn whoever_asks_is_told_the_step_and_does_it_with_help() {
    let deeds = [
        (3_000, shut()),
        (4_000, offer("look")),
        (5_000, offer("go_on")),
        (6_000, Action::AskCoach),
        (8_000, open()),
    ];
    assert_eq!(
        told(&LATE, &deeds, 10_000),
        [
            "closes-roller-clamp unaided 0-3000",
            "looks-at-patient unaided 0-4000",
            "opens-roller-clamp aided 5000-8000",
        ]
    );
}

#[test]
fn nobody_speaks_in_a_graded_run_and_a_run_called_away_from_says_nothing() {
    let (script, rehearsal) = clamps(&[]);
    let seen = |deeds: &[(u64, Action)]| {
        let run = replay(&script, &log_of(&script, deeds, 10_000)).unwrap();
        lines(&steps(Guide::silent(&rehearsal, &symbols(&script)), &run))
    };
    let deeds = [(3_000, shut()), (5_000, offer("go_on")), (8_000, open())];
    assert_eq!(
        seen(&deeds),
        [
            "closes-roller-clamp unaided 0-3000",
            "looks-at-patient missed 0-5000",
            "opens-roller-clamp unaided 5000-8000",
        ]
    );
    assert!(seen(&[(3_000, shut()), (10_000, Action::CalledAway)]).is_empty());
}

#[test]
fn the_card_tells_marks_and_keeps_quiet() {
    let say = |levels: &[(&str, Level)], deeds: &[(u64, Action)], tick: u64| {
        let (script, rehearsal) = clamps(levels);
        let mut player = Player::recorded(&script).unwrap();
        for (at, action) in deeds {
            player.advance_to(*at);
            player.act(action).unwrap();
        }
        // Time is sampled when its tick is over.
        player.advance_to(tick + 1);
        let mut guide = Guide::new(&rehearsal, &symbols(&script));
        guide.watch(&player);
        match guide.saying() {
            Saying::Nothing => "nothing".to_owned(),
            Saying::YourTurn => "your turn".to_owned(),
            Saying::Told { hint, points } => {
                assert!(hint.skill.is_none() || hint.why.as_ref().is_some_and(|why| !why.is_empty()));
                format!("{} {points}", hint.text)
            }
        }
    };
    assert_eq!(say(&[], &[], 100), "Shut it. true");
    assert_eq!(say(&LATE, &[], 100), "your turn");
    assert_eq!(say(&LATE, &[], 19_900), "your turn");
    assert_eq!(say(&LATE, &[], 20_000), "Shut it. false");
    assert_eq!(say(&LATE, &[(1_000, Action::AskCoach)], 1_000), "Shut it. true");
    // A hint that is no step of a skill is said at once.
    assert_eq!(
        say(&LATE, &[(1_000, shut()), (2_000, offer("look"))], 2_100),
        "Go on. true"
    );
}

/// Of a skill that was needed twice the weaker time counts.
#[test]
fn a_run_shows_a_skill_as_well_as_its_weakest_step() {
    let step = |skill: &str, outcome| Step {
        skill: skill.to_owned(),
        phase: String::new(),
        due_tick: 0,
        end_tick: 1,
        outcome,
    };
    let all = [
        step("a", Outcome::Unaided),
        step("b", Outcome::Unaided),
        step("a", Outcome::Missed),
        step("a", Outcome::Aided),
    ];
    let expected = BTreeMap::from([("a", Outcome::Missed), ("b", Outcome::Unaided)]);
    assert_eq!(weakest(&all), expected);
}

/// Each shipped scenario trains skills, and its expert shows every one that the expert's way needs.
#[test]
fn the_expert_of_every_shipped_scenario_misses_no_skill() {
    let mut known = BTreeSet::new();
    for (name, source) in all_scenarios() {
        let scenario = compiled(&source);
        known.extend(scenario.skills.iter().map(|skill| skill.id.clone()));
        // Other runs that pass turn back from an error, which is no step done alone.
        for seed in [1, 2, 3, 40, 41] {
            let steps = graded(&scenario, &scenario.golden[0], seed);
            assert!(steps.len() >= 2, "{name}: {steps:?}");
            let missed: Vec<_> = steps
                .iter()
                .filter(|step| step.outcome == Outcome::Missed)
                .collect();
            assert!(missed.is_empty(), "{name} with seed {seed}: {missed:#?}");
        }
    }
    let listed: BTreeSet<String> = support::skills().into_iter().map(|skill| skill.id).collect();
    assert_eq!(known, listed, "a skill of the list that no scenario trains");
}

#[test]
fn every_skill_guards_against_a_known_hazard_or_belongs_to_a_known_competency() {
    let hazards = support::hazards();
    let framework = support::content("frameworks/nurse-infusion.yaml");
    for skill in support::skills() {
        let known = skill
            .hazard
            .as_ref()
            .is_none_or(|hazard| hazards.contains(hazard));
        let belongs = skill
            .competency
            .as_ref()
            .is_none_or(|id| framework.contains(&format!("- id: {id}\n")));
        assert!(known && belongs, "{skill:?}");
    }
}

/// A skill that only runs without an error show, or only runs with one, would tell nothing.
#[test]
fn somewhere_in_the_known_errors_skills_are_missed() {
    let mut missed = BTreeSet::new();
    for (_, source) in all_scenarios() {
        let scenario = compiled(&source);
        for run in scenario.golden.iter().filter(|run| !run.misses.is_empty()) {
            let steps = graded(&scenario, run, 1);
            missed.extend(
                steps
                    .into_iter()
                    .filter(|step| step.outcome == Outcome::Missed)
                    .map(|step| step.skill),
            );
        }
    }
    assert!(missed.len() >= 10, "{missed:?}");
}

fn graded(scenario: &Scenario, run: &training::scenario::Golden, seed: u64) -> Vec<Step> {
    let log = golden::run_one(scenario, run, seed).log.unwrap();
    let script = scenario.draw(seed);
    let rehearsal = scenario.rehearsal(seed);
    steps(
        Guide::silent(&rehearsal, &symbols(&script)),
        &replay(&script, &log).unwrap(),
    )
}

fn any_deeds() -> impl Strategy<Value = Vec<(u64, Action)>> {
    let deed = prop_oneof![
        Just(shut()),
        Just(open()),
        Just(offer("look")),
        Just(offer("go_on")),
        Just(Action::AskCoach),
    ];
    proptest::collection::vec((1_u64..9_000, deed), 0..14).prop_map(|deeds| {
        let mut at = 0;
        let after = deeds.into_iter().map(|(wait, action)| {
            at += wait;
            (at, action)
        });
        after.collect()
    })
}

fn any_levels() -> impl Strategy<Value = BTreeMap<String, Level>> {
    let level = proptest::sample::select(Level::ALL.to_vec());
    let skill = proptest::sample::select(vec![
        "closes-roller-clamp",
        "looks-at-patient",
        "opens-roller-clamp",
    ]);
    proptest::collection::btree_map(skill.prop_map(str::to_owned), level, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What the browser saw, looking whenever it did, is what the server finds when it plays the log again.
    #[test]
    fn the_server_sees_what_the_browser_saw(
        deeds in any_deeds(), levels in any_levels(), looks in proptest::collection::vec(1_u64..700, 400)
    ) {
        let scenario = compiled(SOURCE);
        let script = scenario.draw(1);
        let rehearsal = Rehearsal { levels, ..scenario.rehearsal(1) };
        let mut player = Player::recorded(&script).unwrap();
        let mut guide = Guide::new(&rehearsal, &symbols(&script));
        let mut looks = looks.into_iter().cycle();
        for (at, action) in deeds {
            while player.tick() < at && player.ending().is_none() {
                let next = player.tick() + looks.next().unwrap();
                player.advance_to(next.min(at));
                guide.watch(&player);
            }
            // What is not possible, or comes too late, enters no log.
            let _ = player.act(&action);
        }
        player.advance_to(player.tick() + 1_000);
        let _ = player.act(&Action::Finish);
        let log = player.log();
        guide.watch(&player);
        let run = replay(&script, &log).unwrap();
        prop_assert_eq!(guide.finish(), steps(Guide::new(&rehearsal, &symbols(&script)), &run));
    }

    /// A coach who speaks later never turns a step that was done alone into one done with help.
    #[test]
    fn less_help_means_more_done_alone(deeds in any_deeds()) {
        let (script, _) = clamps(&[]);
        let deeds: Vec<_> = deeds.into_iter().filter(|(_, deed)| *deed != Action::AskCoach).collect();
        let mut player = Player::recorded(&script).unwrap();
        for (at, action) in deeds {
            player.advance_to(at);
            let _ = player.act(&action);
        }
        player.advance_to(player.tick() + 1_000);
        let run = replay(&script, &player.log()).unwrap();
        let mut n_alone = 0;
        let mut others = None;
        for level in Level::ALL {
            let all: Vec<_> = LATE.iter().map(|(skill, _)| (*skill, level)).collect();
            let (_, rehearsal) = clamps(&all);
            let steps = steps(Guide::new(&rehearsal, &symbols(&script)), &run);
            let alone = steps.iter().filter(|step| step.outcome == Outcome::Unaided).count();
            prop_assert!(n_alone <= alone);
            n_alone = alone;
            // When steps are due and end does not depend on the coach.
            let times: Vec<_> = steps.iter().map(|step| (step.skill.clone(), step.due_tick, step.end_tick)).collect();
            prop_assert_eq!(others.get_or_insert_with(|| times.clone()), &times);
        }
        let silent = steps(Guide::silent(&clamps(&[]).1, &symbols(&script)), &run);
        prop_assert!(silent.iter().all(|step| step.outcome != Outcome::Aided));
    }
}
