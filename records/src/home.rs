//! What a person sees first, and a module's page.

use crate::attempts::{Allowance, AttemptRow, AttemptStatus, Kind, allowances, rows_of};
use crate::content::{Module, latest_scenario};
use crate::due::{DueItem, Learner};
use crate::permission::{Ability, Scope};
use crate::refreshers::Refresher;
use crate::self_assessments::{BeliefRow, said_today, titled};
use crate::standing::{CompetencyRow, State, UnitGlance, glance};
use crate::validation::subject_of;
use crate::{Actor, Error, Records, reminders};
use serde::{Deserialize, Serialize};
use simulators::validation::Subject;
use time::OffsetDateTime;
use training::scenario::Brief;
use uuid::Uuid;

/// How many of the latest attempts the first page shows.
const RECENT: usize = 8;
/// How many of the most urgent things the first page shows.
const DUE: usize = 4;
/// How many refreshers the first page offers.
const REFRESHERS: usize = 3;

/// What a person sees first: what they learn, and the units they answer for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Whether they learn somewhere; if not, what is about learning is empty.
    pub trains: bool,
    /// The most urgent things that are due.
    pub due: Vec<DueItem>,
    /// What begins to fade most.
    pub refreshers: Vec<Refresher>,
    /// Reminders not yet seen.
    pub n_unseen: u32,
    /// The units whose people's standings they see.
    pub units: Vec<UnitGlance>,
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
    /// What a learner is asked before it, and what one said of it today.
    pub beliefs: Vec<BeliefRow>,
    /// One's own attempts, newest first.
    pub attempts: Vec<AttemptRow>,
    /// Whether it is overdue for review, so that no graded run starts.
    pub review_overdue: bool,
    /// Who stands behind the content.
    pub approved_by: String,
    /// Whether one may start runs at all.
    pub may_train: bool,
    /// The device it plays, for how that is modelled.
    pub modelled: Subject,
}

/// The signed-in person's first page.
pub async fn home(records: &Records, actor: &Actor) -> Result<Home, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let home = match scope.anywhere(Ability::Train) {
        true => of_learner(records, actor, person).await?,
        false => Home::default(),
    };
    Ok(Home {
        units: glance(records, db, actor).await?,
        ..home
    })
}

async fn of_learner(records: &Records, actor: &Actor, person: Uuid) -> Result<Home, Error> {
    let db = records.read();
    let learner = Learner::read(records, db, actor, person).await?;
    let mut allowances = allowances(db, actor, person, &learner.catalogue, &learner.modules).await?;
    let attempts = rows_of(records, db, actor, person, &[Kind::Graded, Kind::Practice], None).await?;
    let mut modules = Vec::with_capacity(learner.modules.len());
    for module in &learner.modules {
        if let Some(allowance) = allowances.remove(&module.slug) {
            modules.push(module_row(module, &learner, allowance));
        }
    }
    modules.sort_by(|a, b| urgency(a).cmp(&urgency(b)).then_with(|| a.title.cmp(&b.title)));
    let is_open = |row: &&AttemptRow| row.status == AttemptStatus::Open && row.kind == Kind::Graded;
    let is_recorded = |row: &&AttemptRow| row.recorded_at.is_some();
    let mut due = learner.items(actor.now);
    due.truncate(DUE);
    let mut refreshers = learner.refreshers(db, actor).await?;
    refreshers.truncate(REFRESHERS);
    Ok(Home {
        trains: true,
        due,
        refreshers,
        n_unseen: reminders::n_unseen(db, actor.org, person).await?,
        units: Vec::new(),
        competencies: learner.competencies,
        modules,
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
    let learner = Learner::read(records, db, actor, person).await?;
    let modules = vec![module.clone()];
    let allowance = allowances(db, actor, person, &learner.catalogue, &modules)
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
    let row = module_row(&module, &learner, allowance.ok_or(Error::NotFound)?);
    let said = said_today(db, actor, person).await?;
    let beliefs = titled(records, db, actor.org, &module.scenario.competencies, &said).await?;
    let serves = |row: &&CompetencyRow| module.scenario.competencies.contains(&row.id);
    Ok(ModulePage {
        row,
        version: module.version,
        hash: module.hash.clone(),
        brief: module.scenario.brief.clone(),
        competencies: learner.competencies.iter().filter(serves).cloned().collect(),
        beliefs,
        attempts,
        review_overdue: module.review_due_at <= actor.now,
        approved_by: module.scenario.approval.approved_by.clone(),
        may_train: scope.anywhere(Ability::Train),
        modelled: subject_of(module.scenario.device),
    })
}

fn module_row(module: &Module, learner: &Learner, allowance: Allowance) -> ModuleRow {
    let needed = learner
        .competencies
        .iter()
        .filter(|row| row.cell.required && module.scenario.competencies.contains(&row.id));
    ModuleRow {
        slug: module.slug.clone(),
        title: module.scenario.title.clone(),
        summary: module.scenario.summary.clone(),
        minutes: module.scenario.minutes,
        competencies: module.scenario.competencies.clone(),
        due_at: learner.assigned.get(&module.slug).copied(),
        state: needed.map(|row| row.cell.state).max(),
        passed_at: learner.passed.get(&module.slug).copied(),
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
