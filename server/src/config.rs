//! Configuration from the environment; every variable is listed in docs/operations.md.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// How this process runs.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// `TITRATE_ADDRESS`: where to listen.
    pub address: SocketAddr,
    /// `TITRATE_DATABASE_URL`: `sqlite://path` or `postgres://…`.
    pub database_url: String,
    /// `TITRATE_SITE_DIR`: the folder with hashed assets and `assets.json`.
    pub site_dir: PathBuf,
    /// `TITRATE_SECRET_FILE`: the key that signs sessions and receipts; made on first use.
    pub secret_file: PathBuf,
    /// `TITRATE_CONTENT_DIR`: the content that `demo` publishes.
    pub content_dir: PathBuf,
    /// `TITRATE_TRUSTED_PROXY`: a proxy in front terminates TLS and sets X-Forwarded-For.
    pub trusted_proxy: TrustedProxy,
    /// `TITRATE_SESSION_IDLE_MINUTES`.
    pub session_idle: Duration,
    /// `TITRATE_SESSION_HOURS`.
    pub session_absolute: Duration,
    /// `TITRATE_LOG_FORMAT`: `text` or `json`.
    pub log_format: LogFormat,
}

/// Whether a proxy stands in front of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TrustedProxy {
    /// The peer address is the visitor's.
    None,
    /// The last entry of X-Forwarded-For, set by the proxy, is the visitor's.
    One,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// A variable that cannot be read, or an address open to the network without a declared proxy.
    pub(crate) fn from_env() -> Result<Self> {
        let config = Self {
            address: parsed("TITRATE_ADDRESS", "127.0.0.1:3000")?,
            database_url: value("TITRATE_DATABASE_URL", "sqlite://data/titrate.sqlite"),
            site_dir: value("TITRATE_SITE_DIR", "target/site").into(),
            secret_file: value("TITRATE_SECRET_FILE", "data/secret").into(),
            content_dir: value("TITRATE_CONTENT_DIR", "content").into(),
            trusted_proxy: match value("TITRATE_TRUSTED_PROXY", "no").as_str() {
                "no" => TrustedProxy::None,
                "yes" => TrustedProxy::One,
                other => bail!("TITRATE_TRUSTED_PROXY is `{other}`; it may be `yes` or `no`"),
            },
            session_idle: Duration::from_secs(60 * parsed::<u64>("TITRATE_SESSION_IDLE_MINUTES", "15")?),
            session_absolute: Duration::from_secs(3600 * parsed::<u64>("TITRATE_SESSION_HOURS", "8")?),
            log_format: match value("TITRATE_LOG_FORMAT", "text").as_str() {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                other => bail!("TITRATE_LOG_FORMAT is `{other}`; it may be `text` or `json`"),
            },
        };
        if !config.address.ip().is_loopback() && config.trusted_proxy == TrustedProxy::None {
            bail!(
                "TITRATE_ADDRESS is {}, which others can reach, and nothing here speaks TLS. \
                 Put a TLS proxy in front and set TITRATE_TRUSTED_PROXY=yes, or listen on 127.0.0.1.",
                config.address
            );
        }
        Ok(config)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this file is where the environment is read"
)]
fn value(name: &str, default: &str) -> String {
    std::env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| default.to_owned())
}

fn parsed<T: std::str::FromStr>(name: &str, default: &str) -> Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text = value(name, default);
    text.parse()
        .with_context(|| format!("{name} is `{text}`, which cannot be read; for example: {default}"))
}
