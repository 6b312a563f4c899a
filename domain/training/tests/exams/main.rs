//! Tests of knowledge: the suite of examples, chance, the shipped banks and blueprints, and what items turn out to be.
#![cfg(feature = "compiler")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the shipped content"
)]

mod analysis;
mod answers;
mod blueprint;
mod chance;
mod content;
mod review;
mod spec;
