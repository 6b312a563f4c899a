//! The panels drawn from a running simulation: what they say is what it knows.
//!
//! With `TITRATE_PICTURES` naming a folder, each page is written there as HTML with its style, to be looked at.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use simulators::ventilator::lung::effort::EffortSetup;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::lung::setup::LungSetup;
use simulators::ventilator::measured::values::MeasuredId;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::setup::{DeviceSetup, VentilatorSetup};
use simulators::ventilator::{Button, VentilatorAct, VentilatorFault, VentilatorSimulation};

use super::breaths::Breaths;
use super::loops::LoopsPage;
use super::trends::TrendsPage;
use super::{Drawing, VentilatorStage};
use crate::panels::stage::PanelMode;
use crate::pictures;

fn bed(mode: Mode, preset: LungPreset, settings: &[(SettingId, f64)]) -> VentilatorSimulation {
    let mut ventilator = DeviceSetup::standard(mode);
    ventilator.settings.extend(settings.iter().copied());
    VentilatorSimulation::new(&VentilatorSetup {
        ventilator,
        lung: LungSetup::of(preset),
        effort: EffortSetup::default(),
        blood: Default::default(),
        patient: Default::default(),
        seed: 3,
    })
}

fn wait_s(simulation: &mut VentilatorSimulation, seconds: u64) {
    simulation.step_to(simulation.tick() + seconds * 1_000);
}

fn push(simulation: &mut VentilatorSimulation, button: Button) {
    simulation.act(&VentilatorAct::Push { button });
}

/// The three panels as HTML.
fn rendered(simulation: &VentilatorSimulation, mode: PanelMode, name: &str) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        let view = Signal::stored(simulation.view());
        let bedside = Signal::stored(simulation.bedside_view());
        let on_act = Callback::new(|_: VentilatorAct| ());
        view! { <VentilatorStage mode drawing=Drawing::Picture view bedside on_act/> }.to_html()
    });
    write_down(name, &html);
    html
}

/// One page of the screen as HTML.
fn page(view: impl IntoView, name: &str) -> String {
    let html = view! {
        <div class="vent-stage" data-view="story">
            <section class="pane pane-ventilator"><div class="vent"><div class="vent-glass"><div class="vent-page">{view}</div></div></div></section>
        </div>
    }
    .to_html();
    write_down(name, &html);
    html
}

/// Writes a page to be looked at.
fn write_down(name: &str, html: &str) {
    let body = pictures::run(html).replace("data-view=\"story\"", "data-view=\"ventilator\"");
    pictures::write(name, &body);
}

/// What a reader gets: the text without the tags.
fn text(html: &str) -> String {
    let mut inside = true;
    let mut text = String::new();
    for letter in html.chars() {
        match letter {
            '<' => inside = false,
            '>' => {
                inside = true;
                text.push(' ');
            }
            letter if inside => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_numbers_of_the_screen_are_those_that_are_measured() {
    let mut simulation = bed(
        Mode::VcAc,
        LungPreset::ArdsModerate,
        &[
            (SettingId::TidalVolume, 420.0),
            (SettingId::Rate, 22.0),
            (SettingId::Peep, 12.0),
            (SettingId::Pause, 0.3),
        ],
    );
    wait_s(&mut simulation, 61);
    let html = rendered(&simulation, PanelMode::Live, "ards");
    let said = text(&html);
    let view = simulation.view();
    let large = [
        (MeasuredId::Peak, "Peak pressure"),
        (MeasuredId::Plateau, "Plateau pressure"),
        (MeasuredId::ExpiredVolume, "Expired volume"),
        (MeasuredId::MinuteVolume, "Expired minute volume"),
    ];
    for (id, name) in large {
        let row = view.measured.iter().find(|row| row.value == id).unwrap();
        let wanted = format!("{name} {}", row.text.as_ref().unwrap());
        assert!(said.contains(&wanted), "{wanted} in {said}");
    }
    assert!(said.contains("VC-AC") && said.contains("Training only, not for patient care"));
    for name in [
        "ink-pressure",
        "ink-flow",
        "ink-volume",
        "ink-heart",
        "ink-carbon",
    ] {
        let path = html
            .split("<path")
            .find(|path| path.contains(&format!("line-curve {name}")));
        assert!(path.is_some_and(|path| path.matches('L').count() > 200), "{name}");
    }
    assert!(html.contains("role=\"alert\"") && html.contains("aria-live=\"polite\""));
}

#[test]
fn an_alarm_is_said_by_word_shape_and_colour() {
    let mut simulation = bed(Mode::VcAc, LungPreset::Normal, &[]);
    wait_s(&mut simulation, 20);
    simulation.inject(&VentilatorFault::Disconnection);
    wait_s(&mut simulation, 25);
    let html = rendered(&simulation, PanelMode::Live, "disconnection");
    let said = text(&html);
    assert!(
        said.contains("High priority alarm: Circuit disconnected."),
        "{said}"
    );
    assert!(said.contains("Circuit off the tube"));
    assert!(html.contains("vent-alarm alarm-high") && html.contains("vent-light-high"));
    push(&mut simulation, Button::Silence);
    assert!(text(&rendered(&simulation, PanelMode::Live, "silenced")).contains("Sound back in 2:00"));
}

#[test]
fn a_change_shows_what_was_and_waits_for_confirmation() {
    let mut simulation = bed(Mode::Psv, LungPreset::CopdExacerbation, &[]);
    wait_s(&mut simulation, 40);
    let setting = SettingId::Peep;
    simulation.act(&VentilatorAct::Choose { setting });
    simulation.act(&VentilatorAct::Turn { clicks: 3 });
    let html = rendered(&simulation, PanelMode::Live, "change");
    let said = text(&html);
    assert!(said.contains("PEEP, 8 cmH2O, not confirmed, was 5"), "{said}");
    assert!(said.contains("5 \u{2192} 8") && said.contains("Dropped in 30 s unless confirmed"));
    assert!(html.contains("aria-label=\"PEEP 8 was 5, "));
    push(&mut simulation, Button::Confirm);
    assert!(!text(&rendered(&simulation, PanelMode::Live, "confirmed")).contains("not confirmed"));
}

#[test]
fn a_leak_is_seen_in_the_last_breath() {
    let mut simulation = bed(Mode::VcAc, LungPreset::Normal, &[]);
    simulation.inject(&VentilatorFault::CuffLeak {
        leak_l_min_per_sqrt_cmh2o: 2.0,
    });
    wait_s(&mut simulation, 30);
    let told = super::told::told(&simulation.view().last_breath);
    assert!(told.contains("do not come back"), "{told}");
    let _ = rendered(&simulation, PanelMode::Live, "leak");
}

#[test]
fn trapped_gas_is_told_as_what_is_drawn_and_not_by_its_name() {
    let mut simulation = bed(
        Mode::VcAc,
        LungPreset::StatusAsthmaticus,
        &[(SettingId::Rate, 24.0), (SettingId::LimitPressureHigh, 75.0)],
    );
    wait_s(&mut simulation, 40);
    let told = super::told::told(&simulation.view().last_breath);
    assert!(told.contains("does not return to zero"), "{told}");
    assert!(
        !told.to_lowercase().contains("auto-peep") && !told.contains("trap"),
        "{told}"
    );
    let _ = rendered(&simulation, PanelMode::Live, "asthma");
}

#[test]
fn a_debrief_shows_the_same_picture_without_hands() {
    let mut simulation = bed(Mode::PcAc, LungPreset::PostOpObese, &[]);
    wait_s(&mut simulation, 30);
    let html = rendered(&simulation, PanelMode::Still, "still");
    assert!(!html.contains("role=\"alert\"") && !html.contains("Ventilate by bag"));
    assert!(html.contains("<div inert=\"\" class=\"vent-hands\">") && html.contains("line-curve ink-flow"));
}

#[test]
fn a_loop_is_compared_with_the_one_that_was_kept() {
    let settings = [(SettingId::TidalVolume, 420.0)];
    let mut simulation = bed(Mode::VcAc, LungPreset::Normal, &settings);
    wait_s(&mut simulation, 20);
    let kept = simulation.view().last_breath;
    simulation.inject(&VentilatorFault::Atelectasis);
    wait_s(&mut simulation, 20);
    let html = Owner::new().with(|| {
        let view = Signal::stored(simulation.view());
        let reference = RwSignal::new(Some(kept));
        page(
            view! { <LoopsPage drawing=Drawing::Picture view reference/> },
            "loops",
        )
    });
    assert!(
        html.contains("line-dashed-curve ink-reference"),
        "both loops are drawn"
    );
    assert!(text(&html).contains("Reference: peak"));
}

#[test]
fn the_last_breaths_stand_in_a_table_and_in_words() {
    let mut simulation = bed(Mode::SimvVc, LungPreset::PostOpObese, &[(SettingId::Rate, 8.0)]);
    wait_s(&mut simulation, 60);
    let html = Owner::new().with(|| {
        let view = Signal::stored(simulation.view());
        page(view! { <Breaths view/> }, "breaths")
    });
    assert_eq!(html.matches("<tr>").count(), 1 + simulation.view().breaths.len());
    let said = text(&html);
    assert!(said.contains("support") && said.contains("volume"), "{said}");
}

#[test]
fn every_whole_minute_stands_in_the_trends() {
    let mut simulation = bed(Mode::VcAc, LungPreset::ArdsMild, &[(SettingId::Pause, 0.3)]);
    let drawn = |simulation: &VentilatorSimulation| {
        Owner::new().with(|| {
            let view = Signal::stored(simulation.view());
            page(view! { <TrendsPage drawing=Drawing::Picture view/> }, "trends")
        })
    };
    assert!(text(&drawn(&simulation)).contains("No whole minute yet"));
    wait_s(&mut simulation, 12 * 60 + 5);
    let trend = simulation.view().trend;
    assert_eq!(trend.len(), 12);
    let html = drawn(&simulation);
    assert_eq!(html.matches("scope=\"row\"").count(), 12);
    let last = trend.last().unwrap();
    let said = text(&html);
    for value in [
        last.peak_cmh2o,
        last.plateau_cmh2o,
        last.vte_ml,
        last.spo2_percent,
    ] {
        let shown = super::cursors::number(value.unwrap(), 0);
        assert!(said.contains(&shown), "{shown}: {said}");
    }
}

#[test]
fn what_stands_under_a_cursor_is_what_was_drawn_there() {
    let mut simulation = bed(Mode::PcAc, LungPreset::ArdsMild, &[]);
    wait_s(&mut simulation, 30);
    let curves = simulation.view().curves;
    // The last 12 s fill the sheet; place 150 is 9 s before the newest sample.
    let under = curves.samples[curves.samples.len() - 600 + 150];
    let html = rendered(&simulation, PanelMode::Still, "cursors");
    let wanted = format!(
        "3 s: pressure {} cmH2O",
        super::cursors::number(under.paw_cmh2o, 1)
    );
    assert!(html.contains(&wanted), "{wanted}");
}

#[test]
fn a_test_lung_has_no_patient_on_the_monitor() {
    let mut simulation = bed(Mode::Cpap, LungPreset::TestC50R5, &[]);
    wait_s(&mut simulation, 5);
    let said = text(&rendered(&simulation, PanelMode::Live, "lung"));
    assert!(said.contains("A test lung: no patient on the monitor"));
}
