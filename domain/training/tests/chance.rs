//! Chance: random text, random players, random logs.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod support;

use std::collections::BTreeSet;

use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use simulators::action::BedsideAct;
use simulators::patient::Test;
use simulators::pump::key::Key;
use simulators::syringe::action::SyringeAct;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::{Button, Care, VentilatorAct, VentilatorView};
use simulators::world::DeviceView;
use training::diagnostic::Code;
use training::language::parse;
use training::log::{Action, ActionLog};
use training::play::Player;
use training::replay::{finish, replay};
use training::scenario::Device;
use training::trace::Trace;

use support::{all_scenarios, compile, compiled, content};

/// Presses what may do something, at human speed, with a preference for going on.
fn random_run(player: &mut Player, seed: u64) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut below = move |limit: usize| (random.next_u32() as usize) % limit.max(1);
    while player.ending().is_none() {
        player.advance_to(player.tick() + 100 + below(3_000) as u64);
        let view = player.view();
        let action = match below(10) {
            0 if !view.offers.is_empty() => Action::Offer {
                id: view.offers[below(view.offers.len())].id.clone(),
            },
            1 if view.questions.iter().any(|question| question.answered.is_none()) => {
                let question = view
                    .questions
                    .iter()
                    .find(|question| question.answered.is_none())
                    .unwrap();
                let choice = question.choices[below(question.choices.len())].id.clone();
                Action::Answer {
                    question: question.id.clone(),
                    choice,
                }
            }
            2 => bedside(&view.device, &mut below),
            3 if view.advance.is_some() && below(4) == 0 => Action::Advance,
            4 if view.device.ventilator().is_none() => Action::Press { key: Key::Start },
            _ => {
                // ENTER twice as likely as any other key, POWER rarely once the pump is on.
                let (enabled, on) = match &view.device {
                    DeviceView::Infusion(view) => (view.pump.enabled, view.pump.on),
                    DeviceView::Syringe(view) => (view.pump.enabled, view.pump.on),
                    DeviceView::Ventilator(view) => {
                        let act = at_the_ventilator(&view.ventilator, &mut below);
                        let _ = player.act(&Action::Ventilator { act });
                        continue;
                    }
                };
                let keys: Vec<Key> = enabled.iter().chain([Key::Enter]).collect();
                let key = keys.get(below(keys.len())).copied().unwrap_or(Key::Power);
                if key == Key::Power && on && below(20) > 0 {
                    continue;
                } else {
                    Action::Press { key }
                }
            }
        };
        if player.act(&action).is_ok()
            && let Action::Press { key } = action
            && player.ending().is_none()
        {
            player.advance_to(player.tick() + 100);
            let _ = player.act(&Action::Release { key });
        }
    }
}

/// Something that hands do beside the device's keys.
fn bedside(device: &DeviceView, below: &mut impl FnMut(usize) -> usize) -> Action {
    match (device, below(8)) {
        (DeviceView::Infusion(_), 0) | (DeviceView::Syringe(_), 0 | 1) => Action::DrawBlood {
            test: Test::ALL[below(Test::ALL.len())],
        },
        (DeviceView::Infusion(_), _) => Action::Bedside {
            act: BedsideAct::ALL[below(BedsideAct::ALL.len())],
        },
        (DeviceView::Syringe(_), 2) => Action::MovePump {
            to_cm: i16::try_from(below(120)).unwrap() - 60,
        },
        (DeviceView::Syringe(_), _) => Action::SyringeBedside {
            act: SyringeAct::ALL[below(SyringeAct::ALL.len())],
        },
        (DeviceView::Ventilator(_), _) => Action::Ventilator {
            act: VentilatorAct::Care {
                act: Care::ALL[below(Care::ALL.len())],
            },
        },
    }
}

/// Buttons, settings and the knob, with a preference for confirming.
fn at_the_ventilator(view: &VentilatorView, below: &mut impl FnMut(usize) -> usize) -> VentilatorAct {
    match below(8) {
        0 | 1 if !view.enabled.is_empty() => VentilatorAct::Push {
            button: view.enabled[below(view.enabled.len())],
        },
        2 => VentilatorAct::Mode {
            mode: Mode::ALL[below(Mode::ALL.len())],
        },
        3 | 4 => VentilatorAct::Choose {
            setting: SettingId::ALL[below(SettingId::ALL.len())],
        },
        5 | 6 => VentilatorAct::Turn {
            clicks: i16::try_from(below(21)).unwrap() - 10,
        },
        _ => VentilatorAct::Push {
            button: Button::Confirm,
        },
    }
}

#[test]
fn random_players_and_golden_runs_visit_every_phase() {
    for (name, source) in all_scenarios() {
        let scenario = compiled(&source);
        let mut visited = BTreeSet::new();
        // A ventilator is stepped every millisecond: fewer players, as long as the others.
        let players = if scenario.device == Device::Ventilator {
            12
        } else {
            60
        };
        for seed in 0..players {
            let mut player = Player::new(&scenario.draw(seed)).unwrap();
            random_run(&mut player, seed);
            visited.extend(player.phases().iter().map(|entry| entry.phase.clone()));
        }
        for golden in &scenario.golden {
            let log = training::golden::run_one(&scenario, golden, golden.seeds[0])
                .log
                .unwrap();
            let run = replay(&scenario.draw(golden.seeds[0]), &log).unwrap();
            visited.extend(run.phases.into_iter().map(|entry| entry.phase));
        }
        let missing: Vec<&str> = scenario
            .phases
            .iter()
            .map(|phase| phase.id.as_str())
            .filter(|id| !visited.contains(*id))
            .collect();
        assert!(missing.is_empty(), "{name}: nobody reached {missing:?}");
    }
}

#[test]
fn random_runs_are_replayed_bit_for_bit() {
    for (name, source) in all_scenarios() {
        let scenario = compiled(&source);
        for seed in 0..12 {
            let script = scenario.draw(seed);
            let mut player = Player::recorded(&script).unwrap();
            random_run(&mut player, seed + 1_000);
            let log = player.log();
            let replayed = replay(&script, &log).unwrap();
            assert_eq!(
                finish(player).unwrap().trace.hash(),
                replayed.trace.hash(),
                "{name} with seed {seed}"
            );
        }
    }
}

#[test]
fn five_megabytes_of_nesting_give_a_remark() {
    for open in ["[", "{a: ", "- ", "(", "\""] {
        let (scenario, diagnostics) = compile(&open.repeat(5_000_000 / open.len()));
        assert!(scenario.is_none());
        assert_eq!(diagnostics[0].code, Code::TooLarge);
        let (scenario, diagnostics) = compile(&open.repeat(60_000 / open.len()));
        assert!(scenario.is_none() && !diagnostics.is_empty(), "{open}");
    }
    let stairs: String = (0..300)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert_eq!(compile(&stairs).1[0].code, Code::TooNested);
    let deep = format!("{}1{}", "(".repeat(200), ")".repeat(200));
    assert_eq!(parse(&deep).unwrap_err().code, Code::TooDeep);
    assert!(parse(&"not ".repeat(900)).is_err());
    assert!(parse(&"-".repeat(4_000)).is_err());
    assert!(parse(&vec!["1"; 500].join("+")).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,200}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_row_of_words_makes_the_parser_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "and", "or", "not", "every", "(", ")", ",", "<=", "==", "-", "*", "/", "1", "0.5", "mL", "mL/h", "s",
                "min", "pump.rate", "pump.started", "at", "always", "within", "before", "holds", "count", "$x", "true",
            ]),
            0..60,
        )
    ) {
        let _ = parse(&words.join(" "));
    }

    #[test]
    fn no_text_makes_the_compiler_panic(text in "\\PC{0,400}") {
        let _ = compile(&text);
    }

    #[test]
    fn no_bytes_make_a_trace_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Trace::from_bytes(&[b"TTR1".as_slice(), &bytes].concat());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_scenario_with_a_line_changed_gives_remarks_and_never_a_panic(
        line in 0_usize..260,
        with in "\\PC{0,40}",
    ) {
        let source = content("scenarios/pressor-line-occludes.yaml");
        let changed: Vec<&str> =
            source.lines().enumerate().map(|(n, text)| if n == line { with.as_str() } else { text }).collect();
        let (scenario, diagnostics) = compile(&changed.join("\n"));
        prop_assert!(scenario.is_some() || !diagnostics.is_empty());
    }

    #[test]
    fn a_log_that_was_tampered_with_is_replayed_or_refused(
        cut in 0_usize..80,
        moved in 0_u64..400_000,
        place in 0_usize..80,
        end in 0_u64..8_000_000,
    ) {
        let scenario = compiled(&content("scenarios/pressor-line-occludes.yaml"));
        let script = scenario.draw(1);
        let mut log: ActionLog =
            training::golden::run_one(&scenario, &scenario.golden[0], 1).log.unwrap();
        log.entries.truncate(cut);
        if let Some(entry) = log.entries.get_mut(place) {
            entry.tick = moved;
        }
        log.end_tick = end;
        let _ = replay(&script, &log);
    }
}
