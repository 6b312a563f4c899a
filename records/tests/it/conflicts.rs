//! Conflicts, and who may ask and do what about observed practice: the whole table.

use super::bedside::{self, Done, SLUG, observe, seen};
use super::hospital::{Hospital, NOW};
use super::on_both_engines;
use super::permissions::askers;
use records::conflicts::{NewConflict, declare, end, list};
use records::observations::{agreement, eligible, learners, observation, of_person, sheet};
use records::{Actor, Error, Invalid, Refusal};
use uuid::Uuid;

on_both_engines! {
    a_conflict_is_declared_once_and_ends
    nobody_ends_their_own_conflict
    an_assessor_declares_their_own_and_sees_no_others
    every_question_about_observed_practice_is_answered_to_those_who_may_ask
    every_change_about_observed_practice_is_done_for_those_who_may
}

fn between(person: Uuid, other: Uuid) -> NewConflict {
    NewConflict {
        person,
        other,
        reason: "Share a flat".into(),
    }
}

async fn a_conflict_is_declared_once_and_ends(hospital: Hospital) {
    let manager = hospital.actor(hospital.manager);
    let size = hospital.ledger_size().await;
    let first = declare(
        &hospital.records,
        &manager,
        between(hospital.nurse, hospital.assessor),
    )
    .await
    .unwrap();
    let again = declare(
        &hospital.records,
        &manager,
        between(hospital.assessor, hospital.nurse),
    )
    .await
    .unwrap();
    assert_eq!((first, hospital.ledger_size().await), (again, size + 1));
    let conflicts = list(&hospital.records, &manager, hospital.nurse).await.unwrap();
    assert_eq!(conflicts.open.len(), 1);
    assert_eq!(conflicts.open[0].other_name, "assessor Example");
    assert_eq!(conflicts.open[0].declared_by.as_deref(), Some("manager Example"));
    assert_eq!(
        conflicts.assessors,
        [(hospital.assessor, "assessor Example".to_owned())]
    );
    for _ in 0..2 {
        end(&hospital.records, &manager, first).await.unwrap();
        assert_eq!(hospital.ledger_size().await, size + 2);
    }
    let conflicts = list(&hospital.records, &manager, hospital.nurse).await.unwrap();
    assert_eq!(conflicts.open, []);
    let own = declare(
        &hospital.records,
        &manager,
        between(hospital.nurse, hospital.nurse),
    )
    .await;
    let invalid = Error::Invalid {
        field: "other".into(),
        code: Invalid::Malformed,
    };
    assert_eq!(own.unwrap_err(), invalid);
    let unknown = declare(
        &hospital.records,
        &manager,
        between(hospital.nurse, Uuid::now_v7()),
    )
    .await;
    assert_eq!(unknown.unwrap_err(), Error::NotFound);
    let verification = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(verification.bad, None);
}

async fn nobody_ends_their_own_conflict(hospital: Hospital) {
    let educator = hospital.actor(hospital.educator);
    let conflict = declare(
        &hospital.records,
        &educator,
        between(hospital.nurse, hospital.educator),
    )
    .await
    .unwrap();
    let answer = end(&hospital.records, &educator, conflict).await;
    assert_eq!(answer.unwrap_err(), Error::Refused(Refusal::NotYourself));
    let manager = hospital.actor(hospital.manager);
    end(&hospital.records, &manager, conflict).await.unwrap();
}

async fn an_assessor_declares_their_own_and_sees_no_others(hospital: Hospital) {
    let assessor = hospital.actor(hospital.assessor);
    let manager = hospital.actor(hospital.manager);
    declare(
        &hospital.records,
        &manager,
        between(hospital.nurse, hospital.educator),
    )
    .await
    .unwrap();
    let own = declare(
        &hospital.records,
        &assessor,
        between(hospital.assessor, hospital.nurse),
    )
    .await
    .unwrap();
    let seen = list(&hospital.records, &assessor, hospital.nurse).await.unwrap();
    assert_eq!(seen.open.iter().map(|one| one.id).collect::<Vec<_>>(), [own]);
    assert!(!seen.may_declare && seen.may_declare_own && seen.assessors.is_empty());
    for nothing in [hospital.nurse, hospital.administrator] {
        let seen = list(&hospital.records, &hospital.actor(nothing), hospital.nurse)
            .await
            .unwrap();
        assert!(seen.open.is_empty() && !seen.may_declare && !seen.may_declare_own);
    }
    let audited = list(
        &hospital.records,
        &hospital.actor(hospital.auditor),
        hospital.nurse,
    )
    .await
    .unwrap();
    assert_eq!(audited.open.len(), 2);
    let elsewhere = between(hospital.assessor, hospital.other_nurse);
    let answer = declare(&hospital.records, &assessor, elsewhere).await;
    assert_eq!(answer.unwrap_err(), Error::NotFound);
}

/// What the questions are about: an observation of the nurse, and a conflict.
struct Subject {
    nurse: Uuid,
    observation: Uuid,
}

async fn subject(hospital: &Hospital) -> Subject {
    bedside::make(hospital).await;
    let new = seen(hospital, [Done; 4], NOW);
    let observation = new.id;
    observe(hospital, &hospital.actor(hospital.assessor), new)
        .await
        .unwrap();
    Subject {
        nurse: hospital.nurse,
        observation,
    }
}

async fn ask(question: &str, hospital: &Hospital, actor: &Actor, about: &Subject) -> Result<(), Error> {
    let records = &hospital.records;
    match question {
        "checklist" => records::content::checklist(records, actor, SLUG)
            .await
            .map(|_| ()),
        "learners" => learners(records, actor, "").await.map(|_| ()),
        "eligible" => eligible(records, actor, about.nurse).await.map(|_| ()),
        "sheet" => sheet(records, actor, about.nurse, SLUG, None).await.map(|_| ()),
        "observation" => observation(records, actor, about.observation).await.map(|_| ()),
        "of_person" => of_person(records, actor, about.nurse).await.map(|_| ()),
        "agreement" => agreement(records, actor, SLUG).await.map(|_| ()),
        "conflicts" => list(records, actor, about.nurse).await.map(|_| ()),
        _ => unreachable!("{question}"),
    }
}

const QUESTIONS: &[(&str, &[&str])] = &[
    (
        "checklist",
        &[
            "nurse",
            "other_nurse",
            "manager",
            "assessor",
            "educator",
            "administrator",
            "auditor",
        ],
    ),
    // A stranger assesses their own people: the answer is theirs, never ours.
    ("learners", &["assessor", "stranger"]),
    ("eligible", &["assessor"]),
    ("sheet", &["assessor"]),
    ("observation", &["nurse", "manager", "assessor", "auditor"]),
    ("of_person", &["nurse", "manager", "assessor", "auditor"]),
    ("agreement", &["manager", "assessor", "educator", "auditor"]),
    // Whoever may see the person is answered, some of them with nothing.
    (
        "conflicts",
        &[
            "nurse",
            "manager",
            "assessor",
            "educator",
            "administrator",
            "auditor",
        ],
    ),
];

async fn every_question_about_observed_practice_is_answered_to_those_who_may_ask(hospital: Hospital) {
    let about = subject(&hospital).await;
    let mut wrong = Vec::new();
    for (name, actor) in askers(&hospital).await {
        for (question, answered) in QUESTIONS {
            let answer = ask(question, &hospital, &actor, &about).await;
            let right = match answered.contains(&name) {
                true => answer == Ok(()),
                false => answer == Err(Error::NotFound),
            };
            if !right {
                wrong.push(format!("{question} by {name}: {answer:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

async fn change(what: &str, hospital: &Hospital, actor: &Actor, conflict: Uuid) -> Result<(), Error> {
    match what {
        "record" => observe(hospital, actor, seen(hospital, [Done; 4], NOW))
            .await
            .map(|_| ()),
        "declare" => declare(
            &hospital.records,
            actor,
            between(hospital.nurse, hospital.assessor),
        )
        .await
        .map(|_| ()),
        "end" => end(&hospital.records, actor, conflict).await,
        _ => unreachable!("{what}"),
    }
}

const CHANGES: &[(&str, &[&str])] = &[
    ("record", &["assessor"]),
    ("end", &["manager", "educator"]),
    ("declare", &["manager", "assessor", "educator"]),
];

async fn every_change_about_observed_practice_is_done_for_those_who_may(hospital: Hospital) {
    subject(&hospital).await;
    let manager = hospital.actor(hospital.manager);
    let conflict = declare(
        &hospital.records,
        &manager,
        between(hospital.nurse, hospital.educator),
    )
    .await
    .unwrap();
    let askers = askers(&hospital).await;
    let mut wrong = Vec::new();
    for (what, allowed) in CHANGES {
        for (name, actor) in &askers {
            let size = hospital.ledger_size().await;
            let answer = change(what, &hospital, actor, conflict).await;
            let changed = hospital.ledger_size().await != size;
            let right = match (allowed.contains(name), &answer) {
                (true, Ok(())) => true,
                // The educator is one of the two.
                (true, Err(Error::Refused(Refusal::NotYourself))) => *what == "end" && !changed,
                (false, Err(Error::NotFound)) => !changed,
                _ => false,
            };
            if !right {
                wrong.push(format!("{what} by {name}: {answer:?}, changed {changed}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
