//! What every device with a display and keys has in common: the glass, the keys, the hands on them, the lamps.
//!
//! A device turns its view into a [`shown::Shown`]; from there on all devices are drawn and worked alike.

pub mod glass;
pub mod hands;
pub mod keys;
pub mod lamps;
mod presses;
mod shortcuts;
pub mod shown;
pub mod spoken;
pub mod tools;
