//! What people may not do unsupervised: raised once, seen by the manager, lifted by a pass or by hand.

use super::bedside::{self, Done, Missed};
use super::hospital::{Hospital, NOW, PASSWORD, SCENARIO, day};
use super::on_both_engines;
use super::supervision::{holds, ready};
use records::attempts::Kind;
use records::certificates::{AsOf, SignedWhat, Use, own_transcript};
use records::restrictions::{
    Cause, Lift, NewRestriction, RestrictionView, acknowledge, board, duties, lift, raise, sweep,
};
use records::standing::{NewVoid, State, matrix, person, void};
use records::{Actor, Conflict, Error, Refusal};
use time::OffsetDateTime;
use uuid::Uuid;

on_both_engines! {
    a_missed_critical_criterion_restricts_whoever_held_it
    whoever_never_held_it_is_not_restricted
    practice_restricts_nobody
    a_critical_step_missed_at_the_bedside_restricts_whoever_held_it
    a_pass_lifts_what_was_raised_before_it
    a_voided_pass_brings_back_what_it_lifted
    a_lapse_restricts_once_however_often_it_is_looked_for
    a_lapse_that_was_lifted_by_hand_does_not_come_back
    who_does_not_learn_any_more_is_not_restricted_by_a_lapse
    a_manager_or_educator_restricts_by_hand
    the_manager_acknowledges_and_lifts
    restrictions_are_seen_by_those_who_see_standings_and_by_oneself
    an_erased_person_s_restriction_says_nothing_and_the_ledger_holds
}

const DOSE: &str = "infusion.dose-programming";

fn lifting(restriction: &RestrictionView, reason: &str) -> String {
    format!(
        "I lift {} of {}: {reason}",
        restriction.competency_title, restriction.person_name
    )
}

async fn fail(hospital: &Hospital, at: OffsetDateTime) -> Uuid {
    let nurse = hospital.actor(hospital.nurse).at(at);
    let receipt = hospital
        .run(&nurse, Kind::Graded, "starts-at-once")
        .await
        .unwrap();
    receipt.attempt_id
}

/// The nurse's own restrictions: those open, and those lifted.
async fn own(hospital: &Hospital, at: OffsetDateTime) -> (Vec<RestrictionView>, Vec<RestrictionView>) {
    let nurse = hospital.actor(hospital.nurse).at(at);
    let board = board(&hospital.records, &nurse, None).await.unwrap();
    board.own.into_iter().partition(|row| row.lifted_at.is_none())
}

async fn by_hand(hospital: &Hospital, actor: &Actor, id: Uuid) -> Result<(), Error> {
    let input = NewRestriction {
        id,
        person: hospital.nurse,
        competency: DOSE.into(),
        reason: "Two near misses".into(),
    };
    raise(&hospital.records, actor, input).await
}

async fn lift_by_hand(hospital: &Hospital, actor: &Actor, id: Uuid, reason: &str) -> Result<(), Error> {
    let input = Lift {
        restriction: id,
        reason: reason.into(),
        shown: None,
        password: PASSWORD.into(),
    };
    lift(&hospital.records, actor, input, lifting).await
}

async fn a_missed_critical_criterion_restricts_whoever_held_it(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    let attempt = fail(&hospital, day(1)).await;
    let (open, _) = own(&hospital, day(1)).await;
    assert_eq!(open.len(), 2, "one for each competency of the scenario");
    let dose = open.iter().find(|row| row.competency == DOSE).unwrap();
    assert_eq!(
        (dose.cause, dose.raised_at, dose.source.unwrap().1),
        (Cause::CriticalCriterion, day(1), attempt)
    );
    assert_eq!(dose.modules[0].slug, SCENARIO);
    // The competency is still held, and nobody relies on it.
    let manager = hospital.actor(hospital.manager).at(day(1));
    let unit = matrix(&hospital.records, &manager, hospital.icu).await.unwrap();
    let row = unit.rows.iter().find(|row| row.person == hospital.nurse).unwrap();
    let cell = &row.cells[0];
    assert_eq!((cell.state, cell.restriction), (State::Current, Some(dose.id)));
    assert!(!cell.is_ready() && row.cells[2].restriction.is_none());
    // Once is enough.
    fail(&hospital, day(2)).await;
    let (again, _) = own(&hospital, day(2)).await;
    assert_eq!(again, open);
    holds(&hospital).await;
}

async fn whoever_never_held_it_is_not_restricted(hospital: Hospital) {
    ready(&hospital).await;
    fail(&hospital, NOW).await;
    assert_eq!(own(&hospital, NOW).await, (Vec::new(), Vec::new()));
}

async fn practice_restricts_nobody(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    let nurse = hospital.actor(hospital.nurse).at(day(1));
    hospital
        .run(&nurse, Kind::Practice, "starts-at-once")
        .await
        .unwrap();
    assert_eq!(own(&hospital, day(1)).await, (Vec::new(), Vec::new()));
}

async fn a_critical_step_missed_at_the_bedside_restricts_whoever_held_it(hospital: Hospital) {
    bedside::make(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    let assessor = hospital.actor(hospital.assessor).at(day(1));
    let observe = async |marks| {
        let new = bedside::seen(&hospital, marks, day(1));
        bedside::observe(&hospital, &assessor, new).await.unwrap()
    };
    observe([Done, Missed, Missed, Done]).await;
    assert_eq!(
        own(&hospital, day(1)).await.0,
        Vec::new(),
        "not passed, nothing critical"
    );
    let critical = observe([Missed, Done, Done, Done]).await;
    let (open, _) = own(&hospital, day(1)).await;
    assert_eq!(open.len(), 2);
    let (kind, source) = open[0].source.unwrap();
    assert_eq!(
        (kind, source, open[0].cause),
        (
            competency::EvidenceKind::ObservedPractice,
            critical.id,
            Cause::CriticalCriterion
        )
    );
    holds(&hospital).await;
}

async fn a_pass_lifts_what_was_raised_before_it(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    fail(&hospital, day(1)).await;
    hospital.pass(hospital.nurse, day(2)).await;
    let (open, lifted) = own(&hospital, day(2)).await;
    assert_eq!((open.len(), lifted.len()), (0, 2));
    assert!(
        lifted
            .iter()
            .all(|row| row.lifted_at == Some(day(2)) && row.lifted_by.is_none() && row.signature.is_none())
    );
    let nurse = hospital.actor(hospital.nurse).at(day(2));
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert!(page.competencies[0].cell.is_ready());
    holds(&hospital).await;
}

async fn a_voided_pass_brings_back_what_it_lifted(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    let failed = fail(&hospital, day(1)).await;
    let passed = hospital.pass(hospital.nurse, day(2)).await.attempt_id;
    let input = NewVoid {
        source: passed,
        reason: "Somebody else played it".into(),
        shown: None,
        password: PASSWORD.into(),
    };
    let assessor = hospital.actor(hospital.assessor).at(day(3));
    void(&hospital.records, &assessor, input, |_, reason| reason.to_owned())
        .await
        .unwrap();
    let (open, lifted) = own(&hospital, day(3)).await;
    assert_eq!((open.len(), lifted.len()), (2, 2));
    assert_eq!((open[0].raised_at, open[0].source.unwrap().1), (day(3), failed));
    holds(&hospital).await;
}

async fn a_lapse_restricts_once_however_often_it_is_looked_for(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    let org = hospital.org.id;
    let at = async |n| sweep(&hospital.records, org, day(n)).await.unwrap();
    // Due, then in the days of grace, then lapsed: the nurse's two and the assessor's two.
    assert_eq!((at(300).await, at(370).await, at(400).await), (0, 0, 4));
    assert_eq!((at(400).await, at(401).await), (0, 0));
    let (open, _) = own(&hospital, day(401)).await;
    assert_eq!((open.len(), open[0].cause), (2, Cause::Lapse));
    assert_eq!(open[0].source, None);
    hospital.pass(hospital.nurse, day(402)).await;
    let (open, lifted) = own(&hospital, day(402)).await;
    assert_eq!((open.len(), lifted.len()), (0, 2));
    // The next lapse is another one; looking at the page finds it.
    let (open, _) = own(&hospital, day(900)).await;
    assert_eq!(open.len(), 2);
    assert_eq!(at(900).await, 0);
    holds(&hospital).await;
}

async fn a_lapse_that_was_lifted_by_hand_does_not_come_back(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    let (open, _) = own(&hospital, day(400)).await;
    let manager = hospital.actor(hospital.manager).at(day(401));
    lift_by_hand(&hospital, &manager, open[0].id, "On leave; somebody is with her")
        .await
        .unwrap();
    assert_eq!(sweep(&hospital.records, hospital.org.id, day(402)).await, Ok(0));
    let (open, lifted) = own(&hospital, day(402)).await;
    assert_eq!((open.len(), lifted.len()), (1, 1));
}

async fn who_does_not_learn_any_more_is_not_restricted_by_a_lapse(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    records::people::disable(&hospital.records, &hospital.system(), hospital.nurse)
        .await
        .unwrap();
    let grants = records::roles::of(&hospital.records, &hospital.system(), hospital.assessor)
        .await
        .unwrap();
    for grant in grants {
        records::roles::revoke(&hospital.records, &hospital.system(), grant.id)
            .await
            .unwrap();
    }
    assert_eq!(sweep(&hospital.records, hospital.org.id, day(400)).await, Ok(0));
}

async fn a_manager_or_educator_restricts_by_hand(hospital: Hospital) {
    ready(&hospital).await;
    let id = Uuid::now_v7();
    for who in [
        hospital.other_nurse,
        hospital.assessor,
        hospital.administrator,
        hospital.auditor,
        Uuid::now_v7(),
    ] {
        let refused = by_hand(&hospital, &hospital.actor(who), id).await;
        assert_eq!(refused, Err(Error::NotFound));
    }
    let own_hand = by_hand(&hospital, &hospital.actor(hospital.nurse), id).await;
    assert_eq!(own_hand, Err(Error::Refused(Refusal::NotYourself)));
    let manager = hospital.actor(hospital.manager);
    by_hand(&hospital, &manager, id).await.unwrap();
    let size = hospital.ledger_size().await;
    by_hand(&hospital, &manager, id).await.unwrap();
    let educator = hospital.actor(hospital.educator);
    let second = by_hand(&hospital, &educator, Uuid::now_v7()).await;
    assert_eq!(second, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    assert_eq!(hospital.ledger_size().await, size);
    let (open, _) = own(&hospital, NOW).await;
    assert_eq!(
        (
            open[0].cause,
            open[0].reason.as_str(),
            open[0].raised_by.as_deref()
        ),
        (Cause::ByHand, "Two near misses", Some("manager Example"))
    );
    let unknown = NewRestriction {
        id: Uuid::now_v7(),
        person: hospital.nurse,
        competency: "nothing".into(),
        reason: "Because".into(),
    };
    let unknown = raise(&hospital.records, &educator, unknown).await;
    assert!(matches!(unknown, Err(Error::Invalid { .. })));
    lift_by_hand(&hospital, &manager, id, "It was somebody else")
        .await
        .unwrap();
    by_hand(&hospital, &educator, Uuid::now_v7()).await.unwrap();
    holds(&hospital).await;
}

async fn the_manager_acknowledges_and_lifts(hospital: Hospital) {
    ready(&hospital).await;
    let id = Uuid::now_v7();
    let manager = hospital.actor(hospital.manager);
    by_hand(&hospital, &manager, id).await.unwrap();
    let size = hospital.ledger_size().await;
    for who in [
        hospital.other_nurse,
        hospital.assessor,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
        Uuid::now_v7(),
    ] {
        let actor = hospital.actor(who);
        let seen = acknowledge(&hospital.records, &actor, id).await;
        assert_eq!(seen, Err(Error::NotFound));
        let lifted = lift_by_hand(&hospital, &actor, id, "Because").await;
        assert_eq!(lifted, Err(Error::NotFound));
    }
    let nurse = hospital.actor(hospital.nurse);
    let refused = Err(Error::Refused(Refusal::NotYourself));
    assert_eq!(acknowledge(&hospital.records, &nurse, id).await, refused);
    assert_eq!(lift_by_hand(&hospital, &nurse, id, "Because").await, refused);
    assert_eq!(hospital.ledger_size().await, size);
    acknowledge(&hospital.records, &manager, id).await.unwrap();
    acknowledge(&hospital.records, &manager, id).await.unwrap();
    assert_eq!(hospital.ledger_size().await, size + 1);
    let wrong = Lift {
        restriction: id,
        reason: "Because".into(),
        shown: None,
        password: "not my password".into(),
    };
    let wrong = lift(&hospital.records, &manager, wrong, lifting).await;
    assert_eq!(wrong, Err(Error::Refused(Refusal::WrongCredentials)));
    lift_by_hand(&hospital, &manager, id, "She was right")
        .await
        .unwrap();
    lift_by_hand(&hospital, &manager, id, "She was right")
        .await
        .unwrap();
    let other = lift_by_hand(&hospital, &manager, id, "Other").await;
    assert_eq!(other, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    let (_, lifted) = own(&hospital, NOW).await;
    let signature = lifted[0].signature.clone().unwrap();
    assert_eq!(
        signature.text,
        "I lift Programme a dose of nurse Example: She was right"
    );
    assert_eq!(
        (
            lifted[0].acknowledged_by.as_deref(),
            lifted[0].lifted_by.as_deref()
        ),
        (Some("manager Example"), Some("manager Example"))
    );
    let told = own_transcript(&hospital.records, &nurse, AsOf::Now, Use::Look)
        .await
        .unwrap();
    let signed: Vec<_> = told.signed.iter().map(|row| (row.what, row.source)).collect();
    assert_eq!(signed, [(SignedWhat::Lifting, id)]);
    holds(&hospital).await;
}

async fn restrictions_are_seen_by_those_who_see_standings_and_by_oneself(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    fail(&hospital, day(1)).await;
    let look = async |who, about| {
        let actor = hospital.actor(who).at(day(1));
        board(&hospital.records, &actor, about).await
    };
    for (who, sees_source, manages) in [
        (hospital.manager, true, true),
        (hospital.assessor, true, false),
        (hospital.educator, false, false),
        (hospital.auditor, true, false),
    ] {
        let seen = look(who, None).await.unwrap();
        assert_eq!((seen.rows.len(), seen.own.len(), seen.sees_others), (2, 0, true));
        assert_eq!(seen.rows[0].source.is_some(), sees_source);
        assert_eq!(seen.rows[0].may_manage, manages);
        let one = look(who, Some(hospital.nurse)).await.unwrap();
        let may_raise = [hospital.manager, hospital.educator].contains(&who);
        assert_eq!((one.rows.len(), one.raise.is_some()), (2, may_raise));
    }
    let nurse = look(hospital.nurse, None).await.unwrap();
    assert_eq!((nurse.own.len(), nurse.sees_others), (2, false));
    assert!(!nurse.own[0].may_manage && nurse.own[0].source.is_some());
    assert_eq!(look(hospital.other_nurse, None).await.unwrap().own.len(), 0);
    let stranger = look(hospital.other_nurse, Some(hospital.nurse)).await;
    assert_eq!(stranger, Err(Error::NotFound));
    assert_eq!(look(hospital.administrator, None).await, Err(Error::NotFound));
    let elsewhere = look(hospital.manager, Some(hospital.other_nurse)).await;
    assert_eq!(elsewhere, Err(Error::NotFound));
    let waits = async |who| {
        let actor = hospital.actor(who).at(day(1));
        let duties = duties(&hospital.records, &actor).await.unwrap();
        (duties.own.len(), duties.n_to_acknowledge, duties.n_appeals)
    };
    assert_eq!(waits(hospital.manager).await, (0, 2, 0));
    assert_eq!(waits(hospital.nurse).await, (2, 0, 0));
    assert_eq!(waits(hospital.educator).await, (0, 0, 0));
}

async fn an_erased_person_s_restriction_says_nothing_and_the_ledger_holds(hospital: Hospital) {
    ready(&hospital).await;
    let manager = hospital.actor(hospital.manager);
    let id = Uuid::now_v7();
    by_hand(&hospital, &manager, id).await.unwrap();
    lift_by_hand(&hospital, &manager, id, "She was right")
        .await
        .unwrap();
    records::people::erase(&hospital.records, &hospital.system(), hospital.nurse)
        .await
        .unwrap();
    let seen = board(&hospital.records, &hospital.actor(hospital.auditor), None)
        .await
        .unwrap();
    let row = &seen.rows[0];
    assert_eq!(
        (
            row.reason.as_str(),
            row.lift_reason.as_deref(),
            row.person_name.as_str()
        ),
        ("", Some(""), "")
    );
    holds(&hospital).await;
}

/// Something of every kind, for whoever tampers with it.
pub(crate) async fn history(hospital: &Hospital) {
    ready(hospital).await;
    let attempt = super::supervision::pass_supervised(hospital, NOW).await;
    let manager = hospital.actor(hospital.manager);
    let id = Uuid::now_v7();
    by_hand(hospital, &manager, id).await.unwrap();
    acknowledge(&hospital.records, &manager, id).await.unwrap();
    lift_by_hand(hospital, &manager, id, "Because").await.unwrap();
    let appeal = records::appeals::NewAppeal {
        id: Uuid::now_v7(),
        source: attempt,
        statement: "Because".into(),
    };
    let answer = records::appeals::Answer {
        appeal: appeal.id,
        outcome: records::appeals::Outcome::Upheld,
        answer: "Because".into(),
        shown: None,
        password: PASSWORD.into(),
    };
    records::appeals::appeal(&hospital.records, &hospital.actor(hospital.nurse), appeal)
        .await
        .unwrap();
    let assessor = hospital.actor(hospital.assessor);
    records::appeals::answer(&hospital.records, &assessor, answer, |_, _, words| {
        words.to_owned()
    })
    .await
    .unwrap();
}
