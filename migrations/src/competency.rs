//! Competency: signatures, tests, observed practice, supervision, learning, certificates.

use crate::dialect;
use sea_orm_migration::prelude::*;

/// One text for each subject, in an order in which what is referred to comes first.
const TEXTS: [&str; 7] = [
    include_str!("competency/signatures.sql"),
    include_str!("competency/exams.sql"),
    include_str!("competency/observations.sql"),
    include_str!("competency/supervision.sql"),
    include_str!("competency/learning.sql"),
    include_str!("competency/certificates.sql"),
    include_str!("competency/content.sql"),
];

pub(crate) struct Competency;

impl MigrationName for Competency {
    fn name(&self) -> &'static str {
        "0002_competency"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Competency {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for text in TEXTS {
            let sql = dialect::for_engine(text, manager.get_database_backend());
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}
