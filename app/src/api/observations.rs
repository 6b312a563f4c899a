//! Observed practice: whom an assessor may observe by which checklist, and what they saw.

use competency::{Checklist, Mark};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::{AppError, Refusal};

/// Where an assessor begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assess {
    /// The visitor, to whom marks on the device belong.
    pub assessor: Uuid,
    /// Learners of the assessor's units, by name.
    pub learners: Vec<Learner>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// The checklists in use: stable name and title.
    pub checklists: Vec<(String, String)>,
}

/// A learner whom the visitor may assess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learner {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their units.
    pub units: Vec<String>,
}

/// What the visitor may observe of a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The learner.
    pub person: Uuid,
    /// The learner's name.
    pub name: String,
    /// The checklists in use.
    pub checklists: Vec<ChecklistHead>,
    /// What was observed before, newest first.
    pub earlier: Vec<ObservationRow>,
}

/// A checklist, and whether the visitor may use it for a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistHead {
    /// Its stable name.
    pub slug: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// How many steps it has.
    pub steps: u32,
    /// The titles of its competencies.
    pub competencies: Vec<String>,
    /// The rule against it.
    pub refusal: Option<Refusal>,
    /// The title of the competency that the refusal speaks of.
    pub about: Option<String>,
}

/// An observation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationRow {
    /// Which.
    pub id: Uuid,
    /// The checklist's title.
    pub title: String,
    /// The assessor's name; empty once erased.
    pub assessor: String,
    /// Whether it was passed.
    pub passed: bool,
    /// When it was seen.
    pub observed_at: OffsetDateTime,
    /// Whether it no longer counts.
    pub void: bool,
}

/// A checklist opened for a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The learner.
    pub person: Uuid,
    /// The learner's name.
    pub name: String,
    /// The visitor, to whom marks on the device belong.
    pub assessor: Uuid,
    /// What is looked for.
    pub checklist: Checklist,
    /// Whether the visitor may use it.
    pub head: ChecklistHead,
    /// The server's time, in milliseconds since 1970: a device's own clock may be wrong.
    pub now_ms: i64,
}

/// What an assessor saw, to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewObservation {
    /// Made by the device before anything is sent; sending it again records it once.
    pub id: Uuid,
    /// The learner.
    pub person: Uuid,
    /// The checklist.
    pub checklist: String,
    /// Its version.
    pub version: u32,
    /// One mark for each step.
    pub marks: Vec<Mark>,
    /// The note on the whole; may be empty.
    pub note: String,
    /// When it was seen, in milliseconds since 1970.
    pub observed_ms: i64,
    /// The text that the screen showed for signing.
    pub shown: String,
    /// The assessor's password.
    pub password: String,
}

/// The server's word that an observation is on the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationReceipt {
    /// The observation.
    pub id: Uuid,
    /// Whether it was passed.
    pub passed: bool,
    /// Hash of the record.
    pub record_hash: String,
    /// Its position in the ledger.
    pub ledger_position: u64,
}

/// An observation with all that was seen and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Which.
    pub id: Uuid,
    /// The learner.
    pub person: Uuid,
    /// The learner's name; empty once erased.
    pub name: String,
    /// The assessor's name; empty once erased.
    pub assessor: String,
    /// Whether it is of the visitor.
    pub own: bool,
    /// The checklist in its version.
    pub checklist: Checklist,
    /// The version.
    pub version: u32,
    /// The marks, in the order of the steps.
    pub marks: Vec<Mark>,
    /// The note on the whole.
    pub note: String,
    /// Whether it was passed.
    pub passed: bool,
    /// Steps done.
    pub done: u32,
    /// Steps that applied.
    pub applied: u32,
    /// Critical steps that were not done.
    pub missed_critical: Vec<String>,
    /// When it was seen.
    pub observed_at: OffsetDateTime,
    /// Hash of the record.
    pub record_hash: String,
    /// Its position in the ledger.
    pub ledger_position: Option<u64>,
    /// The signature.
    pub signature: Option<Signed>,
    /// That it no longer counts.
    pub void: Option<Void>,
}

/// A signature under an observation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The signer's name as it was then; empty once erased.
    pub signer: String,
    /// The exact text; empty once a person named in it is erased.
    pub text: String,
    /// SHA-256 of the exact text.
    pub text_hash: String,
    /// When.
    pub at: OffsetDateTime,
    /// Its position in the ledger.
    pub ledger_position: Option<u64>,
}

/// Why an observation no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Void {
    /// The reason given.
    pub reason: String,
    /// By whom.
    pub by: Option<String>,
    /// Since when.
    pub at: OffsetDateTime,
}

/// The learners of the visitor's units, and the checklists in use.
#[server(prefix = "/api", endpoint = "assess", input = server_fn::codec::Json)]
pub async fn read_assess(search: String) -> Result<Assess, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let found = records::observations::learners(&records, &actor, &search)
        .await
        .map_err(host::refuse)?;
    let checklists = records::content::checklists(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(Assess {
        assessor: actor.person_id().unwrap_or_default(),
        learners: found.learners.into_iter().map(Learner::from).collect(),
        more: found.more,
        checklists: checklists.into_iter().map(|row| (row.slug, row.title)).collect(),
    })
}

/// What the visitor may observe of a learner, and what was observed before.
#[server(prefix = "/api", endpoint = "observations/choice", input = server_fn::codec::Json)]
pub async fn read_choice(person: Uuid) -> Result<Choice, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let eligible = records::observations::eligible(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    let earlier = records::observations::of_person(&records, &actor, person)
        .await
        .map_err(host::refuse)?;
    Ok(Choice {
        person,
        name: eligible.person.name,
        checklists: eligible.checklists.into_iter().map(ChecklistHead::from).collect(),
        earlier: earlier.into_iter().map(ObservationRow::from).collect(),
    })
}

/// A checklist opened for a learner: in the version in use, or in the one that lies begun on the device.
#[server(prefix = "/api", endpoint = "observations/sheet", input = server_fn::codec::Json)]
pub async fn read_sheet(person: Uuid, checklist: String, version: Option<u32>) -> Result<Sheet, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let sheet = records::observations::sheet(&records, &actor, person, &checklist, version)
        .await
        .map_err(host::refuse)?;
    Ok(Sheet {
        person,
        name: sheet.person.name,
        assessor: actor.person_id().unwrap_or_default(),
        checklist: sheet.checklist,
        head: sheet.head.into(),
        now_ms: i64::try_from(sheet.now.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX),
    })
}

/// Records an observation with the visitor's signature. Sending it again is harmless.
#[server(prefix = "/api", endpoint = "observations/record", input = server_fn::codec::Json)]
pub async fn record_observation(observation: NewObservation) -> Result<ObservationReceipt, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let new = from_records::to_record(observation).ok_or_else(|| host::answer(AppError::BadRequest))?;
    let receipt = records::observations::record(&records, &actor, new, signed_text)
        .await
        .map_err(host::refuse)?;
    Ok(receipt.into())
}

/// One observation.
#[server(prefix = "/api", endpoint = "observations/read", input = server_fn::codec::Json)]
pub async fn read_observation(observation: Uuid) -> Result<Observation, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let view = records::observations::observation(&records, &actor, observation)
        .await
        .map_err(host::refuse)?;
    let own = Some(view.person) == actor.person_id();
    Ok(Observation { own, ..view.into() })
}

#[cfg(feature = "ssr")]
pub use from_records::signed_text;

#[cfg(feature = "ssr")]
mod from_records {
    use records::observations as stored;
    use time::OffsetDateTime;

    use super::{
        ChecklistHead, Learner, NewObservation, Observation, ObservationReceipt, ObservationRow, Signed, Void,
    };
    use crate::api::host;
    use crate::words::observing;

    /// The text that is signed: the same function that the screen shows it by.
    #[must_use]
    pub fn signed_text(facts: &stored::Facts) -> String {
        observing::statement(
            &facts.learner,
            &facts.checklist,
            facts.version,
            &facts.marks,
            facts.observed_at,
        )
        .unwrap_or_default()
    }

    /// None for an instant outside the calendar.
    pub(super) fn to_record(new: NewObservation) -> Option<stored::NewObservation> {
        let observed_at =
            OffsetDateTime::from_unix_timestamp_nanos(i128::from(new.observed_ms) * 1_000_000).ok()?;
        Some(stored::NewObservation {
            id: new.id,
            person: new.person,
            checklist: new.checklist,
            version: new.version,
            marks: new.marks,
            note: new.note,
            observed_at,
            shown: Some(new.shown),
            password: new.password,
        })
    }

    impl From<stored::LearnerRow> for Learner {
        fn from(row: stored::LearnerRow) -> Self {
            Self {
                person: row.person,
                name: row.name,
                units: row.units,
            }
        }
    }

    impl From<stored::EligibleChecklist> for ChecklistHead {
        fn from(head: stored::EligibleChecklist) -> Self {
            Self {
                slug: head.slug,
                version: head.version,
                title: head.title,
                steps: head.steps,
                competencies: head.competencies,
                refusal: head.refusal.map(host::translate_refusal),
                about: head.about,
            }
        }
    }

    impl From<stored::ObservationRow> for ObservationRow {
        fn from(row: stored::ObservationRow) -> Self {
            Self {
                id: row.id,
                title: row.title,
                assessor: row.assessor_name,
                passed: row.passed,
                observed_at: row.observed_at,
                void: row.void,
            }
        }
    }

    impl From<stored::Receipt> for ObservationReceipt {
        fn from(receipt: stored::Receipt) -> Self {
            Self {
                id: receipt.id,
                passed: receipt.passed,
                record_hash: receipt.record_hash,
                ledger_position: receipt.ledger_position,
            }
        }
    }

    impl From<stored::ObservationView> for Observation {
        fn from(view: stored::ObservationView) -> Self {
            Self {
                id: view.id,
                person: view.person,
                name: view.person_name,
                assessor: view.assessor_name,
                own: false,
                checklist: view.checklist,
                version: view.version,
                marks: view.marks,
                note: view.note,
                passed: view.passed,
                done: view.done,
                applied: view.applied,
                missed_critical: view.missed_critical,
                observed_at: view.observed_at,
                record_hash: view.record_hash,
                ledger_position: view.ledger_position,
                signature: view.signature.map(|signature| Signed {
                    signer: signature.signer_name,
                    text: signature.text,
                    text_hash: signature.text_hash,
                    at: signature.signed_at,
                    ledger_position: signature.ledger_position,
                }),
                void: view.void.map(|void| Void {
                    reason: void.reason,
                    by: void.by,
                    at: void.at,
                }),
            }
        }
    }
}
