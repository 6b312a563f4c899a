//! Using a link.

use super::{InvitePurpose, entity};
use crate::audit::{Access, note_in};
use crate::instant::to_ms;
use crate::ledger::{self, Leaf};
use crate::people::{self, ledger_body};
use crate::secret::sha256;
use crate::sessions::{self, Device, SignedIn};
use crate::signin::{check_for_person, store_hash};
use crate::units::create::required_text;
use crate::{Actor, Error, Op, Records, Refusal};
use sea_orm::{ActiveModelTrait, ActiveValue, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Whom a link is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteView {
    /// The organisation's name.
    pub organisation: String,
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The person's name.
    pub name: String,
    /// What for.
    pub purpose: InvitePurpose,
}

/// A password for a link.
#[derive(Clone)]
pub struct Accept {
    /// The last part of the link.
    pub token: String,
    /// The person's name as they want it; none to keep it.
    pub name: Option<String>,
    /// The password.
    pub password: String,
    /// The network address.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub device: String,
}

/// Whom a link is for; changes nothing.
pub async fn look(records: &Records, token: &str, now: OffsetDateTime) -> Result<InviteView, Error> {
    let db = records.read();
    let invite = find(db, token, now).await?;
    let person = people::find(db, invite.org, invite.person).await?;
    let organisation = crate::organisations::find(db, invite.org)
        .await?
        .ok_or(Error::NotFound)?;
    let purpose = match invite.purpose.as_str() {
        "reset" => InvitePurpose::Reset,
        _ => InvitePurpose::SetUp,
    };
    Ok(InviteView {
        organisation: organisation.name,
        sign_in_name: person.sign_in_name.unwrap_or_default(),
        name: person.name,
        purpose,
    })
}

/// Sets the password, closes the link and opens a session.
pub async fn accept(records: &Records, input: Accept, now: OffsetDateTime) -> Result<SignedIn, Error> {
    let invite = find(records.read(), &input.token, now).await?;
    let name = input
        .name
        .as_deref()
        .map(|name| required_text("name", name))
        .transpose()?;
    let person = people::find(records.read(), invite.org, invite.person).await?;
    check_for_person(records, &person, &input.password).await?;
    let hash = records.hashing().hash(&input.password).await?;
    let device = Device {
        name: input.device,
        address: input.address.clone(),
    };
    let actor = Actor {
        address: input.address,
        ..Actor::person(invite.org, invite.person, now)
    };
    let (handle, token) = (records.clone(), input.token);
    records
        .write(invite.org, move |tx| {
            Box::pin(async move {
                let invite = find(tx, &token, now).await?;
                let mut row = people::find(tx, invite.org, invite.person).await?;
                if row.disabled_ms.is_some() || row.erased_ms.is_some() {
                    return Err(Error::Refused(Refusal::LinkInvalid));
                }
                if let Some(name) = name.filter(|name| *name != row.name) {
                    row.name = name;
                    let body = ledger_body(&row);
                    row.clone().into_active_model().reset_all().update(tx).await?;
                    let leaf = Leaf {
                        op: Op::PersonChanged,
                        subject: Some(row.id),
                        body,
                    };
                    ledger::append(tx, &actor, leaf).await?;
                }
                store_hash(tx, &actor, row.id, hash).await?;
                let mut used = invite.into_active_model();
                used.closed_ms = ActiveValue::Set(Some(to_ms(now)));
                used.update(tx).await?;
                note_in(tx, &actor, Access::SignedIn, Some(row.id), "invite").await?;
                sessions::open(&handle, tx, actor.org, row.id, device, now).await
            })
        })
        .await
}

async fn find(db: &impl ConnectionTrait, token: &str, now: OffsetDateTime) -> Result<entity::Model, Error> {
    let refused = || Error::Refused(Refusal::LinkInvalid);
    let org = token
        .split_once('.')
        .and_then(|(org, _)| Uuid::try_parse(org).ok())
        .ok_or_else(refused)?;
    let row = entity::Entity::find_by_id((org, sha256(token.as_bytes()).to_vec()))
        .one(db)
        .await?;
    let alive = |row: &entity::Model| row.closed_ms.is_none() && to_ms(now) < row.expires_ms;
    row.filter(alive).ok_or_else(refused)
}
