//! What is being entered: the screens of programming, titration and bolus.

use super::keypad::{Keypad, KeypadRules};
use super::program::{Basis, Draft};
use super::view::Field;
use crate::drugs::{DrugEntry, LimitResult};

/// What the entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A new program.
    New,
    /// Another value in the program that is in force until it is confirmed.
    Change(Field),
    /// A bolus beside the program.
    Bolus,
}

/// A screen of the editor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum EditScreen {
    DrugList { cursor: u16 },
    Concentration,
    Number(Field),
    Review,
    HardLimit(Passed),
    SoftLimit(Passed),
    Reason { cursor: u16, passed: Passed },
}

/// A limit that was passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Passed {
    pub(crate) result: LimitResult,
    pub(crate) value: f64,
    pub(crate) limit: f64,
}

/// An entry in progress.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Editor {
    pub(crate) purpose: Purpose,
    pub(crate) screen: EditScreen,
    pub(crate) draft: Draft,
    pub(crate) pad: Keypad,
    /// Tick of the last key, for the time-outs.
    pub(crate) touched: u64,
}

impl Editor {
    pub(crate) fn new(purpose: Purpose, screen: EditScreen, draft: Draft, tick: u64) -> Self {
        Self {
            purpose,
            screen,
            draft,
            pad: Keypad::default(),
            touched: tick,
        }
    }

    /// The fields to be entered, in order.
    pub(crate) fn fields(&self, entry: Option<&DrugEntry>) -> &'static [Field] {
        match self.purpose {
            Purpose::Change(Field::Dose) => &[Field::Dose],
            Purpose::Change(Field::Rate) => &[Field::Rate],
            Purpose::Change(Field::Weight) => &[Field::Weight],
            Purpose::Change(_) => &[Field::Vtbi],
            Purpose::Bolus if entry.is_some() => &[Field::BolusDose],
            Purpose::Bolus => &[Field::BolusVolume],
            Purpose::New => match (self.draft.basis, entry) {
                (Basis::Dose, Some(entry)) if needs_weight(entry) => {
                    &[Field::Weight, Field::Dose, Field::Vtbi]
                }
                (Basis::Dose, _) => &[Field::Dose, Field::Vtbi],
                (Basis::Rate, _) => &[Field::Rate, Field::Vtbi],
                (Basis::VolumeTime, _) => &[Field::Vtbi, Field::Time],
                (Basis::RateTime, _) => &[Field::Rate, Field::Time],
            },
        }
    }

    /// The value of a field as entered so far.
    pub(crate) const fn value(&self, field: Field) -> Option<f64> {
        match field {
            Field::Weight => self.draft.weight_kg,
            Field::Dose => self.draft.dose,
            Field::Rate => self.draft.rate_ml_h,
            Field::Vtbi => self.draft.vtbi_ml,
            Field::Time => self.draft.minutes,
            Field::BolusDose | Field::BolusVolume => self.draft.bolus,
        }
    }

    pub(crate) const fn set_value(&mut self, field: Field, value: f64) {
        match field {
            Field::Weight => self.draft.weight_kg = Some(value),
            Field::Dose => self.draft.dose = Some(value),
            Field::Rate => self.draft.rate_ml_h = Some(value),
            Field::Vtbi => self.draft.vtbi_ml = Some(value),
            Field::Time => self.draft.minutes = Some(value),
            Field::BolusDose | Field::BolusVolume => self.draft.bolus = Some(value),
        }
    }

    /// Goes to a screen with an empty pad.
    pub(crate) fn go(&mut self, screen: EditScreen) {
        self.screen = screen;
        self.pad = Keypad::default();
    }
}

/// Whether the entry's dose or bolus depends on the weight.
pub(crate) fn needs_weight(entry: &DrugEntry) -> bool {
    entry.dose_unit.per_kg || entry.bolus.is_some_and(|rule| rule.unit.per_kg)
}

/// What a field accepts.
pub(crate) const fn rules(field: Field) -> KeypadRules {
    match field {
        Field::Weight => KeypadRules {
            minimum: 0.3,
            maximum: 350.0,
            decimals: 1,
        },
        Field::Dose | Field::BolusDose => KeypadRules {
            minimum: 0.001,
            maximum: 99_999.0,
            decimals: 3,
        },
        Field::Rate => KeypadRules {
            minimum: 0.1,
            maximum: 999.0,
            decimals: 1,
        },
        Field::Vtbi => KeypadRules {
            minimum: 0.1,
            maximum: 9_999.0,
            decimals: 1,
        },
        Field::Time => KeypadRules {
            minimum: 1.0,
            maximum: 5_999.0,
            decimals: 0,
        },
        Field::BolusVolume => KeypadRules {
            minimum: 0.1,
            maximum: 100.0,
            decimals: 1,
        },
    }
}
