//! All evidence of a person for a competency, folded into what the status needs.

use crate::calendar::{Zone, add_months, end_of_year, local_day, start_of_day};
use crate::rule::{Counting, Requirement, Rule, Validity};
use crate::{Evidence, Reason};
use std::collections::BTreeMap;
use time::{Date, Duration, OffsetDateTime};

/// What the evidence gives, whatever the day of the question.
///
/// Each requirement is met for as long as enough of its evidence is valid; the competency is held for as long as all
/// are. The order in which evidence came does not matter, and one more pass never shortens anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When, and on what, the competency is held.
    pub held: Option<Held>,
    /// The latest evidence that counts and passed.
    pub passed_at: Option<OffsetDateTime>,
    /// The latest evidence that counts and did not pass.
    pub failed_at: Option<OffsetDateTime>,
    /// The first requirement that was never met.
    pub missing: Option<u16>,
}

/// How long a competency is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Renewal is due from here on.
    pub due_from: OffsetDateTime,
    /// The end of validity: the first instant at which it is over.
    pub until: OffsetDateTime,
    /// The end of the days of grace.
    pub grace_until: OffsetDateTime,
    /// The requirement that ends first.
    pub first_to_end: u16,
    /// The evidence it rests on, by its place in the list.
    pub rests_on: usize,
    /// Why it ends.
    pub ends_by: EndsBy,
}

/// Why a competency ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndsBy {
    /// The evidence grows old.
    Time,
    /// A later failure ended it.
    Failure,
}

impl Standing {
    /// The standing that all this evidence gives, by the calendar of a place.
    pub fn of(rule: &Rule, evidence: &[Evidence], zone: &dyn Zone) -> Self {
        let counting = |outcome| {
            evidence
                .iter()
                .filter(move |piece| piece.outcome == outcome && rule.counts(piece.kind))
                .map(|piece| piece.at)
                .max()
        };
        let mut standing = Self {
            held: None,
            passed_at: counting(true),
            failed_at: counting(false),
            missing: None,
        };
        for (place, requirement) in (0_u16..).zip(&rule.requires) {
            match met(rule, requirement, evidence, zone) {
                Some(met) => {
                    let held = held(rule, place, met, zone);
                    standing.held = Some(match standing.held {
                        Some(before) => before.and(held),
                        None => held,
                    });
                }
                None => standing.missing = standing.missing.or(Some(place)),
            }
        }
        if standing.missing.is_some() {
            standing.held = None;
        }
        standing
    }

    /// Why nothing is held, while nothing is.
    pub(crate) fn reason_for_never(&self) -> Reason {
        match (self.passed_at, self.failed_at) {
            (Some(_), _) => Reason::Incomplete,
            (None, Some(_)) => Reason::NotYetPassed,
            (None, None) => Reason::NoEvidence,
        }
    }
}

impl Held {
    /// Both hold: each end is the earlier one, told by the requirement that ends it.
    fn and(self, other: Self) -> Self {
        let first = match (other.grace_until, other.until) < (self.grace_until, self.until) {
            true => other,
            false => self,
        };
        Self {
            due_from: self.due_from.min(other.due_from),
            until: self.until.min(other.until),
            ..first
        }
    }
}

/// For how long one requirement is met.
struct Met {
    last_day: Date,
    cut_short: Option<OffsetDateTime>,
    rests_on: usize,
}

fn held(rule: &Rule, place: u16, met: Met, zone: &dyn Zone) -> Held {
    let after = met.last_day.next_day().unwrap_or(met.last_day);
    let due_day = after
        .checked_sub(Duration::days(rule.due_days.into()))
        .unwrap_or(after);
    let grace_day = after
        .checked_add(Duration::days(rule.grace_days.into()))
        .unwrap_or(after);
    let held = Held {
        due_from: start_of_day(due_day, zone),
        until: start_of_day(after, zone),
        grace_until: start_of_day(grace_day, zone),
        first_to_end: place,
        rests_on: met.rests_on,
        ends_by: EndsBy::Time,
    };
    match met.cut_short {
        // Grace is for those who are late, not for those who have shown that they cannot.
        Some(failed_at) if failed_at < held.grace_until => Held {
            due_from: held.due_from.min(failed_at),
            until: held.until.min(failed_at),
            grace_until: failed_at,
            ends_by: EndsBy::Failure,
            ..held
        },
        _ => held,
    }
}

/// A pass, by its place in the list.
#[derive(Clone, Copy)]
struct Pass {
    place: usize,
    at: OffsetDateTime,
    day: Date,
    score_permille: u16,
}

fn met(rule: &Rule, requirement: &Requirement, evidence: &[Evidence], zone: &dyn Zone) -> Option<Met> {
    let of_kind = || {
        evidence
            .iter()
            .enumerate()
            .filter(|(_, piece)| requirement.any_of.contains(&piece.kind))
    };
    let mut passes: Vec<Pass> = of_kind()
        .filter(|(_, piece)| piece.outcome)
        .map(|(place, piece)| Pass {
            place,
            at: piece.at,
            day: local_day(piece.at, zone),
            score_permille: piece.score_permille.unwrap_or(0),
        })
        .collect();
    passes.sort_by_key(|pass| (pass.at, pass.score_permille));
    let failed_at = match requirement.counts {
        Counting::Latest => of_kind()
            .filter(|(_, piece)| !piece.outcome)
            .map(|(_, piece)| piece.at)
            .max(),
        Counting::Best | Counting::LatestValid => None,
    };
    let Some(failed_at) = failed_at else {
        return chain(rule, requirement, &passes);
    };
    // A pass at the very instant of a failure does not undo it.
    let since = passes.partition_point(|pass| pass.at <= failed_at);
    chain(rule, requirement, &passes[since..]).or_else(|| {
        let before = chain(rule, requirement, &passes[..since])?;
        Some(Met {
            cut_short: Some(failed_at),
            ..before
        })
    })
}

/// The longest validity that the passes give, renewal by renewal.
///
/// Every pass begins a validity of its own, and renews every validity in whose window it falls: that one then keeps
/// its anniversary. Of all validities reached in this way the longest counts.
fn chain(rule: &Rule, requirement: &Requirement, passes: &[Pass]) -> Option<Met> {
    let count = usize::from(requirement.count.max(1));
    let window = |basis: Date| {
        basis
            .checked_add(Duration::days(rule.due_days.into()))
            .unwrap_or(basis)
    };
    // Each reached last day, with the day the validity counts from and how many times it runs.
    let mut reached: BTreeMap<Date, (Date, u16)> = BTreeMap::new();
    for last in (count - 1)..passes.len() {
        // With several pieces asked for, the oldest of them decides.
        let basis = passes[last + 1 - count].day;
        let renewed: Vec<(Date, u16)> = reached
            .range(basis..window(basis).max(basis))
            .map(|(_, (from, times))| (*from, times.saturating_add(1)))
            .collect();
        for (from, times) in renewed.into_iter().chain([(basis, 1)]) {
            reached
                .entry(last_day(rule.valid, from, times))
                .or_insert((from, times));
        }
    }
    let (last_day, _) = reached.pop_last()?;
    let newest = passes.last()?;
    let rests_on = match requirement.counts {
        Counting::Latest | Counting::LatestValid => newest,
        // Only what is still valid when the newest came can be the best.
        Counting::Best => passes
            .iter()
            .filter(|pass| newest.day <= self::last_day(rule.valid, pass.day, 1))
            .max_by_key(|pass| (pass.score_permille, pass.at))
            .unwrap_or(newest),
    };
    Some(Met {
        last_day,
        cut_short: None,
        rests_on: rests_on.place,
    })
}

/// The last day of a validity that began on a day and was run through so many times.
///
/// Counting from the first day keeps the 29th of February through the years that have none.
fn last_day(valid: Validity, from: Date, times: u16) -> Date {
    match valid {
        Validity::Months(months) => add_months(from, u32::from(months) * u32::from(times)),
        Validity::CalendarYears(years) => end_of_year(from, years.saturating_mul(times)),
    }
}
