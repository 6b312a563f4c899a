//! Skills: what people do alone, with help, or not at all, across scenarios.
//!
//! A skill is met in many scenarios, as a step of each ([`training::guide`]); it is not a criterion, which is judged
//! for one scenario and remembered by the [`refreshers`](crate::refreshers). Every recorded run says how each of its
//! skills was shown, and the runs before a practice say how much its coach helps. The steps are a projection of the
//! runs: [`rebuild()`] makes them anew. Evidence never rests on them.
//!
//! What was practised is the learner's alone: others see the skills of graded runs, where nobody helps.

pub(crate) mod entity;
mod keep;
mod level;
mod read;
mod rebuild;

pub(crate) use keep::keep;
pub(crate) use level::levels_before;
pub(crate) use read::of_run;
pub use read::{RunSkill, SkillRow, mine, of_person};
pub use rebuild::rebuild;
