//! Whether the records are as the ledger's entries say.
//!
//! What never changes is compared at its entry; what changes (a person, a role, an attempt) is held against the last
//! entry that speaks of it, when all are read. A record that no entry speaks of is found by counting.

use super::rows::Rows;
use super::{BadEntry, BadKind, entity, projection, told};
use crate::attempts::record::{record_body, record_hash};
use crate::attempts::{allowance_entity, entity as attempts, run_entity as runs};
use crate::content::{
    content_entity as contents, ledger_body as content_body, retirement_body,
    retirement_entity as retirements,
};
use crate::people::{entity as people, ledger_body as person_body};
use crate::roles::entity as grants;
use crate::standing::evidence_entity as evidence;
use crate::store::Transaction;
use crate::units::{entity as units, path_entity as paths};
use crate::{Error, Op, Records};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the entries said so far.
pub(super) struct Accounts {
    org: Uuid,
    people: BTreeMap<Uuid, (u64, Value)>,
    grants: BTreeMap<Uuid, (u64, Value, Held)>,
    statuses: BTreeMap<Uuid, (u64, Closed)>,
    /// Records whose last entry tells all of them.
    told: told::Entries,
    /// Time zones of units by their last entry.
    zones: BTreeMap<Uuid, (u64, Value)>,
    /// Retirements by kind, name and time.
    retirements: BTreeMap<(String, String, i64), (u64, Value)>,
    n_contents: u64,
    n_allowances: u64,
    n_runs: u64,
    n_evidence: u64,
    n_units: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Yes,
    No,
}

/// How an attempt stands by its last entry.
struct Closed {
    status: String,
    /// How often its ticket was issued again; not known of an attempt that is open.
    reissued: Option<i64>,
}

impl Accounts {
    pub(super) fn new(org: Uuid) -> Self {
        Self {
            org,
            people: BTreeMap::new(),
            grants: BTreeMap::new(),
            statuses: BTreeMap::new(),
            told: told::Entries::new(),
            zones: BTreeMap::new(),
            retirements: BTreeMap::new(),
            n_contents: 0,
            n_allowances: 0,
            n_runs: 0,
            n_evidence: 0,
            n_units: 0,
        }
    }

    /// Takes an entry into account; false if the record it speaks of is not as it was written.
    pub(super) async fn enter(
        &mut self,
        db: &Transaction,
        rows: &Rows,
        entry: &entity::Model,
        body: &Value,
    ) -> Result<bool, Error> {
        let position = entry.position.cast_unsigned();
        let (Some(op), subject) = (Op::parse(&entry.op), entry.subject.unwrap_or_default()) else {
            return Ok(false);
        };
        if let Some(kind) = told::Kind::told_by(op) {
            self.told.insert((kind, subject), (position, body.clone()));
            return Ok(true);
        }
        match op {
            Op::OrganisationFounded => {
                self.n_units += 1;
                self.same_organisation(db, body).await
            }
            Op::UnitCreated => {
                self.n_units += 1;
                self.same_unit(db, subject, body).await
            }
            Op::PersonCreated
            | Op::PersonChanged
            | Op::TimingChanged
            | Op::PersonDisabled
            | Op::PersonEnabled
            | Op::PersonErased => {
                self.people.insert(subject, (position, body.clone()));
                Ok(true)
            }
            Op::RoleGranted => Ok(self.granted(position, subject, body, Held::Yes)),
            Op::RoleRevoked => Ok(self.granted(position, subject, body, Held::No)),
            Op::ContentPublished => {
                self.n_contents += 1;
                self.same_content(db, body).await
            }
            Op::AttemptStarted => {
                let open = Closed {
                    status: "open".to_owned(),
                    reissued: None,
                };
                self.statuses.insert(subject, (position, open));
                Ok(same_attempt(rows, subject, body))
            }
            Op::AttemptAbandoned | Op::AttemptRecorded | Op::AttemptCalledAway => {
                let closed = Closed {
                    status: body["status"].as_str().unwrap_or_default().to_owned(),
                    reissued: Some(body["reissued"].as_i64().unwrap_or(-1)),
                };
                self.statuses.insert(subject, (position, closed));
                Ok(body["run"] == false || self.same_run(rows, subject, position, body))
            }
            Op::AttemptsAllowed => {
                self.n_allowances += 1;
                self.same_allowance(db, subject, body).await
            }
            Op::UnitZoneSet => {
                self.zones.insert(subject, (position, body["time_zone"].clone()));
                Ok(true)
            }
            Op::ContentRetired | Op::ContentRestored => {
                let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
                let retired_ms = body["retired_ms"].as_i64().unwrap_or_default();
                let key = (text("kind"), text("slug"), retired_ms);
                self.retirements.insert(key, (position, body.clone()));
                Ok(true)
            }
            Op::PasswordSet
            | Op::InviteCreated
            | Op::ContentReviewed
            | Op::ModuleAssigned
            | Op::AssignmentWithdrawn
            // Drafts are work in progress; what they become is checked as published content.
            | Op::DraftBegun
            | Op::DraftSaved
            | Op::DraftReviewAsked
            | Op::DraftGivenBack
            | Op::DraftDiscarded
            | Op::DraftPublished
            | Op::DraftCommented
            | Op::DraftCommentSettled => Ok(true),
            // What `told` knows was dealt with above.
            _ => Ok(false),
        }
    }

    fn granted(&mut self, position: u64, person: Uuid, body: &Value, held: Held) -> bool {
        let Some(grant) = uuid_in(body, "grant") else {
            return false;
        };
        let mut body = body.clone();
        body["person"] = Value::String(person.to_string());
        self.grants.insert(grant, (position, body, held));
        true
    }

    async fn same_organisation(&self, db: &Transaction, body: &Value) -> Result<bool, Error> {
        let row = crate::organisations::find(db, self.org).await?;
        let Some(row) = row else { return Ok(false) };
        let same = body["slug"] == *row.slug
            && body["name"] == *row.name
            && body["time_zone"] == *row.time_zone
            && body["purpose"] == *row.purpose
            && uuid_in(body, "root_unit") == Some(row.root_unit);
        Ok(same && self.same_unit(db, row.root_unit, body).await?)
    }

    async fn same_unit(&self, db: &Transaction, unit: Uuid, body: &Value) -> Result<bool, Error> {
        let row = units::Entity::find_by_id((self.org, unit)).one(db).await?;
        Ok(row.is_some_and(|row| body["name"] == *row.name && uuid_in(body, "parent") == row.parent))
    }

    async fn same_content(&mut self, db: &Transaction, body: &Value) -> Result<bool, Error> {
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let key = (
            self.org,
            text("kind"),
            text("slug"),
            body["version"].as_i64().unwrap_or(0),
        );
        let row = contents::Entity::find_by_id(key).one(db).await?;
        Ok(row.is_some_and(|row| content_body(&row) == *body))
    }

    fn same_run(&mut self, rows: &Rows, attempt: Uuid, position: u64, body: &Value) -> bool {
        self.n_runs += 1;
        let (Some(row), Some(run)) = (rows.attempts.get(&attempt), rows.runs.get(&attempt)) else {
            return false;
        };
        let pieces = rows.evidence.get(&attempt).map_or(&[][..], Vec::as_slice);
        self.n_evidence += pieces.len() as u64;
        let supervised_by = rows.supervisors.get(&attempt).copied();
        let now = record_body(row, run, supervised_by, pieces);
        now == *body
            && run.record_hash == record_hash(&now)
            && run.ledger_position == Some(position.cast_signed())
    }

    async fn same_allowance(&self, db: &Transaction, person: Uuid, body: &Value) -> Result<bool, Error> {
        let id = uuid_in(body, "allowance").unwrap_or_default();
        let row = allowance_entity::Entity::find_by_id((self.org, id))
            .one(db)
            .await?;
        Ok(row.is_some_and(|row| {
            row.person == person && body["scenario"] == *row.scenario && body["runs"] == row.runs
        }))
    }

    /// Holds what changes against the last entry that speaks of it, and counts what no entry speaks of.
    pub(super) async fn settle(
        &self,
        records: &Records,
        db: &Transaction,
        size: u64,
    ) -> Result<Option<BadEntry>, Error> {
        let mut bad: Vec<BadEntry> = Vec::new();
        let mut record = |position| {
            bad.push(BadEntry {
                position,
                problem: BadKind::Record,
            })
        };
        let rows = people::Entity::find()
            .filter(people::Column::Org.eq(self.org))
            .all(db)
            .await?;
        let n_people = rows.len();
        let rows: BTreeMap<Uuid, people::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
        for (person, (position, body)) in &self.people {
            if rows.get(person).is_none_or(|row| person_body(row) != *body) {
                record(*position);
            }
        }
        let held = grants::Entity::find()
            .filter(grants::Column::Org.eq(self.org))
            .all(db)
            .await?;
        let n_grants = held.len();
        let held: BTreeMap<Uuid, grants::Model> = held.into_iter().map(|row| (row.id, row)).collect();
        for (grant, (position, body, state)) in &self.grants {
            let same = held.get(grant).is_some_and(|row| {
                body["role"] == *row.role
                    && uuid_in(body, "unit") == Some(row.unit)
                    && uuid_in(body, "person") == Some(row.person)
                    && (*state == Held::Yes) == row.revoked_ms.is_none()
            });
            if !same {
                record(*position);
            }
        }
        let graded = attempts::Entity::find()
            .filter(attempts::Column::Org.eq(self.org))
            .filter(attempts::Column::Kind.eq("graded"))
            .all(db)
            .await?;
        let n_graded = graded.len();
        let graded: BTreeMap<Uuid, attempts::Model> = graded.into_iter().map(|row| (row.id, row)).collect();
        for (attempt, (position, closed)) in &self.statuses {
            let same = graded.get(attempt).is_some_and(|row| {
                row.status == closed.status && closed.reissued.is_none_or(|times| row.reissued == times)
            });
            if !same {
                record(*position);
            }
        }
        let units = units::Entity::find()
            .filter(units::Column::Org.eq(self.org))
            .all(db)
            .await?;
        for unit in units {
            let (position, told) = self
                .zones
                .get(&unit.id)
                .map_or((size, &Value::Null), |(position, zone)| (*position, zone));
            if serde_json::to_value(&unit.time_zone).unwrap_or_default() != *told {
                record(position);
            }
        }
        let retired = retirements::Entity::find()
            .filter(retirements::Column::Org.eq(self.org))
            .all(db)
            .await?;
        let n_retired = retired.len();
        for row in retired {
            let key = (row.kind.clone(), row.slug.clone(), row.retired_ms);
            match self.retirements.get(&key) {
                Some((_, told)) if *told == retirement_body(&row) => {}
                Some((position, _)) => record(*position),
                None => record(size),
            }
        }
        let told = told::agreement(db, self.org, &self.told).await?;
        if let Some(position) = told.first_bad {
            record(position);
        }
        let first = bad.into_iter().min_by_key(|bad| bad.position);
        if first.is_some() {
            return Ok(first);
        }
        let counted = n_people == self.people.len()
            && n_grants == self.grants.len()
            && n_graded == self.statuses.len()
            && n_retired == self.retirements.len()
            && !told.unaccounted
            && self.counts_agree(db, told.n_evidence).await?
            && self.paths_agree(db).await?
            && projection::agrees(records, db, self.org).await?;
        Ok((!counted).then_some(BadEntry {
            position: size,
            problem: BadKind::Unaccounted,
        }))
    }

    async fn counts_agree(&self, db: &Transaction, n_told_evidence: u64) -> Result<bool, Error> {
        let in_ledger = runs::Entity::find()
            .filter(runs::Column::Org.eq(self.org))
            .filter(runs::Column::LedgerPosition.is_not_null());
        let pieces = evidence::Entity::find().filter(evidence::Column::Org.eq(self.org));
        let contents = contents::Entity::find().filter(contents::Column::Org.eq(self.org));
        let allowances = allowance_entity::Entity::find().filter(allowance_entity::Column::Org.eq(self.org));
        let units = units::Entity::find().filter(units::Column::Org.eq(self.org));
        Ok(in_ledger.count(db).await? == self.n_runs
            && pieces.count(db).await? == self.n_evidence + n_told_evidence
            && contents.count(db).await? == self.n_contents
            && allowances.count(db).await? == self.n_allowances
            && units.count(db).await? == self.n_units)
    }

    /// Whether the paths, on which permissions rest, are what the units' parents give.
    async fn paths_agree(&self, db: &Transaction) -> Result<bool, Error> {
        let rows = units::Entity::find()
            .filter(units::Column::Org.eq(self.org))
            .all(db)
            .await?;
        let parents: BTreeMap<Uuid, Option<Uuid>> =
            rows.into_iter().map(|row| (row.id, row.parent)).collect();
        let mut expected = BTreeSet::new();
        for unit in parents.keys() {
            let mut above = Some(*unit);
            // No chain is longer than there are units, unless it is a circle.
            for distance in 0..=parents.len() as i64 {
                let Some(ancestor) = above else { break };
                expected.insert((ancestor, *unit, distance));
                above = parents.get(&ancestor).copied().flatten();
            }
        }
        let stored = paths::Entity::find()
            .filter(paths::Column::Org.eq(self.org))
            .all(db)
            .await?;
        let stored: BTreeSet<_> = stored
            .into_iter()
            .map(|path| (path.ancestor, path.descendant, path.distance))
            .collect();
        Ok(stored == expected)
    }
}

fn same_attempt(rows: &Rows, id: Uuid, body: &Value) -> bool {
    rows.attempts.get(&id).is_some_and(|row| {
        body["scenario"] == *row.scenario
            && body["version"] == row.version
            && body["scenario_hash"] == *row.scenario_hash
            && body["seed"] == row.seed
            && body["model_version"] == row.model_version
            && body["timing_percent"] == row.timing_percent
    })
}

fn uuid_in(body: &Value, name: &str) -> Option<Uuid> {
    Uuid::try_parse(body[name].as_str()?).ok()
}
