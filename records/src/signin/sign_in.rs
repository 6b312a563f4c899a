//! Signing in with a name and a password.

use super::prove::{self, Claim};
use crate::audit::{Access, note_in};
use crate::organisations::entity as organisations;
use crate::people::entity as people;
use crate::sessions::{self, Device, SignedIn};
use crate::{Actor, Error, Records, Refusal, Who};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

/// No account has a longer name.
const MAX_NAME_CHARS: usize = 100;

/// A name and a password, and where they come from.
#[derive(Clone)]
pub struct SignIn {
    /// The organisation's short name; none where there is only one.
    pub organisation: Option<String>,
    /// The name.
    pub name: String,
    /// The password.
    pub password: String,
    /// The network address.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub device: String,
}

/// Opens a session, or answers [`Refusal::WrongCredentials`]: alike, and after the same work, for an unknown name, a
/// wrong password, a disabled person and an account that failed too often.
pub async fn sign_in(records: &Records, input: SignIn, now: OffsetDateTime) -> Result<SignedIn, Error> {
    let account = known_form(&input.name);
    let slug = input.organisation.as_deref();
    let org = match slug.is_none_or(|slug| !slug.contains(char::is_control)) {
        true => find_organisation(records, slug).await?,
        false => None,
    };
    let Some(org) = org else {
        records.hashing().look(&input.password, None).await?;
        return Err(Error::Refused(Refusal::WrongCredentials));
    };
    let person = match account.is_empty() {
        true => None,
        false => {
            people::Entity::find()
                .filter(people::Column::Org.eq(org))
                .filter(people::Column::SignInName.eq(&account))
                .one(records.read())
                .await?
        }
    };
    let claim = Claim {
        org,
        account: &account,
        person: person.as_ref(),
        address: input.address.as_deref(),
        now,
    };
    let proof = prove::look(records, &claim, &input.password).await?;
    let device = Device {
        name: input.device,
        address: input.address,
    };
    let opened = {
        let records = records.clone();
        let account = account.clone();
        records
            .clone()
            .write(org, move |tx| {
                Box::pin(async move {
                    // Read again: the person may have been disabled, or their password changed, since.
                    let current = match &person {
                        Some(person) => people::Entity::find_by_id((org, person.id)).one(tx).await?,
                        None => None,
                    };
                    let unchanged = current.as_ref().map(secrets_of) == person.as_ref().map(secrets_of);
                    let claim = Claim {
                        org,
                        account: &account,
                        person: current.as_ref(),
                        address: device.address.as_deref(),
                        now,
                    };
                    let proven = prove::settle(tx, &claim, &proof).await? && unchanged;
                    let actor = actor_of(org, current.as_ref().map(|person| person.id), &device, now);
                    match (&current, proven) {
                        (Some(person), true) => {
                            note_in(tx, &actor, Access::SignedIn, Some(person.id), "").await?;
                            sessions::open(&records, tx, org, person.id, device, now)
                                .await
                                .map(Some)
                        }
                        _ => {
                            let subject = current.as_ref().map(|person| person.id);
                            let nobody = Actor {
                                who: Who::System,
                                ..actor
                            };
                            note_in(tx, &nobody, Access::SignInFailed, subject, "").await?;
                            Ok(None)
                        }
                    }
                })
            })
            .await?
    };
    opened.ok_or(Error::Refused(Refusal::WrongCredentials))
}

/// The name in the form in which accounts keep it; empty, which is nobody's, for what no account can be called.
fn known_form(name: &str) -> String {
    let name = name.trim().to_lowercase();
    match name.chars().count() <= MAX_NAME_CHARS && !name.contains(char::is_control) {
        true => name,
        false => String::new(),
    }
}

/// What must not have changed between looking and settling.
fn secrets_of(person: &people::Model) -> (Option<&str>, Option<i64>, Option<i64>) {
    (
        person.password_hash.as_deref(),
        person.disabled_ms,
        person.erased_ms,
    )
}

fn actor_of(org: Uuid, person: Option<Uuid>, device: &Device, now: OffsetDateTime) -> Actor {
    let who = match person {
        Some(person) => Who::Person {
            person,
            session: None,
        },
        None => Who::System,
    };
    Actor {
        org,
        who,
        now,
        address: device.address.clone(),
    }
}

async fn find_organisation(records: &Records, slug: Option<&str>) -> Result<Option<Uuid>, Error> {
    let query = organisations::Entity::find();
    let query = match slug {
        Some(slug) => query.filter(organisations::Column::Slug.eq(slug)),
        None => query,
    };
    let found = query.limit(2).all(records.read()).await?;
    match found.as_slice() {
        [only] => Ok(Some(only.id)),
        _ => Ok(None),
    }
}
