//! Which modules to refresh now.

use super::entity;
use super::memory::{recall_percent, skill};
use crate::content::{Module, Modules};
use crate::instant::{from_ms, to_ms};
use crate::standing::{CompetencyRow, State};
use crate::{Actor, Error};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Days before a competency ends by which its steps are refreshed, however well they are remembered.
const DAYS_BEFORE_END: i64 = 14;

/// A short practice of what begins to fade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refresher {
    /// The scenario's name.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// How long a run usually takes.
    pub minutes: u32,
    /// The step that is remembered least: what the criterion asks for.
    pub step: String,
    /// When that step was last shown or tried.
    pub shown_at: OffsetDateTime,
    /// The chance that it would be recalled now, in percent.
    pub recall_percent: u8,
    /// Since when a step of the module is due.
    pub due_at: OffsetDateTime,
}

/// The modules with a step that is due, the one remembered least first. A step that was never met is still to be
/// learnt, so there is nothing to refresh.
pub(crate) async fn refreshers_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    modules: &Modules,
    competencies: &[CompetencyRow],
) -> Result<Vec<Refresher>, Error> {
    let mut memories = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .all(db)
        .await?;
    memories.retain(|memory| memory.n_lapses < memory.n_reviews);
    let mut refreshers: Vec<Refresher> = modules
        .iter()
        .filter_map(|module| refresher(module, &memories, competencies, actor.now))
        .collect();
    refreshers.sort_by(|a, b| {
        let order = a.recall_percent.cmp(&b.recall_percent);
        order.then_with(|| a.scenario.cmp(&b.scenario))
    });
    Ok(refreshers)
}

fn refresher(
    module: &Module,
    memories: &[entity::Model],
    competencies: &[CompetencyRow],
    now: OffsetDateTime,
) -> Option<Refresher> {
    let deadline = deadline(module, competencies);
    let now_ms = to_ms(now);
    let mut due_since = None;
    let mut weakest = None;
    for criterion in &module.scenario.rubric {
        let name = skill(&module.slug, &criterion.id);
        let Some(memory) = memories.iter().find(|memory| memory.skill == name) else {
            continue;
        };
        let remembered_until = from_ms(memory.due_ms);
        let due_at = deadline.map_or(remembered_until, |deadline| deadline.min(remembered_until));
        if now < due_at {
            continue;
        }
        due_since = Some(due_since.map_or(due_at, |since: OffsetDateTime| since.min(due_at)));
        let recall = recall_percent(memory, now_ms);
        if weakest.is_none_or(|(least, _, _)| recall < least) {
            weakest = Some((recall, memory.reviewed_ms, &criterion.label));
        }
    }
    let (recall_percent, reviewed_ms, label) = weakest?;
    Some(Refresher {
        scenario: module.slug.clone(),
        title: module.scenario.title.clone(),
        minutes: module.scenario.minutes,
        step: label.clone(),
        shown_at: from_ms(reviewed_ms),
        recall_percent,
        due_at: due_since?,
    })
}

/// The day by which the module's steps must be fresh: before the first of its competencies that are held ends.
fn deadline(module: &Module, competencies: &[CompetencyRow]) -> Option<OffsetDateTime> {
    let end = competencies
        .iter()
        .filter(|row| module.scenario.competencies.contains(&row.id))
        .filter(|row| matches!(row.cell.state, State::Current | State::Due))
        .filter_map(|row| row.cell.until)
        .min()?;
    Some(end - Duration::days(DAYS_BEFORE_END))
}
