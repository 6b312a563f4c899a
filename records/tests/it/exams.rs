//! Tests: sittings, answers, marks, and who may see what of them.

use super::hospital::{Hospital, NOW, day};
use super::on_both_engines;
use competency::{EvidenceKind, Reason};
use records::attempts::{AllowMore, allow_more};
use records::content::{ExamPublishError, publish_bank, publish_test};
use records::exams::{
    Answer, OpenSitting, Sat, SittingResult, SittingStatus, StartSitting, analysis, answer, hand_in, sitting,
    start, sweep, test, tests,
};
use records::standing::{State, person};
use records::{Actor, Conflict, Error, Invalid, Refusal};
use time::{Duration, OffsetDateTime};
use training::exams::sheet::{SheetKind, SheetQuestion};
use training::exams::{ProblemCode, Response, Review};
use uuid::Uuid;

on_both_engines! {
    a_test_is_drawn_marked_and_becomes_evidence
    the_browser_gets_no_key_before_the_end
    a_sitting_survives_a_crash_and_another_browser
    the_highest_number_counts_in_whatever_order_answers_come
    the_same_number_with_another_answer_is_a_conflict
    a_late_answer_is_refused_and_what_was_in_time_is_marked
    accommodated_time_is_the_person_s_by_right
    a_sitting_without_an_answer_is_abandoned_and_counts_as_a_try
    tries_end_until_an_educator_allows_more
    a_hundred_hand_ins_at_once_record_once
    what_cannot_be_an_answer_is_refused
    nobody_else_sees_an_open_sitting_and_few_a_result
    a_bank_with_problems_is_refused_with_their_names
    a_new_version_of_a_bank_does_not_change_a_sitting
    figures_come_from_all_sittings_and_name_nobody
}

pub(super) const BANK: &str = r#"
bank: pumps
title: Pumps
topics: [{id: pumps.basics, title: Basics}, {id: pumps.sums, title: Sums}]
items:
  - id: p-1
    topic: pumps.basics
    difficulty: recall
    kind: single
    ask: What does KVO stand for?
    options:
      - {id: a, text: Right one, right: true}
      - {id: b, text: Wrong one, why: No.}
      - {id: c, text: Another wrong one}
    rationale: It keeps the vein open.
    source: Pump manual
  - id: p-2
    topic: pumps.basics
    difficulty: application
    kind: single
    ask: What comes first after an alarm?
    options:
      - {id: a, text: Wrong one}
      - {id: b, text: Right one, right: true}
      - {id: c, text: Another wrong one}
    rationale: Look first.
    source: Pump manual
  - id: p-3
    topic: pumps.sums
    difficulty: application
    kind: numeric
    ask: 100 mL in 2 h. Which rate?
    answer: {value: 50, unit: mL/h}
    tolerance: {abs: 0.1}
    rationale: 100 divided by 2.
    source: Arithmetic
"#;

pub(super) const TEST: &str = "
test: pump-theory
title: Pump theory
description: What a nurse knows of pumps.
competencies: [infusion.theory-test]
banks: [pumps]
minutes: 10
draw: [{topic: pumps.basics, n: 2}, {topic: pumps.sums, n: 1}]
pass_percent: 67
review: after_pass
attempts: {allowed: 2}
";

const FRAMEWORK: &str = "
framework: theory
title: Theory
description: Theory.
groups: [{id: theory, title: Theory}]
levels: [{id: knows, title: Knows, description: Knows.}]
competencies:
  - id: infusion.theory-test
    title: Theory of pumps
    description: Knows.
    group: theory
    level: knows
    rule: {requires: [{any_of: [test]}], valid: {months: 12}, due_days: 30, grace_days: 0}
roles: [{id: nurse, title: Nurse, requires: [infusion.theory-test]}]
";

/// Publishes framework, bank and test.
pub(super) async fn publish(hospital: &Hospital) {
    let system = hospital.system();
    records::content::publish_framework(&hospital.records, &system, FRAMEWORK)
        .await
        .unwrap();
    publish_bank(&hospital.records, &system, BANK).await.unwrap();
    publish_test(&hospital.records, &system, TEST).await.unwrap();
}

/// Starts a sitting.
pub(super) async fn begin(hospital: &Hospital, actor: &Actor) -> Result<OpenSitting, Error> {
    let input = StartSitting {
        id: Uuid::now_v7(),
        test: "pump-theory".into(),
    };
    start(&hospital.records, actor, input).await
}

fn questions(open: &OpenSitting) -> Vec<SheetQuestion> {
    open.sheet
        .items
        .iter()
        .flat_map(|item| item.questions.clone())
        .collect()
}

/// The answer to a question of the test's bank.
fn respond(question: &SheetQuestion, wanted: &str) -> Response {
    match &question.kind {
        SheetKind::Single { options } => Response::Choices {
            choices: options
                .iter()
                .filter(|option| option.text == wanted)
                .map(|option| option.token.clone())
                .collect(),
        },
        _ => Response::Number {
            text: if wanted == "Right one" {
                "50".into()
            } else {
                "5".into()
            },
            unit: "mL/h".into(),
        },
    }
}

async fn say(
    hospital: &Hospital,
    actor: &Actor,
    sitting: Uuid,
    question: &SheetQuestion,
    number: u64,
    wanted: &str,
) -> Result<(), Error> {
    let input = Answer {
        sitting,
        question: question.token.clone(),
        number,
        response: Some(respond(question, wanted)),
    };
    answer(&hospital.records, actor, input).await
}

/// Sits the whole test, with so many right answers.
pub(super) async fn sit(hospital: &Hospital, who: Uuid, at: OffsetDateTime, n_right: usize) -> Uuid {
    let actor = hospital.actor(who).at(at);
    let open = begin(hospital, &actor).await.unwrap();
    for (place, question) in questions(&open).iter().enumerate() {
        let wanted = if place < n_right { "Right one" } else { "Wrong one" };
        let number = place as u64 + 1;
        say(hospital, &actor, open.id, question, number, wanted)
            .await
            .unwrap();
    }
    hand_in(&hospital.records, &actor, open.id).await.unwrap();
    open.id
}

async fn over(hospital: &Hospital, actor: &Actor, id: Uuid) -> SittingResult {
    match sitting(&hospital.records, actor, id).await.unwrap() {
        Sat::Over(over) => over,
        Sat::Open(_) => panic!("it is open"),
    }
}

async fn clean(hospital: &Hospital) {
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn a_test_is_drawn_marked_and_becomes_evidence(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let listed = tests(&hospital.records, &nurse).await.unwrap();
    assert!(listed[0].needed && listed[0].passed_at.is_none());
    let failed = sit(&hospital, hospital.nurse, NOW, 1).await;
    let result = over(&hospital, &nurse, failed).await;
    assert_eq!(
        (result.points, result.possible, result.passed),
        (Some(1), Some(3), Some(false))
    );
    assert!(matches!(result.review, Some(Review::Topics { .. })));
    let passed = sit(&hospital, hospital.nurse, day(1), 3).await;
    let nurse = nurse.at(day(1));
    let result = over(&hospital, &nurse, passed).await;
    assert!(matches!(result.review, Some(Review::Full { .. })));
    assert!(result.ledger_position.is_some());
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert_eq!(page.competencies[0].cell.state, State::Current);
    assert_eq!(page.evidence[0].kind, EvidenceKind::Test);
    assert_eq!(page.evidence[0].score_permille, Some(1000));
    assert!(!page.evidence[1].passed);
    clean(&hospital).await;
}

async fn the_browser_gets_no_key_before_the_end(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let text = serde_json::to_string(&open).unwrap();
    for secret in [
        "keeps the vein open",
        "Pump manual",
        "rationale",
        "right\"",
        "\"why\"",
        "recall",
        "p-1",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}

async fn a_sitting_survives_a_crash_and_another_browser(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let question = &questions(&open)[0];
    say(&hospital, &nurse, open.id, question, 7, "Right one")
        .await
        .unwrap();
    let later = nurse.clone().at(NOW + Duration::minutes(3));
    let again = begin(&hospital, &later).await.unwrap();
    assert_eq!((again.id, &again.sheet), (open.id, &open.sheet));
    assert_eq!(again.closes_at, open.closes_at);
    assert_eq!(again.last_number, 7);
    assert_eq!(
        again.responses.get(&question.token),
        Some(&respond(question, "Right one"))
    );
    let reopened = super::hospital::open(&hospital.url).await;
    let seen = sitting(&reopened, &later, open.id).await.unwrap();
    assert!(matches!(seen, Sat::Open(found) if found.responses == again.responses));
}

async fn the_highest_number_counts_in_whatever_order_answers_come(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let question = &questions(&open)[0];
    say(&hospital, &nurse, open.id, question, 5, "Right one")
        .await
        .unwrap();
    say(&hospital, &nurse, open.id, question, 2, "Wrong one")
        .await
        .unwrap();
    let again = begin(&hospital, &nurse).await.unwrap();
    assert_eq!(
        again.responses.get(&question.token),
        Some(&respond(question, "Right one"))
    );
    let taken_back = Answer {
        sitting: open.id,
        question: question.token.clone(),
        number: 6,
        response: None,
    };
    answer(&hospital.records, &nurse, taken_back).await.unwrap();
    assert!(begin(&hospital, &nurse).await.unwrap().responses.is_empty());
}

async fn the_same_number_with_another_answer_is_a_conflict(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let question = &questions(&open)[0];
    for _ in 0..2 {
        say(&hospital, &nurse, open.id, question, 1, "Right one")
            .await
            .unwrap();
    }
    let other = say(&hospital, &nurse, open.id, question, 1, "Wrong one").await;
    assert_eq!(other.unwrap_err(), Error::Conflict(Conflict::AlreadyRecorded));
}

async fn a_late_answer_is_refused_and_what_was_in_time_is_marked(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let asked = questions(&open);
    say(&hospital, &nurse, open.id, &asked[0], 1, "Right one")
        .await
        .unwrap();
    let on_its_way = nurse
        .clone()
        .at(NOW + Duration::minutes(10) + Duration::seconds(20));
    say(&hospital, &on_its_way, open.id, &asked[1], 2, "Right one")
        .await
        .unwrap();
    let late = nurse.clone().at(NOW + Duration::minutes(11));
    let refused = say(&hospital, &late, open.id, &asked[2], 3, "Right one").await;
    assert_eq!(refused.unwrap_err(), Error::Refused(Refusal::TimeOver));
    let result = over(&hospital, &late, open.id).await;
    assert_eq!((result.points, result.status), (Some(2), SittingStatus::Recorded));
    assert_eq!(
        result.ended_at,
        Some(NOW + Duration::minutes(10) + Duration::seconds(30))
    );
    let after = say(&hospital, &late, open.id, &asked[2], 4, "Right one").await;
    assert_eq!(after.unwrap_err(), Error::Refused(Refusal::AttemptClosed));
    clean(&hospital).await;
}

async fn accommodated_time_is_the_person_s_by_right(hospital: Hospital) {
    publish(&hospital).await;
    let administrator = hospital.actor(hospital.administrator);
    records::people::set_timing(&hospital.records, &administrator, hospital.nurse, 150)
        .await
        .unwrap();
    let open = begin(&hospital, &hospital.actor(hospital.nurse)).await.unwrap();
    assert_eq!(open.closes_at, NOW + Duration::minutes(15));
}

async fn a_sitting_without_an_answer_is_abandoned_and_counts_as_a_try(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let late = NOW + Duration::hours(1);
    assert_eq!(sweep(&hospital.records, hospital.org.id, late).await.unwrap(), 1);
    assert_eq!(sweep(&hospital.records, hospital.org.id, late).await.unwrap(), 0);
    let result = over(&hospital, &nurse.clone().at(late), open.id).await;
    assert_eq!((result.status, result.passed), (SittingStatus::Abandoned, None));
    let page = test(&hospital.records, &nurse.clone().at(late), "pump-theory")
        .await
        .unwrap();
    assert_eq!(page.row.tries.used, 1);
    let me = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert_eq!(me.competencies[0].cell.reason, Reason::NoEvidence);
    clean(&hospital).await;
}

async fn tries_end_until_an_educator_allows_more(hospital: Hospital) {
    publish(&hospital).await;
    for n in 0..2 {
        sit(&hospital, hospital.nurse, day(n), 0).await;
    }
    let nurse = hospital.actor(hospital.nurse).at(day(3));
    let refused = begin(&hospital, &nurse).await.unwrap_err();
    assert_eq!(refused, Error::Refused(Refusal::NoAttemptsLeft));
    let more = AllowMore {
        person: hospital.nurse,
        scenario: "test/pump-theory".into(),
        runs: 1,
        reason: "Taught again".into(),
    };
    let educator = hospital.actor(hospital.educator).at(day(3));
    allow_more(&hospital.records, &educator, more).await.unwrap();
    begin(&hospital, &nurse).await.unwrap();
    clean(&hospital).await;
}

async fn a_hundred_hand_ins_at_once_record_once(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    say(&hospital, &nurse, open.id, &questions(&open)[0], 1, "Right one")
        .await
        .unwrap();
    let before = hospital.ledger_size().await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let (records, nurse) = (hospital.records.clone(), nurse.clone());
        tasks.spawn(async move { hand_in(&records, &nurse, open.id).await });
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome.unwrap().unwrap();
    }
    assert_eq!(hospital.ledger_size().await, before + 1);
    clean(&hospital).await;
}

async fn what_cannot_be_an_answer_is_refused(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let asked = questions(&open);
    let single = asked
        .iter()
        .find(|question| matches!(question.kind, SheetKind::Single { .. }))
        .unwrap();
    let give = async |question: &str, response: Response| {
        let input = Answer {
            sitting: open.id,
            question: question.to_owned(),
            number: 1,
            response: Some(response),
        };
        answer(&hospital.records, &nurse, input).await
    };
    let invalid = |field: &str, code: Invalid| {
        Err(Error::Invalid {
            field: field.into(),
            code,
        })
    };
    let none = Response::Choices {
        choices: vec!["nothing".into()],
    };
    assert_eq!(
        give("nothing", none.clone()).await,
        invalid("question", Invalid::Unknown)
    );
    assert_eq!(
        give(&single.token, none).await,
        invalid("response", Invalid::Malformed)
    );
    let number = Response::Number {
        text: "1".into(),
        unit: "mL/h".into(),
    };
    assert_eq!(
        give(&single.token, number).await,
        invalid("response", Invalid::Malformed)
    );
    let SheetKind::Single { options } = &single.kind else {
        unreachable!()
    };
    let two = Response::Choices {
        choices: options
            .iter()
            .take(2)
            .map(|option| option.token.clone())
            .collect(),
    };
    assert_eq!(
        give(&single.token, two).await,
        invalid("response", Invalid::TooLong)
    );
    assert!(begin(&hospital, &nurse).await.unwrap().responses.is_empty());
}

async fn nobody_else_sees_an_open_sitting_and_few_a_result(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let others = [
        hospital.other_nurse,
        hospital.manager,
        hospital.assessor,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
    ];
    for other in others {
        let actor = hospital.actor(other);
        let seen = sitting(&hospital.records, &actor, open.id).await;
        assert_eq!(seen.unwrap_err(), Error::NotFound);
        let said = say(&hospital, &actor, open.id, &questions(&open)[0], 1, "Right one").await;
        assert_eq!(said.unwrap_err(), Error::NotFound);
        let handed_in = hand_in(&hospital.records, &actor, open.id).await;
        assert_eq!(handed_in.unwrap_err(), Error::NotFound);
    }
    for (place, question) in questions(&open).iter().enumerate() {
        say(
            &hospital,
            &nurse,
            open.id,
            question,
            place as u64 + 1,
            "Right one",
        )
        .await
        .unwrap();
    }
    hand_in(&hospital.records, &nurse, open.id).await.unwrap();
    for other in [hospital.manager, hospital.assessor, hospital.auditor] {
        let result = over(&hospital, &hospital.actor(other), open.id).await;
        assert!(
            matches!(result.review, Some(Review::Topics { .. })),
            "no answers for others"
        );
    }
    for other in [hospital.other_nurse, hospital.educator, hospital.administrator] {
        let seen = sitting(&hospital.records, &hospital.actor(other), open.id).await;
        assert_eq!(seen.unwrap_err(), Error::NotFound);
    }
    let manager = begin(&hospital, &hospital.actor(hospital.manager)).await;
    assert_eq!(manager.unwrap_err(), Error::Refused(Refusal::NotAllowed));
}

async fn a_bank_with_problems_is_refused_with_their_names(hospital: Hospital) {
    let educator = hospital.actor(hospital.educator);
    let broken = BANK.replace("right: true}", "right: false}");
    let Err(ExamPublishError::Problems(problems)) = publish_bank(&hospital.records, &educator, &broken).await
    else {
        panic!("it was published")
    };
    assert!(
        problems
            .iter()
            .all(|problem| problem.code == ProblemCode::NoRightOption)
    );
    assert_eq!(problems[0].item, "p-1");
    let unreadable = publish_bank(&hospital.records, &educator, "bank: [").await;
    assert!(matches!(unreadable, Err(ExamPublishError::Unreadable { .. })));
    let no_bank = publish_test(&hospital.records, &educator, TEST).await;
    assert!(matches!(no_bank, Err(ExamPublishError::Problems(_))));
    let manager = hospital.actor(hospital.manager);
    let refused = publish_bank(&hospital.records, &manager, BANK).await;
    assert_eq!(refused.unwrap_err(), ExamPublishError::Records(Error::NotFound));
}

async fn a_new_version_of_a_bank_does_not_change_a_sitting(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let open = begin(&hospital, &nurse).await.unwrap();
    let system = hospital.system();
    let newer = BANK.replace("What does KVO stand for?", "What does KVO mean?");
    publish_bank(&hospital.records, &system, &newer).await.unwrap();
    publish_test(&hospital.records, &system, TEST).await.unwrap();
    let again = begin(&hospital, &nurse).await.unwrap();
    assert_eq!(again.sheet, open.sheet);
    hand_in(&hospital.records, &nurse, open.id).await.unwrap();
    let page = test(&hospital.records, &nurse, "pump-theory").await.unwrap();
    assert_eq!(page.version, 2);
    assert_eq!(over(&hospital, &nurse, open.id).await.version, 1);
    clean(&hospital).await;
}

async fn figures_come_from_all_sittings_and_name_nobody(hospital: Hospital) {
    publish(&hospital).await;
    sit(&hospital, hospital.nurse, NOW, 3).await;
    sit(&hospital, hospital.other_nurse, NOW, 1).await;
    let educator = hospital.actor(hospital.educator);
    let found = analysis(&hospital.records, &educator, "pump-theory")
        .await
        .unwrap();
    assert_eq!((found.analysis.sittings, found.analysis.passed), (2, 1));
    assert_eq!(found.analysis.items.len(), 3);
    assert!(!found.analysis.warnings.is_empty());
    let text = serde_json::to_string(&found).unwrap();
    assert!(!text.contains(&hospital.nurse.to_string()));
    for other in [
        hospital.nurse,
        hospital.manager,
        hospital.assessor,
        hospital.administrator,
    ] {
        let refused = analysis(&hospital.records, &hospital.actor(other), "pump-theory").await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
}
