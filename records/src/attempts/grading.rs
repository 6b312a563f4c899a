//! Playing a log again and grading it, off the async threads.

use super::{Kind, entity};
use crate::secret::sha256_hex;
use crate::{Error, Invalid, Refusal};
use miniz_oxide::deflate::compress_to_vec_zlib;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;
use training::grade::{Verdict, grade};
use training::guide::{Guide, Level, Outcome, steps, weakest};
use training::log::{ActionLog, Timing, timing};
use training::play::{Ending, symbols};
use training::replay::{ReplayError, Run, replay};
use training::scenario::Scenario;
use training::script::{Rehearsal, Script};

/// Runs that may wait for each core before the answer is "busy".
const WAITING_PER_CORE: usize = 256;
/// Fast; a trace is mostly numbers that do not change.
const COMPRESSION: u8 = 2;

/// A bounded place to play and to grade.
pub(crate) struct Grading {
    cores: Arc<Semaphore>,
    n_waiting: AtomicUsize,
    max_waiting: usize,
}

/// What a log did.
pub(crate) struct Graded {
    /// The log as it is kept.
    pub(crate) log: Vec<u8>,
    /// The trace as it is kept.
    pub(crate) trace: Vec<u8>,
    pub(crate) trace_hash: String,
    /// None when the learner was called away.
    pub(crate) verdict: Option<Verdict>,
    /// How each skill that was needed was shown.
    pub(crate) skills: BTreeMap<String, Outcome>,
    pub(crate) run_ms: u64,
    pub(crate) wall_ms: u64,
    pub(crate) timing: Timing,
}

impl Grading {
    pub(crate) fn new() -> Self {
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            cores: Arc::new(Semaphore::new(n_cores)),
            n_waiting: AtomicUsize::new(0),
            max_waiting: n_cores * WAITING_PER_CORE,
        }
    }

    /// Plays and grades. The seed is the attempt's, never the log's; the levels are those its coach went by.
    pub(crate) async fn grade(
        &self,
        scenario: Arc<Scenario>,
        attempt: &entity::Model,
        levels: BTreeMap<String, Level>,
        log: ActionLog,
    ) -> Result<Graded, Error> {
        let (seed, kind) = (attempt.seed.cast_unsigned(), Kind::parse(&attempt.kind));
        self.work(move || grade_now(&scenario, seed, kind, levels, &log))
            .await?
    }

    /// Does something that keeps a core busy, when a core is free.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        if self.max_waiting <= self.n_waiting.fetch_add(1, Ordering::Relaxed) {
            self.n_waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Error::Busy { retry_after_s: 2 });
        }
        let permit = self.cores.clone().acquire_owned().await;
        self.n_waiting.fetch_sub(1, Ordering::Relaxed);
        let permit = permit.map_err(|_| Error::Unavailable)?;
        let work = move || {
            let _permit = permit;
            work()
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Error::Unavailable)
    }
}

/// The log's text, from which its hash is made.
pub(crate) fn log_text(log: &ActionLog) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(log).map_err(|_| Error::invalid("log", Invalid::Malformed))
}

/// The hash of a log.
pub(crate) fn log_hash(log: &ActionLog) -> Result<String, Error> {
    Ok(sha256_hex(&log_text(log)?))
}

/// How a stored run showed each skill that was needed, by playing its log again.
pub(crate) fn skills_of(
    scenario: &Scenario,
    seed: u64,
    kind: Kind,
    levels: BTreeMap<String, Level>,
    stored_log: &[u8],
) -> Result<BTreeMap<String, Outcome>, Error> {
    let log: ActionLog = super::debrief::read_json(&super::debrief::unpack(stored_log)?)?;
    let script = scenario.draw(seed);
    let run = replay(&script, &log).map_err(refuse)?;
    Ok(shown(scenario, &script, kind, levels, &run))
}

/// In practice the coach spoke as the levels say; in a graded run nobody did.
fn shown(
    scenario: &Scenario,
    script: &Script,
    kind: Kind,
    levels: BTreeMap<String, Level>,
    run: &Run,
) -> BTreeMap<String, Outcome> {
    let rehearsal = Rehearsal {
        levels,
        ..scenario.rehearsal(script.seed)
    };
    let symbols = symbols(script);
    let guide = match kind {
        Kind::Practice => Guide::new(&rehearsal, &symbols),
        Kind::Graded => Guide::silent(&rehearsal, &symbols),
    };
    let steps = steps(guide, run);
    let weakest = weakest(&steps).into_iter();
    weakest
        .map(|(skill, outcome)| (skill.to_owned(), outcome))
        .collect()
}

fn grade_now(
    scenario: &Scenario,
    seed: u64,
    kind: Kind,
    levels: BTreeMap<String, Level>,
    log: &ActionLog,
) -> Result<Graded, Error> {
    let script = scenario.draw(seed);
    let run = replay(&script, log).map_err(refuse)?;
    if run.ending == Ending::Unfinished {
        return Err(Error::invalid("log", Invalid::Unfinished));
    }
    if kind == Kind::Graded && !log.is_marked_throughout() {
        return Err(refuse(ReplayError::Marks));
    }
    if kind == Kind::Graded && log.asks_coach() {
        return Err(Error::invalid("log", Invalid::ImpossibleLog("ask_coach".into())));
    }
    let verdict = match run.ending {
        Ending::CalledAway => None,
        _ => Some(grade(scenario, &script, &run)),
    };
    Ok(Graded {
        log: compress_to_vec_zlib(&log_text(log)?, COMPRESSION),
        trace: compress_to_vec_zlib(&run.trace.to_bytes(), COMPRESSION),
        trace_hash: match &verdict {
            Some(verdict) => verdict.trace_hash.clone(),
            None => run.trace.hash(),
        },
        verdict,
        skills: shown(scenario, &script, kind, levels, &run),
        run_ms: run.end_tick,
        wall_ms: wall_ms(log, &run),
        timing: timing(log),
    })
}

fn wall_ms(log: &ActionLog, run: &Run) -> u64 {
    match (log.marks.first(), log.marks.last()) {
        (Some(first), Some(last)) => last.wall_ms.saturating_sub(first.wall_ms),
        _ => run.end_tick,
    }
}

fn refuse(error: ReplayError) -> Error {
    match error {
        ReplayError::Format | ReplayError::Scenario | ReplayError::Seed => {
            Error::invalid("log", Invalid::OtherScenario)
        }
        ReplayError::ModelVersion => Error::Refused(Refusal::OtherModelVersion),
        ReplayError::TooLong => Error::invalid("log", Invalid::TooLong),
        ReplayError::Order { .. } => Error::invalid("log", Invalid::ImpossibleLog("order".into())),
        ReplayError::Marks => Error::invalid("log", Invalid::ImpossibleLog("marks".into())),
        ReplayError::Impossible { .. } => {
            Error::invalid("log", Invalid::ImpossibleLog("impossible_action".into()))
        }
        ReplayError::Script => Error::Unavailable,
    }
}
