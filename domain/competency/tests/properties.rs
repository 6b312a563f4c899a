//! Properties of status and standing that hold for every history.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use competency::{AttemptRule, Evidence, EvidenceKind, Rule, Standing, StatusKind};
use proptest::prelude::*;
use time::{Duration, OffsetDateTime};

fn instant() -> impl Strategy<Value = OffsetDateTime> {
    (1_600_000_000_i64..1_900_000_000).prop_map(|s| OffsetDateTime::from_unix_timestamp(s).unwrap())
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let kind = prop_oneof![
        Just(EvidenceKind::SimulatorRun),
        Just(EvidenceKind::SupervisedRun)
    ];
    (kind, any::<bool>(), instant()).prop_map(|(kind, outcome, at)| Evidence { kind, outcome, at })
}

fn rule() -> impl Strategy<Value = Rule> {
    (1_u16..=60, 0_u16..=28, 0_u16..=90).prop_map(|(valid_months, due_days, grace_days)| Rule {
        evidence: vec![EvidenceKind::SimulatorRun],
        valid_months,
        due_days,
        grace_days,
        attempts: AttemptRule::default(),
    })
}

proptest! {
    #[test]
    fn the_order_of_evidence_does_not_matter(rule in rule(), mut pieces in prop::collection::vec(evidence(), 0..12)) {
        let forwards = Standing::of(&rule, &pieces);
        pieces.reverse();
        prop_assert_eq!(forwards, Standing::of(&rule, &pieces));
    }

    #[test]
    fn folding_one_by_one_equals_folding_at_once(rule in rule(), pieces in prop::collection::vec(evidence(), 0..12)) {
        let mut standing = Standing::default();
        for piece in &pieces {
            standing = standing.with(&rule, piece);
        }
        prop_assert_eq!(standing, Standing::of(&rule, &pieces));
    }

    #[test]
    fn time_alone_never_improves_a_status(rule in rule(), pieces in prop::collection::vec(evidence(), 0..12), at in instant(), later_days in 0_i64..2000) {
        let standing = Standing::of(&rule, &pieces);
        let now = standing.status(&rule, at).kind.rank();
        let later = standing.status(&rule, at + Duration::days(later_days)).kind.rank();
        prop_assert!(now <= later);
    }

    #[test]
    fn one_more_pass_never_worsens_a_status(rule in rule(), pieces in prop::collection::vec(evidence(), 0..12), pass_at in instant(), at in instant()) {
        let before = Standing::of(&rule, &pieces);
        let pass = Evidence { kind: EvidenceKind::SimulatorRun, outcome: true, at: pass_at };
        let after = before.with(&rule, &pass);
        prop_assert!(after.status(&rule, at).kind.rank() <= before.status(&rule, at).kind.rank());
    }

    #[test]
    fn only_a_pass_that_counts_makes_anybody_more_than_never(rule in rule(), pieces in prop::collection::vec(evidence(), 0..12), at in instant()) {
        let counts = pieces.iter().any(|p| p.outcome && p.kind == EvidenceKind::SimulatorRun);
        let never = Standing::of(&rule, &pieces).status(&rule, at).kind == StatusKind::Never;
        prop_assert_eq!(counts, !never);
    }
}
