//! Signing in and out, and one's own account.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::AppError;

/// The signed-in person, as the frame around a page needs them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// The name they sign in with.
    pub sign_in_name: String,
    /// The hospital.
    pub organisation: String,
    /// Whether the hospital is a demonstration.
    pub demonstration: bool,
    /// Role and unit, in words' codes: `("learner", "ICU 2")`.
    pub roles: Vec<(String, String)>,
    /// Which parts of the application to show.
    pub menu: Menu,
}

/// Which parts of the application a person has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menu {
    /// Observing, supervising and signing.
    pub assess: bool,
    /// Who is competent here, now.
    pub readiness: bool,
    /// Drafts of scenarios.
    pub studio: bool,
    /// Frameworks and the statistics of tests.
    pub frameworks: bool,
    /// Units and their matrix.
    pub units: bool,
    /// The administration of people.
    pub people: bool,
    /// The ledger.
    pub ledger: bool,
    /// The access log.
    pub access_log: bool,
}

/// One place where a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Which.
    pub id: Uuid,
    /// When it began.
    pub started_at: OffsetDateTime,
    /// When it was last used.
    pub seen_at: OffsetDateTime,
    /// The browser, as it named itself.
    pub device: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// An account that waits to be set up, or a password to be set again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The person's name.
    pub name: String,
    /// The sign-in name proposed.
    pub sign_in_name: String,
    /// The hospital.
    pub organisation: String,
}

/// Who I am, or nothing for a visitor.
#[server(prefix = "/api", endpoint = "me", input = server_fn::codec::Json)]
pub async fn read_me() -> Result<Option<Me>, AppError> {
    use super::host;
    let Some(actor) = host::visitor()?.actor else {
        return Ok(None);
    };
    let me = records::people::me(&host::records()?, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(Some(me.into()))
}

/// Signs in from the form, and leads on: to the page wanted, or back with the reason.
#[server(prefix = "/api", endpoint = "sign-in")]
pub async fn sign_in(name: String, password: String, next: Option<String>) -> Result<(), AppError> {
    use super::host;
    use crate::links::{encode, safe_next};
    let visitor = host::visitor()?;
    let credentials = records::signin::SignIn {
        organisation: None,
        name: name.clone(),
        password,
        address: visitor.address,
        device: host::device(),
    };
    let next = next.unwrap_or_default();
    match records::signin::sign_in(&host::records()?, credentials, visitor.now).await {
        Ok(signed_in) => {
            host::start_session(signed_in.token);
            leptos_axum::redirect(safe_next(&next));
        }
        Err(error) => {
            let problem = match error {
                records::Error::Busy { .. } => "busy",
                records::Error::Unavailable => "unavailable",
                _ => "wrong",
            };
            leptos_axum::redirect(&format!(
                "/sign-in?problem={problem}&name={}&next={}",
                encode(&name),
                encode(safe_next(&next))
            ));
        }
    }
    Ok(())
}

/// Ends this session.
#[server(prefix = "/api", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::sessions::end_current(&records, &actor)
        .await
        .map_err(host::refuse)?;
    host::end_session();
    leptos_axum::redirect("/sign-in?problem=signed-out");
    Ok(())
}

/// Where I am signed in.
#[server(prefix = "/api", endpoint = "sessions", input = server_fn::codec::Json)]
pub async fn read_sessions() -> Result<Vec<Session>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let sessions = records::sessions::list(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(sessions.into_iter().map(Session::from).collect())
}

/// Ends one of my sessions.
#[server(prefix = "/api", endpoint = "sessions/end", input = server_fn::codec::Json)]
pub async fn end_session(id: Uuid) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::sessions::end(&records, &actor, id)
        .await
        .map_err(host::refuse)
}

/// Changes my password; every other session ends and this one gets a new secret.
#[server(prefix = "/api", endpoint = "password", input = server_fn::codec::Json)]
pub async fn change_password(current: String, new: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let change = records::signin::ChangePassword {
        current,
        new,
        device: host::device(),
    };
    let signed_in = records::signin::change_password(&records, &actor, change)
        .await
        .map_err(host::refuse)?;
    host::start_session(signed_in.token);
    Ok(())
}

/// What a set-up link is for.
#[server(prefix = "/api", endpoint = "welcome/look", input = server_fn::codec::Json)]
pub async fn read_invitation(token: String) -> Result<Invitation, AppError> {
    use super::host;
    let visitor = host::visitor()?;
    let invite = records::invites::look(&host::records()?, &token, visitor.now)
        .await
        .map_err(host::refuse)?;
    Ok(Invitation {
        name: invite.name,
        sign_in_name: invite.sign_in_name,
        organisation: invite.organisation,
    })
}

/// Sets the password by a set-up link, and signs in.
#[server(prefix = "/api", endpoint = "welcome/accept", input = server_fn::codec::Json)]
pub async fn accept_invitation(token: String, password: String) -> Result<(), AppError> {
    use super::host;
    let visitor = host::visitor()?;
    let accept = records::invites::Accept {
        token,
        name: None,
        password,
        address: visitor.address,
        device: host::device(),
    };
    let signed_in = records::invites::accept(&host::records()?, accept, visitor.now)
        .await
        .map_err(host::refuse)?;
    host::start_session(signed_in.token);
    Ok(())
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::permission::Ability;

    use super::{Me, Menu, Session};

    impl From<records::people::Me> for Me {
        fn from(me: records::people::Me) -> Self {
            let can = |ability| me.can.contains(&ability);
            let menu = Menu {
                assess: can(Ability::Assess),
                readiness: can(Ability::SeeReadiness),
                studio: can(Ability::Author),
                frameworks: can(Ability::AnalyseTests),
                units: can(Ability::SeeStandings),
                people: can(Ability::ManagePeople),
                ledger: can(Ability::ReadLedger),
                access_log: can(Ability::ReadAccessLog),
            };
            Self {
                person: me.person.id,
                name: me.person.name,
                sign_in_name: me.person.sign_in_name,
                organisation: me.organisation.name,
                demonstration: me.organisation.purpose == records::organisations::Purpose::Demonstration,
                roles: me
                    .grants
                    .into_iter()
                    .filter(|grant| grant.revoked_at.is_none())
                    .map(|grant| (grant.role.as_str().to_owned(), grant.unit_name))
                    .collect(),
                menu,
            }
        }
    }

    impl From<records::sessions::SessionView> for Session {
        fn from(session: records::sessions::SessionView) -> Self {
            Self {
                id: session.id,
                started_at: session.started_at,
                seen_at: session.last_seen_at,
                device: session.device,
                current: session.current,
            }
        }
    }
}
