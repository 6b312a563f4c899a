//! How a test and its items work: for those who see the statistics of tests.

use super::papers::paper_of;
use super::{SittingStatus, sitting_entity as entity};
use crate::content::latest_test;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use training::exams::{Analysis, Marked, Paper, Sitting, analyse};
use uuid::Uuid;

/// Sittings looked at; the newest count.
const MOST_SITTINGS: u64 = 5_000;

/// How a test works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestAnalysis {
    /// The test.
    pub test: String,
    /// Its title.
    pub title: String,
    /// The version that the figures are of.
    pub version: u32,
    /// The figures.
    pub analysis: Analysis,
    /// What each item asks, by its id.
    pub asks: BTreeMap<String, String>,
}

/// The figures of a test's latest version: for those who see the statistics of tests in the whole organisation. No
/// person can be told from them.
pub async fn analysis(records: &Records, actor: &Actor, slug: &str) -> Result<TestAnalysis, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.everywhere(db, Ability::AnalyseTests).await? {
        return Err(records.note_denied(actor, "exams.analysis", None));
    }
    let test = latest_test(records, db, actor.org, slug).await?;
    let sat = sat(records, db, actor.org, slug, Some(test.version.into())).await?;
    let pool = crate::content::test_pool(records, db, actor.org, slug).await?;
    Ok(TestAnalysis {
        title: test.blueprint().title.clone(),
        version: test.version,
        analysis: figures(&sat),
        asks: pool.items.into_iter().map(|item| (item.id, item.ask)).collect(),
        test: test.slug,
    })
}

/// The share of candidates who got each item right, in percent, over all versions of a test.
pub(crate) async fn right_percents(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
) -> Result<BTreeMap<String, f64>, Error> {
    let sat = sat(records, db, org, slug, None).await?;
    let percent = |item: training::exams::ItemFigures| Some((item.item, item.difficulty? * 100.0));
    Ok(figures(&sat).items.into_iter().filter_map(percent).collect())
}

fn figures(sat: &[(Paper, Marked)]) -> Analysis {
    let sittings: Vec<Sitting<'_>> = sat
        .iter()
        .map(|(paper, marked)| Sitting { paper, marked })
        .collect();
    analyse(&sittings)
}

async fn sat(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    version: Option<i64>,
) -> Result<Vec<(Paper, Marked)>, Error> {
    let mut query = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Test.eq(slug))
        .filter(entity::Column::Status.eq(SittingStatus::Recorded.as_str()));
    if let Some(version) = version {
        query = query.filter(entity::Column::Version.eq(version));
    }
    let rows = query
        .order_by_desc(entity::Column::StartedMs)
        .limit(MOST_SITTINGS)
        .all(db)
        .await?;
    let mut sat = Vec::with_capacity(rows.len());
    for row in rows {
        let marks = row
            .marks
            .as_deref()
            .and_then(|marks| serde_json::from_str(marks).ok());
        if let Some(marked) = marks {
            sat.push((paper_of(records, db, &row).await?, marked));
        }
    }
    Ok(sat)
}
