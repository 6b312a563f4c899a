//! Structured logs on standard error. What is never logged: passwords, tokens, cookies, logs of runs, names.

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Starts logging; `TITRATE_LOG` holds the filter, for example `info,records=debug`.
pub(crate) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_env("TITRATE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm=warn,tower_http=warn"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
}
