//! Organisations: each keeps its records to itself.

pub(crate) mod entity;
mod found;

pub use found::{Found, found};

use crate::instant::from_ms;
use crate::{Error, Records};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What an organisation's records are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Real people.
    Production,
    /// An invented hospital; every page says so.
    Demonstration,
}

impl Purpose {
    /// The stable text of the purpose.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Demonstration => "demonstration",
        }
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    /// Its id.
    pub id: Uuid,
    /// Its short name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The time zone of its calendars, for example `Europe/Paris`.
    pub time_zone: String,
    /// What its records are for.
    pub purpose: Purpose,
    /// The top of its tree of units.
    pub root_unit: Uuid,
    /// When it was founded here.
    pub founded_at: OffsetDateTime,
}

/// All organisations, for start-up and the command line.
pub async fn all(records: &Records) -> Result<Vec<OrganisationView>, Error> {
    let rows = entity::Entity::find()
        .order_by_asc(entity::Column::Id)
        .all(records.read())
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

/// One organisation.
pub(crate) async fn find(db: &impl ConnectionTrait, org: Uuid) -> Result<Option<entity::Model>, Error> {
    Ok(entity::Entity::find_by_id(org).one(db).await?)
}

pub(crate) fn view(row: entity::Model) -> OrganisationView {
    let purpose = match row.purpose.as_str() {
        "demonstration" => Purpose::Demonstration,
        _ => Purpose::Production,
    };
    OrganisationView {
        id: row.id,
        slug: row.slug,
        name: row.name,
        time_zone: row.time_zone,
        purpose,
        root_unit: row.root_unit,
        founded_at: from_ms(row.founded_ms),
    }
}
