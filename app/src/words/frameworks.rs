//! Frameworks: rules in words, problems of a file, and what a new version changes.

use competency::{
    AssessorRule, AttemptRule, Conflict, Counting, EvidenceKind, Problem, Requirement, Rule, RuleProblem,
    Validity,
};

use super::standing;
use crate::api::frameworks::Aspect;
use crate::api::standing::State;

words! {
    lede => "What each job needs, in versions. A published version never changes.";
    version(version: u32) => "Version {version}";
    competencies(count: u32) => "{count} competencies";
    published(moment: &str) => "Published {moment}";
    published_by(moment: &str, name: &str) => "Published {moment} by {name}";
    in_use => "In use";
    retired_since(moment: &str) => "Retired {moment}";
    retired_notice(moment: &str, reason: &str) => "Out of use since {moment}. Reason: {reason}";
    retired_text => "Nobody is asked for its competencies. What was shown stays on the record.";
    none_yet => "No framework is published.";
    none_yet_text => "An educator of the whole hospital imports the first one from a file.";
    groups => "Competencies";
    levels => "Levels";
    jobs => "What each job needs";
    job_needs_nothing => "Nothing.";
    versions => "Versions";
    shown_version => "shown";
    older_version(version: u32, latest: u32) => "You see version {version}. The latest is version {latest}.";
    see_latest => "See the latest version";
    level_of(title: &str) => "Level: {title}";
    device_of(model: &str, version: &str) => "Device: {model}, {version}";
    difference_of(competency: &str, day: &str) => "Those who learnt an earlier version also show “{competency}” by {day}.";
    first_hold(titles: &str) => "To be held first: {titles}.";
    export => "Export as a file";
    export_text => "The text as it was published, in one file that another hospital can import.";
    exporting => "Preparing the file";
    exported => "The file is in your downloads.";
    import => "Import a framework";
    import_text => "From one YAML file. You see what it would change before anything is written.";
    file => "File";
    file_hint => "A YAML file of up to 1 MB. It is read on this device.";
    source => "Or paste its text";
    file_too_long => "This file is larger than 1 MB.";
    file_unreadable => "This file could not be read as text.";
    nothing_chosen => "Choose a file or paste its text.";
    look => "See what it changes";
    looking => "Looking at what it changes";
    unreadable(line: u64, column: u64) => "Line {line}, column {column} cannot be read.";
    unreadable_somewhere => "This is not a framework in YAML.";
    problems(count: usize) => "{count} things are wrong with it. Nothing was written.";
    one_problem => "One thing is wrong with it. Nothing was written.";
    nothing_new => "This says the same as the published version. There is nothing to publish.";
    would_be(title: &str, version: u32) => "{title} would become version {version}.";
    would_be_first(title: &str) => "{title} is new and would become version 1.";
    added => "New competencies";
    changed => "Changed competencies";
    dropped => "Competencies no longer in it";
    changed_jobs => "Jobs that need something else than before";
    elsewhere => "Also in another framework";
    elsewhere_text => "Where two frameworks have the same competency, the first by name speaks for it.";
    nothing_changes => "No competency changes.";
    people_change(affected: u32, people: u32) => "The status of {affected} of {people} people changes.";
    nobody_changes(people: u32) => "The status of none of {people} people changes.";
    no_status => "not asked for";
    status_before => "Now";
    status_after => "After";
    status_people => "People";
    still_retired => "This framework is retired. A new version is kept, and asks nothing of anybody until it is restored.";
    publish(version: u32) => "Publish version {version}";
    publishing => "Publishing";
    published_notice(title: &str, version: u32) => "{title}, version {version}, is published.";
    open_framework => "Open the framework";
    retire => "Retire this framework";
    retire_text => "Nobody is asked for its competencies any more. It can be restored.";
    retire_reason => "Reason";
    retire_reason_needed => "Say why it is retired.";
    restore => "Restore this framework";
}

/// The rule of a competency in one sentence.
#[must_use]
pub fn rule(rule: &Rule) -> String {
    let asked: Vec<String> = rule.requires.iter().map(requirement).collect();
    let each = match rule
        .requires
        .iter()
        .map(|asked| u32::from(asked.count))
        .sum::<u32>()
    {
        1 => "valid",
        _ => "each valid",
    };
    let due = match rule.due_days {
        0 => "not due before it ends".to_owned(),
        1 => "due 1 day before".to_owned(),
        days => format!("due {days} days before"),
    };
    let grace = match rule.grace_days {
        0 => "no days of grace".to_owned(),
        1 => "1 day of grace".to_owned(),
        days => format!("{days} days of grace"),
    };
    let text = format!(
        "{}, {each} {}; {due}; {grace}.",
        asked.join(" and "),
        validity(rule.valid)
    );
    capital(&text)
}

/// One requirement: "one graded or supervised run".
#[must_use]
pub fn requirement(asked: &Requirement) -> String {
    let many = asked.count != 1;
    let runs = [EvidenceKind::SimulatorRun, EvidenceKind::SupervisedRun];
    let both_runs = runs.iter().all(|kind| asked.any_of.contains(kind));
    let mut kinds = Vec::new();
    if both_runs {
        kinds.push(match many {
            true => "graded or supervised runs".to_owned(),
            false => "graded or supervised run".to_owned(),
        });
    }
    for kind in &asked.any_of {
        if !(both_runs && runs.contains(kind)) {
            kinds.push(noun(*kind, many).to_owned());
        }
    }
    let counts = match asked.counts {
        Counting::Best => " (the best counts)",
        Counting::Latest => " (the latest decides)",
        Counting::LatestValid => "",
    };
    format!("{} {}{counts}", number(asked.count), kinds.join(" or "))
}

/// One requirement as a line of its own.
#[must_use]
pub fn requirement_line(asked: &Requirement) -> String {
    capital(&requirement(asked))
}

fn noun(kind: EvidenceKind, many: bool) -> &'static str {
    match (kind, many) {
        (EvidenceKind::SimulatorRun, false) => "graded run",
        (EvidenceKind::SimulatorRun, true) => "graded runs",
        (EvidenceKind::SupervisedRun, false) => "supervised run",
        (EvidenceKind::SupervisedRun, true) => "supervised runs",
        (EvidenceKind::Test, false) => "test",
        (EvidenceKind::Test, true) => "tests",
        (EvidenceKind::ObservedPractice, false) => "observed practice",
        (EvidenceKind::ObservedPractice, true) => "observed practices",
        (EvidenceKind::Document, false) => "document",
        (EvidenceKind::Document, true) => "documents",
        (EvidenceKind::PriorLearning, false) => "accepted prior learning",
        (EvidenceKind::PriorLearning, true) => "pieces of accepted prior learning",
        (EvidenceKind::SignOff, false) => "sign-off",
        (EvidenceKind::SignOff, true) => "sign-offs",
    }
}

fn number(count: u16) -> String {
    match count {
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        count => count.to_string(),
    }
}

fn validity(valid: Validity) -> String {
    match valid {
        Validity::Months(1) => "1 month".to_owned(),
        Validity::Months(months) => format!("{months} months"),
        Validity::CalendarYears(1) => "to the end of the next calendar year".to_owned(),
        Validity::CalendarYears(years) => format!("to the end of the calendar year {years} years later"),
    }
}

/// Who may assess, in one sentence.
#[must_use]
pub fn assessor(rule: &AssessorRule, level: &str) -> String {
    let mut text = format!("Assessed by somebody who holds it at the level “{level}”");
    let conflicts: Vec<&str> = rule
        .excludes
        .iter()
        .map(|conflict| match conflict {
            Conflict::Declared => "with whom a conflict was declared",
            Conflict::Reciprocal => "whom the person assessed within 90 days",
        })
        .collect();
    if !conflicts.is_empty() {
        text.push_str(", and nobody ");
        text.push_str(&conflicts.join(" or "));
    }
    text.push('.');
    text
}

/// How often a graded run may be tried, in one sentence.
#[must_use]
pub fn attempts(rule: AttemptRule) -> String {
    let mut text = match rule.allowed {
        1 => "One graded run without a pass".to_owned(),
        allowed => capital(&format!("{} graded runs without a pass", number(allowed))),
    };
    if rule.wait_minutes > 0 {
        text.push_str(&format!(", {} minutes apart", rule.wait_minutes));
    }
    if rule.practice_between > 0 {
        text.push_str(&format!(", with {} practice runs between", rule.practice_between));
    }
    text.push_str("; then an educator allows more.");
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// A problem of a framework: where it is, and what is wrong.
#[must_use]
pub fn problem(problem: &Problem) -> (String, String) {
    match problem {
        Problem::BadId { id } => (
            id.clone(),
            "This identity is empty, too long, or holds something else than small letters, digits, dots and hyphens."
                .to_owned(),
        ),
        Problem::DuplicateId { id } => (id.clone(), "Two things of one kind have this identity.".to_owned()),
        Problem::NoTitle { id } => (id.clone(), "It has no title.".to_owned()),
        Problem::Unknown { id, within } => (
            within.clone(),
            format!("It refers to “{id}”, which is not in this file."),
        ),
        Problem::BadRule { competency, rule } => (competency.clone(), rule_problem(*rule).to_owned()),
        Problem::Circle { competency } => (
            competency.clone(),
            "It would have to be held before itself.".to_owned(),
        ),
        Problem::Empty => (String::new(), "There is no competency in it.".to_owned()),
    }
}

fn rule_problem(problem: RuleProblem) -> &'static str {
    match problem {
        RuleProblem::NothingRequired => "Its rule requires nothing, so that nobody could meet it.",
        RuleProblem::NoKind => "One of its requirements names no kind of evidence.",
        RuleProblem::Count => "One of its requirements asks for no piece of evidence, or for more than 20.",
        RuleProblem::Validity => {
            "It is valid for less than a month or a calendar year, or for more than ten years."
        }
        RuleProblem::DueDays => "It would be due for longer than it is valid.",
        RuleProblem::GraceDays => "It has more than 365 days of grace.",
        RuleProblem::Attempts => "It allows no graded run.",
    }
}

/// What changes about a competency.
#[must_use]
pub const fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Wording => "wording",
        Aspect::Group => "group",
        Aspect::Level => "level",
        Aspect::Device => "device",
        Aspect::Rule => "rule",
    }
}

/// A status in a dry run.
#[must_use]
pub fn status(state: Option<State>) -> &'static str {
    state.map_or(no_status(), standing::state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(any_of: &[EvidenceKind], count: u16, counts: Counting) -> Requirement {
        Requirement {
            any_of: any_of.to_vec(),
            count,
            counts,
        }
    }

    fn of(requires: Vec<Requirement>, valid: Validity) -> Rule {
        Rule {
            requires,
            valid,
            due_days: 60,
            grace_days: 14,
            prerequisites: Vec::new(),
            assessor: AssessorRule::default(),
            attempts: AttemptRule::default(),
        }
    }

    #[test]
    fn a_rule_is_one_sentence() {
        use EvidenceKind::{Document, ObservedPractice, SimulatorRun, SupervisedRun, Test};
        let run = asked(&[SimulatorRun, SupervisedRun], 1, Counting::LatestValid);
        let test = asked(&[Test], 1, Counting::LatestValid);
        assert_eq!(
            rule(&of(vec![run.clone(), test], Validity::Months(12))),
            "One graded or supervised run and one test, each valid 12 months; due 60 days before; 14 days of grace."
        );
        assert_eq!(
            rule(&of(vec![run], Validity::CalendarYears(1))),
            "One graded or supervised run, valid to the end of the next calendar year; due 60 days before; 14 days \
             of grace."
        );
        let two = asked(&[ObservedPractice, Document], 2, Counting::Latest);
        assert_eq!(
            rule(&of(vec![two], Validity::Months(1))),
            "Two observed practices or documents (the latest decides), each valid 1 month; due 60 days before; 14 \
             days of grace."
        );
    }

    #[test]
    fn who_assesses_and_how_often_one_may_try_are_told() {
        let rule = AssessorRule {
            level: None,
            excludes: vec![Conflict::Declared, Conflict::Reciprocal],
        };
        assert_eq!(
            assessor(&rule, "Does"),
            "Assessed by somebody who holds it at the level “Does”, and nobody with whom a conflict was declared or \
             whom the person assessed within 90 days."
        );
        assert_eq!(
            attempts(AttemptRule::default()),
            "Three graded runs without a pass; then an educator allows more."
        );
    }

    #[test]
    fn a_problem_is_told_with_its_place() {
        let unknown = Problem::Unknown {
            id: "infusion.flying".into(),
            within: "nurse".into(),
        };
        assert_eq!(
            problem(&unknown),
            (
                "nurse".to_owned(),
                "It refers to “infusion.flying”, which is not in this file.".to_owned()
            )
        );
    }
}
