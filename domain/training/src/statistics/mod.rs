//! Statistics of assessment: how good a test's items are, how far its scores can be trusted, where its cut score
//! lies, how far two assessors agree. And of results: whether a rate of errors is steady, and what changed it.
//!
//! Every function is total: where a figure is not defined (nobody varied, everybody was right, a single judge)
//! the answer is none, never a made-up number.

mod agreement;
mod angoff;
mod interrupted;
mod items;
mod rates;
mod reliability;

pub use agreement::{Agreement, agreement};
pub use angoff::{CutScore, cut_score};
pub use interrupted::{FEW_PERIODS, Segments, segments};
pub use items::{corrected_point_biserial, difficulty, point_biserial};
pub use rates::{Period, RateChart, Rule};
pub use reliability::{cronbach_alpha, kr20, population_variance, standard_error_of_measurement};

/// Below this many examinees a statistic of items or reliability is shown with a warning.
pub const FEW_EXAMINEES: usize = 30;

/// Below this many judges a cut score is shown with a warning.
pub const FEW_JUDGES: usize = 5;

/// The mean; none of nothing.
fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The sum of squared distances from the mean.
fn squares(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    Some(values.iter().map(|value| (value - mean) * (value - mean)).sum())
}

/// The sample variance, divided by one less than the number of values.
fn sample_variance(values: &[f64]) -> Option<f64> {
    (values.len() >= 2)
        .then(|| squares(values))
        .flatten()
        .map(|sum| sum / (values.len() - 1) as f64)
}

/// One column of a table whose rows all have the same length.
fn column(rows: &[Vec<f64>], index: usize) -> Vec<f64> {
    rows.iter().filter_map(|row| row.get(index).copied()).collect()
}

/// The width of a table; none if it is empty or ragged.
fn width(rows: &[Vec<f64>]) -> Option<usize> {
    let width = rows.first()?.len();
    (width > 0 && rows.iter().all(|row| row.len() == width)).then_some(width)
}

/// The sum of each row.
fn totals(rows: &[Vec<f64>]) -> Vec<f64> {
    rows.iter().map(|row| row.iter().sum()).collect()
}
