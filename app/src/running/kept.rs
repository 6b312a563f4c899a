//! Runs kept on this device until the server has them: ids and actions, no names.

use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use training::log::ActionLog;
use training::play::ScriptError;
use uuid::Uuid;

use super::Session;
use super::session::Clock;
use crate::api::attempts::{Kind, Ticket};

const PREFIX: &str = "titrate.run.";
const DAY_MS: u64 = 86_400_000;

/// A run as it lies in the browser's storage. Only who plays it on reads its log; whoever sends it passes it on as it
/// is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptRun<L = Value> {
    /// The attempt.
    pub attempt: Uuid,
    /// Delivers this attempt's log and nothing else.
    pub token: String,
    /// Practice or for a grade.
    pub kind: Kind,
    /// The log so far.
    pub log: L,
    /// Whether the run is over and waits to be sent.
    pub over: bool,
    /// Whether the server has said that it will never take it.
    #[serde(default)]
    pub refused: bool,
    clock: Clock,
}

impl<L> KeptRun<L> {
    /// Whether it is over and waits to be sent.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.over && !self.refused
    }
}

impl KeptRun {
    /// The run with its log read; nothing if this version of the application cannot read it.
    #[must_use]
    pub fn read(self) -> Option<KeptRun<ActionLog>> {
        Some(KeptRun {
            attempt: self.attempt,
            token: self.token,
            kind: self.kind,
            log: serde_json::from_value(self.log).ok()?,
            over: self.over,
            refused: self.refused,
            clock: self.clock,
        })
    }
}

impl KeptRun<ActionLog> {
    /// The run as it stands.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let ticket = session.ticket();
        Self {
            attempt: ticket.attempt,
            token: ticket.token.clone(),
            kind: ticket.kind,
            log: session.log(),
            over: session.player().ending().is_some(),
            refused: false,
            clock: session.clock(),
        }
    }

    /// Takes the run up again on its ticket.
    ///
    /// # Errors
    /// The script cannot be played by this version of the application.
    pub fn resume(&self, ticket: Ticket) -> Result<Session, ScriptError> {
        Session::resume(ticket, &self.log, self.clock)
    }
}

/// Writes a run down. Where the storage is full, other practice runs make room.
pub fn keep<L: Serialize>(run: &KeptRun<L>) {
    let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(run)) else {
        return;
    };
    if storage.set_item(&key(run.attempt), &text).is_err() {
        for other in kept()
            .iter()
            .filter(|other| other.kind == Kind::Practice && other.attempt != run.attempt)
        {
            forget(other.attempt);
        }
        let _ = storage.set_item(&key(run.attempt), &text);
    }
}

/// Removes what nobody will take up or send any more: practice left a day ago, anything older than a delivery
/// can be.
pub fn tidy() {
    let now_ms = js_sys::Date::now() as u64;
    for run in kept() {
        let age_ms = now_ms.saturating_sub(run.clock.seen_ms());
        let left = run.kind == Kind::Practice && !run.over && age_ms > DAY_MS;
        if left || age_ms > 8 * DAY_MS {
            forget(run.attempt);
        }
    }
}

/// Removes a run that the server has.
pub fn forget(attempt: Uuid) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(attempt));
    }
}

/// All runs kept on this device. What cannot be read is left where it is.
#[must_use]
pub fn kept() -> Vec<KeptRun> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    (0..storage.length().unwrap_or(0))
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(PREFIX))
        .filter_map(|key| storage.get_item(&key).ok().flatten())
        .filter_map(|text| serde_json::from_str(&text).ok())
        .collect()
}

fn key(attempt: Uuid) -> String {
    format!("{PREFIX}{attempt}")
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
