//! Statistics of tests and of error rates.

use super::{sheet_of, statement};
use crate::api::validation::{Sheet, Statement};

pub(super) fn sheet() -> Sheet {
    sheet_of(
        "What the pages of tests, panels and error rates compute.",
        vec![reliability(), items(), cut(), agreement(), rates(), series()],
        &[
            "Autocorrelation and season in the interrupted time series.",
            "Overdispersion in the u-chart of very large numbers.",
            "A number where there is none: a statistic that is not defined is left out, never shown as zero.",
        ],
    )
}

fn reliability() -> Statement {
    statement("Reliability")
        .is("KR20 = k / (k - 1) * (1 - sum p q / var_total)")
        .is("alpha = k / (k - 1) * (1 - sum var_i / var_total)")
        .with("k", "number of items")
        .with("p", "share of right answers to an item; q the rest")
        .sourced("Kuder and Richardson, population variance; Cronbach, sample variances.")
}

fn items() -> Statement {
    statement("How an item sorts people")
        .is("r = (M_1 - M_0) / sd * sqrt(p q)")
        .with("M_1", "mean total of those who were right")
        .with("M_0", "mean total of the others")
        .sourced("Point-biserial correlation; corrected by taking the item out of the total.")
}

fn cut() -> Statement {
    statement("Cut score of a panel")
        .is("cut = sum ratings / judges")
        .is("SE = sd / sqrt(judges)")
        .sourced("Angoff: the mean of the judges’ sums.")
}

fn agreement() -> Statement {
    statement("Agreement of two assessors")
        .is("kappa = (p_o - p_e) / (1 - p_e)")
        .with("p_o", "share on which they agree")
        .with("p_e", "share on which chance alone would make them agree")
        .sourced("Cohen.")
}

fn rates() -> Statement {
    statement("Error rates by period")
        .is("u = 1000 errors / infusions")
        .is("limits = u_mean ± 3 sqrt(u_mean / n_i)")
        .with("n_i", "infusions of the period, in thousands")
        .sourced("The u-chart of statistical process control.")
}

fn series() -> Statement {
    statement("Before and after a change")
        .is("y = b_0 + b_1 t + b_2 D + b_3 (t - n_0) D")
        .with("D", "0 before the change, 1 after it")
        .with("n_0", "periods before it")
        .sourced("Segmented regression by least squares.")
}
