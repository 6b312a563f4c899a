//! Evidence becomes standing, and managers see it at once.

use super::hospital::{Hospital, NOW, SCENARIO, content, day};
use super::on_both_engines;
use competency::Reason;
use records::Error;
use records::assignments::{NewAssignment, Target, assign, withdraw};
use records::attempts::Kind;
use records::home::{home, module};
use records::standing::{State, evidence, matrix, person, standing_as_of};
use time::macros::datetime;

on_both_engines! {
    a_passed_run_is_seen_in_the_unit_at_once
    a_failed_run_is_evidence_that_does_not_make_current
    a_standing_goes_through_due_to_lapsed
    evidence_leads_to_its_receipt_and_ledger_entry
    the_first_page_shows_what_is_due_and_open
    an_assignment_is_due_until_it_is_passed
    what_was_believed_on_a_day_stays_what_was_believed
    a_new_rule_is_followed_at_once
    a_unit_s_calendar_decides_when_a_validity_ends
    retired_content_asks_for_nothing_and_comes_back
    a_new_version_of_a_device_asks_only_those_who_learnt_the_earlier_one
}

async fn a_passed_run_is_seen_in_the_unit_at_once(hospital: Hospital) {
    hospital.publish().await;
    let manager = hospital.actor(hospital.manager);
    let before = matrix(&hospital.records, &manager, hospital.icu).await.unwrap();
    assert_eq!(before.rows.len(), 1);
    assert_eq!(before.competencies.len(), 5);
    assert!(
        before.rows[0]
            .cells
            .iter()
            .all(|cell| cell.required && cell.state == State::Never)
    );
    hospital.pass(hospital.nurse, NOW).await;
    let after = matrix(&hospital.records, &manager, hospital.icu).await.unwrap();
    let states: Vec<State> = after.rows[0].cells.iter().map(|cell| cell.state).collect();
    assert_eq!(states[..3], [State::Current, State::Current, State::Never]);
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
    assert_eq!(detail.evidence.source, receipt.attempt_id);
    let told: Vec<&str> = detail.ledger.iter().map(|entry| entry.op.as_str()).collect();
    assert_eq!(told, ["attempt_started", "attempt_recorded"]);
    assert_eq!(
        detail.ledger.last().map(|entry| entry.position),
        receipt.ledger_position
    );
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

async fn what_was_believed_on_a_day_stays_what_was_believed(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, day(10)).await;
    let auditor = hospital.actor(hospital.auditor).at(day(400));
    let on = async |n| {
        let rows = standing_as_of(&hospital.records, &auditor, hospital.nurse, day(n))
            .await
            .unwrap();
        rows[0].cell.state
    };
    let before = [on(9).await, on(11).await, on(390).await];
    assert_eq!(before, [State::Never, State::Current, State::Lapsed]);
    hospital.pass(hospital.nurse, day(395)).await;
    assert_eq!([on(9).await, on(11).await, on(390).await], before);
    assert_eq!(on(396).await, State::Current);
    let stranger = hospital.actor(hospital.other_nurse);
    let refused = standing_as_of(&hospital.records, &stranger, hospital.nurse, day(11)).await;
    assert_eq!(refused.unwrap_err(), Error::NotFound);
}

async fn a_new_rule_is_followed_at_once(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let shorter = content("frameworks/nurse-infusion.yaml").replace("months: 12", "months: 3");
    let later = hospital.system().at(day(100));
    records::content::publish_framework(&hospital.records, &later, &shorter)
        .await
        .unwrap();
    let nurse = hospital.actor(hospital.nurse).at(day(120));
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert_eq!(page.competencies[0].cell.state, State::Lapsed);
    let then = standing_as_of(&hospital.records, &nurse, hospital.nurse, day(99))
        .await
        .unwrap();
    assert_eq!(then[0].cell.state, State::Current);
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn a_unit_s_calendar_decides_when_a_validity_ends(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let until = async || {
        let nurse = hospital.actor(hospital.nurse);
        person(&hospital.records, &nurse, hospital.nurse)
            .await
            .unwrap()
            .competencies[0]
            .cell
            .until
            .unwrap()
    };
    assert_eq!(until().await, datetime!(2027-03-03 00:00 UTC));
    let administrator = hospital.actor(hospital.administrator);
    let set = async |zone| {
        records::units::set_time_zone(&hospital.records, &administrator, hospital.icu, zone).await
    };
    set(Some("Asia/Tokyo")).await.unwrap();
    assert_eq!(until().await, datetime!(2027-03-02 15:00 UTC));
    assert!(set(Some("Mars/Olympus")).await.is_err());
    set(None).await.unwrap();
    assert_eq!(until().await, datetime!(2027-03-03 00:00 UTC));
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn retired_content_asks_for_nothing_and_comes_back(hospital: Hospital) {
    use records::content::{Kind as Content, restore, retire};
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let educator = hospital.actor(hospital.educator).at(day(1));
    let manager = hospital.actor(hospital.manager);
    let refused = retire(
        &hospital.records,
        &manager,
        Content::Framework,
        "nurse-infusion",
        "old",
    )
    .await;
    assert_eq!(refused.unwrap_err(), Error::NotFound);
    retire(
        &hospital.records,
        &educator,
        Content::Framework,
        "nurse-infusion",
        "Replaced",
    )
    .await
    .unwrap();
    let nurse = hospital.actor(hospital.nurse).at(day(2));
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert_eq!((page.competencies.len(), page.evidence.len()), (0, 2));
    let then = standing_as_of(&hospital.records, &nurse, hospital.nurse, NOW)
        .await
        .unwrap();
    assert_eq!(then[0].cell.state, State::Current);
    restore(&hospital.records, &educator, Content::Framework, "nurse-infusion")
        .await
        .unwrap();
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert_eq!(page.competencies[0].cell.state, State::Current);
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn a_new_version_of_a_device_asks_only_those_who_learnt_the_earlier_one(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let framework = content("frameworks/nurse-infusion.yaml");
    let mut newer: competency::Framework = serde_saphyr::from_str(&framework).unwrap();
    let mut difference = newer.competencies[0].clone();
    difference.id = "infusion.what-is-new".into();
    difference.device = None;
    newer.competencies.push(difference);
    let device = newer.competencies[0].device.as_mut().unwrap();
    device.difference = Some(competency::Difference {
        from: vec![std::mem::replace(
            &mut device.version,
            "training-library-2".into(),
        )],
        competency: "infusion.what-is-new".into(),
        by: day(30).date(),
    });
    let system = hospital.system().at(day(10));
    let newer = serde_json::to_string(&newer).unwrap();
    records::content::publish_framework(&hospital.records, &system, &newer)
        .await
        .unwrap();
    let cells = async |who, n| {
        let actor = hospital.actor(who).at(day(n));
        let page = person(&hospital.records, &actor, who).await.unwrap();
        let new = page
            .competencies
            .iter()
            .find(|row| row.id == "infusion.what-is-new");
        (page.competencies[0].cell.reason, new.map(|row| row.cell.required))
    };
    assert_eq!(
        cells(hospital.nurse, 11).await,
        (Reason::DifferenceDue, Some(true))
    );
    assert_eq!(
        cells(hospital.nurse, 31).await,
        (Reason::DifferenceMissing, Some(true))
    );
    assert_eq!(cells(hospital.other_nurse, 11).await, (Reason::NoEvidence, None));
    hospital.pass(hospital.other_nurse, day(12)).await;
    assert_eq!(
        cells(hospital.other_nurse, 31).await,
        (Reason::ValidEvidence, None)
    );
}
