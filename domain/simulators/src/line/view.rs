//! What a person at the bedside sees of the bag and the line, and can do to them.

use serde::{Deserialize, Serialize};

use crate::action::BedsideAct;

/// What a person at the bedside sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineView {
    /// Label of the bag that hangs.
    pub bag: BagView,
    /// Whether drops fall in the drip chamber.
    pub dripping: bool,
    /// The pump's door.
    pub door_open: bool,
    /// The set in the pump.
    pub set: SetState,
    /// The clamp between pump and patient.
    pub clamp_open: bool,
    /// The course of the line between pump and patient.
    pub course: LineCourse,
    /// Air that can be seen in the line, µL.
    pub air_ul: u32,
    /// Acts that would change something now, in a fixed order.
    pub acts: Vec<BedsideAct>,
    /// The line above the pump, of a pump unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<AboveView>,
    /// Whether the skin around the cannula is swollen.
    #[serde(default)]
    pub swollen: bool,
}

/// What a person sees above the pump.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AboveView {
    /// The branch of the primary bag.
    pub primary: BranchView,
    /// Whether the primary bag hangs on the extension hook.
    pub primary_lowered: bool,
    /// Whether the line lies kinked between the junction and the pump.
    pub kinked: bool,
    /// The secondary bag, if the scenario has one.
    pub secondary: Option<SecondaryView>,
    /// Whether fluid runs freely with the set out of the pump.
    pub free_flow: bool,
}

/// A branch above the junction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchView {
    /// Height of the bag's surface above the junction, cm.
    pub head_cm: u32,
    /// The roller clamp.
    pub clamp_open: bool,
    /// Drops in the chamber per minute.
    pub drops_per_minute: u32,
    /// Drops since the start.
    pub drops: u32,
}

/// The secondary bag and its branch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecondaryView {
    /// Label and what is left.
    pub bag: BagView,
    /// Whether it hangs and is joined to the primary line.
    pub hung: bool,
    /// Its branch.
    pub branch: BranchView,
}

/// The bag that hangs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BagView {
    /// Drug on the label; empty for plain fluid.
    pub drug: String,
    /// Amount on the label in safe notation, for example `4 mg`; empty for plain fluid.
    pub amount: String,
    /// Volume on the label, for example `250 mL`.
    pub volume: String,
    /// Volume left, mL.
    pub left_ml: u32,
    /// Volume left as a share of the full bag, percent.
    pub left_percent: u8,
}

codes! {
    /// The set in the pump.
    pub enum SetState {
        Loaded => "loaded",
        Misloaded => "misloaded",
        Absent => "absent",
    }
}

codes! {
    /// The course of the line between pump and patient.
    pub enum LineCourse {
        Straight => "straight",
        Pinched => "pinched",
        Kinked => "kinked",
    }
}
