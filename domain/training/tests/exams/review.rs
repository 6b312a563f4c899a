//! What a candidate sees afterwards.

use training::exams::{Paper, Responses, Review, mark, review};

use crate::answers::{all_right, paper};

fn reviewed(rule: &str, answer: fn(&Paper) -> Responses) -> Review {
    let paper = paper(3, rule);
    let responses = answer(&paper);
    review(&paper, &responses, &mark(&paper, &responses))
}

fn nothing(_: &Paper) -> Responses {
    Responses::new()
}

#[test]
fn keys_and_reasons_are_shown_only_where_the_rule_allows_it() {
    for (rule, passed, failed) in [
        ("never", false, false),
        ("verdict", false, false),
        ("missed_topics", false, false),
        ("after_pass", true, false),
        ("all", true, true),
    ] {
        let shows_keys = |answer| {
            let written = serde_json::to_string(&reviewed(rule, answer)).unwrap();
            assert_eq!(
                written.contains("RATIONALE"),
                written.contains("\"right\""),
                "{rule}"
            );
            written.contains("RATIONALE")
        };
        assert_eq!(shows_keys(all_right), passed, "{rule}, passed");
        assert_eq!(shows_keys(nothing), failed, "{rule}, failed");
    }
}

#[test]
fn missed_topics_are_those_in_which_points_were_lost() {
    let Review::Topics { missed, verdict } = reviewed("missed_topics", nothing) else {
        panic!("topics were to be shown");
    };
    let told: Vec<(&str, u32, u32)> = missed
        .iter()
        .map(|topic| (topic.title.as_str(), topic.points, topic.possible))
        .collect();
    assert_eq!(told, [("Another topic", 0, 2), ("A topic", 0, 17)]);
    assert_eq!((verdict.points, verdict.possible), (0, 19));
    let Review::Topics { missed, .. } = reviewed("missed_topics", all_right) else {
        panic!("topics were to be shown");
    };
    assert_eq!(missed, []);
}

#[test]
fn a_full_review_shows_the_numbers_that_were_drawn() {
    let written = serde_json::to_string(&reviewed("all", nothing)).unwrap();
    assert!(written.contains("RATIONALE-EIGHT 0."), "{written}");
    assert!(!written.contains("{dose}"));
}
