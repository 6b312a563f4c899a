//! Checking a case: story, exhibits, parts and the groups that link them.

use std::collections::BTreeSet;

use super::{Remarks, question};
use crate::exams::bank::{Case, Item};
use crate::exams::problem::ProblemCode;

pub(super) fn check(item: &Item, case: &Case, remarks: &mut Remarks) {
    remarks.text(&item.id, "case", &case.story);
    for exhibit in &case.exhibits {
        remarks.text(&item.id, "title", &exhibit.title);
        remarks.text(&item.id, "text", &exhibit.text);
    }
    remarks.count(&item.id, "parts", case.parts.len(), 1..=12);
    remarks.ids(&item.id, case.parts.iter().map(|part| part.id.as_str()));
    for part in &case.parts {
        let name = format!("{}/{}", item.id, part.id);
        remarks.source(&name, part.source.as_ref().unwrap_or(&item.source));
        question::check(&name, &part.question, remarks);
    }
    let mut linked = BTreeSet::new();
    for group in &case.linked {
        for id in group {
            if !case.parts.iter().any(|part| part.id == *id) {
                remarks.add(ProblemCode::UnknownPart, &item.id, id);
            }
            if !linked.insert(id) {
                remarks.add(ProblemCode::BadGroup, &item.id, id);
            }
        }
        if group.len() < 2 {
            remarks.add(ProblemCode::BadGroup, &item.id, group.join(", "));
        }
    }
}
