//! Calling a panel: educators at the root.

use super::{PanelState, entity, judge_entity};
use crate::content::test_pool;
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::units::create::required_text;
use crate::{Actor, Conflict, Error, Invalid, Op, Records, ledger, row};
use sea_orm::EntityTrait;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Panels larger than this are not called.
const MOST_JUDGES: usize = 50;

/// A panel to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPanel {
    /// Its id, made by the caller: the same id again calls no second panel.
    pub id: Uuid,
    /// The test, in its latest version.
    pub test: String,
    /// What the panel is called.
    pub title: String,
    /// Who judges.
    pub judges: BTreeSet<Uuid>,
}

/// Calls a panel for the latest version of a test.
pub async fn open(records: &Records, actor: &Actor, input: NewPanel) -> Result<Uuid, Error> {
    let title = required_text("title", &input.title)?;
    if input.judges.is_empty() {
        return Err(Error::invalid("judges", Invalid::Empty));
    }
    if MOST_JUDGES < input.judges.len() {
        return Err(Error::invalid("judges", Invalid::TooLong));
    }
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                Scope::of(tx, &actor)
                    .await?
                    .require_everywhere(tx, Ability::SetCutScores)
                    .await?;
                let pool = test_pool(&handle, tx, actor.org, &input.test).await?;
                if let Some(before) = entity::Entity::find_by_id((actor.org, input.id)).one(tx).await? {
                    return match before.test == input.test && before.title == title {
                        true => Ok(before.id),
                        false => Err(Error::Conflict(Conflict::IdTaken)),
                    };
                }
                let panel = entity::Model {
                    org: actor.org,
                    id: input.id,
                    test: input.test,
                    version: i64::from(pool.version),
                    title,
                    round: 1,
                    status: PanelState::FirstRound.as_str().to_owned(),
                    opened_ms: to_ms(actor.now),
                    opened_by: actor.person_id(),
                    closed_ms: None,
                    cut_percent: None,
                    standard_error: None,
                    n_judges: None,
                    ratings_hash: None,
                };
                row::insert(tx, panel.clone()).await?;
                for person in input.judges {
                    // The person must exist here; whoever may call a panel sees everybody.
                    crate::people::find(tx, actor.org, person).await?;
                    let judge = judge_entity::Model {
                        org: actor.org,
                        panel: panel.id,
                        person,
                    };
                    row::insert(tx, judge).await?;
                }
                ledger::tell(tx, &actor, Op::PanelOpened, &panel, &[]).await?;
                Ok(panel.id)
            })
        })
        .await
}
