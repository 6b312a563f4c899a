//! The breath in words, and the table of the last breaths. It names what is drawn, never its cause.

use simulators::ventilator::account::{FlowShape, PressureShape};
use simulators::ventilator::modes::{BreathKind, Origin};

words! {
    describe => "Describe the breath";
    last_breaths => "The last breaths";
    column_started => "Started by";
    column_kind => "Breath";
    column_peak => "Ppeak cmH2O";
    column_end => "PEEP cmH2O";
    column_in => "VTi mL";
    column_out => "VTe mL";
    column_ratio => "Ti / total s";
    column_left => "End flow L/min";
    cut => "cut at the limit";
    rises_climbing(peak: &str) => "Pressure climbs to {peak} cmH2O";
    rises_level(peak: &str) => "Pressure rises to {peak} cmH2O and stays there";
    rises_sagging(peak: &str) => "Pressure sags in the middle of inspiration and reaches {peak} cmH2O";
    plateau(value: &str) => ", plateau {value}";
    falls(value: &str) => ", and falls to {value}.";
    flow_constant(value: &str) => "Flow in is constant at {value} L/min.";
    flow_falling(value: &str) => "Flow in starts at {value} L/min and falls.";
    flow_rounded(value: &str) => "Flow in rises to {value} L/min and falls.";
    flow_left(value: &str) => "Flow out does not return to zero before the next breath: {value} L/min are left.";
    flow_rests => "Flow out returns to zero.";
    one_notch(dip: &str) => "One notch in the flow out; pressure dips by {dip} cmH2O there.";
    one_notch_alone => "One notch in the flow out.";
    notches_alone(count: u8) => "{count} notches in the flow out.";
    notches(count: u8, dip: &str) => "{count} notches in the flow out; pressure dips by up to {dip} cmH2O there.";
    saw_tooth => "The flow out is drawn as a saw.";
    volume_back(value: &str) => "Volume rises to {value} mL and returns to zero.";
    volume_lost(value: &str, lost: &str) => "Volume rises to {value} mL; {lost} mL do not come back.";
    volume_stays(value: &str) => "Volume rises to {value} mL.";
    times(inspiration: &str, total: &str, ratio: &str) => "Inspiration {inspiration} s of {total} s, I:E 1:{ratio}.";
}

/// How the pressure of an inspiration runs.
#[must_use]
pub fn pressure_runs(shape: PressureShape, peak: &str) -> String {
    match shape {
        PressureShape::Climbing => rises_climbing(peak),
        PressureShape::Level => rises_level(peak),
        PressureShape::Sagging => rises_sagging(peak),
    }
}

/// How the flow of an inspiration runs.
#[must_use]
pub fn flow_runs(shape: FlowShape, peak: &str) -> String {
    match shape {
        FlowShape::Constant => flow_constant(peak),
        FlowShape::Falling => flow_falling(peak),
        FlowShape::Rounded => flow_rounded(peak),
    }
}

/// What started a breath, as the ventilator took it.
#[must_use]
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Time => "time",
        Origin::Patient => "trigger",
        Origin::Hand => "hand",
    }
}

/// What a breath controlled.
#[must_use]
pub fn kind(kind: BreathKind) -> &'static str {
    match kind {
        BreathKind::Volume => "volume",
        BreathKind::Pressure => "pressure",
        BreathKind::Support => "support",
        BreathKind::Level => "level",
    }
}
