//! What a learner sees first, and a module's page.

use crate::assignments::due_dates;
use crate::attempts::{Allowance, AttemptRow, AttemptStatus, Kind, allowances, rows_of};
use crate::content::{Module, catalogue, latest_modules, latest_scenario};
use crate::permission::{Ability, Scope};
use crate::standing::{CompetencyRow, State, competency_rows};
use crate::{Actor, Error, Records};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use training::scenario::Brief;

/// How many of the latest attempts the first page shows.
const RECENT: usize = 8;

/// What a learner sees first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Every competency one's job needs, or that one has shown.
    pub competencies: Vec<CompetencyRow>,
    /// The modules, those to do first at the top.
    pub modules: Vec<ModuleRow>,
    /// Attempts that can be resumed.
    pub open: Vec<AttemptRow>,
    /// The latest recorded attempts.
    pub recent: Vec<AttemptRow>,
}

/// A module in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleRow {
    /// The scenario's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One or two sentences about it.
    pub summary: String,
    /// How long a run usually takes.
    pub minutes: u32,
    /// The competencies a passed run is evidence for.
    pub competencies: Vec<String>,
    /// By when it is assigned, if it is and no graded run has passed since.
    pub due_at: Option<OffsetDateTime>,
    /// The state among its competencies that asks for most attention; none if the job needs none of them.
    pub state: Option<State>,
    /// When a graded run last passed.
    pub passed_at: Option<OffsetDateTime>,
    /// How one stands with graded runs.
    pub allowance: Allowance,
}

/// A module's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModulePage {
    /// The module in its list.
    pub row: ModuleRow,
    /// The scenario's version.
    pub version: u32,
    /// The scenario's hash.
    pub hash: String,
    /// What the learner reads first; may hold placeholders that the drawn variant fills.
    pub brief: Brief,
    /// The competencies it is evidence for, and how one stands.
    pub competencies: Vec<CompetencyRow>,
    /// One's own attempts, newest first.
    pub attempts: Vec<AttemptRow>,
    /// Whether it is overdue for review, so that no graded run starts.
    pub review_overdue: bool,
    /// Who stands behind the content.
    pub approved_by: String,
    /// Whether one may start runs at all.
    pub may_train: bool,
}

/// The signed-in person's first page.
pub async fn home(records: &Records, actor: &Actor) -> Result<Home, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let db = records.read();
    let job = crate::people::find(db, actor.org, person).await?.job;
    let competencies = competency_rows(records, db, actor, person, &job).await?;
    let modules = latest_modules(records, db, actor.org).await?;
    let catalogue = catalogue(records, db, actor.org).await?;
    let mut allowances = allowances(db, actor, person, &catalogue, &modules).await?;
    let dues = due_dates(db, actor.org, person).await?;
    let attempts = rows_of(records, db, actor, person, &[Kind::Graded, Kind::Practice], None).await?;
    let passed = last_passes(&attempts);
    let mut rows = Vec::with_capacity(modules.len());
    for module in &modules {
        let Some(allowance) = allowances.remove(&module.slug) else {
            continue;
        };
        let due = dues.get(&module.slug).copied();
        rows.push(module_row(
            module,
            &competencies,
            allowance,
            due,
            passed.get(&module.slug).copied(),
        ));
    }
    rows.sort_by(|a, b| urgency(a).cmp(&urgency(b)).then_with(|| a.title.cmp(&b.title)));
    let is_open = |row: &&AttemptRow| row.status == AttemptStatus::Open && row.kind == Kind::Graded;
    let is_recorded = |row: &&AttemptRow| row.recorded_at.is_some();
    Ok(Home {
        competencies,
        modules: rows,
        open: attempts.iter().filter(is_open).cloned().collect(),
        recent: attempts
            .iter()
            .filter(is_recorded)
            .take(RECENT)
            .cloned()
            .collect(),
    })
}

/// A module's page for the signed-in person.
pub async fn module(records: &Records, actor: &Actor, slug: &str) -> Result<ModulePage, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.holds_any() {
        return Err(Error::NotFound);
    }
    let module = latest_scenario(records, db, actor.org, slug).await?;
    let job = crate::people::find(db, actor.org, person).await?.job;
    let competencies = competency_rows(records, db, actor, person, &job).await?;
    let catalogue = catalogue(records, db, actor.org).await?;
    let modules = vec![module.clone()];
    let allowance = allowances(db, actor, person, &catalogue, &modules)
        .await?
        .remove(slug);
    let attempts = rows_of(
        records,
        db,
        actor,
        person,
        &[Kind::Graded, Kind::Practice],
        Some(slug),
    )
    .await?;
    let due = due_dates(db, actor.org, person).await?.get(slug).copied();
    let passed = last_passes(&attempts).get(slug).copied();
    let row = module_row(
        &module,
        &competencies,
        allowance.ok_or(Error::NotFound)?,
        due,
        passed,
    );
    let serves = |row: &&CompetencyRow| module.scenario.competencies.contains(&row.id);
    Ok(ModulePage {
        row,
        version: module.version,
        hash: module.hash.clone(),
        brief: module.scenario.brief.clone(),
        competencies: competencies.iter().filter(serves).cloned().collect(),
        attempts,
        review_overdue: module.review_due_at <= actor.now,
        approved_by: module.scenario.approval.approved_by.clone(),
        may_train: scope.anywhere(Ability::Train),
    })
}

/// When a graded run last passed, by the scenario's name.
fn last_passes(attempts: &[AttemptRow]) -> BTreeMap<String, OffsetDateTime> {
    let mut passes = BTreeMap::new();
    for attempt in attempts
        .iter()
        .filter(|a| a.kind == Kind::Graded && a.passed == Some(true))
    {
        if let Some(at) = attempt.recorded_at {
            let latest = passes.entry(attempt.scenario.clone()).or_insert(at);
            *latest = at.max(*latest);
        }
    }
    passes
}

fn module_row(
    module: &Module,
    competencies: &[CompetencyRow],
    allowance: Allowance,
    due: Option<crate::assignments::DueDate>,
    passed_at: Option<OffsetDateTime>,
) -> ModuleRow {
    let needed = competencies
        .iter()
        .filter(|row| row.cell.required && module.scenario.competencies.contains(&row.id));
    let open_due = due.filter(|due| passed_at.is_none_or(|passed_at| passed_at < due.assigned_at));
    ModuleRow {
        slug: module.slug.clone(),
        title: module.scenario.title.clone(),
        summary: module.scenario.summary.clone(),
        minutes: module.scenario.minutes,
        competencies: module.scenario.competencies.clone(),
        due_at: open_due.map(|due| due.due_at),
        state: needed.map(|row| row.cell.state).max(),
        passed_at,
        allowance,
    }
}

/// The order of the list: assigned by date, then by what lapses first.
fn urgency(row: &ModuleRow) -> (bool, Option<OffsetDateTime>, u8) {
    let by_state = match row.state {
        Some(State::Lapsed) => 0,
        Some(State::Never) => 1,
        Some(State::Due) => 2,
        Some(State::Current) => 3,
        None => 4,
    };
    (row.due_at.is_none(), row.due_at, by_state)
}
