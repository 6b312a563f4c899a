//! How far two assessors who saw the same agree, beyond what chance would give.

use std::collections::BTreeSet;

/// The agreement of two assessors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// The share of cases in which both said the same, 0 to 1.
    pub observed: f64,
    /// Cohen's kappa: `(po - pe) / (1 - pe)`; none if chance alone would make them agree always.
    pub kappa: Option<f64>,
}

/// The agreement of two assessors over the same cases; none without cases or with lists of different length.
#[must_use]
pub fn agreement<T: Ord>(first: &[T], second: &[T]) -> Option<Agreement> {
    if first.is_empty() || first.len() != second.len() {
        return None;
    }
    let cases = first.len() as f64;
    let same = first.iter().zip(second).filter(|(one, other)| one == other);
    let observed = same.count() as f64 / cases;
    let said: BTreeSet<&T> = first.iter().chain(second).collect();
    let share = |list: &[T], what: &T| list.iter().filter(|one| *one == what).count() as f64 / cases;
    let by_chance: f64 = said
        .into_iter()
        .map(|what| share(first, what) * share(second, what))
        .sum();
    let kappa = (by_chance < 1.0).then(|| (observed - by_chance) / (1.0 - by_chance));
    Some(Agreement { observed, kappa })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_who_always_say_the_same_word_show_nothing() {
        let found = agreement(&["pass", "pass"], &["pass", "pass"]).unwrap();
        assert_eq!((found.observed, found.kappa), (1.0, None));
    }

    #[test]
    fn opposites_are_below_chance() {
        let found = agreement(&[true, false], &[false, true]).unwrap();
        assert_eq!(found.kappa, Some(-1.0));
    }

    #[test]
    fn lists_of_different_length_cannot_be_compared() {
        assert_eq!(agreement(&[1], &[1, 2]), None);
        assert_eq!(agreement::<u8>(&[], &[]), None);
    }
}
