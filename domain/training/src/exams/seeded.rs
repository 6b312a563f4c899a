//! Chance from a seed: the same draws on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use sha2::{Digest, Sha256};

/// A stream of random numbers that depends on a seed and on what it is for, and on nothing else.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    pub(crate) fn new(seed: u64, purpose: &str) -> Chance {
        let mut digest = Sha256::new();
        digest.update(seed.to_le_bytes());
        digest.update(purpose.as_bytes());
        Chance(ChaCha8Rng::from_seed(digest.finalize().into()))
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Brings the values into an order, all orders equally likely.
    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            let choices = u128::from(last as u64 + 1);
            let other = (u128::from(self.number()) * choices) >> 64;
            values.swap(last, other as usize);
        }
    }

    /// A name that tells nothing: 16 hexadecimal digits.
    pub(crate) fn token(&mut self) -> String {
        format!("{:016x}", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_depend_on_seed_and_purpose() {
        let first = |seed, purpose| Chance::new(seed, purpose).number();
        assert_eq!(first(1, "a"), first(1, "a"));
        assert_ne!(first(1, "a"), first(2, "a"));
        assert_ne!(first(1, "a"), first(1, "b"));
    }

    #[test]
    fn every_order_comes_about_equally_often() {
        let mut counts = std::collections::BTreeMap::new();
        for seed in 0..6_000 {
            let mut values = [0, 1, 2];
            Chance::new(seed, "order").shuffle(&mut values);
            *counts.entry(values).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(
            counts.values().all(|count| (850..1_150).contains(count)),
            "{counts:?}"
        );
    }
}
