//! Documents and prior learning: what is accepted counts from its day, what is refused stays and counts for nothing.

use super::desk::{self, ALARMS, document, paper};
use super::{cell, holds, invalid};
use crate::hospital::{Hospital, NOW, day};
use crate::on_both_engines;
use crate::permissions::askers;
use competency::EvidenceKind;
use records::acceptances::{NewAcceptance, Verdict, accept, prepare, read};
use records::standing::State;
use records::{Actor, Conflict, Error, Invalid, Refusal};
use time::macros::date;
use uuid::Uuid;

const THEORY: &str = "infusion.theory";

on_both_engines! {
    what_is_accepted_is_evidence_of_its_day
    what_is_refused_is_no_evidence_and_stays
    a_day_to_come_or_long_past_is_refused
    only_documents_and_prior_learning_are_accepted
    the_same_document_twice_is_recorded_once
    the_system_accepts_without_a_signature
    documents_are_accepted_read_and_prepared_by_those_who_may
    erasing_the_person_destroys_title_and_issuer
}

async fn look_at(hospital: &Hospital, actor: &Actor, new: NewAcceptance) -> Result<(), Error> {
    accept(&hospital.records, actor, new, paper).await
}

async fn what_is_accepted_is_evidence_of_its_day(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let new = NewAcceptance {
        shown_on: date!(2025 - 06 - 01),
        ..document(&hospital, THEORY, EvidenceKind::PriorLearning)
    };
    look_at(&hospital, &assessor, new.clone()).await.unwrap();
    let theory = cell(&hospital, THEORY, 0).await;
    assert_eq!(theory.state, State::Current);
    assert_eq!(
        theory.until.map(|until| (until - time::Duration::SECOND).date()),
        Some(date!(2027 - 06 - 01))
    );
    let view = read(&hospital.records, &hospital.actor(hospital.nurse), new.id)
        .await
        .unwrap();
    assert_eq!(view.row.shown_on, date!(2025 - 06 - 01));
    assert_eq!((view.row.verdict, view.row.recorded_at), (Verdict::Accepted, NOW));
    let signature = view.signature.unwrap();
    assert_eq!(
        signature.text,
        "nurse Example, Course in infusion therapy: Accepted"
    );
    assert!(signature.ledger_position < view.ledger_position);
    holds(&hospital).await;
}

async fn what_is_refused_is_no_evidence_and_stays(hospital: Hospital) {
    desk::make(&hospital).await;
    let before = cell(&hospital, ALARMS, 0).await;
    let new = NewAcceptance {
        verdict: Verdict::Refused,
        ..document(&hospital, ALARMS, EvidenceKind::PriorLearning)
    };
    let assessor = hospital.actor(hospital.assessor);
    look_at(&hospital, &assessor, new.clone()).await.unwrap();
    assert_eq!(cell(&hospital, ALARMS, 0).await, before);
    let desk = records::signoffs::desk(&hospital.records, &assessor, hospital.nurse)
        .await
        .unwrap()
        .unwrap();
    let refused = desk.acceptances.iter().find(|row| row.id == new.id).unwrap();
    assert_eq!(refused.verdict, Verdict::Refused);
    holds(&hospital).await;
}

async fn a_day_to_come_or_long_past_is_refused(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    for shown_on in [
        date!(2026 - 03 - 03),
        date!(2016 - 03 - 01),
        date!(1999 - 01 - 01),
    ] {
        let new = NewAcceptance {
            shown_on,
            ..document(&hospital, THEORY, EvidenceKind::PriorLearning)
        };
        let answer = look_at(&hospital, &assessor, new).await;
        assert_eq!(answer, invalid("date", Invalid::OutOfRange));
    }
    let new = NewAcceptance {
        shown_on: date!(2016 - 03 - 02),
        ..document(&hospital, THEORY, EvidenceKind::PriorLearning)
    };
    assert_eq!(look_at(&hospital, &assessor, new).await, Ok(()));
}

async fn only_documents_and_prior_learning_are_accepted(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    for kind in [
        EvidenceKind::SimulatorRun,
        EvidenceKind::Test,
        EvidenceKind::SignOff,
    ] {
        let answer = look_at(&hospital, &assessor, document(&hospital, THEORY, kind)).await;
        assert_eq!(answer, invalid("kind", Invalid::OutOfRange));
    }
    let unnamed = NewAcceptance {
        title: " ".into(),
        ..document(&hospital, THEORY, EvidenceKind::Document)
    };
    assert_eq!(
        look_at(&hospital, &assessor, unnamed).await,
        invalid("title", Invalid::Empty)
    );
    let unknown = document(&hospital, "infusion.flying", EvidenceKind::Document);
    assert_eq!(
        look_at(&hospital, &hospital.system(), unknown).await,
        invalid("competency", Invalid::Unknown)
    );
    let own = NewAcceptance {
        person: hospital.assessor,
        ..document(&hospital, THEORY, EvidenceKind::PriorLearning)
    };
    let answer = look_at(&hospital, &assessor, own).await;
    assert_eq!(answer, Err(Error::Refused(Refusal::NotYourself)));
    let other_text = NewAcceptance {
        shown: Some("Something else".into()),
        ..document(&hospital, THEORY, EvidenceKind::PriorLearning)
    };
    let answer = look_at(&hospital, &assessor, other_text).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::OtherText)));
}

async fn the_same_document_twice_is_recorded_once(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let new = document(&hospital, THEORY, EvidenceKind::PriorLearning);
    look_at(&hospital, &assessor, new.clone()).await.unwrap();
    let size = hospital.ledger_size().await;
    look_at(&hospital, &assessor, new.clone()).await.unwrap();
    assert_eq!(hospital.ledger_size().await, size);
    let other = NewAcceptance {
        verdict: Verdict::Refused,
        ..new
    };
    let answer = look_at(&hospital, &assessor, other).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::IdTaken)));
}

async fn the_system_accepts_without_a_signature(hospital: Hospital) {
    desk::make(&hospital).await;
    let new = document(&hospital, THEORY, EvidenceKind::PriorLearning);
    for _ in 0..2 {
        look_at(&hospital, &hospital.system().at(day(1)), new.clone())
            .await
            .unwrap();
    }
    let view = read(&hospital.records, &hospital.actor(hospital.auditor), new.id)
        .await
        .unwrap();
    assert!(view.signature.is_none() && view.ledger_position.is_some());
    assert_eq!(cell(&hospital, THEORY, 1).await.state, State::Current);
    holds(&hospital).await;
}

async fn documents_are_accepted_read_and_prepared_by_those_who_may(hospital: Hospital) {
    desk::make(&hospital).await;
    let accepted = document(&hospital, THEORY, EvidenceKind::PriorLearning);
    look_at(&hospital, &hospital.actor(hospital.assessor), accepted.clone())
        .await
        .unwrap();
    let table: [(&str, &[&str]); 3] = [
        ("read", &["nurse", "manager", "assessor", "auditor"]),
        ("prepare", &["assessor"]),
        ("accept", &["assessor"]),
    ];
    let mut wrong = Vec::new();
    for (name, actor) in askers(&hospital).await {
        for (what, answered) in table {
            let answer = match what {
                "read" => read(&hospital.records, &actor, accepted.id).await.map(|_| ()),
                "prepare" => prepare(&hospital.records, &actor, hospital.nurse)
                    .await
                    .map(|_| ()),
                _ => {
                    let new = document(&hospital, THEORY, EvidenceKind::PriorLearning);
                    look_at(&hospital, &actor, new).await
                }
            };
            let expected = match answered.contains(&name) {
                true => Ok(()),
                false => Err(Error::NotFound),
            };
            if answer != expected {
                wrong.push(format!("{what} by {name}: {answer:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let form = prepare(
        &hospital.records,
        &hospital.actor(hospital.assessor),
        hospital.nurse,
    )
    .await
    .unwrap();
    assert!(form.competencies.iter().any(|one| one.id == THEORY));
    let second = desk::second_assessor(&hospital).await;
    let form = prepare(&hospital.records, &hospital.actor(second), hospital.nurse)
        .await
        .unwrap();
    assert!(form.competencies.is_empty());
    assert!(matches!(form.refusal, Some(Refusal::CompetencyNotHeld(_))));
    let unknown = read(
        &hospital.records,
        &hospital.actor(hospital.auditor),
        Uuid::now_v7(),
    )
    .await;
    assert_eq!(unknown.unwrap_err(), Error::NotFound);
}

async fn erasing_the_person_destroys_title_and_issuer(hospital: Hospital) {
    desk::make(&hospital).await;
    let new = document(&hospital, THEORY, EvidenceKind::PriorLearning);
    look_at(&hospital, &hospital.actor(hospital.assessor), new.clone())
        .await
        .unwrap();
    let administrator = hospital.actor(hospital.administrator).at(day(2));
    records::people::erase(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    let auditor = hospital.actor(hospital.auditor).at(day(3));
    let view = read(&hospital.records, &auditor, new.id).await.unwrap();
    assert_eq!((view.row.title.as_str(), view.row.issuer.as_str()), ("", ""));
    assert_eq!(view.signature.unwrap().text, "");
    holds(&hospital).await;
}
