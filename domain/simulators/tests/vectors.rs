//! The model agrees with its test vectors, by formula and by stepping the simulator.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![cfg(feature = "vectors")]

use simulators::vectors::{Outcome, check};

const KINDS: [&str; 24] = [
    "dose_to_rate",
    "rate_to_dose",
    "vtbi_rate_time",
    "bolus_loading_dose",
    "ders_limit_check",
    "occlusion_time_to_alarm",
    "post_occlusion_bolus",
    "partial_occlusion_pressure",
    "air_in_line",
    "infusion_complete_kvo",
    "secondary_head_height",
    "syringe_height_change",
    "syringe_start_up_delay",
    "syringe_wrong_size",
    "battery_runtime",
    "gravimetric_flow_test",
    "trumpet_curve",
    "electrical_safety_nfpa99",
    "electrical_safety_iec62353",
    "chevron_entry",
    "entry_error_class",
    "keypad_entry_strict",
    "alarm_priority_matrix",
    "alarm_arbitration",
];

fn cases() -> Vec<serde_json::Value> {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

#[test]
fn every_case_of_a_built_kind_passes() {
    for kind in KINDS {
        let mut seen = 0;
        for case in cases().iter().filter(|case| case["kind"] == kind) {
            assert_eq!(check(case), Outcome::Passed, "{}", case["id"]);
            seen += 1;
        }
        assert!(seen >= 3, "{kind}");
    }
}

#[test]
fn a_kind_that_is_not_built_is_skipped() {
    let case = serde_json::json!({"id": "x", "kind": "tea", "given": {}, "expect": {}});
    assert_eq!(
        check(&case),
        Outcome::Skipped {
            kind: "tea".to_owned()
        }
    );
}

#[test]
fn a_wrong_expectation_fails_and_an_unusable_case_does_not_panic() {
    for mut case in cases() {
        if check(&case) == Outcome::Passed {
            let expect = case["expect"].as_object_mut().unwrap();
            expect.insert("never produced".to_owned(), true.into());
            assert!(matches!(check(&case), Outcome::Failed { .. }));
        }
        case["given"] = serde_json::json!({});
        assert_ne!(check(&case), Outcome::Passed);
    }
}
