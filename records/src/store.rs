//! The store: one writer, several readers, on SQLite or PostgreSQL.

mod open;
mod write;
mod writer;

pub use open::{Secrets, Settings, Synchronous};

use crate::signin::Hashing;
use crate::{Actor, Error, OpenError};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::sync::Arc;
use tokio::sync::watch;

pub(crate) use write::Transaction;
pub(crate) use writer::{code_of, note_io_error};

/// A handle to the store; clones share it.
#[derive(Clone)]
pub struct Records {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    readers: DatabaseConnection,
    secrets: Secrets,
    settings: Settings,
    hashing: Hashing,
    cache: crate::content::Cache,
    grading: crate::attempts::Grading,
    failed: watch::Sender<bool>,
}

/// How commands reach the disk.
enum Engine {
    /// One writer task that groups commands.
    Sqlite { writer: writer::Writer },
    /// A transaction for each command, on the readers' pool.
    Postgres,
}

impl Records {
    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        let connection = match &self.inner.engine {
            Engine::Sqlite { writer } => writer.connection(),
            Engine::Postgres => &self.inner.readers,
        };
        Ok(migrations::run(connection).await?)
    }

    /// Whether the schema is current and the store answers.
    pub async fn is_ready(&self) -> bool {
        !*self.inner.failed.borrow() && matches!(migrations::n_pending(&self.inner.readers).await, Ok(0))
    }

    /// Waits until the store is broken beyond repair, for example by a failed sync to disk. The process must then
    /// end: what reached the disk is no longer known to it.
    pub async fn failed(&self) {
        let mut failed = self.inner.failed.subscribe();
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = failed.wait_for(|failed| *failed).await;
    }

    /// Finishes the commands that wait and closes the connections.
    pub async fn close(self) {
        if let Engine::Sqlite { writer } = &self.inner.engine {
            writer.finish().await;
            let _ = writer
                .connection()
                .execute_unprepared("pragma wal_checkpoint(truncate)")
                .await;
            let _ = writer.connection().close_by_ref().await;
        }
        let _ = self.inner.readers.close_by_ref().await;
    }

    /// The settings the store was opened with.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// A connection that reads.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.inner.readers
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.inner.secrets
    }

    pub(crate) fn hashing(&self) -> &Hashing {
        &self.inner.hashing
    }

    pub(crate) fn cache(&self) -> &crate::content::Cache {
        &self.inner.cache
    }

    pub(crate) fn grading(&self) -> &crate::attempts::Grading {
        &self.inner.grading
    }

    /// Records that the actor was denied something, without making the answer wait.
    pub(crate) fn note_denied(
        &self,
        actor: &Actor,
        detail: &'static str,
        subject: Option<uuid::Uuid>,
    ) -> Error {
        let (records, actor) = (self.clone(), actor.clone());
        tokio::spawn(async move {
            let noted =
                crate::audit::note(&records, &actor, crate::audit::Access::Denied, subject, detail).await;
            if let Err(error) = noted {
                tracing::warn!(%error, "a denial could not be recorded");
            }
        });
        Error::NotFound
    }
}
