//! Reads one step of a golden run.

use simulators::action::BedsideAct;
use simulators::patient::Test;
use simulators::pump::key::Key;
use simulators::pump::view::SoftKey;
use simulators::syringe::action::SyringeAct;
use simulators::syringe::view::SyringeSoftKey;
use simulators::unit::ChannelId;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::{Button, Care};
use simulators::world::DeviceKind;

/// A step: when, and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub when: When,
    /// The channel of a pump unit at which it is done: `b.tap start`; without a letter the first.
    pub channel: ChannelId,
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
    /// Presses a key and leaves it down.
    Press(Key),
    /// Lets go of a key.
    Release(Key),
    /// Taps the soft key with this meaning, by its code.
    Soft(String),
    /// Takes an entry of the list on the screen; on a ventilator a setting for the knob, once more lets go of it.
    Choose(String),
    /// Types a number with at most so many decimals.
    Type(String, u8),
    /// An act at the bedside, by its code: devices have acts of their own, some under the same code.
    Bedside(String),
    /// Moves the syringe pump to a height over the heart: an expression.
    MovePump(String),
    /// Draws blood for a test.
    Draw(Test),
    /// Pushes a button of the ventilator.
    Push(Button),
    /// Chooses a mode of the ventilator; to be confirmed.
    Mode(Mode),
    /// Turns a setting of the ventilator to a value in the setting's unit, an expression; to be confirmed.
    Set(SettingId, String),
    /// Turns the ventilator's knob by so many clicks, upwards positive, in one turn.
    Turn(i16),
    /// Cares for the ventilated patient.
    Care(Care),
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
    let (channel, command) = match command {
        Some(command) => {
            let (channel, command) = on_channel(command.trim());
            (channel, Some(parse_command(command)?))
        }
        None => (ChannelId::A, None),
    };
    Some(Step {
        when: parse_when(when.trim())?,
        channel,
        command,
    })
}

const COMMANDS: [&str; 20] = [
    "tap",
    "hold",
    "press",
    "release",
    "soft",
    "choose",
    "type",
    "bedside",
    "move_pump",
    "draw",
    "push",
    "mode",
    "set",
    "turn",
    "care",
    "do",
    "answer",
    "advance",
    "finish",
    "called_away",
];

fn starts_with_command(text: &str) -> bool {
    on_channel(text)
        .1
        .split_whitespace()
        .next()
        .is_some_and(|word| COMMANDS.contains(&word))
}

/// The channel that a command begins with, and the rest of it.
fn on_channel(command: &str) -> (ChannelId, &str) {
    let further = ChannelId::ALL.iter().skip(1);
    further
        .filter_map(|&channel| Some((channel, command.strip_prefix(channel.prefix())?)))
        .next()
        .unwrap_or((ChannelId::A, command))
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
        "press" => Command::Press(rest.parse().ok()?),
        "release" => Command::Release(rest.parse().ok()?),
        "soft" => Command::Soft(known(rest, is_soft_key)?),
        "choose" if !rest.is_empty() => Command::Choose(rest.to_owned()),
        "type" => match rest.rsplit_once(" to ") {
            Some((number, decimals)) => {
                Command::Type(number.to_owned(), decimals.parse().ok().filter(|n| *n <= 3)?)
            }
            None if !rest.is_empty() => Command::Type(rest.to_owned(), 3),
            None => return None,
        },
        "bedside" => Command::Bedside(known(rest, |code| {
            is_act(code, DeviceKind::Infusion) || is_act(code, DeviceKind::Syringe)
        })?),
        "move_pump" if !rest.is_empty() => Command::MovePump(rest.to_owned()),
        "draw" => Command::Draw(rest.parse().ok()?),
        "push" => Command::Push(rest.parse().ok()?),
        "mode" => Command::Mode(rest.parse().ok()?),
        "set" => {
            let (setting, value) = rest.split_once(' ')?;
            Command::Set(setting.parse().ok()?, value.trim().to_owned())
        }
        "turn" => Command::Turn(rest.parse().ok()?),
        "care" => Command::Care(rest.parse().ok()?),
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

fn known(code: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    is_known(code).then(|| code.to_owned())
}

fn is_soft_key(code: &str) -> bool {
    code.parse::<SoftKey>().is_ok() || code.parse::<SyringeSoftKey>().is_ok()
}

fn is_act(code: &str, kind: DeviceKind) -> bool {
    match kind {
        DeviceKind::Infusion => code.parse::<BedsideAct>().is_ok(),
        DeviceKind::Syringe => code.parse::<SyringeAct>().is_ok(),
        DeviceKind::Ventilator => false,
    }
}

impl Command {
    /// Whether a device has what the command needs.
    #[must_use]
    pub fn fits(&self, kind: DeviceKind) -> bool {
        match (self, kind) {
            (Command::Bedside(code), kind) => is_act(code, kind),
            (Command::Soft(code), DeviceKind::Infusion) => code.parse::<SoftKey>().is_ok(),
            (Command::Soft(code), DeviceKind::Syringe) => code.parse::<SyringeSoftKey>().is_ok(),
            (Command::Choose(text), DeviceKind::Ventilator) => text.parse::<SettingId>().is_ok(),
            (Command::MovePump(_), kind) => kind == DeviceKind::Syringe,
            (
                Command::Push(_) | Command::Mode(_) | Command::Set(..) | Command::Turn(_) | Command::Care(_),
                kind,
            ) => kind == DeviceKind::Ventilator,
            (
                Command::Tap(_)
                | Command::Hold(..)
                | Command::Press(_)
                | Command::Release(_)
                | Command::Soft(_)
                | Command::Choose(_)
                | Command::Type(..)
                | Command::Draw(_),
                kind,
            ) => kind != DeviceKind::Ventilator,
            (
                Command::Do(_)
                | Command::Answer(..)
                | Command::Advance
                | Command::Finish
                | Command::CalledAway,
                _,
            ) => true,
        }
    }
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
                channel: ChannelId::A,
                command: tap(Key::Start)
            })
        );
        assert_eq!(
            parse_step("5 s: tap soft_1"),
            Some(Step {
                when: When::Wait("5 s".to_owned()),
                channel: ChannelId::A,
                command: tap(Key::Soft1)
            })
        );
        assert_eq!(
            parse_step("until alarm.door_open.raised + 10 s: bedside open_clamp"),
            Some(Step {
                when: When::Until("alarm.door_open.raised".to_owned(), Some("10 s".to_owned())),
                channel: ChannelId::A,
                command: Some(Command::Bedside("open_clamp".to_owned())),
            })
        );
        assert_eq!(
            parse_step("wait 20 s").map(|step| step.when),
            Some(When::Wait("20 s".to_owned()))
        );
    }

    #[test]
    fn a_letter_names_the_channel() {
        let step = parse_step("5 s: b.tap start").unwrap();
        assert_eq!(
            (step.channel, step.command),
            (ChannelId::B, Some(Command::Tap(vec![Key::Start])))
        );
        assert_eq!(
            parse_step("c.bedside open_clamp").map(|step| step.channel),
            Some(ChannelId::C)
        );
        assert_eq!(parse_step("e.tap start").and_then(|step| step.command), None);
    }

    #[test]
    fn a_command_fits_the_devices_that_have_what_it_needs() {
        let fits = |text: &str| {
            let command = parse_step(text).unwrap().command.unwrap();
            DeviceKind::ALL
                .iter()
                .map(|&kind| command.fits(kind))
                .collect::<Vec<_>>()
        };
        assert_eq!(fits("bedside open_clamp"), [true, true, false]);
        assert_eq!(fits("bedside fit_syringe"), [false, true, false]);
        assert_eq!(fits("bedside change_bag"), [true, false, false]);
        assert_eq!(fits("move_pump 40 cm"), [false, true, false]);
        assert_eq!(fits("soft hold_to_purge"), [false, true, false]);
        assert_eq!(fits("draw glucose"), [true, true, false]);
        assert_eq!(fits("care suction"), [false, false, true]);
        assert_eq!(fits("set peep 8"), [false, false, true]);
        assert_eq!(fits("turn -3"), [false, false, true]);
        assert_eq!(fits("press up"), [true, true, false]);
        assert_eq!(fits("choose peep"), [true, true, true]);
        assert_eq!(fits("choose norepinephrine"), [true, true, false]);
        assert_eq!(fits("finish"), [true, true, true]);
    }

    #[test]
    fn a_step_that_is_not_understood_is_nothing() {
        for text in [
            "tap",
            "tap banana",
            "draw banana",
            "push banana",
            "set peep",
            "turn",
            "turn half",
            "press",
            "release banana",
            "move_pump",
            "bedside banana",
            "soft",
            "5 s: jump",
            "answer why",
            "type 3 to 9",
        ] {
            assert_eq!(parse_step(text), None, "{text}");
        }
    }
}
