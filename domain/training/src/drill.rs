//! Name that waveform: an endless practice in which the simulator makes a fresh case each time.
//!
//! A [`Case`] is a function of its seed: a pattern, a patient and a ventilator in which it comes about, and fifteen
//! seconds of curves. It is taken only if the simulator's own truth shows the pattern and rules out every other
//! answer that is offered. Nothing of it is evidence, and nothing of it enters a trace.

mod case;
mod finding;
mod pattern;
mod place;
mod proof;
mod recipe;
mod watch;

pub use case::{Before, CHOICES, Case, MOST_TRIES};
pub use pattern::Pattern;
pub use place::Place;
pub use proof::Proof;
pub use recipe::Recipe;
pub use watch::{FAULT_MS, SeenBreath, WINDOW_MS};
