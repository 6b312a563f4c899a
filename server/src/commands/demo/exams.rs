//! Tests: each learner sits some, with the luck and the knowledge they have.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use records::exams::{Answer, StartSitting};
use records::{Actor, Records};
use time::{Duration, OffsetDateTime};
use training::exams::bank::{Bank, Content, Kind, Question};
use training::exams::sheet::{SheetEntry, SheetKind, SheetQuestion};
use training::exams::{Pair, Response, read_bank};
use uuid::Uuid;

use super::Member;
use super::history::{Chance, id_at};
use crate::commands::content::{read, yaml_files};

/// A sitting to come.
pub(super) struct Planned {
    person: Uuid,
    test: &'static str,
    pub(super) at: OffsetDateTime,
    /// How often the person knows the answer, in percent.
    knows: i64,
}

/// The sittings of all learners.
pub(super) fn plan(
    members: &[Member],
    begun: OffsetDateTime,
    now: OffsetDateTime,
) -> impl Iterator<Item = Planned> {
    let mut chance = Chance(71);
    let mut planned = Vec::new();
    for member in members
        .iter()
        .filter(|member| member.role == records::Role::Learner)
    {
        let tests: &[&'static str] = match member.unit {
            Some(0) => &["infusion-safety", "ventilation-safety"],
            _ => &["infusion-safety"],
        };
        for test in tests {
            if chance.percent() >= 85 {
                continue;
            }
            let days = (now - begun).whole_days() - 2;
            planned.push(Planned {
                person: member.id,
                test,
                at: begun + Duration::days(1 + chance.below(days)) + Duration::minutes(chance.below(1440)),
                knows: 70 + chance.below(30),
            });
        }
    }
    planned.into_iter()
}

/// A learner sits a test.
pub(super) async fn play(
    records: &Records,
    org: Uuid,
    keys: &BTreeMap<String, Question>,
    planned: &Planned,
    chance: &mut Chance,
) -> Result<()> {
    let actor = Actor::person(org, planned.person, planned.at);
    let start = StartSitting {
        id: id_at(planned.at)?,
        test: planned.test.to_owned(),
    };
    let open = records::exams::start(records, &actor, start).await?;
    let questions = open.sheet.items.into_iter().flat_map(|item| item.questions);
    for (number, question) in (1_u64..).zip(questions) {
        let known = keys
            .get(&question.ask)
            .filter(|_| chance.percent() < planned.knows);
        let response = match known {
            Some(key) => right(&question, key),
            None => guess(&question, chance),
        };
        let Some(response) = response else { continue };
        let answer = Answer {
            sitting: open.id,
            question: question.token,
            number,
            response: Some(response),
        };
        let seconds = i64::try_from(number).unwrap_or(0) * 20;
        let at = planned.at + Duration::seconds(seconds);
        records::exams::answer(records, &actor.clone().at(at), answer).await?;
    }
    let finished = actor.at(planned.at + Duration::minutes(9));
    records::exams::hand_in(records, &finished, open.id).await?;
    Ok(())
}

/// Every question of the banks by what it asks. Questions with drawn numbers are not found by it: they are guessed.
pub(super) fn keys(content: &Path) -> Result<BTreeMap<String, Question>> {
    let mut keys = BTreeMap::new();
    for path in yaml_files(&content.join("banks"))? {
        let bank: Bank = read_bank(&read(&path)?).map_err(|error| anyhow::anyhow!("{}", error.message))?;
        for item in bank.items {
            let questions = match item.content {
                Content::Question(question) => vec![question],
                Content::Case(case) => case.parts.into_iter().map(|part| part.question).collect(),
            };
            keys.extend(
                questions
                    .into_iter()
                    .map(|question| (question.ask.clone(), question)),
            );
        }
    }
    Ok(keys)
}

fn token_of(entries: &[SheetEntry], text: &str) -> Option<String> {
    let entry = entries.iter().find(|entry| entry.text == text)?;
    Some(entry.token.clone())
}

/// The right answer, as the sheet names it.
fn right(question: &SheetQuestion, key: &Question) -> Option<Response> {
    match (&question.kind, &key.kind) {
        (
            SheetKind::Single { options: shown } | SheetKind::Multiple { options: shown, .. },
            Kind::Single { options } | Kind::Multiple { options, .. },
        ) => {
            let right = options.iter().filter(|option| option.right);
            let choices = right
                .map(|option| token_of(shown, &option.text))
                .collect::<Option<_>>()?;
            Some(Response::Choices { choices })
        }
        (SheetKind::Ordering { steps: shown }, Kind::Ordering { steps, .. }) => {
            let order = steps
                .iter()
                .map(|step| token_of(shown, &step.text))
                .collect::<Option<_>>()?;
            Some(Response::Order { order })
        }
        (
            SheetKind::Matching {
                left: shown,
                right: to,
            },
            Kind::Matching { left, right },
        ) => {
            let pair = |entry: &training::exams::bank::MatchEntry| {
                let other = right.iter().find(|other| other.id == entry.to)?;
                Some(Pair {
                    left: token_of(shown, &entry.text)?,
                    right: token_of(to, &other.text)?,
                })
            };
            let pairs = left.iter().map(pair).collect::<Option<_>>()?;
            Some(Response::Pairs { pairs })
        }
        (SheetKind::Number { .. }, Kind::Numeric { answer, .. }) => Some(Response::Number {
            text: answer.value.to_string(),
            unit: answer.unit.clone(),
        }),
        (SheetKind::Hotspot { .. }, Kind::Hotspot { right, .. }) => Some(Response::Region {
            region: right.first()?.clone(),
        }),
        _ => None,
    }
}

/// A guess, where there is something to choose from.
fn guess(question: &SheetQuestion, chance: &mut Chance) -> Option<Response> {
    match &question.kind {
        SheetKind::Single { options } | SheetKind::Multiple { options, .. } => {
            let count = i64::try_from(options.len()).ok()?;
            let place = usize::try_from(chance.below(count)).ok()?;
            Some(Response::Choices {
                choices: vec![options.get(place)?.token.clone()],
            })
        }
        SheetKind::Number { units } => Some(Response::Number {
            text: (1 + chance.below(60)).to_string(),
            unit: units.first()?.clone(),
        }),
        SheetKind::Ordering { .. } | SheetKind::Matching { .. } | SheetKind::Hotspot { .. } => None,
    }
}
