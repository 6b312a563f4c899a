//! What an assessor may sign for a person, on the person's page.

use crate::acceptances::{AcceptanceRow, acceptances_of};
use crate::content::catalogue;
use crate::observations::{about, may_assess};
use crate::permission::{Ability, Scope};
use crate::standing::competency_rows;
use crate::{Actor, Error, Records, Refusal};
use competency::EvidenceKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What an assessor may sign for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The competencies that are asked of the person, that they have shown, or that a sign-off may open to them.
    pub competencies: Vec<DeskCompetency>,
    /// Documents and prior learning that were looked at, newest first.
    pub acceptances: Vec<AcceptanceRow>,
}

/// A competency, and whether the actor may sign it for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskCompetency {
    /// Its stable name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The first rule against it.
    pub refusal: Option<Refusal>,
    /// The title of the competency that the refusal speaks of.
    pub about: Option<String>,
}

/// What the actor may sign for the person; nothing for those who see standings and do not assess the person.
pub async fn desk(records: &Records, actor: &Actor, person: Uuid) -> Result<Option<Desk>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if scope.is_self(person) {
        return Ok(None);
    }
    if !scope.over(db, Ability::SeeStandings, person).await? {
        return Err(records.note_denied(actor, "signoffs.desk", Some(person)));
    }
    if actor.person_id().is_none() || !scope.over(db, Ability::Assess, person).await? {
        return Ok(None);
    }
    let row = crate::people::find(db, actor.org, person).await?;
    if row.erased_ms.is_some() {
        return Ok(None);
    }
    let asked: BTreeSet<String> = competency_rows(records, db, actor, person, &row.job)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let catalogue = catalogue(records, db, actor.org).await?;
    let opens = |id: &str| {
        catalogue.framework_with(id).is_some_and(|framework| {
            !framework.required_for(&row.job).is_empty()
                && framework
                    .competency(id)
                    .is_some_and(|competency| competency.rule.counts(EvidenceKind::SignOff))
        })
    };
    let mut competencies = Vec::new();
    for competency in catalogue.competencies() {
        if !asked.contains(&competency.id) && !opens(&competency.id) {
            continue;
        }
        let of = std::slice::from_ref(&competency.id);
        let refusal = may_assess(records, db, actor, person, of, None).await?.err();
        competencies.push(DeskCompetency {
            id: competency.id.clone(),
            title: competency.title.clone(),
            about: refusal.as_ref().and_then(|refusal| about(&catalogue, refusal)),
            refusal,
        });
    }
    Ok(Some(Desk {
        competencies,
        acceptances: acceptances_of(records, db, actor.org, person).await?,
    }))
}
