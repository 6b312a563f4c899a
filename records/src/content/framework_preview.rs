//! What publishing a framework would change: looked at before anything is written.

use super::framework_import::{FrameworkError, read};
use super::frameworks::{Catalogue, catalogue};
use super::latest::{Head, latest_row};
use super::publish::{require_publisher, to_json};
use super::{Kind, PublishOutcome, retire};
use crate::people::entity as people;
use crate::secret::sha256_hex;
use crate::standing::{Holder, State, evidence_entity as evidence, projection, void_entity as voids};
use crate::{Actor, Error, Records, calendars};
use competency::{Competency, Framework};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// People looked at together, so that memory stays bounded.
const PEOPLE: u64 = 200;

/// What publishing would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The framework's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The version it would get; the present one where nothing is new.
    pub version: u32,
    /// Whether there is anything new in it.
    pub outcome: PublishOutcome,
    /// Whether the framework is out of use, so that a new version asks nothing of anybody.
    pub is_retired: bool,
    /// Competencies that are new in it.
    pub added: Vec<Named>,
    /// Competencies that change.
    pub changed: Vec<ChangedCompetency>,
    /// Competencies that are no longer in it.
    pub dropped: Vec<Named>,
    /// Jobs that need other competencies than before.
    pub jobs: Vec<Named>,
    /// Competencies that another framework has, too: the first by name speaks for them.
    pub elsewhere: Vec<Named>,
    /// People who may sign in.
    pub n_people: u32,
    /// Of those: whose status in a competency changes.
    pub n_affected: u32,
    /// How statuses change, by competency.
    pub moves: Vec<StatusMove>,
}

/// An identity with its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The identity.
    pub id: String,
    /// The title.
    pub title: String,
}

/// A competency that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedCompetency {
    /// The competency.
    pub id: String,
    /// Its new title.
    pub title: String,
    /// What changes about it.
    pub aspects: Vec<Aspect>,
}

/// What can change about a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Its title or description.
    Wording,
    /// The heading it stands under.
    Group,
    /// The level it asks for.
    Level,
    /// The device it is about, or its version.
    Device,
    /// When it is met, and for how long.
    Rule,
}

/// Some people's status in a competency, before and after. No status: nothing is asked of them and nothing was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusMove {
    /// The competency's title.
    pub competency: String,
    /// The status now.
    pub before: Option<State>,
    /// The status after publishing.
    pub after: Option<State>,
    /// How many people.
    pub n_people: u32,
}

/// What publishing this text would change; nothing is written. For those who may publish.
pub async fn preview_framework(
    records: &Records,
    actor: &Actor,
    source: &str,
) -> Result<Preview, FrameworkError> {
    let db = records.read();
    require_publisher(db, actor).await?;
    let framework = read(source)?;
    let latest = latest_row(db, actor.org, Kind::Framework, &framework.framework).await?;
    let hash = sha256_hex(to_json(&framework)?.as_bytes());
    let (version, outcome) = match &latest {
        Some(row) if row.hash == hash => (row.version, PublishOutcome::Unchanged),
        Some(row) => (row.version + 1, PublishOutcome::New),
        None => (1, PublishOutcome::New),
    };
    let before = match latest {
        Some(row) => {
            let (slug, version) = (row.slug, row.version);
            let stored = super::frameworks::framework(records, db, actor.org, Head { slug, version });
            Some(stored.await?)
        }
        None => None,
    };
    let retired = retire::open(db, actor.org, Kind::Framework, &framework.framework).await?;
    let now = catalogue(records, db, actor.org).await?;
    let then = match retired {
        Some(_) => catalogue(records, db, actor.org).await?,
        None => now.with(framework.clone()),
    };
    let people = moves(db, actor, &now, &then).await?;
    let differences = Differences::between(before.as_deref(), &framework);
    Ok(Preview {
        version: u32::try_from(version).unwrap_or(u32::MAX),
        outcome,
        is_retired: retired.is_some(),
        added: differences.added,
        changed: differences.changed,
        dropped: differences.dropped,
        jobs: differences.jobs,
        elsewhere: elsewhere(&now, &framework),
        n_people: people.n_people,
        n_affected: people.n_affected,
        moves: people.moves,
        slug: framework.framework,
        title: framework.title,
    })
}

/// How two versions of a framework differ.
struct Differences {
    added: Vec<Named>,
    changed: Vec<ChangedCompetency>,
    dropped: Vec<Named>,
    jobs: Vec<Named>,
}

impl Differences {
    fn between(before: Option<&Framework>, after: &Framework) -> Self {
        let known = |id: &str| before.and_then(|before| before.competency(id));
        let changed = |competency: &Competency| {
            let aspects = aspects(known(&competency.id)?, competency);
            (!aspects.is_empty()).then(|| ChangedCompetency {
                id: competency.id.clone(),
                title: competency.title.clone(),
                aspects,
            })
        };
        let dropped = before.map_or(&[][..], |before| &before.competencies);
        let jobs_before = before.map_or(&[][..], |before| &before.roles);
        let jobs = after.roles.iter().chain(
            jobs_before
                .iter()
                .filter(|role| !after.roles.iter().any(|known| known.id == role.id)),
        );
        let differs = |job: &str| {
            let needed = |framework: &Framework| -> BTreeSet<String> {
                framework.required_for(job).iter().cloned().collect()
            };
            before.map(needed).unwrap_or_default() != needed(after)
        };
        Self {
            added: after
                .competencies
                .iter()
                .filter(|competency| known(&competency.id).is_none())
                .map(named)
                .collect(),
            changed: after.competencies.iter().filter_map(changed).collect(),
            dropped: dropped
                .iter()
                .filter(|competency| after.competency(&competency.id).is_none())
                .map(named)
                .collect(),
            jobs: jobs
                .filter(|role| differs(&role.id))
                .map(|role| Named {
                    id: role.id.clone(),
                    title: role.title.clone(),
                })
                .collect(),
        }
    }
}

fn aspects(before: &Competency, after: &Competency) -> Vec<Aspect> {
    let worded = before.title == after.title && before.description == after.description;
    [
        (!worded, Aspect::Wording),
        (before.group != after.group, Aspect::Group),
        (before.level != after.level, Aspect::Level),
        (before.device != after.device, Aspect::Device),
        (before.rule != after.rule, Aspect::Rule),
    ]
    .into_iter()
    .filter_map(|(differs, aspect)| differs.then_some(aspect))
    .collect()
}

fn named(competency: &Competency) -> Named {
    Named {
        id: competency.id.clone(),
        title: competency.title.clone(),
    }
}

fn elsewhere(catalogue: &Catalogue, framework: &Framework) -> Vec<Named> {
    let others = || {
        catalogue
            .frameworks()
            .filter(|other| other.framework != framework.framework)
    };
    framework
        .competencies
        .iter()
        .filter(|competency| others().any(|other| other.competency(&competency.id).is_some()))
        .map(named)
        .collect()
}

/// How the statuses of people change.
struct Moves {
    n_people: u32,
    n_affected: u32,
    moves: Vec<StatusMove>,
}

/// A status before and after.
type Step = (Option<State>, Option<State>);

/// Compares everybody's status under two catalogues.
async fn moves(
    db: &impl ConnectionTrait,
    actor: &Actor,
    now: &Catalogue,
    then: &Catalogue,
) -> Result<Moves, Error> {
    let titles: BTreeMap<&str, &str> = now
        .competencies()
        .into_iter()
        .chain(then.competencies())
        .map(|competency| (competency.id.as_str(), competency.title.as_str()))
        .collect();
    let mut counted: BTreeMap<(&str, Step), u32> = BTreeMap::new();
    let (mut n_people, mut n_affected, mut after) = (0, 0, Uuid::nil());
    loop {
        let page = people::Entity::find()
            .filter(people::Column::Org.eq(actor.org))
            .filter(people::Column::DisabledMs.is_null())
            .filter(people::Column::ErasedMs.is_null())
            .filter(people::Column::Id.gt(after))
            .order_by_asc(people::Column::Id)
            .limit(PEOPLE)
            .all(db)
            .await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        let ids: Vec<Uuid> = page.iter().map(|person| person.id).collect();
        let shown = Shown::of(db, actor.org, &ids).await?;
        for person in &page {
            n_people += 1;
            let states_now = shown.states(db, actor, now, person).await?;
            let states_then = shown.states(db, actor, then, person).await?;
            let mut moved = false;
            for id in titles.keys() {
                let step = (states_now.get(*id).copied(), states_then.get(*id).copied());
                if step.0 != step.1 {
                    moved = true;
                    *counted.entry((*id, step)).or_default() += 1;
                }
            }
            n_affected += u32::from(moved);
        }
    }
    let moves = counted
        .into_iter()
        .map(|((id, (before, after)), n_people)| StatusMove {
            competency: titles
                .get(id)
                .map_or_else(String::new, |title| (*title).to_owned()),
            before,
            after,
            n_people,
        });
    Ok(Moves {
        n_people,
        n_affected,
        moves: moves.collect(),
    })
}

/// What some people have shown.
struct Shown {
    pieces: BTreeMap<Uuid, BTreeMap<String, Vec<evidence::Model>>>,
    void: BTreeSet<Uuid>,
}

impl Shown {
    async fn of(db: &impl ConnectionTrait, org: Uuid, ids: &[Uuid]) -> Result<Self, Error> {
        let rows = evidence::Entity::find()
            .filter(evidence::Column::Org.eq(org))
            .filter(evidence::Column::Person.is_in(ids.iter().copied()))
            .all(db)
            .await?;
        let void = voids::Entity::find()
            .filter(voids::Column::Org.eq(org))
            .filter(voids::Column::Person.is_in(ids.iter().copied()))
            .all(db)
            .await?;
        let mut pieces: BTreeMap<Uuid, BTreeMap<String, Vec<evidence::Model>>> = BTreeMap::new();
        for row in rows {
            let of_person = pieces.entry(row.person).or_default();
            of_person.entry(row.competency.clone()).or_default().push(row);
        }
        Ok(Self {
            pieces,
            void: void.into_iter().map(|row| row.source).collect(),
        })
    }

    /// The states of a person in what is asked of them and what they have shown.
    async fn states(
        &self,
        db: &impl ConnectionTrait,
        actor: &Actor,
        catalogue: &Catalogue,
        person: &people::Model,
    ) -> Result<BTreeMap<String, State>, Error> {
        let pieces = self.pieces.get(&person.id);
        // Without evidence no day ends, so that the calendar does not matter.
        let calendar = match pieces {
            Some(_) => calendars::of_person(db, actor.org, person.id).await?,
            None => calendars::of_organisation(db, actor.org).await?,
        };
        let rows: Vec<_> = pieces
            .into_iter()
            .flat_map(BTreeMap::values)
            .filter_map(|pieces| projection(catalogue, pieces, &self.void, &calendar))
            .collect();
        let holder = Holder {
            catalogue,
            person: person.id,
            rows: &rows,
            restrictions: &BTreeMap::new(),
            calendar: &calendar,
            as_of: actor.now,
        };
        let state = |competency: &Competency| {
            let cell = holder.cell(competency, &person.job);
            (cell.required || holder.has_shown(competency)).then(|| (competency.id.clone(), cell.state))
        };
        Ok(catalogue.competencies().into_iter().filter_map(state).collect())
    }
}
