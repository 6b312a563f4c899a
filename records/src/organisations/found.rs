//! Founding an organisation: the command line does it, once.

use super::{OrganisationView, Purpose, entity, view};
use crate::instant::{new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::units::create::{insert_unit, required_text};
use crate::{Actor, Conflict, Error, Invalid, Op, Records, row};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

/// A new organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its short name in addresses: lower-case letters, digits and `-`.
    pub slug: String,
    /// Its name, also that of its top unit.
    pub name: String,
    /// The time zone of its calendars, for example `Europe/Paris`.
    pub time_zone: String,
    /// What its records are for. A demonstration is founded only in a store that holds nothing else.
    pub purpose: Purpose,
}

/// Founds an organisation with its top unit.
pub async fn found(records: &Records, input: Found, now: OffsetDateTime) -> Result<OrganisationView, Error> {
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if input.slug.is_empty() || input.slug.len() > 60 || !input.slug.chars().all(sound) {
        return Err(Error::invalid("slug", Invalid::Malformed));
    }
    let name = required_text("name", &input.name)?;
    crate::calendars::Calendar::named(&input.time_zone)?;
    // Founding takes the turn of no organisation, so that two starters found one after the other.
    records
        .write(Uuid::nil(), move |tx| {
            Box::pin(async move {
                let taken = entity::Entity::find()
                    .filter(entity::Column::Slug.eq(&input.slug))
                    .one(tx)
                    .await?;
                if taken.is_some() {
                    return Err(Error::Conflict(Conflict::NameTaken));
                }
                let n_others = entity::Entity::find().count(tx).await?;
                if input.purpose == Purpose::Demonstration && n_others > 0 {
                    return Err(Error::Conflict(Conflict::NotEmpty));
                }
                let (org, root_unit) = (new_id(now), new_id(now));
                let row = entity::Model {
                    id: org,
                    slug: input.slug,
                    name: name.clone(),
                    time_zone: input.time_zone,
                    purpose: input.purpose.as_str().to_owned(),
                    root_unit,
                    founded_ms: to_ms(now),
                };
                row::insert(tx, row.clone()).await?;
                insert_unit(tx, org, root_unit, None, &name, now).await?;
                let body = json!({
                    "slug": row.slug,
                    "name": row.name,
                    "time_zone": row.time_zone,
                    "purpose": row.purpose,
                    "root_unit": root_unit,
                });
                let leaf = Leaf {
                    op: Op::OrganisationFounded,
                    subject: Some(org),
                    body,
                };
                ledger::append(tx, &Actor::system(org, now), leaf).await?;
                Ok(view(row))
            })
        })
        .await
}
