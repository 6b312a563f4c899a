//! Competency: states, matrix, a person's page.

use competency::{EvidenceKind, Reason};
use time::OffsetDateTime;

use super::dates;
use crate::api::standing::{Standing, State};

words! {
    units => "Units";
    units_lede => "Units whose people you answer for.";
    learners(count: u32) => "{count} learners";
    matrix_lede => "People by competency, as of now. Open a name or a cell to see what it rests on.";
    person => "Person";
    nobody => "Nobody here yet.";
    nobody_text => "An administrator adds people and their roles.";
    lapsing_tally => "to renew soon";
    lapsed_tally => "lapsed";
    never_tally => "never shown";
    current_tally => "current";
    legend => "Legend";
    evidence => "Evidence";
    no_evidence => "No evidence yet.";
    no_evidence_text => "Graded runs, tests and observations appear here.";
    runs => "Graded runs";
    when => "When";
    result => "Result";
    module => "Module";
    competency => "Competency";
    open_debrief => "Open the result";
    allow_more => "Allow one more graded run";
    allow_more_reason => "Reason";
    allowed => "One more graded run is allowed.";
    not_required => "not required";
    restricted => "Not unsupervised";
    restricted_tally => "not unsupervised";
    filter_attention => "Only people who need attention";
}

/// The state in a word.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Current => "Current",
        State::Due => "Due",
        State::Lapsed => "Lapsed",
        State::Never => "Never shown",
    }
}

/// The state with its date.
#[must_use]
pub fn sentence(standing: &Standing) -> String {
    let text = match standing.state {
        State::Current => format!("Current until {}", last_day(standing.until)),
        State::Due => format!("Due, valid until {}", last_day(standing.until)),
        State::Lapsed => {
            let since = standing.until.map(|until| dates::date(until.date()));
            format!("Lapsed since {}", since.unwrap_or_default())
        }
        State::Never => never(standing.reason).to_owned(),
    };
    if standing.required {
        text
    } else {
        format!("{text} ({})", not_required())
    }
}

/// How something that was never held stands.
#[must_use]
pub const fn never(reason: Reason) -> &'static str {
    match reason {
        Reason::Incomplete => "Not complete",
        Reason::NotYetPassed => "Not passed yet",
        _ => "Never shown",
    }
}

/// What was shown, in a word.
#[must_use]
pub const fn evidence_kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::SimulatorRun => "Graded run",
        EvidenceKind::SupervisedRun => "Supervised run",
        EvidenceKind::Test => "Test",
        EvidenceKind::ObservedPractice => "Observed practice",
        EvidenceKind::Document => "Document",
        EvidenceKind::PriorLearning => "Prior learning",
        EvidenceKind::SignOff => "Sign-off",
    }
}

/// The last day of a validity that ends at an instant, by the calendar whose offset it carries.
fn last_day(until: Option<OffsetDateTime>) -> String {
    until
        .map(|until| dates::date((until - time::Duration::SECOND).date()))
        .unwrap_or_default()
}

/// Why a competency stands as it does.
#[must_use]
pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::ValidEvidence => "The evidence asked for is there and valid.",
        Reason::EndsSoon => "Its validity ends soon.",
        Reason::InGrace => "Its validity is over and the days of grace run.",
        Reason::Ended => "Its validity is over.",
        Reason::LaterFailure => "It was held until a later attempt did not pass.",
        Reason::NoEvidence => "Nothing that counts was shown yet.",
        Reason::NotYetPassed => "Nothing has passed yet.",
        Reason::Incomplete => "Part of what is asked for is there; something is still missing.",
        Reason::PrerequisiteMissing => "Another competency that must be held first is not.",
        Reason::DifferenceDue => "The device has changed: what is new on it is to be shown.",
        Reason::DifferenceMissing => "The device has changed, and what is new on it was not shown in time.",
    }
}
