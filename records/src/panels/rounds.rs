//! Closing a round: educators at the root. The second sets the cut score.

use super::{PanelState, entity, judge_entity, rating_entity};
use crate::content::test_pool_version;
use crate::instant::to_ms;
use crate::permission::{Ability, Scope};
use crate::secret::sha256_hex;
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, Refusal, ledger};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeMap;
use training::statistics::cut_score;
use uuid::Uuid;

/// Closes the open round. Judges who have not rated every item are left out of it; at least one must have.
pub async fn close_round(records: &Records, actor: &Actor, panel: Uuid) -> Result<PanelState, Error> {
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                Scope::of(tx, &actor)
                    .await?
                    .require_everywhere(tx, Ability::SetCutScores)
                    .await?;
                let mut row = entity::Entity::find_by_id((actor.org, panel))
                    .one(tx)
                    .await?
                    .ok_or(Error::NotFound)?;
                let state = PanelState::parse(&row.status);
                if state == PanelState::Closed {
                    return Ok(state);
                }
                let pool = test_pool_version(&handle, tx, actor.org, &row.test, row.version).await?;
                let items: Vec<&str> = pool.items.iter().map(|item| item.id.as_str()).collect();
                let complete = complete(tx, &row, &items).await?;
                let ratings: Vec<Vec<f64>> = complete
                    .values()
                    .map(|percents| percents.iter().map(|percent| *percent as f64 / 100.0).collect())
                    .collect();
                let cut = cut_score(&ratings).ok_or(Error::Refused(Refusal::NoRatings))?;
                row.ratings_hash = Some(ratings_hash(tx, &row).await?);
                let op = match state {
                    PanelState::FirstRound => {
                        row.round = 2;
                        row.status = PanelState::SecondRound.as_str().to_owned();
                        Op::PanelRoundClosed
                    }
                    PanelState::SecondRound | PanelState::Closed => {
                        row.status = PanelState::Closed.as_str().to_owned();
                        row.closed_ms = Some(to_ms(actor.now));
                        row.cut_percent = Some(cut.percent);
                        // In points of the pool; told in percent like the cut itself.
                        row.standard_error = cut
                            .standard_error
                            .map(|points| 100.0 * points / items.len() as f64);
                        row.n_judges = i64::try_from(complete.len()).ok();
                        Op::PanelClosed
                    }
                };
                row.clone().into_active_model().reset_all().update(tx).await?;
                ledger::tell(tx, &actor, op, &row, &[]).await?;
                Ok(PanelState::parse(&row.status))
            })
        })
        .await
}

/// The ratings of the judges who rated every item in the panel's round, in the order of the items.
pub(super) async fn complete(
    db: &impl ConnectionTrait,
    panel: &entity::Model,
    items: &[&str],
) -> Result<BTreeMap<Uuid, Vec<i64>>, Error> {
    let ratings = ratings(db, panel, panel.round).await?;
    let judges = judge_entity::Entity::find()
        .filter(judge_entity::Column::Org.eq(panel.org))
        .filter(judge_entity::Column::Panel.eq(panel.id))
        .all(db)
        .await?;
    let of = |judge: &judge_entity::Model| {
        let percents: Option<Vec<i64>> = items
            .iter()
            .map(|item| ratings.get(&(judge.person, (*item).to_owned())).copied())
            .collect();
        percents.map(|percents| (judge.person, percents))
    };
    Ok(judges.iter().filter_map(of).collect())
}

/// The ratings of a round, by judge and item.
pub(super) async fn ratings(
    db: &impl ConnectionTrait,
    panel: &entity::Model,
    round: i64,
) -> Result<BTreeMap<(Uuid, String), i64>, Error> {
    let rows = rating_entity::Entity::find()
        .filter(rating_entity::Column::Org.eq(panel.org))
        .filter(rating_entity::Column::Panel.eq(panel.id))
        .filter(rating_entity::Column::Round.eq(round))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ((row.person, row.item), row.percent))
        .collect())
}

/// A hash over every rating of the panel so far.
async fn ratings_hash(tx: &Transaction, panel: &entity::Model) -> Result<String, Error> {
    let mut text = String::new();
    for round in 1..=panel.round {
        for ((judge, item), percent) in ratings(tx, panel, round).await? {
            text.push_str(&format!("{round} {judge} {item} {percent}\n"));
        }
    }
    Ok(sha256_hex(text.as_bytes()))
}
