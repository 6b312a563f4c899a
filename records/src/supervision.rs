//! Supervised runs, opened by an assessor's one-time code.
//!
//! The assessor makes a code at the learner's side and reads it out; the learner types it in, and a graded attempt
//! begins whose evidence is that of a supervised run. Only the code's keyed hash is kept. A code is for one person and
//! one scenario, for ten minutes, and for one attempt; a new one takes the place of the last.

mod code;
mod desk;
pub(crate) mod entity;
mod offer;
mod read;
mod redeem;

pub use desk::{Desk, DeskQuestion, DeskRow, ModuleChoice, desk};
pub use offer::{NewOffer, Offer, offer};
pub use read::{OfferState, state};
pub(crate) use read::{of_attempt, supervisor};
pub(crate) use redeem::{opened_with, redeem, use_up};

/// Minutes for which a code is good.
pub const CODE_MINUTES: i64 = 10;
