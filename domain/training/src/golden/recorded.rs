//! Writes a golden run from a log: the inverse of playing one.
//!
//! Each step is played as soon as it is written, by the hand that plays golden runs. So the wait before the next one
//! is counted from where the hand really is, and no rounding adds up.

use simulators::action::ChannelAct;
use simulators::pump::key::Key;
use simulators::unit::ChannelId;
use simulators::ventilator::VentilatorAct;

use super::hand::{GAP_MS, Hand, PRESS_MS};
use super::step::parse_step;
use crate::log::{Action, ActionLog, Entry};
use crate::play::Player;
use crate::script::Script;

/// What one decimal of a second is, in ms.
const TENTH_MS: u64 = 100;
/// A key that is down for no longer is tapped, in ms. The pump's lists repeat a key that is held for longer.
const TAPPED_MS: u64 = 400;
/// How long a tap of the hand takes, in ms.
const TAP_MS: u64 = PRESS_MS + GAP_MS;
/// Keys that are pressed within this time of the one before are tapped in one step, in ms.
const QUICK_MS: u64 = 1_500;
/// How far a key in a joined tap may be from its time, in ms.
const NEAR_MS: u64 = 900;
/// How late what follows a tap may come, in ms.
const LATE_MS: u64 = 500;
/// The most keys in one step, so that a line can be read.
const KEYS_AT_ONCE: usize = 12;
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
    steps: Vec<String>,
}

/// A key that goes down and comes up with nothing in between.
#[derive(Clone, Copy)]
struct Stroke {
    channel: ChannelId,
    key: Key,
    pressed: u64,
    released: u64,
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
        self.step(&command, first.tick, first.tick);
        1
    }

    /// Where the hand is. A run that ended stands still, but the log may go on.
    fn now(&self) -> u64 {
        let tick = self.hand.player.tick();
        match self.hand.player.ending() {
            None => tick,
            Some(_) => tick.max(self.written_tick),
        }
    }

    /// The tenths of a second until a tick. Rounded up: what a person answered to has come before.
    fn wait(&self, tick: u64) -> u64 {
        tick.saturating_sub(self.now()).div_ceil(TENTH_MS)
    }

    /// When a step would begin that is due at a tick.
    fn begin(&self, tick: u64) -> u64 {
        self.now().saturating_add(self.wait(tick) * TENTH_MS)
    }

    fn text(&self, command: &str, tick: u64) -> String {
        format!("{}: {command}", seconds(self.wait(tick)))
    }

    /// Writes a step that begins at a tick, and plays it; the last act in it was at another tick.
    fn step(&mut self, command: &str, tick: u64, last_tick: u64) {
        let text = self.text(command, tick);
        // A name that no script can have: the step would make the whole run unreadable.
        if parse_step(&text).is_none() {
            return;
        }
        // A log of another script may hold what is refused here. It is written all the same, and shows as stuck.
        let _ = self.hand.step(&text);
        self.written_tick = last_tick;
        self.steps.push(text);
    }

    /// A key that goes down: a tap, with those that follow if they are quick; a hold; or only a press.
    fn key(&mut self, channel: ChannelId, key: Key, tick: u64, left: &[&Entry]) -> usize {
        let Some(stroke) = stroke(left) else {
            self.press(channel, key, tick, left.len());
            return 1;
        };
        if stroke.released - stroke.pressed > TAPPED_MS {
            self.hold(stroke, left);
            return 2;
        }
        let strokes = quick_strokes(stroke, left);
        for count in (1..=strokes.len()).rev() {
            let joined = strokes.get(..count).unwrap_or_default();
            if self.is_in_time(joined, left) {
                let command = tap(joined);
                if count == 1 || self.does_the_same(&command, joined, left) {
                    let last = joined.last().map_or(tick, |stroke| stroke.released);
                    self.step(&command, tick, last);
                    return 2 * count;
                }
            }
        }
        // Faster than a tap of the hand: a short hold leaves no gap behind it.
        self.hold(stroke, left);
        2
    }

    /// Whether the keys of a joined tap, and what follows, are near their times.
    fn is_in_time(&self, strokes: &[Stroke], left: &[&Entry]) -> bool {
        let mut at = match strokes.first() {
            Some(first) => self.begin(first.pressed),
            None => return false,
        };
        for stroke in strokes {
            if at.abs_diff(stroke.pressed) > NEAR_MS {
                return false;
            }
            at = at.saturating_add(TAP_MS);
        }
        next_tick(strokes.len(), left).is_none_or(|next| at <= next.saturating_add(LATE_MS))
    }

    /// Whether a step comes to the same as the strokes at their own times: the same happens, and the device is at the
    /// same place afterwards. A joined tap could be too early for what changes by itself.
    fn does_the_same(&self, command: &str, strokes: &[Stroke], left: &[&Entry]) -> bool {
        let (Some(first), Some(last)) = (strokes.first(), strokes.last()) else {
            return false;
        };
        let mut as_logged = self.hand.clone();
        for entry in left.iter().take(2 * strokes.len()) {
            as_logged.player.advance_to(entry.tick);
            // What is refused here is refused there.
            let _ = as_logged.player.act(&entry.action);
        }
        let mut as_written = self.hand.clone();
        if as_written.step(&self.text(command, first.pressed)).is_err() {
            return false;
        }
        // Both have taken what the last key led to at the next sub-step.
        let both = as_logged.player.tick().max(as_written.player.tick());
        let mut settled = both.saturating_add(2 * TENTH_MS);
        if let Some(next) = next_tick(strokes.len(), left) {
            settled = settled.min(both.max(next));
        }
        as_logged.player.advance_to(settled);
        as_written.player.advance_to(settled);
        let place = as_logged.screen_of(last.channel);
        as_logged.player.ending() == as_written.player.ending()
            && as_logged.player.present().counts == as_written.player.present().counts
            && place.is_at_the_same_place(&as_written.screen_of(last.channel))
    }

    /// A key that stays down. It is held for no longer than it was, so that what needs a longer hold does not begin.
    fn hold(&mut self, stroke: Stroke, left: &[&Entry]) {
        let begin = self.begin(stroke.pressed);
        let mut tenths = ((stroke.released - stroke.pressed) / TENTH_MS).max(1);
        if let Some(next) = next_tick(1, left) {
            tenths = tenths.min((next + TENTH_MS - 1).saturating_sub(begin) / TENTH_MS);
        }
        let (channel, key) = (stroke.channel.prefix(), stroke.key.as_str());
        let command = format!("{channel}hold {key} {}", seconds(tenths));
        self.step(&command, stroke.pressed, stroke.released);
    }

    /// A key that goes down and, as far as the log tells, does not come up before something else is done.
    fn press(&mut self, channel: ChannelId, key: Key, tick: u64, left: usize) {
        let command = format!("{}press {}", channel.prefix(), key.as_str());
        if left == 1 {
            // The press that ends a run has no release either when a tap did it.
            let mut trial = self.hand.clone();
            let _ = trial.step(&self.text(&command, tick));
            trial.player.advance_to(trial.player.tick() + PRESS_MS);
            if trial.player.ending().is_some() {
                let command = format!("{}tap {}", channel.prefix(), key.as_str());
                self.step(&command, tick, tick);
                return;
            }
        }
        self.step(&command, tick, tick);
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
        if let Some(command) = self.set(tick, acts) {
            let last = acts.last().map_or(tick, |entry| entry.tick);
            self.step(&command, tick, last);
            return count;
        }
        let command = match act {
            VentilatorAct::Choose { setting } => format!("choose {}", setting.as_str()),
            VentilatorAct::Turn { clicks } => format!("turn {clicks}"),
            // Has its own branch before.
            VentilatorAct::Push { .. } | VentilatorAct::Mode { .. } | VentilatorAct::Care { .. } => return 1,
        };
        self.step(&command, tick, tick);
        1
    }

    /// The command that sets what these acts set; nothing if none does.
    fn set(&self, tick: u64, acts: &[&Entry]) -> Option<String> {
        let mut as_logged = self.hand.clone();
        for entry in acts {
            as_logged.player.advance_to(entry.tick);
            as_logged.player.act(&entry.action).ok()?;
        }
        let screen = as_logged.screen_of(ChannelId::A);
        let setting = screen.chosen()?;
        let value = screen.setting(setting)?;
        let command = format!("set {} {value}", setting.as_str());
        let mut as_written = self.hand.clone();
        as_written.step(&self.text(&command, tick)).ok()?;
        let set = as_written.screen_of(ChannelId::A);
        // Turning there and back leaves nothing to set.
        let does_something = as_written.player.entries().len() > self.hand.player.entries().len();
        (does_something && set.is_chosen(setting) && set.setting(setting) == Some(value)).then_some(command)
    }
}

fn release(channel: ChannelId, key: Key) -> String {
    format!("{}release {}", channel.prefix(), key.as_str())
}

fn tap(strokes: &[Stroke]) -> String {
    let channel = strokes.first().map_or("", |stroke| stroke.channel.prefix());
    let keys: String = strokes
        .iter()
        .map(|stroke| format!(" {}", stroke.key.as_str()))
        .collect();
    format!("{channel}tap{keys}")
}

/// The tick of what follows so many strokes.
fn next_tick(strokes: usize, left: &[&Entry]) -> Option<u64> {
    left.get(2 * strokes).map(|entry| entry.tick)
}

/// The stroke that the acts begin with, if they do.
fn stroke(left: &[&Entry]) -> Option<Stroke> {
    let [press, release, ..] = left else {
        return None;
    };
    let (channel, ChannelAct::Press { key }) = at_device(&press.action)? else {
        return None;
    };
    (at_device(&release.action)? == (channel, ChannelAct::Release { key })).then_some(Stroke {
        channel,
        key,
        pressed: press.tick,
        released: release.tick.max(press.tick),
    })
}

/// A stroke and those that follow it quickly at the same channel.
fn quick_strokes(first: Stroke, left: &[&Entry]) -> Vec<Stroke> {
    let mut strokes = vec![first];
    let mut before = first;
    while strokes.len() < KEYS_AT_ONCE
        && let Some(next) = stroke(left.get(2 * strokes.len()..).unwrap_or_default())
        && next.channel == first.channel
        && next.released - next.pressed <= TAPPED_MS
        && next.pressed.saturating_sub(before.pressed) <= QUICK_MS
    {
        strokes.push(next);
        before = next;
    }
    strokes
}

/// What is done at which channel of a pump.
fn at_device(action: &Action) -> Option<(ChannelId, ChannelAct)> {
    match action {
        Action::Press { key } => Some((ChannelId::A, ChannelAct::Press { key: *key })),
        Action::Release { key } => Some((ChannelId::A, ChannelAct::Release { key: *key })),
        Action::OnChannel { channel, act } => Some((*channel, *act)),
        _ => None,
    }
}

/// A time as steps write it: `4 s`, `0.5 s`.
fn seconds(tenths: u64) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} s"),
        (whole, part) => format!("{whole}.{part} s"),
    }
}
