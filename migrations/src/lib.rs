//! The database schema, for SQLite and PostgreSQL.
//!
//! Every migration is one SQL text for both engines, written in PostgreSQL's types and translated for SQLite by
//! `dialect`. All of them run inside one transaction that excludes a second starter: `BEGIN IMMEDIATE` on SQLite,
//! an advisory lock on PostgreSQL. A process killed half-way leaves the schema as it was.
//!
//! Every row belongs to an organisation; its id is the first column of every key. Instants are milliseconds since
//! 1970 in UTC (`*_ms`). Rows are added to and superseded, not deleted, except what is no record: sessions,
//! throttles and invitations.

mod competency;
mod dialect;
mod drafts;
mod skills;
mod start;

use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// Brings the database to the current schema. Safe to call from several processes at once.
pub async fn run(database: &DatabaseConnection) -> Result<(), DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = database.begin_with_options(options).await?;
    if database.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Postgres {
        // The number only has to be the same for every process; it spells "titrate".
        transaction
            .execute_unprepared("select pg_advisory_xact_lock(32765897338942565)")
            .await?;
    }
    Migrations::up(&transaction, None).await?;
    transaction.commit().await
}

/// How many migrations the database still needs; changes nothing.
pub async fn n_pending(database: &DatabaseConnection) -> Result<u64, DbErr> {
    Ok(Migrations::get_pending_migrations_read_only(database)
        .await?
        .len() as u64)
}

struct Migrations;

#[async_trait::async_trait]
impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(start::Start),
            Box::new(competency::Competency),
            Box::new(skills::Skills),
            Box::new(drafts::Drafts),
        ]
    }
}
