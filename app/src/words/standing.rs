//! Competency: states, matrix, a person's page.

use competency::Reason;
use time::OffsetDateTime;

use super::dates;
use crate::api::standing::{Standing, State};

words! {
    units => "Units";
    units_lede => "Units whose people you answer for.";
    learners(count: u32) => "{count} learners";
    matrix_lede => "People by competency, as of now. Open a cell to see the evidence.";
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
    open_debrief => "Open debrief";
    allow_more => "Allow one more graded run";
    allow_more_reason => "Reason";
    allowed => "One more graded run is allowed.";
    not_required => "not required";
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
    let day = |at: Option<OffsetDateTime>| at.map(|at| dates::date(at.date())).unwrap_or_default();
    let text = match standing.state {
        State::Current => format!("Current until {}", day(standing.until)),
        State::Due => format!("Due, valid until {}", day(standing.until)),
        State::Lapsed => format!("Lapsed since {}", day(standing.until)),
        State::Never => "Never shown".to_owned(),
    };
    if standing.required {
        text
    } else {
        format!("{text} ({})", not_required())
    }
}

/// Why a competency stands as it does.
#[must_use]
pub const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::ValidEvidence => "The evidence asked for is there and valid.",
        Reason::EndsSoon => "Its validity ends soon. A passed graded run renews it.",
        Reason::InGrace => "Its validity is over and the days of grace run.",
        Reason::Ended => "Its validity is over. A passed graded run renews it.",
        Reason::NoEvidence => "Nothing that counts was shown yet.",
        Reason::NotYetPassed => "No run has passed yet.",
    }
}
