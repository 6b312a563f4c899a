//! What a certificate says: written once, hashed, never changed.

use super::signed::SignedRow;
use super::transcript::Transcript;
use crate::ledger::Head;
use competency::EvidenceKind;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// The body of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// That a competency is held.
    Competency(Box<Competence>),
    /// A whole record as it was known at an instant.
    Transcript(Box<Transcript>),
}

/// That a person holds a competency. All instants carry the offset of the person's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competence {
    /// Who holds it.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job, in words.
    pub job: String,
    /// Who certifies it.
    pub organisation: String,
    /// The competency.
    pub competency: String,
    /// Its title.
    pub title: String,
    /// What is expected.
    pub description: String,
    /// The heading it stands under.
    pub group: String,
    /// The level, in words.
    pub level: String,
    /// When it was certified.
    #[serde(with = "time::serde::rfc3339")]
    pub issued_at: OffsetDateTime,
    /// The end of validity: the first instant at which it is over.
    #[serde(with = "time::serde::rfc3339")]
    pub until: OffsetDateTime,
    /// What it rests on.
    pub rests_on: Vec<Rest>,
    /// What was signed of that.
    pub signed: Vec<SignedRow>,
    /// The ledger then.
    pub ledger: Head,
}

/// A piece of evidence that a certificate rests on, down to its place in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// The piece of evidence.
    pub id: Uuid,
    /// What it comes from.
    pub source: Uuid,
    /// What was shown.
    pub kind: EvidenceKind,
    /// What was done.
    pub title: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The entry of the ledger that tells of it.
    pub ledger_position: Option<u64>,
    /// The hash of that entry, hexadecimal.
    pub leaf_hash: Option<String>,
}

impl Body {
    /// What a row holds; none once it is erased.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The holder's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Competency(one) => &one.name,
            Self::Transcript(transcript) => &transcript.name,
        }
    }

    /// Who issued it.
    pub fn organisation(&self) -> &str {
        match self {
            Self::Competency(one) => &one.organisation,
            Self::Transcript(transcript) => &transcript.organisation,
        }
    }

    /// The sources of the evidence it tells of and that counted then.
    pub(super) fn sources(&self) -> Vec<Uuid> {
        match self {
            Self::Competency(one) => one.rests_on.iter().map(|piece| piece.source).collect(),
            Self::Transcript(transcript) => transcript
                .evidence
                .iter()
                .filter(|piece| piece.void.is_none())
                .map(|piece| piece.source)
                .collect(),
        }
    }

    /// The kinds of evidence it tells of and that counted then, each once.
    pub(super) fn evidence_kinds(&self) -> Vec<EvidenceKind> {
        let mut kinds: Vec<EvidenceKind> = match self {
            Self::Competency(one) => one.rests_on.iter().map(|piece| piece.kind).collect(),
            Self::Transcript(transcript) => transcript
                .evidence
                .iter()
                .filter(|piece| piece.void.is_none() && piece.passed)
                .map(|piece| piece.kind)
                .collect(),
        };
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}
