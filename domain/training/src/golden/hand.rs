//! The hands of a golden run: turns steps into presses and releases at plausible times.

use serde::{Deserialize, Serialize};
use simulators::action::ChannelAct;
use simulators::notation;
use simulators::pump::key::Key;
use simulators::unit::ChannelId;
use simulators::ventilator::VentilatorAct;
use simulators::ventilator::settings::SettingId;
use simulators::world::DeviceKind;

use super::screen::Screen;
use super::step::{Command, When, parse_step};
use crate::language::check::{self, Role};
use crate::language::online::{Monitor, value};
use crate::language::unit::Unit;
use crate::log::{Action, ActionLog, Mark, MarkKind};
use crate::play::{Player, Refusal};
use crate::script::Script;

/// How long a key is down, and how long a hand needs for the next, in ms.
pub(super) const PRESS_MS: u64 = 120;
pub(super) const GAP_MS: u64 = 280;
/// The pause before each step, in ms.
const PAUSE_MS: u64 = 600;
/// Clicks of a knob in one turn of the hand.
const CLICKS_AT_ONCE: f64 = 5.0;
/// The wall clock is marked this often, in ms.
const BEAT_MS: usize = 10_000;
/// The longest a step waits for something, in ms.
const PATIENCE_MS: u64 = 3_600_000;

/// Why a step could not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum HandFault {
    /// The step cannot be read.
    NotUnderstood,
    /// An expression in it cannot be read.
    BadExpression,
    /// What it waits for never came.
    NeverCame,
    /// No soft key has this meaning now.
    NoSuchSoftKey {
        /// The screen that was shown.
        screen: String,
    },
    /// The list on the screen has no such entry.
    NoSuchChoice {
        /// The screen that was shown.
        screen: String,
    },
    /// The action was refused.
    Refused {
        /// Why.
        refusal: Refusal,
    },
    /// The script cannot be played.
    BadScript,
}

pub(super) fn play(script: &Script, steps: &[String]) -> Result<ActionLog, (u32, HandFault)> {
    let player = Player::recorded(script).map_err(|_| (0, HandFault::BadScript))?;
    let mut hand = Hand::new(player);
    for (place, step) in (0_u32..).zip(steps) {
        if hand.player.ending().is_some() {
            break;
        }
        hand.step(step).map_err(|fault| (place, fault))?;
    }
    // The rest of the run goes by untouched.
    hand.player.advance_to(crate::log::MAX_RUN_TICKS);
    let log = hand.player.log();
    Ok(ActionLog {
        marks: marks(&hand.skips, log.end_tick),
        ..log
    })
}

/// The marks of a page that was never left: the wall clock goes beside the ticks and stands still over a skip.
fn marks(skips: &[(u64, u64)], end_tick: u64) -> Vec<Mark> {
    let mut marks = Vec::new();
    let (mut begun, mut skipped) = (0, 0);
    let mut stretch = |from: u64, to: u64, skipped: u64| {
        let ticks = (from..to).step_by(BEAT_MS).chain([to]);
        marks.extend(ticks.map(|tick| Mark {
            tick,
            wall_ms: tick - skipped,
            what: MarkKind::Beat,
        }));
    };
    for &(left, landed) in skips {
        stretch(begun, left, skipped);
        begun = landed;
        skipped += landed - left;
    }
    stretch(begun, end_tick, skipped);
    marks
}

/// The hand and the run it plays. A clone goes its own way.
#[derive(Clone)]
pub(super) struct Hand {
    pub(super) player: Player,
    /// The channel at which the present step is done.
    channel: ChannelId,
    /// Where each skip began and landed.
    skips: Vec<(u64, u64)>,
}

impl Hand {
    pub(super) const fn new(player: Player) -> Hand {
        Hand {
            player,
            channel: ChannelId::A,
            skips: Vec::new(),
        }
    }

    pub(super) fn step(&mut self, text: &str) -> Result<(), HandFault> {
        let step = parse_step(text).ok_or(HandFault::NotUnderstood)?;
        match &step.when {
            When::Next => self.pass(PAUSE_MS),
            When::Wait(wait) => {
                let wait = self.milliseconds(wait)?;
                self.pass(wait);
            }
            When::Until(what, wait) => {
                self.until(what)?;
                let wait = wait.as_ref().map_or(Ok(0), |wait| self.milliseconds(wait))?;
                self.pass(wait);
            }
        }
        self.channel = step.channel;
        match step.command {
            Some(command) if self.player.ending().is_none() => self.command(command),
            _ => Ok(()),
        }
    }

    fn command(&mut self, command: Command) -> Result<(), HandFault> {
        match command {
            Command::Tap(keys) => keys.into_iter().try_for_each(|key| self.tap(key)),
            Command::Hold(key, lasting) => {
                let lasting = self.milliseconds(&lasting)?;
                self.hold(key, lasting)
            }
            Command::Press(key) => self.at_device(ChannelAct::Press { key }),
            Command::Release(key) => self.at_device(ChannelAct::Release { key }),
            Command::Soft(meaning) => {
                let screen = self.screen();
                let key = screen.soft_key(&meaning).and_then(soft_key);
                let screen = screen.name().to_owned();
                self.tap(key.ok_or(HandFault::NoSuchSoftKey { screen })?)
            }
            Command::Choose(text) => self.choose(&text),
            Command::Type(expression, decimals) => {
                let number = self.number(&expression)?;
                let written = notation::decimals(number, decimals).replace(',', "");
                written
                    .chars()
                    .filter_map(number_key)
                    .try_for_each(|key| self.tap(key))
            }
            Command::Bedside(act) => self.bedside(&act),
            Command::MovePump(height) => {
                let to_cm = self.centimetres(&height)?;
                self.act(Action::MovePump { to_cm })
            }
            Command::Draw(test) => self.act(Action::DrawBlood { test }),
            Command::Push(button) => self.ventilate(VentilatorAct::Push { button }),
            Command::Mode(mode) => self.ventilate(VentilatorAct::Mode { mode }),
            Command::Set(setting, value) => self.set(setting, &value),
            Command::Turn(clicks) => self.ventilate(VentilatorAct::Turn { clicks }),
            Command::Care(act) => self.ventilate(VentilatorAct::Care { act }),
            Command::Do(id) => self.act(Action::Offer { id }),
            Command::Answer(question, choice) => self.act(Action::Answer { question, choice }),
            Command::Advance => self.act(Action::Advance),
            Command::Finish => self.act(Action::Finish),
            Command::CalledAway => self.act(Action::CalledAway),
        }
    }

    fn choose(&mut self, text: &str) -> Result<(), HandFault> {
        if self.player.script().setup.kind() == DeviceKind::Ventilator {
            let setting = text.parse().map_err(|_| HandFault::NotUnderstood)?;
            return self.ventilate(VentilatorAct::Choose { setting });
        }
        for _ in 0..60 {
            let shown = self.screen();
            if let Some(place) = shown.choice(text) {
                let screen = shown.name().to_owned();
                return self.tap(soft_key(place).ok_or(HandFault::NoSuchChoice { screen })?);
            }
            self.tap(Key::Down)?;
        }
        let screen = self.screen().name().to_owned();
        Err(HandFault::NoSuchChoice { screen })
    }

    fn tap(&mut self, key: Key) -> Result<(), HandFault> {
        self.hold(key, PRESS_MS)?;
        self.pass(GAP_MS);
        Ok(())
    }

    fn hold(&mut self, key: Key, lasting_ms: u64) -> Result<(), HandFault> {
        if self.player.ending().is_some() {
            return Ok(());
        }
        self.at_device(ChannelAct::Press { key })?;
        self.pass(lasting_ms);
        if self.player.ending().is_some() {
            Ok(())
        } else {
            self.at_device(ChannelAct::Release { key })
        }
    }

    /// What the device shows at the present step's channel.
    fn screen(&self) -> Screen {
        self.screen_of(self.channel)
    }

    /// What the device shows at a channel.
    pub(super) fn screen_of(&self, channel: ChannelId) -> Screen {
        Screen::of(self.player.world().device_view(), channel)
    }

    fn bedside(&mut self, act: &str) -> Result<(), HandFault> {
        match self.player.script().setup.kind() {
            DeviceKind::Infusion => {
                let act = act.parse().map_err(|_| HandFault::NotUnderstood)?;
                self.at_device(ChannelAct::Bedside { act })
            }
            DeviceKind::Syringe => {
                let act = act.parse().map_err(|_| HandFault::NotUnderstood)?;
                self.act(Action::SyringeBedside { act })
            }
            DeviceKind::Ventilator => Err(HandFault::NotUnderstood),
        }
    }

    fn at_device(&mut self, act: ChannelAct) -> Result<(), HandFault> {
        self.act(match (self.channel, act) {
            (ChannelId::A, ChannelAct::Press { key }) => Action::Press { key },
            (ChannelId::A, ChannelAct::Release { key }) => Action::Release { key },
            (ChannelId::A, ChannelAct::Bedside { act }) => Action::Bedside { act },
            (channel, act) => Action::OnChannel { channel, act },
        })
    }

    fn act(&mut self, action: Action) -> Result<(), HandFault> {
        let left = self.player.tick();
        self.player
            .act(&action)
            .map_err(|refusal| HandFault::Refused { refusal })?;
        if action == Action::Advance {
            self.skips.push((left, self.player.tick()));
        }
        Ok(())
    }

    fn pass(&mut self, ms: u64) {
        self.player.advance_to(self.player.tick() + ms);
    }

    /// Waits for the next occurrence of an event, or until a condition holds.
    fn until(&mut self, what: &str) -> Result<(), HandFault> {
        let patience = self.player.tick() + PATIENCE_MS;
        let symbols = self.player.symbols();
        if let Some(event) = symbols.event(what) {
            let seen = self.occurrences(event);
            return self.wait_for(patience, |hand| hand.occurrences(event) > seen);
        }
        let program = check::compile(what, symbols, Role::Condition).map_err(|_| HandFault::BadExpression)?;
        let mut monitor = Monitor::new(program);
        self.wait_for(patience, |hand| {
            let present = hand.player.present();
            monitor.observe(&present);
            monitor.holds(&present)
        })
    }

    fn wait_for(&mut self, patience: u64, mut came: impl FnMut(&Hand) -> bool) -> Result<(), HandFault> {
        while !came(self) {
            if self.player.ending().is_some() || self.player.tick() >= patience {
                return Err(HandFault::NeverCame);
            }
            self.pass(100);
        }
        Ok(())
    }

    fn occurrences(&self, event: u16) -> u32 {
        self.player
            .present()
            .counts
            .get(usize::from(event))
            .copied()
            .unwrap_or_default()
    }

    fn milliseconds(&self, expression: &str) -> Result<u64, HandFault> {
        let seconds = check::value(expression, self.player.symbols(), &Unit::seconds());
        let seconds = seconds.map_err(|_| HandFault::BadExpression)?;
        if (0.0..=7200.0).contains(&seconds) {
            Ok(libm::round(seconds * 1000.0) as u64)
        } else {
            Err(HandFault::BadExpression)
        }
    }

    fn ventilate(&mut self, act: VentilatorAct) -> Result<(), HandFault> {
        self.act(Action::Ventilator { act })?;
        self.pass(GAP_MS);
        Ok(())
    }

    /// Chooses a setting and turns it, a few clicks at a time, until it shows the value or the nearest one.
    fn set(&mut self, setting: SettingId, value: &str) -> Result<(), HandFault> {
        let wanted = self.number(value)?;
        if !self.screen().is_chosen(setting) {
            self.ventilate(VentilatorAct::Choose { setting })?;
        }
        let spec = setting.spec();
        let shown = self.screen().setting(setting).ok_or(HandFault::BadExpression)?;
        let mut left = libm::round((wanted - shown) * spec.parts / spec.click);
        while left.abs() >= 1.0 {
            let clicks = left.clamp(-CLICKS_AT_ONCE, CLICKS_AT_ONCE);
            self.ventilate(VentilatorAct::Turn {
                clicks: clicks as i16,
            })?;
            left -= clicks;
        }
        Ok(())
    }

    fn centimetres(&self, expression: &str) -> Result<i16, HandFault> {
        let height = check::value(expression, self.player.symbols(), &Unit::named("cm"));
        let height = height.map_err(|_| HandFault::BadExpression)?;
        if (-1_000.0..=1_000.0).contains(&height) {
            Ok(libm::round(height) as i16)
        } else {
            Err(HandFault::BadExpression)
        }
    }

    fn number(&self, expression: &str) -> Result<f64, HandFault> {
        value(expression, self.player.symbols(), &self.player.present())
            .filter(|value| value.is_finite())
            .ok_or(HandFault::BadExpression)
    }
}

fn soft_key(place: usize) -> Option<Key> {
    [Key::Soft1, Key::Soft2, Key::Soft3, Key::Soft4, Key::Soft5]
        .get(place)
        .copied()
}

fn number_key(letter: char) -> Option<Key> {
    match letter {
        '.' => Some(Key::Point),
        digit => Key::ALL
            .iter()
            .copied()
            .find(|key| key.digit().is_some_and(|n| char::from(b'0' + n) == digit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_clock_is_marked_from_beginning_to_end_and_stands_still_over_a_skip() {
        let marks: Vec<(u64, u64)> = marks(&[(13_000, 1_813_000)], 1_815_000)
            .into_iter()
            .map(|mark| (mark.tick, mark.wall_ms))
            .collect();
        assert_eq!(
            marks,
            [
                (0, 0),
                (10_000, 10_000),
                (13_000, 13_000),
                (1_813_000, 13_000),
                (1_815_000, 15_000)
            ]
        );
    }
}
