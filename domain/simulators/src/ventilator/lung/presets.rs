//! Conditions of a ventilated patient, and test lungs. Training values (*chosen*), not data of any patient.

codes! {
    /// A condition, or a test lung.
    pub enum LungPreset {
        /// Healthy lungs, the tube included.
        Normal => "normal",
        PostOpObese => "post_op_obese",
        ArdsMild => "ards_mild",
        ArdsModerate => "ards_moderate",
        /// Paralysed.
        ArdsSevere => "ards_severe",
        CopdExacerbation => "copd_exacerbation",
        StatusAsthmaticus => "status_asthmaticus",
        NeuromuscularWeakness => "neuromuscular_weakness",
        CardiogenicOedema => "cardiogenic_oedema",
        Child20Kg => "child_20_kg",
        /// Test lung, 50 mL/cmH2O and 5 cmH2O/(L/s).
        TestC50R5 => "test_c50_r5",
        TestC50R20 => "test_c50_r20",
        TestC20R5 => "test_c20_r5",
        TestC20R20 => "test_c20_r20",
        TestC20R50 => "test_c20_r50",
        TestC5R50 => "test_c5_r50",
    }
}

/// Parameters of a condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LungParameters {
    /// Compliance of lung and chest wall together, mL/cmH2O.
    pub compliance_ml: f64,
    /// Inspiratory resistance with the tube, cmH2O/(L/s).
    pub resistance_in: f64,
    /// Expiratory resistance with the tube, cmH2O/(L/s).
    pub resistance_out: f64,
    /// Share of the blood that passes the lung by, at PEEP 5.
    pub shunt: f64,
    /// How much of the shunt each cmH2O of PEEP above 5 opens, per cmH2O.
    pub recruited_per_cmh2o: f64,
    /// Dead space as a share of a breath of 7 mL/kg.
    pub dead_space_share: f64,
    /// Rate of the patient's own breathing, per minute.
    pub neural_rate: f64,
    /// Peak pressure of the muscles, cmH2O; 0 for a passive patient.
    pub effort_cmh2o: f64,
    /// Gas in the lung without pressure, L.
    pub frc_l: f64,
    /// Compliance of the chest wall, mL/cmH2O; part of `compliance_ml`, needed for the pressure around the heart.
    pub chest_wall_ml: f64,
    /// Bicarbonate, mmol/L.
    pub bicarbonate_mmol_l: f64,
    /// Whether gas exchange and circulation go on behind it.
    pub alive: bool,
}

const fn parameters(
    (compliance_ml, resistance_in, resistance_out): (f64, f64, f64),
    (shunt, dead_space_share): (f64, f64),
    (neural_rate, effort_cmh2o): (f64, f64),
    frc_l: f64,
) -> LungParameters {
    LungParameters {
        compliance_ml,
        resistance_in,
        resistance_out,
        shunt,
        recruited_per_cmh2o: 0.0,
        dead_space_share,
        neural_rate,
        effort_cmh2o,
        frc_l,
        chest_wall_ml: 200.0,
        bicarbonate_mmol_l: 24.0,
        alive: true,
    }
}

const fn ards(parameters: LungParameters) -> LungParameters {
    LungParameters {
        recruited_per_cmh2o: 0.03,
        ..parameters
    }
}

const fn test_lung(compliance_ml: f64, resistance: f64) -> LungParameters {
    LungParameters {
        alive: false,
        ..parameters(
            (compliance_ml, resistance, resistance),
            (0.0, 0.0),
            (12.0, 0.0),
            0.5,
        )
    }
}

impl LungPreset {
    /// Parameters of the condition.
    #[must_use]
    pub const fn parameters(self) -> LungParameters {
        match self {
            Self::Normal => parameters((55.0, 10.0, 10.0), (0.05, 0.30), (14.0, 6.0), 2.4),
            Self::PostOpObese => parameters((40.0, 12.0, 12.0), (0.10, 0.35), (16.0, 6.0), 1.6),
            Self::ArdsMild => ards(parameters((42.0, 12.0, 12.0), (0.15, 0.40), (26.0, 8.0), 1.4)),
            Self::ArdsModerate => ards(parameters((32.0, 13.0, 13.0), (0.25, 0.50), (30.0, 8.0), 1.1)),
            Self::ArdsSevere => ards(parameters((22.0, 14.0, 14.0), (0.40, 0.60), (34.0, 0.0), 0.8)),
            Self::CopdExacerbation => LungParameters {
                bicarbonate_mmol_l: 30.0,
                ..parameters((60.0, 18.0, 26.0), (0.10, 0.50), (24.0, 10.0), 3.6)
            },
            Self::StatusAsthmaticus => parameters((50.0, 28.0, 38.0), (0.08, 0.45), (28.0, 15.0), 3.8),
            Self::NeuromuscularWeakness => parameters((50.0, 10.0, 10.0), (0.06, 0.35), (26.0, 3.0), 2.0),
            Self::CardiogenicOedema => parameters((35.0, 14.0, 14.0), (0.20, 0.40), (28.0, 12.0), 1.5),
            Self::Child20Kg => LungParameters {
                chest_wall_ml: 80.0,
                ..parameters((16.0, 22.0, 22.0), (0.05, 0.30), (22.0, 5.0), 0.6)
            },
            Self::TestC50R5 => test_lung(50.0, 5.0),
            Self::TestC50R20 => test_lung(50.0, 20.0),
            Self::TestC20R5 => test_lung(20.0, 5.0),
            Self::TestC20R20 => test_lung(20.0, 20.0),
            Self::TestC20R50 => test_lung(20.0, 50.0),
            Self::TestC5R50 => test_lung(5.0, 50.0),
        }
    }
}
