//! The assessment statistics agree with their test vectors.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![cfg(feature = "vectors")]

use simulators::vectors::Outcome;
use training::vectors::check;

const KINDS: [&str; 7] = [
    "kr20",
    "cronbach_alpha",
    "point_biserial",
    "angoff_cut_score",
    "cohen_kappa",
    "u_chart",
    "interrupted_time_series",
];

#[test]
fn every_case_of_the_statistics_passes() {
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../simulators/tests/vectors.json")).unwrap();
    for kind in KINDS {
        let of_kind: Vec<_> = cases.iter().filter(|case| case["kind"] == kind).collect();
        assert!(of_kind.len() >= 3, "{kind}");
        for case in of_kind {
            assert_eq!(check(case), Outcome::Passed, "{}", case["id"]);
        }
    }
}

#[test]
fn an_unusable_case_fails_and_does_not_panic() {
    for kind in KINDS {
        let case = serde_json::json!({"kind": kind, "given": {"rater1": [], "rater2": [], "item": ["x"]}, "expect": {"a": 1}});
        assert!(matches!(check(&case), Outcome::Failed { .. }), "{kind}");
    }
}
