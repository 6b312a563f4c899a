//! Drawing within an item: numbers, the order of what is shown, and tokens.

use std::collections::BTreeMap;

use super::{
    DrawError, PaperEntry, PaperItem, PaperKind, PaperMatch, PaperOption, PaperQuestion, PaperStory,
};
use crate::exams::bank::{Choice, Content, Dose, Entry, Item, Kind, MatchEntry, Question};
use crate::exams::expression::Expression;
use crate::exams::numbers::round_to;
use crate::exams::pictures::Picture;
use crate::exams::seeded::Chance;
use crate::scenario::text::fill;
use crate::script::Quantity;

impl PaperItem {
    /// The item with everything drawn. It depends on the item and the seed only, not on the rest of the paper.
    pub(super) fn drawn(item: &Item, seed: u64) -> Result<PaperItem, DrawError> {
        let mut chance = Chance::new(seed, &item.id);
        let mut asked = |id: &str, topic: &str, source: &str, question: &Question| {
            drawn(id, topic, source, question, &mut chance)
                .ok_or_else(|| DrawError::BrokenItem(item.id.clone()))
        };
        let (story, questions, linked) = match &item.content {
            Content::Question(question) => {
                let question = asked(&item.id, &item.topic, &item.source, question)?;
                (None, vec![question], Vec::new())
            }
            Content::Case(case) => {
                let mut questions = Vec::with_capacity(case.parts.len());
                for part in &case.parts {
                    let topic = part.topic.as_ref().unwrap_or(&item.topic);
                    let source = part.source.as_ref().unwrap_or(&item.source);
                    questions.push(asked(&part.id, topic, source, &part.question)?);
                }
                let story = PaperStory {
                    text: case.story.clone(),
                    ask: case.ask.clone(),
                    rationale: case.rationale.clone(),
                    exhibits: case.exhibits.clone(),
                };
                (Some(story), questions, case.linked.clone())
            }
        };
        Ok(PaperItem {
            item: item.id.clone(),
            topic: item.topic.clone(),
            difficulty: item.difficulty,
            story,
            questions,
            linked,
        })
    }
}

fn drawn(
    id: &str,
    topic: &str,
    source: &str,
    question: &Question,
    chance: &mut Chance,
) -> Option<PaperQuestion> {
    let token = chance.token();
    let mut numbers = BTreeMap::new();
    let kind = match &question.kind {
        Kind::Single { options } => PaperKind::Single {
            options: shown_options(options, chance),
        },
        Kind::Multiple { options, scoring } => PaperKind::Multiple {
            options: shown_options(options, chance),
            scoring: *scoring,
        },
        Kind::Ordering { steps, scoring } => {
            let shown = shown_entries(steps, chance);
            let right: Option<Vec<String>> = steps.iter().map(|step| token_of(&shown, &step.id)).collect();
            PaperKind::Ordering {
                right: right?,
                steps: shown,
                scoring: *scoring,
            }
        }
        Kind::Matching { left, right } => {
            let right = shown_entries(right, chance);
            PaperKind::Matching {
                left: left_column(left, &right, chance)?,
                right,
            }
        }
        Kind::Numeric {
            answer,
            tolerance,
            also,
        } => PaperKind::Number {
            expected: answer.value,
            unit: answer.unit.clone(),
            tolerance: (*tolerance)?,
            also: also.clone(),
        },
        Kind::Dose(dose) => {
            numbers = drawn_numbers(dose, chance)?;
            let value = Expression::parse(&dose.expression).ok()?.value(&numbers)?;
            PaperKind::Number {
                expected: dose.round.map_or(value, |step| round_to(value, step)),
                unit: dose.unit.clone(),
                tolerance: dose.tolerance?,
                also: dose.also.clone(),
            }
        }
        Kind::Hotspot { picture, right } => PaperKind::Hotspot {
            picture: Picture::named(picture)?,
            right: right.clone(),
        },
    };
    let numbers: BTreeMap<String, Quantity> = numbers
        .into_iter()
        .map(|(name, value)| {
            let unit = String::new();
            (name, Quantity { value, unit })
        })
        .collect();
    Some(PaperQuestion {
        id: id.to_owned(),
        token,
        topic: topic.to_owned(),
        ask: fill(&question.ask, &numbers, None),
        rationale: fill(&question.rationale, &numbers, None),
        source: source.to_owned(),
        kind,
    })
}

fn drawn_numbers(dose: &Dose, chance: &mut Chance) -> Option<BTreeMap<String, f64>> {
    let mut numbers = BTreeMap::new();
    for (name, range) in &dose.vary {
        let length = u128::from(range.length()?);
        let place = ((u128::from(chance.number()) * length) >> 64) as u64;
        numbers.insert(name.clone(), range.at(place));
    }
    Some(numbers)
}

/// Sorted by id before the shuffle and given tokens after it, so that neither order nor token depends on where an
/// option stands in its bank.
fn shown_options(options: &[Choice], chance: &mut Chance) -> Vec<PaperOption> {
    let mut options: Vec<&Choice> = options.iter().collect();
    options.sort_by(|one, other| one.id.cmp(&other.id));
    chance.shuffle(&mut options);
    options
        .into_iter()
        .map(|option| PaperOption {
            id: option.id.clone(),
            token: chance.token(),
            text: option.text.clone(),
            right: option.right,
            why: option.why.clone(),
        })
        .collect()
}

/// As for options: the right order of steps leaves no trace in how they are shown.
fn shown_entries(entries: &[Entry], chance: &mut Chance) -> Vec<PaperEntry> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by(|one, other| one.id.cmp(&other.id));
    chance.shuffle(&mut entries);
    entries
        .into_iter()
        .map(|entry| PaperEntry {
            id: entry.id.clone(),
            token: chance.token(),
            text: entry.text.clone(),
        })
        .collect()
}

fn left_column(left: &[MatchEntry], right: &[PaperEntry], chance: &mut Chance) -> Option<Vec<PaperMatch>> {
    left.iter()
        .map(|entry| {
            Some(PaperMatch {
                id: entry.id.clone(),
                token: chance.token(),
                text: entry.text.clone(),
                to: token_of(right, &entry.to)?,
            })
        })
        .collect()
}

fn token_of(entries: &[PaperEntry], id: &str) -> Option<String> {
    let entry = entries.iter().find(|entry| entry.id == id)?;
    Some(entry.token.clone())
}
