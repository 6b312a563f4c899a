//! `titrate admin accept`: how a hospital gets its first assessors.
//!
//! An assessor must hold what they assess, so somebody has to be the first. What they brought along is accepted here,
//! on the hospital's responsibility and without an assessor's signature; the ledger says that the system did it.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use competency::EvidenceKind;
use records::acceptances::{NewAcceptance, Verdict};
use records::people::PeopleQuery;
use records::{Actor, Error};
use time::Date;
use time::macros::format_description;
use uuid::Uuid;

use crate::config::Config;

/// Whose prior learning, and for what.
#[derive(Args)]
pub(in crate::commands) struct Options {
    /// The person's sign-in name.
    #[arg(long)]
    sign_in_name: String,
    /// The competency, for example `infusion.bedside`; several times for several.
    #[arg(long, required = true)]
    competency: Vec<String>,
    /// What the prior learning is called.
    #[arg(long)]
    title: String,
    /// Who issued it, or where it was learnt.
    #[arg(long)]
    issuer: String,
    /// The day on it, as 2027-05-03; validity counts from there.
    #[arg(long)]
    shown_on: String,
}

/// Accepts prior learning for each of the competencies.
pub(in crate::commands) async fn accept(config: Config, options: Options) -> Result<ExitCode> {
    let shown_on = Date::parse(&options.shown_on, format_description!("[year]-[month]-[day]"))
        .with_context(|| format!("`{}` is not a day; write it as 2027-05-03", options.shown_on))?;
    let records = crate::commands::open(&config).await?;
    let now = crate::commands::now();
    let organisations = records::organisations::all(&records).await?;
    let organisation = organisations
        .first()
        .context("there is no hospital yet; `titrate admin invite` makes one")?;
    let system = Actor::system(organisation.id, now);
    let query = PeopleQuery {
        unit: organisation.root_unit,
        search: options.sign_in_name.clone(),
        after: None,
        limit: 200,
    };
    let people = records::people::list(&records, &system, query).await?;
    let person = people
        .into_iter()
        .find(|person| person.sign_in_name == options.sign_in_name)
        .with_context(|| format!("nobody signs in as `{}`", options.sign_in_name))?;
    for competency in options.competency {
        let acceptance = NewAcceptance {
            id: Uuid::now_v7(),
            person: person.id,
            competency: competency.clone(),
            kind: EvidenceKind::PriorLearning,
            title: options.title.clone(),
            issuer: options.issuer.clone(),
            shown_on,
            verdict: Verdict::Accepted,
            shown: None,
            password: String::new(),
        };
        match records::acceptances::accept(&records, &system, acceptance, |_| String::new()).await {
            Ok(()) => crate::commands::say(&format!("{competency}: accepted for {}", person.name)),
            Err(Error::NotFound | Error::Invalid { .. }) => anyhow::bail!(
                "`{competency}` was not accepted: no published framework has it, or the day is to come or over ten years ago"
            ),
            Err(error) => return Err(error).context(competency),
        }
    }
    records.close().await;
    Ok(ExitCode::SUCCESS)
}
