//! The id of a graded run is stored before it is sent, so that asking again never opens a second one.

use leptos::prelude::window;
use uuid::Uuid;

/// The graded run of a module that was opened on this device.
#[must_use]
pub fn opened(module: &str) -> Option<Uuid> {
    let text = storage()?.get_item(&key(module)).ok().flatten()?;
    Uuid::parse_str(&text).ok()
}

/// Writes the id down.
pub fn keep_opened(module: &str, attempt: Uuid) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(module), &attempt.to_string());
    }
}

/// The run is over: the next one gets an id of its own.
pub fn forget_opened(module: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(module));
    }
}

fn key(module: &str) -> String {
    format!("titrate.open.{module}")
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
