//! Sign-offs: an assessor signs that a competency is met, at a level, on what the person has shown.
//!
//! A correction supersedes an earlier sign-off, which stays visible and no longer counts.

mod desk;
pub(crate) mod entity;
mod forget;
mod prepare;
mod read;
mod sign;

pub use desk::{Desk, DeskCompetency, desk};
pub(crate) use forget::forget_texts_of;
pub use prepare::{Corrected, Prepared, RequirementState, prepare};
pub use read::{SignOffLevel, SignOffRef, SignOffView, sign_off as read};
pub use sign::{Facts, NewSignOff, Sentence, sign_off};

use crate::Error;
use crate::content::{Subject, subject_in_version};
use crate::{Actor, Records};
use competency::{EvidenceKind, Rule};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Whether a sign-off must rest on evidence: unless a signature alone meets all that the rule requires.
fn needs_evidence(rule: &Rule) -> bool {
    rule.requires
        .iter()
        .any(|requirement| !requirement.any_of.contains(&EvidenceKind::SignOff))
}

/// The sign-off that supersedes one, if there is one.
async fn successor(
    db: &impl ConnectionTrait,
    org: Uuid,
    sign_off: Uuid,
) -> Result<Option<entity::Model>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Supersedes.eq(sign_off))
        .one(db)
        .await?;
    Ok(row)
}

/// The competency of a sign-off in the version of the framework in which it was signed.
async fn signed_subject(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    row: &entity::Model,
) -> Result<Subject, Error> {
    let version = (row.framework.as_str(), row.framework_version);
    subject_in_version(records, db, actor.org, version, &row.competency).await
}

/// The ids that a sign-off rests on.
fn rests_on(row: &entity::Model) -> Result<Vec<Uuid>, Error> {
    serde_json::from_str(&row.rests_on).map_err(|error| {
        tracing::error!(%error, sign_off = %row.id, "what a sign-off rests on cannot be read");
        Error::Unavailable
    })
}
