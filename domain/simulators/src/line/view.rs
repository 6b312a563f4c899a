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
