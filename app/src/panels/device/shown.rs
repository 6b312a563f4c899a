//! What a display shows, whichever device it belongs to.

use std::cmp::Ordering;

use simulators::alarms::Priority;
use simulators::pump::view::RowState;

use crate::words;

/// Everything on the glass at one moment, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What stands at the left of the heading.
    pub title: String,
    /// Place in a list that is longer than the screen.
    pub page: Option<String>,
    /// What the device is doing.
    pub doing: &'static str,
    /// Seconds until paused sound comes back.
    pub silence_left_s: Option<u32>,
    /// The alarm to show, and how many there are.
    pub alarm: Option<ShownAlarm>,
    /// How far the self test is, 0 to 100.
    pub self_test_percent: Option<u8>,
    /// The page of a list.
    pub choices: Vec<ShownChoice>,
    /// The lines.
    pub rows: Vec<ShownRow>,
    /// Whether the screen tells of a delivery: rate and dose large, the rest in two columns.
    pub delivering: bool,
    /// The one thing the device says or asks.
    pub prompt: Option<ShownPrompt>,
    /// What the soft keys mean.
    pub soft: [Option<SoftLabel>; 5],
}

/// The alarm on the glass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownAlarm {
    /// Its name.
    pub name: &'static str,
    /// How urgent it is.
    pub priority: Priority,
    /// How many alarms are active.
    pub of: usize,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownChoice {
    /// What it says.
    pub text: String,
    /// Whether ENTER would take it.
    pub selected: bool,
}

/// What the device says or asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPrompt {
    /// The sentence.
    pub text: String,
    /// Whether it stands in a frame: a refusal, a limit, a question with consequences.
    pub strong: bool,
}

/// A soft key's short label and full name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoftLabel {
    /// What stands over the key.
    pub short: String,
    /// What the key is called.
    pub name: String,
    /// Whether the key works for as long as it is held.
    pub held: bool,
}

/// The full name of the key at a place, counted from 0.
#[must_use]
pub fn soft_name(all: &[Option<SoftLabel>; 5], place: u8) -> String {
    all.get(usize::from(place)).and_then(Option::as_ref).map_or_else(
        || words::pump::soft_key_empty(place + 1),
        |label| label.name.clone(),
    )
}

/// One line, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownRow {
    /// Its classes.
    pub class: &'static str,
    /// Its name.
    pub label: String,
    /// The value, or its whole part.
    pub whole: String,
    /// The point and what follows, drawn smaller.
    pub fraction: String,
    /// The unit.
    pub unit: String,
    /// The value in force, while another is being entered.
    pub was: Option<String>,
    /// Whether digits are typed here.
    pub caret: bool,
    /// The digits before, under and after the cursor, in place of the value.
    pub digits: Option<[String; 3]>,
    /// A share to be drawn beside the value, percent.
    pub meter: Option<u8>,
}

/// The number being entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'a> {
    /// What the display shows.
    pub text: &'a str,
    /// The power of ten of the digit under the cursor; none where digits are typed or stepped.
    pub cursor: Option<i8>,
    /// Whether digits are typed.
    pub by_digits: bool,
}

impl ShownRow {
    /// A line with a value as it stands, or with the number being entered in its place.
    #[must_use]
    pub fn new(
        standing: Standing,
        label: &str,
        value: (&str, &str),
        state: &RowState,
        typed: Option<Typed<'_>>,
    ) -> Self {
        let (value, unit) = value;
        let editing = *state == RowState::Editing;
        let typed = typed.filter(|typed| editing && !typed.text.is_empty());
        let value = match (typed, state) {
            (Some(typed), _) => typed.text,
            (None, RowState::Unset) => words::pump::not_set(),
            (None, _) => value,
        };
        let (whole, fraction) = split(value);
        Self {
            class: class(standing, state),
            label: label.to_owned(),
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
            unit: unit.to_owned(),
            was: match state {
                RowState::Changed { from } => Some(from.clone()),
                _ => None,
            },
            caret: editing && typed.is_none_or(|typed| typed.by_digits),
            digits: typed.and_then(|typed| Some(around(typed.text, typed.cursor?))),
            meter: None,
        }
    }
}

/// What a line is to its screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The number to be read across the room.
    Lead,
    /// The number beside it.
    Second,
    /// The drug and its concentration.
    Drug,
    /// A line over both columns.
    Wide,
    /// Words in place of a number.
    Word,
    /// One of the others.
    Plain,
}

const fn class(standing: Standing, state: &RowState) -> &'static str {
    match (state, standing) {
        (RowState::Editing, _) => "drow drow-edit",
        (RowState::Unset, _) => "drow drow-unset",
        (_, Standing::Drug) => "drow drow-drug",
        (RowState::Warning, Standing::Lead) => "drow drow-lead drow-warn",
        (_, Standing::Lead) => "drow drow-lead",
        (RowState::Warning, Standing::Second) => "drow drow-second drow-warn",
        (_, Standing::Second) => "drow drow-second",
        (RowState::Warning, _) => "drow drow-warn",
        (_, Standing::Wide) => "drow drow-wide",
        (_, Standing::Word) => "drow drow-word",
        (RowState::Computed, _) => "drow drow-computed",
        _ => "drow",
    }
}

/// A number's whole part, and the point with what follows; words stay whole.
fn split(value: &str) -> (&str, &str) {
    let is_number = value.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    match value.find('.').filter(|_| is_number) {
        Some(point) => value.split_at(point),
        None => (value, ""),
    }
}

/// A place of the cursor where the number has no digit.
const EMPTY_PLACE: char = '_';

/// What stands before, under and after the cursor. Places without a digit are drawn as a dash, never as a zero:
/// `5` is not to be read as `005` or `5.0`.
fn around(text: &str, cursor: i8) -> [String; 3] {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let n_digits = whole.chars().filter(char::is_ascii_digit).count();
    let mut place = i8::try_from(n_digits).unwrap_or(i8::MAX);
    let mut parts = [const { String::new() }; 3];
    // A separator goes with the digit that is not under the cursor.
    let mut push = |place: i8, separator: Option<char>, digit: char| {
        let [before, under, after] = &mut parts;
        if place >= cursor {
            before.extend(separator);
        } else {
            after.extend(separator);
        }
        match place.cmp(&cursor) {
            Ordering::Greater => before.push(digit),
            Ordering::Equal => under.push(digit),
            Ordering::Less => after.push(digit),
        }
    };
    for missing in (place..=cursor).rev() {
        push(missing, None, EMPTY_PLACE);
    }
    let mut separator = None;
    for character in whole.chars() {
        if character.is_ascii_digit() {
            place -= 1;
            push(place, separator.take(), character);
        } else {
            separator = Some(character);
        }
    }
    let n_decimals = i8::try_from(fraction.len()).unwrap_or(i8::MAX);
    let shown = fraction.chars().chain(std::iter::repeat(EMPTY_PLACE));
    for (place, digit) in (1..=n_decimals.max(cursor.saturating_neg())).zip(shown) {
        push(-place, (place == 1).then_some('.'), digit);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decimals_of_a_number_are_set_apart() {
        assert_eq!(split("0.08"), ("0", ".08"));
        assert_eq!(split("1,000"), ("1,000", ""));
        assert_eq!(split("4 mg in 2.5 mL"), ("4 mg in 2.5 mL", ""));
    }

    #[test]
    fn the_cursor_stands_on_one_digit() {
        assert_eq!(around("12.5", 1), ["", "1", "2.5"]);
        assert_eq!(around("12.5", -1), ["12.", "5", ""]);
        assert_eq!(around("1,200", 3), ["", "1", ",200"]);
        assert_eq!(around("1,200", 2), ["1,", "2", "00"]);
    }

    #[test]
    fn a_place_without_a_digit_is_no_zero() {
        assert_eq!(around("5", 2), ["", "_", "_5"]);
        assert_eq!(around("5", -2), ["5._", "_", ""]);
    }

    #[test]
    fn a_number_that_is_typed_takes_the_place_of_the_one_in_force() {
        let typed = Typed {
            text: "4.5",
            cursor: None,
            by_digits: true,
        };
        let row = ShownRow::new(
            Standing::Plain,
            "Rate",
            ("21", "mL/h"),
            &RowState::Editing,
            Some(typed),
        );
        assert_eq!(
            (row.whole.as_str(), row.fraction.as_str(), row.caret),
            ("4", ".5", true)
        );
        let other = ShownRow::new(
            Standing::Plain,
            "VTBI",
            ("50", "mL"),
            &RowState::Normal,
            Some(typed),
        );
        assert_eq!((other.whole.as_str(), other.caret), ("50", false));
    }
}
