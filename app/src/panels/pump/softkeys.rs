//! What the five soft keys mean, for the eye (above the key) and for the ear (the key's name).

use simulators::pump::view::{PumpView, SoftKey};

use crate::words;

/// A soft key's short label and full name; none where the key has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SoftLabel {
    pub(super) short: String,
    pub(super) name: String,
}

/// The five labels. A key that takes a choice carries the choice's number.
pub(super) fn soft_keys(view: &PumpView) -> [Option<SoftLabel>; 5] {
    let mut places = 0_usize..;
    view.soft_keys.map(|key| {
        let place = places.next().unwrap_or_default();
        let key = key?;
        Some(match (key, view.choices.get(place)) {
            (SoftKey::Choose, Some(choice)) => SoftLabel {
                short: (place + 1).to_string(),
                name: words::pump::choose(&words::pump::choice(&choice.text)),
            },
            _ => SoftLabel {
                short: words::pump::soft_key(key).to_owned(),
                name: words::pump::soft_key(key).to_owned(),
            },
        })
    })
}

/// The full name of the key at a place, counted from 0.
pub(super) fn name(all: &[Option<SoftLabel>; 5], place: u8) -> String {
    all.get(usize::from(place)).and_then(Option::as_ref).map_or_else(
        || words::pump::soft_key_empty(place + 1),
        |label| label.name.clone(),
    )
}
