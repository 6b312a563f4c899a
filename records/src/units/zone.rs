//! Giving a unit a calendar of its own: administrators of the unit.

use crate::calendars::Calendar;
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::roles::entity as grants;
use crate::{Actor, Error, Op, Records, standing};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

/// Sets the time zone in which a unit's days end, or lets it follow the unit above. Validity that is held already
/// follows at once.
pub async fn set_time_zone(
    records: &Records,
    actor: &Actor,
    unit: Uuid,
    time_zone: Option<&str>,
) -> Result<(), Error> {
    if let Some(name) = time_zone {
        Calendar::named(name)?;
    }
    let (actor, handle, time_zone) = (actor.clone(), records.clone(), time_zone.map(str::to_owned));
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let scope = Scope::of(tx, &actor).await?;
                scope.require_in_unit(tx, Ability::ManageUnits, unit).await?;
                let row = super::find(tx, actor.org, unit).await?;
                if row.time_zone == time_zone {
                    return Ok(());
                }
                let body = json!({"parent": row.parent, "name": row.name, "time_zone": time_zone});
                let mut active = row.into_active_model();
                active.time_zone = Set(time_zone);
                active.update(tx).await?;
                let leaf = Leaf {
                    op: Op::UnitZoneSet,
                    subject: Some(unit),
                    body,
                };
                ledger::append(tx, &actor, leaf).await?;
                let learners: Vec<Uuid> = grants::Entity::find()
                    .select_only()
                    .column(grants::Column::Person)
                    .distinct()
                    .filter(grants::Column::Org.eq(actor.org))
                    .filter(grants::Column::Person.in_subquery(standing::learners_of(actor.org, unit)))
                    .into_tuple()
                    .all(tx)
                    .await?;
                for person in learners {
                    standing::reproject_person(&handle, tx, actor.org, person).await?;
                }
                Ok(())
            })
        })
        .await
}
