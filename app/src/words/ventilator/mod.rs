//! Words of the ventilator: its panel, its patient, the monitor beside it.

mod alarms;
mod bedside;
mod breath;
mod measured;
mod monitor;
mod settings;
mod trends;

pub use alarms::*;
pub use bedside::*;
pub use breath::*;
pub use measured::*;
pub use monitor::*;
pub use settings::*;
pub use trends::*;

use simulators::ventilator::Button;
use simulators::ventilator::view::VentilatorState;

words! {
    ventilator => "Ventilator";
    training_only => "Training only, not for patient care";
    screen => "Ventilator screen";
    pages => "Pages of the screen";
    page_curves => "Curves";
    page_loops => "Loops";
    page_breaths => "Breaths";
    page_trends => "Trends";
    page_limits => "Alarm limits";
    keys => "Keys of the ventilator";
    supplies => "Power and gas";
    mains => "Mains";
    no_mains => "No mains";
    battery(percent: u8, minutes: u16) => "Battery {percent} %, {minutes} min";
    oxygen_supplied => "Oxygen at the wall";
    no_oxygen => "No oxygen at the wall";
    air_supplied => "Air at the wall";
    no_air => "No air at the wall";
    freeze => "Freeze";
    unfreeze => "Let run";
    frozen => "Frozen";
    still_picture => "Drawn every 3 s, as this device asks for less motion";
    cursors => "Cursors";
    cursor(letter: &str) => "Cursor {letter}";
    difference => "B minus A";
    time => "Time";
    cursor_at(seconds: &str, pressure: &str, flow: &str, volume: &str) => "{seconds} s: pressure {pressure} cmH2O, flow {flow} L/min, volume {volume} mL";
    cursor_empty(seconds: &str) => "{seconds} s: nothing drawn here";
    curves_drawn => "Curves of pressure, flow and volume";
    loops_drawn => "Loop of pressure and volume, loop of volume and flow";
    keep_reference => "Keep as reference";
    drop_reference => "Drop reference";
    reference_kept(pressure: &str, volume: &str) => "Reference: peak {pressure} cmH2O, volume {volume} mL";
    against_reference(pressure: &str, volume: &str) => "Now against it: peak {pressure} cmH2O, volume {volume} mL";
    no_reference => "No reference kept";
    no_breath_yet => "No whole breath yet.";
    axis_paw => "Paw cmH2O";
    axis_flow => "Flow L/min";
    axis_volume => "Volume mL";
    axis_seconds => "s";
    limit_line(value: &str) => "limit {value}";
    silent => "The ventilator is silent";
    buzzing => "The buzzer sounds: no power";
}

/// What the keyboard does on the panel.
pub const SHORTCUTS: [(&str, &str); 5] = [
    ("Enter", "Choose a setting; once more confirms what was changed"),
    ("Arrow up, down", "Turn the chosen setting by one click"),
    ("Page up, down", "Turn it by five clicks"),
    ("Esc", "Drop the change"),
    ("Arrow left, right", "Move a cursor by one sample of 0.02 s"),
];

/// What the ventilator does.
#[must_use]
pub fn state(state: VentilatorState) -> &'static str {
    match state {
        VentilatorState::Off => "Off",
        VentilatorState::Standby => "Standby",
        VentilatorState::Ventilating => "Ventilating",
        VentilatorState::Backup => "Backup ventilation",
        VentilatorState::Open => "Valves open, patient breathes room air",
        VentilatorState::Failed => "Out of service",
    }
}

/// What stands on a key.
#[must_use]
pub fn button(button: Button) -> &'static str {
    match button {
        Button::Confirm => "Confirm",
        Button::Cancel => "Cancel",
        Button::Power => "Power",
        Button::Start => "Start",
        Button::Standby => "Standby",
        Button::HoldInspiratory => "Insp. hold",
        Button::HoldExpiratory => "Exp. hold",
        Button::ReleaseHold => "Release hold",
        Button::Breath => "One breath",
        Button::Oxygen100 => "100 % oxygen",
        Button::SuctionSupport => "Suction support",
        Button::Silence => "Pause sound",
        Button::LimitsFromMeasured => "Limits from measured",
    }
}

/// What a key does, for those who hear it.
#[must_use]
pub fn button_full(button: Button) -> &'static str {
    match button {
        Button::Confirm => "Confirm the change",
        Button::Cancel => "Cancel the change",
        Button::Power => "Power",
        Button::Start => "Start ventilation",
        Button::Standby => "Standby: end ventilation, asks first",
        Button::HoldInspiratory => "Insp. hold: inspiratory hold",
        Button::HoldExpiratory => "Exp. hold: expiratory hold",
        Button::ReleaseHold => "Release hold",
        Button::Breath => "Give one breath",
        Button::Oxygen100 => "100 % oxygen for two minutes",
        Button::SuctionSupport => {
            "Suction support: 100 % oxygen and no alarms of an open circuit for two minutes"
        }
        Button::Silence => "Pause the sound of alarms for two minutes",
        Button::LimitsFromMeasured => "Limits from measured: proposes limits around what is measured",
    }
}
