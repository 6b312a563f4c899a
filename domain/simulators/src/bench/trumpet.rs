//! The trumpet curve: how far the mean flow over a window of each length strays at most.

/// The largest and the smallest mean error over all windows of one length, percent of the set rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extremes {
    /// The largest.
    pub max_percent: f64,
    /// The smallest.
    pub min_percent: f64,
}

/// The mean error of all samples, percent of the set rate; none without samples or with a rate of 0.
#[must_use]
pub fn mean_error_percent(samples_ml_h: &[f64], set_ml_h: f64) -> Option<f64> {
    extremes(samples_ml_h, set_ml_h, samples_ml_h.len()).map(|all| all.max_percent)
}

/// The extremes over windows of `length` samples that slide by one sample.
///
/// None if no window fits, or with a rate of 0.
#[must_use]
pub fn extremes(samples_ml_h: &[f64], set_ml_h: f64, length: usize) -> Option<Extremes> {
    if length == 0 || set_ml_h <= 0.0 {
        return None;
    }
    let errors = samples_ml_h.windows(length).map(|window| {
        let sum: f64 = window
            .iter()
            .map(|flow| 100.0 * (flow - set_ml_h) / set_ml_h)
            .sum();
        sum / length as f64
    });
    errors.fold(None, |found: Option<Extremes>, error| {
        Some(found.map_or(
            Extremes {
                max_percent: error,
                min_percent: error,
            },
            |found| Extremes {
                max_percent: found.max_percent.max(error),
                min_percent: found.min_percent.min(error),
            },
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_the_window_the_narrower_the_trumpet() {
        let ripple: Vec<f64> = (0..120).map(|n| if n % 2 == 0 { 11.0 } else { 9.0 }).collect();
        let one = extremes(&ripple, 10.0, 1).unwrap();
        let two = extremes(&ripple, 10.0, 2).unwrap();
        assert!(one.max_percent > two.max_percent && one.min_percent < two.min_percent);
    }

    #[test]
    fn a_window_longer_than_the_run_has_no_extremes() {
        assert_eq!(extremes(&[1.0], 1.0, 2), None);
        assert_eq!(mean_error_percent(&[], 1.0), None);
        assert_eq!(mean_error_percent(&[1.0], 0.0), None);
    }
}
