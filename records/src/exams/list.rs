//! The tests one may sit, and how one stood in them.

use super::allowance::{Tries, sittings_of, tries};
use super::{SittingStatus, sitting_entity as entity};
use crate::content::{TestVersion, catalogue, latest_test, latest_tests};
use crate::instant::from_ms;
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Records};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// A test in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRow {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it examines.
    pub description: String,
    /// The time limit in minutes, accommodated time included.
    pub minutes: u32,
    /// How many items a paper has.
    pub n_items: u32,
    /// The competencies a pass is evidence for, by title.
    pub competencies: Vec<String>,
    /// Whether one's job needs one of them.
    pub needed: bool,
    /// The sitting that is open.
    pub open: Option<Uuid>,
    /// When one last passed.
    pub passed_at: Option<OffsetDateTime>,
    /// How one stands with tries.
    pub tries: Tries,
}

/// A test's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestPage {
    /// The test in its list.
    pub row: TestRow,
    /// Its version.
    pub version: u32,
    /// Its hash.
    pub hash: String,
    /// What it draws, by topic.
    pub topics: Vec<String>,
    /// The least share of the points that passes, in hundredths of a percent.
    pub cut: u32,
    /// One's own sittings, newest first.
    pub sittings: Vec<SittingRow>,
    /// Whether one may sit tests at all.
    pub may_sit: bool,
    /// Whether one sees its statistics.
    pub may_analyse: bool,
}

/// A sitting in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingRow {
    /// The sitting.
    pub id: Uuid,
    /// Where it stands.
    pub status: SittingStatus,
    /// When it was started.
    pub started_at: OffsetDateTime,
    /// Whether it passed.
    pub passed: Option<bool>,
    /// The points reached.
    pub points: Option<u32>,
    /// The points that could be reached.
    pub possible: Option<u32>,
}

/// The tests in use: for everybody of the organisation; what one's job needs first.
pub async fn tests(records: &Records, actor: &Actor) -> Result<Vec<TestRow>, Error> {
    let person = member(records, actor).await?;
    let db = records.read();
    let mut rows = Vec::new();
    for test in latest_tests(records, db, actor.org).await? {
        rows.push(test_row(records, db, actor, person, &test).await?.0);
    }
    rows.sort_by(|a, b| b.needed.cmp(&a.needed).then_with(|| a.title.cmp(&b.title)));
    Ok(rows)
}

/// A test's page.
pub async fn test(records: &Records, actor: &Actor, slug: &str) -> Result<TestPage, Error> {
    let person = member(records, actor).await?;
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let test = latest_test(records, db, actor.org, slug).await?;
    let (row, mut sittings) = test_row(records, db, actor, person, &test).await?;
    sittings.reverse();
    let number = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok());
    let sitting = |row: entity::Model| SittingRow {
        id: row.id,
        status: SittingStatus::parse(&row.status),
        started_at: from_ms(row.started_ms),
        passed: row.passed,
        points: number(row.points),
        possible: number(row.possible),
    };
    let cut = crate::panels::cut_of(db, actor.org, &test.slug, test.version.into()).await?;
    Ok(TestPage {
        row,
        version: test.version,
        hash: test.hash.clone(),
        topics: test.topics(),
        cut: cut.unwrap_or_else(|| test.blueprint().cut()).0,
        sittings: sittings.into_iter().map(sitting).collect(),
        may_sit: scope.anywhere(Ability::Train),
        may_analyse: scope.everywhere(db, Ability::AnalyseTests).await?,
    })
}

/// Whoever holds no role here at all is nobody here.
async fn member(records: &Records, actor: &Actor) -> Result<Uuid, Error> {
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    match Scope::of(records.read(), actor).await?.holds_any() {
        true => Ok(person),
        false => Err(Error::NotFound),
    }
}

async fn test_row(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    test: &TestVersion,
) -> Result<(TestRow, Vec<entity::Model>), Error> {
    let catalogue = catalogue(records, db, actor.org).await?;
    let owner = crate::people::find(db, actor.org, person).await?;
    let sittings = sittings_of(db, actor.org, person, &test.slug).await?;
    let blueprint = test.blueprint();
    let open = sittings
        .iter()
        .find(|sitting| SittingStatus::parse(&sitting.status) == SittingStatus::Open)
        .map(|sitting| sitting.id);
    let passed = sittings.iter().filter(|sitting| sitting.passed == Some(true));
    let minutes = u64::from(blueprint.minutes) * owner.timing_percent.max(100).cast_unsigned() / 100;
    let competencies = blueprint.competencies.iter();
    let row = TestRow {
        slug: test.slug.clone(),
        title: blueprint.title.clone(),
        description: blueprint.description.clone(),
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        n_items: blueprint.draw.iter().map(|rule| rule.n).sum(),
        needed: competencies.clone().any(|id| {
            let asks = catalogue
                .competency(id)
                .is_some_and(|competency| competency.rule.counts(competency::EvidenceKind::Test));
            asks && catalogue.requires(&owner.job, id)
        }),
        competencies: competencies
            .map(|id| {
                catalogue
                    .competency(id)
                    .map_or_else(|| id.clone(), |competency| competency.title.clone())
            })
            .collect(),
        open,
        passed_at: passed.filter_map(|sitting| sitting.ended_ms).max().map(from_ms),
        tries: tries(db, actor, person, &catalogue, test, &sittings).await?,
    };
    Ok((row, sittings))
}
