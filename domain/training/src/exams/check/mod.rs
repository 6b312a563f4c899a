//! What is wrong with banks and blueprints. Checking never fails: it gives a list, empty when all may be used.

mod blueprint;
mod case;
mod dose;
mod question;

use std::collections::BTreeSet;

use super::bank::{Bank, Content, Item};
use super::problem::{Problem, ProblemCode};

pub use dose::MAX_VARIANTS;

impl Bank {
    /// Everything that is wrong with the bank; empty when it may be used.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut remarks = Remarks::default();
        remarks.ids("", [self.bank.as_str()]);
        remarks.text("", "title", &self.title);
        remarks.ids("", self.topics.iter().map(|topic| topic.id.as_str()));
        for topic in &self.topics {
            remarks.text("", "title", &topic.title);
        }
        remarks.ids("", self.items.iter().map(|item| item.id.as_str()));
        if self.items.is_empty() {
            remarks.add(ProblemCode::NoItems, "", "");
        }
        for item in &self.items {
            self.check_item(item, &mut remarks);
        }
        remarks.0
    }

    fn check_item(&self, item: &Item, remarks: &mut Remarks) {
        self.check_topic(&item.id, &item.topic, remarks);
        match &item.content {
            Content::Question(question) => {
                remarks.source(&item.id, &item.source);
                question::check(&item.id, question, remarks);
            }
            Content::Case(case) => {
                case::check(item, case, remarks);
                for topic in case.parts.iter().filter_map(|part| part.topic.as_ref()) {
                    self.check_topic(&item.id, topic, remarks);
                }
            }
        }
    }

    fn check_topic(&self, item: &str, topic: &str, remarks: &mut Remarks) {
        if !self.topics.iter().any(|known| known.id == topic) {
            remarks.add(ProblemCode::UnknownTopic, item, topic);
        }
    }
}

/// What is wrong between banks that are used together: an item's id is unique over all of them.
#[must_use]
pub fn problems_between(banks: &[Bank]) -> Vec<Problem> {
    let mut remarks = Remarks::default();
    let mut known = BTreeSet::new();
    for bank in banks {
        let own: BTreeSet<&str> = bank.items.iter().map(|item| item.id.as_str()).collect();
        for id in own {
            if !known.insert(id) {
                remarks.add(ProblemCode::DuplicateId, "", id);
            }
        }
    }
    remarks.0
}

/// The problems found so far.
#[derive(Default)]
struct Remarks(Vec<Problem>);

impl Remarks {
    fn add(&mut self, code: ProblemCode, item: &str, what: impl ToString) {
        self.0.push(Problem::new(code, item, what));
    }

    /// Ids must be well formed and different.
    fn ids<'a>(&mut self, item: &str, ids: impl IntoIterator<Item = &'a str>) {
        let mut known = BTreeSet::new();
        for id in ids {
            let allowed = |letter: char| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter)
            };
            if id.is_empty() || !id.chars().all(allowed) {
                self.add(ProblemCode::BadId, item, id);
            }
            if !known.insert(id) {
                self.add(ProblemCode::DuplicateId, item, id);
            }
        }
    }

    fn text(&mut self, item: &str, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(ProblemCode::EmptyText, item, field);
        }
    }

    fn source(&mut self, item: &str, source: &str) {
        if source.trim().is_empty() {
            self.add(ProblemCode::MissingSource, item, "");
        }
    }

    /// So many there must be.
    fn count(&mut self, item: &str, name: &str, found: usize, allowed: std::ops::RangeInclusive<usize>) {
        if !allowed.contains(&found) {
            let what = format!("{} to {} {name}, not {found}", allowed.start(), allowed.end());
            self.add(ProblemCode::WrongCount, item, what);
        }
    }
}
