//! Tests of knowledge: banks of items, blueprints, papers drawn from them, marking, and what items turn out to be.
//!
//! A [`Blueprint`] says how many items of which topic a test draws from its [`Bank`]s. [`Paper::draw`] makes one
//! candidate's paper of it with a seed, keys included, for the server alone. [`Paper::sheet`] is what the candidate's
//! browser may have: a [`Sheet`] has no field that could hold a key. [`mark()`] marks the candidate's
//! [`Responses`], [`review()`] gives what the candidate may see afterwards, and [`analyse`] looks at many papers.
//! `docs/question-banks.md` is the manual and `spec-exams/` the suite of examples.

mod analysis;
pub mod bank;
mod blueprint;
mod check;
mod expression;
mod hash;
mod mark;
pub mod numbers;
pub mod paper;
mod pictures;
mod problem;
#[cfg(feature = "compiler")]
mod read;
mod response;
pub mod review;
pub(crate) mod seeded;
pub mod sheet;

pub use analysis::{Analysis, ItemFigures, OptionCount, Reliability, Sitting, Warning, analyse};
pub use bank::Bank;
pub use blueprint::{Attempts, Blueprint, Cut, DrawRule, ReviewRule};
pub use check::{MAX_VARIANTS, problems_between};
pub use mark::{Marked, MarkedItem, MarkedQuestion, Outcome, mark};
pub use paper::{DrawError, Paper};
pub use pictures::Picture;
pub use problem::{Problem, ProblemCode};
#[cfg(feature = "compiler")]
pub use read::{MAX_BANK_BYTES, read_bank, read_blueprint};
pub use response::{Pair, Response, ResponseFault, Responses};
pub use review::{Review, review};
pub use sheet::Sheet;
