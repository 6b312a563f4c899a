//! What the panels draw of real runs at telling moments, as a browser gets it.
//!
//! With `TITRATE_PICTURES` naming a folder, `every_moment_can_be_looked_at` writes each as a page there, to be opened in
//! a browser.

use std::fmt::Write as _;

use leptos::prelude::*;
use simulators::action::BedsideAct;
use simulators::simulation::Simulation;
use simulators::world::{DeviceView, InfusionView};

use super::stage::PanelMode;
use super::ward;
use super::whole::{self, Moment};
use crate::{pictures, words};

/// The panels of a run as they stand, as HTML.
fn drawn(mode: PanelMode, simulation: &Simulation) -> String {
    let view = InfusionView {
        pump: simulation.pump_view(),
        line: simulation.line_view(),
        unit: simulation.unit_view(),
    };
    let moment = Moment {
        device: DeviceView::Infusion(Box::new(view)),
        patient: simulation.patient_view(),
        clinical: None,
        at_ms: simulation.tick(),
    };
    Owner::new().with(|| whole::panels(mode, moment).to_html())
}

/// What is said between the tags, without the marks that hydration needs.
fn text(html: &str) -> String {
    let mut out = String::new();
    for piece in html.replace("<!>", "").split('<') {
        if let Some((_, said)) = piece.split_once('>') {
            let _ = write!(out, "{said} ");
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[test]
fn a_pump_of_one_channel_keeps_its_picture() {
    let html = drawn(PanelMode::Live, &ward::one_pump());
    assert!(html.contains("bedside-art") && html.contains("pump-light"));
    for of_a_unit in ["pole-art", "unit-strip", "unit-power"] {
        assert!(!html.contains(of_a_unit), "{of_a_unit}");
    }
}

#[test]
fn the_lists_say_what_the_picture_shows_of_both_bags() {
    let before = text(&drawn(PanelMode::Live, &ward::secondary_in_the_hand()));
    for said in [
        "On the pole's hook",
        "Not hung",
        "Lower the primary bag",
        "Hang the secondary bag",
        "Open the secondary's clamp",
        "Pull the plug",
        "On mains",
    ] {
        let said = said.replace('\'', "&#x27;");
        assert!(before.replace('\'', "&#x27;").contains(&said), "{said}: {before}");
    }
    let simulation = ward::secondary_runs();
    let after = text(&drawn(PanelMode::Live, &simulation));
    let above = simulation.line_view().above.expect("the line above the pump");
    let secondary = above.secondary.expect("a secondary");
    assert!(secondary.branch.drops_per_minute > 0 && above.primary.drops_per_minute == 0);
    for said in [
        words::pole::drops(secondary.branch.drops_per_minute),
        words::pole::beside(secondary.branch.head_cm, above.primary.head_cm),
        words::pole::height(above.primary.head_cm),
        "Hangs, joined to the primary".to_owned(),
    ] {
        let said = said.replace('\'', "&#x27;");
        assert!(after.replace('\'', "&#x27;").contains(&said), "{said}: {after}");
    }
}

#[test]
fn trouble_is_told_in_as_many_facts_and_buttons_as_quiet() {
    let quiet = drawn(PanelMode::Live, &ward::secondary_runs());
    let trouble = drawn(PanelMode::Live, &ward::in_trouble());
    let said = text(&trouble);
    for said_of in [
        words::pole::above_kinked(),
        words::pole::skin_swollen(),
        "Air, about",
        words::unit::on_battery(),
    ] {
        assert!(said.contains(said_of), "{said_of}: {said}");
        assert!(!text(&quiet).contains(said_of), "{said_of}");
    }
    let of_line = |html: &str| {
        let parts: Vec<&str> = html.split("pole-part\"").collect();
        let line = parts.get(3).expect("the part of pump and line").to_string();
        (
            count(&line, "<li"),
            count(&line, "<button"),
            count(&line, "aria-disabled=\"true\""),
        )
    };
    assert_eq!(of_line(&quiet), of_line(&trouble));
    let free = text(&drawn(PanelMode::Live, &ward::free_flow()));
    assert!(free.contains(words::pole::free_flow()) && free.contains("No set in the pump"));
}

#[test]
fn every_channel_is_in_sight_with_its_alarm_whichever_is_chosen() {
    let html = drawn(PanelMode::Live, &ward::four_channels_with_an_alarm());
    assert_eq!(count(&html, "type=\"radio\""), 4);
    assert_eq!(count(&html, "role=\"group\" aria-label=\"Channel "), 4);
    let said = text(&html);
    for part in [
        "Channel A, A norepinephrine 24.6 mL/h Running",
        "*** High priority alarm: Door open Channel C",
        "Channel B. *** High priority alarm: Door open.",
        "Nothing programmed",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(count(&html, "pump-light pump-light-high"), 1);
}

#[test]
fn a_debrief_shows_the_same_picture_and_no_act() {
    let simulation = ward::secondary_runs();
    let (live, still) = (
        drawn(PanelMode::Live, &simulation),
        drawn(PanelMode::Still, &simulation),
    );
    let facts = |html: &str| {
        let lists: Vec<String> = html
            .split("class=\"pole-facts\"")
            .skip(1)
            .map(|rest| text(rest.split("</ul>").next().unwrap_or_default()))
            .collect();
        lists
    };
    assert_eq!(facts(&live), facts(&still));
    assert!(still.contains("pole-art") && !still.contains("pole-acts"));
    assert!(live.contains("pole-acts"));
}

#[test]
fn a_possible_act_is_a_button_and_one_that_changes_nothing_says_so() {
    let simulation = ward::secondary_in_the_hand();
    let html = drawn(PanelMode::Live, &simulation);
    assert!(!simulation.line_view().acts.contains(&BedsideAct::ChangeBag));
    let button = |label: &str| {
        let (before, _) = html.split_once(&format!("{label}<")).expect("a button");
        before.rsplit("<button").next().unwrap_or_default().to_owned()
    };
    assert!(button(words::bedside::act(BedsideAct::ChangeBag)).contains("aria-disabled=\"true\""));
    assert!(!button(words::bedside::act(BedsideAct::LowerPrimary)).contains("aria-disabled"));
}

#[test]
fn every_drawing_has_a_name_or_is_hidden_from_those_who_listen() {
    for simulation in [
        ward::one_pump(),
        ward::in_trouble(),
        ward::four_channels_with_an_alarm(),
    ] {
        let html = drawn(PanelMode::Live, &simulation);
        for svg in html.split("<svg").skip(1) {
            let tag = svg.split('>').next().unwrap_or_default();
            let named = tag.contains("role=\"img\"") && tag.contains("aria-label=");
            let hidden = tag.contains("aria-hidden=\"true\"");
            // The door of the pump stands in a part that is hidden as a whole.
            let of_door = tag.contains("0 0 52 420");
            assert!(named || hidden || of_door, "{tag}");
        }
    }
}

#[test]
fn every_moment_can_be_looked_at() {
    let moments = [
        ("one", ward::one_pump()),
        ("hand", ward::secondary_in_the_hand()),
        ("secondary", ward::secondary_runs()),
        ("trouble", ward::in_trouble()),
        ("free", ward::free_flow()),
        ("two", ward::two_channels()),
        ("four", ward::four_channels_with_an_alarm()),
    ];
    for (name, simulation) in moments {
        for (mode, word) in [(PanelMode::Live, "live"), (PanelMode::Still, "still")] {
            let stage = drawn(mode, &simulation);
            assert!(stage.contains("run-stage"));
            for pane in ["story", "pump", "bedside"] {
                let stage = stage.replace("data-view=\"story\"", &format!("data-view=\"{pane}\""));
                let body = match mode {
                    PanelMode::Live => pictures::run(&stage),
                    PanelMode::Still => format!(
                        "<main class=\"page page-wide\"><section class=\"block replay\">{stage}</section></main>"
                    ),
                };
                pictures::write(&format!("{name}-{word}-{pane}"), &body);
            }
        }
    }
}
