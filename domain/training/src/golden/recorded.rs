//! Writes a golden run from a log: the inverse of playing one.
//!
//! Each step is played as soon as it is written, by the hand that plays golden runs. So the wait before the next one
//! is counted from where the hand really is, and no rounding adds up.

mod keys;

use simulators::action::ChannelAct;
use simulators::pump::key::Key;
use simulators::unit::ChannelId;
use simulators::ventilator::VentilatorAct;

use self::keys::Stroke;
use super::hand::Hand;
use super::step::parse_step;
use crate::log::{Action, ActionLog, Entry, MAX_RUN_TICKS};
use crate::play::Player;
use crate::script::Script;

/// What one decimal of a second is, in ms.
const TENTH_MS: u64 = 100;
/// The longest wait, in tenths of a second: a whole run.
const LONGEST_WAIT: u64 = MAX_RUN_TICKS / TENTH_MS;
/// What follows within this time of the act before goes on with it, in ms.
const QUICK_MS: u64 = 1_500;
/// Turns of the knob within this time are one change of the setting, in ms.
/// A change counts once it is confirmed, so when exactly the knob was turned does not matter.
const TURNING_MS: u64 = 5_000;
/// The height that a step may name, in cm. The pump stops moving long before.
const HIGHEST_CM: i16 = 1_000;

/// The steps of a golden run that does, with the seed of the script, what the log did.
///
/// Acts come in the order of the log, none before its time but for the keys of a joined tap, which are at most a
/// second away from theirs; all else comes within a tenth of a second, as far as a hand is fast enough. What the
/// coach was asked is left out. A log that ends in the middle of a run gives steps after which the run goes on
/// untouched, since a golden run is played to its end. A script that cannot be played gives no steps.
#[must_use]
pub fn recorded(script: &Script, log: &ActionLog) -> Vec<String> {
    let Ok(player) = Player::new(script) else {
        return Vec::new();
    };
    let mut recorder = Recorder {
        hand: Hand::new(player),
        written_tick: 0,
        waited: 0,
        stroke: None,
        steps: Vec::new(),
    };
    let deeds = log
        .entries
        .iter()
        .filter(|entry| entry.action != Action::AskCoach);
    let deeds: Vec<&Entry> = deeds.collect();
    let mut left = deeds.as_slice();
    while let Some(first) = left.first() {
        let taken = recorder.write(first, left);
        left = left.get(taken..).unwrap_or_default();
    }
    recorder.steps
}

struct Recorder {
    /// Plays what is written.
    hand: Hand,
    /// The tick of the last act that was written.
    written_tick: u64,
    /// The tenths of a second that the hand waited since, for the step to be written.
    waited: u64,
    /// The last stroke that was written, if nothing was written after it.
    stroke: Option<Stroke>,
    steps: Vec<String>,
}

impl Recorder {
    /// Writes the first of the acts that are left, or several as one step. Gives how many.
    fn write(&mut self, first: &Entry, left: &[&Entry]) -> usize {
        let command = match &first.action {
            Action::Press { key } => return self.key(ChannelId::A, *key, first.tick, left),
            Action::OnChannel {
                channel,
                act: ChannelAct::Press { key },
            } => return self.key(*channel, *key, first.tick, left),
            Action::Release { key } => release(ChannelId::A, *key),
            Action::OnChannel {
                channel,
                act: ChannelAct::Release { key },
            } => release(*channel, *key),
            Action::Bedside { act } => format!("bedside {}", act.as_str()),
            Action::OnChannel {
                channel,
                act: ChannelAct::Bedside { act },
            } => format!("{}bedside {}", channel.prefix(), act.as_str()),
            Action::SyringeBedside { act } => format!("bedside {}", act.as_str()),
            Action::MovePump { to_cm } => {
                format!("move_pump {} cm", (*to_cm).clamp(-HIGHEST_CM, HIGHEST_CM))
            }
            Action::DrawBlood { test } => format!("draw {}", test.as_str()),
            Action::Ventilator { act } => match act {
                VentilatorAct::Push { button } => format!("push {}", button.as_str()),
                VentilatorAct::Mode { mode } => format!("mode {}", mode.as_str()),
                VentilatorAct::Care { act } => format!("care {}", act.as_str()),
                VentilatorAct::Choose { .. } | VentilatorAct::Turn { .. } => {
                    return self.knob(*act, first.tick, left);
                }
            },
            Action::Offer { id } => format!("do {id}"),
            Action::Answer { question, choice } => format!("answer {question} {choice}"),
            Action::Advance => "advance".to_owned(),
            Action::Finish => "finish".to_owned(),
            Action::CalledAway => "called_away".to_owned(),
            // Practice only, and no deed: what was said is not played again.
            Action::AskCoach => return 1,
        };
        self.wait(self.tenths_until(first.tick));
        self.step(&command, first.tick);
        1
    }

    /// Where the hand is. A run that ended stands still, but the log may go on.
    fn now(&self) -> u64 {
        let tick = self.hand.player.tick();
        match self.hand.player.ending() {
            None => tick,
            Some(_) => tick.max(self.written_tick.saturating_add(self.waited * TENTH_MS)),
        }
    }

    /// The tenths of a second until a tick. Rounded up: what a person answered to has come before.
    fn tenths_until(&self, tick: u64) -> u64 {
        let tenths = tick.saturating_sub(self.now()).div_ceil(TENTH_MS);
        tenths.min(LONGEST_WAIT - self.waited)
    }

    /// Waits before the step to be written, so that what is tried for it begins there.
    fn wait(&mut self, tenths: u64) {
        let tick = self.hand.player.tick();
        self.hand.player.advance_to(tick + tenths * TENTH_MS);
        self.waited += tenths;
    }

    /// What comes of a command that is done now; nothing if it is refused.
    fn tried(&self, command: &str) -> Option<Hand> {
        let mut hand = self.hand.clone();
        hand.step(&text(command, 0)).ok()?;
        Some(hand)
    }

    /// Writes a step that is done now, and does it; the last act in it was at a tick of the log.
    fn step(&mut self, command: &str, last_tick: u64) {
        let text_now = text(command, 0);
        // A name that no script can have: the step would make the whole run unreadable.
        if parse_step(&text_now).is_none() {
            return;
        }
        // A log of another script may hold what is refused here. It is written all the same, and shows as stuck.
        let _ = self.hand.step(&text_now);
        self.steps.push(text(command, self.waited));
        self.written_tick = last_tick;
        self.waited = 0;
        self.stroke = None;
    }

    /// A setting of the ventilator that is chosen and turned: as the value it comes to, if that says it all.
    fn knob(&mut self, act: VentilatorAct, tick: u64, left: &[&Entry]) -> usize {
        let turns = left.iter().skip(1).zip(left).take_while(|(entry, before)| {
            matches!(
                entry.action,
                Action::Ventilator {
                    act: VentilatorAct::Turn { .. }
                }
            ) && entry.tick.saturating_sub(before.tick) <= QUICK_MS
                && entry.tick.saturating_sub(tick) <= TURNING_MS
        });
        let count = 1 + turns.count();
        let acts = left.get(..count).unwrap_or_default();
        self.wait(self.tenths_until(tick));
        if let Some(command) = self.set(acts) {
            let last = acts.last().map_or(tick, |entry| entry.tick);
            self.step(&command, last);
            return count;
        }
        let command = match act {
            VentilatorAct::Choose { setting } => format!("choose {}", setting.as_str()),
            VentilatorAct::Turn { clicks } => format!("turn {clicks}"),
            // Has its own branch before.
            VentilatorAct::Push { .. } | VentilatorAct::Mode { .. } | VentilatorAct::Care { .. } => return 1,
        };
        self.step(&command, tick);
        1
    }

    /// The command that sets what these acts set; nothing if none does.
    fn set(&self, acts: &[&Entry]) -> Option<String> {
        let mut as_logged = self.hand.clone();
        for entry in acts {
            as_logged.player.act(&entry.action).ok()?;
        }
        let screen = as_logged.screen_of(ChannelId::A);
        let setting = screen.chosen()?;
        let value = screen.setting(setting)?;
        let command = format!("set {} {value}", setting.as_str());
        let as_written = self.tried(&command)?;
        let set = as_written.screen_of(ChannelId::A);
        // Turning there and back leaves nothing to set.
        let does_something = as_written.player.entries().len() > self.hand.player.entries().len();
        (does_something && set.is_chosen(setting) && set.setting(setting) == Some(value)).then_some(command)
    }
}

fn text(command: &str, wait: u64) -> String {
    format!("{}: {command}", seconds(wait))
}

fn release(channel: ChannelId, key: Key) -> String {
    format!("{}release {}", channel.prefix(), key.as_str())
}

/// A time as steps write it: `4 s`, `0.5 s`.
fn seconds(tenths: u64) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} s"),
        (whole, part) => format!("{whole}.{part} s"),
    }
}
