//! Allowing more graded runs: educators of the person's unit.

use super::allowance_entity;
use crate::instant::{new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::units::create::required_text;
use crate::{Actor, Error, Invalid, Op, Records, Refusal, row};
use serde_json::json;
use uuid::Uuid;

/// More runs for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowMore {
    /// For whom.
    pub person: Uuid,
    /// Of which scenario, or of which test as `test/` and its name.
    pub scenario: String,
    /// How many more: 1 to 10.
    pub runs: u16,
    /// Why.
    pub reason: String,
}

/// Allows more graded runs of a scenario, until the next pass.
pub async fn allow_more(records: &Records, actor: &Actor, input: AllowMore) -> Result<(), Error> {
    let reason = required_text("reason", &input.reason)?;
    if !(1..=10).contains(&input.runs) {
        return Err(Error::invalid("runs", Invalid::OutOfRange));
    }
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let scope = Scope::of(tx, &actor).await?;
                if scope.is_self(input.person) {
                    return Err(Error::Refused(Refusal::NotYourself));
                }
                scope.require_over(tx, Ability::AllowMore, input.person).await?;
                crate::people::find(tx, actor.org, input.person).await?;
                // A test is allowed more of under a name that no scenario can have.
                let name = match input.scenario.strip_prefix("test/") {
                    Some(test) => {
                        let test = crate::content::latest_test(&handle, tx, actor.org, test).await?;
                        crate::exams::allowance_name(&test.slug)
                    }
                    None => {
                        crate::content::latest_scenario(&handle, tx, actor.org, &input.scenario)
                            .await?
                            .slug
                    }
                };
                let row = allowance_entity::Model {
                    org: actor.org,
                    id: new_id(actor.now),
                    person: input.person,
                    scenario: name,
                    runs: i64::from(input.runs),
                    reason,
                    granted_ms: to_ms(actor.now),
                    granted_by: actor.person_id(),
                };
                let body = json!({"allowance": row.id, "scenario": row.scenario, "runs": row.runs});
                row::insert(tx, row).await?;
                let leaf = Leaf {
                    op: Op::AttemptsAllowed,
                    subject: Some(input.person),
                    body,
                };
                ledger::append(tx, &actor, leaf).await?;
                Ok(())
            })
        })
        .await
}
