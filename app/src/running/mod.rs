//! A run in the browser: the clock, the log that grows on the device, and its delivery.

mod coach;
mod handed;
mod kept;
mod opened;
mod outbox;
mod session;
mod unsent;

pub use coach::{Coaching, Said};
pub use handed::{hand_over, take_handed_over};
pub use kept::{KeptRun, forget, keep, kept, tidy};
pub use opened::{forget_opened, keep_opened, opened};
pub use outbox::{Delivered, Outbox};
pub use session::{Beat, Session};
pub use unsent::UnsentRuns;
