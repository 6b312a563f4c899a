//! The one queue of finished runs on this device. A run leaves it only when the server says that it is on the
//! record; what the server will never take stays on the device and is not sent again.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::{KeptRun, forget, keep, kept};
use crate::api::attempts::{Receipt, SentLog, deliver};
use crate::error::{AppError, Refusal};

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum Delivered {
    /// The server has it.
    Recorded(Box<Receipt>),
    /// Not now; it stays on this device and is tried again.
    Waiting(AppError),
    /// The server will never take it; it stays on this device for eight days.
    Refused(AppError),
}

/// The queue, shared by the frame and the run page.
#[derive(Clone, Copy)]
pub struct Outbox {
    waiting: RwSignal<usize>,
    outcomes: RwSignal<BTreeMap<Uuid, Delivered>>,
    sending: StoredValue<bool>,
}

impl Outbox {
    /// An empty view of the queue; [`Outbox::flush`] fills it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            waiting: RwSignal::new(0),
            outcomes: RwSignal::new(BTreeMap::new()),
            sending: StoredValue::new(false),
        }
    }

    /// How many runs are not yet sent.
    #[must_use]
    pub fn waiting(self) -> usize {
        self.waiting.get()
    }

    /// What became of a run in this visit.
    #[must_use]
    pub fn outcome(self, attempt: Uuid) -> Option<Delivered> {
        self.outcomes.with(|outcomes| outcomes.get(&attempt).cloned())
    }

    /// A run that the server refused in this visit.
    #[must_use]
    pub fn refused(self) -> Option<AppError> {
        self.outcomes.with(|outcomes| {
            outcomes.values().find_map(|outcome| match outcome {
                Delivered::Refused(error) => Some(error.clone()),
                _ => None,
            })
        })
    }

    /// Sends what waits, unless that is under way already.
    pub fn flush(self) {
        spawn_local(self.flushed());
    }

    /// Sends what waits, one after the other; the first that has to wait ends the round. One that the server cannot read
    /// is passed over, so that it holds up no other.
    pub async fn flushed(self) {
        if self.sending.get_value() {
            return;
        }
        self.sending.set_value(true);
        let mut passed_over = Vec::new();
        while let Some(run) = self.next(&passed_over) {
            let attempt = run.attempt;
            let outcome = send(run).await;
            let unread = matches!(outcome, Delivered::Waiting(AppError::BadRequest));
            let ends = matches!(outcome, Delivered::Waiting(_)) && !unread;
            if unread {
                passed_over.push(attempt);
            }
            self.outcomes.update(|outcomes| {
                outcomes.insert(attempt, outcome);
            });
            if ends {
                break;
            }
        }
        self.next(&[]);
        self.sending.set_value(false);
    }

    fn next(self, passed_over: &[Uuid]) -> Option<KeptRun> {
        let mut runs: Vec<_> = kept().into_iter().filter(KeptRun::waits).collect();
        self.waiting.set(runs.len());
        runs.retain(|run| !passed_over.contains(&run.attempt));
        runs.pop()
    }
}

impl Default for Outbox {
    fn default() -> Self {
        Self::new()
    }
}

/// Sends a run. Sending it twice records it once.
async fn send(mut run: KeptRun) -> Delivered {
    match deliver(run.attempt, run.token.clone(), SentLog(run.log.clone())).await {
        Ok(receipt) => {
            forget(run.attempt);
            Delivered::Recorded(Box::new(receipt))
        }
        Err(error) if is_final(&error) => {
            run.refused = true;
            keep(&run);
            Delivered::Refused(error)
        }
        Err(error) => Delivered::Waiting(error),
    }
}

/// Only what the server itself has said, and will say again, is final.
fn is_final(error: &AppError) -> bool {
    match error {
        AppError::NotFound | AppError::Invalid { .. } | AppError::Conflict => true,
        AppError::Refused(refusal) => {
            matches!(
                refusal,
                Refusal::Expired | Refusal::Closed | Refusal::OtherVersion
            )
        }
        AppError::SignedOut
        | AppError::BadRequest
        | AppError::Busy { .. }
        | AppError::Offline
        | AppError::Unavailable => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_stays_in_the_queue_whatever_a_proxy_or_an_overloaded_server_answers() {
        for error in [
            AppError::SignedOut,
            AppError::BadRequest,
            AppError::Busy { retry_after_s: 1 },
            AppError::Offline,
            AppError::Unavailable,
        ] {
            assert!(!is_final(&error), "{error:?}");
        }
    }
}
