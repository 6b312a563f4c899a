//! What the calendar does to a competency: leap days, clock changes, time zones, ends of years, anniversaries.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use competency::{
    AssessorRule, AttemptRule, Counting, Evidence, EvidenceKind, Reason, Requirement, Rule, Standing, Status,
    StatusKind, Utc, Validity, Zone,
};
use time::macros::{datetime, offset};
use time::{OffsetDateTime, UtcOffset};

fn rule(valid: Validity) -> Rule {
    Rule {
        requires: vec![requirement(EvidenceKind::SimulatorRun)],
        valid,
        due_days: 60,
        grace_days: 14,
        prerequisites: Vec::new(),
        assessor: AssessorRule::default(),
        attempts: AttemptRule::default(),
    }
}

fn requirement(kind: EvidenceKind) -> Requirement {
    Requirement {
        any_of: vec![kind],
        count: 1,
        counts: Counting::LatestValid,
    }
}

fn piece(kind: EvidenceKind, outcome: bool, at: OffsetDateTime) -> Evidence {
    Evidence {
        kind,
        outcome,
        score_permille: None,
        at,
    }
}

fn pass(at: OffsetDateTime) -> Evidence {
    piece(EvidenceKind::SimulatorRun, true, at)
}

fn until(rule: &Rule, pieces: &[Evidence], zone: &dyn Zone) -> OffsetDateTime {
    Standing::of(rule, pieces, zone).held.unwrap().until
}

/// Summer time as in Central Europe, for the years of the tests.
struct Berlin;

impl Zone for Berlin {
    fn offset_at(&self, at: OffsetDateTime) -> UtcOffset {
        let summers = [
            (datetime!(2026-03-29 01:00 UTC), datetime!(2026-10-25 01:00 UTC)),
            (datetime!(2027-03-28 01:00 UTC), datetime!(2027-10-31 01:00 UTC)),
        ];
        match summers.iter().any(|(from, to)| *from <= at && at < *to) {
            true => offset!(+2),
            false => offset!(+1),
        }
    }
}

#[test]
fn a_pass_goes_from_current_through_due_and_grace_to_lapsed() {
    let standing = Standing::of(
        &rule(Validity::Months(12)),
        &[pass(datetime!(2025-03-10 12:00 UTC))],
        &Utc,
    );
    let reason = |at| standing.status(at).reason;
    assert_eq!(reason(datetime!(2025-03-10 12:00 UTC)), Reason::ValidEvidence);
    assert_eq!(reason(datetime!(2026-01-09 23:59 UTC)), Reason::ValidEvidence);
    assert_eq!(reason(datetime!(2026-01-10 00:00 UTC)), Reason::EndsSoon);
    assert_eq!(reason(datetime!(2026-03-10 23:59 UTC)), Reason::EndsSoon);
    assert_eq!(reason(datetime!(2026-03-11 00:00 UTC)), Reason::InGrace);
    assert_eq!(reason(datetime!(2026-03-25 00:00 UTC)), Reason::Ended);
}

#[test]
fn evidence_of_a_leap_day_is_valid_to_the_last_of_february_and_returns_to_the_29th() {
    let rule = rule(Validity::Months(12));
    let first = pass(datetime!(2028-02-29 09:00 UTC));
    assert_eq!(until(&rule, &[first], &Utc), datetime!(2029-03-01 00:00 UTC));
    let renewals = [
        first,
        pass(datetime!(2029-02-20 09:00 UTC)),
        pass(datetime!(2030-02-20 09:00 UTC)),
        pass(datetime!(2031-02-20 09:00 UTC)),
    ];
    assert_eq!(until(&rule, &renewals, &Utc), datetime!(2032-03-01 00:00 UTC));
}

#[test]
fn renewal_inside_the_window_keeps_the_old_anniversary() {
    let rule = rule(Validity::Months(12));
    let first = pass(datetime!(2026-03-10 09:00 UTC));
    let inside = [first, pass(datetime!(2027-01-10 09:00 UTC))];
    assert_eq!(until(&rule, &inside, &Utc), datetime!(2028-03-11 00:00 UTC));
    let on_the_last_day = [first, pass(datetime!(2027-03-10 23:59 UTC))];
    assert_eq!(
        until(&rule, &on_the_last_day, &Utc),
        datetime!(2028-03-11 00:00 UTC)
    );
    let before_the_window = [first, pass(datetime!(2027-01-09 09:00 UTC))];
    assert_eq!(
        until(&rule, &before_the_window, &Utc),
        datetime!(2028-01-10 00:00 UTC)
    );
    let in_grace = [first, pass(datetime!(2027-03-15 09:00 UTC))];
    assert_eq!(until(&rule, &in_grace, &Utc), datetime!(2028-03-16 00:00 UTC));
}

#[test]
fn a_validity_ends_with_the_unit_s_day_in_summer_and_in_winter() {
    let rule = rule(Validity::Months(6));
    let winter = [pass(datetime!(2026-01-15 09:00 UTC))];
    assert_eq!(until(&rule, &winter, &Berlin), datetime!(2026-07-15 22:00 UTC));
    let summer = [pass(datetime!(2026-07-15 09:00 UTC))];
    assert_eq!(until(&rule, &summer, &Berlin), datetime!(2027-01-15 23:00 UTC));
}

#[test]
fn late_in_the_evening_the_unit_s_calendar_decides_which_day_it_was() {
    let rule = rule(Validity::Months(12));
    let evening = [pass(datetime!(2026-06-30 22:30 UTC))];
    assert_eq!(until(&rule, &evening, &Utc), datetime!(2027-07-01 00:00 UTC));
    assert_eq!(until(&rule, &evening, &Berlin), datetime!(2027-07-01 22:00 UTC));
}

#[test]
fn calendar_years_end_with_the_unit_s_new_year() {
    let rule = rule(Validity::CalendarYears(1));
    let during = [pass(datetime!(2026-02-03 09:00 UTC))];
    assert_eq!(until(&rule, &during, &Berlin), datetime!(2027-12-31 23:00 UTC));
    // In Berlin the new year has begun.
    let new_year = [pass(datetime!(2026-12-31 23:30 UTC))];
    assert_eq!(until(&rule, &new_year, &Berlin), datetime!(2028-12-31 23:00 UTC));
    let renewed = [during[0], pass(datetime!(2027-12-30 09:00 UTC))];
    assert_eq!(until(&rule, &renewed, &Berlin), datetime!(2028-12-31 23:00 UTC));
}

#[test]
fn all_requirements_must_be_met_and_the_first_to_end_decides() {
    let rule = Rule {
        requires: vec![
            requirement(EvidenceKind::SimulatorRun),
            requirement(EvidenceKind::Test),
        ],
        ..rule(Validity::Months(12))
    };
    let run = pass(datetime!(2026-01-05 09:00 UTC));
    let alone = Standing::of(&rule, &[run], &Utc);
    assert_eq!(alone.missing, Some(1));
    assert_eq!(
        alone.status(datetime!(2026-01-06 0:00 UTC)),
        Status {
            kind: StatusKind::Never,
            reason: Reason::Incomplete
        }
    );
    let test = piece(EvidenceKind::Test, true, datetime!(2026-04-05 09:00 UTC));
    let held = Standing::of(&rule, &[test, run], &Utc).held.unwrap();
    assert_eq!(held.until, datetime!(2027-01-06 00:00 UTC));
    assert_eq!((held.first_to_end, held.rests_on), (0, 1));
}

#[test]
fn with_several_pieces_asked_for_the_oldest_of_them_decides() {
    let mut rule = rule(Validity::Months(12));
    rule.requires[0].count = 2;
    let runs = [
        pass(datetime!(2026-01-05 09:00 UTC)),
        pass(datetime!(2026-03-05 09:00 UTC)),
        pass(datetime!(2026-06-05 09:00 UTC)),
    ];
    assert_eq!(Standing::of(&rule, &runs[..1], &Utc).missing, Some(0));
    assert_eq!(until(&rule, &runs, &Utc), datetime!(2027-03-06 00:00 UTC));
}

#[test]
fn a_later_failure_ends_it_only_where_the_latest_decides() {
    let mut rule = rule(Validity::Months(12));
    let failed_at = datetime!(2026-05-05 09:00 UTC);
    let pieces = [
        pass(datetime!(2026-01-05 09:00 UTC)),
        piece(EvidenceKind::SimulatorRun, false, failed_at),
    ];
    let at = datetime!(2026-05-06 09:00 UTC);
    assert!(Standing::of(&rule, &pieces, &Utc).status(at).kind.is_held());
    rule.requires[0].counts = Counting::Latest;
    let ended = Standing::of(&rule, &pieces, &Utc).status(at);
    assert_eq!(ended.reason, Reason::LaterFailure);
    assert_eq!(ended.kind, StatusKind::Lapsed { since: failed_at });
}

#[test]
fn a_failure_in_the_days_of_grace_ends_them() {
    let mut rule = rule(Validity::Months(12));
    rule.requires[0].counts = Counting::Latest;
    let until = datetime!(2027-01-06 00:00 UTC);
    let passed = pass(datetime!(2026-01-05 09:00 UTC));
    for failed_at in [until, datetime!(2027-01-10 09:00 UTC)] {
        let failed = piece(EvidenceKind::SimulatorRun, false, failed_at);
        let standing = Standing::of(&rule, &[passed, failed], &Utc);
        assert_eq!(
            standing.status(failed_at),
            Status {
                kind: StatusKind::Lapsed { since: until },
                reason: Reason::LaterFailure
            }
        );
    }
}

#[test]
fn grace_ends_with_whichever_requirement_ends_first() {
    let mut rule = Rule {
        requires: vec![
            requirement(EvidenceKind::SimulatorRun),
            requirement(EvidenceKind::Test),
        ],
        ..rule(Validity::Months(12))
    };
    rule.requires[1].counts = Counting::Latest;
    let failed_at = datetime!(2027-01-09 09:00 UTC);
    let pieces = [
        pass(datetime!(2026-01-01 09:00 UTC)),
        piece(EvidenceKind::Test, true, datetime!(2026-01-05 09:00 UTC)),
        piece(EvidenceKind::Test, false, failed_at),
    ];
    let standing = Standing::of(&rule, &pieces, &Utc);
    let until = datetime!(2027-01-02 00:00 UTC);
    assert_eq!(
        standing.status(datetime!(2027-01-08 09:00 UTC)),
        Status {
            kind: StatusKind::Due { until },
            reason: Reason::InGrace
        }
    );
    assert_eq!(
        standing.status(failed_at),
        Status {
            kind: StatusKind::Lapsed { since: until },
            reason: Reason::LaterFailure
        }
    );
}

#[test]
fn the_best_of_what_is_valid_is_what_it_rests_on() {
    let mut rule = rule(Validity::Months(12));
    rule.requires[0].counts = Counting::Best;
    let scored = |score, at| Evidence {
        score_permille: Some(score),
        ..pass(at)
    };
    let pieces = [
        scored(990, datetime!(2024-01-05 09:00 UTC)),
        scored(950, datetime!(2026-01-05 09:00 UTC)),
        scored(820, datetime!(2026-03-05 09:00 UTC)),
    ];
    let held = Standing::of(&rule, &pieces, &Utc).held.unwrap();
    assert_eq!(held.rests_on, 1);
    assert_eq!(held.until, datetime!(2027-03-06 00:00 UTC));
}

#[test]
fn a_status_is_never_better_than_its_prerequisite_s() {
    let held = Status {
        kind: StatusKind::Current {
            until: datetime!(2027-01-01 0:00 UTC),
        },
        reason: Reason::ValidEvidence,
    };
    let since = datetime!(2026-01-01 0:00 UTC);
    let lapsed = Status {
        kind: StatusKind::Lapsed { since },
        reason: Reason::Ended,
    };
    assert_eq!(
        held.with_prerequisite(lapsed),
        Status {
            kind: StatusKind::Lapsed { since },
            reason: Reason::PrerequisiteMissing
        }
    );
    assert_eq!(lapsed.with_prerequisite(held), lapsed);
}

#[test]
fn what_differs_on_a_new_version_is_due_until_its_day_and_missing_after() {
    let until = datetime!(2027-01-01 0:00 UTC);
    let by = datetime!(2026-06-01 0:00 UTC);
    let held = Status {
        kind: StatusKind::Current { until },
        reason: Reason::ValidEvidence,
    };
    let before = held.with_difference_owed(by, datetime!(2026-05-31 0:00 UTC));
    assert_eq!(
        (before.kind, before.reason),
        (StatusKind::Due { until: by }, Reason::DifferenceDue)
    );
    let after = held.with_difference_owed(by, by);
    assert_eq!(
        (after.kind, after.reason),
        (StatusKind::Lapsed { since: by }, Reason::DifferenceMissing)
    );
}
