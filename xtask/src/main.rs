//! The developer's commands. `cargo xtask serve` and `cargo xtask test` are all a newcomer needs.

mod bench;
mod build;
mod checks;
mod serve;
mod steps;
mod tools;
mod vectors;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Titrate's developer commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Install missing system packages without asking (implied in CI and as root in a container).
    #[arg(long, global = true)]
    yes: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Set up what is missing, build, create the demonstration hospital if there is none, and serve it.
    Serve {
        /// Build the server with optimisations.
        #[arg(long)]
        release: bool,
    },
    /// Build the browser's part and the server.
    Build {
        /// Build the server with optimisations.
        #[arg(long)]
        release: bool,
    },
    /// Run every check: format, lints, documentation, tests, vectors, content, byte budget, browser journeys.
    Test {
        /// Only the checks whose name contains this word.
        #[arg(long)]
        only: Option<String>,
    },
    /// Check numeric vectors against the simulators' formulas and their time-stepped behaviour.
    Vectors {
        /// Files in the format of docs/models.md.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Measure speed and size, and print one table of goal and figure.
    Bench,
    /// The long form of the reliability tests.
    Soak {
        /// How many rounds of each.
        #[arg(long, default_value_t = 100)]
        rounds: u32,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let consent = tools::Consent::new(cli.yes);
    let outcome = match cli.command {
        Command::Serve { release } => serve::run(release, consent),
        Command::Build { release } => build::everything(release, consent).map(|_| ExitCode::SUCCESS),
        Command::Test { only } => checks::run(only.as_deref(), consent),
        Command::Vectors { files } => vectors::run(&files),
        Command::Bench => bench::run(consent),
        Command::Soak { rounds } => checks::soak(rounds, consent),
    };
    outcome.unwrap_or_else(|error| {
        steps::complain(&error);
        ExitCode::FAILURE
    })
}
