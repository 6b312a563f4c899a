//! Keys of the keyboard that stand for keys of the pump while the focus is inside the panel.

use simulators::pump::key::Key;

/// The pump key for what the keyboard says (`KeyboardEvent.key`).
pub fn pump_key(name: &str) -> Option<Key> {
    Some(match name {
        "0" => Key::Digit0,
        "1" => Key::Digit1,
        "2" => Key::Digit2,
        "3" => Key::Digit3,
        "4" => Key::Digit4,
        "5" => Key::Digit5,
        "6" => Key::Digit6,
        "7" => Key::Digit7,
        "8" => Key::Digit8,
        "9" => Key::Digit9,
        "." | "," => Key::Point,
        "Enter" => Key::Enter,
        "Delete" | "Backspace" => Key::Clear,
        "Escape" => Key::Back,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "q" | "Q" => Key::Soft1,
        "w" | "W" => Key::Soft2,
        "e" | "E" => Key::Soft3,
        "r" | "R" => Key::Soft4,
        "t" | "T" => Key::Soft5,
        "s" | "S" => Key::Start,
        "p" | "P" => Key::Pause,
        "m" | "M" => Key::Silence,
        "b" | "B" => Key::Bolus,
        "i" | "I" => Key::Options,
        "o" | "O" => Key::Power,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_pump_can_be_reached_from_the_keyboard() {
        let names = [
            "0",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9",
            ".",
            "Enter",
            "Delete",
            "Escape",
            "ArrowUp",
            "ArrowDown",
            "q",
            "w",
            "e",
            "r",
            "t",
            "s",
            "p",
            "m",
            "b",
            "i",
            "o",
        ];
        for &key in Key::ALL {
            assert!(
                names.iter().any(|name| pump_key(name) == Some(key)),
                "{}",
                key.as_str()
            );
        }
    }
}
