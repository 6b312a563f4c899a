//! A program: what the pump was told to give, and how it follows from what was entered.

use super::steps::Steps;
use super::view::Prompt;
use crate::drugs::{DrugEntry, Library, LimitResult, dose};
use crate::notation;
use crate::rounding::{half_up, programmed_rate_ml_h, programmed_volume_ml};

codes! {
    /// Why a soft limit was passed.
    pub enum ReasonCode {
        OrderedOutsideLimits => "ordered_outside_limits",
        Titration => "titration",
        PatientTolerance => "patient_tolerance",
        Emergency => "emergency",
        WrongLibraryEntry => "wrong_library_entry",
        Other => "other",
    }
}

/// Smallest rate the pump gives, mL/h.
pub const SMALLEST_RATE_ML_H: f64 = 0.1;
/// Largest rate the pump gives, mL/h.
pub const LARGEST_RATE_ML_H: f64 = 999.0;
/// Smallest volume to be infused, mL.
pub const SMALLEST_VOLUME_ML: f64 = 0.1;
/// Largest volume to be infused, mL.
pub const LARGEST_VOLUME_ML: f64 = 9_999.0;
/// A shift of the dose by rounding above which the pump warns, as a share.
pub const ROUNDING_WARNING: f64 = 0.05;

/// Place of an entry in the library: care area and entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EntryPlace {
    pub(crate) area: u16,
    pub(crate) entry: u16,
}

impl EntryPlace {
    pub(crate) fn of(self, library: &Library) -> Option<&DrugEntry> {
        library
            .care_areas
            .get(usize::from(self.area))?
            .entries
            .get(usize::from(self.entry))
    }

    /// The entry's number through all care areas, from 1.
    pub(crate) fn number(self, library: &Library) -> usize {
        let before: usize = library
            .care_areas
            .iter()
            .take(usize::from(self.area))
            .map(|area| area.entries.len())
            .sum();
        before + usize::from(self.entry) + 1
    }
}

/// A confirmed program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Program {
    /// The library entry; none outside the library.
    pub(crate) entry: Option<EntryPlace>,
    /// Number of the entry through all care areas, from 1; zero outside the library.
    pub(crate) entry_number: f64,
    pub(crate) rate_ml_h: f64,
    /// Dose that the rounded rate gives, in the entry's unit; zero outside the library.
    pub(crate) dose: f64,
    /// Dose as it was entered.
    pub(crate) asked_dose: f64,
    pub(crate) weight_kg: Option<f64>,
    /// Why a soft limit was passed, if it was.
    pub(crate) overridden: Option<ReasonCode>,
}

/// Which entered values the others follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Basis {
    Dose,
    Rate,
    VolumeTime,
    RateTime,
}

/// Whether a new program is one rate, or more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// One rate until the volume is given.
    Plain,
    /// A loading dose first.
    Loading,
    /// Several rates, each with its volume.
    Steps,
}

/// Values being entered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) entry: Option<EntryPlace>,
    pub(crate) basis: Basis,
    pub(crate) weight_kg: Option<f64>,
    pub(crate) dose: Option<f64>,
    pub(crate) rate_ml_h: Option<f64>,
    pub(crate) vtbi_ml: Option<f64>,
    pub(crate) minutes: Option<f64>,
    pub(crate) bolus: Option<f64>,
    pub(crate) course: Course,
    pub(crate) loading: Option<f64>,
    pub(crate) steps: Steps,
    pub(crate) delay_minutes: Option<f64>,
}

impl Draft {
    pub(crate) const fn empty(entry: Option<EntryPlace>, basis: Basis) -> Self {
        Self {
            entry,
            basis,
            weight_kg: None,
            dose: None,
            rate_ml_h: None,
            vtbi_ml: None,
            minutes: None,
            bolus: None,
            course: Course::Plain,
            loading: None,
            steps: Steps::EMPTY,
            delay_minutes: None,
        }
    }
}

/// What follows from a complete draft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Worked {
    pub(crate) rate_ml_h: f64,
    pub(crate) vtbi_ml: f64,
    /// Dose at the rounded rate.
    pub(crate) dose: f64,
    /// Dose as entered, or as the entered rate gives: the one that is checked against the limits.
    pub(crate) asked_dose: f64,
    /// Shift of the dose by rounding, percent.
    pub(crate) moved_percent: f64,
}

/// A bolus that follows from a draft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct WorkedBolus {
    pub(crate) volume_ml: f64,
    pub(crate) rate_ml_h: f64,
}

/// Works a draft out, or tells why the pump cannot give it.
pub(crate) fn work_out(draft: &Draft, library: &Library) -> Result<Worked, Prompt> {
    if draft.course == Course::Steps {
        return work_out_steps(&draft.steps);
    }
    let entry = draft.entry.and_then(|place| place.of(library));
    let weight_kg = draft.weight_kg.unwrap_or(1.0);
    let seconds = draft.minutes.unwrap_or(0.0) * 60.0;
    let exact_ml_h = match (draft.basis, entry) {
        (Basis::Dose, Some(entry)) => {
            let dose_asked = draft.dose.unwrap_or(0.0);
            dose::rate_ml_h(dose_asked, entry.dose_unit, weight_kg, &entry.concentration()).unwrap_or(0.0)
        }
        (Basis::VolumeTime, _) => dose::rate_for_time_ml_h(draft.vtbi_ml.unwrap_or(0.0), seconds),
        (Basis::Dose | Basis::Rate | Basis::RateTime, _) => draft.rate_ml_h.unwrap_or(0.0),
    };
    let rate_ml_h = programmed_rate_ml_h(exact_ml_h);
    if !(SMALLEST_RATE_ML_H..=LARGEST_RATE_ML_H).contains(&rate_ml_h) {
        return Err(Prompt::RateOutOfRange {
            rate: notation::decimals(exact_ml_h, 3),
        });
    }
    let vtbi_ml = match draft.basis {
        Basis::RateTime => programmed_volume_ml(dose::volume_for_time_ml(rate_ml_h, seconds)),
        Basis::Dose | Basis::Rate | Basis::VolumeTime => draft.vtbi_ml.unwrap_or(0.0),
    };
    if !(SMALLEST_VOLUME_ML..=LARGEST_VOLUME_ML).contains(&vtbi_ml) {
        return Err(Prompt::VolumeOutOfRange {
            volume: notation::decimals(vtbi_ml, 2),
        });
    }
    let dose_at = |rate: f64| {
        entry
            .and_then(|entry| dose::dose(rate, entry.dose_unit, weight_kg, &entry.concentration()))
            .unwrap_or(0.0)
    };
    let dose_given = half_up(dose_at(rate_ml_h), 1e9);
    let asked_dose = match draft.basis {
        Basis::Dose => draft.dose.unwrap_or(0.0),
        Basis::Rate | Basis::VolumeTime | Basis::RateTime => dose_given,
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

/// The rate of a multistep program is that of its first step, its volume that of all.
fn work_out_steps(steps: &Steps) -> Result<Worked, Prompt> {
    let rate_ml_h = steps.entered().first().map_or(0.0, |step| step.rate_ml_h);
    let vtbi_ml = steps.volume_ml();
    if !steps.can_be_given() {
        return Err(Prompt::RateOutOfRange {
            rate: notation::decimals(rate_ml_h, 3),
        });
    }
    if vtbi_ml > LARGEST_VOLUME_ML {
        return Err(Prompt::VolumeOutOfRange {
            volume: notation::decimals(vtbi_ml, 2),
        });
    }
    Ok(Worked {
        rate_ml_h,
        vtbi_ml,
        dose: 0.0,
        asked_dose: 0.0,
        moved_percent: 0.0,
    })
}

/// Works a loading dose out by the entry's rule; nothing where none was asked for or the entry allows none.
pub(crate) fn work_out_loading(draft: &Draft, library: &Library) -> Option<WorkedBolus> {
    let entry = draft.entry?.of(library)?;
    let rule = entry.loading?;
    let weight_kg = draft.weight_kg.unwrap_or(1.0);
    Some(WorkedBolus {
        volume_ml: dose::bolus_volume_ml(draft.loading?, rule.unit, weight_kg, &entry.concentration())?,
        rate_ml_h: rule.rate_ml_h,
    })
}

/// Works a bolus out that is spread over a time: the same volume, at the rate that takes that time.
pub(crate) fn work_out_extended(draft: &Draft, library: &Library) -> WorkedBolus {
    let bolus = work_out_bolus(draft, library, 0.0);
    let seconds = draft.minutes.unwrap_or(1.0) * 60.0;
    WorkedBolus {
        rate_ml_h: programmed_rate_ml_h(dose::rate_for_time_ml_h(bolus.volume_ml, seconds)),
        ..bolus
    }
}

/// Works a bolus out; outside the library it is entered in mL and given at the configured rate.
pub(crate) fn work_out_bolus(draft: &Draft, library: &Library, basic_rate_ml_h: f64) -> WorkedBolus {
    let entered = draft.bolus.unwrap_or(0.0);
    let by_rule = draft.entry.and_then(|place| place.of(library)).and_then(|entry| {
        let rule = entry.bolus?;
        let weight_kg = draft.weight_kg.unwrap_or(1.0);
        let volume_ml = dose::bolus_volume_ml(entered, rule.unit, weight_kg, &entry.concentration())?;
        Some(WorkedBolus {
            volume_ml,
            rate_ml_h: rule.rate_ml_h,
        })
    });
    by_rule.unwrap_or(WorkedBolus {
        volume_ml: entered,
        rate_ml_h: basic_rate_ml_h,
    })
}

/// A limit that a draft passes, with what the screen tells of it.
pub(crate) fn limit_prompt(result: LimitResult, value: f64, limit: f64, unit: String) -> Prompt {
    Prompt::LimitPassed {
        result,
        value: notation::decimals(value, 4),
        limit: notation::decimals(limit, 4),
        unit,
    }
}
