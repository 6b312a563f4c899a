//! The command line. Errors go to standard error with exit code 1, usage errors with 2.

mod admin;
mod check;
pub(crate) mod content;
mod demo;
mod fmt;
mod ledger;
mod migrate;
mod replay;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use records::{Records, Secrets, Settings};
use time::OffsetDateTime;

use crate::config::Config;

/// Titrate: simulator training and competency records for a hospital. Training only, not for patient care.
#[derive(Parser)]
#[command(name = "titrate", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the application.
    Serve,
    /// Bring the database's schema up to date.
    Migrate,
    /// Make a demonstration hospital with invented people and a year of history.
    Demo(demo::Options),
    /// Compile scenarios and play their golden runs; check banks, tests and checklists.
    Check {
        /// Scenarios, banks, tests and checklists, or folders that hold them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Write scenarios in their canonical text, and name those that change; other kinds of content are left alone.
    Fmt {
        /// Change nothing; name the scenarios that would change, and exit with code 1 if there are any.
        #[arg(long)]
        check: bool,
        /// Scenarios, or folders that hold them.
        #[arg(default_value = "content")]
        paths: Vec<PathBuf>,
    },
    /// Play a run's log again and print the verdict.
    Replay {
        /// The scenario file.
        scenario: PathBuf,
        /// The action log, as docs/action-log.md describes it.
        log: PathBuf,
        /// Print JSON instead of text.
        #[arg(long)]
        json: bool,
    },
    /// Read the ledger.
    Ledger {
        #[command(subcommand)]
        command: LedgerCommand,
    },
    /// Administration without the browser.
    Admin {
        #[command(subcommand)]
        command: AdminCommand,
    },
}

#[derive(Subcommand)]
enum LedgerCommand {
    /// Check every entry against its hashes.
    Verify,
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Make a one-time set-up link for the first administrator of a new hospital.
    Invite(admin::InviteOptions),
    /// Accept prior learning, so that there is a first assessor.
    Accept(admin::AcceptOptions),
}

/// Runs the command.
pub(crate) async fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Serve => serve::run(Config::from_env()?).await,
        Command::Migrate => migrate::run(Config::from_env()?).await,
        Command::Demo(options) => demo::run(Config::from_env()?, options).await,
        Command::Check { paths } => check::run(&paths),
        Command::Fmt { check: true, paths } => fmt::run(&paths, fmt::Mode::Check),
        Command::Fmt { check: false, paths } => fmt::run(&paths, fmt::Mode::Write),
        Command::Replay { scenario, log, json } => replay::run(&scenario, &log, json),
        Command::Ledger {
            command: LedgerCommand::Verify,
        } => ledger::verify(Config::from_env()?).await,
        Command::Admin {
            command: AdminCommand::Invite(options),
        } => admin::invite(Config::from_env()?, options).await,
        Command::Admin {
            command: AdminCommand::Accept(options),
        } => admin::accept(Config::from_env()?, options).await,
    }
}

/// Opens the records and brings the schema up to date.
async fn open(config: &Config) -> Result<Records> {
    if let Some(path) = config.database_url.strip_prefix("sqlite://").map(PathBuf::from)
        && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let key = crate::secret::read_or_make(&config.secret_file)?;
    let minutes = |length: std::time::Duration| u32::try_from(length.as_secs() / 60).unwrap_or(u32::MAX);
    let settings = Settings {
        idle_minutes: minutes(config.session_idle),
        absolute_hours: minutes(config.session_absolute) / 60,
        ..Settings::default()
    };
    let records = Records::open(&config.database_url, Secrets { key }, settings).await?;
    records.migrate().await?;
    Ok(records)
}

#[expect(clippy::disallowed_methods, reason = "the command line reads the clock once")]
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// Prints a line of a command's result.
#[expect(clippy::print_stdout, reason = "a command's result goes to standard output")]
fn say(line: &str) {
    println!("{line}");
}
