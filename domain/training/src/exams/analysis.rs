//! What many marked papers tell of the items and of the test.
//!
//! Papers differ by draw, so an item's figures are over those who got it, with the share of the points as the
//! total, and reliability is over the items that everybody got.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::mark::{Marked, MarkedItem};
use super::paper::{Paper, PaperKind, PaperQuestion};
use crate::statistics::{
    FEW_EXAMINEES, cronbach_alpha, difficulty, kr20, point_biserial, population_variance,
    standard_error_of_measurement,
};

/// One candidate's paper and its marks.
#[derive(Clone, Copy, Debug)]
pub struct Sitting<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// Its marks.
    pub marked: &'a Marked,
}

/// What many sittings tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// How many sittings.
    pub sittings: u32,
    /// How many of them passed.
    pub passed: u32,
    /// The mean share of the points, in percent; none without sittings.
    pub mean_percent: Option<f64>,
    /// How far the scores can be trusted.
    pub reliability: Reliability,
    /// The items, by id.
    pub items: Vec<ItemFigures>,
    /// What to keep in mind.
    pub warnings: Vec<Warning>,
}

/// How far scores can be trusted, over the items that everybody got.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// How many items everybody got.
    pub common_items: u32,
    /// Kuder-Richardson 20, if each of them gives one point.
    pub kr20: Option<f64>,
    /// Cronbach's alpha.
    pub alpha: Option<f64>,
    /// The standard error of measurement, in points of the common items.
    pub standard_error: Option<f64>,
}

/// The figures of an item, over those who got it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemFigures {
    /// The item's id in its bank.
    pub item: String,
    /// How many got it.
    pub sittings: u32,
    /// The share of those who got all of it right, 0 to 1.
    pub difficulty: Option<f64>,
    /// The mean share of its points, 0 to 1; lies above the difficulty where there are partial points.
    pub mean_share: Option<f64>,
    /// The point-biserial correlation with the share of the points in the rest of the paper.
    pub discrimination: Option<f64>,
    /// How often each option was chosen.
    pub options: Vec<OptionCount>,
    /// What to keep in mind.
    pub warnings: Vec<Warning>,
}

/// How often an option or region was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionCount {
    /// The question: the item's id, or the part's within its case.
    pub question: String,
    /// The option's id in its bank.
    pub option: String,
    /// Whether it is right.
    pub right: bool,
    /// How often.
    pub count: u32,
}

/// What to keep in mind with a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// Fewer than 30 sittings.
    FewSittings,
    /// Everybody did alike, so nothing tells them apart.
    NoVariance,
    /// Those who know more get it wrong more often: look at the key.
    NegativeDiscrimination,
    /// Fewer than half of a paper's items are common to all papers, so reliability says little of the whole.
    FewCommonItems,
}

/// Looks at many sittings of one test.
#[must_use]
pub fn analyse(sittings: &[Sitting]) -> Analysis {
    let mut by_item: BTreeMap<&str, Vec<Taken>> = BTreeMap::new();
    for sitting in sittings {
        for (place, item) in sitting.marked.items.iter().enumerate() {
            let taken = Taken {
                item,
                questions: sitting
                    .paper
                    .items
                    .get(place)
                    .map_or(&[], |drawn| &drawn.questions),
                total: sitting.marked,
            };
            by_item.entry(&item.item).or_default().push(taken);
        }
    }
    let percents: Vec<f64> = sittings
        .iter()
        .filter_map(|sitting| sitting.marked.percent())
        .collect();
    let passed = sittings
        .iter()
        .filter(|sitting| sitting.marked.outcome == super::mark::Outcome::Passed)
        .count();
    let common: Vec<&str> = by_item
        .iter()
        .filter(|(_, taken)| taken.len() == sittings.len())
        .map(|(item, _)| *item)
        .collect();
    let mut warnings = Vec::new();
    if sittings.len() < FEW_EXAMINEES {
        warnings.push(Warning::FewSittings);
    }
    if population_variance(&percents).is_some_and(|variance| variance <= 0.0) {
        warnings.push(Warning::NoVariance);
    }
    let longest = sittings.iter().map(|sitting| sitting.marked.items.len()).max();
    if longest.is_some_and(|longest| common.len() < 2 || common.len() * 2 < longest) {
        warnings.push(Warning::FewCommonItems);
    }
    Analysis {
        sittings: to_u32(sittings.len()),
        passed: to_u32(passed),
        mean_percent: mean(&percents),
        reliability: reliability(&common, &by_item, sittings.len()),
        items: by_item.iter().map(|(item, taken)| figures(item, taken)).collect(),
        warnings,
    }
}

/// An item in one sitting.
struct Taken<'a> {
    item: &'a MarkedItem,
    questions: &'a [PaperQuestion],
    total: &'a Marked,
}

impl Taken<'_> {
    /// The share of the points in the rest of the paper, in percent; none if there is no rest.
    fn rest_percent(&self) -> Option<f64> {
        let possible = self.total.possible.checked_sub(self.item.possible)?;
        let points = self.total.points.checked_sub(self.item.points)?;
        (possible > 0).then(|| f64::from(points) * 100.0 / f64::from(possible))
    }

    fn share(&self) -> f64 {
        f64::from(self.item.points) / f64::from(self.item.possible.max(1))
    }
}

fn figures(item: &str, taken: &[Taken]) -> ItemFigures {
    let right: Vec<bool> = taken.iter().map(|taken| taken.item.right).collect();
    let rest: Option<Vec<f64>> = taken.iter().map(Taken::rest_percent).collect();
    let discrimination = rest.and_then(|rest| point_biserial(&right, &rest));
    let shares: Vec<f64> = taken.iter().map(Taken::share).collect();
    let mut warnings = Vec::new();
    if taken.len() < FEW_EXAMINEES {
        warnings.push(Warning::FewSittings);
    }
    if right.windows(2).all(|pair| pair[0] == pair[1]) {
        warnings.push(Warning::NoVariance);
    }
    if discrimination.is_some_and(|value| value < 0.0) {
        warnings.push(Warning::NegativeDiscrimination);
    }
    ItemFigures {
        item: item.to_owned(),
        sittings: to_u32(taken.len()),
        difficulty: difficulty(&right),
        mean_share: mean(&shares),
        discrimination,
        options: option_counts(taken),
        warnings,
    }
}

/// Options of all versions of the item that were on a paper; those that nobody chose stand there with 0.
fn option_counts(taken: &[Taken]) -> Vec<OptionCount> {
    let mut counts: BTreeMap<(&str, &str), (bool, u32)> = BTreeMap::new();
    for taken in taken {
        for (question, marks) in taken.questions.iter().zip(&taken.item.questions) {
            match &question.kind {
                PaperKind::Single { options } | PaperKind::Multiple { options, .. } => {
                    for option in options {
                        let chosen = u32::from(marks.chosen.contains(&option.id));
                        let entry = counts.entry((&question.id, &option.id)).or_default();
                        *entry = (option.right, entry.1 + chosen);
                    }
                }
                PaperKind::Hotspot { picture, right } => {
                    for region in picture.regions() {
                        let is_right = right.iter().any(|id| id == region);
                        let chosen = u32::from(marks.chosen.iter().any(|id| id == region));
                        let entry = counts.entry((&question.id, region)).or_default();
                        *entry = (is_right, entry.1 + chosen);
                    }
                }
                PaperKind::Ordering { .. } | PaperKind::Matching { .. } | PaperKind::Number { .. } => {}
            }
        }
    }
    counts
        .into_iter()
        .map(|((question, option), (right, count))| OptionCount {
            question: question.to_owned(),
            option: option.to_owned(),
            right,
            count,
        })
        .collect()
}

fn reliability(common: &[&str], by_item: &BTreeMap<&str, Vec<Taken>>, sittings: usize) -> Reliability {
    let mut rows: Vec<Vec<f64>> = vec![Vec::with_capacity(common.len()); sittings];
    let mut possible = BTreeSet::new();
    for taken in common.iter().filter_map(|item| by_item.get(item)) {
        for (row, taken) in rows.iter_mut().zip(taken) {
            row.push(f64::from(taken.item.points));
            possible.insert(taken.item.possible);
        }
    }
    let kr20 = (possible.len() == 1 && possible.contains(&1))
        .then(|| kr20(&rows))
        .flatten();
    let alpha = cronbach_alpha(&rows);
    let totals: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
    let deviation = population_variance(&totals).map(libm::sqrt);
    let standard_error = deviation
        .zip(kr20.or(alpha))
        .and_then(|(deviation, reliability)| standard_error_of_measurement(deviation, reliability));
    Reliability {
        common_items: to_u32(common.len()),
        kr20,
        alpha,
        standard_error,
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
