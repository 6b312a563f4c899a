//! The id of a run is stored before it is sent, so that asking again never opens a second one.
//!
//! A graded run is the only one of its module on this device, whatever is closed or restarted. A practice belongs to
//! its tab: who reloads it goes on, who leaves it begins another.

use leptos::prelude::window;
use uuid::Uuid;

use crate::api::attempts::Kind;

/// The run of a module that was opened here.
#[must_use]
pub fn opened(module: &str, kind: Kind) -> Option<Uuid> {
    let text = storage(kind)?.get_item(&key(module)).ok().flatten()?;
    Uuid::parse_str(&text).ok()
}

/// Writes the id down.
pub fn keep_opened(module: &str, kind: Kind, attempt: Uuid) {
    if let Some(storage) = storage(kind) {
        let _ = storage.set_item(&key(module), &attempt.to_string());
    }
}

/// The run is over: the next one gets an id of its own.
pub fn forget_opened(module: &str, kind: Kind) {
    if let Some(storage) = storage(kind) {
        let _ = storage.remove_item(&key(module));
    }
}

fn key(module: &str) -> String {
    format!("titrate.open.{module}")
}

fn storage(kind: Kind) -> Option<web_sys::Storage> {
    let storage = match kind {
        Kind::Practice => window().session_storage(),
        Kind::Graded => window().local_storage(),
    };
    storage.ok().flatten()
}
