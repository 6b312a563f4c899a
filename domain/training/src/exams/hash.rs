//! The identity of a bank or blueprint: SHA-256 over its canonical JSON.

use super::{Bank, Blueprint};
use crate::scenario::canonical_hash;

impl Bank {
    /// SHA-256 over the canonical JSON (keys sorted, no spaces), in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        canonical_hash(self)
    }
}

impl Blueprint {
    /// SHA-256 over the canonical JSON (keys sorted, no spaces), in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        canonical_hash(self)
    }
}
