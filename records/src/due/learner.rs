//! A learner as far as duties go, read once for a list or a reminder.

use super::item::{DueItem, Way, What, asked};
use super::subjects::{Subject, of_module, subjects};
use crate::assignments::due_dates;
use crate::attempts::last_passes;
use crate::content::{Catalogue, Module, Modules, catalogue, latest_modules};
use crate::refreshers::{Refresher, refreshers_of};
use crate::standing::{CompetencyRow, competency_rows};
use crate::{Actor, Error, Records};
use competency::{EvidenceKind, Reason};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A learner as far as duties go.
pub(crate) struct Learner {
    pub(crate) person: Uuid,
    pub(crate) competencies: Vec<CompetencyRow>,
    pub(crate) modules: Modules,
    pub(crate) catalogue: Catalogue,
    /// The modules, tests and checklists that give evidence.
    subjects: Vec<Subject>,
    /// By when a module is to be done that was assigned and not passed since, by the scenario's name.
    pub(crate) assigned: BTreeMap<String, OffsetDateTime>,
    /// When a graded run last passed, by the scenario's name.
    pub(crate) passed: BTreeMap<String, OffsetDateTime>,
}

impl Learner {
    pub(crate) async fn read(
        records: &Records,
        db: &impl ConnectionTrait,
        actor: &Actor,
        person: Uuid,
    ) -> Result<Self, Error> {
        let job = crate::people::find(db, actor.org, person).await?.job;
        let passed = last_passes(db, actor.org, person).await?;
        let dues = due_dates(db, actor.org, person).await?.into_iter();
        let open = dues.filter(|(slug, due)| passed.get(slug).is_none_or(|at| *at < due.assigned_at));
        let modules = latest_modules(records, db, actor.org).await?;
        Ok(Self {
            person,
            subjects: subjects(records, db, actor.org, &modules).await?,
            competencies: competency_rows(records, db, actor, person, &job).await?,
            modules,
            catalogue: catalogue(records, db, actor.org).await?,
            assigned: open.map(|(slug, due)| (slug, due.due_at)).collect(),
            passed,
        })
    }

    /// What is due, the most urgent first.
    pub(crate) fn items(&self, now: OffsetDateTime) -> Vec<DueItem> {
        let restricted = self
            .competencies
            .iter()
            .filter(|row| row.cell.restriction.is_some())
            .map(|row| self.of_competency(row, What::Restricted, None));
        let competencies = self
            .competencies
            .iter()
            .filter_map(|row| asked(row, now).map(|(what, at)| self.of_competency(row, what, at)));
        let assigned = self.modules.iter().filter_map(|module| {
            let due_at = self.assigned.get(&module.slug)?;
            Some(of_assignment(module, *due_at))
        });
        let mut items: Vec<DueItem> = restricted.chain(competencies).chain(assigned).collect();
        items.sort_by(|a, b| {
            let order = a.urgency(now).cmp(&b.urgency(now));
            order.then_with(|| a.title.cmp(&b.title))
        });
        items
    }

    /// The modules to refresh now.
    pub(crate) async fn refreshers(
        &self,
        db: &impl ConnectionTrait,
        actor: &Actor,
    ) -> Result<Vec<Refresher>, Error> {
        refreshers_of(db, actor, self.person, &self.modules, &self.competencies).await
    }

    /// The title of a module; its name where it is no longer in use.
    pub(crate) fn module_title(&self, slug: &str) -> String {
        let module = self.modules.iter().find(|module| module.slug == slug);
        module.map_or_else(|| slug.to_owned(), |module| module.scenario.title.clone())
    }

    fn of_competency(&self, row: &CompetencyRow, what: What, at: Option<OffsetDateTime>) -> DueItem {
        DueItem {
            what,
            id: row.id.clone(),
            title: row.title.clone(),
            at,
            reason: Some(row.cell.reason),
            ways: self.ways(row),
        }
    }

    /// What gives the evidence that is missing or ends first; every kind that counts where nothing is there yet.
    fn ways(&self, row: &CompetencyRow) -> Vec<Way> {
        let Some(mut competency) = self.catalogue.competency(&row.id) else {
            return Vec::new();
        };
        let mut place = row.cell.requirement.map(usize::from);
        if matches!(row.cell.reason, Reason::DifferenceDue | Reason::DifferenceMissing) {
            let difference = competency
                .device
                .as_ref()
                .and_then(|device| device.difference.as_ref());
            let other = difference.and_then(|difference| self.catalogue.competency(&difference.competency));
            if let Some(other) = other {
                (competency, place) = (other, None);
            }
        }
        let requires = &competency.rule.requires;
        let requires = place
            .and_then(|place| requires.get(place..=place))
            .unwrap_or(requires);
        let mut kinds: Vec<EvidenceKind> = Vec::new();
        for kind in requires.iter().flat_map(|requirement| &requirement.any_of) {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
        kinds
            .into_iter()
            .flat_map(|kind| self.of_kind(kind, &competency.id))
            .collect()
    }

    /// What gives evidence of a kind for a competency; the kind alone where nothing of it is published.
    fn of_kind(&self, kind: EvidenceKind, competency: &str) -> Vec<Way> {
        let gives = |subject: &&Subject| {
            subject.kind == kind && subject.competencies.iter().any(|id| id == competency)
        };
        let subjects = self.subjects.iter().filter(gives);
        let mut ways: Vec<Way> = subjects.map(Subject::way).collect();
        if ways.is_empty() {
            ways.push(Way { kind, link: None });
        }
        ways
    }
}

fn of_assignment(module: &Module, due_at: OffsetDateTime) -> DueItem {
    DueItem {
        what: What::Assigned,
        id: module.slug.clone(),
        title: module.scenario.title.clone(),
        at: Some(due_at),
        reason: None,
        ways: vec![of_module(module).way()],
    }
}
