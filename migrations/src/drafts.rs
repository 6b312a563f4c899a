//! Drafts of content, every state they were saved in, and what is said about them.

use crate::dialect;
use sea_orm_migration::prelude::*;

pub(crate) struct Drafts;

impl MigrationName for Drafts {
    fn name(&self) -> &'static str {
        "0004_drafts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Drafts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = dialect::for_engine(include_str!("drafts.sql"), manager.get_database_backend());
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}
