//! Kinds about number entry and what can go wrong with it.

use serde_json::json;

use super::given::{Given, Missing};
use super::{Produced, produced};
use crate::drugs::slip::slip;
use crate::entry::{EntryKey, EntryStyle, NumberEntry};
use crate::pump::keypad::KeypadRules;

pub(super) fn chevron_entry(given: &Given<'_>) -> Produced {
    let rules = KeypadRules {
        minimum: 0.0,
        maximum: 1_200.0,
        decimals: 1,
    };
    let mut entry = NumberEntry::new(EntryStyle::Chevrons, Some(given.number("start_value")?), &rules);
    for key in given.list("keys")? {
        let key = match key.as_str() {
            Some("up") => EntryKey::Up,
            Some("UP") => EntryKey::WideUp,
            Some("dn") => EntryKey::Down,
            Some("DN") => EntryKey::WideDown,
            _ => return Err(Missing::named("keys")),
        };
        entry.press(key, &rules);
    }
    Ok(produced([("value", json!(entry.value()))]))
}

pub(super) fn entry_error_class(given: &Given<'_>) -> Produced {
    let (intended, entered) = (given.number("intended")?, given.number("entered")?);
    Ok(produced([
        ("ratio", json!(entered / intended)),
        ("class", json!(slip(intended, entered).as_str())),
    ]))
}
