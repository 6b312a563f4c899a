//! What one attempt is played from: a scenario with its variant drawn.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use simulators::unit::ChannelId;
use simulators::world::{WorldFault, WorldSetup};

use crate::guide::Level;
use crate::scenario::{Brief, Criterion, Device, Question, Say, Skill};

/// All a browser gets for a graded run: no rubric, no reasons, no golden runs, no hints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Script {
    /// The scenario's id.
    pub scenario: String,
    /// Its hash.
    pub scenario_hash: String,
    /// The seed of this attempt, below 2^53.
    pub seed: u64,
    /// Version of the simulators it was drawn for.
    pub model_version: u32,
    /// Title as people read it.
    pub title: String,
    /// How long a run usually takes, in minutes.
    pub minutes: u32,
    /// The device that is played.
    pub device: Device,
    /// What the learner reads first.
    pub brief: Brief,
    /// The drawn variables.
    pub variables: BTreeMap<String, Quantity>,
    /// The device, its line or circuit, and the patient at the beginning.
    pub setup: WorldSetup,
    /// The order at the beginning.
    pub order: Option<OrderView>,
    /// What the learner may do throughout.
    pub offers: Vec<ScriptOffer>,
    /// The phases.
    pub phases: Vec<ScriptPhase>,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// Its unit; empty for a plain number.
    pub unit: String,
}

/// The order in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderView {
    /// The drug, by its name in the library; empty for plain fluid.
    pub drug: String,
    /// Care area of the library entry; empty outside the library.
    pub care_area: String,
    /// Id of the library entry; empty outside the library.
    pub entry: String,
    /// The dose, if one is ordered.
    pub dose: Option<Quantity>,
    /// The rate in mL/h, if one is ordered instead.
    pub rate_ml_h: Option<f64>,
    /// What hangs, or lies in a syringe pump: amount of drug and volume.
    pub bag: Option<BagView>,
    /// Volume to be infused, in mL, if it is ordered.
    pub vtbi_ml: Option<f64>,
    /// Weight the dose is worked out with, in kg.
    pub weight_kg: f64,
    /// Words of the prescriber.
    pub remark: Option<String>,
}

/// A bag or a syringe as ordered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BagView {
    /// Amount of drug.
    pub amount: Quantity,
    /// Volume in mL.
    pub volume_ml: f64,
}

/// An offer with its placeholders filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptOffer {
    /// Its name.
    pub id: String,
    /// The words on the button.
    pub label: String,
    /// What is said in answer.
    pub reply: Vec<Say>,
}

/// A phase with its variant drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScriptPhase {
    /// Its name.
    pub id: String,
    /// What is said when it begins.
    pub say: Vec<Say>,
    /// What the learner may do in it.
    pub offers: Vec<ScriptOffer>,
    /// What the learner is asked.
    pub questions: Vec<Question>,
    /// The order from here on, if it changes.
    pub order: Option<OrderView>,
    /// Faults and when they come, in ms from the phase's beginning, rising.
    pub inject: Vec<ScriptInject>,
    /// Ways out, first one first.
    pub branch: Vec<ScriptBranch>,
    /// When it is done, and where to.
    pub until: Option<ScriptBranch>,
    /// When it is over in any case.
    pub timeout: Option<ScriptTimeout>,
    /// A long stretch that may be skipped.
    pub advance: Option<ScriptAdvance>,
}

/// A fault and when it comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScriptInject {
    /// In ms from the phase's beginning.
    pub at_ms: u64,
    /// The fault.
    pub fault: WorldFault,
    /// The channel of a pump unit at which it comes.
    #[serde(default = "first_channel", skip_serializing_if = "is_first")]
    pub channel: ChannelId,
}

pub(crate) const fn first_channel() -> ChannelId {
    ChannelId::A
}

pub(crate) const fn is_first(channel: &ChannelId) -> bool {
    matches!(channel, ChannelId::A)
}

/// A condition and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptBranch {
    /// The condition.
    pub when: String,
    /// A phase's id, or `end`.
    pub goto: String,
}

/// When a phase is over in any case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptTimeout {
    /// In ms from the phase's beginning.
    pub after_ms: u64,
    /// A phase's id, or `end`.
    pub goto: String,
}

/// A long stretch that may be skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptAdvance {
    /// How far, in ms.
    pub by_ms: u64,
    /// The words on the button.
    pub label: String,
}

/// What practice adds to a script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// Hints, with their placeholders filled.
    pub hints: Vec<RehearsalHint>,
    /// The rubric.
    pub criteria: Vec<Criterion>,
    /// Closing words of the debrief.
    pub take_away: Vec<String>,
    /// The skills of the hints.
    #[serde(default)]
    pub skills: Vec<Skill>,
    /// How far the learner is in each skill; one that is not named is new.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
}

/// A hint and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalHint {
    /// The phase.
    pub phase: String,
    /// Shown while this holds; without it throughout the phase.
    pub when: Option<String>,
    /// The words.
    pub text: String,
    /// What to point at: a key of the pump, a bedside act, an offer, `order`, `brief` or `screen`.
    pub point: Option<String>,
    /// The skill this is a step of.
    #[serde(default)]
    pub skill: Option<String>,
    /// When the step is done; without it as soon as `when` holds no more.
    #[serde(default)]
    pub done: Option<String>,
    /// Why it is the next step.
    #[serde(default)]
    pub why: Option<String>,
}

/// The name that closes a run as the target of `goto`.
pub const END: &str = "end";
