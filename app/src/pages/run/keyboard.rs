//! Whoever has no pointer can pass every scenario: whatever an expert does, at the moment of doing it there is a control
//! for it that Tab reaches and that is not shut. That such controls answer to Enter, Space and arrows is shown in a real
//! browser.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

use std::path::Path;

use leptos::prelude::*;
use simulators::action::ChannelAct;
use simulators::unit::ChannelId;
use simulators::ventilator::VentilatorAct;
use training::golden;
use training::log::Action;
use training::play::{PlayView, Player};
use training::scenario::{Brief, CompileContext, Scenario, compile, read_hazards, read_library, read_skills};

use super::story::Story;
use crate::panels::pointed::Pointed;
use crate::panels::stage::PanelMode;
use crate::panels::whole::{self, Moment};
use crate::running::Coaching;

/// Every shipped scenario.
fn scenarios() -> Vec<Scenario> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let read = |path: &str| std::fs::read_to_string(content.join(path)).unwrap();
    let library = read_library(&read("library/training.yaml")).unwrap();
    let hazards = read_hazards(&read("hazards.yaml")).unwrap();
    let hazards = hazards.into_iter().map(|hazard| hazard.id).collect();
    let skills = read_skills(&read("skills.yaml")).unwrap();
    let context = CompileContext {
        library: &library,
        hazards: &hazards,
        skills: &skills,
    };
    let folder = std::fs::read_dir(content.join("scenarios")).unwrap();
    let sources = folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    sources
        .map(|source| compile(&source, &context).0.unwrap())
        .collect()
}

/// What on the page serves for an action.
#[derive(Debug, PartialEq)]
enum Control {
    /// The control that the coach would mark by this name, on a channel.
    Named(ChannelId, String),
    /// A choice among answers.
    Choice(String),
    /// The button with this label, that skips a stretch.
    Skip(String),
}

/// The control for an action at a moment; none for what another action has already reached, such as letting go of a key, and for
/// the ways out of a run, which are always there.
fn control(action: &Action, view: &PlayView) -> Option<Control> {
    let named = |name: &str| Some(Control::Named(ChannelId::A, name.to_owned()));
    match action {
        Action::Press { key } => named(key.as_str()),
        Action::Bedside { act } => named(act.as_str()),
        Action::OnChannel { channel, act } => {
            let name = match act {
                ChannelAct::Press { key } => key.as_str(),
                ChannelAct::Bedside { act } => act.as_str(),
                ChannelAct::Release { .. } => return None,
            };
            Some(Control::Named(*channel, name.to_owned()))
        }
        Action::SyringeBedside { act } => named(act.as_str()),
        Action::MovePump { .. } => named("move_pump"),
        Action::DrawBlood { test } => named(test.drawn()),
        Action::Ventilator { act } => match act {
            VentilatorAct::Push { button } => named(button.as_str()),
            VentilatorAct::Choose { setting } => named(setting.as_str()),
            VentilatorAct::Mode { .. } => named("mode"),
            VentilatorAct::Care { act } => named(act.as_str()),
            VentilatorAct::Turn { .. } => None,
        },
        Action::Offer { id } => named(id),
        Action::Answer { question, .. } => Some(Control::Choice(question.clone())),
        Action::Advance => {
            let label = view.advance.as_ref().map(|advance| advance.label.clone());
            Some(Control::Skip(
                label.unwrap_or_else(|| "no such button".to_owned()),
            ))
        }
        Action::Release { .. } | Action::AskCoach | Action::CalledAway | Action::Finish => None,
    }
}

/// The page of a moment, on which the coach points at a control.
fn page(view: &PlayView, control: &Control) -> String {
    let point = match control {
        Control::Named(channel, name) => Some(format!("{}{name}", channel.prefix())),
        Control::Choice(_) | Control::Skip(_) => None,
    };
    Owner::new().with(|| {
        provide_context(Pointed::following(move || point.clone()));
        let moment = Moment {
            device: view.device.clone(),
            patient: view.patient,
            clinical: view.clinical.clone(),
            at_ms: view.elapsed_ms,
        };
        let further = match control {
            Control::Named(channel, _) => {
                let unit = view.device.infusion().filter(|_| *channel != ChannelId::A);
                unit.and_then(|view| whole::pole(view, *channel, 0))
            }
            _ => None,
        };
        let (shown, act) = (RwSignal::new(view.clone()), Callback::new(|_| ()));
        let coaching = RwSignal::new(Coaching::default());
        view! {
            <Story view=shown brief=Brief::default() act=act coaching=coaching rehearsal=None/>
            {whole::panels(PanelMode::Live, moment)}
            {further}
        }
        .to_html()
    })
}

/// Whether a page offers a control to the keyboard.
fn is_reached(html: &str, control: &Control) -> bool {
    let mut tags = html.split('<').filter_map(|piece| Some(piece.split_once('>')?.0));
    let open = |tag: &str| {
        ![" disabled", "aria-disabled", "tabindex=\"-1\""]
            .iter()
            .any(|shut| tag.contains(shut))
    };
    match control {
        Control::Named(_, name) => tags.any(|tag: &str| {
            let is_control = tag.starts_with("button ") || (name == "move_pump" && tag.starts_with("label "));
            is_control && tag.contains("data-next=") && open(tag)
        }),
        Control::Choice(question) => {
            let name = format!("name=\"{question}\"");
            html.contains("<fieldset class=\"choices\">")
                && tags.any(|tag| tag.starts_with("input ") && tag.contains(&name))
        }
        Control::Skip(label) => {
            // Words in a page stand between marks that hydration needs.
            let plain = html.replace("<!>", "");
            plain.contains(&format!(">{label}</button>"))
        }
    }
}

#[test]
fn whatever_an_expert_does_has_a_control_that_the_keyboard_reaches() {
    let scenarios = scenarios();
    assert!(scenarios.len() > 30);
    for scenario in scenarios {
        let expert = scenario
            .golden
            .iter()
            .find(|golden| golden.misses.is_empty())
            .unwrap();
        let seed = expert.seeds[0];
        let log = golden::run_one(&scenario, expert, seed).log.unwrap();
        let script = scenario.draw(seed);
        let mut player = Player::new(&script).unwrap();
        let mut reached = 0;
        for entry in &log.entries {
            player.advance_to(entry.tick);
            let view = player.view();
            if let Some(control) = control(&entry.action, &view) {
                let html = page(&view, &control);
                assert!(
                    is_reached(&html, &control),
                    "{} at {} ms: {control:?}",
                    scenario.id,
                    entry.tick
                );
                reached += 1;
            }
            player.act(&entry.action).unwrap();
        }
        assert!(reached > 2, "{}", scenario.id);
    }
}

#[test]
fn what_is_shut_or_missing_is_not_reached() {
    let start = Control::Named(ChannelId::A, "start".to_owned());
    for (html, reached) in [
        ("<button type=\"button\" data-next=\"Next\">Start</button>", true),
        ("<button type=\"button\">Start</button>", false),
        (
            "<button data-next=\"Next\" aria-disabled=\"true\">Start</button>",
            false,
        ),
        ("<button data-next=\"Next\" tabindex=\"-1\">Start</button>", false),
        ("<div data-next=\"Next\">Start</div>", false),
    ] {
        assert_eq!(is_reached(html, &start), reached, "{html}");
    }
}
