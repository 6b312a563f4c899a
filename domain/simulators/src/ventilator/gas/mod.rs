//! Gas exchange: from what reaches the alveoli to what a finger probe and a laboratory say.

pub mod alveolar;
pub(crate) mod carbon;
pub(crate) mod circulation;
pub(crate) mod exchange;
pub(crate) mod laboratory;
pub mod oxygen;
pub mod setup;

pub use laboratory::BloodGas;
