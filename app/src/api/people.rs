//! The administration of people: who is here, in which role, and how they get in.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::standing::Unit;
use crate::error::AppError;

/// A person as an administrator sees them: never scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// The name they sign in with.
    pub sign_in_name: String,
    /// Their job.
    pub job: String,
    /// `invited`, `active`, `disabled` or `erased`.
    pub state: String,
}

/// The people of a unit, and the units one may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Units that the visitor administers.
    pub units: Vec<Unit>,
    /// The unit shown.
    pub unit: Uuid,
    /// Its people, and those of the units below it.
    pub people: Vec<PersonRow>,
}

/// A new person, from the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// The name they will sign in with.
    pub sign_in_name: String,
    /// Their job.
    pub job: String,
    /// Their unit.
    pub unit: Uuid,
    /// Their role in it.
    pub role: String,
}

/// The people of a unit; of the topmost one that the visitor administers where none is named.
#[server(prefix = "/api", endpoint = "people", input = server_fn::codec::Json)]
pub async fn read_people(unit: Option<Uuid>, search: String) -> Result<People, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let units = records::units::administered(&records, &actor)
        .await
        .map_err(host::refuse)?;
    let Some(unit) = unit.or(units.first().map(|unit| unit.id)) else {
        return Err(host::answer(AppError::NotFound));
    };
    let query = records::people::PeopleQuery {
        unit,
        search,
        after: None,
        limit: 200,
    };
    let people = records::people::list(&records, &actor, query)
        .await
        .map_err(host::refuse)?;
    Ok(People {
        units: units.into_iter().map(Unit::from).collect(),
        unit,
        people: people.into_iter().map(PersonRow::from).collect(),
    })
}

/// Adds a person and returns their one-time set-up link's path.
#[server(prefix = "/api", endpoint = "people/add", input = server_fn::codec::Json)]
pub async fn add_person(person: NewPerson) -> Result<String, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let role = records::roles::Role::parse(&person.role).ok_or_else(|| host::answer(AppError::BadRequest))?;
    let new = records::people::NewPerson {
        sign_in_name: person.sign_in_name,
        name: person.name,
        job: person.job,
        unit: person.unit,
        roles: vec![role],
        timing_percent: 100,
    };
    let id = records::people::create(&records, &actor, new)
        .await
        .map_err(host::refuse)?;
    link(&records, &actor, id, records::invites::InvitePurpose::SetUp).await
}

/// A one-time link by which a person sets a new password.
#[server(prefix = "/api", endpoint = "people/reset-link", input = server_fn::codec::Json)]
pub async fn reset_link(person: Uuid) -> Result<String, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    link(&records, &actor, person, records::invites::InvitePurpose::Reset).await
}

/// Closes or reopens a person's account. Closing ends all their sessions at once.
#[server(prefix = "/api", endpoint = "people/account", input = server_fn::codec::Json)]
pub async fn set_account(person: Uuid, open: AccountState) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    match open {
        AccountState::Open => records::people::enable(&records, &actor, person).await,
        AccountState::Closed => records::people::disable(&records, &actor, person).await,
    }
    .map_err(host::refuse)
}

/// Whether a person can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// They can.
    Open,
    /// They cannot.
    Closed,
}

#[cfg(feature = "ssr")]
async fn link(
    records: &records::Records,
    actor: &records::Actor,
    person: Uuid,
    purpose: records::invites::InvitePurpose,
) -> Result<String, AppError> {
    use super::host;
    let new = records::invites::NewInvite { person, purpose };
    let invite = records::invites::create(records, actor, new)
        .await
        .map_err(host::refuse)?;
    Ok(format!("/welcome/{}", invite.token))
}

#[cfg(feature = "ssr")]
impl From<records::people::PersonView> for PersonRow {
    fn from(person: records::people::PersonView) -> Self {
        Self {
            id: person.id,
            name: person.name,
            sign_in_name: person.sign_in_name,
            job: person.job,
            state: match person.state {
                records::people::PersonState::Invited => "invited",
                records::people::PersonState::Active => "active",
                records::people::PersonState::Disabled => "disabled",
                records::people::PersonState::Erased => "erased",
            }
            .to_owned(),
        }
    }
}
