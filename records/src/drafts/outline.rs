//! What a document consists of, with the line on which each element begins.

use serde::{Deserialize, Serialize};
use training::scenario::{Phase, Scenario};

/// What kind of element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    /// A phase.
    Phase,
    /// A line of the rubric.
    Criterion,
    /// A golden run.
    Golden,
}

/// An element of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// Its id.
    pub id: String,
    /// Its line, from 1.
    pub line: u32,
    /// What it says of itself: first words, label, or what it must miss.
    pub says: String,
    /// Where a phase leads to, each once.
    pub leads_to: Vec<String>,
}

/// The elements in the document's order: phases, rubric, golden runs.
pub(super) fn outline(scenario: &Scenario, source: &str) -> Vec<Element> {
    let phases = scenario.phases.iter().enumerate().map(|(place, phase)| Element {
        kind: ElementKind::Phase,
        line: line_of(source, "phases", &phase.id),
        says: phase.say.first().map(|say| say.text.clone()).unwrap_or_default(),
        leads_to: ways(phase, scenario.phases.get(place + 1)),
        id: phase.id.clone(),
    });
    let criteria = scenario.rubric.iter().map(|criterion| Element {
        kind: ElementKind::Criterion,
        line: line_of(source, "rubric", &criterion.id),
        says: criterion.label.clone(),
        leads_to: Vec::new(),
        id: criterion.id.clone(),
    });
    let golden = scenario.golden.iter().map(|golden| Element {
        kind: ElementKind::Golden,
        line: line_of(source, "golden", &golden.id),
        says: golden.misses.join(", "),
        leads_to: Vec::new(),
        id: golden.id.clone(),
    });
    phases.chain(criteria).chain(golden).collect()
}

/// Where a phase leads to, each once, in the order in which it is asked.
fn ways(phase: &Phase, next: Option<&Phase>) -> Vec<String> {
    let after = phase.until.is_some() || phase.timeout.is_none();
    let next = next.map_or("end", |next| next.id.as_str());
    let through = phase.goto.as_deref().unwrap_or(next);
    let all = phase
        .branch
        .iter()
        .map(|branch| branch.goto.as_str())
        .chain(after.then_some(through))
        .chain(phase.timeout.as_ref().map(|timeout| timeout.goto.as_str()));
    let mut ways: Vec<String> = Vec::new();
    for way in all {
        if !ways.iter().any(|known| known == way) {
            ways.push(way.to_owned());
        }
    }
    ways
}

/// The line on which the entry with this id begins in a list of the document; its first line if it is not found.
fn line_of(source: &str, list: &str, id: &str) -> u32 {
    let mut inside = false;
    for (place, line) in source.lines().enumerate() {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            inside = line.strip_prefix(list).is_some_and(|rest| rest.starts_with(':'));
        }
        let entry = line.trim_start().trim_start_matches("- ").trim_start_matches('{');
        let value = entry.strip_prefix("id:").map(str::trim_start);
        let named = value.is_some_and(|value| {
            value
                .strip_prefix(id)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ' ', '}']))
        });
        if inside && named {
            return u32::try_from(place + 1).unwrap_or(u32::MAX);
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_found_in_its_own_list() {
        let source = "brief:\n  id: a\nphases:\n  - id: ab\n  - id: a\nrubric:\n  - {id: a, points: 1}\n";
        assert_eq!(line_of(source, "phases", "a"), 5);
        assert_eq!(line_of(source, "rubric", "a"), 7);
        assert_eq!(line_of(source, "golden", "a"), 1);
    }
}
