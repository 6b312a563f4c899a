//! What the five soft keys mean, for the eye (above the key) and for the ear (the key's name).

use simulators::pump::view::{PumpView, SoftKey};

use crate::panels::device::shown::SoftLabel;
use crate::words;

/// The five labels. A key that takes a choice carries the choice's number.
pub(super) fn soft_keys(view: &PumpView) -> [Option<SoftLabel>; 5] {
    let mut places = 0_usize..;
    view.soft_keys.map(|key| {
        let place = places.next().unwrap_or_default();
        let key = key?;
        let (short, name) = match (key, view.choices.get(place)) {
            (SoftKey::Choose, Some(choice)) => (
                (place + 1).to_string(),
                words::pump::choose(&words::pump::choice(&choice.text)),
            ),
            _ => (
                words::pump::soft_key(key).to_owned(),
                words::pump::soft_key(key).to_owned(),
            ),
        };
        Some(SoftLabel {
            short,
            name,
            held: false,
        })
    })
}
