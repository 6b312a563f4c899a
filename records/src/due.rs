//! Everything that is asked of a learner, by date, and what renews it.

mod item;
mod learner;
mod subjects;

pub use item::{DueItem, Link, Way, What};
pub(crate) use learner::Learner;

use crate::permission::{Ability, Scope};
use crate::refreshers::Refresher;
use crate::reminders::{ReminderView, latest};
use crate::{Actor, Error, Records};
use serde::{Deserialize, Serialize};

/// What is due, and what one was told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuePage {
    /// Whether anything is asked of the person at all: they learn somewhere.
    pub trains: bool,
    /// What is due, the most urgent first.
    pub items: Vec<DueItem>,
    /// Modules to refresh, the one remembered least first.
    pub refreshers: Vec<Refresher>,
    /// The reminders received, newest first.
    pub reminders: Vec<ReminderView>,
}

/// What is due for the signed-in person.
pub async fn due(records: &Records, actor: &Actor) -> Result<DuePage, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.holds_any() {
        return Err(Error::NotFound);
    }
    let learner = Learner::read(records, db, actor, person).await?;
    let trains = scope.anywhere(Ability::Train);
    let (items, refreshers) = match trains {
        true => (learner.items(actor.now), learner.refreshers(db, actor).await?),
        false => (Vec::new(), Vec::new()),
    };
    Ok(DuePage {
        trains,
        items,
        refreshers,
        reminders: latest(db, actor, person, &learner).await?,
    })
}
