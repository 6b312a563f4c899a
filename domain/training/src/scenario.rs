//! A compiled scenario: everything an author wrote, checked. Immutable once published.

#[cfg(feature = "compiler")]
mod canonical;
#[cfg(feature = "compiler")]
mod compile;
mod hash;
pub mod text;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use simulators::drugs::Library;
use simulators::unit::ChannelId;
use simulators::world::DeviceKind;

#[cfg(feature = "compiler")]
pub use canonical::canonical;
#[cfg(feature = "compiler")]
pub(crate) use compile::read_document;
#[cfg(feature = "compiler")]
pub use compile::{
    CompileContext, Hazard, MAX_SOURCE_BYTES, SourceError, compile, read_hazards, read_library, read_skills,
};
pub(crate) use hash::{canonical_hash, sha256_hex};

/// A scenario. Values that a variant may change are kept as expressions and worked out by `draw`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Stable name, also the file's name.
    pub id: String,
    /// Title as people read it.
    pub title: String,
    /// One or two sentences for the list of modules.
    #[serde(default)]
    pub summary: String,
    /// Professions it is written for.
    #[serde(default)]
    pub audience: Vec<String>,
    /// The device that is played.
    pub device: Device,
    /// How long a run usually takes, in minutes.
    pub minutes: u32,
    /// Competencies a passed run is evidence for.
    #[serde(default)]
    pub competencies: Vec<String>,
    /// Hazards it trains against.
    #[serde(default)]
    pub hazards: Vec<String>,
    /// What the learner reads first; may hold placeholders.
    #[serde(default)]
    pub brief: Brief,
    /// Who stands behind the content.
    #[serde(default)]
    pub approval: Approval,
    /// Closing words of the debrief: what to take away.
    #[serde(default)]
    pub take_away: Vec<String>,
    /// A remark for other authors.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What differs between attempts.
    #[serde(default)]
    pub vary: Vec<Vary>,
    /// The drug library in the pump, exactly as it was when the scenario was compiled.
    pub library: Library,
    /// The care area the order belongs to.
    #[serde(default)]
    pub care_area: String,
    /// The patient, with `$variables`.
    pub patient: Value,
    /// The state the pump is found in, with `$variables`.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub pump: Value,
    /// The pump's settings.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub config: Value,
    /// Bag and line, where they differ from the order and from the usual.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub line: Value,
    /// Battery and mains, further channels, the library that arrives; of a pump unit only.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub unit: Value,
    /// The ventilator as it is found, of the device `ventilator` only.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub ventilator: Value,
    /// The lung behind it.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub lung: Value,
    /// The patient's own breathing.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub effort: Value,
    /// Blood, metabolism and circulation of a ventilated patient.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub blood: Value,
    /// The order at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderSpec>,
    /// What the learner may do throughout, beyond the device.
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// The phases, in order.
    pub phases: Vec<Phase>,
    /// What is judged.
    pub rubric: Vec<Criterion>,
    /// When a run passes.
    #[serde(default)]
    pub pass: PassRule,
    /// Runs that must come out as they say.
    #[serde(default)]
    pub golden: Vec<Golden>,
    /// The skills its hints name, by id, exactly as they were when the scenario was compiled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Skill>,
}

/// Something one learns to do and meets in many scenarios: "opens the secondary clamp".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// Its stable name: small letters, digits, hyphens.
    pub id: String,
    /// What one does, in the learner's words.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// The hazard it guards against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hazard: Option<String>,
    /// The competency it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competency: Option<String>,
}

/// The devices scenarios are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// One channel of a large-volume infusion pump.
    LargeVolumePump,
    /// A syringe pump.
    SyringePump,
    /// A large-volume pump with a secondary line.
    SecondaryLine,
    /// A unit of up to four large-volume channels with battery and mains.
    PumpUnit,
    /// An intensive-care ventilator.
    Ventilator,
    /// A technician's test bench.
    Bench,
}

impl Device {
    /// Whether scenarios can be played on it.
    #[must_use]
    pub const fn is_simulated(self) -> bool {
        !matches!(self, Self::Bench)
    }

    /// Which simulation plays it.
    #[must_use]
    pub const fn kind(self) -> DeviceKind {
        match self {
            Self::LargeVolumePump | Self::SecondaryLine | Self::PumpUnit | Self::Bench => {
                DeviceKind::Infusion
            }
            Self::SyringePump => DeviceKind::Syringe,
            Self::Ventilator => DeviceKind::Ventilator,
        }
    }
}

/// What the learner reads first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// Who lies there.
    pub patient: String,
    /// What is going on.
    pub situation: String,
    /// What is asked of the learner.
    pub task: String,
}

/// Who stands behind the content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Name and role.
    pub approved_by: String,
    /// What it rests on.
    pub evidence: Vec<String>,
    /// The day on which it must be looked at again, `YYYY-MM-DD`; empty for none.
    pub review_by: String,
}

/// One thing that differs between attempts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vary {
    /// The variable, without its dollar sign.
    pub name: String,
    /// Unit of its values; empty for a plain number.
    pub unit: String,
    /// The values one is drawn from.
    pub values: VaryValues,
}

/// The values one is drawn from, all equally likely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VaryValues {
    /// `from`, `from + step`, ... up to `to`.
    Range {
        /// The least.
        from: f64,
        /// The greatest.
        to: f64,
        /// The distance.
        step: f64,
    },
    /// One of a list.
    OneOf(Vec<f64>),
}

/// An order, as expressions. In a phase it changes only what it names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSpec {
    /// The drug, by its name in the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drug: Option<String>,
    /// The dose with its unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dose: Option<String>,
    /// The rate, where no dose is ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// The bag: `4 mg in 250 mL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bag: Option<String>,
    /// The syringe of a syringe pump: `50 mg in 50 mL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub syringe: Option<String>,
    /// Volume to be infused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vtbi: Option<String>,
    /// The patient's weight as the order states it; without it the true weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// Words of the prescriber; may hold placeholders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A stretch of the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// Its name; entering it is the event `phase.<id>.entered`.
    pub id: String,
    /// What is said when it begins; may hold placeholders.
    #[serde(default)]
    pub say: Vec<Say>,
    /// What the learner may do in it, beyond the device.
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// What the learner is asked.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// A change of the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderSpec>,
    /// What goes wrong.
    #[serde(default)]
    pub inject: Vec<Inject>,
    /// Ways out that depend on the run.
    #[serde(default)]
    pub branch: Vec<Branch>,
    /// When it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The phase after it; without it the next one in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goto: Option<String>,
    /// When it is over in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Timeout>,
    /// A long stretch the learner may skip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance: Option<Advance>,
    /// Help while practising.
    #[serde(default)]
    pub hints: Vec<Hint>,
}

/// Something said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Say {
    /// Who says it; nobody for the narrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// The words.
    pub text: String,
}

/// Something the learner may do beyond the device; doing it is the event `did.<id>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its name.
    pub id: String,
    /// The words on the button.
    pub label: String,
    /// What is said in answer.
    #[serde(default)]
    pub reply: Vec<Say>,
}

/// A question; answering it is the events `answered.<id>` and `answered.<id>.<choice>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name.
    pub id: String,
    /// The question.
    pub text: String,
    /// What can be answered.
    pub choices: Vec<Choice>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name.
    pub id: String,
    /// The words.
    pub text: String,
}

/// A fault and when it comes, counted from the phase's beginning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inject {
    /// When, as an expression.
    pub at: String,
    /// The fault with its numbers, which may be `$variables`.
    pub fault: Value,
    /// The channel of a pump unit at which it comes.
    #[serde(
        default = "crate::script::first_channel",
        skip_serializing_if = "crate::script::is_first"
    )]
    pub channel: ChannelId,
}

/// A way out that depends on the run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// The condition.
    pub when: String,
    /// Where to: a phase or `end`.
    pub goto: String,
}

/// When a phase is over in any case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeout {
    /// How long it may last, as an expression.
    pub after: String,
    /// Where to: a phase or `end`.
    pub goto: String,
}

/// A long stretch the learner may skip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    /// How far, as an expression.
    pub by: String,
    /// The words on the button.
    pub label: String,
}

/// Help while practising.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// Shown while this holds; without it throughout the phase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The words.
    pub text: String,
    /// What to point at: a key of the pump, a bedside act, an offer, `order`, `brief` or `screen`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// The skill this is a step of; the step is due while `when` holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// When the step is done; without it as soon as `when` holds no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    /// Why it is the next step; without it what the skill says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// One line of the rubric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its name.
    pub id: String,
    /// What is expected, in words.
    #[serde(default)]
    pub label: String,
    /// Whether a run that misses it fails.
    pub critical: bool,
    /// What it is worth.
    pub points: u32,
    /// What is expected, as a formula over the run.
    pub expect: String,
    /// When it applies at all; without it always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<String>,
    /// The hazard it guards against.
    pub hazard: String,
    /// Why it matters.
    pub why: String,
}

/// When a run passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassRule {
    /// Whether every critical criterion that was assessed must be met.
    pub critical: CriticalRule,
    /// The least share of the assessed points, in percent.
    pub percent: u32,
}

/// What critical criteria do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriticalRule {
    /// All that were assessed must be met.
    All,
    /// They count as points only.
    PointsOnly,
}

impl Default for PassRule {
    fn default() -> PassRule {
        PassRule {
            critical: CriticalRule::All,
            percent: 80,
        }
    }
}

/// A run that must come out as it says, in the short notation of [`crate::golden`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Golden {
    /// Its name.
    pub id: String,
    /// The criteria it must miss; none for a run that must pass.
    #[serde(default)]
    pub misses: Vec<String>,
    /// The seeds it is run with.
    pub seeds: Vec<u64>,
    /// The steps.
    pub steps: Vec<String>,
}

impl Scenario {
    /// SHA-256 over the canonical JSON (keys sorted, no spaces), in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        canonical_hash(self)
    }

    /// The script of one attempt: the variant this seed draws, without rubric, reasons, hints or golden runs.
    #[must_use]
    pub fn draw(&self, seed: u64) -> crate::script::Script {
        crate::variants::draw(self, seed)
    }

    /// What practice adds to the script: hints and criteria.
    #[must_use]
    pub fn rehearsal(&self, seed: u64) -> crate::script::Rehearsal {
        crate::variants::rehearsal(self, seed)
    }
}
