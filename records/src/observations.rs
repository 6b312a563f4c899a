//! Observed practice, by a checklist: an assessor at the learner's side marks what they see and signs it.
//!
//! Each observation is a row of its own, so that several assessors never overwrite each other. The device makes the
//! id and sends it again until it has the receipt; the same marks under it give the same receipt.

mod agreement;
mod assessor;
mod eligible;
pub(crate) mod entity;
mod forget;
mod learners;
mod marks;
mod read;
mod record;

pub use agreement::{Agreement, FEW_MARKS, StepAgreement, agreement};
pub(crate) use assessor::may_assess;
pub(crate) use eligible::about;
pub use eligible::{Eligible, EligibleChecklist, Sheet, eligible, sheet};
pub(crate) use forget::forget_texts_of;
pub use learners::{LearnerRow, Learners, learners};
pub use read::{ObservationRow, ObservationView, VoidView, observation, of_person};
pub use record::{Facts, NewObservation, Receipt, Sentence, record};
