//! Saying how sure one is: learners, of themselves.

use super::{Belief, entity};
use crate::instant::{new_id, to_ms};
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Invalid, Op, Records, Refusal, ledger, row};
use std::collections::BTreeSet;

/// What a person says of themselves before a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfAssessment {
    /// The scenario's name.
    pub scenario: String,
    /// How sure they are of each of its competencies.
    pub beliefs: Vec<Belief>,
}

/// Writes down how sure the actor is of each competency of a module. The latest word counts; the same word again on
/// the same day writes nothing.
pub async fn assess(records: &Records, actor: &Actor, input: SelfAssessment) -> Result<(), Error> {
    let person = actor.person_id().ok_or(Error::Refused(Refusal::NotAllowed))?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                if !Scope::of(tx, &actor).await?.anywhere(Ability::Train) {
                    return Err(Error::Refused(Refusal::NotAllowed));
                }
                let module = crate::content::latest_scenario(&handle, tx, actor.org, &input.scenario).await?;
                check(&module.scenario.competencies, &input.beliefs)?;
                let known = super::said_today(tx, &actor, person).await?;
                for belief in input.beliefs {
                    if known.get(&belief.competency) == Some(&belief.confidence) {
                        continue;
                    }
                    let row = entity::Model {
                        org: actor.org,
                        id: new_id(actor.now),
                        person,
                        competency: belief.competency,
                        confidence: belief.confidence.number(),
                        at_ms: to_ms(actor.now),
                    };
                    row::insert(tx, row.clone()).await?;
                    ledger::tell(tx, &actor, Op::SelfAssessed, &row, &[]).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Each competency of the module once, and no other.
fn check(asked: &[String], beliefs: &[Belief]) -> Result<(), Error> {
    let asked: BTreeSet<&str> = asked.iter().map(String::as_str).collect();
    let said: BTreeSet<&str> = beliefs.iter().map(|belief| belief.competency.as_str()).collect();
    match asked == said && said.len() == beliefs.len() {
        true => Ok(()),
        false => Err(Error::invalid("beliefs", Invalid::Unknown)),
    }
}
