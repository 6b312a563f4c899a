//! Properties of status and standing that hold for every history.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use competency::{
    AssessorRule, AttemptRule, Counting, Evidence, EvidenceKind, Requirement, Rule, Standing, StatusKind,
    Utc, Validity,
};
use proptest::prelude::*;
use time::{Duration, OffsetDateTime};

fn instant() -> impl Strategy<Value = OffsetDateTime> {
    (1_600_000_000_i64..1_900_000_000).prop_map(|s| OffsetDateTime::from_unix_timestamp(s).unwrap())
}

fn kind() -> impl Strategy<Value = EvidenceKind> {
    prop_oneof![
        Just(EvidenceKind::SimulatorRun),
        Just(EvidenceKind::Test),
        Just(EvidenceKind::ObservedPractice),
    ]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let score = prop::option::of(0_u16..=1000);
    (kind(), any::<bool>(), score, instant()).prop_map(|(kind, outcome, score_permille, at)| Evidence {
        kind,
        outcome,
        score_permille,
        at,
    })
}

fn requirement() -> impl Strategy<Value = Requirement> {
    let counts = prop_oneof![Just(Counting::Best), Just(Counting::LatestValid)];
    (prop::collection::vec(kind(), 1..3), 1_u16..=3, counts).prop_map(|(any_of, count, counts)| Requirement {
        any_of,
        count,
        counts,
    })
}

fn rule() -> impl Strategy<Value = Rule> {
    let valid = prop_oneof![
        (1_u16..=36).prop_map(Validity::Months),
        (1_u16..=3).prop_map(Validity::CalendarYears),
    ];
    let requires = prop::collection::vec(requirement(), 1..3);
    (requires, valid, 0_u16..=28, 0_u16..=90).prop_map(|(requires, valid, due_days, grace_days)| Rule {
        requires,
        valid,
        due_days,
        grace_days,
        prerequisites: Vec::new(),
        assessor: AssessorRule::default(),
        attempts: AttemptRule::default(),
    })
}

fn history() -> impl Strategy<Value = Vec<Evidence>> {
    prop::collection::vec(evidence(), 0..14)
}

/// What the status needs, free of the places in the list.
fn times(standing: &Standing) -> impl PartialEq + std::fmt::Debug + use<> {
    let held = standing
        .held
        .map(|held| (held.due_from, held.until, held.grace_until));
    (held, standing.passed_at, standing.failed_at, standing.missing)
}

proptest! {
    #[test]
    fn the_order_of_evidence_does_not_matter(rule in rule(), mut pieces in history()) {
        let forwards = Standing::of(&rule, &pieces, &Utc);
        pieces.reverse();
        prop_assert_eq!(times(&forwards), times(&Standing::of(&rule, &pieces, &Utc)));
    }

    #[test]
    fn time_alone_never_improves_a_status(rule in rule(), pieces in history(), at in instant(), later_days in 0_i64..2000) {
        let standing = Standing::of(&rule, &pieces, &Utc);
        let now = standing.status(at).kind.rank();
        let later = standing.status(at + Duration::days(later_days)).kind.rank();
        prop_assert!(now <= later);
    }

    #[test]
    fn one_more_pass_never_worsens_a_status(rule in rule(), mut pieces in history(), pass in evidence(), at in instant()) {
        let before = Standing::of(&rule, &pieces, &Utc).status(at);
        pieces.push(Evidence { outcome: true, ..pass });
        let after = Standing::of(&rule, &pieces, &Utc).status(at);
        prop_assert!(after.kind.rank() <= before.kind.rank());
    }

    #[test]
    fn nobody_is_more_than_never_unless_every_requirement_has_enough_passes(rule in rule(), pieces in history(), at in instant()) {
        let enough = |requirement: &Requirement| {
            let passes = pieces.iter().filter(|p| p.outcome && requirement.any_of.contains(&p.kind));
            usize::from(requirement.count) <= passes.count()
        };
        let never = Standing::of(&rule, &pieces, &Utc).status(at).kind == StatusKind::Never;
        prop_assert_eq!(rule.requires.iter().all(enough), !never);
    }

    #[test]
    fn where_the_latest_decides_a_failure_ends_what_was_held(rule in rule(), mut pieces in history(), at in instant()) {
        let mut rule = rule;
        for requirement in &mut rule.requires {
            requirement.counts = Counting::Latest;
        }
        let latest = pieces.iter().map(|piece| piece.at).max().unwrap_or(at);
        let kind = rule.requires[0].any_of[0];
        let failed_at = latest + Duration::seconds(1);
        pieces.push(Evidence { kind, outcome: false, score_permille: None, at: failed_at });
        let status = Standing::of(&rule, &pieces, &Utc).status(failed_at);
        prop_assert!(!status.kind.is_held());
    }
}
