//! `titrate serve`.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use app::assets::Assets;
use leptos::config::LeptosOptions;
use records::Records;

use crate::config::Config;
use crate::http::{ServerState, router, serve};

/// How often runs that nobody finished are closed.
const SWEEP_EVERY: Duration = Duration::from_secs(600);
/// How often lapses are looked for and reminders are made. A step is a day, so an hour is soon enough.
const LOOK_EVERY: Duration = Duration::from_secs(3600);

/// Serves until asked to stop, or until the store can no longer be trusted.
pub(super) async fn run(config: Config) -> Result<ExitCode> {
    crate::logging::start(config.log_format);
    let records = super::open(&config).await?;
    let manifest = config.site_dir.join("assets.json");
    let assets = std::fs::read_to_string(&manifest).with_context(|| {
        format!(
            "cannot read {}; run `cargo xtask build` first",
            manifest.display()
        )
    })?;
    let assets =
        Assets::from_json(&assets).with_context(|| format!("{} is not a manifest", manifest.display()))?;
    let state = ServerState {
        records: records.clone(),
        assets: Arc::new(assets),
        trusted_proxy: config.trusted_proxy,
        leptos: LeptosOptions::builder()
            .output_name("titrate")
            .site_addr(config.address)
            .build(),
    };
    let sweeper = tokio::spawn(sweep(records.clone()));
    let hourly = tokio::spawn(look_for_what_is_due(records.clone()));
    let outcome = tokio::select! {
        outcome = serve(config.address, router(state, &config.site_dir)) => outcome,
        () = records.failed() => {
            anyhow::bail!("the database reported that a write may not be on disk; stopping so that nothing is acknowledged wrongly")
        }
    };
    sweeper.abort();
    hourly.abort();
    records.close().await;
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn sweep(records: Records) {
    let mut ticker = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticker.tick().await;
        match records::organisations::all(&records).await {
            Ok(organisations) => {
                for organisation in organisations {
                    if let Err(error) =
                        records::attempts::sweep(&records, organisation.id, super::now()).await
                    {
                        tracing::warn!(%error, "unfinished runs could not be closed");
                    }
                    if let Err(error) = records::exams::sweep(&records, organisation.id, super::now()).await {
                        tracing::warn!(%error, "tests whose time is over could not be closed");
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "organisations could not be read"),
        }
    }
}

async fn look_for_what_is_due(records: Records) {
    let mut ticker = tokio::time::interval(LOOK_EVERY);
    loop {
        ticker.tick().await;
        let organisations = match records::organisations::all(&records).await {
            Ok(organisations) => organisations,
            Err(error) => {
                tracing::warn!(%error, "organisations could not be read");
                continue;
            }
        };
        for organisation in organisations {
            if let Err(error) = records::restrictions::sweep(&records, organisation.id, super::now()).await {
                tracing::warn!(%error, "lapses could not be looked for");
            }
            match records::reminders::sweep(&records, organisation.id, super::now()).await {
                Ok(made) => tracing::debug!(n_made = made.len(), "reminders were made"),
                Err(error) => tracing::warn!(%error, "reminders could not be made"),
            }
        }
    }
}
