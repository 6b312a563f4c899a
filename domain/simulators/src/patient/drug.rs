//! The drugs that the patient answers to, and what of them arrives.

use crate::drugs::AmountUnit;
use crate::drugs::dose::Concentration;

codes! {
    /// A drug that the patient answers to. Every other drug flows in without an effect.
    pub enum Drug {
        /// In µg.
        Norepinephrine => "norepinephrine",
        /// In µg.
        Dopamine => "dopamine",
        /// In µg.
        Propofol => "propofol",
        /// In units.
        Insulin => "insulin",
        /// In mmol.
        Potassium => "potassium",
        /// In units.
        Heparin => "heparin",
    }
}

impl Drug {
    /// Number of drugs.
    pub const COUNT: usize = Self::ALL.len();

    /// The drug that a label names: its code, or its code and a further word (`insulin regular`).
    #[must_use]
    pub fn on_label(label: &str) -> Option<Self> {
        let first = label.split_whitespace().next()?;
        Self::ALL
            .iter()
            .copied()
            .find(|drug| drug.as_str().eq_ignore_ascii_case(first))
    }

    /// Unit in which the body counts the drug.
    #[must_use]
    pub const fn unit(self) -> AmountUnit {
        match self {
            Self::Norepinephrine | Self::Dopamine | Self::Propofol => AmountUnit::Microgram,
            Self::Insulin | Self::Heparin => AmountUnit::Unit,
            Self::Potassium => AmountUnit::Millimole,
        }
    }

    /// Amount in a millilitre, in the drug's unit; none if the container counts something else.
    #[must_use]
    pub fn per_ml(self, held: &Concentration) -> Option<f64> {
        // A millimole of an ion with one charge is a milliequivalent.
        let unit = match (self, held.amount_unit) {
            (Self::Potassium, AmountUnit::Milliequivalent) => AmountUnit::Milliequivalent,
            _ => self.unit(),
        };
        held.per_ml_in(unit)
            .filter(|per_ml| per_ml.is_finite() && *per_ml >= 0.0)
    }
}

/// What a container holds for the patient: a drug and how much of it is in a millilitre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solution {
    /// The drug.
    pub drug: Drug,
    /// Amount in a millilitre, in [`Drug::unit`].
    pub per_ml: f64,
}

impl Solution {
    /// The solution in a container with this label; none for plain fluid and for drugs without an effect here.
    #[must_use]
    pub fn of(label: &str, held: &Concentration) -> Option<Self> {
        let drug = Drug::on_label(label)?;
        let per_ml = drug.per_ml(held)?;
        Some(Self { drug, per_ml })
    }
}

/// What reached the vein in one sub-step, from every line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Arrived {
    amounts: [f64; Drug::COUNT],
    /// Air, µL.
    pub air_ul: f64,
}

impl Arrived {
    /// Adds an amount in the drug's unit.
    pub const fn add(&mut self, drug: Drug, amount: f64) {
        self.amounts[drug as usize] += amount;
    }

    /// Adds a volume of a solution, mL.
    pub const fn add_volume(&mut self, solution: &Solution, volume_ml: f64) {
        self.add(solution.drug, volume_ml * solution.per_ml);
    }

    /// Adds what came by another line.
    pub fn join(&mut self, other: &Self) {
        for (amount, more) in self.amounts.iter_mut().zip(other.amounts) {
            *amount += more;
        }
        self.air_ul += other.air_ul;
    }

    /// A share of every drug, without the air.
    #[must_use]
    pub fn share(&self, share: f64) -> Self {
        Self {
            amounts: self.amounts.map(|amount| amount * share),
            air_ul: 0.0,
        }
    }

    /// One drug of all, and the air.
    #[must_use]
    pub const fn only(&self, drug: Drug) -> Self {
        let mut amounts = [0.0; Drug::COUNT];
        amounts[drug as usize] = self.of(drug);
        Self {
            amounts,
            air_ul: self.air_ul,
        }
    }

    /// Amount that arrived, in the drug's unit.
    #[must_use]
    pub const fn of(&self, drug: Drug) -> f64 {
        self.amounts[drug as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(amount: f64, amount_unit: AmountUnit, volume_ml: f64) -> Concentration {
        Concentration {
            amount,
            amount_unit,
            volume_ml,
        }
    }

    #[test]
    fn labels_of_the_library_name_their_drug() {
        assert_eq!(Drug::on_label("insulin regular"), Some(Drug::Insulin));
        assert_eq!(Drug::on_label("Potassium chloride"), Some(Drug::Potassium));
        assert_eq!(Drug::on_label("fentanyl"), None);
        assert_eq!(Drug::on_label(""), None);
    }

    #[test]
    fn a_solution_counts_in_the_unit_of_the_body() {
        let propofol = Solution::of("propofol", &held(500.0, AmountUnit::Milligram, 50.0)).unwrap();
        assert_eq!(propofol.per_ml, 10_000.0);
        let potassium = Solution::of(
            "potassium chloride",
            &held(20.0, AmountUnit::Milliequivalent, 100.0),
        )
        .unwrap();
        assert_eq!(potassium.per_ml, 0.2);
        assert_eq!(
            Solution::of("heparin", &held(5.0, AmountUnit::Milligram, 5.0)),
            None
        );
    }

    #[test]
    fn several_lines_add_up() {
        let mut arrived = Arrived::default();
        arrived.add(Drug::Insulin, 0.25);
        arrived.add_volume(
            &Solution {
                drug: Drug::Insulin,
                per_ml: 1.0,
            },
            0.5,
        );
        assert_eq!(arrived.of(Drug::Insulin), 0.75);
        assert_eq!(arrived.of(Drug::Heparin), 0.0);
    }
}
