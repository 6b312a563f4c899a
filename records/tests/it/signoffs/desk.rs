//! An assessor's desk: a nurse with something to show, and assessors who may sign.

use crate::hospital::{Hospital, NOW, PASSWORD};
use competency::EvidenceKind;
use records::acceptances::{self, NewAcceptance, Verdict, accept};
use records::people::NewPerson;
use records::signoffs::{Facts, NewSignOff, sign_off};
use records::standing::{EvidenceRow, person};
use records::{Actor, Error, Role};
use uuid::Uuid;

pub(crate) const DOSE: &str = "infusion.dose-programming";
pub(crate) const ALARMS: &str = "infusion.alarm-response";
pub(crate) const INDEPENDENT: &str = "infusion.independent";

/// What an assessor of infusion brings with them.
const HELD: [&str; 6] = [
    DOSE,
    "infusion.limits",
    ALARMS,
    "infusion.theory",
    "infusion.bedside",
    INDEPENDENT,
];

/// Publishes; the nurse passed a run today and answers alarms; the assessor holds everything and may sign.
pub(crate) async fn make(hospital: &Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    learnt_elsewhere(hospital, hospital.nurse, ALARMS).await;
    qualify(hospital, hospital.assessor).await;
}

/// Gives somebody everything that an assessor holds, and a password to sign with.
pub(crate) async fn qualify(hospital: &Hospital, person: Uuid) {
    records::signin::set_password(&hospital.records, &hospital.system(), person, PASSWORD)
        .await
        .unwrap();
    for competency in HELD {
        learnt_elsewhere(hospital, person, competency).await;
    }
}

/// Prior learning of today, accepted by the command line.
pub(crate) async fn learnt_elsewhere(hospital: &Hospital, person: Uuid, competency: &str) {
    let new = NewAcceptance {
        person,
        shown: None,
        password: String::new(),
        ..document(hospital, competency, EvidenceKind::PriorLearning)
    };
    accept(&hospital.records, &hospital.system(), new, paper)
        .await
        .unwrap();
}

/// A second assessor of the intensive care unit, who holds nothing and may sign.
pub(crate) async fn second_assessor(hospital: &Hospital) -> Uuid {
    let person = NewPerson {
        sign_in_name: "second".into(),
        name: "second Example".into(),
        job: "nurse".into(),
        unit: hospital.icu,
        roles: vec![Role::Assessor],
        timing_percent: 100,
    };
    let person = records::people::create(&hospital.records, &hospital.system(), person)
        .await
        .unwrap();
    records::signin::set_password(&hospital.records, &hospital.system(), person, PASSWORD)
        .await
        .unwrap();
    person
}

/// A sign-off for the nurse.
pub(crate) fn new(hospital: &Hospital, competency: &str, level: &str, rests_on: Vec<Uuid>) -> NewSignOff {
    NewSignOff {
        id: Uuid::now_v7(),
        person: hospital.nurse,
        competency: competency.into(),
        level: level.into(),
        rests_on,
        shown: None,
        password: PASSWORD.into(),
        supersedes: None,
        reason: None,
    }
}

/// A document of today for the nurse.
pub(crate) fn document(hospital: &Hospital, competency: &str, kind: EvidenceKind) -> NewAcceptance {
    NewAcceptance {
        id: Uuid::now_v7(),
        person: hospital.nurse,
        competency: competency.into(),
        kind,
        title: "Course in infusion therapy".into(),
        issuer: "City College".into(),
        shown_on: NOW.date(),
        verdict: Verdict::Accepted,
        shown: None,
        password: PASSWORD.into(),
    }
}

pub(crate) fn sentence(facts: &Facts) -> String {
    let level = facts
        .level
        .as_ref()
        .map_or("not met", |level| level.title.as_str());
    format!("{}, {}: {level}", facts.name, facts.competency)
}

pub(crate) fn paper(facts: &acceptances::Facts) -> String {
    format!("{}, {}: {:?}", facts.name, facts.title, facts.verdict)
}

pub(crate) async fn sign(hospital: &Hospital, actor: &Actor, new: NewSignOff) -> Result<(), Error> {
    sign_off(&hospital.records, actor, new, sentence).await
}

/// Somebody's evidence for a competency.
pub(crate) async fn pieces(hospital: &Hospital, of: Uuid, competency: &str) -> Vec<EvidenceRow> {
    let page = person(&hospital.records, &hospital.actor(of), of).await.unwrap();
    let about = |piece: &EvidenceRow| piece.competency == competency;
    page.evidence.into_iter().filter(about).collect()
}

/// The nurse's evidence for a competency that passed.
pub(crate) async fn piece(hospital: &Hospital, competency: &str) -> Uuid {
    let pieces = pieces(hospital, hospital.nurse, competency).await;
    let passed = |piece: &&EvidenceRow| piece.passed && piece.kind != EvidenceKind::SignOff;
    pieces.iter().find(passed).unwrap().id
}
