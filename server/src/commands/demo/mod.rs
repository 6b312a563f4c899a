//! `titrate demo`: a hospital with invented people and a year of history, made through the product's own
//! commands. It refuses to run on a database that holds anything else.

mod cast;
mod exams;
mod history;
mod passwords;
mod practice;
mod story;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use records::organisations::{Found, OrganisationView, Purpose};
use records::people::NewPerson;
use records::units::NewUnit;
use records::{Actor, Records};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::config::Config;

/// How far back the history goes: past one validity and its grace, so that something has lapsed.
const DAYS_OF_HISTORY: i64 = 420;

/// What to make.
#[derive(Args)]
pub(super) struct Options {
    /// Do nothing where a demonstration hospital is there already.
    #[arg(long)]
    if_empty: bool,
    /// Make fresh passwords for the demonstration hospital's keys, and print them.
    #[arg(long)]
    new_passwords: bool,
}

/// A person of the demonstration.
pub(super) struct Member {
    /// Who.
    pub(super) id: Uuid,
    /// The first of their roles.
    pub(super) role: records::roles::Role,
    /// Which of the units, or none for the whole hospital.
    pub(super) unit: Option<usize>,
}

/// Makes the demonstration hospital, or fresh passwords for it.
pub(super) async fn run(config: Config, options: Options) -> Result<ExitCode> {
    let records = super::open(&config).await?;
    let existing = records::organisations::all(&records).await?;
    let now = super::now();
    match existing.first() {
        Some(organisation) if organisation.purpose != Purpose::Demonstration || existing.len() > 1 => {
            bail!(
                "this database holds {}; a demonstration is made only in an empty one",
                organisation.name
            )
        }
        Some(organisation) if options.new_passwords => {
            passwords::renew(&records, &Actor::system(organisation.id, now)).await?;
        }
        Some(organisation) if options.if_empty => {
            let system = Actor::system(organisation.id, now);
            if people_of(&records, &system, organisation).await? < cast::all().count() {
                bail!(
                    "the demonstration hospital in this database is only half made; remove the database and start again"
                );
            }
            super::say(
                "The demonstration hospital is there. `titrate demo --new-passwords` prints new passwords.",
            );
        }
        Some(_) => {
            bail!("the demonstration hospital is there already; --new-passwords makes fresh passwords")
        }
        None => make(&config, &records, now).await?,
    }
    records.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn make(config: &Config, records: &Records, now: OffsetDateTime) -> Result<()> {
    super::say(
        "Making the demonstration hospital: 3 units, 61 people, a year of runs, tests and observations (about four minutes)",
    );
    let begun = now - Duration::days(DAYS_OF_HISTORY);
    let found = Found {
        slug: "northgate".to_owned(),
        name: "Northgate Hospital (demonstration)".to_owned(),
        time_zone: "Europe/London".to_owned(),
        purpose: Purpose::Demonstration,
    };
    let organisation = records::organisations::found(records, found, begun).await?;
    let system = Actor::system(organisation.id, begun);
    super::content::publish(records, &system, &config.content_dir).await?;
    let members = people(records, &system, &organisation).await?;
    story::live(records, &organisation, &config.content_dir, &members, begun, now).await?;
    passwords::renew(records, &system.at(now)).await
}

async fn people(records: &Records, system: &Actor, organisation: &OrganisationView) -> Result<Vec<Member>> {
    let mut units = Vec::new();
    for name in cast::UNITS {
        let unit = NewUnit {
            parent: organisation.root_unit,
            name: name.to_owned(),
        };
        units.push(records::units::create(records, system, unit).await?);
    }
    let mut members = Vec::new();
    for (sign_in_name, part) in cast::all() {
        let unit = part
            .unit
            .and_then(|unit| units.get(unit).copied())
            .unwrap_or(organisation.root_unit);
        let person = NewPerson {
            sign_in_name,
            name: part.name.to_owned(),
            job: part.job().to_owned(),
            unit,
            roles: vec![part.role],
            timing_percent: 100,
        };
        let id = records::people::create(records, system, person).await?;
        members.push(Member {
            id,
            role: part.role,
            unit: part.unit,
        });
    }
    Ok(members)
}

/// How many of the demonstration's people there are.
async fn people_of(records: &Records, system: &Actor, organisation: &OrganisationView) -> Result<usize> {
    let query = records::people::PeopleQuery {
        unit: organisation.root_unit,
        search: String::new(),
        after: None,
        limit: 200,
    };
    Ok(records::people::list(records, system, query).await?.len())
}
