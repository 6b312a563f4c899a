//! One's own certificates: nobody else's are ever listed or shown.

use super::body::Body;
use super::state::{CertificateState, Situation};
use super::{Kind, Shared, code, entity, from_text};
use crate::audit::{Access, note};
use crate::calendars;
use crate::instant::from_ms;
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::OffsetDateTime;
use uuid::Uuid;

/// A certificate as its holder sees it. All instants carry the offset of the holder's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateView {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub kind: Kind,
    /// The title of the competency, if it is about one.
    pub title: Option<String>,
    /// The code, in groups of four; none if the server's key has changed since, so that it cannot be shown again.
    pub code: Option<String>,
    /// When it was issued.
    pub issued_at: OffsetDateTime,
    /// When it ends, if it does.
    pub expires_at: Option<OffsetDateTime>,
    /// Whether it holds.
    pub state: CertificateState,
    /// What whoever has the code is shown.
    pub shares: BTreeSet<Shared>,
    /// SHA-256 of its body, hexadecimal.
    pub body_hash: String,
    /// The entry of the ledger in which it was issued.
    pub ledger_position: Option<u64>,
}

/// A certificate with all it says, to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The certificate.
    pub certificate: CertificateView,
    /// What it says.
    pub body: Body,
}

/// One's own certificates, newest first.
pub async fn mine(records: &Records, actor: &Actor) -> Result<Vec<CertificateView>, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Person.eq(person))
        .order_by_desc(entity::Column::IssuedMs)
        .order_by_desc(entity::Column::Id)
        .all(records.read())
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let situation = Situation::of(records, actor.org, person, actor.now).await?;
    let calendar = calendars::of_person(records.read(), actor.org, person).await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(body) = Body::parse(&row.body) {
            views.push(view(records, &row, &body, &situation, &calendar));
        }
    }
    Ok(views)
}

/// One of one's own certificates, to be taken away; that is noted.
pub async fn sheet(records: &Records, actor: &Actor, certificate: Uuid) -> Result<Sheet, Error> {
    let row = own(records, actor, certificate).await?;
    let body = Body::parse(&row.body).ok_or(Error::NotFound)?;
    let situation = Situation::of(records, actor.org, row.person, actor.now).await?;
    let calendar = calendars::of_person(records.read(), actor.org, row.person).await?;
    note(records, actor, Access::Exported, Some(row.person), "certificate").await?;
    Ok(Sheet {
        certificate: view(records, &row, &body, &situation, &calendar),
        body,
    })
}

async fn own(records: &Records, actor: &Actor, certificate: Uuid) -> Result<entity::Model, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let row = entity::Entity::find_by_id((actor.org, certificate))
        .one(records.read())
        .await?;
    match row {
        Some(row) if row.person == person => Ok(row),
        Some(_) => Err(records.note_denied(actor, "certificates.sheet", Some(certificate))),
        None => Err(Error::NotFound),
    }
}

fn view(
    records: &Records,
    row: &entity::Model,
    body: &Body,
    situation: &Situation,
    calendar: &calendars::Calendar,
) -> CertificateView {
    let code = code::of(records, row.org, row.id);
    let title = match body {
        Body::Competency(one) => Some(one.title.clone()),
        Body::Transcript(_) => None,
    };
    CertificateView {
        id: row.id,
        kind: Kind::parse(&row.kind),
        title,
        code: (code::hash(&code) == row.code_hash).then(|| code::shown(&code)),
        issued_at: calendar.local(from_ms(row.issued_ms)),
        expires_at: row.expires_ms.map(|end| calendar.local(from_ms(end))),
        state: situation.state(row, body).on(calendar),
        shares: from_text(&row.shares),
        body_hash: row.body_hash.clone(),
        ledger_position: row.ledger_position.map(i64::cast_unsigned),
    }
}
