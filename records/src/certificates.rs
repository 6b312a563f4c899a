//! Certificates and transcripts: what a person can show of their record, and what others may check of it.
//!
//! A certificate is a row whose body says what was certified, with hashes; the body never changes. Whether it still
//! holds is decided anew each time it is looked at. Its code proves to anybody that it is genuine, and shows as much of
//! it as its holder shares.

mod body;
mod code;
pub(crate) mod entity;
mod erase;
mod issue;
mod read;
mod share;
mod signed;
mod state;
mod transcript;
mod verify;

pub use body::{Body, Competence, Rest};
pub(crate) use erase::erase_of;
pub use issue::{Certified, Issue, issue};
pub use read::{CertificateView, Sheet, mine, sheet};
pub use share::{share, withdraw};
pub use signed::{SignedRow, SignedWhat};
pub use state::CertificateState;
pub use transcript::{
    AsOf, EvidenceLine, HeldLine, RestrictionLine, Transcript, Use, own_transcript, transcript,
};
pub use verify::{Validity, Verification, verify};

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a certificate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// That a competency is held.
    Competency,
    /// A whole record as it was known at an instant.
    Transcript,
}

impl Kind {
    /// The stable text of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Competency => "competency",
            Self::Transcript => "transcript",
        }
    }

    fn parse(text: &str) -> Self {
        match text {
            "transcript" => Self::Transcript,
            _ => Self::Competency,
        }
    }
}

/// A part of a certificate that its holder may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// All parts.
    pub const ALL: [Self; 7] = [
        Self::Initials,
        Self::Name,
        Self::Competency,
        Self::Level,
        Self::Validity,
        Self::Organisation,
        Self::EvidenceKinds,
    ];

    /// What is shared of a new certificate: enough to check it beside its paper, and not who holds it.
    pub fn at_first() -> BTreeSet<Self> {
        BTreeSet::from([
            Self::Initials,
            Self::Competency,
            Self::Validity,
            Self::Organisation,
        ])
    }
}

/// The parts as the row keeps them.
fn to_text(shares: &BTreeSet<Shared>) -> String {
    serde_json::to_string(shares).unwrap_or_else(|_| "[]".to_owned())
}

/// The parts that a row shares; nothing where that cannot be read.
fn from_text(shares: &str) -> BTreeSet<Shared> {
    serde_json::from_str(shares).unwrap_or_default()
}
