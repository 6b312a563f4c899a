//! Keys that go down and come up: taps, several in one step where they are quick, holds, and what is neither.

use simulators::action::ChannelAct;
use simulators::pump::key::Key;
use simulators::unit::ChannelId;

use super::super::hand::{GAP_MS, PRESS_MS};
use super::{QUICK_MS, Recorder, TENTH_MS, seconds};
use crate::log::{Action, Entry};

/// A key that is down for no longer is tapped, in ms. The pump's lists repeat a key that is held for longer.
const TAPPED_MS: u64 = 400;
/// How long a tap of the hand takes, in ms.
const TAP_MS: u64 = PRESS_MS + GAP_MS;
/// How far a key in a joined tap may be from its time, in ms.
const NEAR_MS: u64 = 900;
/// How late what follows a tap may come, in ms.
const LATE_MS: u64 = 500;
/// A key that goes down again within this time of its release bounces, and the pump does not count it, in ms.
const BOUNCE_MS: u64 = 50;
/// The most keys in one step, so that a line can be read.
const KEYS_AT_ONCE: usize = 12;

/// A key that goes down and comes up with nothing in between.
#[derive(Clone, Copy)]
pub(super) struct Stroke {
    channel: ChannelId,
    key: Key,
    pressed: u64,
    released: u64,
}

impl Stroke {
    fn is_same_key(&self, other: &Stroke) -> bool {
        (self.channel, self.key) == (other.channel, other.key)
    }

    fn is_followed_by_bounce(&self, next: &Stroke) -> bool {
        self.is_same_key(next) && next.pressed.saturating_sub(self.released) < BOUNCE_MS
    }

    fn is_quick(&self) -> bool {
        self.released - self.pressed <= TAPPED_MS
    }
}

impl Recorder {
    /// A key that goes down: a tap, with those that follow if they are quick; a hold; or only a press.
    pub(super) fn key(&mut self, channel: ChannelId, key: Key, tick: u64, left: &[&Entry]) -> usize {
        let Some(stroke) = stroke(left) else {
            self.press(channel, key, tick, left.len());
            return 1;
        };
        self.wait(self.tenths_until_stroke(&stroke));
        let (command, strokes) = self
            .taps(stroke, left)
            .unwrap_or_else(|| (self.hold(stroke, left), vec![stroke]));
        let last = strokes.last().copied().unwrap_or(stroke);
        self.step(&command, last.released);
        self.stroke = Some(last);
        2 * strokes.len()
    }

    /// A stroke and as many as possible of those that follow, as one tap; nothing if the first is not tapped.
    fn taps(&self, first: Stroke, left: &[&Entry]) -> Option<(String, Vec<Stroke>)> {
        let mut strokes = quick_strokes(first, left);
        while !strokes.is_empty() {
            let command = tap(&strokes);
            if self.is_in_time(&strokes, left) && self.does_the_same(&command, &strokes, left) {
                return Some((command, strokes));
            }
            strokes.pop();
        }
        None
    }

    /// Whether the keys of a joined tap, and what follows, are near their times.
    fn is_in_time(&self, strokes: &[Stroke], left: &[&Entry]) -> bool {
        let mut at = self.now();
        for stroke in strokes {
            if at.abs_diff(stroke.pressed) > NEAR_MS {
                return false;
            }
            at = at.saturating_add(TAP_MS);
        }
        next_tick(strokes.len(), left).is_none_or(|next| at <= next.saturating_add(LATE_MS))
    }

    /// Whether a command comes to the same as the strokes in their own rhythm: the same happens, and the device is at
    /// the same place afterwards. A joined tap could be too early for what changes by itself.
    fn does_the_same(&self, command: &str, strokes: &[Stroke], left: &[&Entry]) -> bool {
        let Some(first) = strokes.first() else {
            return false;
        };
        let Some(mut as_written) = self.tried(command) else {
            return false;
        };
        let mut as_logged = self.hand.clone();
        let late = self.now().saturating_sub(first.pressed);
        for entry in left.iter().take(2 * strokes.len()) {
            as_logged.player.advance_to(entry.tick.saturating_add(late));
            // What is refused here is refused there.
            let _ = as_logged.player.act(&entry.action);
        }
        // Both have taken what the last key led to at the next sub-step, unless something follows at once.
        let both = as_logged.player.tick().max(as_written.player.tick());
        let mut settled = both.saturating_add(2 * TENTH_MS);
        if let Some(next) = next_tick(strokes.len(), left) {
            settled = settled.min(both.max(next));
        }
        as_logged.player.advance_to(settled);
        as_written.player.advance_to(settled);
        let place = as_logged.screen_of(first.channel);
        as_logged.player.ending() == as_written.player.ending()
            && as_logged.player.present().counts == as_written.player.present().counts
            && place.is_at_the_same_place(&as_written.screen_of(first.channel))
    }

    /// A key that stays down, or one that is too quick for a tap of the hand: a hold leaves no gap behind it.
    /// It lasts no longer than it did, so that what needs a longer one does not begin, unless only that does the same.
    fn hold(&self, stroke: Stroke, left: &[&Entry]) -> String {
        let begin = self.now();
        let whole = (stroke.released - stroke.pressed) / TENTH_MS;
        let room = next_tick(1, left).map_or(u64::MAX, |next| {
            next.saturating_add(TENTH_MS - 1).saturating_sub(begin) / TENTH_MS
        });
        let held = |tenths: u64| {
            let (channel, key) = (stroke.channel.prefix(), stroke.key.as_str());
            format!("{channel}hold {key} {}", seconds(tenths.min(room)))
        };
        let longer = held(whole + 1);
        let command = held(whole.max(1));
        if !self.does_the_same(&command, &[stroke], left) && self.does_the_same(&longer, &[stroke], left) {
            return longer;
        }
        command
    }

    /// A key that goes down and, as far as the log tells, does not come up before something else is done.
    fn press(&mut self, channel: ChannelId, key: Key, tick: u64, left: usize) {
        self.wait(self.tenths_until(tick));
        let (channel, key) = (channel.prefix(), key.as_str());
        let mut command = format!("{channel}press {key}");
        if left == 1
            && let Some(mut pressed) = self.tried(&command)
        {
            // The press that ends a run has no release either when a tap did it.
            pressed.player.advance_to(pressed.player.tick() + PRESS_MS);
            if pressed.player.ending().is_some() {
                command = format!("{channel}tap {key}");
            }
        }
        self.step(&command, tick);
    }

    /// The tenths of a second until a key goes down. What bounced still bounces, and what was pressed again is.
    fn tenths_until_stroke(&self, stroke: &Stroke) -> u64 {
        let wait = self.tenths_until(stroke.pressed);
        match &self.stroke {
            Some(before) if before.is_followed_by_bounce(stroke) => 0,
            Some(before) if before.is_same_key(stroke) => {
                // A tap of the hand has the gap in itself, a hold has none.
                let pressed = self.now().saturating_add(wait * TENTH_MS);
                let gap = pressed.saturating_sub(self.hand_released());
                if gap < BOUNCE_MS { wait.max(1) } else { wait }
            }
            _ => wait,
        }
    }

    /// When the hand did its last act.
    fn hand_released(&self) -> u64 {
        let entries = self.hand.player.entries();
        entries.last().map_or(0, |entry| entry.tick)
    }
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

/// A stroke and those that follow it quickly at the same channel; none if it is not quick itself.
fn quick_strokes(first: Stroke, left: &[&Entry]) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = Vec::new();
    while strokes.len() < KEYS_AT_ONCE
        && let Some(next) = stroke(left.get(2 * strokes.len()..).unwrap_or_default())
        && next.channel == first.channel
        && next.is_quick()
    {
        let is_late = |before: &Stroke| next.pressed.saturating_sub(before.pressed) > QUICK_MS;
        if strokes.last().is_some_and(is_late) {
            break;
        }
        // A tap has a gap behind it, in which a bounce would become a press.
        if strokes
            .last()
            .is_some_and(|before| before.is_followed_by_bounce(&next))
        {
            strokes.pop();
            break;
        }
        strokes.push(next);
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
