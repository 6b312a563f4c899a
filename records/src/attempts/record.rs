//! What the ledger says of a recorded run; the hash of it is the receipt's.

use super::{entity, run_entity};
use crate::secret::sha256_hex;
use crate::standing::{evidence_entity as evidence, pieces_body};
use serde_json::{Value, json};
use uuid::Uuid;

/// Everything that must not change about a recorded run.
pub(crate) fn record_body(
    attempt: &entity::Model,
    run: &run_entity::Model,
    supervised_by: Option<Uuid>,
    evidence: &[evidence::Model],
) -> Value {
    json!({
        "person": attempt.person,
        "kind": attempt.kind,
        "status": attempt.status,
        "scenario": attempt.scenario,
        "version": attempt.version,
        "scenario_hash": attempt.scenario_hash,
        "seed": attempt.seed,
        "model_version": attempt.model_version,
        "timing_percent": attempt.timing_percent,
        "reissued": attempt.reissued,
        "supervised_by": supervised_by,
        "started_ms": attempt.started_ms,
        "log": run.log_hash,
        "log_kept": sha256_hex(&run.log),
        "trace": run.trace_hash,
        "trace_kept": sha256_hex(&run.trace),
        "verdict": run.verdict.as_deref().map(|verdict| sha256_hex(verdict.as_bytes())),
        "passed": run.passed,
        "points": run.points,
        "possible": run.possible,
        "run_ms": run.run_ms,
        "wall_ms": run.wall_ms,
        "interrupted": run.interrupted,
        "slow": run.slow,
        "recorded_ms": run.recorded_ms,
        "delivered_by": run.delivered_by,
        "evidence": pieces_body(evidence),
    })
}

/// The hash of a record.
pub(crate) fn record_hash(body: &Value) -> String {
    sha256_hex(body.to_string().as_bytes())
}
