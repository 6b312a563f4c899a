//! Signals of a patient beyond the monitor's pressure and heart rate, for scenarios that speak of them.
//!
//! They are a list of their own: a trace records only the lists that its scenario needs, so that older traces keep
//! their columns.

use crate::signals::{SignalInfo, SignalUnit};

macro_rules! signals {
    ($($index:ident, $name:literal, $unit:ident, $scale:literal;)+) => {
        #[derive(Clone, Copy)]
        pub(super) enum ClinicalSignal { $($index),+ }

        /// Every signal, in the order in which a simulation writes them.
        pub const CATALOGUE: &[SignalInfo] = &[
            $(SignalInfo { name: $name, unit: SignalUnit::$unit, scale: $scale }),+
        ];
    };
}

signals! {
    Breaths, "patient.breaths", PerMinute, 5.0;
    Spo2, "patient.spo2", None, 5.0;
    SedationIndex, "patient.sedation_index", None, 10.0;
    Glucose, "patient.glucose", MmolPerLitre, 2.0;
    Potassium, "patient.potassium", MmolPerLitre, 0.5;
    Aptt, "patient.aptt", Seconds, 10.0;
    RhythmRisk, "patient.rhythm_risk", None, 0.2;
    // A result is 0 until there is one.
    GlucoseResult, "lab.glucose", MmolPerLitre, 2.0;
    PotassiumResult, "lab.potassium", MmolPerLitre, 0.5;
    ApttResult, "lab.aptt", Seconds, 10.0;
    Waiting, "lab.waiting", None, 1.0;
}

/// Index of a signal in [`CATALOGUE`].
#[must_use]
pub fn find(name: &str) -> Option<u16> {
    CATALOGUE
        .iter()
        .position(|signal| signal.name == name)
        .and_then(|index| u16::try_from(index).ok())
}
