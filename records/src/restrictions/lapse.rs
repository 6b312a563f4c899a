//! Competencies of a job that lapsed: found by a job of the server, and whenever restrictions are looked at.

use super::raise::{Raised, raise_by_rule};
use super::{Cause, entity, open_of};
use crate::content::catalogue;
use crate::instant::to_ms;
use crate::people::entity as people;
use crate::permission::{Ability, Scope};
use crate::standing::{Cell, Holder, State, competency_rows, entity as standings};
use crate::store::Transaction;
use crate::{Actor, Error, Records, calendars};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// People looked at together.
const CHUNK: usize = 500;

/// Restricts everybody in what their job asks for and they no longer hold; gives how many restrictions were raised.
/// Whenever and however often it is called, one lapse raises one restriction.
pub async fn sweep(records: &Records, org: Uuid, now: OffsetDateTime) -> Result<u32, Error> {
    let mut n_raised = 0;
    for person in suspects(records, org, now).await? {
        let handle = records.clone();
        n_raised += records
            .write(org, move |tx| {
                Box::pin(async move { raise_lapsed(&handle, tx, org, person, now).await })
            })
            .await?;
    }
    Ok(n_raised)
}

/// Those in whom something lapsed that raised nothing yet. Of devices that changed the day is here that of the
/// organisation's calendar; what is raised is decided by the person's own.
async fn suspects(records: &Records, org: Uuid, now: OffsetDateTime) -> Result<Vec<Uuid>, Error> {
    let db = records.read();
    let catalogue = catalogue(records, db, org).await?;
    let calendar = calendars::of_organisation(db, org).await?;
    let changed: Vec<String> = catalogue
        .competencies()
        .into_iter()
        .filter_map(|competency| competency.device.as_ref())
        .flat_map(|device| {
            let from = device.difference.iter().flat_map(|difference| &difference.from);
            from.map(|version| format!("{}@{version}", device.model))
        })
        .collect();
    let may_have_lapsed = Condition::any()
        .add(standings::Column::UntilMs.lte(to_ms(now)))
        .add(standings::Column::Device.is_in(changed));
    let candidates: Vec<Uuid> = standings::Entity::find()
        .select_only()
        .column(standings::Column::Person)
        .distinct()
        .filter(standings::Column::Org.eq(org))
        .filter(may_have_lapsed)
        .order_by_asc(standings::Column::Person)
        .into_tuple()
        .all(db)
        .await?;
    let mut suspects = Vec::new();
    for chunk in candidates.chunks(CHUNK) {
        let active = people::Entity::find()
            .filter(people::Column::Org.eq(org))
            .filter(people::Column::Id.is_in(chunk.iter().copied()))
            .filter(people::Column::DisabledMs.is_null())
            .filter(people::Column::ErasedMs.is_null())
            .all(db)
            .await?;
        let mut rows: BTreeMap<Uuid, Vec<standings::Model>> = BTreeMap::new();
        for row in standings::Entity::find()
            .filter(standings::Column::Org.eq(org))
            .filter(standings::Column::Person.is_in(chunk.iter().copied()))
            .all(db)
            .await?
        {
            rows.entry(row.person).or_default().push(row);
        }
        let restrictions = open_of(db, org, chunk).await?;
        let handled = Handled::of(db, org, chunk).await?;
        for person in active {
            let holder = Holder {
                catalogue: &catalogue,
                person: person.id,
                rows: rows.get(&person.id).map_or(&[][..], Vec::as_slice),
                restrictions: &restrictions,
                calendar: &calendar,
                as_of: now,
            };
            let lapsed = catalogue.competencies().into_iter().any(|competency| {
                let cell = holder.cell(competency, &person.job);
                handled.asks_for(person.id, &competency.id, &cell)
            });
            if lapsed {
                suspects.push(person.id);
            }
        }
    }
    Ok(suspects)
}

async fn raise_lapsed(
    records: &Records,
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    now: OffsetDateTime,
) -> Result<u32, Error> {
    let learner = Actor::person(org, person, now);
    let trains = Scope::of(tx, &learner).await?.anywhere(Ability::Train);
    let row = crate::people::find(tx, org, person).await?;
    if !trains || row.disabled_ms.is_some() || row.erased_ms.is_some() {
        return Ok(0);
    }
    let system = Actor::system(org, now);
    let handled = Handled::of(tx, org, &[person]).await?;
    let mut n_raised = 0;
    for row in competency_rows(records, tx, &system, person, &row.job).await? {
        if handled.asks_for(person, &row.id, &row.cell) {
            let raised = raise_by_rule(records, tx, &system, person, &row.id, (Cause::Lapse, None)).await?;
            n_raised += u32::from(raised == Raised::Now);
        }
    }
    Ok(n_raised)
}

/// When a lapse last raised a restriction, by person and competency.
struct Handled(BTreeMap<(Uuid, String), i64>);

impl Handled {
    async fn of(db: &impl ConnectionTrait, org: Uuid, people: &[Uuid]) -> Result<Self, Error> {
        let rows = entity::Entity::find()
            .filter(entity::Column::Org.eq(org))
            .filter(entity::Column::Person.is_in(people.iter().copied()))
            .filter(entity::Column::Cause.eq(Cause::Lapse.as_str()))
            .all(db)
            .await?;
        let mut latest = BTreeMap::new();
        for row in rows {
            let raised_ms = latest
                .entry((row.person, row.competency))
                .or_insert(row.raised_ms);
            *raised_ms = row.raised_ms.max(*raised_ms);
        }
        Ok(Self(latest))
    }

    /// Whether a required competency lapsed after all that was raised for it. A restriction for this lapse that was
    /// lifted by hand does not come back.
    fn asks_for(&self, person: Uuid, competency: &str, cell: &Cell) -> bool {
        let lapsed_ms = match (cell.state, cell.until) {
            (State::Lapsed, Some(since)) => to_ms(since),
            _ => return false,
        };
        let raised_ms = self.0.get(&(person, competency.to_owned()));
        cell.required
            && cell.restriction.is_none()
            && raised_ms.is_none_or(|raised_ms| *raised_ms < lapsed_ms)
    }
}
