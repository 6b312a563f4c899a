//! Words of the bedside: the line, the acts, the monitor, the sound.

use simulators::action::BedsideAct;
use simulators::line::view::{LineCourse, SetState};

words! {
    bedside => "Bedside";
    monitor => "Monitor";
    orders => "Orders";
    pump_tab => "Pump";
    what_is_shown => "What to look at";
    drawing => "The bag, the line, the pump and the patient";
    plain_fluid => "plain fluid";
    bag_left(left: u32, percent: u8) => "{left} mL left, {percent} %";
    drops_fall => "Drops fall";
    no_drops => "No drops fall";
    kinked => "Kinked";
    pinched => "Pinched";
    clamp_open => "Clamp open";
    clamp_closed => "Clamp shut";
    door_open => "Door open";
    door_closed => "Door shut";
    no_air => "No air seen";
    air(volume: u32) => "Air, about {volume} µL";
    heart_rate => "Heart rate";
    per_minute => "/min";
    map => "MAP";
    mmhg => "mmHg";
    limits(low: u16, high: u16) => "limits {low} to {high}";
    pressure_pair(systolic: u16, diastolic: u16) => "{systolic}/{diastolic} mmHg";
    trend => "Trend of the last 10 minutes";
    map_low => "MAP low";
    map_high => "MAP high";
    rate_low => "Heart rate low";
    rate_high => "Heart rate high";
}

/// What a button of the bedside does.
#[must_use]
pub fn act(act: BedsideAct) -> &'static str {
    match act {
        BedsideAct::OpenClamp => "Open the clamp",
        BedsideAct::CloseClamp => "Shut the clamp",
        BedsideAct::OpenDoor => "Open the door",
        BedsideAct::CloseDoor => "Shut the door",
        BedsideAct::LoadSet => "Seat the set",
        BedsideAct::UnloadSet => "Take out the set",
        BedsideAct::RemoveAir => "Remove air",
        BedsideAct::ChangeBag => "Hang the next bag",
        BedsideAct::RelieveLine => "Let off pressure",
        BedsideAct::StraightenLine => "Straighten the line",
        BedsideAct::LowerPrimary => "Lower the primary bag",
        BedsideAct::RaisePrimary => "Raise the primary bag",
        BedsideAct::OpenPrimaryClamp => "Open the primary's clamp",
        BedsideAct::ClosePrimaryClamp => "Shut the primary's clamp",
        BedsideAct::HangSecondary => "Hang the secondary bag",
        BedsideAct::TakeDownSecondary => "Take the secondary bag off",
        BedsideAct::OpenSecondaryClamp => "Open the secondary's clamp",
        BedsideAct::CloseSecondaryClamp => "Shut the secondary's clamp",
        BedsideAct::ChangeSecondaryBag => "Hang the next secondary bag",
        BedsideAct::UnplugMains => "Pull the plug",
        BedsideAct::PlugMains => "Plug in",
    }
}

/// The set in the pump.
#[must_use]
pub fn set(state: SetState) -> &'static str {
    match state {
        SetState::Loaded => "Set seated",
        SetState::Misloaded => "Set seated badly",
        SetState::Absent => "No set in the pump",
    }
}

/// The course of the line.
#[must_use]
pub fn course(course: LineCourse) -> &'static str {
    match course {
        LineCourse::Straight => "Line lies free",
        LineCourse::Pinched => "Line pinched by rail",
        LineCourse::Kinked => "Line kinked under patient",
    }
}
