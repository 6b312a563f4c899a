//! The signals of a simulation with a syringe pump. What means the same as in the large-volume pump has its name.

use crate::signals::{SignalInfo, SignalUnit};

macro_rules! signals {
    ($($index:ident, $name:literal, $unit:ident, $scale:literal;)+) => {
        #[derive(Clone, Copy)]
        pub(super) enum Signal { $($index),+ }

        /// Every signal but those of [`crate::patient::signals::CATALOGUE`], which follow these.
        pub const CATALOGUE: &[SignalInfo] = &[
            $(SignalInfo { name: $name, unit: SignalUnit::$unit, scale: $scale }),+
        ];
    };
}

signals! {
    PumpOn, "pump.on", Bool, 1.0;
    PumpRunning, "pump.running", Bool, 1.0;
    PumpPaused, "pump.paused", Bool, 1.0;
    PumpKvo, "pump.kvo", Bool, 1.0;
    PumpBolusing, "pump.bolusing", Bool, 1.0;
    PumpPurging, "pump.purging", Bool, 1.0;
    PumpAlarming, "pump.alarming", Bool, 1.0;
    PumpProgramming, "pump.programming", Bool, 1.0;
    PumpSilenced, "pump.silenced", Bool, 1.0;
    PumpDrugSelected, "pump.drug_selected", Bool, 1.0;
    PumpOverridden, "pump.overridden", Bool, 1.0;
    PumpMains, "pump.mains", Bool, 1.0;
    PumpEntry, "pump.entry", None, 1.0;
    PumpAlarmPriority, "pump.alarm_priority", None, 1.0;
    PumpRate, "pump.rate", MlPerHour, 1.0;
    PumpFlow, "pump.flow", MlPerHour, 1.0;
    PumpVtbi, "pump.vtbi", Ml, 10.0;
    PumpVolumeInfused, "pump.volume_infused", Ml, 5.0;
    PumpDose, "pump.dose", Dose, 0.1;
    PumpWeight, "pump.weight", Kg, 10.0;
    PumpPressure, "pump.pressure", Mmhg, 100.0;
    PumpTimeLeft, "pump.time_left", Seconds, 600.0;
    PumpBatteryLeft, "pump.battery_left", Seconds, 1_800.0;
    PumpHeightCm, "pump.height_cm", None, 20.0;
    SyringeFitted, "syringe.fitted", Bool, 1.0;
    SyringeHeld, "syringe.held", Bool, 1.0;
    SyringeConfirmedRight, "syringe.confirmed_right", Bool, 1.0;
    SyringeLeftMl, "syringe.left_ml", Ml, 5.0;
    SyringeShownMl, "syringe.shown_ml", Ml, 5.0;
    SyringeSlackMl, "syringe.slack_ml", Ml, 0.2;
    LineConnected, "line.connected", Bool, 1.0;
    LineClampOpen, "line.clamp_open", Bool, 1.0;
    LineOccluded, "line.occluded", Bool, 1.0;
    LineFlow, "line.flow", MlPerHour, 1.0;
    LineSiphon, "line.siphon", MlPerHour, 10.0;
    LineBolusMl, "line.bolus_ml", Ml, 0.2;
    LineAspiratedMl, "line.aspirated_ml", Ml, 0.1;
    LineDeliveredMl, "line.delivered_ml", Ml, 5.0;
    LineWastedMl, "line.wasted_ml", Ml, 1.0;
    PatientMap, "patient.map", Mmhg, 10.0;
    PatientHeartRate, "patient.heart_rate", PerMinute, 10.0;
    PatientWeight, "patient.weight", Kg, 10.0;
    PatientAirUl, "patient.air_ul", Microlitre, 100.0;
}

/// Number of all signals, those of the patient included.
pub const COUNT: usize = CATALOGUE.len() + crate::patient::signals::CATALOGUE.len();

/// Every signal in the order in which a simulation writes them.
pub fn all() -> impl Iterator<Item = &'static SignalInfo> {
    CATALOGUE.iter().chain(crate::patient::signals::CATALOGUE)
}

/// Index of a signal in the order of [`all`].
#[must_use]
pub fn find(name: &str) -> Option<u16> {
    all()
        .position(|signal| signal.name == name)
        .and_then(|index| u16::try_from(index).ok())
}
