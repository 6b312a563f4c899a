//! Adding a person: administrators of the unit.

use super::{entity, ledger_body};
use crate::instant::{new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::roles::insert_grant;
use crate::secret::random_bytes;
use crate::units::create::required_text;
use crate::{Actor, Conflict, Error, Invalid, Op, Records, Role, row};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// A new person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// The name they sign in with; kept in lower case.
    pub sign_in_name: String,
    /// Their name.
    pub name: String,
    /// Their job, as frameworks name it.
    pub job: String,
    /// Where their roles hold.
    pub unit: Uuid,
    /// Their roles; at least one.
    pub roles: Vec<Role>,
    /// Time allowed in a run, in percent of the usual: 100 to 300.
    pub timing_percent: u16,
}

/// Adds a person with roles and gives their id. They sign in after accepting an invite.
pub async fn create(records: &Records, actor: &Actor, input: NewPerson) -> Result<Uuid, Error> {
    let name = required_text("name", &input.name)?;
    let sign_in_name = normal_sign_in_name(&input.sign_in_name)?;
    let job = required_text("job", &input.job)?;
    if input.roles.is_empty() {
        return Err(Error::invalid("roles", Invalid::Empty));
    }
    check_timing(input.timing_percent)?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let scope = Scope::of(tx, &actor).await?;
                scope
                    .require_in_unit(tx, Ability::ManagePeople, input.unit)
                    .await?;
                let taken = entity::Entity::find()
                    .filter(entity::Column::Org.eq(actor.org))
                    .filter(entity::Column::SignInName.eq(&sign_in_name))
                    .one(tx)
                    .await?;
                if taken.is_some() {
                    return Err(Error::Conflict(Conflict::NameTaken));
                }
                let row = entity::Model {
                    org: actor.org,
                    id: new_id(actor.now),
                    sign_in_name: Some(sign_in_name),
                    name,
                    job,
                    timing_percent: i64::from(input.timing_percent),
                    password_hash: None,
                    salt: random_bytes::<32>().to_vec(),
                    created_ms: to_ms(actor.now),
                    disabled_ms: None,
                    erased_ms: None,
                };
                row::insert(tx, row.clone()).await?;
                let leaf = Leaf {
                    op: Op::PersonCreated,
                    subject: Some(row.id),
                    body: ledger_body(&row),
                };
                ledger::append(tx, &actor, leaf).await?;
                for role in input.roles {
                    insert_grant(tx, &actor, row.id, input.unit, role).await?;
                }
                Ok(row.id)
            })
        })
        .await
}

/// The sign-in name as it is compared: trimmed, lower case, of letters, digits and `.-_@`.
pub(crate) fn normal_sign_in_name(text: &str) -> Result<String, Error> {
    let name = text.trim().to_lowercase();
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    match name.as_str() {
        "" => Err(Error::invalid("sign_in_name", Invalid::Empty)),
        _ if name.chars().count() > 100 => Err(Error::invalid("sign_in_name", Invalid::TooLong)),
        _ if !name.chars().all(sound) => Err(Error::invalid("sign_in_name", Invalid::Malformed)),
        _ => Ok(name),
    }
}

pub(crate) fn check_timing(percent: u16) -> Result<(), Error> {
    match (100..=300).contains(&percent) {
        true => Ok(()),
        false => Err(Error::invalid("timing_percent", Invalid::OutOfRange)),
    }
}
