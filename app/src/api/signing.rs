//! Signing: sign-offs and their corrections, documents and prior learning.

use competency::{EvidenceKind, Level, Requirement};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::standing::{Standing, State};
use crate::error::{AppError, Refusal};

/// A signature, all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The signer's name as it was then; empty once erased.
    pub signer_name: String,
    /// What it stands for, as a code.
    pub meaning: String,
    /// The exact text; empty once erased.
    pub text: String,
    /// SHA-256 of the exact text, hexadecimal.
    pub text_hash: String,
    /// When.
    pub signed_at: OffsetDateTime,
    /// The entry of the ledger that holds it.
    pub ledger_position: Option<u64>,
}

/// A piece of evidence that a signature may rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which.
    pub id: Uuid,
    /// What was shown.
    pub kind: EvidenceKind,
    /// What was done.
    pub title: String,
    /// Where it comes from.
    pub source: Uuid,
    /// When.
    pub at: OffsetDateTime,
    /// The version of the device, where that matters.
    pub device: Option<String>,
    /// Whether it no longer counts.
    pub is_void: bool,
}

/// What the form for signing shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignOffForm {
    /// Whose competency it is.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// The competency.
    pub competency: String,
    /// Its title.
    pub title: String,
    /// What is expected.
    pub description: String,
    /// The levels at which it can be signed.
    pub levels: Vec<Level>,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// The rule in words.
    pub rule: competency::Rule,
    /// How each requirement is met.
    pub requirements: Vec<RequirementState>,
    /// How the person stands, where there is anything to say.
    pub standing: Option<Standing>,
    /// What the signature may rest on, newest first.
    pub evidence: Vec<Piece>,
    /// Whether it must rest on something.
    pub needs_evidence: bool,
    /// The rule that keeps the visitor from signing.
    pub refusal: Option<Refusal>,
    /// What would be corrected.
    pub corrects: Option<Corrected>,
}

/// How a requirement is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementState {
    /// The requirement.
    pub requirement: Requirement,
    /// Pieces of evidence that count for it.
    pub n_shown: u32,
    /// Whether it is met.
    pub state: State,
    /// Until when, or since when no longer.
    pub until: Option<OffsetDateTime>,
}

/// The sign-off that would be corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Which.
    pub id: Uuid,
    /// The level signed; none where it was found not met.
    pub level: Option<String>,
    /// What it rests on.
    pub rests_on: Vec<Uuid>,
    /// When it was signed.
    pub signed_at: OffsetDateTime,
    /// By whom.
    pub signer_name: String,
    /// Whether the visitor signed it.
    pub is_own: bool,
    /// What superseded it already.
    pub superseded_by: Option<Uuid>,
}

/// A sign-off to be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSignOff {
    /// Made by the browser.
    pub id: Uuid,
    /// Whose competency it is.
    pub person: Uuid,
    /// The competency.
    pub competency: String,
    /// The level; empty for a correction that finds it not met.
    pub level: String,
    /// The evidence it rests on.
    pub rests_on: Vec<Uuid>,
    /// The text as it was shown.
    pub text: String,
    /// The password.
    pub password: String,
    /// The sign-off that this one corrects.
    pub supersedes: Option<Uuid>,
    /// Why it is corrected.
    pub reason: Option<String>,
}

/// A sign-off with everything that was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// Which.
    pub id: Uuid,
    /// Whose competency it is.
    pub person: Uuid,
    /// Their name; empty once erased.
    pub name: String,
    /// The competency.
    pub competency: String,
    /// Its title, as it was signed.
    pub title: String,
    /// The level's title; none where it was found not met.
    pub level: Option<String>,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// What it rests on.
    pub rests_on: Vec<Piece>,
    /// The signature.
    pub signature: Signature,
    /// The entry of the ledger that tells the sign-off.
    pub ledger_position: Option<u64>,
    /// What it corrects.
    pub supersedes: Option<(Uuid, OffsetDateTime)>,
    /// Why it corrects that.
    pub reason: Option<String>,
    /// What corrected it.
    pub superseded_by: Option<(Uuid, OffsetDateTime)>,
    /// Whether the visitor may correct it.
    pub may_correct: bool,
}

/// What an assessor may sign for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The competencies.
    pub competencies: Vec<DeskCompetency>,
    /// Documents and prior learning that were looked at, newest first.
    pub acceptances: Vec<AcceptanceRow>,
}

/// A competency, and whether the visitor may sign it for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskCompetency {
    /// Its stable name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why not.
    pub refusal: Option<Refusal>,
    /// The title of the competency that the refusal speaks of.
    pub about: Option<String>,
}

/// A document or prior learning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceRow {
    /// Which.
    pub id: Uuid,
    /// The competency's title.
    pub competency: String,
    /// A document, or prior learning.
    pub kind: EvidenceKind,
    /// What it is called; empty once erased.
    pub title: String,
    /// Who issued it; empty once erased.
    pub issuer: String,
    /// The day on it.
    pub shown_on: Date,
    /// Whether it was accepted.
    pub accepted: bool,
    /// When that was recorded.
    pub recorded_at: OffsetDateTime,
}

/// A document or prior learning with its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// What it is.
    pub row: AcceptanceRow,
    /// Whose it is.
    pub person: Uuid,
    /// Their name; empty once erased.
    pub name: String,
    /// The signature; none where the system accepted it.
    pub signature: Option<Signature>,
    /// The entry of the ledger that tells it.
    pub ledger_position: Option<u64>,
}

/// What the form for documents and prior learning shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptForm {
    /// Whose evidence it would be.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// The competencies for which the visitor may accept something that counts.
    pub competencies: Vec<Acceptable>,
    /// Why there is none, where the visitor may not assess.
    pub refusal: Option<Refusal>,
}

/// A competency for which documents or prior learning count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptable {
    /// The competency.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// Which of the two kinds count.
    pub kinds: Vec<EvidenceKind>,
}

/// What somebody made of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAcceptance {
    /// Made by the browser.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// What it would be evidence for.
    pub competency: String,
    /// A document, or prior learning.
    pub kind: EvidenceKind,
    /// What it is called.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The day on it.
    pub shown_on: Date,
    /// Whether it is accepted.
    pub accepted: bool,
    /// The text as it was shown.
    pub text: String,
    /// The password.
    pub password: String,
}

/// What an assessor sees before signing.
#[server(prefix = "/api", endpoint = "sign-offs/prepare", input = server_fn::codec::Json)]
pub async fn prepare_sign_off(
    person: Uuid,
    competency: String,
    corrects: Option<Uuid>,
) -> Result<SignOffForm, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let prepared = records::signoffs::prepare(&records, &actor, person, &competency, corrects)
        .await
        .map_err(host::refuse)?;
    Ok(prepared.into())
}

/// Signs that a competency is met, or corrects an earlier sign-off.
#[server(prefix = "/api", endpoint = "sign-offs/sign", input = server_fn::codec::Json)]
pub async fn sign(sign_off: NewSignOff) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::signoffs::sign_off(&records, &actor, sign_off.into(), from_records::statement)
        .await
        .map_err(host::refuse)
}

/// A sign-off with everything that was signed.
#[server(prefix = "/api", endpoint = "sign-offs/one", input = server_fn::codec::Json)]
pub async fn read_sign_off(id: Uuid) -> Result<SignOff, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let view = records::signoffs::read(&records, &actor, id)
        .await
        .map_err(host::refuse)?;
    Ok(view.into())
}

/// What the visitor may sign for a person; nothing for those who only see how the person stands.
#[server(prefix = "/api", endpoint = "sign-offs/desk", input = server_fn::codec::Json)]
pub async fn read_desk(person: Uuid) -> Result<Option<Desk>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let desk = records::signoffs::desk(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    Ok(desk.map(Desk::from))
}

/// What an assessor sees before accepting a document or prior learning.
#[server(prefix = "/api", endpoint = "acceptances/prepare", input = server_fn::codec::Json)]
pub async fn prepare_acceptance(person: Uuid) -> Result<AcceptForm, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let prepared = records::acceptances::prepare(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    Ok(prepared.into())
}

/// Accepts or refuses a document or prior learning.
#[server(prefix = "/api", endpoint = "acceptances/accept", input = server_fn::codec::Json)]
pub async fn accept(acceptance: NewAcceptance) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::acceptances::accept(&records, &actor, acceptance.into(), from_records::paper)
        .await
        .map_err(host::refuse)
}

/// A document or prior learning with its signature.
#[server(prefix = "/api", endpoint = "acceptances/one", input = server_fn::codec::Json)]
pub async fn read_acceptance(id: Uuid) -> Result<Acceptance, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let view = records::acceptances::read(&records, &actor, id)
        .await
        .map_err(host::refuse)?;
    Ok(view.into())
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::acceptances as papers;
    use records::signoffs as stored;

    use super::{
        AcceptForm, Acceptable, Acceptance, AcceptanceRow, Corrected, Desk, DeskCompetency, NewAcceptance,
        NewSignOff, Piece, RequirementState, SignOff, SignOffForm, Signature,
    };
    use crate::api::host;
    use crate::words::signing;

    /// The text of a sign-off, as the form shows it.
    pub(super) fn statement(facts: &stored::Facts) -> String {
        signing::statement(&signing::Statement {
            name: facts.name.clone(),
            competency: facts.competency.clone(),
            framework: facts.framework.clone(),
            framework_version: facts.framework_version,
            level: facts.level.as_ref().map(|level| level.title.clone()),
            rests_on: facts
                .rests_on
                .iter()
                .map(|piece| signing::piece(piece.kind, &piece.title, piece.at))
                .collect(),
            corrects: facts.corrects.clone(),
        })
    }

    /// The text that accepts or refuses a document, as the form shows it.
    pub(super) fn paper(facts: &papers::Facts) -> String {
        signing::paper(&signing::Paper {
            name: facts.name.clone(),
            competency: facts.competency.clone(),
            framework: facts.framework.clone(),
            framework_version: facts.framework_version,
            kind: facts.kind,
            title: facts.title.clone(),
            issuer: facts.issuer.clone(),
            shown_on: facts.shown_on,
            accepted: facts.verdict == papers::Verdict::Accepted,
        })
    }

    impl From<records::signatures::SignatureView> for Signature {
        fn from(view: records::signatures::SignatureView) -> Self {
            Self {
                signer_name: view.signer_name,
                meaning: view.meaning.as_str().to_owned(),
                text: view.text,
                text_hash: view.text_hash,
                signed_at: view.signed_at,
                ledger_position: view.ledger_position,
            }
        }
    }

    impl From<records::standing::EvidenceRow> for Piece {
        fn from(row: records::standing::EvidenceRow) -> Self {
            Self {
                id: row.id,
                kind: row.kind,
                title: row.title,
                source: row.source,
                at: row.at,
                device: row.device,
                is_void: row.void.is_some(),
            }
        }
    }

    impl From<stored::Prepared> for SignOffForm {
        fn from(prepared: stored::Prepared) -> Self {
            Self {
                person: prepared.person,
                name: prepared.name,
                competency: prepared.competency,
                title: prepared.title,
                description: prepared.description,
                levels: prepared.levels,
                framework: prepared.framework,
                framework_version: prepared.framework_version,
                rule: prepared.rule,
                requirements: prepared
                    .requirements
                    .into_iter()
                    .map(|one| RequirementState {
                        requirement: one.requirement,
                        n_shown: one.n_shown,
                        state: one.state.into(),
                        until: one.until,
                    })
                    .collect(),
                standing: prepared.cell.map(Into::into),
                evidence: prepared.evidence.into_iter().map(Into::into).collect(),
                needs_evidence: prepared.needs_evidence,
                refusal: prepared.refusal.map(host::translate_refusal),
                corrects: prepared.corrects.map(|before| Corrected {
                    id: before.id,
                    level: before.level.map(|level| level.id),
                    rests_on: before.rests_on,
                    signed_at: before.signed_at,
                    signer_name: before.signer_name,
                    is_own: before.is_own,
                    superseded_by: before.superseded_by,
                }),
            }
        }
    }

    impl From<NewSignOff> for stored::NewSignOff {
        fn from(new: NewSignOff) -> Self {
            Self {
                id: new.id,
                person: new.person,
                competency: new.competency,
                level: new.level,
                rests_on: new.rests_on,
                shown: Some(new.text),
                password: new.password,
                supersedes: new.supersedes,
                reason: new.reason,
            }
        }
    }

    impl From<stored::SignOffView> for SignOff {
        fn from(view: stored::SignOffView) -> Self {
            let reference = |other: stored::SignOffRef| (other.id, other.at);
            Self {
                id: view.id,
                person: view.person.id,
                name: view.person.name,
                competency: view.competency,
                title: view.title,
                level: view.level.map(|level| level.title),
                framework: view.framework,
                framework_version: view.framework_version,
                rests_on: view.rests_on.into_iter().map(Into::into).collect(),
                signature: view.signature.into(),
                ledger_position: view.ledger_position,
                supersedes: view.supersedes.map(reference),
                reason: view.reason,
                superseded_by: view.superseded_by.map(reference),
                may_correct: view.may_correct,
            }
        }
    }

    impl From<stored::Desk> for Desk {
        fn from(desk: stored::Desk) -> Self {
            Self {
                competencies: desk.competencies.into_iter().map(Into::into).collect(),
                acceptances: desk.acceptances.into_iter().map(Into::into).collect(),
            }
        }
    }

    impl From<stored::DeskCompetency> for DeskCompetency {
        fn from(one: stored::DeskCompetency) -> Self {
            Self {
                id: one.id,
                title: one.title,
                refusal: one.refusal.map(host::translate_refusal),
                about: one.about,
            }
        }
    }

    impl From<papers::AcceptanceRow> for AcceptanceRow {
        fn from(row: papers::AcceptanceRow) -> Self {
            Self {
                id: row.id,
                competency: row.competency_title,
                kind: row.kind,
                title: row.title,
                issuer: row.issuer,
                shown_on: row.shown_on,
                accepted: row.verdict == papers::Verdict::Accepted,
                recorded_at: row.recorded_at,
            }
        }
    }

    impl From<papers::AcceptanceView> for Acceptance {
        fn from(view: papers::AcceptanceView) -> Self {
            Self {
                row: view.row.into(),
                person: view.person.id,
                name: view.person.name,
                signature: view.signature.map(Into::into),
                ledger_position: view.ledger_position,
            }
        }
    }

    impl From<papers::Prepared> for AcceptForm {
        fn from(prepared: papers::Prepared) -> Self {
            Self {
                person: prepared.person,
                name: prepared.name,
                competencies: prepared
                    .competencies
                    .into_iter()
                    .map(|one| Acceptable {
                        id: one.id,
                        title: one.title,
                        framework: one.framework,
                        framework_version: one.framework_version,
                        kinds: one.kinds,
                    })
                    .collect(),
                refusal: prepared.refusal.map(host::translate_refusal),
            }
        }
    }

    impl From<NewAcceptance> for papers::NewAcceptance {
        fn from(new: NewAcceptance) -> Self {
            Self {
                id: new.id,
                person: new.person,
                competency: new.competency,
                kind: new.kind,
                title: new.title,
                issuer: new.issuer,
                shown_on: new.shown_on,
                verdict: match new.accepted {
                    true => papers::Verdict::Accepted,
                    false => papers::Verdict::Refused,
                },
                shown: Some(new.text),
                password: new.password,
            }
        }
    }
}
