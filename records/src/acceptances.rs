//! Documents and prior learning that an assessor accepted or refused.
//!
//! What is accepted is evidence of the day on the document. What is refused stays on the record and is none.

mod accept;
pub(crate) mod entity;
mod forget;
mod prepare;
mod read;

pub use accept::{Facts, NewAcceptance, Sentence, Verdict, accept};
pub(crate) use forget::forget_texts_of;
pub use prepare::{Acceptable, Prepared, prepare};
pub(crate) use read::acceptances_of;
pub use read::{AcceptanceRow, AcceptanceView, acceptance as read};
