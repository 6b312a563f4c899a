//! A verdict that is appealed or voided stays visible; a voided one counts for nothing.

use super::bedside::{self, Done, Missed};
use super::hospital::{Hospital, NOW, PASSWORD, SCENARIO, day};
use super::on_both_engines;
use super::supervision::{holds, ready};
use records::appeals::{Answer, NewAppeal, Outcome, Verdict, answer, appeal, appeals, verdict};
use records::attempts::{Kind, allowance, debrief, mine};
use records::standing::{NewVoid, SourceView, State, person, standing_as_of, void};
use records::{Actor, Conflict, Error, Refusal};
use uuid::Uuid;

on_both_engines! {
    a_voided_run_stays_visible_and_counts_for_nothing
    a_void_is_signed_with_the_text_that_was_shown
    voiding_twice_voids_once
    nobody_voids_who_may_not
    a_voided_run_is_given_back
    a_learner_appeals_a_verdict_of_their_own_once
    an_upheld_appeal_voids_the_verdict_and_gives_the_run_back
    a_rejected_appeal_leaves_the_verdict
    nobody_answers_who_may_not
    who_observed_does_not_answer
    the_queue_is_of_those_who_may_answer
    an_erased_person_s_words_are_gone_and_the_ledger_holds
}

fn voiding(source: &SourceView, reason: &str) -> String {
    format!("I void {} of {}: {reason}", source.title, source.person_name)
}

fn answering(source: &SourceView, outcome: Outcome, words: &str) -> String {
    format!("{} {}: {words}", source.title, outcome.as_str())
}

pub(crate) async fn try_void(
    hospital: &Hospital,
    actor: &Actor,
    source: Uuid,
    reason: &str,
) -> Result<(), Error> {
    let input = NewVoid {
        source,
        reason: reason.into(),
        shown: None,
        password: PASSWORD.into(),
    };
    void(&hospital.records, actor, input, voiding).await
}

async fn try_appeal(hospital: &Hospital, who: Uuid, id: Uuid, source: Uuid) -> Result<(), Error> {
    let input = NewAppeal {
        id,
        source,
        statement: "The bell rang.\nI was interrupted.".into(),
    };
    appeal(&hospital.records, &hospital.actor(who), input).await
}

async fn try_answer(hospital: &Hospital, who: Uuid, id: Uuid, outcome: Outcome) -> Result<(), Error> {
    let input = Answer {
        appeal: id,
        outcome,
        answer: "I looked at the run.".into(),
        shown: None,
        password: PASSWORD.into(),
    };
    answer(&hospital.records, &hospital.actor(who), input, answering).await
}

async fn seen(hospital: &Hospital, who: Uuid, source: Uuid) -> Verdict {
    verdict(&hospital.records, &hospital.actor(who), source)
        .await
        .unwrap()
}

async fn failed(hospital: &Hospital) -> Uuid {
    let nurse = hospital.actor(hospital.nurse);
    let receipt = hospital
        .run(&nurse, Kind::Graded, "starts-at-once")
        .await
        .unwrap();
    receipt.attempt_id
}

async fn a_voided_run_stays_visible_and_counts_for_nothing(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = hospital.pass(hospital.nurse, NOW).await.attempt_id;
    let assessor = hospital.actor(hospital.assessor).at(day(2));
    try_void(&hospital, &assessor, attempt, "The wrong module")
        .await
        .unwrap();
    let nurse = hospital.actor(hospital.nurse).at(day(3));
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert_eq!(page.competencies[0].cell.state, State::Never);
    assert!(
        page.evidence
            .iter()
            .all(|piece| piece.void.as_deref() == Some("voided") && piece.passed)
    );
    assert_eq!(page.attempts[0].voided_at, Some(day(2)));
    let shown = debrief(&hospital.records, &nurse, attempt).await.unwrap();
    assert_eq!(
        (shown.row.voided_at, shown.receipt.passed),
        (Some(day(2)), Some(true))
    );
    let why = seen(&hospital, hospital.nurse, attempt).await.void.unwrap();
    assert_eq!((why.reason.as_str(), why.at), ("The wrong module", day(2)));
    // What it showed is not remembered, so there is nothing to refresh.
    let later = nurse.clone().at(day(30));
    let page = records::due::due(&hospital.records, &later).await.unwrap();
    assert_eq!(page.refreshers, []);
    // What was known and believed before stays so.
    let state_at = async |at| {
        let rows = standing_as_of(&hospital.records, &nurse, hospital.nurse, at)
            .await
            .unwrap();
        rows[0].cell.state
    };
    assert_eq!(state_at(day(1)).await, State::Current);
    assert_eq!(state_at(day(2)).await, State::Never);
    holds(&hospital).await;
}

async fn a_void_is_signed_with_the_text_that_was_shown(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let wrong = NewVoid {
        source: attempt,
        reason: "Because".into(),
        shown: None,
        password: "not my password".into(),
    };
    let size = hospital.ledger_size().await;
    let refused = void(&hospital.records, &assessor, wrong, voiding).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::WrongCredentials)));
    assert_eq!(hospital.ledger_size().await, size);
    let shown = |text: &str| NewVoid {
        source: attempt,
        reason: "Because".into(),
        shown: Some(text.into()),
        password: PASSWORD.into(),
    };
    let other = void(&hospital.records, &assessor, shown("I void nothing"), voiding).await;
    assert_eq!(other, Err(Error::Conflict(Conflict::OtherText)));
    assert_eq!(hospital.ledger_size().await, size);
    let same = shown("I void Read the order of nurse Example: Because");
    void(&hospital.records, &assessor, same, voiding).await.unwrap();
    try_void(&hospital, &assessor, attempt, " Because ")
        .await
        .unwrap();
    let why = seen(&hospital, hospital.assessor, attempt).await.void.unwrap();
    let signature = why.signature.unwrap();
    assert_eq!(signature.text, "I void Read the order of nurse Example: Because");
    assert_eq!(
        (signature.signer, signature.meaning),
        (hospital.assessor, records::signatures::Meaning::Voided)
    );
    for empty in ["", "  ", "a\0b"] {
        let bad = try_void(&hospital, &assessor, attempt, empty).await;
        assert!(matches!(bad, Err(Error::Invalid { .. })), "{bad:?}");
    }
}

async fn voiding_twice_voids_once(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let both = tokio::join!(
        try_void(&hospital, &assessor, attempt, "Because"),
        try_void(&hospital, &assessor, attempt, "Because"),
    );
    assert_eq!(both, (Ok(()), Ok(())));
    let size = hospital.ledger_size().await;
    try_void(&hospital, &assessor, attempt, "Because").await.unwrap();
    let other = try_void(&hospital, &assessor, attempt, "Other").await;
    assert_eq!(other, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    assert_eq!(hospital.ledger_size().await, size);
    holds(&hospital).await;
}

async fn nobody_voids_who_may_not(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let size = hospital.ledger_size().await;
    for who in [
        hospital.other_nurse,
        hospital.manager,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
        Uuid::now_v7(),
    ] {
        // Who may not is told nothing, not even that a reason is missing.
        for reason in ["Because", ""] {
            let refused = try_void(&hospital, &hospital.actor(who), attempt, reason).await;
            assert_eq!(refused, Err(Error::NotFound));
        }
    }
    let own = try_void(&hospital, &hospital.actor(hospital.nurse), attempt, "Because").await;
    assert_eq!(own, Err(Error::Refused(Refusal::NotYourself)));
    let assessor = hospital.actor(hospital.assessor);
    let theirs = hospital.pass(hospital.assessor, NOW).await.attempt_id;
    let own = try_void(&hospital, &assessor, theirs, "Because").await;
    assert_eq!(own, Err(Error::Refused(Refusal::NotYourself)));
    let system = try_void(&hospital, &hospital.system(), attempt, "Because").await;
    assert_eq!(system, Err(Error::Refused(Refusal::NotAllowed)));
    // Of surgery, where the assessor is nobody.
    let elsewhere = hospital.pass(hospital.other_nurse, NOW).await.attempt_id;
    let refused = try_void(&hospital, &assessor, elsewhere, "Because").await;
    assert_eq!(refused, Err(Error::NotFound));
    // What has no verdict has nothing to void.
    let nurse = hospital.actor(hospital.nurse);
    let practice = hospital.run(&nurse, Kind::Practice, "expert").await.unwrap();
    let open = hospital.start(&nurse, Kind::Graded).await.unwrap();
    for nothing in [practice.attempt_id, open.attempt_id, Uuid::now_v7()] {
        let refused = try_void(&hospital, &assessor, nothing, "Because").await;
        assert_eq!(refused, Err(Error::NotFound));
    }
    assert_eq!(seen(&hospital, hospital.nurse, attempt).await.void, None);
    // Five runs that were recorded or begun since, two for each of the three delivered ones.
    assert!(size < hospital.ledger_size().await);
    holds(&hospital).await;
}

async fn a_voided_run_is_given_back(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let runs = [
        failed(&hospital).await,
        failed(&hospital).await,
        failed(&hospital).await,
    ];
    let before = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!((before.used, before.blocked), (3, Some(Refusal::NoAttemptsLeft)));
    let assessor = hospital.actor(hospital.assessor);
    try_void(&hospital, &assessor, runs[1], "The screen froze")
        .await
        .unwrap();
    let after = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!((after.used, after.blocked), (2, None));
    hospital.start(&nurse, Kind::Graded).await.unwrap();
    assert_eq!(mine(&hospital.records, &nurse).await.unwrap().len(), 4);
}

async fn a_learner_appeals_a_verdict_of_their_own_once(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let id = Uuid::now_v7();
    for who in [
        hospital.other_nurse,
        hospital.manager,
        hospital.assessor,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
        Uuid::now_v7(),
    ] {
        let refused = try_appeal(&hospital, who, id, attempt).await;
        assert_eq!(refused, Err(Error::NotFound));
    }
    try_appeal(&hospital, hospital.nurse, id, attempt).await.unwrap();
    let size = hospital.ledger_size().await;
    try_appeal(&hospital, hospital.nurse, id, attempt).await.unwrap();
    let second = try_appeal(&hospital, hospital.nurse, Uuid::now_v7(), attempt).await;
    assert_eq!(second, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    let another = failed(&hospital).await;
    let taken = try_appeal(&hospital, hospital.nurse, id, another).await;
    assert_eq!(taken, Err(Error::Conflict(Conflict::IdTaken)));
    assert_eq!(hospital.ledger_size().await, size + 2, "the other run alone");
    let nurse = hospital.actor(hospital.nurse);
    let practice = hospital.run(&nurse, Kind::Practice, "expert").await.unwrap();
    let nothing = try_appeal(&hospital, hospital.nurse, Uuid::now_v7(), practice.attempt_id).await;
    assert_eq!(nothing, Err(Error::NotFound));
    // A verdict that is void already has nothing to appeal.
    let assessor = hospital.actor(hospital.assessor);
    try_void(&hospital, &assessor, another, "Because").await.unwrap();
    let void = try_appeal(&hospital, hospital.nurse, Uuid::now_v7(), another).await;
    assert_eq!(void, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    let page = seen(&hospital, hospital.nurse, attempt).await;
    assert!(!page.may_appeal && !page.may_void);
    assert!(page.appeals[0].statement.contains('\n'));
    holds(&hospital).await;
}

async fn an_upheld_appeal_voids_the_verdict_and_gives_the_run_back(hospital: Hospital) {
    ready(&hospital).await;
    for _ in 0..2 {
        failed(&hospital).await;
    }
    let attempt = failed(&hospital).await;
    let (nurse, id) = (hospital.actor(hospital.nurse), Uuid::now_v7());
    let none = hospital.start(&nurse, Kind::Graded).await;
    assert_eq!(none.unwrap_err(), Error::Refused(Refusal::NoAttemptsLeft));
    try_appeal(&hospital, hospital.nurse, id, attempt).await.unwrap();
    try_answer(&hospital, hospital.assessor, id, Outcome::Upheld)
        .await
        .unwrap();
    let size = hospital.ledger_size().await;
    try_answer(&hospital, hospital.assessor, id, Outcome::Upheld)
        .await
        .unwrap();
    let other = try_answer(&hospital, hospital.assessor, id, Outcome::Rejected).await;
    assert_eq!(other, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    assert_eq!(hospital.ledger_size().await, size);
    let page = seen(&hospital, hospital.nurse, attempt).await;
    let given = page.appeals[0].answer.clone().unwrap();
    assert_eq!((given.outcome, page.may_appeal), (Outcome::Upheld, false));
    let signature = given.signature.unwrap();
    assert_eq!(signature.text, "Read the order upheld: I looked at the run.");
    let why = page.void.unwrap();
    assert_eq!(why.reason, "I looked at the run.");
    assert_eq!(why.signature.unwrap().id, signature.id);
    hospital.start(&nurse, Kind::Graded).await.unwrap();
    holds(&hospital).await;
}

async fn a_rejected_appeal_leaves_the_verdict(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let id = Uuid::now_v7();
    try_appeal(&hospital, hospital.nurse, id, attempt).await.unwrap();
    try_answer(&hospital, hospital.assessor, id, Outcome::Rejected)
        .await
        .unwrap();
    let page = seen(&hospital, hospital.nurse, attempt).await;
    assert_eq!(page.void, None);
    assert_eq!(
        page.appeals[0].answer.as_ref().unwrap().outcome,
        Outcome::Rejected
    );
    let counts = allowance(&hospital.records, &hospital.actor(hospital.nurse), SCENARIO)
        .await
        .unwrap();
    assert_eq!(counts.used, 1);
    holds(&hospital).await;
}

async fn nobody_answers_who_may_not(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let id = Uuid::now_v7();
    try_appeal(&hospital, hospital.nurse, id, attempt).await.unwrap();
    let size = hospital.ledger_size().await;
    for who in [
        hospital.other_nurse,
        hospital.manager,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
        Uuid::now_v7(),
    ] {
        let refused = try_answer(&hospital, who, id, Outcome::Upheld).await;
        assert_eq!(refused, Err(Error::NotFound));
    }
    let own = try_answer(&hospital, hospital.nurse, id, Outcome::Upheld).await;
    assert_eq!(own, Err(Error::Refused(Refusal::NotYourself)));
    let unknown = try_answer(&hospital, hospital.assessor, Uuid::now_v7(), Outcome::Upheld).await;
    assert_eq!(unknown, Err(Error::NotFound));
    assert_eq!(hospital.ledger_size().await, size);
    // Nor does an assessor answer what they appealed themselves.
    let theirs = hospital.pass(hospital.assessor, NOW).await.attempt_id;
    let id = Uuid::now_v7();
    try_appeal(&hospital, hospital.assessor, id, theirs)
        .await
        .unwrap();
    let own = try_answer(&hospital, hospital.assessor, id, Outcome::Upheld).await;
    assert_eq!(own, Err(Error::Refused(Refusal::NotYourself)));
}

async fn who_observed_does_not_answer(hospital: Hospital) {
    bedside::make(&hospital).await;
    let second = bedside::second_assessor(&hospital).await;
    let observer = hospital.actor(hospital.assessor);
    let marks = [Missed, Done, Done, Done];
    let new = bedside::seen(&hospital, marks, NOW);
    let observation = bedside::observe(&hospital, &observer, new).await.unwrap().id;
    let id = Uuid::now_v7();
    try_appeal(&hospital, hospital.nurse, id, observation)
        .await
        .unwrap();
    let refused = try_answer(&hospital, hospital.assessor, id, Outcome::Upheld).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::NotAllowed)));
    let queue = appeals(&hospital.records, &hospital.actor(hospital.assessor))
        .await
        .unwrap();
    assert_eq!((queue.may_answer, queue.waiting.len()), (true, 0));
    try_answer(&hospital, second, id, Outcome::Upheld).await.unwrap();
    let page = seen(&hospital, hospital.nurse, observation).await;
    assert_eq!(page.source.title, "An infusion at the bed");
    assert!(page.void.is_some());
    holds(&hospital).await;
}

async fn the_queue_is_of_those_who_may_answer(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let id = Uuid::now_v7();
    try_appeal(&hospital, hospital.nurse, id, attempt).await.unwrap();
    let lists = async |who| {
        let all = appeals(&hospital.records, &hospital.actor(who)).await?;
        Ok::<_, Error>((all.waiting.len(), all.answered.len(), all.own.len()))
    };
    assert_eq!(lists(hospital.assessor).await, Ok((1, 0, 0)));
    assert_eq!(lists(hospital.nurse).await, Ok((0, 0, 1)));
    assert_eq!(lists(hospital.other_nurse).await, Ok((0, 0, 0)));
    for who in [
        hospital.manager,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
    ] {
        assert_eq!(lists(who).await, Err(Error::NotFound));
    }
    try_answer(&hospital, hospital.assessor, id, Outcome::Rejected)
        .await
        .unwrap();
    assert_eq!(lists(hospital.assessor).await, Ok((0, 1, 0)));
    assert_eq!(lists(hospital.nurse).await, Ok((0, 0, 1)));
}

async fn an_erased_person_s_words_are_gone_and_the_ledger_holds(hospital: Hospital) {
    ready(&hospital).await;
    let attempt = failed(&hospital).await;
    let id = Uuid::now_v7();
    try_appeal(&hospital, hospital.nurse, id, attempt).await.unwrap();
    try_answer(&hospital, hospital.assessor, id, Outcome::Upheld)
        .await
        .unwrap();
    records::people::erase(&hospital.records, &hospital.system(), hospital.nurse)
        .await
        .unwrap();
    let page = verdict(&hospital.records, &hospital.system(), attempt)
        .await
        .unwrap();
    let void = page.void.unwrap();
    assert_eq!(
        (page.appeals[0].statement.as_str(), void.reason.as_str()),
        ("", "")
    );
    assert_eq!(void.signature.unwrap().text, "");
    holds(&hospital).await;
}
