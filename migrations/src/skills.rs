//! Skills: how each was shown in each run.

use crate::dialect;
use sea_orm_migration::prelude::*;

pub(crate) struct Skills;

impl MigrationName for Skills {
    fn name(&self) -> &'static str {
        "0003_skills"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Skills {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = dialect::for_engine(include_str!("skills.sql"), manager.get_database_backend());
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }
}
