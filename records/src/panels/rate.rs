//! Rating items: the panel's judges, while a round is open.

use super::{PanelState, entity, judge_entity, rating_entity};
use crate::content::test_pool_version;
use crate::instant::to_ms;
use crate::{Actor, Error, Invalid, Records, Refusal};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Keeps a judge's ratings of the open round, in percent by item; what was rated before in the round is replaced.
pub async fn rate(
    records: &Records,
    actor: &Actor,
    panel: Uuid,
    ratings: BTreeMap<String, u8>,
) -> Result<(), Error> {
    if ratings.values().any(|percent| 100 < *percent) {
        return Err(Error::invalid("percent", Invalid::OutOfRange));
    }
    let judge = actor.person_id().ok_or(Error::NotFound)?;
    let (actor, handle) = (actor.clone(), records.clone());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let key = (actor.org, panel, judge);
                judge_entity::Entity::find_by_id(key)
                    .one(tx)
                    .await?
                    .ok_or(Error::NotFound)?;
                let row = entity::Entity::find_by_id((actor.org, panel)).one(tx).await?;
                let row = row.ok_or(Error::NotFound)?;
                if PanelState::parse(&row.status) == PanelState::Closed {
                    return Err(Error::Refused(Refusal::NotAllowed));
                }
                let pool = test_pool_version(&handle, tx, actor.org, &row.test, row.version).await?;
                if ratings
                    .keys()
                    .any(|item| !pool.items.iter().any(|known| known.id == *item))
                {
                    return Err(Error::invalid("item", Invalid::Unknown));
                }
                for (item, percent) in ratings {
                    let rating = rating_entity::Model {
                        org: actor.org,
                        panel,
                        person: judge,
                        round: row.round,
                        item,
                        percent: percent.into(),
                        rated_ms: to_ms(actor.now),
                    };
                    let key = [
                        rating_entity::Column::Org,
                        rating_entity::Column::Panel,
                        rating_entity::Column::Person,
                        rating_entity::Column::Round,
                        rating_entity::Column::Item,
                    ];
                    let values = [rating_entity::Column::Percent, rating_entity::Column::RatedMs];
                    rating_entity::Entity::insert(rating.into_active_model())
                        .on_conflict(OnConflict::columns(key).update_columns(values).to_owned())
                        .exec_without_returning(tx)
                        .await?;
                }
                Ok(())
            })
        })
        .await
}
