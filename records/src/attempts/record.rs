//! What the ledger says of a recorded run; the hash of it is the receipt's.

use super::{entity, run_entity};
use crate::secret::sha256_hex;
use crate::standing::evidence_entity as evidence;
use serde_json::{Value, json};

/// Everything that must not change about a recorded run.
pub(crate) fn record_body(
    attempt: &entity::Model,
    run: &run_entity::Model,
    evidence: &[evidence::Model],
) -> Value {
    let mut pieces: Vec<&evidence::Model> = evidence.iter().collect();
    pieces.sort_by_key(|piece| piece.id);
    let piece = |piece: &&evidence::Model| {
        json!({
            "id": piece.id,
            "person": piece.person,
            "competency": piece.competency,
            "kind": piece.kind,
            "passed": piece.passed,
            "at_ms": piece.at_ms,
        })
    };
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
        "evidence": pieces.iter().map(piece).collect::<Vec<_>>(),
    })
}

/// The hash of a record.
pub(crate) fn record_hash(body: &Value) -> String {
    sha256_hex(body.to_string().as_bytes())
}
