//! Words of the page of trends.

words! {
    trends_drawn => "Trends: pressures, expired volume, saturation, arterial pressure and carbon dioxide over the minutes of the run. The table below has every point.";
    no_minute_yet => "No whole minute yet.";
    every_minute => "Every minute, the newest first";
    axis_pressures => "Airway pressure cmH2O";
    axis_expired => "Expired volume mL";
    axis_saturation => "SpO2 %";
    axis_mmhg => "mmHg";
    axis_minutes => "min";
    line_peak => "Peak";
    line_plateau => "Plat";
    line_peep => "PEEP";
    line_map => "MAP";
    line_co2 => "CO2";
    column_minute => "Minute";
    column_plateau => "Pplat cmH2O";
    column_minute_volume => "MVe L/min";
    column_rate => "Rate /min";
    column_saturation => "SpO2 %";
    column_co2 => "etCO2 mmHg";
    column_map => "MAP mmHg";
}
