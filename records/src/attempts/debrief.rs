//! Everything a debrief shows: the run can be played to any second.

use super::read::{receipt_of, row_of, title_of};
use super::{AttemptRow, Kind, Receipt, RunSummary, entity, run_entity};
use crate::audit::{Access, note};
use crate::instant::to_ms;
use crate::people::PersonView;
use crate::permission::{Ability, Scope};
use crate::skills::RunSkill;
use crate::{Actor, Error, Records};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use sea_orm::EntityTrait;
use serde::Serialize;
use std::sync::Arc;
use training::grade::Verdict;
use training::log::ActionLog;
use training::scenario::Scenario;
use training::script::Script;
use uuid::Uuid;

/// The most a stored log or trace may unpack to.
const MAX_UNPACKED_BYTES: usize = 256 << 20;

/// Everything a debrief shows.
#[derive(Clone, Debug, Serialize)]
pub struct Debrief {
    /// The attempt.
    pub row: AttemptRow,
    /// Whose it is.
    pub person: PersonView,
    /// The scenario in the version it was made with.
    pub scenario: Arc<Scenario>,
    /// The variant that was played.
    pub script: Script,
    /// What the learner did.
    pub log: ActionLog,
    /// The server's verdict; none when the learner was called away.
    pub verdict: Option<Verdict>,
    /// How each skill that was needed was shown.
    pub skills: Vec<RunSkill>,
    /// The receipt.
    pub receipt: Receipt,
    /// How the run went in time.
    pub timing: TimingView,
    /// Whether today's simulators can play the log; otherwise the stored trace is shown.
    pub replayable: bool,
    /// The stored trace, as `training::trace::Trace::from_bytes` reads it; none for practice.
    pub trace: Option<Vec<u8>>,
}

/// How a run went in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TimingView {
    /// Wall-clock time, in ms.
    pub wall_ms: u64,
    /// Length of the run, in ms.
    pub run_ms: u64,
    /// The page was hidden for too long.
    pub interrupted: bool,
    /// It took markedly longer than its ticks, beyond the person's timing.
    pub slow: bool,
    /// Time allowed, in percent of the usual.
    pub timing_percent: u16,
}

/// The debrief of a recorded attempt: its owner, or those who see evidence. Practice is the owner's alone.
pub async fn debrief(records: &Records, actor: &Actor, attempt: Uuid) -> Result<Debrief, Error> {
    let db = records.read();
    let row = entity::Entity::find_by_id((actor.org, attempt))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = Scope::of(db, actor).await?;
    let own = scope.is_self(row.person);
    let graded = Kind::parse(&row.kind) == Kind::Graded;
    let may = own || (graded && scope.over(db, Ability::SeeEvidence, row.person).await?);
    if !may {
        return Err(records.note_denied(actor, "attempts.debrief", Some(attempt)));
    }
    let run = run_entity::Entity::find_by_id((actor.org, attempt))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let scenario =
        crate::content::scenario_version(records, db, actor.org, &row.scenario, row.version).await?;
    let title = title_of(records, db, &row).await?;
    let person = crate::people::find(db, actor.org, row.person).await?;
    if !own && actor.person_id().is_some() {
        note(
            records,
            actor,
            Access::Viewed,
            Some(row.person),
            &format!("debrief {attempt}"),
        )
        .await?;
    }
    let summary = summary_of(&run);
    let supervised_by = crate::supervision::supervisor(db, actor.org, attempt).await?;
    let void = crate::standing::void_times(db, actor.org, row.person).await?;
    let voided_at = void.get(&attempt).copied();
    let trace = match run.trace.is_empty() {
        true => None,
        false => Some(unpack(&run.trace)?),
    };
    Ok(Debrief {
        skills: crate::skills::of_run(db, actor.org, attempt, &scenario).await?,
        script: scenario.draw(row.seed.cast_unsigned()),
        scenario,
        log: read_json(&unpack(&run.log)?)?,
        verdict: run
            .verdict
            .as_deref()
            .map(|text| read_json(text.as_bytes()))
            .transpose()?,
        receipt: receipt_of(&row, &run, supervised_by),
        timing: TimingView {
            wall_ms: run.wall_ms.cast_unsigned(),
            run_ms: run.run_ms.cast_unsigned(),
            interrupted: run.interrupted,
            slow: run.slow,
            timing_percent: u16::try_from(row.timing_percent).unwrap_or(100),
        },
        replayable: row.model_version == i64::from(simulators::MODEL_VERSION),
        row: row_of(&row, Some(&summary), title, voided_at, to_ms(actor.now)),
        person: crate::people::view(person),
        trace,
    })
}

fn summary_of(run: &run_entity::Model) -> RunSummary {
    RunSummary {
        attempt: run.attempt,
        passed: run.passed,
        points: run.points,
        possible: run.possible,
        interrupted: run.interrupted,
        slow: run.slow,
        recorded_ms: run.recorded_ms,
    }
}

pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    decompress_to_vec_zlib_with_limit(bytes, MAX_UNPACKED_BYTES).map_err(|error| {
        tracing::error!(%error, "a stored run cannot be unpacked");
        Error::Unavailable
    })
}

pub(super) fn read_json<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes).map_err(|error| {
        tracing::error!(%error, "a stored run cannot be read");
        Error::Unavailable
    })
}
