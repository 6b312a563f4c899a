//! The alarms of one device: which are active since when, the pause of the sound, the log.

use std::collections::VecDeque;

use super::arbitration::{Active, Arbitration, Audio, arbitrate};
use super::priority::Priority;
use super::table::AlarmId;

/// How long the sound can be paused, ms: two minutes, then it comes back (FDA Generic Infusion Pump 3.2.1).
pub const SILENCE_TICKS: u64 = 120_000;

/// Entries the log keeps; older ones are dropped.
pub const LOG_LENGTH: usize = 200;

/// Most alarms that a device can have.
const MOST: usize = 32;

/// A device's list of alarms.
pub trait Alarm: Copy + Ord + 'static {
    /// Every alarm, in order of declaration.
    const ALL: &'static [Self];

    /// Place in the list, under 32.
    fn place(self) -> usize;

    /// Its priority, unless it is configured otherwise.
    fn standard_priority(self) -> Priority;

    /// Whether its sound may be paused.
    fn can_be_silenced(self) -> bool {
        true
    }
}

/// Where a board tells of what happens to its alarms.
pub(crate) trait AlarmEvents<A> {
    /// An alarm began.
    fn raised(&mut self, tick: u64, alarm: A);
    /// An alarm ended.
    fn cleared(&mut self, tick: u64, alarm: A);
    /// The sound was paused.
    fn silenced(&mut self, tick: u64);
}

/// What a log entry tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogKind {
    /// The alarm began.
    Raised,
    /// The alarm ended.
    Cleared,
    /// Its sound was paused.
    Silenced,
}

/// An entry of the alarm log, which survives switching off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEntry<A = AlarmId> {
    /// When, ms.
    pub tick: u64,
    /// Which alarm.
    pub alarm: A,
    /// What happened to it.
    pub kind: LogKind,
}

/// The alarms of one device.
#[derive(Clone, Debug, PartialEq)]
pub struct AlarmBoard<A = AlarmId> {
    since: [Option<u64>; MOST],
    priorities: [Priority; MOST],
    active: u32,
    silence: Option<Silence>,
    log: VecDeque<LogEntry<A>>,
}

/// A pause of the sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Silence {
    until: u64,
    /// A newer alarm above this priority ends the pause.
    above: Priority,
}

impl<A: Alarm> Default for AlarmBoard<A> {
    fn default() -> Self {
        let mut priorities = [Priority::Low; MOST];
        for &alarm in A::ALL {
            priorities[alarm.place()] = alarm.standard_priority();
        }
        Self {
            since: [None; MOST],
            priorities,
            active: 0,
            silence: None,
            log: VecDeque::new(),
        }
    }
}

impl<A: Alarm> AlarmBoard<A> {
    /// Gives an alarm another priority than the table's, by configuration.
    pub(crate) fn reprioritise(&mut self, alarm: A, priority: Priority) {
        self.priorities[alarm.place()] = priority;
    }

    /// Whether the alarm is active.
    #[must_use]
    pub fn is_active(&self, alarm: A) -> bool {
        self.active & (1 << alarm.place()) != 0
    }

    /// Raises an alarm; one that is active already is left as it is. Returns whether it is new.
    pub(crate) fn raise(&mut self, alarm: A, tick: u64, events: &mut impl AlarmEvents<A>) -> bool {
        if self.is_active(alarm) {
            return false;
        }
        self.active |= 1 << alarm.place();
        self.since[alarm.place()] = Some(tick);
        let priority = self.priorities[alarm.place()];
        let ends_silence = |silence: Silence| priority > silence.above || !alarm.can_be_silenced();
        if self.silence.is_some_and(ends_silence) {
            self.silence = None;
        }
        self.write(tick, alarm, LogKind::Raised);
        events.raised(tick, alarm);
        true
    }

    /// Clears an alarm; one that is not active is left as it is. With the last alarm the pause ends too.
    pub(crate) fn clear(&mut self, alarm: A, tick: u64, events: &mut impl AlarmEvents<A>) {
        if !self.is_active(alarm) {
            return;
        }
        self.active &= !(1 << alarm.place());
        self.since[alarm.place()] = None;
        if self.active == 0 {
            self.silence = None;
        }
        self.write(tick, alarm, LogKind::Cleared);
        events.cleared(tick, alarm);
    }

    /// Raises or clears an alarm that follows its condition without a latch.
    pub(crate) fn follow(&mut self, alarm: A, holds: bool, tick: u64, events: &mut impl AlarmEvents<A>) {
        if holds {
            self.raise(alarm, tick, events);
        } else {
            self.clear(alarm, tick, events);
        }
    }

    /// Pauses the sound for two minutes, if there is one.
    pub(crate) fn silence(&mut self, tick: u64, events: &mut impl AlarmEvents<A>) {
        let Some(above) = self.highest() else { return };
        if A::ALL
            .iter()
            .any(|&alarm| self.is_active(alarm) && !alarm.can_be_silenced())
        {
            return;
        }
        self.silence = Some(Silence {
            until: tick + SILENCE_TICKS,
            above,
        });
        if let Some((alarm, _, _)) = self.sorted().first().copied() {
            self.write(tick, alarm, LogKind::Silenced);
        }
        events.silenced(tick);
    }

    /// Lets the sound come back when its pause is over.
    pub(crate) fn step(&mut self, tick: u64) {
        if self.silence.is_some_and(|silence| tick >= silence.until) {
            self.silence = None;
        }
    }

    /// Seconds until the sound comes back.
    #[must_use]
    pub fn silence_left_s(&self, tick: u64) -> Option<u32> {
        let left = self.silence?.until.saturating_sub(tick).div_ceil(1_000);
        u32::try_from(left).ok()
    }

    /// Whether the sound is paused.
    #[must_use]
    pub const fn is_silenced(&self) -> bool {
        self.silence.is_some()
    }

    /// Whether any alarm is active.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.active != 0
    }

    /// The highest priority that is active.
    #[must_use]
    pub fn highest(&self) -> Option<Priority> {
        let mut highest = None;
        let mut left = self.active;
        while left != 0 {
            highest = highest.max(Some(self.priorities[left.trailing_zeros() as usize]));
            left &= left - 1;
        }
        highest
    }

    /// Active alarms with priority and onset: highest first, among equals the newest, then in table order.
    #[must_use]
    pub fn sorted(&self) -> Vec<(A, Priority, u64)> {
        let mut alarms: Vec<_> = A::ALL
            .iter()
            .filter_map(|&alarm| Some((alarm, self.priorities[alarm.place()], self.since[alarm.place()]?)))
            .collect();
        alarms.sort_by(|a, b| (b.1, b.2, a.0).cmp(&(a.1, a.2, b.0)));
        alarms
    }

    /// Outcome of arbitration over [`AlarmBoard::sorted`].
    #[must_use]
    pub fn arbitrate(&self) -> Arbitration {
        let active: Vec<Active> = self
            .sorted()
            .iter()
            .map(|&(_, priority, since)| Active {
                priority,
                since: since as f64,
            })
            .collect();
        arbitrate(
            &active,
            if self.is_silenced() {
                Audio::Paused
            } else {
                Audio::On
            },
        )
    }

    /// The log, oldest first.
    pub fn log(&self) -> impl Iterator<Item = &LogEntry<A>> {
        self.log.iter()
    }

    fn write(&mut self, tick: u64, alarm: A, kind: LogKind) {
        if self.log.len() == LOG_LENGTH {
            self.log.pop_front();
        }
        self.log.push_back(LogEntry { tick, alarm, kind });
    }
}
