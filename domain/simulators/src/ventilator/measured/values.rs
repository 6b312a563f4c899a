//! The measured values as the ventilator shows them.

use super::super::modes::breath::BreathKind;
use super::derived;
use super::recorder::{BreathRecord, Plateau, Recorder};
use crate::rounding::half_up;

codes! {
    /// A measured value.
    pub enum MeasuredId {
        /// Peak pressure, cmH2O.
        Peak => "peak",
        /// Plateau pressure of the last pause or hold, cmH2O.
        Plateau => "plateau",
        /// Mean airway pressure, cmH2O.
        Mean => "mean",
        /// Pressure at the end of expiration, cmH2O.
        Peep => "peep",
        /// Total PEEP of the last expiratory hold, cmH2O.
        TotalPeep => "total_peep",
        /// What of it is trapped, cmH2O.
        AutoPeep => "auto_peep",
        /// Inspired volume, mL.
        InspiredVolume => "inspired_volume",
        /// Expired volume, mL.
        ExpiredVolume => "expired_volume",
        /// Expired minute volume, L/min.
        MinuteVolume => "minute_volume",
        /// All breaths, per minute.
        Rate => "rate",
        /// Breaths that the patient started, per minute.
        PatientRate => "patient_rate",
        /// Length of inspiration, s.
        InspiratoryTime => "inspiratory_time",
        /// Expiration for one part of inspiration.
        Ratio => "ratio",
        /// Highest inspiratory flow, L/min.
        PeakFlow => "peak_flow",
        /// Static compliance, mL/cmH2O.
        StaticCompliance => "static_compliance",
        /// Dynamic compliance, mL/cmH2O.
        DynamicCompliance => "dynamic_compliance",
        /// Inspiratory resistance, cmH2O/(L/s).
        Resistance => "resistance",
        /// Driving pressure, cmH2O.
        DrivingPressure => "driving_pressure",
        /// Leak, percent of what went in.
        Leak => "leak",
        /// Rapid shallow breathing index, per minute and litre.
        RapidShallow => "rapid_shallow",
        /// Mechanical power, J/min.
        Power => "power",
        /// Fall of occluded pressure in a tenth of a second, cmH2O.
        Occlusion => "occlusion",
        /// Oxygen as the cell measures it, percent.
        Oxygen => "oxygen",
        /// End-tidal carbon dioxide, mmHg.
        EndTidalCo2 => "end_tidal_co2",
    }
}

impl MeasuredId {
    /// Number of measured values.
    pub const COUNT: usize = Self::ALL.len();

    /// Unit as it is written.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Peak
            | Self::Plateau
            | Self::Mean
            | Self::Peep
            | Self::TotalPeep
            | Self::AutoPeep
            | Self::DrivingPressure
            | Self::Occlusion => "cmH2O",
            Self::InspiredVolume | Self::ExpiredVolume => "mL",
            Self::MinuteVolume | Self::PeakFlow => "L/min",
            Self::Rate | Self::PatientRate => "/min",
            Self::InspiratoryTime => "s",
            Self::Ratio => "",
            Self::StaticCompliance | Self::DynamicCompliance => "mL/cmH2O",
            Self::Resistance => "cmH2O/(L/s)",
            Self::Leak | Self::Oxygen => "%",
            Self::RapidShallow => "/min/L",
            Self::Power => "J/min",
            Self::EndTidalCo2 => "mmHg",
        }
    }

    /// As how many parts of one it is shown: 10 for tenths.
    #[must_use]
    pub const fn parts(self) -> f64 {
        match self {
            Self::Mean
            | Self::Peep
            | Self::TotalPeep
            | Self::AutoPeep
            | Self::MinuteVolume
            | Self::Ratio
            | Self::Power
            | Self::Occlusion => 10.0,
            Self::InspiratoryTime => 100.0,
            _ => 1.0,
        }
    }

    /// A value as the display rounds it.
    #[must_use]
    pub fn rounded(self, value: f64) -> f64 {
        half_up(value, self.parts())
    }

    /// With how many decimals it is shown.
    #[must_use]
    pub const fn places(self) -> u8 {
        match self.parts() {
            parts if parts >= 100.0 => 2,
            parts if parts >= 10.0 => 1,
            _ => 0,
        }
    }
}

/// Every measured value; none where it is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    values: [Option<f64>; MeasuredId::COUNT],
}

impl Measured {
    /// A value, at full precision.
    #[must_use]
    pub const fn get(&self, id: MeasuredId) -> Option<f64> {
        self.values[id as usize]
    }

    pub(crate) fn put(&mut self, id: MeasuredId, value: Option<f64>) {
        self.values[id as usize] = value.filter(|value| value.is_finite());
    }

    /// Works the values out. `set_peep_cmh2o` is what expiration should fall to.
    pub(crate) fn of(recorder: &Recorder, set_peep_cmh2o: f64, tick: u64) -> Self {
        use MeasuredId as M;
        let mut measured = Self {
            values: [None; MeasuredId::COUNT],
        };
        measured.put(M::TotalPeep, recorder.total_peep_cmh2o());
        measured.put(
            M::AutoPeep,
            recorder
                .total_peep_cmh2o()
                .map(|total| (total - set_peep_cmh2o).max(0.0)),
        );
        measured.put(M::Occlusion, recorder.occlusion_cmh2o());
        let rate = recorder.minute.rate_per_min(tick);
        measured.put(M::MinuteVolume, recorder.minute.volume_l_min(tick));
        measured.put(M::Rate, rate);
        measured.put(M::PatientRate, recorder.minute.by_patient_per_min(tick));
        let total_peep = recorder
            .total_peep_cmh2o()
            .or(recorder.last().map(|last| last.end_cmh2o))
            .unwrap_or(set_peep_cmh2o);
        if let Some(plateau) = recorder.plateau() {
            measured.put_plateau(plateau, total_peep);
        }
        if let Some(last) = recorder.last() {
            measured.put_breath(last, total_peep, rate);
        }
        measured
    }

    fn put_plateau(&mut self, plateau: &Plateau, total_peep_cmh2o: f64) {
        use MeasuredId as M;
        self.put(M::Plateau, Some(plateau.cmh2o));
        self.put(M::DrivingPressure, Some(plateau.cmh2o - total_peep_cmh2o));
        if plateau.cmh2o - total_peep_cmh2o > 0.5 {
            let found = derived::mechanics(
                plateau.vti_ml,
                (plateau.peak_cmh2o, plateau.cmh2o),
                total_peep_cmh2o,
                plateau.flow_l_min.max(1.0),
            );
            self.put(M::StaticCompliance, Some(found.static_ml));
            self.put(M::Resistance, plateau.square.then_some(found.resistance));
        }
    }

    fn put_breath(&mut self, last: &BreathRecord, total_peep_cmh2o: f64, rate: Option<f64>) {
        use MeasuredId as M;
        self.put(M::Peak, Some(last.peak_cmh2o));
        self.put(M::Mean, Some(last.mean_cmh2o));
        self.put(M::Peep, Some(last.end_cmh2o));
        self.put(M::InspiredVolume, Some(last.vti_ml.max(0.0)));
        self.put(M::ExpiredVolume, Some(last.vte_ml));
        self.put(M::InspiratoryTime, Some(last.ti_s));
        self.put(M::PeakFlow, Some(last.peak_in_l_min));
        if last.ti_s > 0.0 {
            self.put(M::Ratio, Some((last.total_s - last.ti_s) / last.ti_s));
        }
        if last.vti_ml > 1.0 {
            self.put(M::Leak, Some(last.leak_percent));
        }
        if last.peak_cmh2o - total_peep_cmh2o > 1.0 {
            let dynamic = last.vte_ml / (last.peak_cmh2o - total_peep_cmh2o);
            self.put(M::DynamicCompliance, Some(dynamic));
        }
        if last.vte_ml > 1.0 {
            let index = rate.map(|rate| derived::rapid_shallow_index(rate, last.vte_ml));
            self.put(M::RapidShallow, index);
        }
        let plateau = self.get(M::Plateau).filter(|_| last.kind == BreathKind::Volume);
        if let (Some(plateau), Some(rate)) = (plateau, rate) {
            let pressures = (last.peak_cmh2o, plateau);
            let power = derived::mechanical_power_j_min(rate, last.vti_ml, pressures, last.end_cmh2o);
            self.put(M::Power, Some(power));
        }
    }
}
