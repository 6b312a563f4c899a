//! What an assessor looks at before accepting a document or prior learning.

use crate::content::{catalogue, subject_in_force};
use crate::observations::may_assess;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records, Refusal};
use competency::EvidenceKind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What the form shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Whose evidence it would be.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// The competencies for which the actor may accept something that counts.
    pub competencies: Vec<Acceptable>,
    /// Why there is none, where the actor may not assess in any of those there are.
    pub refusal: Option<Refusal>,
}

/// A competency for which documents or prior learning count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptable {
    /// The competency.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// Which of the two kinds count.
    pub kinds: Vec<EvidenceKind>,
}

/// What the form shows: for those who assess the person.
pub async fn prepare(records: &Records, actor: &Actor, person: Uuid) -> Result<Prepared, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.over(db, Ability::Assess, person).await? {
        return Err(records.note_denied(actor, "acceptances.prepare", Some(person)));
    }
    let row = crate::people::find(db, actor.org, person).await?;
    if row.erased_ms.is_some() {
        return Err(Error::NotFound);
    }
    let catalogue = catalogue(records, db, actor.org).await?;
    let (mut competencies, mut refusal) = (Vec::new(), None);
    for competency in catalogue.competencies() {
        let kinds: Vec<EvidenceKind> = [EvidenceKind::Document, EvidenceKind::PriorLearning]
            .into_iter()
            .filter(|kind| competency.rule.counts(*kind))
            .collect();
        if kinds.is_empty() {
            continue;
        }
        let asked = [competency.id.clone()];
        if let Err(why) = may_assess(records, db, actor, person, &asked, None).await? {
            refusal = refusal.or(Some(why));
            continue;
        }
        let Some(subject) = subject_in_force(records, db, actor.org, &competency.id).await? else {
            continue;
        };
        competencies.push(Acceptable {
            id: competency.id.clone(),
            title: competency.title.clone(),
            framework: subject.framework.title.clone(),
            framework_version: subject.version(),
            kinds,
        });
    }
    Ok(Prepared {
        person,
        name: row.name,
        refusal: refusal.filter(|_| competencies.is_empty()),
        competencies,
    })
}
