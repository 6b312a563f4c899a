//! Evidence becomes standing, and managers see it at once.

use super::hospital::{Hospital, NOW, SCENARIO, day};
use super::on_both_engines;
use competency::Reason;
use records::Error;
use records::assignments::{NewAssignment, Target, assign, withdraw};
use records::attempts::Kind;
use records::home::{home, module};
use records::standing::{State, evidence, matrix, person};

on_both_engines! {
    a_passed_run_is_seen_in_the_unit_at_once
    a_failed_run_is_evidence_that_does_not_make_current
    a_standing_goes_through_due_to_lapsed
    evidence_leads_to_its_receipt_and_ledger_entry
    the_first_page_shows_what_is_due_and_open
    an_assignment_is_due_until_it_is_passed
}

async fn a_passed_run_is_seen_in_the_unit_at_once(hospital: Hospital) {
    hospital.publish().await;
    let manager = hospital.actor(hospital.manager);
    let before = matrix(&hospital.records, &manager, hospital.icu).await.unwrap();
    assert_eq!(before.rows.len(), 1);
    assert_eq!(before.competencies.len(), 3);
    assert!(
        before.rows[0]
            .cells
            .iter()
            .all(|cell| cell.required && cell.state == State::Never)
    );
    hospital.pass(hospital.nurse, NOW).await;
    let after = matrix(&hospital.records, &manager, hospital.icu).await.unwrap();
    let states: Vec<State> = after.rows[0].cells.iter().map(|cell| cell.state).collect();
    assert_eq!(states, [State::Current, State::Current, State::Never]);
    assert_eq!((after.totals[0].required, after.totals[0].current), (1, 1));
    let auditor = hospital.actor(hospital.auditor);
    let whole = matrix(&hospital.records, &auditor, hospital.org.root_unit)
        .await
        .unwrap();
    assert_eq!(whole.rows.len(), 2);
}

async fn a_failed_run_is_evidence_that_does_not_make_current(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    hospital
        .run(&nurse, Kind::Graded, "starts-at-once")
        .await
        .unwrap();
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert_eq!(page.evidence.len(), 2);
    let cell = &page.competencies[0].cell;
    assert_eq!(
        (cell.state, cell.reason, cell.evidence),
        (State::Never, Reason::NotYetPassed, None)
    );
}

async fn a_standing_goes_through_due_to_lapsed(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let at = async |n| {
        let nurse = hospital.actor(hospital.nurse).at(day(n));
        person(&hospital.records, &nurse, hospital.nurse)
            .await
            .unwrap()
            .competencies[0]
            .cell
            .state
    };
    assert_eq!(at(300).await, State::Current);
    assert_eq!(at(310).await, State::Due);
    assert_eq!(at(370).await, State::Due);
    assert_eq!(at(380).await, State::Lapsed);
}

async fn evidence_leads_to_its_receipt_and_ledger_entry(hospital: Hospital) {
    hospital.publish().await;
    let receipt = hospital.pass(hospital.nurse, NOW).await;
    let manager = hospital.actor(hospital.manager);
    let page = person(&hospital.records, &manager, hospital.nurse).await.unwrap();
    assert!(page.may_see_evidence && !page.may_allow_more);
    let detail = evidence(&hospital.records, &manager, page.evidence[0].id)
        .await
        .unwrap();
    assert_eq!(detail.receipt, receipt);
    let entry = detail.ledger.unwrap();
    assert_eq!(
        (entry.op.as_str(), entry.subject),
        ("attempt_recorded", Some(receipt.attempt_id))
    );
    assert!(detail.valid_until.unwrap() > day(364));
}

async fn the_first_page_shows_what_is_due_and_open(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let first = home(&hospital.records, &nurse).await.unwrap();
    assert_eq!(first.open[0].id, ticket.attempt_id);
    assert_eq!(first.modules[0].state, Some(State::Never));
    assert_eq!(first.modules[0].allowance.open, Some(ticket.attempt_id));
    hospital
        .deliver(&nurse, &ticket, super::hospital::log_of(&ticket, "expert"))
        .await
        .unwrap();
    let second = home(&hospital.records, &nurse).await.unwrap();
    assert_eq!((second.open.len(), second.recent.len()), (0, 1));
    assert_eq!(
        (second.modules[0].state, second.modules[0].passed_at),
        (Some(State::Current), Some(NOW))
    );
    let page = module(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert!(page.may_train && !page.review_overdue);
    assert_eq!((page.attempts.len(), page.competencies.len()), (1, 2));
    let none = module(&hospital.records, &nurse, "no-such-module").await;
    assert_eq!(none.unwrap_err(), Error::NotFound);
}

async fn an_assignment_is_due_until_it_is_passed(hospital: Hospital) {
    hospital.publish().await;
    let manager = hospital.actor(hospital.manager);
    let new = |target| NewAssignment {
        scenario: SCENARIO.into(),
        target,
        due_at: day(14),
    };
    let foreign = assign(&hospital.records, &manager, new(Target::Unit(hospital.surgery))).await;
    assert_eq!(foreign.unwrap_err(), Error::NotFound);
    let assignment = assign(&hospital.records, &manager, new(Target::Unit(hospital.icu)))
        .await
        .unwrap();
    let due = async |n| {
        let nurse = hospital.actor(hospital.nurse).at(day(n));
        home(&hospital.records, &nurse).await.unwrap().modules[0].due_at
    };
    assert_eq!(due(1).await, Some(day(14)));
    hospital.pass(hospital.nurse, day(2)).await;
    assert_eq!(due(3).await, None);
    withdraw(&hospital.records, &manager, assignment).await.unwrap();
    let other = home(&hospital.records, &hospital.actor(hospital.other_nurse))
        .await
        .unwrap();
    assert_eq!(other.modules[0].due_at, None);
}
