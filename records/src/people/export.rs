//! Everything that is kept about oneself, to take away.

use crate::audit::{Access, entity as access_log, note};
use crate::instant::from_ms;
use crate::sessions::entity as sessions;
use crate::{
    Actor, Error, Records, acceptances, appeals, assignments, attempts, certificates, exams, observations,
    refreshers, reminders, restrictions, roles, self_assessments, signatures, signoffs, skills, standing,
    supervision,
};
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, IdenStatic, Iterable, ModelTrait, QueryFilter, Select,
    Value as Stored,
};
use serde_json::{Map, Value, json};
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

/// Columns that are of no use outside, or that protect something: hashes of secrets, salts, seeds, and the recorded
/// keystrokes, of which the hash is given.
const LEFT_OUT: &[&str] = &[
    "org",
    "salt",
    "secret_hash",
    "password_hash",
    "code_hash",
    "token_salt",
    "token_hash",
    "token_expires_ms",
    "seed",
    "log",
    "trace",
];

/// Everything kept about the person who asks, as one document; that it was taken is noted.
pub async fn everything(records: &Records, actor: &Actor) -> Result<Value, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let (db, org) = (records.read(), actor.org);
    let own = Own { db, org, person };
    let organisation = crate::organisations::find(db, org)
        .await?
        .ok_or(Error::NotFound)?;
    let document = json!({
        "format": 1,
        "made_at": text_of(actor.now.unix_timestamp_nanos().div_euclid(1_000_000)),
        "organisation": organisation.name,
        "person": own.rows(super::entity::Entity::find_by_id((org, person)), &[]).await?,
        "roles": own.of::<roles::entity::Entity>(roles::entity::Column::Person).await?,
        "sessions": own.of::<sessions::Entity>(sessions::Column::Person).await?,
        "assignments": own.of::<assignments::entity::Entity>(assignments::entity::Column::Person).await?,
        "attempts": own.of::<attempts::entity::Entity>(attempts::entity::Column::Person).await?,
        "runs": own.runs().await?,
        "sittings": own.sittings().await?,
        "observations": own.of::<observations::entity::Entity>(observations::entity::Column::Person).await?,
        "supervised_runs": own.of::<supervision::entity::Entity>(supervision::entity::Column::Person).await?,
        "sign_offs": own.of::<signoffs::entity::Entity>(signoffs::entity::Column::Person).await?,
        "documents": own.of::<acceptances::entity::Entity>(acceptances::entity::Column::Person).await?,
        "appeals": own.of::<appeals::entity::Entity>(appeals::entity::Column::Person).await?,
        "restrictions": own.of::<restrictions::entity::Entity>(restrictions::entity::Column::Person).await?,
        "evidence": own.of::<standing::evidence_entity::Entity>(standing::evidence_entity::Column::Person).await?,
        "voids": own.of::<standing::void_entity::Entity>(standing::void_entity::Column::Person).await?,
        "standings": own.of::<standing::entity::Entity>(standing::entity::Column::Person).await?,
        "self_assessments": own.of::<self_assessments::entity::Entity>(self_assessments::entity::Column::Person).await?,
        "memories": own.of::<refreshers::entity::Entity>(refreshers::entity::Column::Person).await?,
        "skill_steps": own.of::<skills::entity::Entity>(skills::entity::Column::Person).await?,
        "reminders": own.of::<reminders::entity::Entity>(reminders::entity::Column::Person).await?,
        "signatures": own.of::<signatures::entity::Entity>(signatures::entity::Column::Signer).await?,
        "certificates": own.of::<certificates::entity::Entity>(certificates::entity::Column::Person).await?,
        "looked_at": own.looked_at().await?,
    });
    note(records, actor, Access::Exported, Some(person), "everything").await?;
    Ok(document)
}

/// One person's rows.
struct Own<'a> {
    db: &'a DatabaseConnection,
    org: Uuid,
    person: Uuid,
}

impl Own<'_> {
    /// The rows of a table in which a column names the person.
    async fn of<E>(&self, column: E::Column) -> Result<Value, Error>
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E>,
    {
        let org = E::Column::iter().find(|column| column.as_str() == "org");
        let mut rows = E::find().filter(column.eq(self.person));
        if let Some(org) = org {
            rows = rows.filter(org.eq(self.org));
        }
        self.rows(rows, &[]).await
    }

    async fn rows<E>(&self, rows: Select<E>, also_left_out: &[&str]) -> Result<Value, Error>
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E>,
    {
        let rows = rows.all(self.db).await?;
        Ok(rows.iter().map(|row| row_of(row, also_left_out)).collect())
    }

    /// The recorded runs: their results, and the hashes of what was done.
    async fn runs(&self) -> Result<Value, Error> {
        let mine = attempts::entity::Entity::find()
            .filter(attempts::entity::Column::Org.eq(self.org))
            .filter(attempts::entity::Column::Person.eq(self.person))
            .all(self.db)
            .await?;
        let runs = attempts::run_entity::Entity::find()
            .filter(attempts::run_entity::Column::Org.eq(self.org))
            .filter(attempts::run_entity::Column::Attempt.is_in(mine.iter().map(|attempt| attempt.id)));
        self.rows(runs, &[]).await
    }

    /// Tests: what was answered and how it went, but not which answer was right.
    async fn sittings(&self) -> Result<Value, Error> {
        let sittings = exams::sitting_entity::Entity::find()
            .filter(exams::sitting_entity::Column::Org.eq(self.org))
            .filter(exams::sitting_entity::Column::Person.eq(self.person));
        self.rows(sittings, &["marks"]).await
    }

    /// Who looked at the person's record or took it away, and when.
    async fn looked_at(&self) -> Result<Value, Error> {
        let looks = [Access::Viewed.as_str(), Access::Exported.as_str()];
        let lines = access_log::Entity::find()
            .filter(access_log::Column::Org.eq(self.org))
            .filter(access_log::Column::Subject.eq(self.person))
            .filter(access_log::Column::What.is_in(looks));
        self.rows(lines, &["address"]).await
    }
}

/// A row by its columns; instants as text, and what is stored as a document as that document.
fn row_of<M: ModelTrait>(row: &M, also_left_out: &[&str]) -> Value {
    let mut fields = Map::new();
    for column in <M::Entity as EntityTrait>::Column::iter() {
        let name = column.as_str();
        if LEFT_OUT.contains(&name) || also_left_out.contains(&name) {
            continue;
        }
        let value = row.get(column);
        match (name.strip_suffix("_ms"), &value) {
            (Some("run" | "wall"), _) | (None, _) => fields.insert(name.to_owned(), value_of(value)),
            (Some(what), Stored::BigInt(Some(at_ms))) => {
                fields.insert(format!("{what}_at"), json!(text_of(i128::from(*at_ms))))
            }
            (Some(what), _) => fields.insert(format!("{what}_at"), Value::Null),
        };
    }
    Value::Object(fields)
}

fn text_of(at_ms: i128) -> Option<String> {
    from_ms(i64::try_from(at_ms).ok()?).format(&Rfc3339).ok()
}

fn value_of(value: Stored) -> Value {
    match value {
        Stored::Bool(flag) => json!(flag),
        Stored::BigInt(number) => json!(number),
        Stored::Double(number) => json!(number),
        Stored::Uuid(id) => json!(id),
        Stored::Bytes(bytes) => json!(bytes.map(|bytes| crate::secret::hex(&bytes))),
        Stored::String(Some(text)) if text.starts_with(['{', '[']) => {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        }
        Stored::String(text) => json!(text),
        _ => Value::Null,
    }
}
