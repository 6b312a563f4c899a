//! The rules of a graded run.

use super::hospital::{Hospital, NOW, SCENARIO, day, log_of};
use super::on_both_engines;
use records::attempts::{
    AllowMore, AttemptStatus, Kind, Start, allow_more, allowance, call_away, debrief, mine, start, sweep,
    ticket,
};
use records::{Error, Refusal};
use time::Duration;
use uuid::Uuid;

on_both_engines! {
    a_graded_run_is_recorded_with_its_verdict
    a_graded_ticket_holds_no_rubric_and_a_practice_ticket_does
    an_open_graded_run_is_resumed_by_its_own_id_only_and_that_is_counted
    another_start_gives_the_open_run_up_and_draws_another_variant
    a_start_that_the_allowance_forbids_leaves_the_open_run_open
    a_run_of_other_simulators_is_closed_and_does_not_count
    starting_twice_with_one_id_starts_once
    three_runs_without_a_pass_and_then_the_educator
    a_pass_gives_all_runs_back
    called_away_counts_and_has_no_verdict
    a_run_unfinished_after_a_day_is_abandoned_and_may_still_be_delivered
    practice_is_kept_and_is_no_evidence
    accommodated_timing_is_recorded_in_the_attempt
    only_learners_start_runs
}

async fn a_graded_run_is_recorded_with_its_verdict(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let receipt = hospital.run(&nurse, Kind::Graded, "expert").await.unwrap();
    assert_eq!(
        (receipt.status, receipt.passed, receipt.points, receipt.possible),
        (AttemptStatus::Recorded, Some(true), 2, 2)
    );
    let debrief = debrief(&hospital.records, &nurse, receipt.attempt_id)
        .await
        .unwrap();
    assert_eq!(debrief.receipt, receipt);
    assert!(debrief.replayable);
    let verdict = debrief.verdict.unwrap();
    let trace = training::trace::Trace::from_bytes(&debrief.trace.unwrap()).unwrap();
    assert_eq!(trace.hash(), verdict.trace_hash);
    let run = training::replay::replay(&debrief.script, &debrief.log).unwrap();
    assert_eq!(run.trace.hash(), verdict.trace_hash);
    let again = records::attempts::receipt(&hospital.records, &nurse, receipt.attempt_id)
        .await
        .unwrap();
    assert_eq!(again, receipt);
}

async fn a_graded_ticket_holds_no_rubric_and_a_practice_ticket_does(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let graded = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let text = serde_json::to_string(&graded).unwrap();
    for secret in [
        "The order says what to give",
        "eventually(",
        "starts-at-once",
        "reads",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
    let practice = hospital.start(&nurse, Kind::Practice).await.unwrap();
    assert_eq!(practice.rehearsal.unwrap().criteria[0].id, "reads");
}

async fn an_open_graded_run_is_resumed_by_its_own_id_only_and_that_is_counted(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let first = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let same = Start {
        attempt_id: first.attempt_id,
        scenario: SCENARIO.into(),
        kind: Kind::Graded,
        supervision_code: None,
    };
    let resumed = start(&hospital.records, &nurse, same).await.unwrap();
    assert_eq!(
        (resumed.attempt_id, &resumed.submit_token),
        (first.attempt_id, &first.submit_token)
    );
    assert_eq!(resumed.script, first.script);
    assert!(!first.resumed && resumed.resumed);
    let asked = ticket(&hospital.records, &nurse, first.attempt_id).await.unwrap();
    assert_eq!(asked.submit_token, first.submit_token);
    let other = ticket(
        &hospital.records,
        &hospital.actor(hospital.other_nurse),
        first.attempt_id,
    )
    .await;
    assert_eq!(other.unwrap_err(), Error::NotFound);
    assert_eq!(mine(&hospital.records, &nurse).await.unwrap()[0].reissued, 2);
    let receipt = hospital
        .deliver(&nurse, &first, log_of(&first, "expert"))
        .await
        .unwrap();
    let debrief = debrief(&hospital.records, &nurse, first.attempt_id)
        .await
        .unwrap();
    assert_eq!(debrief.row.reissued, 2);
    let auditor = hospital.actor(hospital.auditor);
    let position = receipt.ledger_position.unwrap();
    let entry = records::ledger::entry(&hospital.records, &auditor, position)
        .await
        .unwrap();
    assert!(entry.data.contains(r#""reissued":2"#), "{}", entry.data);
}

async fn another_start_gives_the_open_run_up_and_draws_another_variant(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let first = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let second = hospital.start(&nurse, Kind::Graded).await.unwrap();
    assert_ne!(second.attempt_id, first.attempt_id);
    assert_ne!(second.script.seed, first.script.seed);
    assert!(!second.resumed);
    let rows = mine(&hospital.records, &nurse).await.unwrap();
    let status = |id| rows.iter().find(|row| row.id == id).unwrap().status;
    assert_eq!(status(first.attempt_id), AttemptStatus::Abandoned);
    assert_eq!(status(second.attempt_id), AttemptStatus::Open);
    let before = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!((before.used, before.open), (2, Some(second.attempt_id)));
    // The one that was given up is finished all the same, on the computer where it was begun.
    let receipt = hospital
        .deliver(&nurse, &first, log_of(&first, "starts-at-once"))
        .await
        .unwrap();
    assert_eq!(receipt.status, AttemptStatus::Recorded);
    let report = records::ledger::verify(&hospital.records, &hospital.actor(hospital.auditor))
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn a_start_that_the_allowance_forbids_leaves_the_open_run_open(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let mut open = hospital.start(&nurse, Kind::Graded).await.unwrap();
    for _ in 0..2 {
        open = hospital.start(&nurse, Kind::Graded).await.unwrap();
    }
    let size = hospital.ledger_size().await;
    let refused = hospital.start(&nurse, Kind::Graded).await.unwrap_err();
    assert_eq!(refused, Error::Refused(Refusal::NoAttemptsLeft));
    assert_eq!(hospital.ledger_size().await, size);
    let left = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!((left.used, left.open), (3, Some(open.attempt_id)));
    let receipt = hospital
        .deliver(&nurse, &open, log_of(&open, "expert"))
        .await
        .unwrap();
    assert_eq!(receipt.passed, Some(true));
}

async fn a_run_of_other_simulators_is_closed_and_does_not_count(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let waiting = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let begun_with = async |version: i64| {
        let db = super::tampering::back_door(&hospital).await;
        super::tampering::run(
            &db,
            "update attempts set model_version = $1",
            vec![version.into()],
        )
        .await;
    };
    begun_with(0).await;
    let mut log = log_of(&waiting, "expert");
    log.model_version = 0;
    for _ in 0..2 {
        let refused = hospital.deliver(&nurse, &waiting, log.clone()).await;
        assert_eq!(refused.unwrap_err(), Error::Refused(Refusal::OtherModelVersion));
    }
    let left = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!((left.used, left.open, left.blocked), (0, None, None));
    // One that is still open is not resumed, and a new start closes it in the same way.
    let waiting = hospital.start(&nurse, Kind::Graded).await.unwrap();
    begun_with(0).await;
    let same = Start {
        attempt_id: waiting.attempt_id,
        scenario: SCENARIO.into(),
        kind: Kind::Graded,
        supervision_code: None,
    };
    let refused = start(&hospital.records, &nurse, same).await;
    assert_eq!(refused.unwrap_err(), Error::Refused(Refusal::OtherModelVersion));
    hospital.start(&nurse, Kind::Graded).await.unwrap();
    let left = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!(left.used, 1);
    begun_with(i64::from(simulators::MODEL_VERSION)).await;
    let report = records::ledger::verify(&hospital.records, &hospital.actor(hospital.auditor))
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn starting_twice_with_one_id_starts_once(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let input = Start {
        attempt_id: Uuid::now_v7(),
        scenario: SCENARIO.into(),
        kind: Kind::Graded,
        supervision_code: None,
    };
    let mut starts = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (records, nurse, input) = (hospital.records.clone(), nurse.clone(), input.clone());
        starts.spawn(async move { start(&records, &nurse, input).await.unwrap().submit_token });
    }
    let mut tokens = starts.join_all().await;
    tokens.dedup();
    assert_eq!(tokens.len(), 1);
    assert_eq!(mine(&hospital.records, &nurse).await.unwrap().len(), 1);
    let other = start(&hospital.records, &hospital.actor(hospital.other_nurse), input).await;
    assert_eq!(other.unwrap_err(), Error::NotFound);
}

async fn three_runs_without_a_pass_and_then_the_educator(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    for n in 1..=3 {
        let receipt = hospital
            .run(&nurse, Kind::Graded, "starts-at-once")
            .await
            .unwrap();
        assert_eq!((receipt.passed, receipt.points), (Some(false), 0));
        let allowance = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
        assert_eq!((allowance.used, allowance.allowed), (n, 3));
    }
    let refused = hospital.start(&nurse, Kind::Graded).await.unwrap_err();
    assert_eq!(refused, Error::Refused(Refusal::NoAttemptsLeft));
    assert!(hospital.run(&nurse, Kind::Practice, "expert").await.is_ok());
    let more = AllowMore {
        person: hospital.nurse,
        scenario: SCENARIO.into(),
        runs: 1,
        reason: "Talked it over".into(),
    };
    for person in [
        hospital.manager,
        hospital.assessor,
        hospital.auditor,
        hospital.nurse,
        hospital.administrator,
    ] {
        let allowed = allow_more(&hospital.records, &hospital.actor(person), more.clone()).await;
        assert!(matches!(
            allowed,
            Err(Error::NotFound | Error::Refused(Refusal::NotYourself))
        ));
    }
    allow_more(&hospital.records, &hospital.actor(hospital.educator), more)
        .await
        .unwrap();
    assert!(
        hospital
            .run(&nurse, Kind::Graded, "expert")
            .await
            .unwrap()
            .passed
            .unwrap()
    );
}

async fn a_pass_gives_all_runs_back(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    for golden in ["starts-at-once", "starts-at-once", "expert"] {
        hospital.run(&nurse, Kind::Graded, golden).await.unwrap();
    }
    let later = hospital.actor(hospital.nurse).at(day(1));
    let allowance = allowance(&hospital.records, &later, SCENARIO).await.unwrap();
    assert_eq!(
        (allowance.used, allowance.allowed, allowance.blocked),
        (0, 3, None)
    );
}

async fn called_away_counts_and_has_no_verdict(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let mut log = log_of(&ticket, "expert");
    log.entries.clear();
    log.entries.push(training::log::Entry {
        tick: 3000,
        action: training::log::Action::CalledAway,
    });
    log.end_tick = 3000;
    log.marks.retain(|mark| mark.tick <= 3000);
    log.marks.push(training::log::Mark {
        tick: 3000,
        wall_ms: 3000,
        what: training::log::MarkKind::Beat,
    });
    let receipt = hospital.deliver(&nurse, &ticket, log).await.unwrap();
    assert_eq!(
        (receipt.status, receipt.passed),
        (AttemptStatus::CalledAway, None)
    );
    assert!(receipt.ledger_position.is_some());
    let second = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let other = call_away(
        &hospital.records,
        &hospital.actor(hospital.other_nurse),
        second.attempt_id,
    )
    .await;
    assert_eq!(other, Err(Error::NotFound));
    call_away(&hospital.records, &nurse, second.attempt_id)
        .await
        .unwrap();
    call_away(&hospital.records, &nurse, second.attempt_id)
        .await
        .unwrap();
    let refused = hospital.deliver(&nurse, &second, log_of(&second, "expert")).await;
    assert_eq!(refused.unwrap_err(), Error::Refused(Refusal::AttemptClosed));
    let allowance = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!((allowance.used, allowance.called_away), (2, 2));
    let page = records::standing::person(&hospital.records, &nurse, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(page.evidence, []);
}

async fn a_run_unfinished_after_a_day_is_abandoned_and_may_still_be_delivered(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let waiting = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let next_day = nurse.clone().at(day(1));
    let second = hospital.start(&next_day, Kind::Graded).await.unwrap();
    assert_ne!(second.attempt_id, waiting.attempt_id);
    let rows = mine(&hospital.records, &next_day).await.unwrap();
    let statuses: Vec<_> = rows.iter().map(|row| row.status).collect();
    assert_eq!(statuses, [AttemptStatus::Open, AttemptStatus::Abandoned]);
    // It was finished on a ward computer without a network, and arrives within the week.
    let receipt = hospital
        .deliver(&next_day, &waiting, log_of(&waiting, "expert"))
        .await
        .unwrap();
    assert_eq!(receipt.status, AttemptStatus::Recorded);
    assert_eq!(
        sweep(&hospital.records, hospital.org.id, day(1)).await.unwrap(),
        0
    );
    assert_eq!(
        sweep(&hospital.records, hospital.org.id, day(3)).await.unwrap(),
        1
    );
    let late = nurse.at(day(1) + Duration::days(7));
    let refused = hospital.deliver(&late, &second, log_of(&second, "expert")).await;
    assert_eq!(refused.unwrap_err(), Error::Refused(Refusal::TokenExpired));
}

async fn practice_is_kept_and_is_no_evidence(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let size = hospital.ledger_size().await;
    let receipt = hospital.run(&nurse, Kind::Practice, "expert").await.unwrap();
    assert_eq!((receipt.passed, receipt.ledger_position), (Some(true), None));
    assert_eq!(hospital.ledger_size().await, size);
    assert!(
        debrief(&hospital.records, &nurse, receipt.attempt_id)
            .await
            .unwrap()
            .trace
            .is_none()
    );
    let manager = debrief(
        &hospital.records,
        &hospital.actor(hospital.manager),
        receipt.attempt_id,
    )
    .await;
    assert_eq!(manager.unwrap_err(), Error::NotFound);
    let page = records::standing::person(&hospital.records, &nurse, hospital.nurse)
        .await
        .unwrap();
    assert_eq!((page.evidence.len(), page.attempts.len()), (0, 0));
}

async fn accommodated_timing_is_recorded_in_the_attempt(hospital: Hospital) {
    hospital.publish().await;
    let administrator = hospital.actor(hospital.administrator);
    records::people::set_timing(&hospital.records, &administrator, hospital.nurse, 150)
        .await
        .unwrap();
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    assert_eq!(ticket.timing_percent, 150);
    let mut log = log_of(&ticket, "expert");
    let mark = |tick, wall_ms| training::log::Mark {
        tick,
        wall_ms,
        what: training::log::MarkKind::Beat,
    };
    log.marks = vec![mark(0, 0), mark(log.end_tick, 40_000)];
    let receipt = hospital.deliver(&nurse, &ticket, log).await.unwrap();
    let debrief = debrief(&hospital.records, &nurse, receipt.attempt_id)
        .await
        .unwrap();
    assert_eq!(debrief.timing.timing_percent, 150);
    assert_eq!(debrief.timing.wall_ms, 40_000);
    assert!(debrief.timing.slow && !debrief.timing.interrupted);
}

async fn only_learners_start_runs(hospital: Hospital) {
    hospital.publish().await;
    for person in [
        hospital.manager,
        hospital.assessor,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
    ] {
        let refused = hospital
            .start(&hospital.actor(person), Kind::Graded)
            .await
            .unwrap_err();
        assert_eq!(refused, Error::Refused(Refusal::NotAllowed));
    }
    assert!(
        hospital
            .start(&hospital.actor(hospital.other_nurse).at(NOW), Kind::Graded)
            .await
            .is_ok()
    );
}
