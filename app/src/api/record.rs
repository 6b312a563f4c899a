//! One's record, certificates, and what a code shows.

use competency::{EvidenceKind, Reason};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::standing::State;
use crate::error::AppError;

/// A person's record as of an instant. All instants carry the offset of the person's calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Whose.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job.
    pub job: String,
    /// The organisation.
    pub organisation: String,
    /// The units they learnt in.
    pub units: Vec<String>,
    /// As of when it was known.
    pub as_of: OffsetDateTime,
    /// Their competencies, in the order of display.
    pub competencies: Vec<Held>,
    /// Their evidence, newest first.
    pub evidence: Vec<EvidenceLine>,
    /// What was signed about it, newest first.
    pub signed: Vec<Signed>,
    /// What they were not to do unsupervised, with since when.
    pub restrictions: Vec<(String, OffsetDateTime)>,
    /// How many entries the ledger had then.
    pub ledger_size: u64,
    /// Its root hash then.
    pub ledger_root: String,
}

/// A competency and how the person stood with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The competency.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The group it belongs to.
    pub group: String,
    /// The level it asks for.
    pub level: String,
    /// Whether their job asked for it.
    pub required: bool,
    /// How it stood.
    pub state: State,
    /// The end of validity.
    pub until: Option<OffsetDateTime>,
    /// Why.
    pub reason: Reason,
    /// Whether a restriction was open.
    pub restricted: bool,
    /// What it rested on, in words.
    pub rests_on: Option<String>,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceLine {
    /// The competency's title.
    pub competency: String,
    /// What was shown.
    pub kind: EvidenceKind,
    /// What was done.
    pub title: String,
    /// Whether it met the criteria.
    pub passed: bool,
    /// When.
    pub at: OffsetDateTime,
    /// What it comes from.
    pub source: Uuid,
    /// Why it did not count, if it did not: `voided` or `superseded`.
    pub void: Option<String>,
}

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

/// A signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// What was signed.
    pub what: SignedWhat,
    /// What it is about.
    pub title: String,
    /// Who signed; empty once erased.
    pub signer: String,
    /// What it stands for, by its code.
    pub meaning: String,
    /// The hash of the exact text.
    pub text_hash: String,
    /// When.
    pub at: OffsetDateTime,
}

/// One's own record with one's certificates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyRecord {
    /// The record as it is known now.
    pub record: Record,
    /// The certificates, newest first.
    pub certificates: Vec<Certificate>,
}

/// What a certificate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateKind {
    /// That a competency is held.
    Competency,
    /// A whole record.
    Transcript,
}

/// Whether a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateState {
    /// It holds.
    Valid,
    /// Its time is over.
    Expired {
        /// Since when.
        since: OffsetDateTime,
    },
    /// What it rests on no longer counts, or the competency is no longer held.
    NoLongerValid {
        /// Since when.
        since: OffsetDateTime,
    },
    /// Its holder withdrew it.
    Withdrawn {
        /// Since when.
        since: OffsetDateTime,
    },
}

/// A part of a certificate that its holder may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// The initials of the holder's name.
    Initials,
    /// The holder's name.
    Name,
    /// What is certified.
    Competency,
    /// The level.
    Level,
    /// From when until when it holds.
    Validity,
    /// Who issued it.
    Organisation,
    /// What kinds of evidence it rests on.
    EvidenceKinds,
}

impl Shared {
    /// All parts, in the order of display.
    pub const ALL: [Self; 7] = [
        Self::Initials,
        Self::Name,
        Self::Competency,
        Self::Level,
        Self::Validity,
        Self::Organisation,
        Self::EvidenceKinds,
    ];

    /// The name of its box in a form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Initials => "initials",
            Self::Name => "name",
            Self::Competency => "competency",
            Self::Level => "level",
            Self::Validity => "validity",
            Self::Organisation => "organisation",
            Self::EvidenceKinds => "evidence_kinds",
        }
    }
}

/// A certificate, as its holder sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    /// Which.
    pub id: Uuid,
    /// What it is about.
    pub kind: CertificateKind,
    /// The competency's title, if it is about one.
    pub title: Option<String>,
    /// Its code, in groups of four; none if it cannot be shown again.
    pub code: Option<String>,
    /// When it was issued.
    pub issued_at: OffsetDateTime,
    /// When it ends, if it does.
    pub expires_at: Option<OffsetDateTime>,
    /// Whether it holds.
    pub state: CertificateState,
    /// What whoever has the code is shown.
    pub shares: Vec<Shared>,
}

/// What a code shows. A part that the holder does not share is absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    /// What the certificate is about.
    pub kind: CertificateKind,
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
    /// When it was issued, and when it ends, if it does.
    pub validity: Option<(OffsetDateTime, Option<OffsetDateTime>)>,
    /// Who issued it.
    pub organisation: Option<String>,
    /// What kinds of evidence it rests on.
    pub evidence_kinds: Vec<EvidenceKind>,
}

/// One's own record and certificates.
#[server(prefix = "/api", endpoint = "record", input = server_fn::codec::Json)]
pub async fn read_my_record() -> Result<MyRecord, AppError> {
    use super::host;
    use records::certificates::{AsOf, Use, mine, own_transcript};
    let (records, actor) = host::signed_in()?;
    let transcript = own_transcript(&records, &actor, AsOf::Now, Use::Look)
        .await
        .map_err(host::refuse)?;
    let certificates = mine(&records, &actor).await.map_err(host::refuse)?;
    Ok(MyRecord {
        record: transcript.into(),
        certificates: certificates.into_iter().map(Certificate::from).collect(),
    })
}

/// A person's record, as it was known at the end of a day, or now.
#[server(prefix = "/api", endpoint = "record/of", input = server_fn::codec::Json)]
pub async fn read_record(person: Uuid, day: Option<Date>) -> Result<Record, AppError> {
    use super::host;
    use records::certificates::{AsOf, Use, transcript};
    let (records, actor) = host::signed_in()?;
    let as_of = day.map_or(AsOf::Now, AsOf::EndOf);
    let transcript = transcript(&records, &actor, person, as_of, Use::Look)
        .await
        .map_err(host::refuse)?;
    Ok(transcript.into())
}

/// Issues a certificate to oneself: of a competency, or of the whole record where none is named.
#[server(prefix = "/api", endpoint = "certificates/issue", input = server_fn::codec::Json)]
pub async fn issue_certificate(certificate: Uuid, competency: Option<String>) -> Result<(), AppError> {
    use super::host;
    use records::certificates::{Certified, Issue, issue};
    let (records, actor) = host::signed_in()?;
    let input = Issue {
        id: certificate,
        what: competency.map_or(Certified::Transcript, Certified::Competency),
    };
    issue(&records, &actor, input).await.map_err(host::refuse)?;
    Ok(())
}

/// Chooses what the code of one's own certificate shows.
#[server(prefix = "/api", endpoint = "certificates/share", input = server_fn::codec::Json)]
pub async fn share_certificate(certificate: Uuid, shares: Vec<Shared>) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let shares = shares.into_iter().map(Into::into).collect();
    records::certificates::share(&records, &actor, certificate, shares)
        .await
        .map_err(host::refuse)
}

/// Takes one's own certificate back.
#[server(prefix = "/api", endpoint = "certificates/withdraw", input = server_fn::codec::Json)]
pub async fn withdraw_certificate(certificate: Uuid) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::certificates::withdraw(&records, &actor, certificate)
        .await
        .map_err(host::refuse)
}

/// What a code shows, to anybody who has it.
#[server(prefix = "/api", endpoint = "verify/look", input = server_fn::codec::Json)]
pub async fn read_verification(code: String) -> Result<Verification, AppError> {
    use super::host;
    let visitor = host::visitor()?;
    let records = host::records()?;
    let shown = records::certificates::verify(&records, &code, visitor.address.as_deref(), visitor.now)
        .await
        .map_err(host::refuse)?;
    Ok(shown.into())
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::certificates as stored;
    use records::standing::Supervision;

    use super::{
        Certificate, CertificateKind, CertificateState, EvidenceLine, Held, Record, Shared, Signed,
        SignedWhat, Verification,
    };

    impl From<stored::Transcript> for Record {
        fn from(transcript: stored::Transcript) -> Self {
            Self {
                person: transcript.person,
                name: transcript.name,
                job: transcript.job,
                organisation: transcript.organisation,
                units: transcript.units,
                as_of: transcript.as_of,
                competencies: transcript.competencies.into_iter().map(Held::from).collect(),
                evidence: transcript.evidence.into_iter().map(EvidenceLine::from).collect(),
                signed: transcript.signed.into_iter().map(Signed::from).collect(),
                restrictions: transcript
                    .restrictions
                    .into_iter()
                    .map(|line| (line.competency, line.raised_at))
                    .collect(),
                ledger_size: transcript.ledger.size,
                ledger_root: transcript.ledger.root,
            }
        }
    }

    impl From<stored::HeldLine> for Held {
        fn from(line: stored::HeldLine) -> Self {
            Self {
                id: line.id,
                title: line.title,
                group: line.group,
                level: line.level,
                required: line.required,
                state: line.state.into(),
                until: line.until,
                reason: line.reason,
                restricted: line.supervision == Supervision::Required,
                rests_on: line.rests_on_title,
            }
        }
    }

    impl From<stored::EvidenceLine> for EvidenceLine {
        fn from(line: stored::EvidenceLine) -> Self {
            Self {
                competency: line.competency,
                kind: line.kind,
                title: line.title,
                passed: line.passed,
                at: line.at,
                source: line.source,
                void: line.void,
            }
        }
    }

    impl From<stored::SignedWhat> for SignedWhat {
        fn from(what: stored::SignedWhat) -> Self {
            match what {
                stored::SignedWhat::SignOff => Self::SignOff,
                stored::SignedWhat::Observation => Self::Observation,
                stored::SignedWhat::Acceptance => Self::Acceptance,
                stored::SignedWhat::Void => Self::Void,
                stored::SignedWhat::Appeal => Self::Appeal,
                stored::SignedWhat::Lifting => Self::Lifting,
            }
        }
    }

    impl From<stored::SignedRow> for Signed {
        fn from(row: stored::SignedRow) -> Self {
            Self {
                what: row.what.into(),
                title: row.title,
                signer: row.signer_name,
                meaning: row.meaning.as_str().to_owned(),
                text_hash: row.text_hash,
                at: row.signed_at,
            }
        }
    }

    impl From<stored::Kind> for CertificateKind {
        fn from(kind: stored::Kind) -> Self {
            match kind {
                stored::Kind::Competency => Self::Competency,
                stored::Kind::Transcript => Self::Transcript,
            }
        }
    }

    impl From<stored::CertificateState> for CertificateState {
        fn from(state: stored::CertificateState) -> Self {
            match state {
                stored::CertificateState::Valid => Self::Valid,
                stored::CertificateState::Expired { since } => Self::Expired { since },
                stored::CertificateState::NoLongerValid { since } => Self::NoLongerValid { since },
                stored::CertificateState::Withdrawn { since } => Self::Withdrawn { since },
            }
        }
    }

    impl From<stored::Shared> for Shared {
        fn from(part: stored::Shared) -> Self {
            match part {
                stored::Shared::Initials => Self::Initials,
                stored::Shared::Name => Self::Name,
                stored::Shared::Competency => Self::Competency,
                stored::Shared::Level => Self::Level,
                stored::Shared::Validity => Self::Validity,
                stored::Shared::Organisation => Self::Organisation,
                stored::Shared::EvidenceKinds => Self::EvidenceKinds,
            }
        }
    }

    impl From<Shared> for stored::Shared {
        fn from(part: Shared) -> Self {
            match part {
                Shared::Initials => Self::Initials,
                Shared::Name => Self::Name,
                Shared::Competency => Self::Competency,
                Shared::Level => Self::Level,
                Shared::Validity => Self::Validity,
                Shared::Organisation => Self::Organisation,
                Shared::EvidenceKinds => Self::EvidenceKinds,
            }
        }
    }

    impl From<stored::CertificateView> for Certificate {
        fn from(view: stored::CertificateView) -> Self {
            Self {
                id: view.id,
                kind: view.kind.into(),
                title: view.title,
                code: view.code,
                issued_at: view.issued_at,
                expires_at: view.expires_at,
                state: view.state.into(),
                shares: view.shares.into_iter().map(Shared::from).collect(),
            }
        }
    }

    impl From<stored::Verification> for Verification {
        fn from(shown: stored::Verification) -> Self {
            Self {
                kind: shown.kind.into(),
                state: shown.state.into(),
                checked_at: shown.checked_at,
                name: shown.name,
                initials: shown.initials,
                competency: shown.competency,
                level: shown.level,
                validity: shown
                    .validity
                    .map(|validity| (validity.issued_at, validity.expires_at)),
                organisation: shown.organisation,
                evidence_kinds: shown.evidence_kinds,
            }
        }
    }
}
