//! Checking a blueprint against its banks.

use std::collections::BTreeSet;

use super::{Remarks, problems_between};
use crate::exams::bank::{Bank, Item};
use crate::exams::blueprint::Blueprint;
use crate::exams::problem::{Problem, ProblemCode};

impl Blueprint {
    /// Everything that is wrong with the blueprint; empty when papers can be drawn. Of the banks given, only those
    /// it names count; their own problems are not repeated.
    #[must_use]
    pub fn problems(&self, banks: &[Bank]) -> Vec<Problem> {
        let mut remarks = Remarks::default();
        self.check_plain(&mut remarks);
        let named: Vec<&Bank> = banks
            .iter()
            .filter(|bank| self.banks.contains(&bank.bank))
            .collect();
        for id in &self.banks {
            if !named.iter().any(|bank| bank.bank == *id) {
                remarks.add(ProblemCode::UnknownBank, "", id);
            }
        }
        if named.len() < self.banks.len() {
            // Topics and numbers would be missing for no other reason.
            return remarks.0;
        }
        let known = named.iter().flat_map(|bank| &bank.topics);
        let known: BTreeSet<&str> = known.map(|topic| topic.id.as_str()).collect();
        for rule in &self.draw {
            if !known.contains(rule.topic.as_str()) {
                remarks.add(ProblemCode::UnknownTopic, "", &rule.topic);
            }
        }
        self.check_numbers(&named, &mut remarks);
        let named: Vec<Bank> = named.into_iter().cloned().collect();
        remarks.0.extend(problems_between(&named));
        remarks.0
    }

    fn check_plain(&self, remarks: &mut Remarks) {
        remarks.ids("", [self.test.as_str()]);
        remarks.text("", "title", &self.title);
        remarks.text("", "description", &self.description);
        remarks.ids("", self.competencies.iter().map(String::as_str));
        remarks.ids("", self.banks.iter().map(String::as_str));
        if !(1..=240).contains(&self.minutes) {
            remarks.add(ProblemCode::OutOfRange, "", "minutes");
        }
        if !(1..=100).contains(&self.pass_percent) {
            remarks.add(ProblemCode::OutOfRange, "", "pass_percent");
        }
        if self.attempts.is_some_and(|attempts| attempts.allowed == 0) {
            remarks.add(ProblemCode::OutOfRange, "", "attempts");
        }
        if self.draw.is_empty() {
            remarks.add(ProblemCode::NoItems, "", "");
        }
        let mut drawn = BTreeSet::new();
        for rule in &self.draw {
            if rule.n == 0 || rule.n > 200 {
                remarks.add(ProblemCode::OutOfRange, "", "n");
            }
            if !drawn.insert((&rule.topic, rule.difficulty)) {
                remarks.add(ProblemCode::DuplicateDraw, "", rule.name());
            }
        }
    }

    /// A draw of one difficulty needs as many of it; all draws of a topic together as many of the topic.
    fn check_numbers(&self, banks: &[&Bank], remarks: &mut Remarks) {
        let count = |wanted: &dyn Fn(&Item) -> bool| {
            let items = banks.iter().flat_map(|bank| &bank.items);
            items.filter(|item| wanted(item)).count() as u64
        };
        let mut topics = BTreeSet::new();
        for rule in &self.draw {
            if let Some(difficulty) = rule.difficulty {
                let found = count(&|item| item.topic == rule.topic && item.difficulty == difficulty);
                if found < u64::from(rule.n) {
                    let what = format!("{} needs {} and has {found}", rule.name(), rule.n);
                    remarks.add(ProblemCode::TooFewItems, "", what);
                }
            }
            if topics.insert(&rule.topic) {
                let of_topic = self.draw.iter().filter(|other| other.topic == rule.topic);
                let wanted: u64 = of_topic.map(|other| u64::from(other.n)).sum();
                let found = count(&|item| item.topic == rule.topic);
                if found < wanted {
                    let what = format!("{} needs {wanted} and has {found}", rule.topic);
                    remarks.add(ProblemCode::TooFewItems, "", what);
                }
            }
        }
    }
}
