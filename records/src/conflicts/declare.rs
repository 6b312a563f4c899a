//! Declaring a conflict: those who answer for one of the two, or an assessor for themselves.

use super::entity;
use crate::instant::{new_id, to_ms};
use crate::permission::{Ability, Scope};
use crate::secret::random_bytes;
use crate::units::create::required_text;
use crate::{Actor, Error, Invalid, Op, Records, ledger, row};
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// A conflict to declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConflict {
    /// One of the two.
    pub person: Uuid,
    /// The other.
    pub other: Uuid,
    /// Why neither may assess the other.
    pub reason: String,
}

/// Declares that two people must not assess each other, and gives the conflict's id. Between two who have an open
/// conflict already nothing is added.
pub async fn declare(records: &Records, actor: &Actor, new: NewConflict) -> Result<Uuid, Error> {
    let reason = required_text("reason", &new.reason)?;
    if new.person == new.other {
        return Err(Error::invalid("other", Invalid::Malformed));
    }
    if !may_declare(records.read(), actor, &new).await? {
        return Err(records.note_denied(actor, "conflicts.declare", Some(new.person)));
    }
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                if !may_declare(tx, &actor, &new).await? {
                    return Err(Error::NotFound);
                }
                for person in [new.person, new.other] {
                    crate::people::find(tx, actor.org, person).await?;
                }
                if let Some(open) = open_between(tx, actor.org, new.person, new.other).await? {
                    return Ok(open.id);
                }
                let row = entity::Model {
                    org: actor.org,
                    id: new_id(actor.now),
                    person: new.person,
                    other: new.other,
                    reason,
                    salt: random_bytes::<16>().to_vec(),
                    declared_ms: to_ms(actor.now),
                    declared_by: actor.person_id(),
                    ended_ms: None,
                };
                row::insert(tx, row.clone()).await?;
                ledger::tell(tx, &actor, Op::ConflictDeclared, &row, &[]).await?;
                Ok(row.id)
            })
        })
        .await
}

async fn may_declare(db: &impl ConnectionTrait, actor: &Actor, new: &NewConflict) -> Result<bool, Error> {
    let scope = Scope::of(db, actor).await?;
    for (one, other) in [(new.person, new.other), (new.other, new.person)] {
        if scope.over(db, Ability::DeclareConflicts, one).await? {
            return Ok(true);
        }
        // An assessor knows best whom they must not assess.
        if scope.is_self(one) && scope.over(db, Ability::Assess, other).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The open conflict between two people, whoever was named first.
pub(crate) async fn open_between(
    db: &impl ConnectionTrait,
    org: Uuid,
    one: Uuid,
    other: Uuid,
) -> Result<Option<entity::Model>, Error> {
    let pair = |a: Uuid, b: Uuid| {
        Condition::all()
            .add(entity::Column::Person.eq(a))
            .add(entity::Column::Other.eq(b))
    };
    let open = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::EndedMs.is_null())
        .filter(Condition::any().add(pair(one, other)).add(pair(other, one)))
        .limit(1)
        .one(db)
        .await?;
    Ok(open)
}
