//! The text of a draft on this device, until the server has it: nothing is lost with a tab, a network or a server.

use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that the server does not have yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptText {
    /// The revision that it rests on.
    pub(super) revision: u32,
    /// The text.
    pub(super) source: String,
}

/// What this device has kept of a draft.
pub(super) fn kept(draft: Uuid) -> Option<KeptText> {
    let text = storage()?.get_item(&key(draft)).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Writes a text down.
pub(super) fn keep(draft: Uuid, text: &KeptText) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(text)) {
        let _ = storage.set_item(&key(draft), &text);
    }
}

/// The server has it.
pub(super) fn forget(draft: Uuid) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(draft));
    }
}

fn key(draft: Uuid) -> String {
    format!("titrate.draft.{draft}")
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
