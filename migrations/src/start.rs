//! The first schema.

use crate::dialect;
use sea_orm_migration::prelude::*;

pub(crate) struct Start;

impl MigrationName for Start {
    fn name(&self) -> &'static str {
        "0001_start"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Start {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = dialect::for_engine(include_str!("start.sql"), manager.get_database_backend());
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}
