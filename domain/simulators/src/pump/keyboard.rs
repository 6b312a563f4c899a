//! The key contacts: which are down since when, bounce, hold and a stuck key.

use super::key::Key;

/// A second closing of a contact within this time of its opening is bounce, ms.
pub(crate) const DEBOUNCE_TICKS: u64 = 50;
/// A key that is down for this long is stuck, ms (FDA Generic Infusion Pump 2.3.1).
pub(crate) const STUCK_TICKS: u64 = 60_000;
/// Holding the power key for this long switches off without a question, ms.
pub(crate) const POWER_HOLD_TICKS: u64 = 3_000;
/// A held list key begins to repeat after this time, ms.
pub(crate) const REPEAT_AFTER_TICKS: u64 = 600;
/// It then repeats at this interval, ms.
pub(crate) const REPEAT_EVERY_TICKS: u64 = 200;

/// State of the key contacts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Keyboard {
    down: u32,
    since: [u64; Key::COUNT],
    released: [Option<u64>; Key::COUNT],
    stuck: u32,
    /// Keys that bounce for longer than [`DEBOUNCE_TICKS`].
    worn: u32,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self {
            down: 0,
            since: [0; Key::COUNT],
            released: [None; Key::COUNT],
            stuck: 0,
            worn: 0,
        }
    }
}

impl Keyboard {
    /// A contact closes. Returns whether that counts as a press.
    pub(crate) fn press(&mut self, key: Key, tick: u64) -> bool {
        let bounced = self.released[key as usize]
            .is_some_and(|released| tick.saturating_sub(released) < DEBOUNCE_TICKS);
        if self.is_down(key) || bounced {
            return false;
        }
        self.down |= 1 << key as u32;
        self.since[key as usize] = tick;
        true
    }

    /// A finger leaves a key; a stuck contact stays closed.
    pub(crate) fn release(&mut self, key: Key, tick: u64) {
        if self.is_down(key) && self.stuck & (1 << key as u32) == 0 {
            self.down &= !(1 << key as u32);
            self.released[key as usize] = Some(tick);
        }
    }

    /// The contact jams: it stays closed from its next press on. Returns whether that closes it now.
    pub(crate) fn stick(&mut self, key: Key, tick: u64) -> bool {
        self.stuck |= 1 << key as u32;
        self.press(key, tick)
    }

    /// The contact wears: each of its presses counts twice from now on.
    pub(crate) const fn wear(&mut self, key: Key) {
        self.worn |= 1 << key as u32;
    }

    /// How often a press of the key counts.
    pub(crate) const fn counts(&self, key: Key) -> u8 {
        if self.worn & (1 << key as u32) == 0 { 1 } else { 2 }
    }

    pub(crate) const fn is_any_down(&self) -> bool {
        self.down != 0
    }

    pub(crate) const fn is_down(&self, key: Key) -> bool {
        self.down & (1 << key as u32) != 0
    }

    /// How long the key has been down, ms.
    pub(crate) const fn held_ticks(&self, key: Key, tick: u64) -> Option<u64> {
        if self.is_down(key) {
            Some(tick.saturating_sub(self.since[key as usize]))
        } else {
            None
        }
    }

    /// Whether a contact is jammed and closed.
    pub(crate) const fn has_jammed_key(&self) -> bool {
        self.down & self.stuck != 0
    }

    /// Whether any key has been down so long that it must be stuck.
    pub(crate) fn has_stuck_key(&self, tick: u64) -> bool {
        let mut left = self.down;
        while left != 0 {
            let place = left.trailing_zeros() as usize;
            if tick.saturating_sub(self.since[place]) >= STUCK_TICKS {
                return true;
            }
            left &= left - 1;
        }
        false
    }

    /// Whether a held key repeats at this sub-step boundary.
    pub(crate) fn repeats(&self, key: Key, tick: u64) -> bool {
        self.held_ticks(key, tick).is_some_and(|held| {
            // The press may lie anywhere within a sub-step; boundaries are counted instead.
            let boundaries = held / crate::STEP_TICKS;
            let after = REPEAT_AFTER_TICKS / crate::STEP_TICKS;
            let every = REPEAT_EVERY_TICKS / crate::STEP_TICKS;
            boundaries >= after && (boundaries - after).is_multiple_of(every)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_that_bounces_counts_once() {
        let mut keys = Keyboard::default();
        assert!(keys.press(Key::Digit0, 100));
        keys.release(Key::Digit0, 180);
        assert!(!keys.press(Key::Digit0, 200));
        assert!(keys.press(Key::Digit0, 230));
    }

    #[test]
    fn a_stuck_contact_does_not_open() {
        let mut keys = Keyboard::default();
        assert!(keys.stick(Key::Up, 0));
        keys.release(Key::Up, 10);
        assert!(keys.has_stuck_key(STUCK_TICKS) && !keys.has_stuck_key(STUCK_TICKS - 1));
    }
}
