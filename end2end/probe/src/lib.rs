//! Replays a run and tells its trace hash: what the browser tests compare with the native one.

use training::log::ActionLog;
use training::replay::replay;
use training::script::Script;
use wasm_bindgen::prelude::wasm_bindgen;

/// The trace hash of a run, or what is wrong with it.
///
/// # Errors
/// The texts are not a script and a log, or the log does not fit the script.
#[wasm_bindgen]
pub fn trace_hash(script: &str, log: &str) -> Result<String, String> {
    let (script, log) = parse(script, log)?;
    replay(&script, &log)
        .map(|run| run.trace.hash())
        .map_err(|error| error.to_string())
}

/// A run, read once and replayed as often as one likes.
#[wasm_bindgen]
pub struct Replayer {
    script: Script,
    log: ActionLog,
}

#[wasm_bindgen]
impl Replayer {
    /// Reads script and log.
    ///
    /// # Errors
    /// The texts are not a script and a log.
    #[wasm_bindgen(constructor)]
    pub fn new(script: &str, log: &str) -> Result<Replayer, String> {
        parse(script, log).map(|(script, log)| Self { script, log })
    }

    /// Replays it once; the number of samples, so that nothing is optimised away.
    #[must_use]
    pub fn replay(&self) -> u32 {
        replay(&self.script, &self.log)
            .map_or(0, |run| run.trace.ticks().len().try_into().unwrap_or(u32::MAX))
    }
}

fn parse(script: &str, log: &str) -> Result<(Script, ActionLog), String> {
    let script = serde_json::from_str(script).map_err(|error| error.to_string())?;
    let log = serde_json::from_str(log).map_err(|error| error.to_string())?;
    Ok((script, log))
}
