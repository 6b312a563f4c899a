//! Self-assessment: who may, of what, and what counts.

use super::verify;
use crate::hospital::{Hospital, NOW, SCENARIO, day};
use crate::on_both_engines;
use records::attempts::Kind;
use records::home::module;
use records::self_assessments::{Belief, Confidence, SelfAssessment, assess, before_run};
use records::{Actor, Error, Invalid, Refusal};
use time::Duration;
use uuid::Uuid;

on_both_engines! {
    the_latest_word_of_the_day_counts
    the_same_word_again_writes_nothing
    only_learners_speak_and_only_of_the_module
    what_was_believed_before_a_run_is_its_owner_s_alone
}

const ASKED: [&str; 2] = ["infusion.dose-programming", "infusion.limits"];

pub(super) fn sure(confidence: Confidence) -> SelfAssessment {
    of(&ASKED, confidence)
}

fn of(competencies: &[&str], confidence: Confidence) -> SelfAssessment {
    let belief = |competency: &&str| Belief {
        competency: (*competency).to_owned(),
        confidence,
    };
    SelfAssessment {
        scenario: SCENARIO.into(),
        beliefs: competencies.iter().map(belief).collect(),
    }
}

async fn said(hospital: &Hospital, actor: &Actor) -> Vec<Option<Confidence>> {
    let page = module(&hospital.records, actor, SCENARIO).await.unwrap();
    assert_eq!(page.beliefs[0].title, "Programme a dose");
    page.beliefs.iter().map(|belief| belief.confidence).collect()
}

async fn the_latest_word_of_the_day_counts(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    assert_eq!(said(&hospital, &nurse).await, [None, None]);
    for (hours, confidence) in [(0, Confidence::CouldTeach), (1, Confidence::WithHelp)] {
        let then = nurse.clone().at(NOW + Duration::hours(hours));
        assess(&hospital.records, &then, sure(confidence)).await.unwrap();
        assert_eq!(said(&hospital, &then).await, [Some(confidence); 2]);
    }
    let tomorrow = nurse.at(day(1));
    assert_eq!(said(&hospital, &tomorrow).await, [None, None]);
    verify(&hospital).await;
}

async fn the_same_word_again_writes_nothing(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let before = hospital.ledger_size().await;
    let say = async |actor: &Actor| {
        assess(&hospital.records, actor, sure(Confidence::OnMyOwn))
            .await
            .unwrap();
        hospital.ledger_size().await
    };
    assert_eq!(say(&nurse).await, before + 2);
    assert_eq!(say(&nurse.clone().at(NOW + Duration::hours(2))).await, before + 2);
    assert_eq!(say(&nurse.at(day(1))).await, before + 4);
}

async fn only_learners_speak_and_only_of_the_module(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let refused = async |actor: &Actor, input| assess(&hospital.records, actor, input).await.unwrap_err();
    for person in [
        hospital.manager,
        hospital.assessor,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
        Uuid::now_v7(),
    ] {
        let error = refused(&hospital.actor(person), sure(Confidence::OnMyOwn)).await;
        assert_eq!(error, Error::Refused(Refusal::NotAllowed));
    }
    let unknown = Error::Invalid {
        field: "beliefs".into(),
        code: Invalid::Unknown,
    };
    let wrong: [&[&str]; 4] = [
        &[],
        &ASKED[..1],
        &["infusion.dose-programming", "infusion.alarm-response"],
        &["infusion.limits", "infusion.limits", "infusion.dose-programming"],
    ];
    for competencies in wrong {
        let error = refused(&nurse, of(competencies, Confidence::NotDone)).await;
        assert_eq!(error, unknown);
    }
    let elsewhere = SelfAssessment {
        scenario: "no-such-module".into(),
        ..sure(Confidence::NotDone)
    };
    assert_eq!(refused(&nurse, elsewhere).await, Error::NotFound);
    assert_eq!(said(&hospital, &nurse).await, [None, None]);
}

async fn what_was_believed_before_a_run_is_its_owner_s_alone(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let believed = async |actor: &Actor, attempt| before_run(&hospital.records, actor, attempt).await;
    assess(&hospital.records, &nurse, sure(Confidence::CouldTeach))
        .await
        .unwrap();
    let soon = nurse.clone().at(NOW + Duration::hours(1));
    let run = hospital.run(&soon, Kind::Graded, "starts-at-once").await.unwrap();
    assess(
        &hospital.records,
        &nurse.clone().at(NOW + Duration::hours(2)),
        sure(Confidence::WithHelp),
    )
    .await
    .unwrap();
    let rows = believed(&nurse, run.attempt_id).await.unwrap();
    let confidences: Vec<_> = rows.iter().map(|row| row.confidence).collect();
    assert_eq!(confidences, [Some(Confidence::CouldTeach); 2]);
    for person in [hospital.other_nurse, hospital.manager, hospital.auditor] {
        let refused = believed(&hospital.actor(person), run.attempt_id).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
    // What was said long ago is not held against a run.
    let late = hospital.pass(hospital.nurse, day(30)).await;
    assert_eq!(believed(&nurse, late.attempt_id).await.unwrap(), []);
}
