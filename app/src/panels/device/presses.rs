//! Which keys are held down by which finger or key of the keyboard, so that nothing fires twice.

use simulators::pump::key::{Key, KeySet};

/// What holds a key down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A mouse, pen or finger, by its pointer id.
    Pointer(i32),
    /// A key of the keyboard, by its code.
    Keyboard(String),
    /// A screen reader or voice control.
    Assistant,
}

/// The keys that are down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presses(Vec<(Source, Key)>);

impl Presses {
    /// A source goes down on a key. Returns whether the key was up before: only then is it a press.
    pub fn down(&mut self, source: Source, key: Key) -> bool {
        if self.0.iter().any(|(held, _)| *held == source) {
            return false;
        }
        let fresh = self.0.iter().all(|(_, held)| *held != key);
        self.0.push((source, key));
        fresh
    }

    /// A source comes up. Returns the key that came up with it, if no other source still holds it.
    pub fn up(&mut self, source: &Source) -> Option<Key> {
        let place = self.0.iter().position(|(held, _)| held == source)?;
        let (_, key) = self.0.remove(place);
        self.0.iter().all(|(_, held)| *held != key).then_some(key)
    }

    /// Everything comes up. Returns each key once.
    pub fn up_all(&mut self) -> KeySet {
        let keys = self.keys();
        self.0.clear();
        keys
    }

    /// The keys that are down.
    pub fn keys(&self) -> KeySet {
        self.0.iter().fold(KeySet::EMPTY, |set, (_, key)| set.with(*key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_held_by_two_fingers_is_pressed_once_and_released_once() {
        let mut presses = Presses::default();
        assert!(presses.down(Source::Pointer(1), Key::Digit1));
        assert!(!presses.down(Source::Pointer(2), Key::Digit1));
        assert_eq!(presses.up(&Source::Pointer(1)), None);
        assert_eq!(presses.up(&Source::Pointer(2)), Some(Key::Digit1));
    }

    #[test]
    fn the_keyboard_repeating_a_key_presses_once() {
        let mut presses = Presses::default();
        assert!(presses.down(Source::Keyboard("Digit5".into()), Key::Digit5));
        assert!(!presses.down(Source::Keyboard("Digit5".into()), Key::Digit5));
        assert_eq!(presses.up(&Source::Keyboard("Digit5".into())), Some(Key::Digit5));
        assert_eq!(presses.up(&Source::Keyboard("Digit5".into())), None);
    }

    #[test]
    fn leaving_the_window_lets_go_of_everything() {
        let mut presses = Presses::default();
        presses.down(Source::Pointer(1), Key::Start);
        presses.down(Source::Assistant, Key::Enter);
        assert_eq!(presses.up_all(), KeySet::of(&[Key::Start, Key::Enter]));
        assert_eq!(presses.keys(), KeySet::EMPTY);
    }
}
