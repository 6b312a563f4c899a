//! Units: what a number measures, and how numbers of one kind convert into each other.

use std::fmt;

/// How often each base kind occurs in a unit: volume, time, pressure, patient weight, drug mass,
/// drug units, milliequivalents, millimoles, energy, length.
pub type Dimensions = [i8; 10];

const VOLUME: usize = 0;
const TIME: usize = 1;
const PRESSURE: usize = 2;
const WEIGHT: usize = 3;
const MASS: usize = 4;
const LENGTH: usize = 9;

/// A unit with its size in the base units mL, s, mmHg, kg of patient, mcg of drug, unit, mEq, mmol, kcal, cm.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The exponents.
    pub dimensions: Dimensions,
    /// How many base units one of this unit is.
    pub size: f64,
    /// As it is written beside a number; empty for a plain number.
    pub name: String,
}

impl Unit {
    /// A plain number: a count, a ratio.
    #[must_use]
    pub fn none() -> Unit {
        Unit {
            dimensions: [0; 10],
            size: 1.0,
            name: String::new(),
        }
    }

    /// Seconds.
    #[must_use]
    pub fn seconds() -> Unit {
        Unit::named("s")
    }

    /// A unit that is known to exist; anything else is a plain number.
    #[must_use]
    pub fn named(name: &str) -> Unit {
        Unit::parse(name).unwrap_or_else(Unit::none)
    }

    /// Reads `mL/h`, `mcg/kg/min`, `/min`. Nothing for a word that is no unit.
    #[must_use]
    pub fn parse(text: &str) -> Option<Unit> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Unit::none());
        }
        let mut dimensions = [0_i8; 10];
        let mut size = 1.0;
        for (place, part) in text.split('/').enumerate() {
            if place == 0 && part.is_empty() {
                continue;
            }
            let divided = place > 0;
            // Percent is a plain number, counted in hundredths.
            if part.trim() == PERCENT && !divided {
                continue;
            }
            // A point multiplies: `cmH2O.s/L`.
            for word in part.trim().split('.') {
                let (base, factor) = atom(word, divided)?;
                let sign = if divided { -1 } else { 1 };
                dimensions[base] = dimensions[base].checked_add(sign)?;
                size = if divided { size / factor } else { size * factor };
            }
        }
        Some(Unit {
            dimensions,
            size,
            name: text.to_owned(),
        })
    }

    /// Whether a value in one can be written in the other.
    #[must_use]
    pub fn fits(&self, other: &Unit) -> bool {
        self.dimensions == other.dimensions
    }

    /// What to multiply a value in this unit with, to have it in `other`.
    #[must_use]
    pub fn factor_to(&self, other: &Unit) -> f64 {
        if self.size.to_bits() == other.size.to_bits() {
            1.0
        } else {
            self.size / other.size
        }
    }

    /// Whether it is a plain number.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.dimensions == [0; 10]
    }

    /// Whether it measures time.
    #[must_use]
    pub fn is_time(&self) -> bool {
        let mut time = [0; 10];
        time[TIME] = 1;
        self.dimensions == time
    }

    /// Whether it is an amount of drug over time, with or without the patient's weight.
    #[must_use]
    pub fn is_dose(&self) -> bool {
        self.dimensions[TIME] == -1 && self.is_amount_over([0, -1].as_slice())
    }

    /// Whether it is an amount of drug.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        self.dimensions[TIME] == 0 && self.is_amount_over([0].as_slice())
    }

    /// Whether the unit counts per kilogram of patient.
    #[must_use]
    pub fn is_per_weight(&self) -> bool {
        self.dimensions[WEIGHT] == -1
    }

    fn is_amount_over(&self, weights: &[i8]) -> bool {
        let amounts: i8 = self.dimensions[MASS..LENGTH].iter().sum();
        let single = self.dimensions[MASS..LENGTH].iter().all(|n| (0..=1).contains(n));
        let rest = [VOLUME, PRESSURE, LENGTH]
            .iter()
            .all(|&kind| self.dimensions[kind] == 0);
        amounts == 1 && single && rest && weights.contains(&self.dimensions[WEIGHT])
    }

    /// The product; nothing when the exponents leave all sense.
    #[must_use]
    pub fn times(&self, other: &Unit) -> Option<Unit> {
        self.combine(other, 1)
    }

    /// The quotient; nothing when the exponents leave all sense.
    #[must_use]
    pub fn over(&self, other: &Unit) -> Option<Unit> {
        self.combine(other, -1)
    }

    fn combine(&self, other: &Unit, sign: i8) -> Option<Unit> {
        if other.is_plain() {
            return Some(self.clone());
        }
        let mut dimensions = self.dimensions;
        for (mine, theirs) in dimensions.iter_mut().zip(other.dimensions) {
            *mine = mine.checked_add(theirs.checked_mul(sign)?)?;
            if !(-4..=4).contains(mine) {
                return None;
            }
        }
        let size = if sign > 0 {
            self.size * other.size
        } else {
            self.size / other.size
        };
        let name = match (self.name.as_str(), sign > 0) {
            ("", true) => other.name.clone(),
            (mine, true) => format!("{mine}*{}", other.name),
            (mine, false) => format!("{mine}/{}", other.name),
        };
        let known = Unit {
            dimensions,
            size,
            name,
        };
        Some(known.simplified())
    }

    /// Gives the usual name back where there is one (`mL/h*h` is `mL`).
    fn simplified(mut self) -> Unit {
        const USUAL: [&str; 10] = [
            "mL",
            "mL/h",
            "s",
            "min",
            "h",
            "mmHg",
            "kg",
            "/min",
            "mcg/kg/min",
            "mcg/mL",
        ];
        if self.is_plain() {
            self.name.clear();
            return self;
        }
        for name in USUAL {
            if let Some(unit) = Unit::parse(name)
                && unit.fits(&self)
                && (unit.size / self.size - 1.0).abs() < 1e-12
            {
                return unit;
            }
        }
        self
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.name.is_empty() {
            "a plain number"
        } else {
            &self.name
        })
    }
}

/// Whether a word can stand in a unit.
#[must_use]
pub fn is_unit_word(word: &str) -> bool {
    word == PERCENT || word.split('.').all(|part| atom(part, false).is_some())
}

/// Every word a unit is made of.
pub const WORDS: [&str; 23] = [
    "mL", "L", "uL", "s", "min", "h", "day", "ms", "mmHg", "cmH2O", "kg", "g", "mg", "mcg", "ng", "kUnits",
    "units", "mUnits", "mEq", "mmol", "kcal", "cm", PERCENT,
];

/// Hundredths, as oxygen and saturation are counted: 92 % is the number 92.
const PERCENT: &str = "%";

fn atom(word: &str, divided: bool) -> Option<(usize, f64)> {
    Some(match word {
        "mL" => (VOLUME, 1.0),
        "L" => (VOLUME, 1000.0),
        "uL" => (VOLUME, 0.001),
        "ms" => (TIME, 0.001),
        "s" => (TIME, 1.0),
        "min" => (TIME, 60.0),
        "h" => (TIME, 3600.0),
        "day" => (TIME, 86_400.0),
        "mmHg" => (PRESSURE, 1.0),
        "cmH2O" => (PRESSURE, 0.735_559),
        // The patient's weight, never an amount of drug.
        "kg" => (WEIGHT, 1.0),
        "g" if !divided => (MASS, 1e6),
        "mg" => (MASS, 1e3),
        "mcg" => (MASS, 1.0),
        "ng" => (MASS, 1e-3),
        "kUnits" => (MASS + 1, 1e3),
        "units" => (MASS + 1, 1.0),
        "mUnits" => (MASS + 1, 1e-3),
        "mEq" => (MASS + 2, 1.0),
        "mmol" => (MASS + 3, 1.0),
        "kcal" => (MASS + 4, 1.0),
        "cm" => (LENGTH, 1.0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dose_unit_keeps_its_parts() {
        let unit = Unit::named("mcg/kg/min");
        assert!(unit.is_dose() && unit.is_per_weight());
        assert!((Unit::named("mg/h").factor_to(&Unit::named("mcg/min")) - 1000.0 / 60.0).abs() < 1e-9);
    }

    #[test]
    fn a_flow_over_a_time_is_a_volume() {
        let volume = Unit::named("mL/h").times(&Unit::named("h")).unwrap();
        assert_eq!(volume.name, "mL");
        assert!(!volume.fits(&Unit::named("mL/h")));
    }

    #[test]
    fn pressures_of_both_worlds_convert_and_a_point_multiplies() {
        let factor = Unit::named("cmH2O").factor_to(&Unit::named("mmHg"));
        assert!((factor - 0.735_559).abs() < 1e-12);
        let resistance = Unit::parse("cmH2O.s/L").unwrap();
        assert!(resistance.fits(&Unit::named("cmH2O").over(&Unit::named("L/s")).unwrap()));
        assert!(Unit::parse("%").unwrap().is_plain());
        assert_eq!(Unit::parse("mL/%"), None);
    }

    #[test]
    fn a_word_that_is_no_unit_is_refused() {
        assert_eq!(Unit::parse("mcg/furlong"), None);
        assert_eq!(Unit::parse("mL//h"), None);
    }
}
