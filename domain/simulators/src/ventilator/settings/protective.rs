//! What a setting is measured against: predicted body weight and the tables of lung-protective ventilation.

codes! {
    /// Sex, as the formula of the predicted body weight knows it.
    pub enum Sex {
        Female => "female",
        Male => "male",
    }
}

codes! {
    /// Severity of an acute respiratory distress syndrome by the Berlin definition.
    pub enum Severity {
        Mild => "mild",
        Moderate => "moderate",
        Severe => "severe",
        /// The ratio is above 300, or PEEP below 5 cmH2O: the definition does not speak of it.
        NotByRatio => "not_by_pf",
    }
}

/// Predicted body weight, kg (ARDSNet). Height in cm.
#[must_use]
pub fn predicted_body_weight_kg(sex: Sex, height_cm: f64) -> f64 {
    let base_kg = match sex {
        Sex::Female => 45.5,
        Sex::Male => 50.0,
    };
    base_kg + 0.91 * (height_cm - 152.4)
}

/// PaO2/FiO2, mmHg.
#[must_use]
pub fn pf_ratio_mmhg(pao2_mmhg: f64, fio2: f64) -> f64 {
    pao2_mmhg / fio2
}

/// Severity by the Berlin definition.
#[must_use]
pub fn severity(pf_ratio_mmhg: f64, peep_cmh2o: f64) -> Severity {
    if peep_cmh2o < 5.0 || pf_ratio_mmhg > 300.0 {
        Severity::NotByRatio
    } else if pf_ratio_mmhg > 200.0 {
        Severity::Mild
    } else if pf_ratio_mmhg > 100.0 {
        Severity::Moderate
    } else {
        Severity::Severe
    }
}

/// The pairs of the lower-PEEP table of ARDSNet: FiO2 in percent, PEEP in cmH2O.
pub const LOWER_PEEP_TABLE: [(u8, &[u8]); 8] = [
    (30, &[5]),
    (40, &[5, 8]),
    (50, &[8, 10]),
    (60, &[10]),
    (70, &[10, 12, 14]),
    (80, &[14]),
    (90, &[14, 16, 18]),
    (100, &[18, 20, 22, 24]),
];

/// Whether a pair of FiO2 and PEEP stands in the lower-PEEP table.
#[must_use]
pub fn on_lower_peep_table(fio2: f64, peep_cmh2o: f64) -> bool {
    LOWER_PEEP_TABLE.iter().any(|(percent, peeps)| {
        (fio2 * 100.0 - f64::from(*percent)).abs() < 1e-6
            && peeps
                .iter()
                .any(|peep| (peep_cmh2o - f64::from(*peep)).abs() < 1e-6)
    })
}
