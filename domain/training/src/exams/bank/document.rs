//! An item as it is written: all fields in one place, those of its kind filled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Answer, Case, Choice, Content, Difficulty, Dose, Entry, Exhibit, Item, Kind, MatchEntry, MultipleScoring,
    OrderingScoring, OtherUnit, Part, Question, Range, Tolerance,
};

/// An item or a part of a case, as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ItemDocument {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difficulty: Option<Difficulty>,
    kind: KindName,
    #[serde(skip_serializing_if = "String::is_empty")]
    ask: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    rationale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scoring: Option<Scoring>,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<Vec<Choice>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Entry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Vec<MatchEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Vec<RightEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tolerance: Option<ToleranceDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<Vec<OtherUnit>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vary: Option<BTreeMap<String, Range>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exhibits: Option<Vec<Exhibit>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Vec<ItemDocument>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    linked: Option<Vec<Vec<String>>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindName {
    #[default]
    Missing,
    Single,
    Multiple,
    Ordering,
    Matching,
    Numeric,
    Dose,
    Hotspot,
    Case,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Scoring {
    ZeroOne,
    PlusMinus,
    All,
    Adjacent,
}

/// `right` is a list of entries in a matching question and a list of regions in a hotspot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum RightEntry {
    Region(String),
    Entry(Entry),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerDocument {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expression: Option<String>,
    unit: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToleranceDocument {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    abs: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    percent: Option<f64>,
}

impl TryFrom<ItemDocument> for Item {
    type Error = String;

    fn try_from(mut document: ItemDocument) -> Result<Item, String> {
        let id = std::mem::take(&mut document.id);
        let build = |mut document: ItemDocument| {
            let topic = needed(document.topic.take(), "topic")?;
            let difficulty = needed(document.difficulty.take(), "difficulty")?;
            let source = document.source.take().unwrap_or_default();
            let content = if document.kind == KindName::Case {
                Content::Case(case(&mut document)?)
            } else {
                Content::Question(question(&mut document)?)
            };
            document.nothing_left()?;
            Ok((topic, difficulty, source, content))
        };
        let (topic, difficulty, source, content) =
            build(document).map_err(|fault: String| format!("item `{id}`: {fault}"))?;
        Ok(Item {
            id,
            topic,
            difficulty,
            source,
            content,
        })
    }
}

fn case(document: &mut ItemDocument) -> Result<Case, String> {
    let parts = needed(document.parts.take(), "parts")?;
    Ok(Case {
        story: needed(document.case.take(), "case")?,
        ask: std::mem::take(&mut document.ask),
        rationale: std::mem::take(&mut document.rationale),
        exhibits: document.exhibits.take().unwrap_or_default(),
        parts: parts.into_iter().map(part).collect::<Result<_, _>>()?,
        linked: document.linked.take().unwrap_or_default(),
    })
}

fn part(mut document: ItemDocument) -> Result<Part, String> {
    let id = std::mem::take(&mut document.id);
    let build = |mut document: ItemDocument| {
        let part = Part {
            id: id.clone(),
            topic: document.topic.take(),
            difficulty: document.difficulty.take(),
            source: document.source.take(),
            question: question(&mut document)?,
        };
        document.nothing_left()?;
        Ok(part)
    };
    build(document).map_err(|fault: String| format!("part `{id}`: {fault}"))
}

fn question(document: &mut ItemDocument) -> Result<Question, String> {
    let kind = match document.kind {
        KindName::Missing => return Err("the field `kind` is missing".to_owned()),
        KindName::Case => return Err("a case cannot stand in a case".to_owned()),
        KindName::Single => Kind::Single {
            options: needed(document.options.take(), "options")?,
        },
        KindName::Multiple => Kind::Multiple {
            options: needed(document.options.take(), "options")?,
            scoring: match needed(document.scoring.take(), "scoring")? {
                Scoring::ZeroOne => MultipleScoring::ZeroOne,
                Scoring::PlusMinus => MultipleScoring::PlusMinus,
                Scoring::All => MultipleScoring::All,
                Scoring::Adjacent => return Err("`adjacent` is for ordering".to_owned()),
            },
        },
        KindName::Ordering => Kind::Ordering {
            steps: needed(document.steps.take(), "steps")?,
            scoring: match needed(document.scoring.take(), "scoring")? {
                Scoring::All => OrderingScoring::All,
                Scoring::Adjacent => OrderingScoring::Adjacent,
                _ => return Err("an order is scored `all` or `adjacent`".to_owned()),
            },
        },
        KindName::Matching => Kind::Matching {
            left: needed(document.left.take(), "left")?,
            right: entries(needed(document.right.take(), "right")?)?,
        },
        KindName::Numeric => {
            let answer = needed(document.answer.take(), "answer")?;
            if answer.expression.is_some() {
                return Err("an expression is for dose questions".to_owned());
            }
            Kind::Numeric {
                answer: Answer {
                    value: needed(answer.value, "value")?,
                    unit: answer.unit,
                },
                tolerance: tolerance(document.tolerance.take())?,
                also: document.also.take().unwrap_or_default(),
            }
        }
        KindName::Dose => {
            let answer = needed(document.answer.take(), "answer")?;
            if answer.value.is_some() {
                return Err("a dose question has an expression instead of a value".to_owned());
            }
            Kind::Dose(Dose {
                vary: needed(document.vary.take(), "vary")?,
                expression: needed(answer.expression, "expression")?,
                unit: answer.unit,
                round: document.round.take(),
                tolerance: tolerance(document.tolerance.take())?,
                also: document.also.take().unwrap_or_default(),
            })
        }
        KindName::Hotspot => Kind::Hotspot {
            picture: needed(document.picture.take(), "picture")?,
            right: regions(needed(document.right.take(), "right")?)?,
        },
    };
    Ok(Question {
        ask: std::mem::take(&mut document.ask),
        rationale: std::mem::take(&mut document.rationale),
        kind,
    })
}

impl ItemDocument {
    /// Every field of its kind was taken; what is left belongs to another.
    fn nothing_left(mut self) -> Result<(), String> {
        self.kind = KindName::Missing;
        if self == ItemDocument::default() {
            return Ok(());
        }
        let left = serde_json::to_value(&self).unwrap_or_default();
        let names: Vec<&str> = left
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys())
            .map(String::as_str)
            .filter(|name| *name != "id" && *name != "kind")
            .collect();
        Err(format!("not a field of this kind: `{}`", names.join("`, `")))
    }
}

fn needed<T>(field: Option<T>, name: &str) -> Result<T, String> {
    field.ok_or_else(|| format!("the field `{name}` is missing"))
}

fn tolerance(document: Option<ToleranceDocument>) -> Result<Option<Tolerance>, String> {
    match document {
        None => Ok(None),
        Some(ToleranceDocument {
            abs: Some(distance),
            percent: None,
        }) => Ok(Some(Tolerance::Abs(distance))),
        Some(ToleranceDocument {
            abs: None,
            percent: Some(percent),
        }) => Ok(Some(Tolerance::Percent(percent))),
        Some(_) => Err("a tolerance is either `abs` or `percent`".to_owned()),
    }
}

fn entries(right: Vec<RightEntry>) -> Result<Vec<Entry>, String> {
    right
        .into_iter()
        .map(|entry| match entry {
            RightEntry::Entry(entry) => Ok(entry),
            RightEntry::Region(name) => Err(format!("`{name}` in `right` must have an id and a text")),
        })
        .collect()
}

fn regions(right: Vec<RightEntry>) -> Result<Vec<String>, String> {
    right
        .into_iter()
        .map(|entry| match entry {
            RightEntry::Region(name) => Ok(name),
            RightEntry::Entry(entry) => Err(format!("`{}` in `right` must be a region", entry.id)),
        })
        .collect()
}

impl From<Item> for ItemDocument {
    fn from(item: Item) -> ItemDocument {
        let document = ItemDocument {
            id: item.id,
            topic: Some(item.topic),
            difficulty: Some(item.difficulty),
            source: Some(item.source),
            ..ItemDocument::default()
        };
        match item.content {
            Content::Question(question) => document.with(question),
            Content::Case(case) => ItemDocument {
                kind: KindName::Case,
                case: Some(case.story),
                ask: case.ask,
                rationale: case.rationale,
                exhibits: Some(case.exhibits),
                parts: Some(case.parts.into_iter().map(ItemDocument::from).collect()),
                linked: Some(case.linked),
                ..document
            },
        }
    }
}

impl From<Part> for ItemDocument {
    fn from(part: Part) -> ItemDocument {
        let document = ItemDocument {
            id: part.id,
            topic: part.topic,
            difficulty: part.difficulty,
            source: part.source,
            ..ItemDocument::default()
        };
        document.with(part.question)
    }
}

impl ItemDocument {
    fn with(mut self, question: Question) -> ItemDocument {
        self.ask = question.ask;
        self.rationale = question.rationale;
        match question.kind {
            Kind::Single { options } => {
                self.kind = KindName::Single;
                self.options = Some(options);
            }
            Kind::Multiple { options, scoring } => {
                self.kind = KindName::Multiple;
                self.options = Some(options);
                self.scoring = Some(match scoring {
                    MultipleScoring::ZeroOne => Scoring::ZeroOne,
                    MultipleScoring::PlusMinus => Scoring::PlusMinus,
                    MultipleScoring::All => Scoring::All,
                });
            }
            Kind::Ordering { steps, scoring } => {
                self.kind = KindName::Ordering;
                self.steps = Some(steps);
                self.scoring = Some(match scoring {
                    OrderingScoring::All => Scoring::All,
                    OrderingScoring::Adjacent => Scoring::Adjacent,
                });
            }
            Kind::Matching { left, right } => {
                self.kind = KindName::Matching;
                self.left = Some(left);
                self.right = Some(right.into_iter().map(RightEntry::Entry).collect());
            }
            Kind::Numeric {
                answer,
                tolerance,
                also,
            } => {
                self.kind = KindName::Numeric;
                self.answer = Some(AnswerDocument {
                    value: Some(answer.value),
                    expression: None,
                    unit: answer.unit,
                });
                self.tolerance = tolerance.map(ToleranceDocument::from);
                self.also = Some(also);
            }
            Kind::Dose(dose) => {
                self.kind = KindName::Dose;
                self.vary = Some(dose.vary);
                self.answer = Some(AnswerDocument {
                    value: None,
                    expression: Some(dose.expression),
                    unit: dose.unit,
                });
                self.round = dose.round;
                self.tolerance = dose.tolerance.map(ToleranceDocument::from);
                self.also = Some(dose.also);
            }
            Kind::Hotspot { picture, right } => {
                self.kind = KindName::Hotspot;
                self.picture = Some(picture);
                self.right = Some(right.into_iter().map(RightEntry::Region).collect());
            }
        }
        self
    }
}

impl From<Tolerance> for ToleranceDocument {
    fn from(tolerance: Tolerance) -> ToleranceDocument {
        match tolerance {
            Tolerance::Abs(distance) => ToleranceDocument {
                abs: Some(distance),
                percent: None,
            },
            Tolerance::Percent(percent) => ToleranceDocument {
                abs: None,
                percent: Some(percent),
            },
        }
    }
}
