//! A program of the syringe pump: what it was told to give, and how that follows from what was entered.

use super::super::catalogue::SyringeKind;
use super::super::view::SyringePrompt;
use crate::drugs::{DrugEntry, Library, dose};
use crate::notation;
use crate::pump::keypad::KeypadRules;
use crate::pump::program::{EntryPlace, ReasonCode};
use crate::pump::view::Field;
use crate::rounding::half_up;

/// Smallest rate that the pump gives, mL/h.
pub(super) const SMALLEST_RATE_ML_H: f64 = 0.01;
/// Smallest volume to be infused, mL.
pub(super) const SMALLEST_VOLUME_ML: f64 = 0.1;
/// Largest volume to be infused, mL.
const LARGEST_VOLUME_ML: f64 = 999.0;
/// A shift of the dose by rounding above which the pump warns, percent.
pub(super) const ROUNDING_WARNING_PERCENT: f64 = 5.0;

/// A confirmed program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Program {
    /// The library entry; none outside the library.
    pub(super) entry: Option<EntryPlace>,
    /// Number of the entry through all care areas, from 1; zero outside the library.
    pub(super) entry_number: f64,
    pub(super) rate_ml_h: f64,
    /// Dose that the rounded rate gives, in the entry's unit; zero outside the library.
    pub(super) dose: f64,
    /// Dose as it was entered.
    pub(super) asked_dose: f64,
    pub(super) weight_kg: Option<f64>,
    /// Why a soft limit was passed, if it was.
    pub(super) overridden: Option<ReasonCode>,
}

/// Which entered values the others follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Dose,
    Rate,
    VolumeTime,
}

/// Values being entered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) entry: Option<EntryPlace>,
    pub(super) basis: Basis,
    pub(super) weight_kg: Option<f64>,
    pub(super) dose: Option<f64>,
    pub(super) rate_ml_h: Option<f64>,
    pub(super) vtbi_ml: Option<f64>,
    pub(super) minutes: Option<f64>,
    pub(super) bolus: Option<f64>,
}

impl Draft {
    pub(super) const fn empty(entry: Option<EntryPlace>, basis: Basis) -> Self {
        Self {
            entry,
            basis,
            weight_kg: None,
            dose: None,
            rate_ml_h: None,
            vtbi_ml: None,
            minutes: None,
            bolus: None,
        }
    }

    pub(super) const fn value(&self, field: Field) -> Option<f64> {
        match field {
            Field::Weight => self.weight_kg,
            Field::Dose => self.dose,
            Field::Rate => self.rate_ml_h,
            Field::Vtbi => self.vtbi_ml,
            Field::Time => self.minutes,
            Field::BolusDose | Field::BolusVolume => self.bolus,
            Field::LoadingDose | Field::Delay => None,
        }
    }

    pub(super) const fn set(&mut self, field: Field, value: f64) {
        match field {
            Field::Weight => self.weight_kg = Some(value),
            Field::Dose => self.dose = Some(value),
            Field::Rate => self.rate_ml_h = Some(value),
            Field::Vtbi => self.vtbi_ml = Some(value),
            Field::Time => self.minutes = Some(value),
            Field::BolusDose | Field::BolusVolume => self.bolus = Some(value),
            Field::LoadingDose | Field::Delay => {}
        }
    }
}

/// What follows from a complete draft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Worked {
    pub(super) rate_ml_h: f64,
    pub(super) vtbi_ml: f64,
    /// Dose at the rounded rate.
    pub(super) dose: f64,
    /// Dose as entered, or as the entered rate gives: the one that is checked against the limits.
    pub(super) asked_dose: f64,
    /// Shift of the dose by rounding, percent.
    pub(super) moved_percent: f64,
}

/// A bolus that follows from a draft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WorkedBolus {
    pub(super) volume_ml: f64,
    pub(super) rate_ml_h: f64,
}

/// The rate the pump can be set to, mL/h: hundredths below 100, whole numbers from there.
pub(super) fn programmed_rate_ml_h(exact_ml_h: f64) -> f64 {
    let hundredths = half_up(exact_ml_h, 100.0);
    if hundredths < 100.0 {
        hundredths
    } else {
        half_up(exact_ml_h, 1.0)
    }
}

/// The highest rate with a syringe; without one any that a syringe can have.
pub(super) fn largest_rate_ml_h(told: Option<SyringeKind>) -> f64 {
    told.map_or(999.0, SyringeKind::largest_rate_ml_h)
}

/// Works a draft out, or tells why the pump cannot give it.
pub(super) fn work_out(
    draft: &Draft,
    library: &Library,
    told: Option<SyringeKind>,
) -> Result<Worked, SyringePrompt> {
    let entry = draft.entry.and_then(|place| place.of(library));
    let weight_kg = draft.weight_kg.unwrap_or(1.0);
    let exact_ml_h = match (draft.basis, entry) {
        (Basis::Dose, Some(entry)) => {
            let asked = draft.dose.unwrap_or(0.0);
            dose::rate_ml_h(asked, entry.dose_unit, weight_kg, &entry.concentration()).unwrap_or(0.0)
        }
        (Basis::VolumeTime, _) => {
            let seconds = draft.minutes.unwrap_or(0.0) * 60.0;
            dose::rate_for_time_ml_h(draft.vtbi_ml.unwrap_or(0.0), seconds)
        }
        (Basis::Dose | Basis::Rate, _) => draft.rate_ml_h.unwrap_or(0.0),
    };
    let rate_ml_h = programmed_rate_ml_h(exact_ml_h);
    if !(SMALLEST_RATE_ML_H..=largest_rate_ml_h(told)).contains(&rate_ml_h) {
        return Err(SyringePrompt::RateOutOfRange {
            rate: notation::decimals(exact_ml_h, 3),
        });
    }
    let vtbi_ml = draft.vtbi_ml.unwrap_or(0.0);
    if !(SMALLEST_VOLUME_ML..=LARGEST_VOLUME_ML).contains(&vtbi_ml) {
        return Err(SyringePrompt::VolumeOutOfRange {
            volume: notation::decimals(vtbi_ml, 2),
        });
    }
    let dose_given = entry
        .and_then(|entry| dose::dose(rate_ml_h, entry.dose_unit, weight_kg, &entry.concentration()))
        .map_or(0.0, |dose| half_up(dose, 1e9));
    let asked_dose = match draft.basis {
        Basis::Dose => draft.dose.unwrap_or(0.0),
        Basis::Rate | Basis::VolumeTime => dose_given,
    };
    let moved_percent = if asked_dose > 0.0 {
        100.0 * (dose_given - asked_dose).abs() / asked_dose
    } else {
        0.0
    };
    Ok(Worked {
        rate_ml_h,
        vtbi_ml,
        dose: dose_given,
        asked_dose,
        moved_percent,
    })
}

/// Works a bolus out; outside the library it is entered in mL and given at the configured rate. No rate is higher
/// than the syringe allows.
pub(super) fn work_out_bolus(
    draft: &Draft,
    library: &Library,
    basic_rate_ml_h: f64,
    told: Option<SyringeKind>,
) -> WorkedBolus {
    let entered = draft.bolus.unwrap_or(0.0);
    let by_rule = draft.entry.and_then(|place| place.of(library)).and_then(|entry| {
        let rule = entry.bolus?;
        let weight_kg = draft.weight_kg.unwrap_or(1.0);
        let volume_ml = dose::bolus_volume_ml(entered, rule.unit, weight_kg, &entry.concentration())?;
        Some((volume_ml, rule.rate_ml_h))
    });
    let (volume_ml, rate_ml_h) = by_rule.unwrap_or((entered, basic_rate_ml_h));
    WorkedBolus {
        volume_ml,
        rate_ml_h: rate_ml_h.min(largest_rate_ml_h(told)),
    }
}

/// Whether the entry's dose or bolus depends on the weight.
pub(super) fn needs_weight(entry: &DrugEntry) -> bool {
    entry.dose_unit.per_kg || entry.bolus.is_some_and(|rule| rule.unit.per_kg)
}

/// What a field accepts.
pub(super) fn rules(field: Field, told: Option<SyringeKind>) -> KeypadRules {
    let (minimum, maximum, decimals) = match field {
        Field::Weight => (0.3, 350.0, 1),
        Field::Dose | Field::BolusDose | Field::LoadingDose => (0.001, 99_999.0, 3),
        Field::Rate => (SMALLEST_RATE_ML_H, largest_rate_ml_h(told), 2),
        Field::Vtbi => (SMALLEST_VOLUME_ML, LARGEST_VOLUME_ML, 1),
        Field::Time | Field::Delay => (1.0, 5_999.0, 0),
        Field::BolusVolume => (0.1, 25.0, 1),
    };
    KeypadRules {
        minimum,
        maximum,
        decimals,
    }
}
