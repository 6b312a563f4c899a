//! A bedside to observe at: a framework that asks for observed practice, a checklist, and assessors who hold it.

use super::hospital::{Hospital, NOW, PASSWORD};
use competency::{Mark, Seen};
use records::observations::{Facts, NewObservation, Receipt, record};
use records::people::NewPerson;
use records::roles::NewGrant;
use records::{Actor, Error, Role};
use time::OffsetDateTime;
use uuid::Uuid;

/// Speaks for the competencies before the shipped framework, since its name comes first.
pub(crate) const FRAMEWORK: &str = "
framework: bedside
title: At the bedside
description: What is seen at the bed, for tests.
groups:
  - {id: programming, title: Programming}
levels:
  - {id: knows-how, title: Knows how, description: Explains it.}
  - {id: shows-how, title: Shows how, description: Shows it.}
  - {id: does, title: Does, description: Does it every day.}
competencies:
  - id: infusion.dose-programming
    title: Programme a dose
    description: Does so.
    group: programming
    level: shows-how
    rule:
      requires:
        - {any_of: [simulator_run, observed_practice]}
      valid: {months: 12}
      due_days: 60
      grace_days: 14
      assessor: {level: shows-how, excludes: [declared, reciprocal]}
  - id: infusion.limits
    title: Respect limits
    description: Does so.
    group: programming
    level: shows-how
    rule:
      requires:
        - {any_of: [simulator_run, observed_practice]}
      valid: {months: 12}
      due_days: 60
      grace_days: 14
      assessor: {level: shows-how, excludes: [declared, reciprocal]}
roles:
  - {id: nurse, title: Nurse, requires: [infusion.dose-programming, infusion.limits]}
";

pub(crate) const CHECKLIST: &str = "
checklist: infusion-bedside
title: An infusion at the bed
description: Twenty minutes at the bed.
competencies: [infusion.dose-programming, infusion.limits]
assessor_level: shows-how
items:
  - {id: identity, text: Compares two identifiers, critical: true, why: Nobody else is meant.}
  - {id: label, text: Reads the label, why: Bags look alike.}
  - {id: line, text: Follows the line, why: Lines are swapped.}
  - {id: alarm, text: Answers the alarm, why: It says something.}
pass_percent: 75
";

pub(crate) const SLUG: &str = "infusion-bedside";
pub(crate) use Seen::{Done, Missed, NotApplicable};

/// Publishes framework and checklist; the assessor holds what the checklist is about and may sign.
pub(crate) async fn make(hospital: &Hospital) {
    hospital.publish().await;
    let system = hospital.system();
    records::content::publish_framework(&hospital.records, &system, FRAMEWORK)
        .await
        .unwrap();
    records::content::publish_checklist(&hospital.records, &system, CHECKLIST)
        .await
        .unwrap();
    qualify(hospital, hospital.assessor).await;
}

/// Makes somebody a learner of the intensive care unit who has passed today and may sign.
pub(crate) async fn qualify(hospital: &Hospital, person: Uuid) {
    let grant = NewGrant {
        person,
        unit: hospital.icu,
        role: Role::Learner,
    };
    records::roles::grant(&hospital.records, &hospital.system(), grant)
        .await
        .unwrap();
    records::signin::set_password(&hospital.records, &hospital.system(), person, PASSWORD)
        .await
        .unwrap();
    hospital.pass(person, NOW).await;
}

/// A second assessor of the intensive care unit, who holds the same.
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
    qualify(hospital, person).await;
    person
}

pub(crate) fn marks(seen: [Seen; 4]) -> Vec<Mark> {
    let mark = |(item, seen): (&str, Seen)| Mark {
        item: item.into(),
        seen,
        remark: String::new(),
    };
    ["identity", "label", "line", "alarm"]
        .into_iter()
        .zip(seen)
        .map(mark)
        .collect()
}

/// What was seen of the nurse at an instant.
pub(crate) fn seen(hospital: &Hospital, seen: [Seen; 4], observed_at: OffsetDateTime) -> NewObservation {
    NewObservation {
        id: Uuid::now_v7(),
        person: hospital.nurse,
        checklist: SLUG.into(),
        version: 1,
        marks: marks(seen),
        note: String::new(),
        observed_at,
        shown: None,
        password: PASSWORD.into(),
    }
}

pub(crate) fn sentence(facts: &Facts) -> String {
    format!(
        "{}: {} of {} by version {}",
        facts.learner, facts.observed.done, facts.observed.applied, facts.version
    )
}

pub(crate) async fn observe(
    hospital: &Hospital,
    actor: &Actor,
    new: NewObservation,
) -> Result<Receipt, Error> {
    record(&hospital.records, actor, new, sentence).await
}

/// Every record is as the ledger tells it.
pub(crate) async fn ledger_holds(hospital: &Hospital) {
    let verification = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(verification.bad, None);
}
