//! The lung, the airway and the muscles that breathe.

pub mod effort;
pub mod equations;
pub mod presets;
pub mod setup;
pub(crate) mod state;
