//! The syringe pump's panels, rendered from running simulations.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod moments;
mod page;
mod ward;

use simulators::entry::EntryStyle;
use simulators::patient::Test;
use simulators::pump::key::Key;
use simulators::pump::setup::StartState;
use simulators::syringe::action::SyringeAct;
use simulators::syringe::fault::SyringeFault;
use simulators::syringe::view::SyringeScreen;

use self::moments::moments;
use self::page::{bedside, monitor, pump, stage, write};
use self::ward::{Ward, propofol, runs};
use crate::panels::stage::PanelMode;
use crate::words;

const LIVE: PanelMode = PanelMode::Live;
const STILL: PanelMode = PanelMode::Still;

#[test]
fn every_moment_is_drawn_and_says_that_it_is_for_training() {
    for (name, ward) in moments() {
        write(name, &ward);
        for mode in [LIVE, STILL] {
            assert!(pump(&ward, mode).contains(words::pump::training_only()), "{name}");
            assert!(
                monitor(&ward, mode).contains(words::pump::training_only()),
                "{name}"
            );
        }
    }
}

#[test]
fn the_moments_show_every_kind_of_screen() {
    let shown: Vec<_> = moments()
        .iter()
        .map(|(_, ward)| ward.simulation.pump_view().screen)
        .collect();
    let missing: Vec<_> = SyringeScreen::ALL
        .iter()
        .filter(|screen| !shown.contains(screen))
        .map(|screen| screen.as_str())
        .collect();
    assert_eq!(missing.join(" "), "");
}

#[test]
fn every_key_that_the_pump_answers_is_on_its_face() {
    for (name, ward) in moments() {
        let html = pump(&ward, LIVE);
        for key in ward.simulation.pump_view().enabled.iter() {
            let button = format!("data-key=\"{}\"", key.as_str());
            assert!(html.contains(&button), "{name}: {}", key.as_str());
        }
    }
}

#[test]
fn a_pump_without_a_pad_has_no_digits() {
    for style in [EntryStyle::Chevrons, EntryStyle::DigitCursor] {
        let html = pump(&Ward::entering(style), LIVE);
        assert!(!html.contains(Key::Digit0.as_str()) && html.contains("data-key=\"up\""));
    }
    assert!(pump(&Ward::entering(EntryStyle::StrictPad), LIVE).contains(Key::Digit0.as_str()));
}

#[test]
fn a_running_pump_tells_drug_rate_and_what_is_left() {
    let ward = Ward::new(runs());
    let html = pump(&ward, LIVE);
    for said in [
        "propofol",
        "40",
        "mcg/kg/min",
        "16",
        ".8",
        "mL/h",
        "Brand A 50 mL",
        "500 mg in 50 mL",
    ] {
        assert!(html.contains(said), "{said}");
    }
    assert!(html.contains("class=\"led led-on\">Flow"));
    let still_ready = Ward::new(StartState::Ready {
        program: propofol(40.0),
    });
    assert!(!pump(&still_ready, LIVE).contains("class=\"led led-on\">Flow"));
}

#[test]
fn an_alarm_is_told_by_lamp_mark_and_name() {
    let mut ward = Ward::new(runs());
    assert!(!pump(&ward, LIVE).contains("***"));
    ward.inject(&SyringeFault::FlangeSlips).wait_s(2);
    let html = pump(&ward, LIVE);
    assert!(html.contains("pump-light-high") && html.contains("*** *** ***"));
    assert!(html.contains("Syringe not seated"));
    assert!(stage(&ward, LIVE).contains("High priority alarm: Syringe not seated."));
    assert!(!stage(&ward, STILL).contains("role=\"alert\""));
    assert!(html.contains(words::syringe::flange_out()) && !html.contains(words::syringe::flange_seated()));
}

#[test]
fn a_still_panel_cannot_be_worked() {
    for (name, ward) in moments() {
        let still = [pump(&ward, STILL), bedside(&ward, STILL), monitor(&ward, STILL)];
        assert!(still[0].matches(" inert").count() >= 2, "{name}");
        assert!(
            !still[1].contains("<button") && !still[1].contains("<input"),
            "{name}"
        );
        assert!(!still[2].contains("<button"), "{name}");
        assert!(
            still.iter().all(|html| !html.contains("role=\"alert\"")),
            "{name}"
        );
    }
}

#[test]
fn the_bedside_offers_what_can_be_done_and_nothing_else() {
    for (name, ward) in moments() {
        let html = bedside(&ward, LIVE);
        let possible = ward.simulation.bedside_view().acts;
        for &act in SyringeAct::ALL {
            let button = format!(">{}</button>", words::syringe::act(act));
            let offered = html.replace("<!>", "").contains(&button);
            // A button that came and went with a kink would tell of it.
            let always = [SyringeAct::StraightenLine, SyringeAct::RelieveLine].contains(&act);
            assert_eq!(offered, always || possible.contains(&act), "{name}: {act:?}");
        }
    }
}

#[test]
fn the_bedside_always_tells_as_many_facts() {
    let facts = |ward: &Ward| {
        let html = bedside(ward, LIVE);
        let list = html.split("bedside-text").nth(1).unwrap_or_default();
        list.matches("<li").count()
    };
    let mut ward = Ward::new(runs());
    let before = facts(&ward);
    assert!(before >= 10);
    ward.inject(&SyringeFault::KinkedLine)
        .inject(&SyringeFault::FlangeSlips)
        .move_pump(-40)
        .wait_s(60);
    assert_eq!(facts(&ward), before);
    let html = bedside(&ward, LIVE);
    for said in [
        "Line kinked under patient",
        "Flange out of its slot",
        "Pump 40 cm under the heart",
    ] {
        assert!(html.contains(said), "{said}");
    }
}

#[test]
fn the_digit_under_the_cursor_is_marked() {
    let mut ward = Ward::entering(EntryStyle::DigitCursor);
    let marked = |ward: &Ward| {
        let html = pump(ward, LIVE);
        let after = html.split("digit-cursor\">").nth(1)?;
        after.split('<').next().map(str::to_owned)
    };
    assert_eq!(marked(&Ward::entering(EntryStyle::StrictPad)), None);
    ward.keys("up up up");
    let digit = marked(&ward).unwrap();
    ward.keys("up");
    let next = marked(&ward).unwrap();
    assert_eq!(next.parse::<u8>().unwrap(), digit.parse::<u8>().unwrap() + 1);
}

#[test]
fn a_result_tells_its_range_in_a_word_and_a_sample_its_time() {
    let mut ward = Ward::new(runs());
    ward.draw(Test::Potassium).draw(Test::Glucose).wait_s(90);
    let html = monitor(&ward, LIVE).replace("<!>", "");
    assert!(html.contains(">Potassium<") && html.contains("result in 29 min"));
    assert!(html.contains("in range") && html.contains("mmol/L") && html.contains("drawn at 0:00"));
    assert!(!html.contains(">low<"));
    ward.wait_s(1_800);
    let html = monitor(&ward, LIVE).replace("<!>", "");
    assert!(html.contains("</svg>low</span>") && html.contains("usual 3.5 to 5 mmol/L"));
    assert!(!html.contains("result in"));
}

#[test]
fn slow_breathing_is_said_and_not_only_coloured() {
    let mut ward = Ward::new(StartState::Running {
        program: propofol(150.0),
    });
    assert!(!monitor(&ward, LIVE).contains(words::laboratory::breaths_low()));
    while ward.simulation.clinical_view().breaths_per_min >= 8 && ward.simulation.tick() < 3_600_000 {
        ward.wait_s(10);
    }
    let html = monitor(&ward, LIVE);
    assert!(html.contains(words::laboratory::breaths_low()));
    assert!(html.contains(words::laboratory::sedation(
        ward.simulation.clinical_view().sedation
    )));
}
