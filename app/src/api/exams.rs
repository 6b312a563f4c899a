//! Tests and sittings.
//!
//! What a candidate's browser gets of an open sitting is a [`Sheet`]: no type of it has room for a key.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use training::exams::{Analysis, Response, Responses, Review, Sheet};
use uuid::Uuid;

use crate::error::AppError;

/// Why the next try may not start now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blocked {
    /// All tries are used; an educator may allow more.
    TriesUsed,
    /// The next try may start then.
    WaitUntil(OffsetDateTime),
}

/// A test in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRow {
    /// Its stable name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it examines.
    pub description: String,
    /// The time limit in minutes, accommodated time included.
    pub minutes: u32,
    /// How many items a paper has.
    pub n_items: u32,
    /// The competencies a pass is evidence for.
    pub competencies: Vec<String>,
    /// Whether one's job asks for it.
    pub needed: bool,
    /// The sitting that is open.
    pub open: Option<Uuid>,
    /// When one last passed.
    pub passed_at: Option<OffsetDateTime>,
    /// Tries used without a pass.
    pub used: u32,
    /// Tries allowed without a pass.
    pub allowed: u32,
    /// Why the next try may not start now.
    pub blocked: Option<Blocked>,
}

/// A test's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// The test in its list.
    pub row: TestRow,
    /// Its version.
    pub version: u32,
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

/// Where a sitting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SittingStatus {
    /// Answers are taken.
    Open,
    /// Marked and in the record.
    Recorded,
    /// Its time went by without an answer.
    Abandoned,
}

/// A sitting in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingRow {
    /// Which.
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

/// A sitting: open, or over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sat {
    /// One's own, and answers are taken.
    Open(OpenSitting),
    /// It is over.
    Over(SittingResult),
}

/// An open sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSitting {
    /// Which.
    pub id: Uuid,
    /// The questions.
    pub sheet: Sheet,
    /// What was answered so far.
    pub responses: Responses,
    /// The number that the next answer must exceed.
    pub last_number: u64,
    /// Milliseconds left when the server answered.
    pub left_ms: u64,
}

/// A sitting that is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SittingResult {
    /// Which.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// Their name.
    pub person_name: String,
    /// The test.
    pub test: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// Recorded or abandoned.
    pub status: SittingStatus,
    /// When it was started.
    pub started_at: OffsetDateTime,
    /// When it ended.
    pub ended_at: Option<OffsetDateTime>,
    /// The points reached.
    pub points: Option<u32>,
    /// The points that could be reached.
    pub possible: Option<u32>,
    /// Whether it passed.
    pub passed: Option<bool>,
    /// The least share that passed, in hundredths of a percent.
    pub cut: u32,
    /// What may be seen of questions and answers.
    pub review: Option<Review>,
    /// Why it no longer counts, if it does not.
    pub void: Option<String>,
    /// The hash of the record.
    pub record_hash: Option<String>,
    /// The entry of the ledger that holds it.
    pub ledger_position: Option<u64>,
    /// Whether it is one's own.
    pub own: bool,
}

/// How a test and its items work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    /// Its title.
    pub title: String,
    /// The version that the figures are of.
    pub version: u32,
    /// The figures.
    pub analysis: Analysis,
    /// What each item asks, by its id.
    pub asks: std::collections::BTreeMap<String, String>,
}

/// The tests in use.
#[server(prefix = "/api", endpoint = "tests", input = server_fn::codec::Json)]
pub async fn read_tests() -> Result<Vec<TestRow>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let tests = records::exams::tests(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(tests.into_iter().map(TestRow::from).collect())
}

/// A test.
#[server(prefix = "/api", endpoint = "tests/test", input = server_fn::codec::Json)]
pub async fn read_test(slug: String) -> Result<Test, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let test = records::exams::test(&records, &actor, &slug)
        .await
        .map_err(host::refuse)?;
    Ok(test.into())
}

/// How a test and its items work.
#[server(prefix = "/api", endpoint = "tests/statistics", input = server_fn::codec::Json)]
pub async fn read_statistics(slug: String) -> Result<Statistics, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let found = records::exams::analysis(&records, &actor, &slug)
        .await
        .map_err(host::refuse)?;
    Ok(Statistics {
        title: found.title,
        version: found.version,
        analysis: found.analysis,
        asks: found.asks,
    })
}

/// Starts a sitting, or gives the one that is open; the answer is its id.
#[server(prefix = "/api", endpoint = "sittings/start", input = server_fn::codec::Json)]
pub async fn start_sitting(id: Uuid, test: String) -> Result<Uuid, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::exams::StartSitting { id, test };
    let open = records::exams::start(&records, &actor, input)
        .await
        .map_err(host::refuse)?;
    Ok(open.id)
}

/// A sitting.
#[server(prefix = "/api", endpoint = "sittings/sitting", input = server_fn::codec::Json)]
pub async fn read_sitting(id: Uuid) -> Result<Sat, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let sat = records::exams::sitting(&records, &actor, id)
        .await
        .map_err(host::refuse)?;
    Ok(sat.into())
}

/// Keeps an answer; none takes an earlier one back.
#[server(prefix = "/api", endpoint = "sittings/answer", input = server_fn::codec::Json)]
pub async fn keep_answer(
    sitting: Uuid,
    question: String,
    number: u64,
    response: Option<Response>,
) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::exams::Answer {
        sitting,
        question,
        number,
        response,
    };
    records::exams::answer(&records, &actor, input)
        .await
        .map_err(host::refuse)
}

/// Hands a sitting in.
#[server(prefix = "/api", endpoint = "sittings/hand-in", input = server_fn::codec::Json)]
pub async fn hand_in(sitting: Uuid) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::exams::hand_in(&records, &actor, sitting)
        .await
        .map_err(host::refuse)
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::exams as stored;

    use super::{Blocked, OpenSitting, Sat, SittingResult, SittingRow, SittingStatus, Test, TestRow};

    impl From<stored::SittingStatus> for SittingStatus {
        fn from(status: stored::SittingStatus) -> Self {
            match status {
                stored::SittingStatus::Open => Self::Open,
                stored::SittingStatus::Recorded => Self::Recorded,
                stored::SittingStatus::Abandoned => Self::Abandoned,
            }
        }
    }

    impl From<stored::TestRow> for TestRow {
        fn from(row: stored::TestRow) -> Self {
            let blocked = row.tries.blocked.map(|refusal| match refusal {
                records::Refusal::WaitUntil(at) => Blocked::WaitUntil(at),
                _ => Blocked::TriesUsed,
            });
            Self {
                slug: row.slug,
                title: row.title,
                description: row.description,
                minutes: row.minutes,
                n_items: row.n_items,
                competencies: row.competencies,
                needed: row.needed,
                open: row.open,
                passed_at: row.passed_at,
                used: row.tries.used,
                allowed: row.tries.allowed,
                blocked,
            }
        }
    }

    impl From<stored::TestPage> for Test {
        fn from(page: stored::TestPage) -> Self {
            Self {
                row: page.row.into(),
                version: page.version,
                topics: page.topics,
                cut: page.cut,
                sittings: page.sittings.into_iter().map(SittingRow::from).collect(),
                may_sit: page.may_sit,
                may_analyse: page.may_analyse,
            }
        }
    }

    impl From<stored::SittingRow> for SittingRow {
        fn from(row: stored::SittingRow) -> Self {
            Self {
                id: row.id,
                status: row.status.into(),
                started_at: row.started_at,
                passed: row.passed,
                points: row.points,
                possible: row.possible,
            }
        }
    }

    impl From<stored::Sat> for Sat {
        fn from(sat: stored::Sat) -> Self {
            match sat {
                stored::Sat::Open(open) => Self::Open(OpenSitting {
                    id: open.id,
                    sheet: open.sheet,
                    responses: open.responses,
                    last_number: open.last_number,
                    left_ms: u64::try_from((open.closes_at - open.now).whole_milliseconds()).unwrap_or(0),
                }),
                stored::Sat::Over(over) => Self::Over(over.into()),
            }
        }
    }

    impl From<stored::SittingResult> for SittingResult {
        fn from(over: stored::SittingResult) -> Self {
            Self {
                id: over.id,
                person: over.person,
                person_name: over.person_name,
                test: over.test,
                title: over.title,
                version: over.version,
                status: over.status.into(),
                started_at: over.started_at,
                ended_at: over.ended_at,
                points: over.points,
                possible: over.possible,
                passed: over.passed,
                cut: over.cut,
                review: over.review,
                void: over.void,
                record_hash: over.record_hash,
                ledger_position: over.ledger_position,
                own: over.own,
            }
        }
    }
}
