//! Which reminders a learner's day asks for.

use super::ReminderKind;
use crate::calendars::Calendar;
use crate::due::Learner;
use crate::instant::to_ms;
use crate::refreshers::Refresher;
use crate::standing::{CompetencyRow, State};
use competency::{Reason, local_day};
use time::{Date, Duration, OffsetDateTime};

/// Days before a competency ends on which its holder is told, the last day among them.
const COMPETENCY: [i64; 5] = [90, 60, 30, 7, 0];
/// Days before an assigned module is due on which the learner is told.
const ASSIGNMENT: [i64; 3] = [14, 3, 0];
/// Days before what is new on a device must be shown on which those affected are told.
const DIFFERENCE: [i64; 3] = [30, 7, 0];
/// The step at which a competency is no longer held.
pub(super) const LAPSED: i64 = -1;

/// A reminder that the day asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) kind: ReminderKind,
    /// What it is about, with the day on which it is due, so that the next year's is another thing.
    pub(super) subject: String,
    pub(super) step: i64,
    pub(super) due_ms: i64,
}

/// Where the day stands.
pub(super) struct Today<'a> {
    pub(super) now: OffsetDateTime,
    pub(super) calendar: &'a Calendar,
}

impl Today<'_> {
    /// The reminders of dated things: for each the one step that was reached last. Steps that passed while nobody
    /// swept are not made up for.
    pub(super) fn dated(&self, learner: &Learner) -> Vec<Candidate> {
        let competencies = learner.competencies.iter().filter_map(|row| self.competency(row));
        let assigned = learner.assigned.iter().filter_map(|(slug, due_at)| {
            let last = local_day(*due_at, self.calendar);
            let step = reached(&ASSIGNMENT, self.days_to(last))?;
            Some(candidate(ReminderKind::Assignment, slug, last, step, *due_at))
        });
        competencies.chain(assigned).collect()
    }

    /// The reminder of what fades most. Its step is the day, since it may come again.
    pub(super) fn refresher(&self, refresher: &Refresher) -> Candidate {
        let day = local_day(self.now, self.calendar);
        Candidate {
            kind: ReminderKind::Refresher,
            subject: subject(&refresher.scenario, day),
            step: day.to_julian_day().into(),
            due_ms: to_ms(refresher.due_at),
        }
    }

    fn competency(&self, row: &CompetencyRow) -> Option<Candidate> {
        let cell = &row.cell;
        let until = cell.until.filter(|_| cell.required)?;
        // The end is the first instant at which it is over.
        let last = local_day(until - Duration::MILLISECOND, self.calendar);
        let (kind, steps) = match cell.reason {
            Reason::DifferenceDue | Reason::DifferenceMissing => (ReminderKind::Difference, &DIFFERENCE[..]),
            _ => (ReminderKind::Competency, &COMPETENCY[..]),
        };
        let step = match cell.state {
            State::Lapsed => LAPSED,
            State::Current | State::Due => reached(steps, self.days_to(last))?,
            State::Never => return None,
        };
        Some(candidate(kind, &row.id, last, step, until))
    }

    fn days_to(&self, last: Date) -> i64 {
        (last - local_day(self.now, self.calendar)).whole_days()
    }
}

/// The step that was reached last: the smallest that is not yet behind; the last day's from then on.
fn reached(steps: &[i64], days_left: i64) -> Option<i64> {
    steps.iter().rev().copied().find(|step| days_left <= *step)
}

fn candidate(kind: ReminderKind, id: &str, last: Date, step: i64, due_at: OffsetDateTime) -> Candidate {
    Candidate {
        kind,
        subject: subject(id, last),
        step,
        due_ms: to_ms(due_at),
    }
}

/// A name and a day: no name of content holds an `@`.
fn subject(id: &str, day: Date) -> String {
    format!(
        "{id}@{}-{:02}-{:02}",
        day.year(),
        u8::from(day.month()),
        day.day()
    )
}

/// What a subject is about, without its day.
pub(super) fn about(subject: &str) -> &str {
    subject.rsplit_once('@').map_or(subject, |(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn each_step_is_reached_on_its_day_and_stays_until_the_next() {
        let on = |days_left| reached(&COMPETENCY, days_left);
        assert_eq!((on(91), on(90), on(61)), (None, Some(90), Some(90)));
        assert_eq!((on(60), on(31), on(30)), (Some(60), Some(60), Some(30)));
        assert_eq!((on(8), on(7), on(1)), (Some(30), Some(7), Some(7)));
        assert_eq!((on(0), on(-5)), (Some(0), Some(0)));
    }

    #[test]
    fn a_subject_is_a_name_and_a_day() {
        let subject = subject("infusion.limits", date!(2028 - 02 - 29));
        assert_eq!(subject, "infusion.limits@2028-02-29");
        assert_eq!(about(&subject), "infusion.limits");
    }
}
