//! Verifying a code: anybody who has it, without a session, is shown what the holder shares.

use super::body::Body;
use super::state::{CertificateState, Situation};
use super::{Kind, Shared, code, entity, from_text};
use crate::calendars;
use crate::instant::from_ms;
use crate::signin::throttle::{self, Kind as Counted};
use crate::{Error, Records};
use competency::EvidenceKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What a code shows. A part that the holder does not share is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// What the certificate is about.
    pub kind: Kind,
    /// Whether it holds.
    pub state: CertificateState,
    /// When that was decided.
    pub checked_at: OffsetDateTime,
    /// The holder's name.
    pub name: Option<String>,
    /// The initials of it.
    pub initials: Option<String>,
    /// What is certified.
    pub competency: Option<String>,
    /// At which level.
    pub level: Option<String>,
    /// From when until when it holds.
    pub validity: Option<Validity>,
    /// Who issued it.
    pub organisation: Option<String>,
    /// What kinds of evidence it rests on.
    pub evidence_kinds: Vec<EvidenceKind>,
}

/// From when until when a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// When it was issued.
    pub issued_at: OffsetDateTime,
    /// When it ends, if it does.
    pub expires_at: Option<OffsetDateTime>,
}

/// What a code shows. A code that does not exist, one of which nothing is shared, and one whose holder is erased are
/// answered alike, `NotFound`, and counted against the address they came from.
pub async fn verify(
    records: &Records,
    typed: &str,
    address: Option<&str>,
    now: OffsetDateTime,
) -> Result<Verification, Error> {
    let address = address.unwrap_or_default();
    // No organisation is known before the code is.
    let nobody = Uuid::nil();
    let wait_ms = throttle::wait_ms(records.read(), nobody, Counted::Codes, address, now).await?;
    if wait_ms > 0 {
        let retry_after_s = u32::try_from((wait_ms + 999) / 1000).unwrap_or(u32::MAX);
        return Err(Error::Busy { retry_after_s });
    }
    let row = entity::Entity::find()
        .filter(entity::Column::CodeHash.eq(code::hash(&code::normal_form(typed))))
        .one(records.read())
        .await?;
    let shown = row.and_then(|row| {
        let body = Body::parse(&row.body)?;
        (!from_text(&row.shares).is_empty()).then_some((row, body))
    });
    match shown {
        Some((row, body)) => show(records, &row, &body, now).await,
        None => {
            let address = address.to_owned();
            records
                .write(nobody, move |tx| {
                    Box::pin(async move { throttle::failed(tx, nobody, Counted::Codes, &address, now).await })
                })
                .await?;
            Err(Error::NotFound)
        }
    }
}

async fn show(
    records: &Records,
    row: &entity::Model,
    body: &Body,
    now: OffsetDateTime,
) -> Result<Verification, Error> {
    let situation = Situation::of(records, row.org, row.person, now).await?;
    let calendar = calendars::of_person(records.read(), row.org, row.person).await?;
    let shares = from_text(&row.shares);
    let shared = |part: Shared| shares.contains(&part);
    let competence = match body {
        Body::Competency(one) => Some(one),
        Body::Transcript(_) => None,
    };
    let validity = Validity {
        issued_at: calendar.local(from_ms(row.issued_ms)),
        expires_at: row.expires_ms.map(|end| calendar.local(from_ms(end))),
    };
    Ok(Verification {
        kind: Kind::parse(&row.kind),
        state: situation.state(row, body).on(&calendar),
        checked_at: calendar.local(now),
        name: shared(Shared::Name).then(|| body.name().to_owned()),
        initials: shared(Shared::Initials).then(|| initials(body.name())),
        competency: competence
            .filter(|_| shared(Shared::Competency))
            .map(|one| one.title.clone()),
        level: competence
            .filter(|_| shared(Shared::Level))
            .map(|one| one.level.clone()),
        validity: shared(Shared::Validity).then_some(validity),
        organisation: shared(Shared::Organisation).then(|| body.organisation().to_owned()),
        evidence_kinds: match shared(Shared::EvidenceKinds) {
            true => body.evidence_kinds(),
            false => Vec::new(),
        },
    })
}

/// The first letter of each part of a name.
fn initials(name: &str) -> String {
    let letters: Vec<String> = name
        .split_whitespace()
        .filter_map(|part| part.chars().next())
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect();
    letters.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters() {
        assert_eq!(initials("Ana  Ruiz de la Vega"), "A. R. D. L. V.");
        assert_eq!(initials("Łukasz"), "Ł.");
        assert_eq!(initials(""), "");
    }
}
