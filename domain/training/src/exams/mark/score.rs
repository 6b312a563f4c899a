//! The points of one answer.

use std::collections::BTreeSet;

use crate::exams::bank::{MultipleScoring, OrderingScoring, OtherUnit, Tolerance};
use crate::exams::numbers::{is_within, parse_number};
use crate::exams::paper::{PaperEntry, PaperKind, PaperMatch, PaperOption};
use crate::exams::pictures::Picture;
use crate::exams::response::{Pair, Response, ResponseFault};

/// The points of an answer, and what was chosen by its id in the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) points: u32,
    pub(super) chosen: Vec<String>,
}

pub(super) fn score(kind: &PaperKind, response: &Response) -> Result<Score, ResponseFault> {
    match (kind, response) {
        (PaperKind::Single { options }, Response::Choices { choices }) => {
            let chosen = chosen(options, choices)?;
            if chosen.len() > 1 {
                return Err(ResponseFault::TooManyChoices);
            }
            Ok(scored(count(&chosen, Wanted::Right), &chosen))
        }
        (PaperKind::Multiple { options, scoring }, Response::Choices { choices }) => {
            multiple(options, *scoring, choices)
        }
        (
            PaperKind::Ordering {
                steps,
                right,
                scoring,
            },
            Response::Order { order },
        ) => ordering(steps, right, *scoring, order),
        (PaperKind::Matching { left, right }, Response::Pairs { pairs }) => matching(left, right, pairs),
        (
            PaperKind::Number {
                expected,
                unit,
                tolerance,
                also,
            },
            Response::Number { text, unit: given },
        ) => {
            let factor = factor(unit, also, given)?;
            let value = parse_number(text).map_err(ResponseFault::Number)? * factor;
            Ok(number(value, *expected, *tolerance))
        }
        (PaperKind::Hotspot { picture, right }, Response::Region { region }) => {
            hotspot(*picture, right, region)
        }
        _ => Err(ResponseFault::WrongKind),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Right,
    Wrong,
}

fn count(options: &[&PaperOption], wanted: Wanted) -> u32 {
    let wanted = options
        .iter()
        .filter(|option| option.right == (wanted == Wanted::Right));
    u32::try_from(wanted.count()).unwrap_or(u32::MAX)
}

fn scored(points: u32, chosen: &[&PaperOption]) -> Score {
    let mut chosen: Vec<String> = chosen.iter().map(|option| option.id.clone()).collect();
    chosen.sort_unstable();
    Score { points, chosen }
}

fn chosen<'a>(options: &'a [PaperOption], choices: &[String]) -> Result<Vec<&'a PaperOption>, ResponseFault> {
    each_once(choices.iter())?;
    choices
        .iter()
        .map(|token| {
            let found = options.iter().find(|option| option.token == *token);
            found.ok_or_else(|| ResponseFault::UnknownId(token.clone()))
        })
        .collect()
}

fn multiple(
    options: &[PaperOption],
    scoring: MultipleScoring,
    choices: &[String],
) -> Result<Score, ResponseFault> {
    let chosen = chosen(options, choices)?;
    let all: Vec<&PaperOption> = options.iter().collect();
    let possible = count(&all, Wanted::Right);
    let (right, wrong) = (count(&chosen, Wanted::Right), count(&chosen, Wanted::Wrong));
    let points = match scoring {
        MultipleScoring::ZeroOne if right + wrong > possible => return Err(ResponseFault::TooManyChoices),
        MultipleScoring::ZeroOne => right,
        MultipleScoring::PlusMinus => right.saturating_sub(wrong),
        MultipleScoring::All => u32::from(right == possible && wrong == 0),
    };
    Ok(scored(points, &chosen))
}

fn ordering(
    steps: &[PaperEntry],
    right: &[String],
    scoring: OrderingScoring,
    order: &[String],
) -> Result<Score, ResponseFault> {
    each_once(order.iter())?;
    if let Some(stranger) = order.iter().find(|token| !right.contains(token)) {
        return Err(ResponseFault::UnknownId(stranger.clone()));
    }
    if order.len() < right.len() {
        return Err(ResponseFault::Incomplete);
    }
    let points = match scoring {
        OrderingScoring::All => usize::from(order == right),
        OrderingScoring::Adjacent => {
            let pairs = order.windows(2);
            pairs
                .filter(|pair| right.windows(2).any(|wanted| wanted == *pair))
                .count()
        }
    };
    let ids = order
        .iter()
        .filter_map(|token| steps.iter().find(|step| step.token == *token));
    Ok(Score {
        points: u32::try_from(points).unwrap_or(u32::MAX),
        chosen: ids.map(|step| step.id.clone()).collect(),
    })
}

fn matching(left: &[PaperMatch], right: &[PaperEntry], pairs: &[Pair]) -> Result<Score, ResponseFault> {
    each_once(pairs.iter().map(|pair| &pair.left))?;
    let mut points = 0;
    let mut chosen = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let entry = left.iter().find(|entry| entry.token == pair.left);
        let entry = entry.ok_or_else(|| ResponseFault::UnknownId(pair.left.clone()))?;
        let given = right.iter().find(|entry| entry.token == pair.right);
        let given = given.ok_or_else(|| ResponseFault::UnknownId(pair.right.clone()))?;
        points += u32::from(entry.to == given.token);
        chosen.push(format!("{}-{}", entry.id, given.id));
    }
    chosen.sort_unstable();
    Ok(Score { points, chosen })
}

fn factor(unit: &str, also: &[OtherUnit], given: &str) -> Result<f64, ResponseFault> {
    if given == unit {
        return Ok(1.0);
    }
    let other = also.iter().find(|other| other.unit == given);
    other
        .map(|other| other.factor)
        .ok_or_else(|| ResponseFault::UnknownUnit(given.to_owned()))
}

fn number(value: f64, expected: f64, tolerance: Tolerance) -> Score {
    Score {
        points: u32::from(is_within(value, expected, tolerance)),
        chosen: Vec::new(),
    }
}

fn hotspot(picture: Picture, right: &[String], region: &String) -> Result<Score, ResponseFault> {
    if !picture.regions().contains(&region.as_str()) {
        return Err(ResponseFault::UnknownId(region.clone()));
    }
    Ok(Score {
        points: u32::from(right.contains(region)),
        chosen: vec![region.clone()],
    })
}

fn each_once<'a>(tokens: impl Iterator<Item = &'a String>) -> Result<(), ResponseFault> {
    let mut known = BTreeSet::new();
    for token in tokens {
        if !known.insert(token) {
            return Err(ResponseFault::Repeated(token.clone()));
        }
    }
    Ok(())
}
