//! The coach of practice: shows the next step, says why, and fades as the learner succeeds.
//!
//! A hint that names a skill is a *skill step*. It is due from the tick at which its condition becomes true, and it
//! ends when it is done: by the learner alone, with help, or never. What the coach shows, and so what "alone" means,
//! is a function of script, levels and log: the browser watches its own player, the server the run it played again.
//!
//! Time is counted in the trace's samples, so that it does not matter when a browser looks.

mod level;
mod steps;
mod watch;

pub use level::{Level, Outcome};
pub use steps::{Step, steps, weakest};
pub use watch::{Guide, Saying};
