//! Who may assess whom: the rules that hold for every observation, supervised run and sign-off.

use super::bedside::{self, CHECKLIST, Done, FRAMEWORK, observe, seen};
use super::hospital::{Hospital, NOW, day};
use super::on_both_engines;
use super::tampering::{back_door, run};
use records::conflicts::{NewConflict, declare, end};
use records::content::{publish_checklist, publish_framework};
use records::observations::{NewObservation, Receipt};
use records::roles::NewGrant;
use records::{Error, Refusal, Role};
use uuid::Uuid;

on_both_engines! {
    an_assessor_whose_competency_lapsed_is_refused
    an_assessor_who_never_held_it_is_refused
    an_assessor_of_a_lower_level_is_refused_until_signed_off_at_that_level
    the_rule_of_the_competency_asks_for_a_level_too
    nobody_observes_themselves
    a_declared_conflict_rules_an_assessor_out_until_it_ends
    whoever_was_assessed_by_the_learner_lately_is_refused
    a_rule_without_exclusions_lets_both_assess_each_other
}

fn refused(refusal: Refusal) -> Result<Receipt, Error> {
    Err(Error::Refused(refusal))
}

fn programming() -> String {
    "infusion.dose-programming".into()
}

async fn an_assessor_whose_competency_lapsed_is_refused(hospital: Hospital) {
    bedside::make(&hospital).await;
    // Twelve months and the days of grace are over.
    let late = day(400);
    let assessor = hospital.actor(hospital.assessor).at(late);
    let answer = observe(&hospital, &assessor, seen(&hospital, [Done; 4], late)).await;
    assert_eq!(answer, refused(Refusal::CompetencyNotHeld(programming())));
    let still = hospital.actor(hospital.assessor).at(day(370));
    let answer = observe(&hospital, &still, seen(&hospital, [Done; 4], day(370))).await;
    assert!(answer.is_ok(), "{answer:?}");
}

async fn an_assessor_who_never_held_it_is_refused(hospital: Hospital) {
    bedside::make(&hospital).await;
    let grant = NewGrant {
        person: hospital.manager,
        unit: hospital.icu,
        role: Role::Assessor,
    };
    records::roles::grant(&hospital.records, &hospital.system(), grant)
        .await
        .unwrap();
    let answer = observe(
        &hospital,
        &hospital.actor(hospital.manager),
        seen(&hospital, [Done; 4], NOW),
    )
    .await;
    assert_eq!(answer, refused(Refusal::CompetencyNotHeld(programming())));
}

/// A sign-off of the assessor at the highest level, past all the rules.
async fn signed_off_at_does(hospital: &Hospital, competency: &str) -> Uuid {
    let db = back_door(hospital).await;
    let source = Uuid::now_v7();
    let evidence = "insert into evidence (org, id, person, competency, kind, passed, level, title, at_ms, recorded_ms, source) \
                    values ($1, $2, $3, $4, 'sign_off', true, 'does', 'Signed', 0, 0, $5)";
    let values = vec![
        hospital.org.id.into(),
        Uuid::now_v7().into(),
        hospital.assessor.into(),
        competency.into(),
        source.into(),
    ];
    run(&db, evidence, values).await;
    source
}

async fn an_assessor_of_a_lower_level_is_refused_until_signed_off_at_that_level(hospital: Hospital) {
    bedside::make(&hospital).await;
    let strict = CHECKLIST.replace("assessor_level: shows-how", "assessor_level: does");
    publish_checklist(&hospital.records, &hospital.system(), &strict)
        .await
        .unwrap();
    let assessor = hospital.actor(hospital.assessor);
    let new = || NewObservation {
        version: 2,
        ..seen(&hospital, [Done; 4], NOW)
    };
    let answer = observe(&hospital, &assessor, new()).await;
    assert_eq!(answer, refused(Refusal::LevelTooLow(programming())));
    signed_off_at_does(&hospital, "infusion.dose-programming").await;
    let answer = observe(&hospital, &assessor, new()).await;
    assert_eq!(answer, refused(Refusal::LevelTooLow("infusion.limits".into())));
    let source = signed_off_at_does(&hospital, "infusion.limits").await;
    let answer = observe(&hospital, &assessor, new()).await;
    assert!(answer.is_ok(), "{answer:?}");
    let void = "insert into voids (org, source, person, why, reason, salt, voided_ms) values ($1, $2, $3, 'voided', '', $4, 0)";
    let values = vec![
        hospital.org.id.into(),
        source.into(),
        hospital.assessor.into(),
        vec![1_u8].into(),
    ];
    run(&back_door(&hospital).await, void, values).await;
    let answer = observe(&hospital, &assessor, new()).await;
    assert_eq!(answer, refused(Refusal::LevelTooLow("infusion.limits".into())));
}

async fn the_rule_of_the_competency_asks_for_a_level_too(hospital: Hospital) {
    bedside::make(&hospital).await;
    for level in ["does", "unheard-of"] {
        let strict = FRAMEWORK.replace(
            "assessor: {level: shows-how",
            &format!("assessor: {{level: {level}"),
        );
        let published = publish_framework(&hospital.records, &hospital.system(), &strict).await;
        // A level that the framework does not know cannot be published at all.
        assert_eq!(published.is_ok(), level == "does");
    }
    let answer = observe(
        &hospital,
        &hospital.actor(hospital.assessor),
        seen(&hospital, [Done; 4], NOW),
    )
    .await;
    assert_eq!(answer, refused(Refusal::LevelTooLow(programming())));
}

async fn nobody_observes_themselves(hospital: Hospital) {
    bedside::make(&hospital).await;
    let new = NewObservation {
        person: hospital.assessor,
        ..seen(&hospital, [Done; 4], NOW)
    };
    let answer = observe(&hospital, &hospital.actor(hospital.assessor), new).await;
    assert_eq!(answer, refused(Refusal::NotYourself));
}

async fn a_declared_conflict_rules_an_assessor_out_until_it_ends(hospital: Hospital) {
    bedside::make(&hospital).await;
    let (assessor, manager) = (
        hospital.actor(hospital.assessor),
        hospital.actor(hospital.manager),
    );
    for (one, other) in [
        (hospital.nurse, hospital.assessor),
        (hospital.assessor, hospital.nurse),
    ] {
        let conflict = NewConflict {
            person: one,
            other,
            reason: "Siblings".into(),
        };
        let conflict = declare(&hospital.records, &manager, conflict).await.unwrap();
        let answer = observe(&hospital, &assessor, seen(&hospital, [Done; 4], NOW)).await;
        assert_eq!(answer, refused(Refusal::ConflictDeclared));
        end(&hospital.records, &manager, conflict).await.unwrap();
        let answer = observe(&hospital, &assessor, seen(&hospital, [Done; 4], NOW)).await;
        assert!(answer.is_ok(), "{answer:?}");
    }
    bedside::ledger_holds(&hospital).await;
}

/// The nurse, an assessor too, observes the assessor today.
async fn nurse_observes_the_assessor(hospital: &Hospital) {
    let grant = NewGrant {
        person: hospital.nurse,
        unit: hospital.icu,
        role: Role::Assessor,
    };
    records::roles::grant(&hospital.records, &hospital.system(), grant)
        .await
        .unwrap();
    bedside::qualify(hospital, hospital.nurse).await;
    let new = NewObservation {
        person: hospital.assessor,
        ..seen(hospital, [Done; 4], NOW)
    };
    observe(hospital, &hospital.actor(hospital.nurse), new)
        .await
        .unwrap();
}

async fn whoever_was_assessed_by_the_learner_lately_is_refused(hospital: Hospital) {
    bedside::make(&hospital).await;
    nurse_observes_the_assessor(&hospital).await;
    for (days, may) in [(0, false), (90, false), (91, true)] {
        let assessor = hospital.actor(hospital.assessor).at(day(days));
        let answer = observe(&hospital, &assessor, seen(&hospital, [Done; 4], day(days))).await;
        match may {
            true => assert!(answer.is_ok(), "{answer:?}"),
            false => assert_eq!(answer, refused(Refusal::AssessedYou(programming())), "day {days}"),
        }
    }
}

async fn a_rule_without_exclusions_lets_both_assess_each_other(hospital: Hospital) {
    bedside::make(&hospital).await;
    let lenient = FRAMEWORK.replace("excludes: [declared, reciprocal]", "excludes: []");
    publish_framework(&hospital.records, &hospital.system(), &lenient)
        .await
        .unwrap();
    nurse_observes_the_assessor(&hospital).await;
    let answer = observe(
        &hospital,
        &hospital.actor(hospital.assessor),
        seen(&hospital, [Done; 4], NOW),
    )
    .await;
    assert!(answer.is_ok(), "{answer:?}");
}
