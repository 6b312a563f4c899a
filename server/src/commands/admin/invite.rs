//! `titrate admin invite`: how a new hospital begins, without a default account.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use records::Actor;
use records::invites::{InvitePurpose, NewInvite};
use records::organisations::{Found, Purpose};
use records::people::NewPerson;
use records::roles::Role;

use crate::config::Config;

/// Whom to invite.
#[derive(Args)]
pub(in crate::commands) struct Options {
    /// The hospital's short name; the hospital is made if it does not exist.
    #[arg(long)]
    organisation: String,
    /// The hospital's full name, for a new one.
    #[arg(long, default_value = "")]
    organisation_name: String,
    /// The hospital's time zone.
    #[arg(long, default_value = "Europe/London")]
    time_zone: String,
    /// The administrator's sign-in name.
    #[arg(long)]
    sign_in_name: String,
    /// The administrator's name.
    #[arg(long)]
    name: String,
}

/// Makes the hospital if needed, the administrator, and prints the one-time link's path.
pub(in crate::commands) async fn invite(config: Config, options: Options) -> Result<ExitCode> {
    let records = crate::commands::open(&config).await?;
    let now = crate::commands::now();
    let existing = records::organisations::all(&records).await?;
    if let Some(other) = existing.iter().find(|one| one.slug != options.organisation) {
        anyhow::bail!(
            "this database holds the hospital `{}`; name it with --organisation, or use another database",
            other.slug
        );
    }
    let organisation = match existing.into_iter().find(|one| one.slug == options.organisation) {
        Some(organisation) => organisation,
        None => {
            let name = match options.organisation_name.is_empty() {
                true => options.organisation.clone(),
                false => options.organisation_name.clone(),
            };
            let found = Found {
                slug: options.organisation.clone(),
                name,
                time_zone: options.time_zone,
                purpose: Purpose::Production,
            };
            let organisation = records::organisations::found(&records, found, now).await?;
            crate::commands::content::publish(
                &records,
                &Actor::system(organisation.id, now),
                &config.content_dir,
            )
            .await?;
            organisation
        }
    };
    let actor = Actor::system(organisation.id, now);
    let person = NewPerson {
        sign_in_name: options.sign_in_name,
        name: options.name,
        job: "administrator".to_owned(),
        unit: organisation.root_unit,
        roles: vec![Role::Administrator],
        timing_percent: 100,
    };
    let person = records::people::create(&records, &actor, person).await?;
    let invite = NewInvite {
        person,
        purpose: InvitePurpose::SetUp,
    };
    let invite = records::invites::create(&records, &actor, invite).await?;
    crate::commands::say(&format!("/welcome/{}", invite.token));
    crate::commands::say("Open this path at the hospital's address. It works once.");
    records.close().await;
    Ok(ExitCode::SUCCESS)
}
