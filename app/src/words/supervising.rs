//! Supervised runs, appeals, voids and restrictions.

use super::dates;
use crate::api::appeals::{Outcome, Source, SourceKind};
use crate::api::restrictions::{Cause, Restriction};

words! {
    supervise => "Supervise a run";
    supervise_lede => "You stand beside the learner while they run a module for a grade. A code that you make here opens the run as a supervised one.";
    choose_learner => "Choose the learner";
    search_learner => "Name of the learner";
    search => "Search";
    no_learner => "Nobody found.";
    no_learner_text => "You supervise learners of the units you assess in. Try another part of the name.";
    more_learners(shown: usize, found: u32) => "The first {shown} of {found}. Search for a name to see the others.";
    another_learner => "Choose another learner";
    for_learner(name: &str) => "For {name}";
    module => "Module";
    not_by_you => "Not by you";
    none_by_you => "There is no module of which you may supervise a run of this learner.";
    no_modules => "No module can be run for a grade just now.";
    make_code => "Make a code";
    make_new_code => "Make a new code";
    making_ends_last => "A new code for the same learner and module ends the last one.";
    the_code => "The code";
    code_shown_once => "Shown this once. It opens one run, for this learner and this module only.";
    time_left(clock: &str) => "Good for {clock} more";
    what_learner_does => "What the learner does";
    learner_signs_in(name: &str) => "{name} signs in and opens “I have a supervision code” on the page of the module.";
    learner_types => "They type the code in and begin.";
    you_stay => "You stay beside them to the end. The record names you as the assessor who supervised it.";
    code_used(when: &str) => "Used on {when}. The supervised run is open.";
    code_over => "This code can no longer be used.";
    code_over_text => "It was not used in time, or a newer one took its place.";
    supervised_run => "Supervised run";
    no_run_of_yours => "Supervised runs are for learners, and you have no learner's role.";
    have_code_text => "An assessor beside you makes the code. It begins a graded run at once, counts as one, and the record names the assessor.";
    have_code_open => "A graded run of this module is open. Beginning a supervised one ends it, and it counts as used.";
    code => "Supervision code";
    code_length => "A code has eight letters and digits. Look at the assessor's screen again.";
    code_hint => "Eight letters and digits, good for 10 minutes.";
    begin_supervised => "Begin the supervised run";
    verdict_heading => "Appeal and void";
    appeal_this => "Appeal this verdict";
    appeal_text => "If the verdict is wrong, say why. An assessor of your unit who did not make it looks at it and answers with a signature. Verdict, appeal and answer all stay on your record.";
    appeal_statement => "What is wrong with the verdict";
    appeal_send => "Send the appeal";
    void_this => "Void this result";
    void_explained => "A voided result stays visible with your reason and counts for nothing: not as evidence, and not as a used run.";
    void_reason => "Reason";
    void_sign => "Sign and void";
    voided_on(when: &str) => "This result was voided on {when} and counts for nothing. The reason stands below.";
    voided_heading => "Voided";
    appeals => "Appeals";
    appeals_lede => "Verdicts that learners find wrong, and the answers.";
    appeals_waiting => "To answer";
    appeals_answered => "Answered";
    appeals_own => "Yours";
    no_appeals => "No appeal waits for an answer.";
    no_own_appeals => "You have made no appeal. A verdict of yours can be appealed at the end of its page.";
    see_verdict => "See the result";
    appealed_on(when: &str) => "Appealed on {when}";
    waits => "Waits for an answer";
    upheld => "Upheld";
    rejected => "Rejected";
    your_answer => "Your answer";
    answer_outcome => "Outcome";
    uphold_choice => "Uphold: the verdict is void and counts for nothing";
    uphold_run => "Uphold: the verdict is void, and the run is given back";
    reject_choice => "Reject: the verdict stands";
    answer_sign => "Sign the answer";
    you_sign => "You sign this text:";
    password_again => "Your password, as your signature";
    signed_by(name: &str, when: &str) => "Signed by {name}, {when}";
    signed_text => "The text that was signed";
    restrictions => "Restrictions";
    restrictions_lede => "What people may not do unsupervised until they have shown it again.";
    open_restrictions => "Open";
    your_restrictions => "Yours";
    lifted_restrictions => "Lifted in the last 90 days";
    no_restrictions => "Nobody is restricted.";
    no_own_restrictions => "Nothing restricts you.";
    lifted => "Lifted";
    why => "Why";
    since => "Since";
    acknowledged => "Acknowledged";
    not_acknowledged => "Not yet";
    way_back => "Way back";
    way_back_text => "Pass one of these modules for a grade:";
    way_back_none => "Speak to your manager: no module covers this.";
    source_void => "The result that raised this was voided since.";
    see_source => "See what happened";
    by(name: &str, when: &str) => "{name}, {when}";
    acknowledge => "Acknowledge";
    lift_this => "Lift by hand";
    lift_text_explained => "A pass lifts a restriction by itself. Lift it by hand only if it should not stand.";
    lift_reason => "Reason";
    lift_sign => "Sign and lift";
    lifted_by_pass => "By a pass.";
    raise => "Restrict by hand";
    raise_text => "Until it is lifted, the matrix and the answer to “Who can” say that this person may not do it unsupervised.";
    raise_competency => "Competency";
    raise_reason => "Reason";
    raise_send => "Raise the restriction";
    raised => "The restriction is raised.";
    waiting_for_you => "Waiting for you";
    not_unsupervised(competency: &str) => "Not unsupervised: {competency}";
    to_acknowledge(count: u32) => "{count} restrictions to acknowledge";
    to_acknowledge_one => "1 restriction to acknowledge";
    to_answer(count: u32) => "{count} appeals to answer";
    to_rate(panel: &str) => "Items to rate: {panel}";
    to_answer_one => "1 appeal to answer";
}

/// Who supervised a run.
#[must_use]
pub fn supervised_by(name: &str) -> String {
    match name {
        "" => "Supervised by an assessor whose name was erased".to_owned(),
        name => format!("Supervised by {name}"),
    }
}

/// Why a piece of evidence no longer counts, in a word.
#[must_use]
pub fn void_word(why: &str) -> &'static str {
    match why {
        "superseded" => "Superseded",
        _ => "Voided",
    }
}

/// What an appeal came to, in a word.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Upheld => upheld(),
        Outcome::Rejected => rejected(),
    }
}

/// What an assessor signs who voids a result.
#[must_use]
pub fn void_text(source: &Source, reason: &str) -> String {
    format!(
        "I void the result of {}, recorded on {}. It no longer counts. Reason: {reason}",
        of_whom(source),
        dates::moment(source.recorded_at)
    )
}

/// What an assessor signs who answers an appeal.
#[must_use]
pub fn answer_text(source: &Source, outcome: Outcome, words: &str) -> String {
    let consequence = match outcome {
        Outcome::Upheld => "I uphold it: the result no longer counts.",
        Outcome::Rejected => "I reject it: the result stands.",
    };
    format!(
        "I answer the appeal against the result of {}, recorded on {}. {consequence} Answer: {words}",
        of_whom(source),
        dates::moment(source.recorded_at)
    )
}

/// What a manager signs who lifts a restriction.
#[must_use]
pub fn lift_text(restriction: &Restriction, reason: &str) -> String {
    format!(
        "I lift the restriction of {} in “{}”, raised on {}. Reason: {reason}",
        restriction.person_name,
        restriction.competency,
        dates::moment(restriction.raised_at)
    )
}

fn of_whom(source: &Source) -> String {
    let kind = match source.kind {
        SourceKind::Attempt => "the graded run",
        SourceKind::Sitting => "the test",
        SourceKind::Observation => "the observation",
    };
    let verdict = match source.passed {
        true => "passed",
        false => "not passed",
    };
    format!("{} in {kind} “{}” ({verdict})", source.person, source.title)
}

/// Why a restriction was raised.
#[must_use]
pub fn cause(restriction: &Restriction) -> String {
    match (restriction.cause, &restriction.raised_by) {
        (Cause::CriticalCriterion, _) => "A critical criterion was missed.".to_owned(),
        (Cause::Lapse, _) => "The competency has lapsed.".to_owned(),
        (Cause::ByHand, Some(name)) => format!("{name}: {}", restriction.reason),
        (Cause::ByHand, None) => restriction.reason.clone(),
    }
}
