//! Checks the statistics against test vectors; every other kind is left to the simulators.

use serde_json::{Value, json};
use simulators::vectors::{Given, Missing, Outcome, Produced, check_formula, produced};

use crate::statistics;

/// Checks one case `{id, kind, given, expect, tol, sim_tol?}`.
#[must_use]
pub fn check(case: &Value) -> Outcome {
    match case.get("kind").and_then(Value::as_str).unwrap_or_default() {
        "kr20" => check_formula(case, kr20),
        "cronbach_alpha" => check_formula(case, cronbach_alpha),
        "point_biserial" => check_formula(case, point_biserial),
        "angoff_cut_score" => check_formula(case, angoff_cut_score),
        "u_chart" => check_formula(case, u_chart),
        "interrupted_time_series" => check_formula(case, interrupted_time_series),
        "cohen_kappa" => check_formula(case, cohen_kappa),
        _ => simulators::vectors::check(case),
    }
}

fn kr20(given: &Given<'_>) -> Produced {
    let rows = table(given, "responses_rows_are_examinees")?;
    let items = rows.first().map_or(0, Vec::len);
    let difficulty: Vec<_> = (0..items)
        .map(|item| {
            let right: Vec<bool> = rows
                .iter()
                .map(|row| row.get(item).is_some_and(|score| *score > 0.0))
                .collect();
            statistics::difficulty(&right)
        })
        .collect();
    let totals: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
    Ok(produced([
        ("kr20", json!(statistics::kr20(&rows))),
        ("item_difficulty", json!(difficulty)),
        (
            "mean_total",
            json!(totals.iter().sum::<f64>() / totals.len() as f64),
        ),
        (
            "population_variance_total",
            json!(statistics::population_variance(&totals)),
        ),
    ]))
}

fn cronbach_alpha(given: &Given<'_>) -> Produced {
    let rows = table(given, "scores_rows_are_respondents")?;
    Ok(produced([(
        "cronbach_alpha",
        json!(statistics::cronbach_alpha(&rows)),
    )]))
}

fn point_biserial(given: &Given<'_>) -> Produced {
    let item: Vec<bool> = numbers(given.list("item")?, "item")?
        .into_iter()
        .map(|score| score > 0.0)
        .collect();
    let total = numbers(given.list("total")?, "total")?;
    Ok(produced([
        ("difficulty", json!(statistics::difficulty(&item))),
        ("point_biserial", json!(statistics::point_biserial(&item, &total))),
        (
            "corrected_item_rest_point_biserial",
            json!(statistics::corrected_point_biserial(&item, &total)),
        ),
    ]))
}

fn angoff_cut_score(given: &Given<'_>) -> Produced {
    let name = "ratings_rows_are_judges";
    let cut = statistics::cut_score(&table(given, name)?).ok_or_else(|| Missing::named(name))?;
    Ok(produced([
        ("judge_cut_scores", json!(cut.by_judge)),
        ("cut_score_raw", json!(cut.points)),
        ("cut_score_percent", json!(cut.percent)),
        ("se_of_cut_score", json!(cut.standard_error)),
    ]))
}

fn cohen_kappa(given: &Given<'_>) -> Produced {
    let words = |name: &str| -> Result<Vec<String>, Missing> {
        Ok(given.list(name)?.iter().map(Value::to_string).collect())
    };
    let found = statistics::agreement(&words("rater1")?, &words("rater2")?)
        .ok_or_else(|| Missing::named("rater1"))?;
    Ok(produced([
        ("percent_agreement", json!(found.observed)),
        ("cohen_kappa", json!(found.kappa)),
    ]))
}

fn u_chart(given: &Given<'_>) -> Produced {
    let events = numbers(given.list("errors")?, "errors")?;
    let infusions = numbers(given.list("infusions")?, "infusions")?;
    let chart = statistics::RateChart::new(&events, &infusions).ok_or_else(|| Missing::named("infusions"))?;
    let each = |value: fn(&statistics::Period) -> f64| -> Value {
        json!(
            chart
                .periods
                .iter()
                .map(|period| period.as_ref().map(value))
                .collect::<Vec<_>>()
        )
    };
    Ok(produced([
        ("u_bar_per_1000", json!(chart.mean)),
        ("u_per_1000", each(|period| period.rate)),
        ("ucl_per_1000", each(|period| period.upper)),
        ("lcl_per_1000", each(|period| period.lower)),
        ("out_of_control_index", json!(chart.beyond_limits())),
    ]))
}

fn interrupted_time_series(given: &Given<'_>) -> Produced {
    let series = numbers(given.list("rate_by_period")?, "rate_by_period")?;
    let before = given.number("intervention_after_period_count")? as usize;
    let found = statistics::segments(&series, before).ok_or_else(|| Missing::named("rate_by_period"))?;
    Ok(produced([
        ("intercept", json!(found.intercept)),
        ("pre_slope", json!(found.slope_before)),
        ("level_change", json!(found.level_change)),
        ("slope_change", json!(found.slope_change)),
    ]))
}

fn table(given: &Given<'_>, name: &str) -> Result<Vec<Vec<f64>>, Missing> {
    given
        .list(name)?
        .iter()
        .map(|row| numbers(row.as_array().ok_or_else(|| Missing::named(name))?, name))
        .collect()
}

fn numbers(list: &[Value], name: &str) -> Result<Vec<f64>, Missing> {
    list.iter()
        .map(|value| value.as_f64().ok_or_else(|| Missing::named(name)))
        .collect()
}
