//! The paper of a sitting, drawn anew each time: it is a function of the test's version and the seed.

use super::sitting_entity as entity;
use crate::content::test_version;
use crate::{Error, Records};
use sea_orm::ConnectionTrait;
use training::exams::{Cut, Paper};

/// The paper of a sitting, keys included; with the cut score that held when it was started.
pub(super) async fn paper_of(
    records: &Records,
    db: &impl ConnectionTrait,
    sitting: &entity::Model,
) -> Result<Paper, Error> {
    let test = test_version(records, db, sitting.org, &sitting.test, sitting.version).await?;
    let seed = sitting.seed.cast_unsigned();
    let mut paper = Paper::draw(test.blueprint(), test.banks(), seed).map_err(|error| {
        tracing::error!(?error, test = sitting.test, "a published test cannot be drawn");
        Error::Unavailable
    })?;
    paper.cut = Cut(u32::try_from(sitting.cut).unwrap_or(10_000));
    Ok(paper)
}
