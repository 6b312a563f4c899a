//! The patient monitor beside the ventilator.

words! {
    monitor => "Monitor";
    heart_rate => "Heart rate";
    ecg => "ECG";
    pleth => "Pleth";
    spo2 => "SpO2";
    map => "MAP";
    art => "ART";
    pressure_pair(systolic: u16, diastolic: u16) => "{systolic}/{diastolic}";
    etco2 => "etCO2";
    co2 => "CO2";
    per_minute => "/min";
    percent => "%";
    mmhg => "mmHg";
    limits_of(low: u16, high: u16) => "limits {low} to {high}";
    limit_from(low: u16) => "limit {low}";
    waves_drawn => "ECG, pleth, arterial pressure and carbon dioxide";
    illustrative => "ECG, pleth and arterial curves are illustrative";
    no_patient => "A test lung: no patient on the monitor";
    spo2_low => "SpO2 low";
    etco2_low => "etCO2 low";
    etco2_high => "etCO2 high";
    rate_low => "Heart rate low";
    rate_high => "Heart rate high";
    map_low => "MAP low";
    map_high => "MAP high";
    waves_said(rate: u16, spo2: u8, systolic: u16, diastolic: u16, mean: u16, etco2: u16) => "Heart rate {rate}, SpO2 {spo2} %, arterial pressure {systolic}/{diastolic}, mean {mean}, etCO2 {etco2} mmHg";
}
