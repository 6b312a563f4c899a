//! Changing a password.

use super::check_password_rules;
use super::prove::{self, Claim};
use crate::ledger::{self, Leaf};
use crate::people::entity as people;
use crate::sessions::{self, Device, SignedIn};
use crate::store::Transaction;
use crate::{Actor, Error, Op, Records, Refusal};
use sea_orm::{ActiveModelTrait, ActiveValue, EntityTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

/// One's own change of password.
#[derive(Clone)]
pub struct ChangePassword {
    /// The password until now.
    pub current: String,
    /// The password from now on.
    pub new: String,
    /// What the browser calls itself.
    pub device: String,
}

/// Changes one's own password, ends all sessions and opens a new one.
pub async fn change_password(
    records: &Records,
    actor: &Actor,
    input: ChangePassword,
) -> Result<SignedIn, Error> {
    let id = actor.person_id().ok_or(Error::SignedOut)?;
    let person = crate::people::find(records.read(), actor.org, id).await?;
    let account = person.sign_in_name.clone().unwrap_or_default();
    let claim = Claim {
        org: actor.org,
        account: &account,
        person: Some(&person),
        address: actor.address.as_deref(),
        now: actor.now,
    };
    let proof = prove::look(records, &claim, &input.current).await?;
    check_for_person(records, &person, &input.new).await?;
    let hash = records.hashing().hash(&input.new).await?;
    let device = Device {
        name: input.device,
        address: actor.address.clone(),
    };
    let (actor, handle) = (actor.clone(), records.clone());
    let opened = records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                // Read again: another password may have been set since this one was looked at.
                let current = crate::people::find(tx, actor.org, id).await?;
                let unchanged = current.password_hash == person.password_hash;
                let claim = Claim {
                    org: actor.org,
                    account: &account,
                    person: Some(&current),
                    address: actor.address.as_deref(),
                    now: actor.now,
                };
                if !prove::settle(tx, &claim, &proof).await? || !unchanged {
                    return Ok(None);
                }
                store_hash(tx, &actor, id, hash).await?;
                sessions::open(&handle, tx, actor.org, id, device, actor.now)
                    .await
                    .map(Some)
            })
        })
        .await?;
    opened.ok_or(Error::Refused(Refusal::WrongCredentials))
}

/// Sets a person's password: only the system, for the demonstration.
pub async fn set_password(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    password: &str,
) -> Result<(), Error> {
    if actor.person_id().is_some() {
        return Err(Error::NotFound);
    }
    let row = crate::people::find(records.read(), actor.org, person).await?;
    check_for_person(records, &row, password).await?;
    let hash = records.hashing().hash(password).await?;
    let actor = actor.clone();
    records
        .write(actor.org, move |tx| {
            Box::pin(async move { store_hash(tx, &actor, person, hash).await })
        })
        .await
}

/// Whether the person may use the password.
pub(crate) async fn check_for_person(
    records: &Records,
    person: &people::Model,
    password: &str,
) -> Result<(), Error> {
    let organisation = crate::organisations::find(records.read(), person.org).await?;
    let organisation = organisation.map(|row| row.name).unwrap_or_default();
    let context = [
        person.name.as_str(),
        person.sign_in_name.as_deref().unwrap_or(""),
        &organisation,
    ];
    check_password_rules(password, &context).map_err(|problem| Error::Refused(Refusal::Password(problem)))
}

/// Stores the hash and ends the person's sessions.
pub(crate) async fn store_hash(
    tx: &Transaction,
    actor: &Actor,
    person: Uuid,
    hash: String,
) -> Result<(), Error> {
    let row = people::Entity::find_by_id((actor.org, person))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let mut row = row.into_active_model();
    row.password_hash = ActiveValue::Set(Some(hash));
    row.update(tx).await?;
    sessions::end_all_of(tx, actor.org, person, actor.now).await?;
    ledger::append(
        tx,
        actor,
        Leaf {
            op: Op::PasswordSet,
            subject: Some(person),
            body: json!({}),
        },
    )
    .await?;
    Ok(())
}
