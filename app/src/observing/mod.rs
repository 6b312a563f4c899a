//! Observed practice in the browser: marks that are kept on the device until they are recorded, and conflicts.

mod conflicts;
mod draft;
mod waiting;

pub use conflicts::ConflictsSection;
pub use draft::{Draft, Storing, any_kept, discard, drafts, keep};
pub use waiting::Waiting;
