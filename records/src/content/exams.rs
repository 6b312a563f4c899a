//! Question banks and tests: publishing them, and reading them in a version.
//!
//! A published test holds the banks it draws from, as they were then: so a sitting pins every item by the version of
//! the test alone.

use super::latest::{latest_heads, latest_row, parse_body, row};
use super::publish::{Content, publish, to_json};
use super::{Kind, Published};
use crate::secret::sha256_hex;
use crate::{Actor, Error, Records};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error as ThisError;
use training::exams::{Bank, Blueprint, Problem, bank, problems_between, read_bank, read_blueprint};
use uuid::Uuid;

/// A test as it was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredTest {
    pub(crate) blueprint: Blueprint,
    pub(crate) banks: Vec<Bank>,
}

/// A test in a version.
#[derive(Clone, Debug)]
pub(crate) struct TestVersion {
    pub(crate) slug: String,
    pub(crate) version: u32,
    pub(crate) hash: String,
    pub(crate) stored: Arc<KeptTest>,
}

/// What the cache keeps of a test.
#[derive(Debug)]
pub(crate) struct KeptTest {
    pub(crate) hash: String,
    pub(crate) test: StoredTest,
}

/// The items a test may draw, as a judge reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pool {
    pub(crate) version: u32,
    pub(crate) items: Vec<PoolItem>,
}

/// An item of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PoolItem {
    pub(crate) id: String,
    pub(crate) ask: String,
    pub(crate) answer: String,
    /// What else may be chosen; empty where nothing is chosen from.
    pub(crate) wrong: Vec<String>,
}

/// Why a bank or a test was not published.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum ExamPublishError {
    /// The document cannot be read; the line counts from 1, 0 where there is none.
    #[error("line {line}: {message}")]
    Unreadable {
        /// The line.
        line: u32,
        /// What the reader says.
        message: String,
    },
    /// The document has problems.
    #[error("{} problems", .0.len())]
    Problems(Vec<Problem>),
    /// The records answer no.
    #[error(transparent)]
    Records(#[from] Error),
}

/// Publishes a question bank from its YAML text. Tests that draw from it go on with the version they were published
/// with, until they are published again.
pub async fn publish_bank(
    records: &Records,
    actor: &Actor,
    source: &str,
) -> Result<Published, ExamPublishError> {
    let bank = read_bank(source).map_err(unreadable)?;
    let problems = bank.problems();
    if !problems.is_empty() {
        return Err(ExamPublishError::Problems(problems));
    }
    let body = to_json(&bank)?;
    let content = Content {
        kind: Kind::Bank,
        slug: bank.bank.clone(),
        title: bank.title.clone(),
        hash: bank.hash(),
        source: source.to_owned(),
        body,
        needs: "{}".to_owned(),
    };
    Ok(publish(records, actor, content).await?)
}

/// Publishes a test from its YAML text, with the latest published versions of the banks it names.
pub async fn publish_test(
    records: &Records,
    actor: &Actor,
    source: &str,
) -> Result<Published, ExamPublishError> {
    let blueprint = read_blueprint(source).map_err(unreadable)?;
    let mut banks = Vec::new();
    let mut needs = BTreeMap::new();
    for name in &blueprint.banks {
        let row = latest_row(records.read(), actor.org, Kind::Bank, name).await?;
        if let Some(row) = row {
            needs.insert(name.clone(), format!("{} {}", row.version, row.hash));
            banks.push(parse_body::<Bank>(&row)?);
        }
    }
    let mut problems = blueprint.problems(&banks);
    problems.extend(problems_between(&banks));
    if !problems.is_empty() {
        return Err(ExamPublishError::Problems(problems));
    }
    let stored = StoredTest { blueprint, banks };
    let body = to_json(&stored)?;
    let content = Content {
        kind: Kind::Test,
        slug: stored.blueprint.test.clone(),
        title: stored.blueprint.title.clone(),
        hash: sha256_hex(body.as_bytes()),
        source: source.to_owned(),
        body,
        needs: to_json(&needs)?,
    };
    Ok(publish(records, actor, content).await?)
}

fn unreadable(error: training::scenario::SourceError) -> ExamPublishError {
    ExamPublishError::Unreadable {
        line: error.line,
        message: error.message,
    }
}

/// The tests in use in their latest versions, by name.
pub(crate) async fn latest_tests(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
) -> Result<Vec<TestVersion>, Error> {
    let mut tests = Vec::new();
    for head in latest_heads(db, org, Kind::Test).await? {
        tests.push(test_version(records, db, org, &head.slug, head.version).await?);
    }
    Ok(tests)
}

/// One test in use in its latest version.
pub(crate) async fn latest_test(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
) -> Result<TestVersion, Error> {
    let heads = latest_heads(db, org, Kind::Test).await?;
    let head = heads.into_iter().find(|head| head.slug == slug);
    let head = head.ok_or(Error::NotFound)?;
    test_version(records, db, org, slug, head.version).await
}

/// One test in the version that a sitting pins.
pub(crate) async fn test_version(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    version: i64,
) -> Result<TestVersion, Error> {
    let key = (org, slug.to_owned(), version);
    let stored = match records.cache().tests.get(&key) {
        Some(stored) => stored,
        None => {
            let row = row(db, org, Kind::Test, slug, version).await?;
            let kept = KeptTest {
                test: parse_body(&row)?,
                hash: row.hash,
            };
            records.cache().tests.keep(key, kept)
        }
    };
    Ok(TestVersion {
        slug: slug.to_owned(),
        version: u32::try_from(version).unwrap_or(u32::MAX),
        hash: stored.hash.clone(),
        stored,
    })
}

/// What the latest version of a test may draw.
pub(crate) async fn test_pool(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
) -> Result<Pool, Error> {
    Ok(latest_test(records, db, org, slug).await?.pool())
}

/// What a version of a test may draw.
pub(crate) async fn test_pool_version(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    slug: &str,
    version: i64,
) -> Result<Pool, Error> {
    Ok(test_version(records, db, org, slug, version).await?.pool())
}

impl TestVersion {
    /// The plan of the test.
    pub(crate) fn blueprint(&self) -> &Blueprint {
        &self.stored.test.blueprint
    }

    /// The banks it draws from.
    pub(crate) fn banks(&self) -> &[Bank] {
        &self.stored.test.banks
    }

    /// The titles of the topics it draws, in the order of the plan.
    pub(crate) fn topics(&self) -> Vec<String> {
        let title = |id: &str| {
            let topics = self.banks().iter().flat_map(|bank| &bank.topics);
            topics
                .filter(|topic| topic.id == id)
                .map(|topic| topic.title.clone())
                .next()
        };
        let mut titles: Vec<String> = Vec::new();
        for rule in &self.blueprint().draw {
            let title = title(&rule.topic).unwrap_or_else(|| rule.topic.clone());
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    /// The items that some paper of it may hold, by their ids.
    fn pool(&self) -> Pool {
        let drawn = |item: &bank::Item| {
            self.blueprint().draw.iter().any(|rule| {
                rule.topic == item.topic
                    && rule
                        .difficulty
                        .is_none_or(|difficulty| difficulty == item.difficulty)
            })
        };
        let items = self.banks().iter().flat_map(|bank| &bank.items);
        let mut items: Vec<PoolItem> = items.filter(|item| drawn(item)).map(pool_item).collect();
        items.sort_by(|a, b| a.id.cmp(&b.id));
        Pool {
            version: self.version,
            items,
        }
    }
}

fn pool_item(item: &bank::Item) -> PoolItem {
    let (ask, answer, wrong) = match &item.content {
        bank::Content::Question(question) => (
            question.ask.clone(),
            key(&question.kind),
            distractors(&question.kind),
        ),
        bank::Content::Case(case) => {
            let asks = case.parts.iter().map(|part| part.question.ask.clone());
            let answers = case.parts.iter().map(|part| key(&part.question.kind));
            let ask: Vec<String> = std::iter::once(case.story.clone()).chain(asks).collect();
            let wrong = case
                .parts
                .iter()
                .flat_map(|part| distractors(&part.question.kind));
            (
                ask.join(" — "),
                answers.collect::<Vec<_>>().join("; "),
                wrong.collect(),
            )
        }
    };
    PoolItem {
        id: item.id.clone(),
        ask,
        answer,
        wrong,
    }
}

/// The wrong options, as the bank writes them.
fn distractors(kind: &bank::Kind) -> Vec<String> {
    match kind {
        bank::Kind::Single { options } | bank::Kind::Multiple { options, .. } => {
            let wrong = options.iter().filter(|option| !option.right);
            wrong.map(|option| option.text.clone()).collect()
        }
        bank::Kind::Ordering { .. }
        | bank::Kind::Matching { .. }
        | bank::Kind::Numeric { .. }
        | bank::Kind::Dose(_)
        | bank::Kind::Hotspot { .. } => Vec::new(),
    }
}

/// The right answer as the bank writes it.
fn key(kind: &bank::Kind) -> String {
    match kind {
        bank::Kind::Single { options } | bank::Kind::Multiple { options, .. } => {
            let right = options.iter().filter(|option| option.right);
            right
                .map(|option| option.text.as_str())
                .collect::<Vec<_>>()
                .join("; ")
        }
        bank::Kind::Ordering { steps, .. } => {
            let steps = steps.iter().map(|step| step.text.as_str());
            steps.collect::<Vec<_>>().join(" → ")
        }
        bank::Kind::Matching { left, right } => {
            let pair = |entry: &bank::MatchEntry| {
                let to = right.iter().find(|to| to.id == entry.to);
                format!("{}: {}", entry.text, to.map_or("", |to| &to.text))
            };
            left.iter().map(pair).collect::<Vec<_>>().join("; ")
        }
        bank::Kind::Numeric { answer, .. } => format!("{} {}", answer.value, answer.unit),
        bank::Kind::Dose(dose) => format!("{} = {}", dose.unit, dose.expression),
        bank::Kind::Hotspot { right, .. } => right.join(", "),
    }
}
