//! A command's transaction.

use super::{Engine, Records};
use crate::Error;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use std::pin::Pin;
use uuid::Uuid;

/// What a command runs in. On SQLite a savepoint of the group's transaction.
pub(crate) type Transaction = DatabaseTransaction;

/// A command's work, boxed.
pub(crate) type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

impl Records {
    /// Runs a command of an organisation and answers after its commit is on disk.
    ///
    /// Commands of one organisation run one after another, so a command may decide from what it reads. An error
    /// undoes all the command did.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where a command's transaction begins"
    )]
    pub(crate) async fn write<T, F>(&self, org: Uuid, command: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a Transaction) -> Work<'a, T> + Send + 'static,
    {
        match &self.inner.engine {
            Engine::Sqlite { writer } => writer.run(command).await,
            Engine::Postgres => {
                let transaction = self.inner.readers.begin().await?;
                take_turn(&transaction, org).await?;
                let answer = command(&transaction).await;
                match answer {
                    Ok(value) => {
                        transaction.commit().await?;
                        Ok(value)
                    }
                    Err(error) => {
                        transaction.rollback().await?;
                        Err(error)
                    }
                }
            }
        }
    }
}

impl Records {
    /// One unchanging view of everything that is committed, whatever others write meanwhile. Nothing is written in it.
    pub(crate) async fn snapshot(&self) -> Result<Transaction, Error> {
        let options = match &self.inner.engine {
            Engine::Sqlite { .. } => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(self.inner.readers.begin_with_options(options).await?)
    }
}

/// Waits for the organisation's lock; the transaction's end gives it back.
async fn take_turn(transaction: &Transaction, org: Uuid) -> Result<(), Error> {
    let (high, low) = org.as_u64_pair();
    let key = i64::from_ne_bytes((high ^ low).to_ne_bytes());
    let sql = "select pg_advisory_xact_lock($1)";
    transaction
        .execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            sql,
            [key.into()],
        ))
        .await?;
    Ok(())
}
