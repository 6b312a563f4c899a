//! Whether every phase can be reached and left.

use super::reader::Reader;
use crate::diagnostic::Code;
use crate::scenario::{Phase, Scenario};
use crate::script::END;

pub(super) fn check(reader: &mut Reader, scenario: &Scenario) {
    if scenario.phases.is_empty() {
        reader.say(Code::NoPhases, reader.place("phases"), &[]);
        return;
    }
    let targets: Vec<Vec<Target>> = scenario
        .phases
        .iter()
        .enumerate()
        .map(|(place, phase)| targets(reader, scenario, place, phase))
        .collect();
    let reached = reachable(&targets);
    let ending = ends(&targets);
    for (place, phase) in scenario.phases.iter().enumerate() {
        let span = reader.place(&format!("phases.{place}.id"));
        let is_closed = phase.branch.is_empty() && phase.until.is_none() && phase.timeout.is_none();
        if !reached[place] {
            reader.say(Code::UnreachablePhase, span, &[&phase.id]);
        } else if is_closed {
            reader.say(Code::DeadEnd, span, &[&phase.id]);
        } else if !ending[place] {
            reader.say(Code::NeverEnds, span, &[&phase.id]);
        } else if phase.timeout.is_none() {
            reader.say(Code::NoTimeout, span, &[&phase.id]);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Phase(usize),
    End,
    Nowhere,
}

fn targets(reader: &mut Reader, scenario: &Scenario, place: usize, phase: &Phase) -> Vec<Target> {
    let mut find = |name: &str, field: String| {
        if name == END {
            return Target::End;
        }
        match scenario.phases.iter().position(|other| other.id == name) {
            Some(found) => Target::Phase(found),
            None => {
                let known = scenario.phases.iter().map(|other| other.id.as_str()).chain([END]);
                let span = reader.place(&format!("phases.{place}.{field}"));
                if !name.is_empty() {
                    reader.say_closest(Code::UnknownPhase, span, name, known);
                }
                Target::Nowhere
            }
        }
    };
    let mut targets = Vec::new();
    for (n, branch) in phase.branch.iter().enumerate() {
        targets.push(find(&branch.goto, format!("branch.{n}.goto")));
    }
    if let Some(timeout) = &phase.timeout {
        targets.push(find(&timeout.goto, "timeout.goto".to_owned()));
    }
    let next = if place + 1 < scenario.phases.len() {
        Target::Phase(place + 1)
    } else {
        Target::End
    };
    let goto = phase
        .goto
        .as_ref()
        .map_or(next, |goto| find(goto, "goto".to_owned()));
    if phase.until.is_some() {
        targets.push(goto);
    }
    targets
}

fn reachable(targets: &[Vec<Target>]) -> Vec<bool> {
    let mut reached = vec![false; targets.len()];
    let mut open = vec![0];
    while let Some(place) = open.pop() {
        if !std::mem::replace(&mut reached[place], true) {
            open.extend(targets[place].iter().filter_map(|target| match target {
                Target::Phase(next) => Some(*next),
                Target::End | Target::Nowhere => None,
            }));
        }
    }
    reached
}

fn ends(targets: &[Vec<Target>]) -> Vec<bool> {
    // A dead end has its own remark; what leads to it is not blamed too.
    let mut ends: Vec<bool> = targets.iter().map(Vec::is_empty).collect();
    // As many rounds as there are phases carry the news through the longest chain.
    for _ in 0..targets.len() {
        for (place, ways) in targets.iter().enumerate() {
            ends[place] = ends[place]
                || ways.iter().any(|target| match target {
                    Target::End => true,
                    Target::Phase(next) => ends[*next],
                    // An unknown phase has its own remark.
                    Target::Nowhere => true,
                });
        }
    }
    ends
}
