//! What is being entered: the screens of programming, titration and bolus.

use super::keypad::KeypadRules;
use super::program::{Basis, Course, Draft, ReasonCode};
use super::view::Field;
use crate::drugs::{DrugEntry, LimitResult};
use crate::entry::{EntryStyle, NumberEntry};

/// What the entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A new program.
    New,
    /// Another value in the program that is in force until it is confirmed.
    Change(Field),
    /// A bolus beside the program.
    Bolus,
    /// A secondary program beside the primary.
    Secondary,
    /// A bolus spread over a time, on top of the program.
    Extended,
    /// The time until the program starts by itself.
    Delay,
    /// The time for which the pump is put aside.
    StandBy,
    /// Choosing among options.
    Options,
}

impl Purpose {
    /// Whether a whole program is entered.
    pub(crate) const fn is_program(self) -> bool {
        matches!(self, Self::New | Self::Secondary)
    }

    /// Whether a bolus is entered.
    pub(crate) const fn is_bolus(self) -> bool {
        matches!(self, Self::Bolus | Self::Extended)
    }
}

/// A short list of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    EndOfVolume,
    OcclusionLimit,
}

/// A screen of the editor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum EditScreen {
    DrugList {
        cursor: u16,
    },
    Concentration,
    Number(Field),
    Review,
    HardLimit(Passed),
    SoftLimit(Passed),
    Reason {
        cursor: u16,
        passed: Passed,
    },
    /// A step of a multistep program was entered: another one, or done?
    StepEntered,
    /// The same drug runs on another channel.
    Duplicate,
    Options {
        cursor: u16,
    },
    Pick {
        pick: Pick,
        cursor: u16,
    },
}

/// A limit that was passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Passed {
    pub(crate) result: LimitResult,
    pub(crate) value: f64,
    pub(crate) limit: f64,
    /// What is limited.
    pub(crate) field: Field,
}

/// An entry in progress.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Editor {
    pub(crate) purpose: Purpose,
    pub(crate) screen: EditScreen,
    pub(crate) draft: Draft,
    /// The number on the screen; on a screen without one, the style in which the next will be entered.
    pub(crate) entry: NumberEntry,
    /// Tick of the last key, for the time-outs.
    pub(crate) touched: u64,
    /// Why the soft limit of the dose or bolus is passed.
    pub(crate) reason: Option<ReasonCode>,
    /// Why the soft limit of the loading dose is passed.
    pub(crate) loading_reason: Option<ReasonCode>,
    /// Whether the same drug on another channel was accepted.
    pub(crate) accepts_duplicate: bool,
}

impl Editor {
    pub(crate) fn new(
        style: EntryStyle,
        purpose: Purpose,
        screen: EditScreen,
        draft: Draft,
        tick: u64,
    ) -> Self {
        let mut editor = Self {
            purpose,
            screen,
            draft,
            entry: NumberEntry::new(style, None, &rules(Field::Rate)),
            touched: tick,
            reason: None,
            loading_reason: None,
            accepts_duplicate: false,
        };
        editor.go(screen);
        editor
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
            Purpose::Extended if entry.is_some() => &[Field::BolusDose, Field::Time],
            Purpose::Extended => &[Field::BolusVolume, Field::Time],
            Purpose::Delay | Purpose::StandBy => &[Field::Delay],
            Purpose::Options => &[],
            Purpose::New | Purpose::Secondary => match (self.draft.basis, entry) {
                (Basis::Dose, Some(entry)) if self.draft.course == Course::Loading => {
                    if needs_weight(entry) || entry.loading.is_some_and(|rule| rule.unit.per_kg) {
                        &[Field::Weight, Field::LoadingDose, Field::Dose, Field::Vtbi]
                    } else {
                        &[Field::LoadingDose, Field::Dose, Field::Vtbi]
                    }
                }
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
            Field::LoadingDose => self.draft.loading,
            Field::Delay => self.draft.delay_minutes,
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
            Field::LoadingDose => self.draft.loading = Some(value),
            Field::Delay => self.draft.delay_minutes = Some(value),
        }
    }

    /// Goes to a screen, where a number begins anew. Whoever enters a number again has to answer for it again.
    pub(crate) fn go(&mut self, screen: EditScreen) {
        self.screen = screen;
        if let EditScreen::Number(field) = screen {
            self.entry = NumberEntry::new(self.entry.style(), self.value(field), &rules(field));
            self.reason = None;
            self.loading_reason = None;
            self.accepts_duplicate = false;
        }
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
        Field::Dose | Field::BolusDose | Field::LoadingDose => KeypadRules {
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
        Field::Delay => KeypadRules {
            minimum: 1.0,
            maximum: 1_440.0,
            decimals: 0,
        },
        Field::BolusVolume => KeypadRules {
            minimum: 0.1,
            maximum: 100.0,
            decimals: 1,
        },
    }
}
