//! Answers on their way to the server: kept on this device until the server has them.

use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use training::exams::{Response, Responses};
use uuid::Uuid;

use crate::api::exams::keep_answer;
use crate::error::AppError;

/// How long to wait after a failure.
const AGAIN: Duration = Duration::from_secs(3);

/// An answer that the server does not have yet. It holds no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    question: String,
    number: u64,
    response: Option<Response>,
}

/// How the answers stand with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// The server has them all.
    All,
    /// Some are on their way.
    OnTheWay,
    /// The server was not reached; they are kept here and sent again.
    Waiting,
    /// The server refused one.
    Refused,
}

/// The queue of one sitting.
#[derive(Clone, Copy)]
pub(super) struct Queue {
    sitting: Uuid,
    /// What the sheet shows as answered.
    pub(super) responses: RwSignal<Responses>,
    waiting: RwSignal<Vec<Waiting>>,
    pub(super) saved: RwSignal<Saved>,
    last_number: StoredValue<u64>,
    is_sending: StoredValue<bool>,
}

impl Queue {
    /// The queue of a sitting, with whatever an earlier page left on this device.
    pub(super) fn new(sitting: Uuid, responses: Responses, last_number: u64) -> Self {
        let queue = Self {
            sitting,
            responses: RwSignal::new(responses),
            waiting: RwSignal::new(Vec::new()),
            saved: RwSignal::new(Saved::All),
            last_number: StoredValue::new(last_number),
            is_sending: StoredValue::new(false),
        };
        // Only a browser has a storage, and it reads it after the page is alive.
        Effect::new(move |_: Option<()>| queue.take_up());
        queue
    }

    /// Keeps an answer, and sends it.
    pub(super) fn put(self, question: &str, response: Option<Response>) {
        let number = self.last_number.with_value(|last| last + 1);
        self.last_number.set_value(number);
        self.responses.update(|responses| match &response {
            Some(response) => {
                responses.insert(question.to_owned(), response.clone());
            }
            None => {
                responses.remove(question);
            }
        });
        self.waiting.update(|waiting| {
            waiting.push(Waiting {
                question: question.to_owned(),
                number,
                response,
            });
        });
        self.write_down();
        self.send();
    }

    /// How many answers the server does not have yet.
    pub(super) fn n_waiting(self) -> usize {
        self.waiting.with(Vec::len)
    }

    /// Sends what waits, one after another.
    pub(super) fn send(self) {
        if self.is_sending.get_value() || self.waiting.with_untracked(Vec::is_empty) {
            return;
        }
        self.is_sending.set_value(true);
        self.saved.set(Saved::OnTheWay);
        leptos::task::spawn_local(async move {
            while let Some(next) = self
                .waiting
                .try_with_untracked(|waiting| waiting.first().cloned())
                .flatten()
            {
                let sent = keep_answer(
                    self.sitting,
                    next.question.clone(),
                    next.number,
                    next.response.clone(),
                )
                .await;
                match sent {
                    Ok(()) => self.done(next.number),
                    Err(AppError::Offline | AppError::Unavailable | AppError::Busy { .. }) => {
                        self.is_sending.try_set_value(false);
                        self.saved.try_set(Saved::Waiting);
                        set_timeout(move || self.send(), AGAIN);
                        return;
                    }
                    Err(_) => {
                        self.done(next.number);
                        self.is_sending.try_set_value(false);
                        self.saved.try_set(Saved::Refused);
                        return;
                    }
                }
            }
            self.is_sending.try_set_value(false);
            self.saved.try_set(Saved::All);
        });
    }

    fn done(self, number: u64) {
        self.waiting
            .try_update(|waiting| waiting.retain(|waiting| waiting.number != number));
        self.write_down();
    }

    fn key(self) -> String {
        format!("titrate.answers.{}", self.sitting)
    }

    fn write_down(self) {
        let Some(storage) = window().local_storage().ok().flatten() else {
            return;
        };
        let Some(waiting) = self.waiting.try_get_untracked() else {
            return;
        };
        // A full storage is no reason to lose the answer: it is on its way as well.
        let _ = match waiting.is_empty() {
            true => storage.remove_item(&self.key()),
            false => storage.set_item(&self.key(), &serde_json::to_string(&waiting).unwrap_or_default()),
        };
    }

    fn take_up(self) {
        let text = window()
            .local_storage()
            .ok()
            .flatten()
            .and_then(|storage| storage.get_item(&self.key()).ok().flatten());
        let kept: Vec<Waiting> = text
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        for waiting in kept {
            self.put(&waiting.question, waiting.response);
        }
    }
}
