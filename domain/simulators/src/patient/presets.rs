//! Conditions of a patient, as parameters of the model. Training values, not data of any patient.

codes! {
    /// A condition.
    pub enum Preset {
        /// Vasodilated and fast: needs norepinephrine.
        SepticShock => "septic_shock",
        /// Low vascular tone after heart surgery, with a steeper answer to the drug.
        Vasoplegia => "vasoplegia",
        /// Normal pressure and rate: norepinephrine raises the pressure above what is wanted.
        Stable => "stable",
    }
}

/// Parameters of a condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Mean arterial pressure without the drug, mmHg.
    pub baseline_map_mmhg: f64,
    /// Largest rise of the pressure, mmHg.
    pub largest_rise_mmhg: f64,
    /// Effect-site concentration of half that rise, mcg/L.
    pub half_effect_mcg_l: f64,
    /// Heart rate without the drug, per minute.
    pub baseline_heart_rate: f64,
    /// Fall of the heart rate per mmHg of rise (baroreflex), per minute.
    pub reflex_per_mmhg: f64,
}

impl Preset {
    /// Parameters of the condition.
    #[must_use]
    pub const fn parameters(self) -> Parameters {
        match self {
            Self::SepticShock => Parameters {
                baseline_map_mmhg: 40.0,
                largest_rise_mmhg: 90.0,
                half_effect_mcg_l: 5.8,
                baseline_heart_rate: 122.0,
                reflex_per_mmhg: 0.6,
            },
            Self::Vasoplegia => Parameters {
                baseline_map_mmhg: 45.0,
                largest_rise_mmhg: 80.0,
                half_effect_mcg_l: 3.5,
                baseline_heart_rate: 98.0,
                reflex_per_mmhg: 0.4,
            },
            Self::Stable => Parameters {
                baseline_map_mmhg: 84.0,
                largest_rise_mmhg: 70.0,
                half_effect_mcg_l: 5.0,
                baseline_heart_rate: 76.0,
                reflex_per_mmhg: 0.5,
            },
        }
    }

    /// Breaths per minute without sedation.
    #[must_use]
    pub const fn breaths_per_min(self) -> f64 {
        match self {
            Self::SepticShock => 24.0,
            Self::Vasoplegia => 16.0,
            Self::Stable => 14.0,
        }
    }
}
