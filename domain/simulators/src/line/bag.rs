//! The bag that hangs: its label, what is left in it and what a millilitre of it holds.

use super::Bag;
use super::view::BagView;
use crate::drugs::dose::Concentration;
use crate::notation;
use crate::patient::Solution;

/// The bag that hangs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HungBag {
    label: Bag,
    pub(super) left_ml: f64,
    /// What the patient answers to; none in plain fluid and in other drugs.
    pub(super) solution: Option<Solution>,
}

impl HungBag {
    pub(super) fn hang(label: &Bag) -> Self {
        let volume_ml = positive_or(label.volume_ml, 1.0);
        let held = Concentration {
            amount: label.amount,
            amount_unit: label.amount_unit,
            volume_ml,
        };
        Self {
            label: label.clone(),
            left_ml: label
                .left_ml
                .filter(|left| left.is_finite())
                .unwrap_or(volume_ml)
                .clamp(0.0, volume_ml),
            solution: Solution::of(&label.drug, &held),
        }
    }

    /// The drug on the label.
    pub(super) fn drug(&self) -> &str {
        &self.label.drug
    }

    /// Volume when full, mL.
    pub(super) fn volume_ml(&self) -> f64 {
        positive_or(self.label.volume_ml, 1.0)
    }

    pub(super) fn view(&self) -> BagView {
        let volume_ml = positive_or(self.label.volume_ml, 1.0);
        let amount = if self.label.drug.is_empty() {
            String::new()
        } else {
            format!(
                "{} {}",
                notation::number(self.label.amount),
                self.label.amount_unit.as_str()
            )
        };
        BagView {
            drug: self.label.drug.clone(),
            amount,
            volume: format!("{} mL", notation::number(volume_ml)),
            left_ml: libm::round(self.left_ml) as u32,
            left_percent: libm::round(100.0 * self.left_ml / volume_ml) as u8,
        }
    }
}

/// The value if it can stand for a physical quantity, else the other one.
pub(super) fn positive_or(value: f64, other: f64) -> f64 {
    if value.is_finite() && value > 0.0 {
        value
    } else {
        other
    }
}
