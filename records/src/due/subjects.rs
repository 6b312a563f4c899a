//! What gives evidence: modules, tests and checklists in use.

use super::item::{Link, Way};
use crate::content::{Module, Modules, latest_checklists, latest_tests};
use crate::{Error, Records};
use competency::EvidenceKind;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Something published that gives evidence of a kind.
pub(super) struct Subject {
    pub(super) kind: EvidenceKind,
    pub(super) competencies: Vec<String>,
    link: Link,
}

impl Subject {
    /// The way that it is.
    pub(super) fn way(&self) -> Way {
        Way {
            kind: self.kind,
            link: Some(self.link.clone()),
        }
    }
}

/// Everything in use that gives evidence.
pub(super) async fn subjects(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    modules: &Modules,
) -> Result<Vec<Subject>, Error> {
    let mut subjects: Vec<Subject> = modules.iter().map(of_module).collect();
    for test in latest_tests(records, db, org).await? {
        let blueprint = test.blueprint();
        subjects.push(Subject {
            kind: EvidenceKind::Test,
            competencies: blueprint.competencies.clone(),
            link: Link {
                slug: blueprint.test.clone(),
                title: blueprint.title.clone(),
                minutes: Some(blueprint.minutes),
            },
        });
    }
    for stored in latest_checklists(records, db, org).await? {
        subjects.push(Subject {
            kind: EvidenceKind::ObservedPractice,
            competencies: stored.checklist.competencies.clone(),
            link: Link {
                slug: stored.checklist.checklist.clone(),
                title: stored.checklist.title.clone(),
                minutes: None,
            },
        });
    }
    Ok(subjects)
}

/// A module, by its graded run.
pub(super) fn of_module(module: &Module) -> Subject {
    Subject {
        kind: EvidenceKind::SimulatorRun,
        competencies: module.scenario.competencies.clone(),
        link: Link {
            slug: module.slug.clone(),
            title: module.scenario.title.clone(),
            minutes: Some(module.scenario.minutes),
        },
    }
}
