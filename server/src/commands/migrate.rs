//! `titrate migrate`.

use std::process::ExitCode;

use anyhow::Result;

use crate::config::Config;

/// Brings the schema up to date.
pub(super) async fn run(config: Config) -> Result<ExitCode> {
    super::open(&config).await?.close().await;
    super::say("The schema is up to date.");
    Ok(ExitCode::SUCCESS)
}
