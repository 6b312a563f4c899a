//! What a unit shows: every channel, and what they share.

use serde::{Deserialize, Serialize};

use super::ChannelId;
use crate::alarms::{Indicator, Priority};
use crate::line::view::LineView;
use crate::pump::view::PumpView;

/// Everything a unit shows at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitView {
    /// The channels, in their order.
    pub channels: Vec<ChannelView>,
    /// Battery and mains.
    pub power: PowerView,
    /// The one sound to make now: the highest of all channels.
    pub sound: Option<Priority>,
    /// The unit's lamp.
    pub indicator: Indicator,
    /// The channel whose alarm comes first.
    pub alarming: Option<ChannelId>,
    /// Seconds until paused sound comes back.
    pub silence_left_s: Option<u32>,
}

/// One channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelView {
    /// Which.
    pub id: ChannelId,
    /// What its pump shows.
    pub pump: PumpView,
    /// What a person at the bedside sees of its line.
    pub line: LineView,
}

/// Battery and mains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PowerView {
    /// Whether the mains feed the unit.
    pub mains: bool,
    /// Whether the plug is in a socket.
    pub plugged: bool,
    /// Charge as the gauge tells it, percent.
    pub battery_percent: u8,
    /// Time the battery would last, minutes.
    pub battery_left_min: u32,
}
