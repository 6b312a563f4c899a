//! The signals of a simulation: what a rubric can speak of and what a trace records.

/// Unit of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignalUnit {
    /// 0 or 1.
    Bool,
    /// mL/h.
    MlPerHour,
    /// mL.
    Ml,
    /// µL.
    Microlitre,
    /// mmHg.
    Mmhg,
    /// Beats per minute.
    PerMinute,
    /// kg.
    Kg,
    /// s.
    Seconds,
    /// The dose unit of the library entry that the pump is programmed with.
    Dose,
    /// A plain number.
    None,
}

/// A signal's name and unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignalInfo {
    /// Dotted name.
    pub name: &'static str,
    /// Unit.
    pub unit: SignalUnit,
    /// A distance that matters in this signal, by which margins of different units are compared.
    pub scale: f64,
}

macro_rules! signals {
    ($($index:ident, $name:literal, $unit:ident, $scale:literal;)+) => {
        #[derive(Clone, Copy)]
        pub(crate) enum Signal { $($index),+ }

        /// Every signal, in the order in which `Simulation::read` writes them.
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
    PumpAlarming, "pump.alarming", Bool, 1.0;
    PumpProgramming, "pump.programming", Bool, 1.0;
    PumpSilenced, "pump.silenced", Bool, 1.0;
    PumpDoorOpen, "pump.door_open", Bool, 1.0;
    PumpDrugSelected, "pump.drug_selected", Bool, 1.0;
    PumpOverridden, "pump.overridden", Bool, 1.0;
    PumpEntry, "pump.entry", None, 1.0;
    PumpAlarmPriority, "pump.alarm_priority", None, 1.0;
    PumpRate, "pump.rate", MlPerHour, 10.0;
    PumpFlow, "pump.flow", MlPerHour, 10.0;
    PumpVtbi, "pump.vtbi", Ml, 50.0;
    PumpVolumeInfused, "pump.volume_infused", Ml, 10.0;
    PumpDose, "pump.dose", Dose, 0.1;
    PumpWeight, "pump.weight", Kg, 10.0;
    PumpPressure, "pump.pressure", Mmhg, 100.0;
    PumpTimeLeft, "pump.time_left", Seconds, 600.0;
    LineClampOpen, "line.clamp_open", Bool, 1.0;
    LineOccluded, "line.occluded", Bool, 1.0;
    LineSetLoaded, "line.set_loaded", Bool, 1.0;
    LineAirUl, "line.air_ul", Microlitre, 100.0;
    LineBolusMl, "line.bolus_ml", Ml, 0.5;
    LineBagMl, "line.bag_ml", Ml, 50.0;
    LineFlow, "line.flow", MlPerHour, 10.0;
    LineDeliveredMl, "line.delivered_ml", Ml, 10.0;
    PatientMap, "patient.map", Mmhg, 10.0;
    PatientHeartRate, "patient.heart_rate", PerMinute, 10.0;
    PatientWeight, "patient.weight", Kg, 10.0;
    PatientAirUl, "patient.air_ul", Microlitre, 100.0;
}

/// Index of a signal in [`CATALOGUE`].
#[must_use]
pub fn find(name: &str) -> Option<u16> {
    CATALOGUE
        .iter()
        .position(|signal| signal.name == name)
        .and_then(|index| u16::try_from(index).ok())
}
