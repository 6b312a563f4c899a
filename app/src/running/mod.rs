//! A run in the browser: the clock, the log that grows on the device, and its delivery.

mod coach;
mod delivery;
mod kept;
mod session;
mod unsent;

pub use coach::Coaching;
pub use delivery::{Delivered, send};
pub use kept::{KeptRun, forget, keep, kept};
pub use session::{Beat, Session};
pub use unsent::UnsentRuns;
