//! The signals of a ventilator simulation: what a rubric can speak of and what a trace records.
//!
//! `vent` is what the ventilator is set to, measures and says; `lung`, `patient`, `circuit` and `sync` are the truth.

use super::measured::values::MeasuredId;
use super::settings::SettingId;
use crate::signals::{SignalInfo, SignalUnit};

macro_rules! signals {
    (
        settings { $($set:literal, $set_unit:ident, $set_scale:literal;)+ }
        measured { $($value:literal, $value_unit:ident, $value_scale:literal;)+ }
        others { $($index:ident, $name:literal, $unit:ident, $scale:literal;)+ }
    ) => {
        #[derive(Clone, Copy)]
        pub(crate) enum Signal { $($index),+ }

        /// Every signal, in the order in which `VentilatorSimulation::read` writes them.
        pub const CATALOGUE: &[SignalInfo] = &[
            $(SignalInfo { name: $set, unit: SignalUnit::$set_unit, scale: $set_scale },)+
            $(SignalInfo { name: $value, unit: SignalUnit::$value_unit, scale: $value_scale },)+
            $(SignalInfo { name: $name, unit: SignalUnit::$unit, scale: $scale }),+
        ];
    };
}

signals! {
    settings {
        "vent.set.tidal_volume", Ml, 50.0;
        "vent.set.rate", PerMinute, 2.0;
        "vent.set.peep", CmH2o, 2.0;
        "vent.set.oxygen", Percent, 10.0;
        "vent.set.flow", LitresPerMinute, 10.0;
        "vent.set.end_flow", Percent, 10.0;
        "vent.set.inspiratory_time", Seconds, 0.2;
        "vent.set.pause", Seconds, 0.2;
        "vent.set.pressure_control", CmH2o, 2.0;
        "vent.set.pressure_support", CmH2o, 2.0;
        "vent.set.rise_time", None, 100.0;
        "vent.set.cycle_off", Percent, 10.0;
        "vent.set.longest_support", Seconds, 0.5;
        "vent.set.trigger_by", None, 1.0;
        "vent.set.flow_trigger", LitresPerMinute, 1.0;
        "vent.set.pressure_trigger", CmH2o, 2.0;
        "vent.set.leak_compensation", Bool, 1.0;
        "vent.set.apnea_time", Seconds, 5.0;
        "vent.set.backup_pressure", CmH2o, 2.0;
        "vent.set.backup_rate", PerMinute, 2.0;
        "vent.set.backup_time", Seconds, 0.2;
        "vent.set.high_level", CmH2o, 2.0;
        "vent.set.high_time", Seconds, 1.0;
        "vent.set.low_level", CmH2o, 2.0;
        "vent.set.low_time", Seconds, 0.2;
        "vent.set.limit_pressure_high", CmH2o, 2.0;
        "vent.set.limit_pressure_low", CmH2o, 2.0;
        "vent.set.limit_minute_high", LitresPerMinute, 1.0;
        "vent.set.limit_minute_low", LitresPerMinute, 1.0;
        "vent.set.limit_volume_high", Ml, 50.0;
        "vent.set.limit_volume_low", Ml, 50.0;
        "vent.set.limit_rate_high", PerMinute, 2.0;
    }
    measured {
        "vent.peak", CmH2o, 2.0;
        "vent.plateau", CmH2o, 2.0;
        "vent.mean", CmH2o, 2.0;
        "vent.peep", CmH2o, 2.0;
        "vent.total_peep", CmH2o, 2.0;
        "vent.auto_peep", CmH2o, 2.0;
        "vent.inspired_volume", Ml, 50.0;
        "vent.expired_volume", Ml, 50.0;
        "vent.minute_volume", LitresPerMinute, 1.0;
        "vent.rate", PerMinute, 2.0;
        "vent.patient_rate", PerMinute, 2.0;
        "vent.inspiratory_time", Seconds, 0.2;
        "vent.ratio", None, 0.5;
        "vent.peak_flow", LitresPerMinute, 10.0;
        "vent.static_compliance", MlPerCmH2o, 5.0;
        "vent.dynamic_compliance", MlPerCmH2o, 5.0;
        "vent.resistance", CmH2oPerLitreSecond, 5.0;
        "vent.driving_pressure", CmH2o, 2.0;
        "vent.leak", Percent, 10.0;
        "vent.rapid_shallow", None, 20.0;
        "vent.power", None, 5.0;
        "vent.occlusion", CmH2o, 2.0;
        "vent.oxygen", Percent, 10.0;
        "vent.end_tidal_co2", Mmhg, 5.0;
    }
    others {
        On, "vent.on", Bool, 1.0;
        Standby, "vent.standby", Bool, 1.0;
        Ventilating, "vent.ventilating", Bool, 1.0;
        Alarming, "vent.alarming", Bool, 1.0;
        AlarmPriority, "vent.alarm_priority", None, 1.0;
        Silenced, "vent.silenced", Bool, 1.0;
        Changing, "vent.changing", Bool, 1.0;
        Holding, "vent.holding", Bool, 1.0;
        Backup, "vent.backup", Bool, 1.0;
        SafetyValve, "vent.safety_valve", Bool, 1.0;
        Oxygen100, "vent.giving_oxygen_100", Bool, 1.0;
        Mode, "vent.mode", None, 1.0;
        Battery, "vent.battery_left", Seconds, 300.0;
        Paw, "lung.paw", CmH2o, 2.0;
        Flow, "lung.flow", LitresPerMinute, 10.0;
        Volume, "lung.volume", Ml, 50.0;
        Alveolar, "lung.alveolar_pressure", CmH2o, 2.0;
        Trapped, "lung.end_alveolar_pressure", CmH2o, 2.0;
        TrueTidal, "lung.tidal_volume", Ml, 50.0;
        Compliance, "lung.compliance", MlPerCmH2o, 5.0;
        ResistanceIn, "lung.resistance", CmH2oPerLitreSecond, 5.0;
        Effort, "patient.effort", CmH2o, 2.0;
        Spo2, "patient.spo2", Percent, 3.0;
        Sao2, "patient.sao2", Percent, 3.0;
        Pao2, "patient.pao2", Mmhg, 10.0;
        Paco2, "patient.paco2", Mmhg, 5.0;
        Ph, "patient.ph", None, 0.05;
        Etco2, "patient.etco2", Mmhg, 5.0;
        Shunt, "patient.shunt", None, 0.05;
        AlveolarVentilation, "patient.alveolar_ventilation", LitresPerMinute, 0.5;
        Map, "patient.map", Mmhg, 10.0;
        HeartRate, "patient.heart_rate", PerMinute, 10.0;
        PredictedWeight, "patient.predicted_weight", Kg, 10.0;
        VolumePerKg, "vent.set.volume_per_kg", None, 1.0;
        Connected, "circuit.connected", Bool, 1.0;
        Bagged, "patient.bagged", Bool, 1.0;
        OxygenDelivered, "circuit.oxygen", Percent, 10.0;
        Leak, "circuit.leak", LitresPerMinute, 2.0;
        Breaths, "sync.breaths", None, 5.0;
        Efforts, "sync.efforts", None, 5.0;
        Ineffective, "sync.ineffective", None, 1.0;
        AutoTriggered, "sync.auto_triggered", None, 1.0;
        DoubleTriggered, "sync.double_triggered", None, 1.0;
        ReverseTriggered, "sync.reverse_triggered", None, 1.0;
        CycledLate, "sync.cycled_late", None, 1.0;
        CycledEarly, "sync.cycled_early", None, 1.0;
        Starved, "sync.starved", None, 1.0;
        AsynchronyIndex, "sync.index", Percent, 5.0;
        BloodGases, "laboratory.results", None, 1.0;
    }
}

/// Number of signals.
pub const COUNT: usize = CATALOGUE.len();

/// Index of a signal in [`CATALOGUE`].
#[must_use]
pub fn find(name: &str) -> Option<u16> {
    CATALOGUE
        .iter()
        .position(|signal| signal.name == name)
        .and_then(|index| u16::try_from(index).ok())
}

/// The values of all signals while they are written.
pub(crate) struct Values<'a>(pub(crate) &'a mut [f64; COUNT]);

impl Values<'_> {
    pub(crate) const fn set(&mut self, id: SettingId, value: f64) {
        self.0[id as usize] = value;
    }

    pub(crate) const fn measured(&mut self, id: MeasuredId, value: f64) {
        self.0[SettingId::COUNT + id as usize] = value;
    }

    pub(crate) const fn put(&mut self, signal: Signal, value: f64) {
        self.0[SettingId::COUNT + MeasuredId::COUNT + signal as usize] = value;
    }

    pub(crate) fn truth(&mut self, signal: Signal, holds: bool) {
        self.put(signal, f64::from(u8::from(holds)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_measured_values_stand_in_their_order() {
        for &id in SettingId::ALL {
            let name = format!("vent.set.{}", id.as_str());
            assert_eq!(find(&name).map(usize::from), Some(id as usize));
        }
        for &id in MeasuredId::ALL {
            let name = format!("vent.{}", id.as_str());
            assert_eq!(find(&name).map(usize::from), Some(SettingId::COUNT + id as usize));
        }
    }

    #[test]
    fn names_are_unique() {
        for (n, signal) in CATALOGUE.iter().enumerate() {
            assert_eq!(find(signal.name), u16::try_from(n).ok());
        }
    }
}
