//! Measured values.

use simulators::ventilator::measured::values::MeasuredId;

words! {
    measured => "Measured values";
    more_measured => "More measured values";
    limit_high(value: &str) => "high limit {value}";
    limit_low(value: &str) => "low limit {value}";
    one_to(parts: &str) => "1:{parts}";
    in_alarm => "in alarm";
}

/// A measured value, short as on the screen and in full.
#[must_use]
pub fn measured_value(value: MeasuredId) -> (&'static str, &'static str) {
    match value {
        MeasuredId::Peak => ("Ppeak", "Peak pressure"),
        MeasuredId::Plateau => ("Pplat", "Plateau pressure"),
        MeasuredId::Mean => ("Pmean", "Mean pressure"),
        MeasuredId::Peep => ("PEEP", "PEEP"),
        MeasuredId::TotalPeep => ("PEEP tot", "Total PEEP"),
        MeasuredId::AutoPeep => ("Auto-PEEP", "Auto-PEEP"),
        MeasuredId::InspiredVolume => ("VTi", "Inspired volume"),
        MeasuredId::ExpiredVolume => ("VTe", "Expired volume"),
        MeasuredId::MinuteVolume => ("MVe", "Expired minute volume"),
        MeasuredId::Rate => ("f total", "Rate of all breaths"),
        MeasuredId::PatientRate => ("f patient", "Rate of breaths that the patient starts"),
        MeasuredId::InspiratoryTime => ("Ti", "Inspiratory time"),
        MeasuredId::Ratio => ("I:E", "Inspiration to expiration"),
        MeasuredId::PeakFlow => ("Peak flow", "Peak inspiratory flow"),
        MeasuredId::StaticCompliance => ("C stat", "Static compliance"),
        MeasuredId::DynamicCompliance => ("C dyn", "Dynamic compliance"),
        MeasuredId::Resistance => ("R insp", "Inspiratory resistance"),
        MeasuredId::DrivingPressure => ("\u{394}P", "Driving pressure"),
        MeasuredId::Leak => ("Leak", "Leak"),
        MeasuredId::RapidShallow => ("RSBI", "Rapid shallow breathing index"),
        MeasuredId::Power => ("Power", "Mechanical power"),
        MeasuredId::Occlusion => ("P0.1", "Occlusion pressure"),
        MeasuredId::Oxygen => ("Oxygen", "Measured oxygen"),
        MeasuredId::EndTidalCo2 => ("etCO2", "End-tidal carbon dioxide"),
    }
}
