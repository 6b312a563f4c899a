//! Observed practice: whom to assess, the checklist at the bedside, what was recorded, and conflicts.

use competency::{Checklist, ChecklistItem, Mark, Seen};
use time::OffsetDateTime;

use super::{dates, errors};
use crate::error::Refusal;

words! {
    assess_lede => "The learners of your units. Choose whom you stand beside, and what you do.";
    search => "Name";
    find => "Find";
    nobody_found => "Nobody is found.";
    nobody_found_text => "You assess the learners of the units in which you are an assessor. Try a shorter part of the name.";
    more_learners => "Only the first 50 are listed. Search for a part of the name.";
    learners => "Learners";
    observe => "Observe";
    supervised_run => "Supervised run";
    sign_off => "Sign off";
    of_person(name: &str) => ": {name}";
    appeals => "Appeals";
    restrictions => "Restrictions";
    checklists => "Checklists";
    checklist => "Checklist";
    version(version: u32) => "Version {version}";
    steps(count: u32) => "{count} steps";
    evidence_for(competencies: &str) => "Evidence for: {competencies}";
    choose_lede => "Which checklist do you observe by?";
    no_checklists => "No checklist is in use.";
    no_checklists_text => "An educator publishes checklists; those in use appear here.";
    not_by_you => "Not by you";
    other_ways => "Something else";
    earlier => "Earlier observations";
    none_earlier => "None yet.";
    observed_by(name: &str) => "by {name}";
    an_assessor => "an assessor who is no longer here";
    a_learner => "A learner";

    waiting => "On this device, not yet recorded";
    waiting_text => "What you marked is kept here until you sign and send it. Only ids and marks are kept, no names.";
    marked(done: usize, all: usize) => "{done} of {all} marked";
    begun(at: &str) => "begun {at}";
    go_on => "Go on";
    discard => "Discard";
    discard_sure => "The marks on this device are lost for good. Discard them?";

    observing(name: &str) => "Observing {name}";
    loading => "The checklist is being made ready on this device.";
    needs_wasm => "Marking needs a browser that runs WebAssembly.";
    kept_here => "Each mark is kept on this device at once. You need no network until you send.";
    taken_up => "Your marks from before are here again.";
    not_kept => "This browser keeps nothing on the device. Do not close or reload this page before you have sent.";
    about_checklist => "About this checklist";
    critical_step => "Critical step";
    critical_hint => "A critical step must be done. Missed or not applicable, the observation is not passed.";
    done => "Done";
    missed => "Missed";
    not_applicable => "Not applicable";
    why => "Why it matters";
    add_remark => "Add a remark";
    remark => "Remark";
    remark_on(number: usize) => "Remark on step {number}";
    mark_missing => "This step has no mark yet.";
    step(number: usize) => "Step {number}";
    note => "Note on the whole";
    note_hint => "Optional. What the learner should take away, and what the marks do not say.";
    when => "When it was observed";
    when_hint => "At most seven days ago, in the time of this device.";
    sign_title => "Sign and record";
    sign_text => "This is the exact text that you sign. It goes on the record with your name, the time and its hash.";
    sign_first => "Mark every step; then the text that you sign stands here.";
    password => "Your password";
    password_hint => "It is asked for each time you sign, and never kept on this device.";
    password_empty => "Give your password to sign.";
    sign_and_send => "Sign and record";
    send_again => "Sign and send again";
    sending => "Sending";
    steps_left(count: usize) => "{count} steps have no mark yet.";
    one_step_left => "One step has no mark yet.";
    go_to_step(number: usize) => "Go to step {number}";
    not_sent => "Not sent. Everything is kept on this device.";
    not_sent_offline => "The server cannot be reached. Send again when the connection is back; your password is asked for again.";
    not_sent_signed_out => "You are signed out. Sign in and come back to this page; your marks are here then.";
    sign_in_again => "Sign in";
    refused_title => "This cannot be recorded. Your marks are still on this device.";
    other_text => "What would be signed is no longer what was shown, for example because a name changed, or this was recorded with other marks. Load the page again.";
    cannot_observe => "You cannot observe this person by this checklist";
    back_to_assess => "Back to the learners";

    observed_practice(title: &str) => "Observed practice: {title}";
    observed_line(person: &str, assessor: &str, at: &str) => "{person}, observed by {assessor}, {at}";
    share(done: u32, applied: u32) => "{done} of {applied} steps that applied were done";
    missed_critical(count: usize) => "{count} critical steps were not done, which alone decides.";
    missed_one_critical => "A critical step was not done, which alone decides.";
    what_was_seen => "What was seen";
    signature => "Signature";
    signed_by => "Signed by";
    signed_at => "Signed at";
    meaning => "Meaning";
    meaning_observed => "I saw this practice and marked what I saw";
    signed_text => "Signed text";
    text_erased => "The text was destroyed with the personal data of a person it named.";
    text_hash => "SHA-256 of the text";
    in_ledger => "In the ledger";
    entry(position: u64) => "Entry {position}";
    record_hash => "Record";
    void => "Void";
    void_by_system => "the system";
    see_checklist => "The checklist";
    see_person => "The learner's page";

    what_to_show => "What is looked for";
    pass_rule(percent: u8) => "Passed when every critical step and {percent} % of the steps that applied were done.";
    assessor_level => "Level of the assessor";
    for_assessors => "For assessors";
    versions => "Versions";
    published => "Published";
    hash => "Hash";
    retired => "This checklist is retired. No new observation begins with it.";
    agreement => "Agreement between assessors";
    agreement_text => "Observations of the same learner by two assessors within 24 hours, compared step by step.";
    no_pairs => "Nothing to compare yet.";
    no_pairs_text => "Two assessors must observe the same learner by this checklist within 24 hours.";
    few_marks(marks: u32) => "Only {marks} pairs of marks. Below 30 these figures say little.";
    pairs => "Pairs of observations";
    mark_pairs => "Pairs of marks";
    agreed => "Agreed";
    kappa => "Cohen's kappa";
    all_steps => "All steps";
    percent(percent: &str) => "{percent} %";
    no_figure => "none";

    conflicts => "Conflicts of interest";
    conflicts_text => "Two people with a conflict must not assess each other.";
    no_conflicts => "None declared.";
    conflict_with(name: &str) => "With {name}";
    declared_line(by: &str, at: &str) => "declared by {by}, {at}";
    end_conflict => "End conflict";
    declare => "Declare a conflict";
    declare_own => "I must not assess this person";
    assessor => "Assessor";
    reason => "Reason";
    reason_hint => "For example: related, or one depends on the other. Only those who may declare conflicts read it.";
}

/// What a mark says.
#[must_use]
pub const fn seen(seen: Seen) -> &'static str {
    match seen {
        Seen::Done => done(),
        Seen::Missed => missed(),
        Seen::NotApplicable => not_applicable(),
    }
}

/// Why one may not observe by a checklist, with the competency it is about.
#[must_use]
pub fn refusal(refusal: Refusal, about: Option<&str>) -> String {
    match (refusal, about) {
        (Refusal::CompetencyNotHeld, Some(title)) => {
            format!("You do not hold “{title}” yourself today, so you cannot assess it.")
        }
        (Refusal::LevelTooLow, Some(title)) => {
            format!("You hold “{title}”, but below the level at which one assesses it.")
        }
        (Refusal::AssessedYou, Some(title)) => {
            format!("This person assessed you in “{title}” within the last 90 days.")
        }
        (refusal, _) => errors::refused(refusal).to_owned(),
    }
}

/// The text that an assessor signs: whom, when, by what, and every mark by the number of its step. None while a step
/// has no mark.
#[must_use]
pub fn statement(
    learner: &str,
    checklist: &Checklist,
    version: u32,
    marks: &[Mark],
    observed_at: OffsetDateTime,
) -> Option<String> {
    let observed = checklist.judge(marks).ok()?;
    let mark_of = |item: &ChecklistItem| marks.iter().find(|mark| mark.item == item.id);
    let numbers = |wanted: &dyn Fn(&ChecklistItem) -> bool| {
        let numbers: Vec<String> = checklist
            .items
            .iter()
            .zip(1..)
            .filter(|(item, _)| wanted(item))
            .map(|(_, number): (_, u32)| number.to_string())
            .collect();
        match numbers.is_empty() {
            true => "none".to_owned(),
            false => numbers.join(", "),
        }
    };
    let with = |seen: Seen| {
        numbers(&move |item: &ChecklistItem| mark_of(item).is_some_and(|mark| mark.seen == seen))
    };
    let critical = numbers(&|item: &ChecklistItem| observed.missed_critical.contains(&item.id));
    let result = match observed.passed {
        true => "passed",
        false => "not passed",
    };
    Some(format!(
        "I observed {learner} on {}, by the checklist “{}”, version {version}, and marked what I saw. Steps done: {}. \
         Missed: {}. Not applicable: {}. Critical steps not done: {critical}. Result: {result}, {} of {} steps that \
         applied.",
        dates::moment(observed_at),
        checklist.title,
        with(Seen::Done),
        with(Seen::Missed),
        with(Seen::NotApplicable),
        observed.done,
        observed.applied,
    ))
}

/// A share of 0 to 1 as a whole percentage, or that there is none.
#[must_use]
pub fn share_of(share: Option<f64>) -> String {
    share.map_or_else(
        || no_figure().to_owned(),
        |share| percent(&format!("{:.0}", share * 100.0)),
    )
}

/// A coefficient with two decimals, or that there is none.
#[must_use]
pub fn coefficient(value: Option<f64>) -> String {
    value.map_or_else(|| no_figure().to_owned(), |value| format!("{value:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn checklist() -> Checklist {
        let item = |id: &str, critical| ChecklistItem {
            id: id.into(),
            text: "Looks".into(),
            critical,
            why: "Because".into(),
        };
        Checklist {
            checklist: "bed".into(),
            title: "At the bed".into(),
            description: String::new(),
            competencies: vec!["infusion.limits".into()],
            assessor_level: "does".into(),
            items: vec![item("a", true), item("b", false), item("c", false)],
            pass_percent: 50,
            note: None,
        }
    }

    fn marks(seen: [Seen; 3]) -> Vec<Mark> {
        let mark = |(item, seen): (&str, Seen)| Mark {
            item: item.into(),
            seen,
            remark: "Not part of the text".into(),
        };
        ["a", "b", "c"].into_iter().zip(seen).map(mark).collect()
    }

    #[test]
    fn the_signed_text_holds_every_mark_by_the_number_of_its_step() {
        let at = datetime!(2027-03-02 14:05 UTC);
        let text = statement(
            "Ana Ruiz",
            &checklist(),
            3,
            &marks([Seen::Missed, Seen::Done, Seen::NotApplicable]),
            at,
        );
        assert_eq!(
            text.as_deref(),
            Some(
                "I observed Ana Ruiz on 2 Mar 2027, 14:05 UTC, by the checklist “At the bed”, version 3, and marked \
                 what I saw. Steps done: 2. Missed: 1. Not applicable: 3. Critical steps not done: 1. Result: not \
                 passed, 1 of 2 steps that applied."
            )
        );
    }

    #[test]
    fn there_is_nothing_to_sign_while_a_step_has_no_mark() {
        let mut marks = marks([Seen::Done; 3]);
        marks.pop();
        let at = datetime!(2027-03-02 14:05 UTC);
        assert_eq!(statement("Ana Ruiz", &checklist(), 3, &marks, at), None);
    }
}
