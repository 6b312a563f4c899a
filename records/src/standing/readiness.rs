//! Who is competent here, at a time: yes or no with the reason, never scores or evidence.

use super::history::{projections_as_of, restrictions_as_of};
use super::{Cell, Holder, State, entity, learners_of};
use crate::audit::{Access, note};
use crate::calendars::{self, Calendar};
use crate::content::{Catalogue, catalogue, catalogue_as_of};
use crate::instant::to_ms;
use crate::people::entity as people;
use crate::permission::{Ability, Scope, below};
use crate::roles::entity as grants;
use crate::units::UnitView;
use crate::{Actor, Error, Invalid, Records, Role, restrictions};
use competency::{Competency, Reason, local_day};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::{Duration, OffsetDateTime, PrimitiveDateTime, Time};
use uuid::Uuid;

/// How far ahead one may ask: what is known now says little beyond it.
const AHEAD: Duration = Duration::days(90);
/// The hour that "tonight" means.
const NIGHT: Time = time::macros::time!(22:00);

/// What people are asked to be competent in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// One competency, by its identity.
    Competency(String),
    /// A model of device: every competency about it that the person's job needs; all of them where it needs none.
    Device(String),
}

/// For when one asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// Now.
    Now,
    /// When the unit's clock next shows ten in the evening.
    Tonight,
    /// When the unit's clock shows this: in the past as it was known then, or up to 90 days ahead by what is known now.
    Shown(PrimitiveDateTime),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessQuestion {
    /// The unit; the units below it are included.
    pub unit: Uuid,
    /// What for.
    pub about: About,
    /// For when.
    pub when: When,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// The unit.
    pub unit: Uuid,
    /// Its name.
    pub unit_name: String,
    /// The instant it holds for, on the unit's clock.
    pub at: OffsetDateTime,
    /// Who may be relied on, by name.
    pub can: Vec<ReadyRow>,
    /// Who may not, by name.
    pub cannot: Vec<ReadyRow>,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyRow {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Why: what ends first for those who can, everything that is missing for those who cannot.
    pub reasons: Vec<ReadyReason>,
}

/// Why a person can or cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyReason {
    /// The title of the competency.
    pub competency: String,
    /// How it stands.
    pub state: State,
    /// The end of its validity, past or to come, on the unit's clock.
    pub until: Option<OffsetDateTime>,
    /// Why it stands so.
    pub reason: Reason,
    /// Whether it may be done alone.
    pub supervision: Supervision,
}

/// Whether something may be done alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Supervision {
    /// Nothing says otherwise.
    NotAsked,
    /// A restriction is open: not unsupervised.
    Required,
}

/// What one may choose from to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The units one may ask about, in the order of the tree.
    pub units: Vec<UnitView>,
    /// The models of devices that competencies speak of.
    pub devices: Vec<String>,
    /// The competencies, in the order of display.
    pub competencies: Vec<Choice>,
}

/// A competency to ask about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its identity.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// What one may choose from: for those who may ask in some unit.
pub async fn choices(records: &Records, actor: &Actor) -> Result<Choices, Error> {
    let units = crate::units::with_readiness(records, actor).await?;
    if units.is_empty() {
        return Err(records.note_denied(actor, "standing.readiness", None));
    }
    let catalogue = catalogue(records, records.read(), actor.org).await?;
    let mut devices: Vec<String> = Vec::new();
    let mut competencies = Vec::new();
    for competency in catalogue.competencies() {
        if let Some(device) = &competency.device
            && !devices.contains(&device.model)
        {
            devices.push(device.model.clone());
        }
        competencies.push(Choice {
            id: competency.id.clone(),
            title: competency.title.clone(),
        });
    }
    Ok(Choices {
        units,
        devices,
        competencies,
    })
}

/// Who of a unit's learners may be relied on: for those who see readiness there.
pub async fn readiness(
    records: &Records,
    actor: &Actor,
    question: ReadinessQuestion,
) -> Result<Readiness, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.in_unit(db, Ability::SeeReadiness, question.unit).await? {
        return Err(records.note_denied(actor, "standing.readiness", Some(question.unit)));
    }
    let unit = crate::units::find(db, actor.org, question.unit).await?;
    let clock = calendars::of_unit(db, actor.org, question.unit).await?;
    let at = instant(question.when, actor.now, &clock)?;
    let then = match at < actor.now {
        true => Known::then(records, db, actor, question.unit, at).await?,
        false => Known::now(records, db, actor, question.unit).await?,
    };
    let asked = then.asked(&question.about)?;
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    for person in &then.people {
        let (row, answer) = then.answer(person, &asked, at, &clock);
        match answer {
            Answer::Yes => can.push(row),
            Answer::No => cannot.push(row),
        }
    }
    if actor.person_id().is_some() {
        note(records, actor, Access::Viewed, Some(question.unit), "readiness").await?;
    }
    Ok(Readiness {
        unit: unit.id,
        unit_name: unit.name,
        at: clock.local(at),
        can,
        cannot,
    })
}

/// The instant that is meant.
fn instant(when: When, now: OffsetDateTime, clock: &Calendar) -> Result<OffsetDateTime, Error> {
    let wrong = || Error::invalid("at", Invalid::OutOfRange);
    let at = match when {
        When::Now => now,
        When::Tonight => {
            let today = local_day(now, clock);
            let tonight = clock.instant(PrimitiveDateTime::new(today, NIGHT));
            let tomorrow = today
                .next_day()
                .and_then(|day| clock.instant(PrimitiveDateTime::new(day, NIGHT)));
            tonight
                .filter(|tonight| now <= *tonight)
                .or(tomorrow)
                .ok_or_else(wrong)?
        }
        When::Shown(shown) => clock.instant(shown).ok_or_else(wrong)?,
    };
    match at <= now + AHEAD {
        true => Ok(at),
        false => Err(wrong()),
    }
}

/// Yes or no.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
}

/// All that an answer rests on, read in a few questions whatever the number of people.
struct Known {
    catalogue: Catalogue,
    people: Vec<people::Model>,
    calendars: BTreeMap<Uuid, Calendar>,
    standings: BTreeMap<Uuid, Vec<entity::Model>>,
    restrictions: BTreeMap<(Uuid, String), Uuid>,
}

impl Known {
    /// What is known now.
    async fn now(
        records: &Records,
        db: &impl ConnectionTrait,
        actor: &Actor,
        unit: Uuid,
    ) -> Result<Self, Error> {
        let in_service = Condition::all().add(people::Column::DisabledMs.is_null());
        let people = learners(db, actor.org, learners_of(actor.org, unit), in_service).await?;
        let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
        let rows = entity::Entity::find()
            .filter(entity::Column::Org.eq(actor.org))
            .filter(entity::Column::Person.in_subquery(learners_of(actor.org, unit)))
            .all(db)
            .await?;
        let mut standings: BTreeMap<Uuid, Vec<entity::Model>> = BTreeMap::new();
        for row in rows {
            standings.entry(row.person).or_default().push(row);
        }
        Ok(Self {
            catalogue: catalogue(records, db, actor.org).await?,
            calendars: calendars::of_people(db, actor.org, &ids).await?,
            restrictions: restrictions::open_of(db, actor.org, &ids).await?,
            people,
            standings,
        })
    }

    /// What was known then, about those who were here then.
    async fn then(
        records: &Records,
        db: &impl ConnectionTrait,
        actor: &Actor,
        unit: Uuid,
        at: OffsetDateTime,
    ) -> Result<Self, Error> {
        let in_service = Condition::any()
            .add(people::Column::DisabledMs.is_null())
            .add(people::Column::DisabledMs.gt(to_ms(at)));
        let were_here = learners_then(actor.org, unit, at);
        let people = learners(db, actor.org, were_here, in_service).await?;
        let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
        let catalogue = catalogue_as_of(records, db, actor.org, at).await?;
        let calendars = calendars::of_people(db, actor.org, &ids).await?;
        Ok(Self {
            standings: projections_as_of(db, actor.org, &catalogue, &calendars, at).await?,
            restrictions: restrictions_as_of(db, actor.org, &ids, at).await?,
            catalogue,
            people,
            calendars,
        })
    }

    /// The competencies that are asked about.
    fn asked(&self, about: &About) -> Result<Vec<&Competency>, Error> {
        let is_meant = |competency: &&Competency| match about {
            About::Competency(id) => competency.id == *id,
            About::Device(model) => competency
                .device
                .as_ref()
                .is_some_and(|device| device.model == *model),
        };
        let asked: Vec<&Competency> = self
            .catalogue
            .competencies()
            .into_iter()
            .filter(is_meant)
            .collect();
        match asked.is_empty() {
            true => Err(Error::invalid("about", Invalid::Unknown)),
            false => Ok(asked),
        }
    }

    fn answer(
        &self,
        person: &people::Model,
        asked: &[&Competency],
        at: OffsetDateTime,
        clock: &Calendar,
    ) -> (ReadyRow, Answer) {
        let holder = Holder {
            catalogue: &self.catalogue,
            person: person.id,
            rows: self.standings.get(&person.id).map_or(&[][..], Vec::as_slice),
            restrictions: &self.restrictions,
            calendar: self.calendars.get(&person.id).unwrap_or(clock),
            as_of: at,
        };
        let cells: Vec<(&Competency, Cell)> = asked
            .iter()
            .map(|competency| (*competency, holder.cell(competency, &person.job)))
            .collect();
        let needed = cells.iter().any(|(_, cell)| cell.required);
        let counting = || cells.iter().filter(|(_, cell)| cell.required || !needed);
        let missing: Vec<_> = counting().filter(|(_, cell)| !cell.is_ready()).collect();
        let answer = if missing.is_empty() {
            Answer::Yes
        } else {
            Answer::No
        };
        let why = match answer {
            Answer::Yes => counting()
                .min_by_key(|(_, cell)| cell.until)
                .into_iter()
                .collect(),
            Answer::No => missing,
        };
        let reason = |(competency, cell): &(&Competency, Cell)| ReadyReason {
            competency: competency.title.clone(),
            state: cell.state,
            until: cell.until.map(|until| clock.local(until)),
            reason: cell.reason,
            supervision: match cell.restriction {
                Some(_) => Supervision::Required,
                None => Supervision::NotAsked,
            },
        };
        let row = ReadyRow {
            person: person.id,
            name: person.name.clone(),
            reasons: why.into_iter().map(reason).collect(),
        };
        (row, answer)
    }
}

async fn learners(
    db: &impl ConnectionTrait,
    org: Uuid,
    who: SelectStatement,
    in_service: Condition,
) -> Result<Vec<people::Model>, Error> {
    Ok(people::Entity::find()
        .filter(people::Column::Org.eq(org))
        .filter(people::Column::ErasedMs.is_null())
        .filter(in_service)
        .filter(people::Column::Id.in_subquery(who))
        .order_by_asc(people::Column::Name)
        .order_by_asc(people::Column::Id)
        .all(db)
        .await?)
}

/// The people who held a learner's role at or below the unit at an instant.
fn learners_then(org: Uuid, unit: Uuid, at: OffsetDateTime) -> SelectStatement {
    let still_held = Expr::col(grants::Column::RevokedMs)
        .is_null()
        .or(Expr::col(grants::Column::RevokedMs).gt(to_ms(at)));
    Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(org))
        .and_where(Expr::col(grants::Column::Role).eq(Role::Learner.as_str()))
        .and_where(Expr::col(grants::Column::GrantedMs).lte(to_ms(at)))
        .and_where(still_held)
        .and_where(Expr::col(grants::Column::Unit).in_subquery(below(org, &[unit])))
        .take()
}
