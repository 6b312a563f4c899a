//! Which checklists an assessor may use for a learner, and why not the others.

use super::may_assess;
use super::record::DAYS_TO_RECORD;
use crate::content::{Catalogue, StoredChecklist, catalogue, checklist_in_use_since, latest_checklists};
use crate::people::{PersonView, view};
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records, Refusal};
use competency::Checklist;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// What an assessor may observe of a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligible {
    /// The learner.
    pub person: PersonView,
    /// The checklists in use, by name.
    pub checklists: Vec<EligibleChecklist>,
}

/// A checklist, and whether the assessor may use it for the learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibleChecklist {
    /// Its name.
    pub slug: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// How many steps it has.
    pub steps: u32,
    /// The titles of its competencies.
    pub competencies: Vec<String>,
    /// The first rule against it.
    pub refusal: Option<Refusal>,
    /// The title of the competency that the refusal speaks of.
    pub about: Option<String>,
}

/// A checklist opened for a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The learner.
    pub person: PersonView,
    /// What is looked for.
    pub checklist: Checklist,
    /// Whether the actor may use it for the learner.
    pub head: EligibleChecklist,
    /// The time of the answer, against which a device sets its clock.
    pub now: OffsetDateTime,
}

/// The checklists in use, each with whether the actor may use it for the person: for assessors of the person.
pub async fn eligible(records: &Records, actor: &Actor, person: Uuid) -> Result<Eligible, Error> {
    let db = records.read();
    require_assessor(records, db, actor, person, "observations.eligible").await?;
    let catalogue = catalogue(records, db, actor.org).await?;
    let mut checklists = Vec::new();
    for stored in latest_checklists(records, db, actor.org).await? {
        checklists.push(head(records, db, actor, person, &catalogue, &stored).await?);
    }
    Ok(Eligible {
        person: view(crate::people::find(db, actor.org, person).await?),
        checklists,
    })
}

/// A checklist opened for a person, in the version in use or in the one it was opened with before: for assessors of the
/// person.
pub async fn sheet(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    checklist: &str,
    version: Option<u32>,
) -> Result<Sheet, Error> {
    let db = records.read();
    require_assessor(records, db, actor, person, "observations.sheet").await?;
    let catalogue = catalogue(records, db, actor.org).await?;
    let stored = match version {
        Some(version) => {
            let since = actor.now - Duration::days(DAYS_TO_RECORD);
            checklist_in_use_since(records, db, actor, checklist, version.into(), since)
                .await?
                .ok_or(Error::Refused(Refusal::ChecklistReplaced))?
        }
        None => latest_checklists(records, db, actor.org)
            .await?
            .into_iter()
            .find(|stored| stored.checklist.checklist == checklist)
            .ok_or(Error::NotFound)?,
    };
    Ok(Sheet {
        person: view(crate::people::find(db, actor.org, person).await?),
        head: head(records, db, actor, person, &catalogue, &stored).await?,
        checklist: stored.checklist.clone(),
        now: actor.now,
    })
}

async fn require_assessor(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    detail: &'static str,
) -> Result<(), Error> {
    match Scope::of(db, actor)
        .await?
        .over(db, Ability::Assess, person)
        .await?
    {
        true => Ok(()),
        false => Err(records.note_denied(actor, detail, Some(person))),
    }
}

/// The title of the competency that a refusal speaks of.
pub(crate) fn about(catalogue: &Catalogue, refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::CompetencyNotHeld(id) | Refusal::LevelTooLow(id) | Refusal::AssessedYou(id) => {
            catalogue.titles(std::slice::from_ref(id)).pop()
        }
        _ => None,
    }
}

async fn head(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    catalogue: &Catalogue,
    stored: &StoredChecklist,
) -> Result<EligibleChecklist, Error> {
    let checklist = &stored.checklist;
    let level = Some(checklist.assessor_level.as_str());
    let may = may_assess(records, db, actor, person, &checklist.competencies, level).await?;
    let refusal = may.err();
    let about = refusal.as_ref().and_then(|refusal| about(catalogue, refusal));
    Ok(EligibleChecklist {
        slug: checklist.checklist.clone(),
        version: u32::try_from(stored.version).unwrap_or(u32::MAX),
        title: checklist.title.clone(),
        steps: u32::try_from(checklist.items.len()).unwrap_or(u32::MAX),
        competencies: catalogue.titles(&checklist.competencies),
        refusal,
        about,
    })
}
