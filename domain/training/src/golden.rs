//! Golden runs: short scripts of a learner's hands that must come out as they say.
//!
//! One step a line, `WAIT: COMMAND`, `until WHAT + WAIT: COMMAND` or only one of the two:
//!
//! | command | does |
//! |---|---|
//! | `tap power` | presses and releases keys, one after the other |
//! | `hold power 4 s` | keeps a key down |
//! | `press up`, `release up` | half of a tap: for keys that are down together, or that nobody lets go of |
//! | `soft confirm` | taps the soft key that has this meaning now |
//! | `choose norepinephrine` | pages through the list on the screen and takes the entry |
//! | `type order.dose` | types a number: an expression of order, variables and signals, at most three decimals |
//! | `type order.rate to 1` | the same, rounded to so many decimals |
//! | `bedside open_clamp` | an act at the bedside |
//! | `move_pump 40 cm` | moves the syringe pump to a height over the heart |
//! | `draw glucose` | draws blood for a test |
//! | `push confirm` | pushes a button of the ventilator |
//! | `mode psv` | chooses a mode of the ventilator, to be confirmed |
//! | `set peep 8` | turns a setting of the ventilator to a value in its unit, to be confirmed |
//! | `choose peep`, `turn -3` | on a ventilator the halves of `set`: chooses a setting for the knob, or lets go of it; turns the knob by clicks |
//! | `care suction` | cares for the ventilated patient |
//! | `do call_prescriber` | one of the scenario's offers |
//! | `answer why clamp` | an answer |
//! | `advance`, `finish`, `called_away` | as named |
//!
//! The other way round, [`recorded()`] writes the steps that do again what a log did.

mod hand;
mod recorded;
mod screen;
mod step;

use serde::{Deserialize, Serialize};

use crate::grade::{Outcome, Verdict, grade};
use crate::log::ActionLog;
use crate::replay::replay;
use crate::scenario::{Golden, Scenario};

pub use hand::HandFault;
pub use recorded::recorded;
pub use step::{Command, Step, When, parse_step};

/// What a golden run came to with one seed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoldenOutcome {
    /// The golden run.
    pub golden: String,
    /// The seed.
    pub seed: u64,
    /// Whether it came out as it says.
    pub as_expected: Expected,
    /// The criteria it was to miss.
    pub expected_misses: Vec<String>,
    /// The criteria it missed.
    pub misses: Vec<String>,
    /// The step that could not be done, from 0, and why.
    pub stuck: Option<(u32, HandFault)>,
    /// The log, for playing it elsewhere.
    pub log: Option<ActionLog>,
    /// The verdict.
    pub verdict: Option<Verdict>,
}

/// Whether a golden run came out as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// It did.
    Yes,
    /// It did not.
    No,
}

/// Runs every golden run of a scenario with each of its seeds.
#[must_use]
pub fn run(scenario: &Scenario) -> Vec<GoldenOutcome> {
    let each = scenario
        .golden
        .iter()
        .flat_map(|golden| golden.seeds.iter().map(move |seed| (golden, *seed)));
    each.map(|(golden, seed)| run_one(scenario, golden, seed))
        .collect()
}

/// Plays a golden run with a seed and gives its log, ungraded.
///
/// # Errors
/// The step that could not be done, from 0, and why.
pub fn play(scenario: &Scenario, golden: &Golden, seed: u64) -> Result<ActionLog, (u32, HandFault)> {
    hand::play(&scenario.draw(seed), &golden.steps)
}

/// Runs one golden run with one seed.
#[must_use]
pub fn run_one(scenario: &Scenario, golden: &Golden, seed: u64) -> GoldenOutcome {
    let mut outcome = GoldenOutcome {
        golden: golden.id.clone(),
        seed,
        as_expected: Expected::No,
        expected_misses: golden.misses.clone(),
        misses: Vec::new(),
        stuck: None,
        log: None,
        verdict: None,
    };
    let script = scenario.draw(seed);
    let log = match hand::play(&script, &golden.steps) {
        Ok(log) => log,
        Err(stuck) => {
            outcome.stuck = Some(stuck);
            return outcome;
        }
    };
    // Graded as any attempt is: from the log, by a second run.
    if let Ok(run) = replay(&script, &log) {
        let verdict = grade(scenario, &script, &run);
        let missed = verdict
            .criteria
            .iter()
            .filter(|criterion| criterion.outcome == Outcome::Missed);
        outcome.misses = missed.map(|criterion| criterion.id.clone()).collect();
        let mut expected = golden.misses.clone();
        expected.sort();
        let mut misses = outcome.misses.clone();
        misses.sort();
        let passes = verdict.passed || !expected.is_empty();
        if misses == expected && passes {
            outcome.as_expected = Expected::Yes;
        }
        outcome.verdict = Some(verdict);
    }
    outcome.log = Some(log);
    outcome
}
