//! One person by competency.

use super::evidence::{EvidenceRow, evidence_of};
use super::{Cell, Holder, entity};
use crate::attempts::{AttemptRow, Kind, rows_of};
use crate::audit::{Access, note};
use crate::content::catalogue;
use crate::people::{PersonView, view};
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records, Role, calendars};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A competency and how a person stands with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyRow {
    /// The competency.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The heading it stands under.
    pub group: String,
    /// What is expected.
    pub description: String,
    /// The level it asks for, in words.
    pub level: String,
    /// How the person stands.
    pub cell: Cell,
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPage {
    /// Who they are.
    pub person: PersonView,
    /// The names of the units they learn in.
    pub units: Vec<String>,
    /// Every competency their job needs, or that they have shown.
    pub competencies: Vec<CompetencyRow>,
    /// Their graded attempts, newest first; empty unless the actor sees evidence.
    pub attempts: Vec<AttemptRow>,
    /// Their evidence, newest first; empty unless the actor sees evidence.
    pub evidence: Vec<EvidenceRow>,
    /// Whether the actor sees evidence and debriefs.
    pub may_see_evidence: bool,
    /// Whether the actor may allow more graded runs.
    pub may_allow_more: bool,
}

/// One person: oneself, or for those who see standings.
pub async fn person(records: &Records, actor: &Actor, person: Uuid) -> Result<PersonPage, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(person);
    if !own && !scope.over(db, Ability::SeeStandings, person).await? {
        return Err(records.note_denied(actor, "standing.person", Some(person)));
    }
    let row = crate::people::find(db, actor.org, person).await?;
    let may_see_evidence = own || scope.over(db, Ability::SeeEvidence, person).await?;
    let may_allow_more = !own && scope.over(db, Ability::AllowMore, person).await?;
    let (attempts, evidence) = match may_see_evidence {
        true => (
            rows_of(records, db, actor, person, &[Kind::Graded], None).await?,
            evidence_of(records, db, actor.org, person).await?,
        ),
        false => (Vec::new(), Vec::new()),
    };
    if !own && actor.person_id().is_some() {
        note(records, actor, Access::Viewed, Some(person), "person").await?;
    }
    let grants = crate::roles::grants_of(db, actor.org, person).await?;
    let learns = grants
        .into_iter()
        .filter(|g| g.role == Role::Learner && g.revoked_at.is_none());
    Ok(PersonPage {
        competencies: competency_rows(records, db, actor, person, &row.job).await?,
        person: view(row),
        units: learns.map(|grant| grant.unit_name).collect(),
        attempts,
        evidence,
        may_see_evidence,
        may_allow_more,
    })
}

/// Every competency the job needs, or that the person has shown.
pub(crate) async fn competency_rows(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    job: &str,
) -> Result<Vec<CompetencyRow>, Error> {
    let catalogue = catalogue(records, db, actor.org).await?;
    let calendar = calendars::of_person(db, actor.org, person).await?;
    let restrictions = crate::restrictions::open_of(db, actor.org, &[person]).await?;
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .all(db)
        .await?;
    let holder = Holder {
        catalogue: &catalogue,
        person,
        rows: &rows,
        restrictions: &restrictions,
        calendar: &calendar,
        as_of: actor.now,
    };
    Ok(rows_for(&holder, job))
}

/// The rows of a person: what is asked of them, and what they have shown.
pub(super) fn rows_for(holder: &Holder<'_>, job: &str) -> Vec<CompetencyRow> {
    let row = |competency: &competency::Competency| {
        let cell = holder.cell(competency, job);
        (cell.required || holder.has_shown(competency)).then(|| CompetencyRow {
            id: competency.id.clone(),
            title: competency.title.clone(),
            group: holder.catalogue.group_title(competency),
            description: competency.description.clone(),
            level: holder.catalogue.level_title(competency),
            cell,
        })
    };
    holder
        .catalogue
        .competencies()
        .into_iter()
        .filter_map(row)
        .collect()
}
