//! Potassium: plasma, the fluid between the cells, and the cells that take it up; the rhythm. `docs/models.md`,
//! section Patient.
//!
//! A training model, adjusted to what 20 mmol in an hour do to patients of intensive care: a rise of about 0.5 to
//! 0.6 mmol/L at the end and 0.3 an hour later (J Clin Pharmacol 1994; 34: 1077; Crit Care Med 1991; 19: 694).

use super::effect::{Effect, Response, STEP_MIN};

/// Volume of the plasma, L/kg.
const PLASMA_L_KG: f64 = 0.045;
/// Volume of the fluid between the cells, L/kg.
const INTERSTITIUM_L_KG: f64 = 0.155;
/// Exchange of the plasma with it, per minute.
const EXCHANGE_PER_MIN: f64 = 2.0;
/// Uptake by the cells, per minute.
const UPTAKE_PER_MIN: f64 = 0.07;
/// Lasting rise for each mmol taken up by a body of one kg, mmol/L: 0.01 for a body of 70 kg.
const LASTING_RISE_KG: f64 = 0.7;

codes! {
    /// The rhythm on the monitor, by the potassium of the plasma. Training values: a real heart warns less surely.
    pub enum Rhythm {
        /// Sinus rhythm.
        Sinus => "sinus",
        /// Flat T waves and U waves: under 3.0 mmol/L.
        UWaves => "u_waves",
        /// Ventricular ectopic beats: under 2.5 mmol/L.
        Ectopy => "ectopy",
        /// Tall, narrow T waves: from 5.5 mmol/L.
        PeakedT => "peaked_t",
        /// Wide complexes: from 6.5 mmol/L.
        WideComplexes => "wide_complexes",
        /// Sine wave before arrest: from 8.0 mmol/L.
        SineWave => "sine_wave",
    }
}

impl Rhythm {
    /// The rhythm at a potassium, mmol/L.
    #[must_use]
    pub const fn at(potassium_mmol_l: f64) -> Self {
        match potassium_mmol_l {
            8.0.. => Self::SineWave,
            6.5.. => Self::WideComplexes,
            5.5.. => Self::PeakedT,
            3.0.. => Self::Sinus,
            2.5.. => Self::UWaves,
            _ => Self::Ectopy,
        }
    }
}

/// Risk to the rhythm at a potassium, from 0 (3.5 to 5.5 mmol/L) to 1 (2.0 and under, 8.0 and above).
#[must_use]
pub const fn rhythm_risk(potassium_mmol_l: f64) -> f64 {
    let above = (potassium_mmol_l - 5.5) / 2.5;
    let below = (3.5 - potassium_mmol_l) / 1.5;
    above.max(below).clamp(0.0, 1.0)
}

/// Potassium in the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Potassium {
    plasma_l: f64,
    interstitium_l: f64,
    /// Above the level at rest, mmol/L.
    plasma_excess_mmol_l: f64,
    interstitium_excess_mmol_l: f64,
    /// The level at rest, mmol/L.
    rest_mmol_l: f64,
    lasting_rise_per_mmol: f64,
}

impl Potassium {
    pub(super) fn new(weight_kg: f64, potassium_mmol_l: f64) -> Self {
        Self {
            plasma_l: PLASMA_L_KG * weight_kg,
            interstitium_l: INTERSTITIUM_L_KG * weight_kg,
            plasma_excess_mmol_l: 0.0,
            interstitium_excess_mmol_l: 0.0,
            rest_mmol_l: potassium_mmol_l,
            lasting_rise_per_mmol: LASTING_RISE_KG / weight_kg,
        }
    }

    pub(super) const fn plasma_mmol_l(&self) -> f64 {
        self.rest_mmol_l + self.plasma_excess_mmol_l
    }
}

impl Response for Potassium {
    fn step(&mut self, arrived: f64) {
        let no_excess = self.plasma_excess_mmol_l <= 0.0 && self.interstitium_excess_mmol_l <= 0.0;
        if arrived <= 0.0 && no_excess {
            return;
        }
        self.plasma_excess_mmol_l += arrived / self.plasma_l;
        let difference = self.plasma_excess_mmol_l - self.interstitium_excess_mmol_l;
        let exchanged_mmol = EXCHANGE_PER_MIN * self.plasma_l * difference * STEP_MIN;
        let taken_up_mmol = UPTAKE_PER_MIN * self.interstitium_l * self.interstitium_excess_mmol_l * STEP_MIN;
        self.plasma_excess_mmol_l -= exchanged_mmol / self.plasma_l;
        self.interstitium_excess_mmol_l += (exchanged_mmol - taken_up_mmol) / self.interstitium_l;
        self.rest_mmol_l += taken_up_mmol * self.lasting_rise_per_mmol;
    }

    /// From 7 mmol/L the heart fails, at 9 little of its work is left.
    fn effect(&self) -> Effect {
        Effect {
            heart_share: (1.0 - 0.425 * (self.plasma_mmol_l() - 7.0)).clamp(0.15, 1.0),
            ..Effect::NONE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(potassium: &mut Potassium, minutes: u32, mmol_min: f64) {
        for _ in 0..minutes * 600 {
            potassium.step(mmol_min / 600.0);
        }
    }

    #[test]
    fn twenty_mmol_in_an_hour_do_what_was_measured_in_patients() {
        let mut potassium = Potassium::new(70.0, 2.9);
        minutes(&mut potassium, 60, 20.0 / 60.0);
        let peak = potassium.plasma_mmol_l() - 2.9;
        assert!((0.45..0.75).contains(&peak), "{peak}");
        minutes(&mut potassium, 60, 0.0);
        let later = potassium.plasma_mmol_l() - 2.9;
        assert!((0.18..0.35).contains(&later), "{later}");
    }

    #[test]
    fn the_same_amount_as_a_push_endangers_the_rhythm() {
        let mut potassium = Potassium::new(70.0, 4.2);
        minutes(&mut potassium, 1, 40.0);
        assert_eq!(Rhythm::at(potassium.plasma_mmol_l()), Rhythm::SineWave);
        assert_eq!(rhythm_risk(potassium.plasma_mmol_l()), 1.0);
        assert!(potassium.effect().heart_share < 0.5);
    }

    #[test]
    fn rhythms_begin_at_their_limits() {
        for (value, rhythm) in [
            (2.4, Rhythm::Ectopy),
            (2.9, Rhythm::UWaves),
            (4.0, Rhythm::Sinus),
            (5.5, Rhythm::PeakedT),
            (6.5, Rhythm::WideComplexes),
            (8.0, Rhythm::SineWave),
        ] {
            assert_eq!(Rhythm::at(value), rhythm);
        }
        assert_eq!(rhythm_risk(4.2), 0.0);
    }
}
