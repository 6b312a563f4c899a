//! Reads one step of a golden run.

use simulators::action::BedsideAct;
use simulators::pump::key::Key;
use simulators::pump::view::SoftKey;

/// A step: when, and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub when: When,
    /// What; nothing for a step that only waits.
    pub command: Option<Command>,
}

/// When a step is done.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// Shortly after the step before it.
    Next,
    /// So long after the step before it: an expression.
    Wait(String),
    /// When an event comes or a condition holds, and then so long.
    Until(String, Option<String>),
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Presses and releases keys.
    Tap(Vec<Key>),
    /// Keeps a key down for a time.
    Hold(Key, String),
    /// Taps the soft key with this meaning.
    Soft(SoftKey),
    /// Takes an entry of the list on the screen.
    Choose(String),
    /// Types a number with at most so many decimals.
    Type(String, u8),
    /// An act at the bedside.
    Bedside(BedsideAct),
    /// One of the scenario's offers.
    Do(String),
    /// An answer.
    Answer(String, String),
    /// Skips the phase's long stretch.
    Advance,
    /// Ends the run.
    Finish,
    /// Is called away.
    CalledAway,
}

/// Reads a step; nothing if it is not understood.
#[must_use]
pub fn parse_step(text: &str) -> Option<Step> {
    let text = text.trim();
    let (when, command) = match text.split_once(": ") {
        Some((when, command)) => (when, Some(command)),
        None => match text.strip_suffix(':') {
            Some(when) => (when, None),
            None if starts_with_command(text) => ("", Some(text)),
            None => (text, None),
        },
    };
    let command = match command {
        Some(command) => Some(parse_command(command.trim())?),
        None => None,
    };
    Some(Step {
        when: parse_when(when.trim())?,
        command,
    })
}

const COMMANDS: [&str; 11] = [
    "tap",
    "hold",
    "soft",
    "choose",
    "type",
    "bedside",
    "do",
    "answer",
    "advance",
    "finish",
    "called_away",
];

fn starts_with_command(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|word| COMMANDS.contains(&word))
}

fn parse_when(text: &str) -> Option<When> {
    if text.is_empty() {
        return Some(When::Next);
    }
    let Some(what) = text.strip_prefix("until ") else {
        let wait = text.strip_prefix("wait ").unwrap_or(text);
        return Some(When::Wait(wait.to_owned()));
    };
    match what.rsplit_once(" + ") {
        Some((what, wait)) => Some(When::Until(what.trim().to_owned(), Some(wait.trim().to_owned()))),
        None => Some(When::Until(what.trim().to_owned(), None)),
    }
}

fn parse_command(text: &str) -> Option<Command> {
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rest = rest.trim();
    Some(match verb {
        "tap" => {
            let keys: Option<Vec<Key>> = rest.split_whitespace().map(|key| key.parse().ok()).collect();
            Command::Tap(keys.filter(|keys| !keys.is_empty())?)
        }
        "hold" => {
            let (key, lasting) = rest.split_once(' ')?;
            Command::Hold(key.parse().ok()?, lasting.to_owned())
        }
        "soft" => Command::Soft(rest.parse().ok()?),
        "choose" if !rest.is_empty() => Command::Choose(rest.to_owned()),
        "type" => match rest.rsplit_once(" to ") {
            Some((number, decimals)) => {
                Command::Type(number.to_owned(), decimals.parse().ok().filter(|n| *n <= 3)?)
            }
            None if !rest.is_empty() => Command::Type(rest.to_owned(), 3),
            None => return None,
        },
        "bedside" => Command::Bedside(rest.parse().ok()?),
        "do" if !rest.is_empty() => Command::Do(rest.to_owned()),
        "answer" => {
            let (question, choice) = rest.split_once(' ')?;
            Command::Answer(question.to_owned(), choice.trim().to_owned())
        }
        "advance" if rest.is_empty() => Command::Advance,
        "finish" if rest.is_empty() => Command::Finish,
        "called_away" if rest.is_empty() => Command::CalledAway,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_a_time_and_a_command_or_one_of_them() {
        let tap = |key| Some(Command::Tap(vec![key]));
        assert_eq!(
            parse_step("tap start"),
            Some(Step {
                when: When::Next,
                command: tap(Key::Start)
            })
        );
        assert_eq!(
            parse_step("5 s: tap soft_1"),
            Some(Step {
                when: When::Wait("5 s".to_owned()),
                command: tap(Key::Soft1)
            })
        );
        assert_eq!(
            parse_step("until alarm.door_open.raised + 10 s: bedside open_clamp"),
            Some(Step {
                when: When::Until("alarm.door_open.raised".to_owned(), Some("10 s".to_owned())),
                command: Some(Command::Bedside(BedsideAct::OpenClamp)),
            })
        );
        assert_eq!(
            parse_step("wait 20 s").map(|step| step.when),
            Some(When::Wait("20 s".to_owned()))
        );
    }

    #[test]
    fn a_step_that_is_not_understood_is_nothing() {
        for text in [
            "tap",
            "tap banana",
            "soft",
            "5 s: jump",
            "answer why",
            "type 3 to 9",
        ] {
            assert_eq!(parse_step(text), None, "{text}");
        }
    }
}
