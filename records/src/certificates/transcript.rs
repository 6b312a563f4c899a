//! The transcript of a person: everything that counts on their record, as it was known at an instant.

use super::signed::{SignedRow, signed_as_of};
use crate::audit::{Access, note};
use crate::calendars::{self, Calendar};
use crate::content::{Catalogue, catalogue_as_of};
use crate::instant::{from_ms, to_ms};
use crate::ledger::{Head, head_as_of};
use crate::permission::{Ability, Scope};
use crate::restrictions::entity as restrictions;
use crate::roles::entity as grants;
use crate::standing::{CompetencyRow, EvidenceRow, State, Supervision, evidence_as_of, rows_as_of};
use crate::{Actor, Error, Invalid, Records, Role};
use competency::{EvidenceKind, Reason, start_of_day};
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

/// As of when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// As it is known now.
    Now,
    /// As it was known at the end of a day, by the person's calendar; now for today.
    EndOf(Date),
}

/// What a transcript is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To be looked at here.
    Look,
    /// To leave the system; that is noted.
    TakeAway,
}

/// A person's record. All instants carry the offset of the person's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Whose.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job, in words.
    pub job: String,
    /// The organisation.
    pub organisation: String,
    /// The units they learnt in then.
    pub units: Vec<String>,
    /// As of when it was known.
    #[serde(with = "time::serde::rfc3339")]
    pub as_of: OffsetDateTime,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub made_at: OffsetDateTime,
    /// Every competency their job asked for, or that they had shown.
    pub competencies: Vec<HeldLine>,
    /// All evidence, newest first; what no longer counted says so.
    pub evidence: Vec<EvidenceLine>,
    /// What was signed about it, newest first.
    pub signed: Vec<SignedRow>,
    /// What they were not to do unsupervised.
    pub restrictions: Vec<RestrictionLine>,
    /// The ledger then.
    pub ledger: Head,
}

/// A competency and how the person stood with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLine {
    /// The competency.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The heading it stands under.
    pub group: String,
    /// The level it asks for, in words.
    pub level: String,
    /// Whether their job asked for it.
    pub required: bool,
    /// Whether they held it.
    pub state: State,
    /// The end of validity: the first instant at which it is over.
    #[serde(with = "time::serde::rfc3339::option")]
    pub until: Option<OffsetDateTime>,
    /// Why.
    pub reason: Reason,
    /// Whether it may be done alone.
    pub supervision: Supervision,
    /// The evidence it rests on.
    pub rests_on: Option<Uuid>,
    /// What that was, in words.
    pub rests_on_title: Option<String>,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceLine {
    /// Its id.
    pub id: Uuid,
    /// The competency's title.
    pub competency: String,
    /// What was shown.
    pub kind: EvidenceKind,
    /// What was done.
    pub title: String,
    /// Whether it met the criteria.
    pub passed: bool,
    /// How well, in thousandths, where that was measured.
    pub score_permille: Option<u16>,
    /// When it was shown.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What it comes from.
    pub source: Uuid,
    /// Why it no longer counted, if it did not: `voided` or `superseded`.
    pub void: Option<String>,
}

/// A restriction that was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictionLine {
    /// The competency's title.
    pub competency: String,
    /// When it was raised.
    #[serde(with = "time::serde::rfc3339")]
    pub raised_at: OffsetDateTime,
}

/// One's own transcript.
pub async fn own_transcript(
    records: &Records,
    actor: &Actor,
    as_of: AsOf,
    purpose: Use,
) -> Result<Transcript, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    transcript(records, actor, person, as_of, purpose).await
}

/// A person's transcript: oneself, or for those who see evidence.
pub async fn transcript(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    as_of: AsOf,
    purpose: Use,
) -> Result<Transcript, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(person);
    if !own && !scope.over(db, Ability::SeeEvidence, person).await? {
        return Err(records.note_denied(actor, "certificates.transcript", Some(person)));
    }
    let calendar = calendars::of_person(db, actor.org, person).await?;
    let at = instant(as_of, actor.now, &calendar)?;
    let made = make(records, actor, person, at, &calendar).await?;
    if purpose == Use::TakeAway {
        note(records, actor, Access::Exported, Some(person), "transcript").await?;
    } else if !own && actor.person_id().is_some() {
        note(records, actor, Access::Viewed, Some(person), "transcript").await?;
    }
    Ok(made)
}

/// The last instant of the day that is meant.
fn instant(as_of: AsOf, now: OffsetDateTime, calendar: &Calendar) -> Result<OffsetDateTime, Error> {
    let AsOf::EndOf(day) = as_of else { return Ok(now) };
    let out_of_range = || Error::invalid("date", Invalid::OutOfRange);
    if now < start_of_day(day, calendar) {
        return Err(out_of_range());
    }
    let next = day.next_day().ok_or_else(out_of_range)?;
    Ok(now.min(start_of_day(next, calendar) - Duration::milliseconds(1)))
}

/// The transcript as of an instant, without a question of permission.
pub(super) async fn make(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    as_of: OffsetDateTime,
    calendar: &Calendar,
) -> Result<Transcript, Error> {
    let (db, org) = (records.read(), actor.org);
    let row = crate::people::find(db, org, person).await?;
    let organisation = crate::organisations::find(db, org)
        .await?
        .ok_or(Error::NotFound)?;
    let catalogue = catalogue_as_of(records, db, org, as_of).await?;
    let evidence = evidence_as_of(db, org, person, &catalogue, as_of).await?;
    let competencies = rows_as_of(records, db, org, person, &row.job, as_of).await?;
    Ok(Transcript {
        person,
        job: job_title(&catalogue, &row.job),
        name: row.name,
        organisation: organisation.name,
        units: units_then(db, org, person, as_of).await?,
        as_of: calendar.local(as_of),
        made_at: calendar.local(actor.now),
        competencies: competencies
            .into_iter()
            .map(|row| held_line(row, &evidence, calendar))
            .collect(),
        signed: signed_as_of(db, org, person, &catalogue, &evidence, calendar, as_of).await?,
        restrictions: restrictions_then(db, org, person, &catalogue, calendar, as_of).await?,
        ledger: head_as_of(db, org, as_of).await?,
        evidence: evidence
            .into_iter()
            .map(|row| evidence_line(row, calendar))
            .collect(),
    })
}

fn held_line(row: CompetencyRow, evidence: &[EvidenceRow], calendar: &Calendar) -> HeldLine {
    let rests_on = row
        .cell
        .evidence
        .and_then(|id| evidence.iter().find(|piece| piece.id == id));
    HeldLine {
        rests_on: row.cell.evidence,
        rests_on_title: rests_on.map(|piece| piece.title.clone()),
        id: row.id,
        title: row.title,
        group: row.group,
        level: row.level,
        required: row.cell.required,
        state: row.cell.state,
        until: row.cell.until.map(|until| calendar.local(until)),
        reason: row.cell.reason,
        supervision: match row.cell.restriction {
            Some(_) => Supervision::Required,
            None => Supervision::NotAsked,
        },
    }
}

fn evidence_line(row: EvidenceRow, calendar: &Calendar) -> EvidenceLine {
    EvidenceLine {
        id: row.id,
        competency: row.competency_title,
        kind: row.kind,
        title: row.title,
        passed: row.passed,
        score_permille: row.score_permille,
        at: calendar.local(row.at),
        source: row.source,
        void: row.void,
    }
}

/// The names of the units in which a person learnt at an instant.
async fn units_then(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    at: OffsetDateTime,
) -> Result<Vec<String>, Error> {
    let at_ms = to_ms(at);
    let still_held = Condition::any()
        .add(grants::Column::RevokedMs.is_null())
        .add(grants::Column::RevokedMs.gt(at_ms));
    let held = grants::Entity::find()
        .filter(grants::Column::Org.eq(org))
        .filter(grants::Column::Person.eq(person))
        .filter(grants::Column::Role.eq(Role::Learner.as_str()))
        .filter(grants::Column::GrantedMs.lte(at_ms))
        .filter(still_held)
        .order_by_asc(grants::Column::GrantedMs)
        .all(db)
        .await?;
    let names = crate::units::names(db, org).await?;
    Ok(held
        .into_iter()
        .filter_map(|grant| names.get(&grant.unit).cloned())
        .collect())
}

async fn restrictions_then(
    db: &impl ConnectionTrait,
    org: Uuid,
    person: Uuid,
    catalogue: &Catalogue,
    calendar: &Calendar,
    at: OffsetDateTime,
) -> Result<Vec<RestrictionLine>, Error> {
    let at_ms = to_ms(at);
    let still_open = Condition::any()
        .add(restrictions::Column::LiftedMs.is_null())
        .add(restrictions::Column::LiftedMs.gt(at_ms));
    let rows = restrictions::Entity::find()
        .filter(restrictions::Column::Org.eq(org))
        .filter(restrictions::Column::Person.eq(person))
        .filter(restrictions::Column::RaisedMs.lte(at_ms))
        .filter(still_open)
        .order_by_desc(restrictions::Column::RaisedMs)
        .all(db)
        .await?;
    let line = |row: restrictions::Model| RestrictionLine {
        competency: competency_title(catalogue, &row.competency),
        raised_at: calendar.local(from_ms(row.raised_ms)),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The title of a competency; its identity where no framework speaks of it.
pub(super) fn competency_title(catalogue: &Catalogue, id: &str) -> String {
    catalogue
        .competency(id)
        .map_or_else(|| id.to_owned(), |competency| competency.title.clone())
}

/// The title of a job; its identity where no framework speaks of it.
pub(super) fn job_title(catalogue: &Catalogue, job: &str) -> String {
    catalogue
        .frameworks()
        .flat_map(|framework| &framework.roles)
        .find(|role| role.id == job)
        .map_or_else(|| job.to_owned(), |role| role.title.clone())
}
