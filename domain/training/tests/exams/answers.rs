//! Banks and answers in a short notation, by the ids of the bank instead of a paper's tokens.

use std::sync::LazyLock;

use training::exams::paper::{PaperEntry, PaperItem, PaperKind, PaperQuestion};
use training::exams::{Bank, Blueprint, Pair, Paper, Response, Responses, read_bank, read_blueprint};

/// A bank with items of every kind.
pub(crate) const EVERY_KIND: &str = include_str!("every_kind.yaml");

/// The bank of [`EVERY_KIND`].
pub(crate) fn bank() -> Bank {
    static BANK: LazyLock<Bank> = LazyLock::new(|| {
        let bank = read_bank(EVERY_KIND).unwrap();
        assert_eq!(bank.problems(), []);
        bank
    });
    BANK.clone()
}

/// A blueprint that draws so many items of the topic `t`.
pub(crate) fn blueprint(bank: &str, n: u32, review: &str) -> Blueprint {
    let source = format!(
        "test: example\ntitle: Example\ndescription: An example.\ncompetencies: []\nbanks: [{bank}]\n\
         minutes: 30\ndraw: [{{topic: t, n: {n}}}]\npass_percent: 75\nreview: {review}\n"
    );
    read_blueprint(&source).unwrap()
}

/// A paper of all items of [`EVERY_KIND`].
pub(crate) fn paper(seed: u64, review: &str) -> Paper {
    let bank = bank();
    let n = u32::try_from(bank.items.len()).unwrap();
    Paper::draw(&blueprint(&bank.bank, n, review), &[bank], seed).unwrap()
}

/// The answers to an item: `choose a c`, or `p1: choose a; p2: number 5 mL` for a case.
pub(crate) fn answers(item: &PaperItem, words: &str) -> Responses {
    let mut answers = Responses::new();
    for answer in words
        .split(';')
        .map(str::trim)
        .filter(|answer| *answer != "nothing")
    {
        let (question, words) = match answer.split_once(": ") {
            Some((part, words)) => (
                item.questions.iter().find(|asked| asked.id == part).unwrap(),
                words,
            ),
            None => (&item.questions[0], answer),
        };
        answers.insert(question.token.clone(), response(question, words));
    }
    answers
}

fn response(question: &PaperQuestion, words: &str) -> Response {
    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
    let tokens = |ids: &str| ids.split_whitespace().map(|id| token(question, id)).collect();
    match verb {
        "choose" => Response::Choices {
            choices: tokens(rest),
        },
        "order" => Response::Order { order: tokens(rest) },
        "match" => Response::Pairs {
            pairs: rest
                .split_whitespace()
                .map(|pair| pair.split_once('-').unwrap())
                .map(|(left, right)| Pair {
                    left: token(question, left),
                    right: token(question, right),
                })
                .collect(),
        },
        "number" => {
            let (text, unit) = rest.split_once(' ').unwrap();
            Response::Number {
                text: text.to_owned(),
                unit: unit.to_owned(),
            }
        }
        "point" => Response::Region {
            region: rest.to_owned(),
        },
        _ => panic!("not an answer: {words}"),
    }
}

/// The token of an id; an id that is not there stands for itself.
fn token(question: &PaperQuestion, id: &str) -> String {
    let entry = |entries: &[PaperEntry]| {
        let mut entries = entries.iter();
        entries
            .find(|entry| entry.id == id)
            .map(|entry| entry.token.clone())
    };
    let found = match &question.kind {
        PaperKind::Single { options } | PaperKind::Multiple { options, .. } => {
            let mut options = options.iter();
            options
                .find(|option| option.id == id)
                .map(|option| option.token.clone())
        }
        PaperKind::Ordering { steps, .. } => entry(steps),
        PaperKind::Matching { left, right } => {
            let mut left = left.iter();
            left.find(|entry| entry.id == id)
                .map(|entry| entry.token.clone())
                .or_else(|| entry(right))
        }
        PaperKind::Number { .. } | PaperKind::Hotspot { .. } => None,
    };
    found.unwrap_or_else(|| id.to_owned())
}

/// The answer that gets every point.
pub(crate) fn right_answer(question: &PaperQuestion) -> Response {
    match &question.kind {
        PaperKind::Single { options } | PaperKind::Multiple { options, .. } => Response::Choices {
            choices: options
                .iter()
                .filter(|option| option.right)
                .map(|option| option.token.clone())
                .collect(),
        },
        PaperKind::Ordering { right, .. } => Response::Order { order: right.clone() },
        PaperKind::Matching { left, .. } => Response::Pairs {
            pairs: left
                .iter()
                .map(|entry| Pair {
                    left: entry.token.clone(),
                    right: entry.to.clone(),
                })
                .collect(),
        },
        PaperKind::Number { expected, unit, .. } => Response::Number {
            text: expected.to_string(),
            unit: unit.clone(),
        },
        PaperKind::Hotspot { right, .. } => Response::Region {
            region: right[0].clone(),
        },
    }
}

/// The answers that get every point of a paper.
pub(crate) fn all_right(paper: &Paper) -> Responses {
    paper
        .questions()
        .map(|(_, question)| (question.token.clone(), right_answer(question)))
        .collect()
}
