//! However numbers are entered, what is programmed is what the display showed; and the pump's keys in every style.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod dice;
mod support;
mod syringe_support;

use dice::Dice;
use simulators::entry::EntryStyle;
use simulators::fault::Fault;
use simulators::pump::key::Key;
use simulators::pump::keypad::KeypadError;
use simulators::pump::view::{RowLabel, Screen, SoftKey};
use support::{Ward, basic_runs, norepinephrine_runs, setup, standby};

/// A pump whose numbers are entered in this way.
fn ward(style: EntryStyle, start: simulators::pump::setup::StartState) -> Ward {
    let mut setup = setup(start);
    setup.pump.config.entry = style;
    Ward::with(&setup)
}

fn text(ward: &Ward) -> String {
    ward.view().entry.unwrap().text
}

#[test]
fn the_legacy_pad_drops_what_it_cannot_take_and_the_display_shows_the_rest() {
    let mut ward = ward(EntryStyle::LegacyPad, standby());
    ward.keys("soft_2 80 enter 162.5");
    let entry = ward.view().entry.unwrap();
    assert_eq!((entry.text.as_str(), entry.error), ("1625", None));
    ward.keys("enter");
    assert_eq!(ward.view().screen, Screen::Review);
    assert_eq!(ward.row(RowLabel::Vtbi).value, "1,625");
    ward.keys("enter");
    assert!((ward.signal("pump.vtbi") - 1_625.0).abs() < 1e-9);
}

#[test]
fn the_legacy_pad_alone_confirms_a_field_that_is_left() {
    for (style, kept) in [(EntryStyle::LegacyPad, "80"), (EntryStyle::StrictPad, "50")] {
        let mut ward = ward(style, standby());
        // By rate and time: the time was 50 minutes, then 80 were typed, and the field was left.
        ward.keys("soft_4 40 enter 50 enter back 80 back enter");
        let entry = ward.view().entry.unwrap();
        assert_eq!(
            (entry.field.as_str(), entry.kept.as_deref()),
            ("time", Some(kept))
        );
    }
}

#[test]
fn chevrons_begin_with_the_value_in_force_and_step_from_it() {
    let mut ward = ward(EntryStyle::Chevrons, basic_runs(98.0, 400.0));
    ward.keys("soft_2");
    let view = ward.view();
    assert_eq!(
        view.soft_keys[..2],
        [Some(SoftKey::WideUp), Some(SoftKey::WideDown)]
    );
    assert!(view.enabled.contains(Key::Up) && !view.enabled.contains(Key::Digit1));
    assert_eq!(view.entry.unwrap().style, EntryStyle::Chevrons);
    ward.keys("soft_1 soft_1 soft_1");
    assert_eq!(text(&ward), "110", "98, 99, 100, 110");
    ward.keys("down up 7 enter enter");
    assert!((ward.signal("pump.rate") - 110.0).abs() < 1e-9);
}

#[test]
fn a_held_chevron_repeats() {
    let mut ward = ward(EntryStyle::Chevrons, basic_runs(50.0, 400.0));
    ward.keys("soft_2");
    ward.act(simulators::action::Action::Press { key: Key::Up });
    ward.wait_ms(2_000);
    ward.act(simulators::action::Action::Release { key: Key::Up });
    assert_eq!(
        text(&ward),
        "50.9",
        "once at the press, then eight times in 1.4 s"
    );
}

#[test]
fn clear_takes_a_chevron_value_to_nothing_and_enter_does_not_bring_the_old_one_back() {
    let mut ward = ward(EntryStyle::Chevrons, basic_runs(50.0, 400.0));
    ward.keys("soft_2 clear enter");
    let entry = ward.view().entry.unwrap();
    assert_eq!(
        (entry.text.as_str(), entry.error),
        ("0", Some(KeypadError::BelowMinimum))
    );
    // An error does not block chevrons.
    ward.keys("soft_1 enter enter");
    assert!((ward.signal("pump.rate") - 1.0).abs() < 1e-9);
}

#[test]
fn the_cursor_tells_its_digit() {
    let mut ward = ward(EntryStyle::DigitCursor, basic_runs(50.0, 400.0));
    ward.keys("soft_2");
    let cursor = |ward: &Ward| ward.view().entry.unwrap().cursor;
    assert_eq!(cursor(&ward), Some(0));
    ward.keys("soft_1 up soft_2 soft_2 up");
    assert_eq!((cursor(&ward), text(&ward).as_str()), (Some(-1), "60.1"));
    ward.keys("enter enter");
    assert!((ward.signal("pump.rate") - 60.1).abs() < 1e-9);
}

#[test]
fn a_worn_key_counts_twice_and_the_journal_knows() {
    let mut ward = ward(EntryStyle::StrictPad, standby());
    ward.simulation.inject(&Fault::KeyBounces { key: Key::Digit4 });
    ward.keys("soft_2 4.8 clear 48");
    assert_eq!(text(&ward), "448");
    ward.keys("clear 4.8");
    assert_eq!(text(&ward), "44.8");
    let key = simulators::pump::journal::Noted::Key(Key::Digit4);
    let pressed = ward.simulation.journal().filter(|entry| entry.what == key);
    assert_eq!(pressed.count(), 6);
}

#[test]
fn another_pump_has_sound_keys_and_knows_no_program() {
    let mut ward = ward(EntryStyle::StrictPad, norepinephrine_runs());
    ward.simulation.inject(&Fault::KeyBounces { key: Key::Digit4 });
    ward.simulation.inject(&Fault::PumpExchanged);
    assert_eq!(ward.view().screen, Screen::Off);
    ward.wait_s(2);
    assert!(ward.signal("pump.flow") == 0.0 && ward.is("line.set_loaded"));
    ward.keys("power");
    ward.wait_s(4);
    ward.keys("soft_1 soft_1 soft_2 4.8 enter 40 enter enter start");
    assert!((ward.signal("pump.flow") - 4.8).abs() < 1e-9, "{:?}", ward.view());
}

/// What a person reads off a display.
struct Shown {
    screen: &'static str,
    /// The field, the number that ENTER would take over, and how far it may be rounded.
    entry: Option<(&'static str, Option<f64>, f64)>,
    rows: Vec<(&'static str, Option<f64>)>,
}

impl Shown {
    /// A line as it was entered.
    fn entered(&self, label: &str) -> Option<f64> {
        let mut rows = self.rows.iter();
        rows.find(|(name, _)| *name == label)
            .and_then(|(_, value)| *value)
    }

    /// A line as it will be in force: what the pump worked out stands below what was entered.
    fn worked(&self, label: &str) -> Option<f64> {
        let mut rows = self.rows.iter().rev();
        rows.find(|(name, _)| *name == label)
            .and_then(|(_, value)| *value)
    }
}

fn read_off(text: &str) -> Option<f64> {
    text.replace(',', "").parse().ok()
}

/// The number on the display; where nothing is typed the value in force, which the field rounds.
fn on_display(text: &str, kept: Option<&String>) -> (Option<f64>, f64) {
    match kept.filter(|_| text.is_empty()) {
        Some(kept) => (read_off(kept), 0.05),
        None => (read_off(text), 0.0),
    }
}

trait Device {
    /// Lines of the summary, the signals that must agree with them, and how far the line is rounded.
    const IN_FORCE: &'static [(&'static str, &'static str, f64)];

    fn tap(&mut self, key: Key);
    fn shown(&self) -> Shown;
    fn told(&self, signal: &str) -> f64;
    fn confirmations(&self) -> usize;
}

impl Device for Ward {
    const IN_FORCE: &'static [(&'static str, &'static str, f64)] = &[
        ("rate", "pump.rate", 1e-9),
        ("vtbi", "pump.vtbi", 0.005),
        ("weight", "pump.weight", 1e-9),
        ("dose", "pump.dose", 0.0005),
    ];

    fn tap(&mut self, key: Key) {
        self.act(simulators::action::Action::Press { key });
        self.act(simulators::action::Action::Release { key });
    }

    fn shown(&self) -> Shown {
        let view = self.view();
        let entry = view.entry.map(|entry| {
            let (number, rounded) = on_display(&entry.text, entry.kept.as_ref());
            (entry.field.as_str(), number, rounded)
        });
        let rows = view.rows.iter();
        Shown {
            screen: view.screen.as_str(),
            entry,
            rows: rows
                .map(|row| (row.label.as_str(), read_off(&row.value)))
                .collect(),
        }
    }

    fn told(&self, signal: &str) -> f64 {
        self.signal(signal)
    }

    fn confirmations(&self) -> usize {
        self.count("pump.confirmed")
    }
}

impl Device for syringe_support::Ward {
    // The summary tells the dose that was asked for; the rounded rate's dose is in force.
    const IN_FORCE: &'static [(&'static str, &'static str, f64)] = &[
        ("rate", "pump.rate", 0.005),
        ("vtbi", "pump.vtbi", 0.005),
        ("weight", "pump.weight", 1e-9),
    ];

    fn tap(&mut self, key: Key) {
        self.down(key);
        self.up(key);
    }

    fn shown(&self) -> Shown {
        let view = self.view();
        let entry = view.entry.map(|entry| {
            let (number, rounded) = on_display(&entry.text, entry.kept.as_ref());
            (entry.field.as_str(), number, rounded)
        });
        let rows = view.rows.iter();
        Shown {
            screen: view.screen.as_str(),
            entry,
            rows: rows
                .map(|row| (row.label.as_str(), read_off(&row.value)))
                .collect(),
        }
    }

    fn told(&self, signal: &str) -> f64 {
        self.signal(signal)
    }

    fn confirmations(&self) -> usize {
        self.count("pump.confirmed")
    }
}

/// What was compared.
#[derive(Default)]
struct Compared {
    fields: u32,
    programs: u32,
}

/// Presses one key and holds what follows against what was shown.
fn tap_and_compare<D: Device>(device: &mut D, key: Key, seen: &mut Compared) {
    let before = device.shown();
    let confirmations = device.confirmations();
    device.tap(key);
    let after = device.shown();
    if key == Key::Enter
        && let Some((field, number, rounded)) = before.entry
        && after.entry.is_none_or(|(next, _, _)| next != field)
        && let Some(taken) = after.entered(field)
    {
        let number = number.unwrap_or_else(|| panic!("{field} taken over from nothing"));
        assert!(
            (taken - number).abs() <= rounded,
            "{field}: {number} shown, {taken} taken"
        );
        seen.fields += 1;
    }
    if before.screen == "review" && device.confirmations() > confirmations {
        let is_bolus = before.worked("bolus_rate").is_some();
        for &(label, signal, rounded) in D::IN_FORCE.iter().filter(|_| !is_bolus) {
            if let Some(shown) = before.worked(label) {
                let told = device.told(signal);
                assert!(
                    (told - shown).abs() <= rounded,
                    "{label}: {shown} shown, {told} in force"
                );
                seen.programs += 1;
            }
        }
        if let Some(rate) = before
            .worked("bolus_rate")
            .filter(|_| device.told("pump.bolusing") > 0.0)
        {
            assert!((device.told("pump.flow") - rate).abs() <= 0.05);
            seen.programs += 1;
        }
    }
}

/// Keys as somebody presses them who wants to get to the end.
#[rustfmt::skip]
const KEYS: [Key; 40] = [
    Key::Enter, Key::Enter, Key::Enter, Key::Enter, Key::Enter, Key::Enter, Key::Enter, Key::Enter,
    Key::Digit0, Key::Digit0, Key::Digit1, Key::Digit2, Key::Digit3, Key::Digit5, Key::Digit8, Key::Digit9,
    Key::Point, Key::Point, Key::Up, Key::Up, Key::Up, Key::Down, Key::Down, Key::Soft1,
    Key::Soft1, Key::Soft1, Key::Soft1, Key::Soft2, Key::Soft2, Key::Soft2, Key::Soft3, Key::Soft4,
    Key::Back, Key::Back, Key::Clear, Key::Clear, Key::Start, Key::Bolus, Key::Pause, Key::Digit7,
];

const SEQUENCES: u64 = 120;

#[test]
fn what_a_pump_is_programmed_with_is_what_its_display_showed() {
    for &style in EntryStyle::ALL {
        let mut seen = Compared::default();
        for seed in 0..SEQUENCES {
            let mut dice = Dice(seed);
            let start = match seed % 3 {
                0 => norepinephrine_runs(),
                1 => basic_runs(98.3, 312.4),
                _ => standby(),
            };
            let mut ward = ward(style, start);
            for _ in 0..60 {
                let key = *dice.pick(&KEYS);
                tap_and_compare(&mut ward, key, &mut seen);
                ward.wait_ms(60 + dice.below(100));
            }
        }
        assert!(
            seen.fields > 200 && seen.programs > 80,
            "{style:?}: {} {}",
            seen.fields,
            seen.programs
        );
    }
}

#[test]
fn what_a_syringe_pump_is_programmed_with_is_what_its_display_showed() {
    for &style in EntryStyle::ALL {
        let mut seen = Compared::default();
        for seed in 0..SEQUENCES {
            let mut dice = Dice(seed);
            let start = match seed % 3 {
                0 => syringe_support::propofol_runs(),
                1 => syringe_support::runs(9.83, 31.2),
                _ => syringe_support::standby(),
            };
            let mut setup = syringe_support::setup(start);
            setup.pump.config.entry = style;
            let mut ward = syringe_support::Ward::with(&setup);
            for _ in 0..60 {
                let key = *dice.pick(&KEYS);
                tap_and_compare(&mut ward, key, &mut seen);
                ward.wait_ms(60 + dice.below(100));
            }
        }
        assert!(
            seen.fields > 200 && seen.programs > 80,
            "{style:?}: {} {}",
            seen.fields,
            seen.programs
        );
    }
}
