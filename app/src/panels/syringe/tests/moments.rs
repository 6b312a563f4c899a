//! Telling moments of a run: every kind of screen, and what a nurse meets at the bedside.

use simulators::entry::EntryStyle;
use simulators::patient::Test;
use simulators::pump::setup::{StartProgram, StartState};
use simulators::syringe::action::SyringeAct as Act;
use simulators::syringe::fault::SyringeFault as Fault;

use super::ward::{Ward, propofol, runs, setup, standby};

/// Confirms the syringe and chooses propofol.
const CHOOSE: &str = "enter soft_1 down down down down enter";

/// The moments by name.
pub fn moments() -> Vec<(&'static str, Ward)> {
    [programming(), delivering(), entry_styles()]
        .into_iter()
        .flatten()
        .collect()
}

fn programming() -> Vec<(&'static str, Ward)> {
    let mut empty_bed = setup(StartState::Off);
    empty_bed.line.start.fitted = false;
    let mut all = vec![("off", Ward::with(&empty_bed))];
    for (name, ms) in [("self-test", 1_500), ("patient", 5_000)] {
        let mut ward = Ward::new(StartState::Off);
        ward.keys("power").wait_ms(ms);
        all.push((name, ward));
    }
    for (name, keys) in [
        ("which-syringe", ""),
        ("standby", "enter"),
        ("care-area", "enter soft_5"),
        ("drugs", "enter soft_1 down down"),
        ("label", CHOOSE),
        ("dose", "CHOOSE soft_1 70 enter 40"),
        ("too-large", "CHOOSE soft_1 70 enter 9999999"),
        ("review", "CHOOSE soft_1 70 enter 40 enter 45 enter"),
        ("hard-limit", "CHOOSE soft_1 70 enter 500 enter 45 enter enter"),
        ("soft-limit", "CHOOSE soft_1 70 enter 60 enter 45 enter enter"),
        ("reason", "CHOOSE soft_1 70 enter 60 enter 45 enter enter soft_2"),
    ] {
        let mut ward = Ward::new(standby());
        ward.keys(&keys.replace("CHOOSE", CHOOSE));
        all.push((name, ward));
    }
    all
}

fn delivering() -> Vec<(&'static str, Ward)> {
    let ready = || StartState::Ready {
        program: propofol(40.0),
    };
    let nearly_done = StartState::Running {
        program: StartProgram {
            vtbi_ml: 1.0,
            ..propofol(40.0)
        },
    };
    let runs_at = |dose| StartState::Running {
        program: propofol(dose),
    };
    let mut all = Vec::new();
    let mut add = |name, start, change: &dyn Fn(&mut Ward)| {
        let mut ward = Ward::new(start);
        change(&mut ward);
        all.push((name, ward));
    };
    add("ready", ready(), &|_| ());
    add("refused", ready(), &|ward| {
        ward.act(Act::ReleaseBarrel).keys("start");
    });
    add("purge", ready(), &|ward| {
        ward.act(Act::DisconnectLine).keys("bolus");
    });
    add("switch-off", ready(), &|ward| {
        ward.keys("power");
    });
    add("running", runs(), &|ward| {
        ward.draw(Test::Potassium).wait_s(1_805);
        ward.draw(Test::Glucose).wait_s(61);
        ward.draw(Test::Aptt).draw(Test::Glucose).wait_s(30);
    });
    add("slow", runs_at(2.0), &|ward| {
        ward.wait_s(300);
    });
    add("bolus", runs(), &|ward| {
        ward.keys("bolus 0.5 enter enter").wait_s(10);
    });
    add("paused", runs(), &|ward| {
        ward.wait_s(60).keys("pause");
    });
    add("new-program", runs(), &|ward| {
        ward.keys("soft_5");
    });
    add("kvo", nearly_done, &|ward| {
        ward.wait_s(300);
    });
    add("raised", runs(), &|ward| {
        ward.wait_s(60).move_pump(60).wait_s(2);
    });
    add("lowered", runs(), &|ward| {
        ward.wait_s(60).move_pump(-60).wait_s(5);
    });
    add("occlusion", runs(), &|ward| {
        ward.inject(&Fault::KinkedLine).wait_s(600);
    });
    add("flange", runs(), &|ward| {
        ward.wait_s(900).inject(&Fault::FlangeSlips).wait_s(2);
    });
    add("plunger", runs(), &|ward| {
        ward.wait_s(900).inject(&Fault::PlungerSlips).wait_s(2);
        ward.keys("silence");
    });
    add("on-battery", runs(), &|ward| {
        ward.act(Act::Unplug).wait_s(600);
    });
    add("deep-sleep", runs_at(150.0), &|ward| {
        ward.wait_s(900);
    });
    add("technical", runs(), &|ward| {
        ward.inject(&Fault::SystemError).wait_s(1);
    });
    add("off-line", runs(), &|ward| {
        ward.wait_s(60).act(Act::DisconnectLine).wait_s(5);
    });
    all
}

fn entry_styles() -> Vec<(&'static str, Ward)> {
    [
        ("chevrons", EntryStyle::Chevrons, "up up soft_1 soft_1"),
        ("cursor", EntryStyle::DigitCursor, "up soft_1 up up soft_1"),
        ("legacy", EntryStyle::LegacyPad, "0070"),
    ]
    .map(|(name, style, keys)| {
        let mut setup = setup(standby());
        setup.pump.config.entry = style;
        let mut ward = Ward::with(&setup);
        ward.keys(CHOOSE).keys("soft_1").keys(keys);
        (name, ward)
    })
    .into()
}
