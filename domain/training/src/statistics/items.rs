//! How hard an item is, and whether those who know more get it right more often.

use super::{mean, population_variance};

/// The share of examinees who got the item right, 0 to 1; none without examinees.
#[must_use]
pub fn difficulty(item: &[bool]) -> Option<f64> {
    let right = item.iter().filter(|right| **right).count();
    (!item.is_empty()).then(|| right as f64 / item.len() as f64)
}

/// The point-biserial correlation of an item with the total score, -1 to 1:
/// `(M1 - M0) / sd * sqrt(p q)` with the population's standard deviation.
///
/// None if everybody or nobody was right, if all totals are equal, or if the lists differ in length.
#[must_use]
pub fn point_biserial(item: &[bool], total: &[f64]) -> Option<f64> {
    if item.len() != total.len() {
        return None;
    }
    let of = |wanted: bool| -> Vec<f64> {
        item.iter()
            .zip(total)
            .filter(|(right, _)| **right == wanted)
            .map(|(_, total)| *total)
            .collect()
    };
    let share = difficulty(item)?;
    let distance = mean(&of(true))? - mean(&of(false))?;
    let variance = population_variance(total).filter(|variance| *variance > 0.0)?;
    Some(distance / libm::sqrt(variance) * libm::sqrt(share * (1.0 - share)))
}

/// The point-biserial correlation of an item with the rest of the test: the total without the item itself,
/// so that an item does not agree with itself.
#[must_use]
pub fn corrected_point_biserial(item: &[bool], total: &[f64]) -> Option<f64> {
    let rest: Vec<f64> = item
        .iter()
        .zip(total)
        .map(|(right, total)| total - f64::from(u8::from(*right)))
        .collect();
    (item.len() == total.len())
        .then(|| point_biserial(item, &rest))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_everybody_gets_right_tells_nobody_apart() {
        assert_eq!(difficulty(&[true, true]), Some(1.0));
        assert_eq!(point_biserial(&[true, true], &[3.0, 5.0]), None);
    }

    #[test]
    fn equal_totals_give_no_correlation() {
        assert_eq!(point_biserial(&[true, false], &[4.0, 4.0]), None);
    }

    #[test]
    fn lists_of_different_length_give_nothing() {
        assert_eq!(point_biserial(&[true, false], &[4.0]), None);
        assert_eq!(corrected_point_biserial(&[true, false], &[4.0]), None);
        assert_eq!(difficulty(&[]), None);
    }

    #[test]
    fn an_item_that_the_weaker_get_right_is_negative() {
        let found = point_biserial(&[true, false, false], &[1.0, 5.0, 6.0]);
        assert!(found.is_some_and(|value| value < 0.0));
    }
}
