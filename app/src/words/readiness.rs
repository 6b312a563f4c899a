//! Who is competent here, at a time.

use super::{record, standing};
use crate::api::readiness::Why;
use crate::api::standing::State;

words! {
    title => "Who can";
    lede => "Who may be relied on here, for a device or a skill, now or later.";
    unit => "Unit";
    what_for => "What for";
    devices => "Devices";
    competencies => "Competencies";
    when => "When";
    now => "Now";
    tonight => "Tonight, 22:00";
    at_a_time => "At a time";
    date => "Date";
    time => "Time";
    time_hint => "By the unit's clock; up to 90 days ahead, or any time before.";
    ask => "Show";
    print => "Print";
    answer_for(what: &str, unit: &str) => "{what}: {unit}";
    can => "Can";
    cannot => "Cannot";
    nobody_can => "Nobody.";
    nobody_cannot => "Nobody.";
    nobody_here => "Nobody learns in this unit.";
    nothing_to_ask => "There is no framework yet, so there is nothing to ask about.";
    cannot_ask => "This cannot be answered: the time is more than 90 days ahead, or this was not asked of anybody then.";
    time_missing => "Give a date and a time, or choose now or tonight.";
    only_supervised => "not unsupervised: a restriction is open";
    through(day: &str) => "through {day}";
    as_of_now(moment: &str) => "As of {moment}.";
}

/// A model of device, from its stable name: "Large volume pump".
#[must_use]
pub fn device(model: &str) -> String {
    let mut text = model.replace(['-', '.'], " ");
    if let Some(first) = text.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// Why a person can: "through 2 Mar 2027".
#[must_use]
pub fn why_can(why: &Why) -> String {
    let until = why.until.map(|until| through(&record::last_day(until)));
    let word = standing::state(why.state);
    match until {
        Some(until) if why.state == State::Due => {
            format!("{word}, {until}. {}", standing::reason(why.reason))
        }
        Some(until) => format!("{word}, {until}"),
        None => word.to_owned(),
    }
}

/// Why a person cannot: the competency, how it stands, and the reason.
#[must_use]
pub fn why_cannot(why: &Why) -> String {
    if why.restricted {
        return format!("{}: {}", why.competency, only_supervised());
    }
    format!("{}: {}", why.competency, standing::reason(why.reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_reads_as_words() {
        assert_eq!(device("large-volume-pump"), "Large volume pump");
        assert_eq!(device(""), "");
    }
}
