//! The cut score of a test by Angoff's method: judges rate, for each item, how likely somebody who is just
//! competent gets it right; the cut is the mean of the judges' sums.

use super::{mean, sample_variance, totals, width};

/// Where a panel puts the cut.
#[derive(Clone, Debug, PartialEq)]
pub struct CutScore {
    /// What each judge would ask for, in points.
    pub by_judge: Vec<f64>,
    /// The cut, in points.
    pub points: f64,
    /// The cut in percent of all points.
    pub percent: f64,
    /// How far another panel would be off, in points; none with a single judge.
    pub standard_error: Option<f64>,
}

/// The cut score of a panel, one row of ratings (0 to 1) for each judge, one column for each item.
///
/// None without judges or items, with rows of different length, or with a rating outside 0 to 1.
#[must_use]
pub fn cut_score(ratings: &[Vec<f64>]) -> Option<CutScore> {
    let items = width(ratings)?;
    let sound = ratings
        .iter()
        .flatten()
        .all(|rating| (0.0..=1.0).contains(rating));
    if !sound {
        return None;
    }
    let by_judge = totals(ratings);
    let points = mean(&by_judge)?;
    let standard_error =
        sample_variance(&by_judge).map(|variance| libm::sqrt(variance) / libm::sqrt(by_judge.len() as f64));
    Some(CutScore {
        points,
        percent: 100.0 * points / items as f64,
        standard_error,
        by_judge,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_judge_has_no_error_to_show() {
        let cut = cut_score(&[vec![0.5, 0.75]]).unwrap();
        assert_eq!((cut.points, cut.standard_error), (1.25, None));
    }

    #[test]
    fn a_rating_that_is_no_probability_is_refused() {
        assert_eq!(cut_score(&[vec![0.5, 1.5]]), None);
        assert_eq!(cut_score(&[vec![f64::NAN]]), None);
        assert_eq!(cut_score(&[]), None);
    }
}
