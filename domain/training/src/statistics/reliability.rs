//! How far the scores of a test would come out alike if it were taken again.

use super::{column, sample_variance, squares, totals, width};

/// The population's variance, divided by the number of values; none of nothing.
#[must_use]
pub fn population_variance(values: &[f64]) -> Option<f64> {
    squares(values).map(|sum| sum / values.len() as f64)
}

/// Kuder-Richardson formula 20 for items that are right (1) or wrong (0), one row for each examinee:
/// `k / (k - 1) * (1 - sum(p q) / variance of the totals)`, with the population's variance.
///
/// None with fewer than two items, with rows of different length, or if all totals are equal.
#[must_use]
pub fn kr20(rows: &[Vec<f64>]) -> Option<f64> {
    let items = width(rows).filter(|items| *items >= 2)?;
    let total = population_variance(&totals(rows)).filter(|variance| *variance > 0.0)?;
    let of_items: f64 = (0..items)
        .filter_map(|item| population_variance(&column(rows, item)))
        .sum();
    Some(of_parts(items, of_items / total))
}

/// Cronbach's alpha for items with any points, one row for each respondent, with sample variances.
///
/// None with fewer than two items or respondents, with rows of different length, or if all totals are equal.
#[must_use]
pub fn cronbach_alpha(rows: &[Vec<f64>]) -> Option<f64> {
    let items = width(rows).filter(|items| *items >= 2)?;
    let total = sample_variance(&totals(rows)).filter(|variance| *variance > 0.0)?;
    let of_items: f64 = (0..items)
        .filter_map(|item| sample_variance(&column(rows, item)))
        .sum();
    Some(of_parts(items, of_items / total))
}

/// The standard error of measurement of a score: `sd * sqrt(1 - reliability)`, in the score's points.
///
/// A reliability outside 0 to 1 has no such meaning and gives none.
#[must_use]
pub fn standard_error_of_measurement(standard_deviation: f64, reliability: f64) -> Option<f64> {
    (0.0..=1.0)
        .contains(&reliability)
        .then(|| standard_deviation * libm::sqrt(1.0 - reliability))
}

fn of_parts(items: usize, share_of_items: f64) -> f64 {
    let items = items as f64;
    items / (items - 1.0) * (1.0 - share_of_items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_varies_so_nothing_can_be_said() {
        let same = vec![vec![1.0, 0.0], vec![1.0, 0.0]];
        assert_eq!(kr20(&same), None);
        assert_eq!(cronbach_alpha(&same), None);
    }

    #[test]
    fn one_item_or_ragged_rows_have_no_reliability() {
        assert_eq!(kr20(&[vec![1.0], vec![0.0]]), None);
        assert_eq!(cronbach_alpha(&[vec![1.0, 2.0], vec![1.0]]), None);
        assert_eq!(kr20(&[]), None);
    }

    #[test]
    fn for_right_and_wrong_alpha_is_kr20() {
        let rows = vec![
            vec![1.0, 1.0, 0.0],
            vec![1.0, 0.0, 0.0],
            vec![1.0, 1.0, 1.0],
            vec![0.0, 0.0, 0.0],
        ];
        let (one, other) = (kr20(&rows).unwrap(), cronbach_alpha(&rows).unwrap());
        assert!((one - other).abs() < 1e-12);
    }

    #[test]
    fn a_perfect_test_measures_without_error() {
        assert_eq!(standard_error_of_measurement(4.0, 1.0), Some(0.0));
        assert_eq!(standard_error_of_measurement(4.0, 0.75), Some(2.0));
        assert_eq!(standard_error_of_measurement(4.0, -0.2), None);
    }
}
