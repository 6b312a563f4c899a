//! Segmented regression of an interrupted time series: what an intervention did to level and slope.

/// The fitted series `y = b0 + b1 t + b2 D + b3 (t - n0) D`, with periods `t` from 1, and `D` 1 after the first
/// `n0` periods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segments {
    /// `b0`, the level at period 0.
    pub intercept: f64,
    /// `b1`, the slope before, for each period.
    pub slope_before: f64,
    /// `b2`, the jump at the intervention.
    pub level_change: f64,
    /// `b3`, how much the slope changed.
    pub slope_change: f64,
}

/// Below this many periods on a side the figures are shown with a warning.
pub const FEW_PERIODS: usize = 8;

/// Fits the series, whose first `before` periods lie before the intervention.
///
/// The four parameters let each side have a line of its own, so each side is fitted by itself. None with fewer
/// than two periods on a side.
#[must_use]
pub fn segments(series: &[f64], before: usize) -> Option<Segments> {
    let (first, second) = series.split_at_checked(before)?;
    let (intercept, slope_before) = line(first, 0)?;
    let (level_after, slope_after) = line(second, before)?;
    let slope_change = slope_after - slope_before;
    Some(Segments {
        intercept,
        slope_before,
        level_change: level_after - intercept + slope_change * before as f64,
        slope_change,
    })
}

/// Intercept and slope of the least-squares line through values at the periods after `skipped`.
fn line(values: &[f64], skipped: usize) -> Option<(f64, f64)> {
    if values.len() < 2 {
        return None;
    }
    let count = values.len() as f64;
    let at = |index: usize| (skipped + index + 1) as f64;
    let mean_t = (0..values.len()).map(at).sum::<f64>() / count;
    let mean_y = values.iter().sum::<f64>() / count;
    let (mut products, mut squares) = (0.0, 0.0);
    for (index, value) in values.iter().enumerate() {
        let from_mean = at(index) - mean_t;
        products += from_mean * (value - mean_y);
        squares += from_mean * from_mean;
    }
    let slope = products / squares;
    Some((mean_y - slope * mean_t, slope))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_without_an_effect_shows_none() {
        let rising: Vec<f64> = (1..=12).map(f64::from).collect();
        let found = segments(&rising, 6).unwrap();
        assert!(found.level_change.abs() < 1e-9 && found.slope_change.abs() < 1e-9);
        assert!((found.slope_before - 1.0).abs() < 1e-9);
    }

    #[test]
    fn one_period_on_a_side_is_no_line() {
        assert_eq!(segments(&[1.0, 2.0, 3.0], 2), None);
        assert_eq!(segments(&[1.0], 5), None);
    }
}
