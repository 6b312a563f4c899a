//! What was signed about a person: sign-offs, observations, documents, voids, answers to appeals, and restrictions
//! that were lifted by hand.

use super::transcript::competency_title;
use crate::calendars::Calendar;
use crate::content::Catalogue;
use crate::instant::{from_ms, to_ms};
use crate::signatures::{Meaning, entity as signatures};
use crate::standing::{EvidenceRow, void_entity as voids};
use crate::{Error, acceptances, appeals, observations, restrictions, signoffs};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// What was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedWhat {
    /// That a competency is met.
    SignOff,
    /// What was seen of practice.
    Observation,
    /// A document or prior learning.
    Acceptance,
    /// That a result does not count.
    Void,
    /// The answer to an appeal.
    Appeal,
    /// That a restriction was lifted by hand.
    Lifting,
}

/// A signature about a person, with all it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedRow {
    /// What was signed.
    pub what: SignedWhat,
    /// The row that was signed.
    pub source: Uuid,
    /// What it is about: a competency, a checklist or a document; empty where the kind says all.
    pub title: String,
    /// Who signed, as the name was then; empty once erased.
    pub signer_name: String,
    /// What the signature stands for.
    pub meaning: Meaning,
    /// The exact text; empty once somebody named in it is erased.
    pub text: String,
    /// SHA-256 of the exact text, hexadecimal.
    pub text_hash: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub signed_at: OffsetDateTime,
    /// The entry of the ledger that holds it.
    pub ledger_position: Option<u64>,
}

/// What somebody signed, before the signature is read.
type About = (SignedWhat, Uuid, String);

/// Everything signed about a person until an instant, newest first.
pub(super) async fn signed_as_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    catalogue: &Catalogue,
    evidence: &[EvidenceRow],
    calendar: &Calendar,
    as_of: OffsetDateTime,
) -> Result<Vec<SignedRow>, Error> {
    let about = signatures_about(db, org, person, catalogue, evidence).await?;
    let rows = signatures::Entity::find()
        .filter(signatures::Column::Org.eq(org))
        .filter(signatures::Column::Id.is_in(about.keys().copied()))
        .filter(signatures::Column::SignedMs.lte(to_ms(as_of)))
        .order_by_desc(signatures::Column::SignedMs)
        .order_by_desc(signatures::Column::Id)
        .all(db)
        .await?;
    let row = |row: signatures::Model| {
        let (what, source, title) = about.get(&row.id)?.clone();
        Some(SignedRow {
            what,
            source,
            title,
            signer_name: row.signer_name,
            meaning: Meaning::parse(&row.meaning)?,
            text: row.text,
            text_hash: row.text_hash,
            signed_at: calendar.local(from_ms(row.signed_ms)),
            ledger_position: row.ledger_position.map(i64::cast_unsigned),
        })
    };
    Ok(rows.into_iter().filter_map(row).collect())
}

async fn signatures_about(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    catalogue: &Catalogue,
    evidence: &[EvidenceRow],
) -> Result<BTreeMap<Uuid, About>, Error> {
    let mut about: BTreeMap<Uuid, About> = BTreeMap::new();
    let rows = signoffs::entity::Entity::find()
        .filter(signoffs::entity::Column::Org.eq(org))
        .filter(signoffs::entity::Column::Person.eq(person))
        .all(db)
        .await?;
    for row in rows {
        let title = competency_title(catalogue, &row.competency);
        about.insert(row.signature, (SignedWhat::SignOff, row.id, title));
    }
    let rows = acceptances::entity::Entity::find()
        .filter(acceptances::entity::Column::Org.eq(org))
        .filter(acceptances::entity::Column::Person.eq(person))
        .all(db)
        .await?;
    for row in rows {
        // What the system accepted at set-up carries no signature.
        let signed = row.signature;
        about.extend(signed.map(|id| (id, (SignedWhat::Acceptance, row.id, row.title))));
    }
    let rows = observations::entity::Entity::find()
        .filter(observations::entity::Column::Org.eq(org))
        .filter(observations::entity::Column::Person.eq(person))
        .all(db)
        .await?;
    for row in rows {
        let signed = row.signature;
        let shown = evidence.iter().find(|piece| piece.source == row.id);
        let title = shown.map_or(row.checklist, |piece| piece.title.clone());
        about.extend(signed.map(|id| (id, (SignedWhat::Observation, row.id, title))));
    }
    let rows = voids::Entity::find()
        .filter(voids::Column::Org.eq(org))
        .filter(voids::Column::Person.eq(person))
        .all(db)
        .await?;
    for row in rows {
        let signed = row.signature;
        // A correction's own signature is told with the correction.
        if let Some(id) = signed {
            about
                .entry(id)
                .or_insert((SignedWhat::Void, row.source, String::new()));
        }
    }
    let rows = appeals::entity::Entity::find()
        .filter(appeals::entity::Column::Org.eq(org))
        .filter(appeals::entity::Column::Person.eq(person))
        .all(db)
        .await?;
    for row in rows {
        let signed = row.signature;
        if let Some(id) = signed {
            about
                .entry(id)
                .or_insert((SignedWhat::Appeal, row.id, String::new()));
        }
    }
    let rows = restrictions::entity::Entity::find()
        .filter(restrictions::entity::Column::Org.eq(org))
        .filter(restrictions::entity::Column::Person.eq(person))
        .all(db)
        .await?;
    for row in rows {
        let signed = row.signature;
        let title = competency_title(catalogue, &row.competency);
        about.extend(signed.map(|id| (id, (SignedWhat::Lifting, row.id, title))));
    }
    Ok(about)
}
