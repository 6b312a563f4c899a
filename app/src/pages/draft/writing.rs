//! A text that saves itself.
//!
//! Every change is kept on the device at once and sent after a short pause. While somebody else's revision stands in the
//! way nothing is sent, until the author has decided.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::kept::{KeptText, forget, keep, kept};
use crate::api::drafts::{Overtaken, Saved, save_draft};
use crate::error::AppError;

/// Time without a keystroke before a text is sent.
const PAUSE: Duration = Duration::from_millis(1_200);
/// Time before a text that could not be sent is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// How the text stands to the server.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Saving {
    /// The server has it.
    Saved,
    /// It waits for a pause.
    Waiting,
    /// It is on its way.
    Sending,
    /// It could not be sent; whether it is tried again.
    Failed(AppError, Again),
    /// Somebody saved meanwhile.
    Overtaken(Box<Overtaken>),
}

/// Whether something is tried again by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// After a while.
    Soon,
    /// Not before the text changes: asking again would be answered alike.
    No,
}

impl Again {
    const fn after(error: &AppError) -> Self {
        match error {
            AppError::Offline | AppError::Unavailable | AppError::Busy { .. } => Self::Soon,
            _ => Self::No,
        }
    }
}

/// The text of a draft being written.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    draft: Uuid,
    /// The text as it stands on the page.
    pub(super) text: RwSignal<String>,
    /// The revision that it rests on.
    pub(super) revision: RwSignal<u32>,
    /// How it stands to the server.
    pub(super) saving: RwSignal<Saving>,
    /// Whether the page began with what the device had kept.
    pub(super) taken_up: RwSignal<bool>,
    /// Counts the changes, so that only the last one's pause counts.
    changes: StoredValue<u64>,
}

impl Writing {
    /// The text as the server has it.
    pub(super) fn new(draft: Uuid, revision: u32, source: String) -> Self {
        Self {
            draft,
            text: RwSignal::new(source),
            revision: RwSignal::new(revision),
            saving: RwSignal::new(Saving::Saved),
            taken_up: RwSignal::new(false),
            changes: StoredValue::new(0),
        }
    }

    /// Takes up what this device has kept. A kept text that rests on an older revision is sent all the same: the answer
    /// says what became of the draft meanwhile.
    pub(super) fn take_up(self) {
        let Some(kept) = kept(self.draft) else { return };
        if kept.source == self.text.get_untracked() {
            forget(self.draft);
            return;
        }
        self.revision.set(kept.revision);
        self.text.set(kept.source);
        self.taken_up.set(true);
        self.send();
    }

    /// The author changed the text.
    pub(super) fn change(self, text: String) {
        let kept = KeptText {
            revision: self.revision.get_untracked(),
            source: text.clone(),
        };
        keep(self.draft, &kept);
        self.text.set(text);
        if matches!(
            self.saving.get_untracked(),
            Saving::Overtaken(_) | Saving::Sending
        ) {
            return;
        }
        self.saving.set(Saving::Waiting);
        self.send_after(PAUSE);
    }

    fn send_after(self, pause: Duration) {
        self.changes.update_value(|changes| *changes += 1);
        let change = self.changes.get_value();
        set_timeout(
            move || {
                if self.changes.try_get_value() == Some(change) {
                    self.send();
                }
            },
            pause,
        );
    }

    /// Sends the text now.
    pub(super) fn send(self) {
        if matches!(self.saving.try_get_untracked(), None | Some(Saving::Sending)) {
            return;
        }
        self.saving.set(Saving::Sending);
        let (revision, source) = (self.revision.get_untracked(), self.text.get_untracked());
        spawn_local(async move {
            let answer = save_draft(self.draft, revision, source.clone()).await;
            let Some(now) = self.text.try_get_untracked() else {
                return;
            };
            match answer {
                Ok(Saved::Kept(revision)) => {
                    self.revision.set(revision);
                    if now == source {
                        forget(self.draft);
                        self.saving.set(Saving::Saved);
                    } else {
                        // What was typed meanwhile rests on what was just saved.
                        keep(
                            self.draft,
                            &KeptText {
                                revision,
                                source: now,
                            },
                        );
                        self.saving.set(Saving::Waiting);
                        self.send_after(PAUSE);
                    }
                }
                Ok(Saved::Overtaken(overtaken)) => self.saving.set(Saving::Overtaken(Box::new(overtaken))),
                Err(error) => {
                    let again = Again::after(&error);
                    self.saving.set(Saving::Failed(error, again));
                    if again == Again::Soon {
                        self.send_after(RETRY);
                    }
                }
            }
        });
    }

    /// Goes on with a text that rests on what somebody else saved.
    pub(super) fn go_on_with(self, overtaken: &Overtaken, text: String) {
        self.revision.set(overtaken.revision);
        self.saving.set(Saving::Waiting);
        self.change(text);
        self.send();
    }

    /// Goes on with somebody else's text. One's own becomes a revision first, so that it stays in the history.
    pub(super) fn go_on_with_theirs(self, overtaken: &Overtaken) {
        let (theirs, mine) = (overtaken.source.clone(), self.text.get_untracked());
        let (draft, revision) = (self.draft, overtaken.revision);
        self.saving.set(Saving::Sending);
        spawn_local(async move {
            let answer = save_draft(draft, revision, mine).await;
            if self.text.try_get_untracked().is_none() {
                return;
            }
            match answer {
                Ok(Saved::Kept(revision)) => {
                    self.revision.set(revision);
                    self.saving.set(Saving::Waiting);
                    self.change(theirs);
                    self.send();
                }
                Ok(Saved::Overtaken(overtaken)) => self.saving.set(Saving::Overtaken(Box::new(overtaken))),
                // One's own text still stands there, and goes on as it was.
                Err(error) => self.saving.set(Saving::Failed(error, Again::No)),
            }
        });
    }
}
