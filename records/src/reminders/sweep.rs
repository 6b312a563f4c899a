//! Making the reminders that a day asks for.

use super::steps::{Candidate, Today};
use super::{ReminderKind, entity};
use crate::due::Learner;
use crate::instant::to_ms;
use crate::people::entity as people;
use crate::roles::entity as grants;
use crate::store::Transaction;
use crate::{Actor, Error, Records, Role, calendars, row};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Days between two reminders of what fades.
const REFRESHER_DAYS: i64 = 7;

/// A reminder that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// For whom.
    pub person: Uuid,
    /// What it is about.
    pub kind: ReminderKind,
    /// What it is about, by name and day.
    pub subject: String,
    /// Days before the end at which it was asked for; -1 when it is over. For a refresher the day itself.
    pub step: i64,
}

/// Makes the reminders of an organisation that are asked for now and were not made before, and gives those. A job
/// calls it; sweeps at once make each reminder once. People who may not sign in get none.
pub async fn sweep(records: &Records, org: Uuid, now: OffsetDateTime) -> Result<Vec<Made>, Error> {
    let mut made = Vec::new();
    for person in learners(records, org).await? {
        made.extend(remind(records, &Actor::system(org, now), person).await?);
    }
    Ok(made)
}

/// Those who learn somewhere and may sign in.
async fn learners(records: &Records, org: Uuid) -> Result<Vec<Uuid>, Error> {
    let learning = Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(org))
        .and_where(Expr::col(grants::Column::Role).eq(Role::Learner.as_str()))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .take();
    let people = people::Entity::find()
        .select_only()
        .column(people::Column::Id)
        .filter(people::Column::Org.eq(org))
        .filter(people::Column::DisabledMs.is_null())
        .filter(people::Column::ErasedMs.is_null())
        .filter(people::Column::Id.in_subquery(learning))
        .order_by_asc(people::Column::Id)
        .into_tuple::<Uuid>()
        .all(records.read())
        .await?;
    Ok(people)
}

async fn remind(records: &Records, actor: &Actor, person: Uuid) -> Result<Vec<Made>, Error> {
    let db = records.read();
    let learner = Learner::read(records, db, actor, person).await?;
    let calendar = calendars::of_person(db, actor.org, person).await?;
    let today = Today {
        now: actor.now,
        calendar: &calendar,
    };
    let mut candidates = today.dated(&learner);
    let refreshers = learner.refreshers(db, actor).await?;
    candidates.extend(refreshers.first().map(|refresher| today.refresher(refresher)));
    let mut new = Vec::new();
    for candidate in candidates {
        let key = key(actor.org, person, &candidate);
        if entity::Entity::find_by_id(key).one(db).await?.is_none() {
            new.push(candidate);
        }
    }
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let (org, now_ms) = (actor.org, to_ms(actor.now));
    records
        .write(org, move |tx| {
            Box::pin(async move {
                let mut made = Vec::new();
                for candidate in new {
                    if is_told(tx, org, person, &candidate, now_ms).await? {
                        continue;
                    }
                    made.push(Made {
                        person,
                        kind: candidate.kind,
                        subject: candidate.subject.clone(),
                        step: candidate.step,
                    });
                    let reminder = entity::Model {
                        org,
                        person,
                        kind: candidate.kind.as_str().to_owned(),
                        subject: candidate.subject,
                        step: candidate.step,
                        due_ms: candidate.due_ms,
                        made_ms: now_ms,
                        seen_ms: None,
                    };
                    row::insert(tx, reminder).await?;
                }
                Ok(made)
            })
        })
        .await
}

fn key(org: Uuid, person: Uuid, candidate: &Candidate) -> (Uuid, Uuid, String, String, i64) {
    let kind = candidate.kind.as_str().to_owned();
    (org, person, kind, candidate.subject.clone(), candidate.step)
}

/// Whether the person was told before: of the same thing and step, or of what fades within the last week.
async fn is_told(
    tx: &Transaction,
    org: Uuid,
    person: Uuid,
    candidate: &Candidate,
    now_ms: i64,
) -> Result<bool, Error> {
    let known = entity::Entity::find_by_id(key(org, person, candidate))
        .one(tx)
        .await?;
    if known.is_some() || candidate.kind != ReminderKind::Refresher {
        return Ok(known.is_some());
    }
    let week_ms = i64::try_from(Duration::days(REFRESHER_DAYS).whole_milliseconds()).unwrap_or(i64::MAX);
    let lately = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Person.eq(person))
        .filter(entity::Column::Kind.eq(ReminderKind::Refresher.as_str()))
        .filter(entity::Column::MadeMs.gt(now_ms - week_ms))
        .limit(1)
        .one(tx)
        .await?;
    Ok(lately.is_some())
}
