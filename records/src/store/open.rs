//! Opening a store.

use super::writer::Writer;
use super::{Engine, Inner, Records};
use crate::OpenError;
use crate::signin::Hashing;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// The oldest SQLite without the write-ahead-log corruption bug.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
const N_READERS: u32 = 4;
const N_POSTGRES_CONNECTIONS: u32 = 16;
/// SQLite's page cache of one reader, in KiB; the negative sign makes it a size.
const READER_CACHE: &str = "-8000";

/// What only the server knows.
#[derive(Clone)]
pub struct Secrets {
    /// Signs session cookies and derives submit tokens; 32 random bytes or more.
    pub key: Vec<u8>,
}

/// What an operator may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: u32,
    /// Hours after sign-in at which a session ends.
    pub absolute_hours: u32,
    /// When SQLite says "done".
    pub synchronous: Synchronous,
    /// Memory of one password hash, in KiB; 19 456 or more in production.
    pub hash_memory_kib: u32,
}

/// When SQLite says "done".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synchronous {
    /// After the sync to disk: nothing acknowledged is lost when the power fails.
    Full,
    /// Before it: the last commits may be lost when the power fails, never when the process is killed.
    Normal,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            idle_minutes: 15,
            absolute_hours: 8,
            synchronous: Synchronous::Full,
            hash_memory_kib: 19_456,
        }
    }
}

impl Records {
    /// Opens the store at `sqlite:PATH` (created if missing) or `postgres://…`. Changes no schema.
    pub async fn open(url: &str, secrets: Secrets, settings: Settings) -> Result<Self, OpenError> {
        if secrets.key.len() < 32 {
            return Err(OpenError::WeakKey);
        }
        crate::signin::check_memory(settings.hash_memory_kib)?;
        let failed = watch::Sender::new(false);
        let (engine, readers) = match url.split_once(':') {
            Some(("sqlite", path)) => open_sqlite(path.trim_start_matches("//"), &settings, &failed).await?,
            Some(("postgres" | "postgresql", _)) => (Engine::Postgres, open_postgres(url).await?),
            _ => return Err(OpenError::UnknownScheme),
        };
        let hashing = Hashing::new(settings.hash_memory_kib);
        let inner = Inner {
            engine,
            readers,
            secrets,
            settings,
            hashing,
            cache: crate::content::Cache::default(),
            grading: crate::attempts::Grading::new(),
            failed,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }
}

async fn open_sqlite(
    path: &str,
    settings: &Settings,
    failed: &watch::Sender<bool>,
) -> Result<(Engine, DatabaseConnection), OpenError> {
    let synchronous = match settings.synchronous {
        Synchronous::Full => "full",
        Synchronous::Normal => "normal",
    };
    let mut options = sqlite_options(path);
    options
        .max_connections(1)
        .min_connections(1)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .pragma("journal_mode", "wal")
                .pragma("synchronous", synchronous)
                .pragma("mmap_size", "0")
                .statement_cache_capacity(256)
        });
    let writer = Database::connect(options).await?;
    refuse_old_sqlite(&writer).await?;
    check_integrity(&writer).await?;

    let mut options = sqlite_options(path);
    options
        .max_connections(N_READERS)
        .map_sqlx_sqlite_opts(|options| {
            options
                .read_only(true)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .pragma("mmap_size", "0")
                .pragma("cache_size", READER_CACHE)
                .statement_cache_capacity(256)
        });
    let readers = Database::connect(options).await?;
    Ok((
        Engine::Sqlite {
            writer: Writer::start(writer, failed.clone()),
        },
        readers,
    ))
}

fn sqlite_options(path: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(format!("sqlite:{path}"));
    options
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>);
    options
}

async fn open_postgres(url: &str) -> Result<DatabaseConnection, OpenError> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(N_POSTGRES_CONNECTIONS)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .acquire_timeout(Duration::from_secs(10));
    Ok(Database::connect(options).await?)
}

async fn refuse_old_sqlite(connection: &DatabaseConnection) -> Result<(), OpenError> {
    let version = text_answer(connection, "select sqlite_version()").await?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite(version));
    }
    Ok(())
}

async fn check_integrity(connection: &DatabaseConnection) -> Result<(), OpenError> {
    match text_answer(connection, "pragma quick_check(1)").await?.as_str() {
        "ok" => Ok(()),
        damage => Err(OpenError::Damaged(damage.to_owned())),
    }
}

async fn text_answer(connection: &DatabaseConnection, sql: &str) -> Result<String, DbErr> {
    let row = connection
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, sql))
        .await?;
    row.ok_or_else(|| DbErr::RecordNotFound(sql.to_owned()))?
        .try_get_by_index(0)
}
