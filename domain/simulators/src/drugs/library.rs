//! The drug library: care areas and their entries, as content writes them.

use serde::{Deserialize, Serialize};

use super::dose::Concentration;
use super::limits::Limits;
use super::units::{AmountUnit, BolusUnit, DoseUnit};

/// A published drug library. Changing it makes a new version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// Stable name of the library.
    pub id: String,
    /// Version, raised with every change.
    pub version: u32,
    /// Title as people read it.
    #[serde(default)]
    pub title: String,
    /// Remark for the reader, for example that the numbers are illustrative.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Care areas in the order in which the pump lists them.
    pub care_areas: Vec<CareArea>,
}

/// A care area with the entries that may be given there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareArea {
    /// Stable name.
    pub id: String,
    /// Name on the pump's screen.
    pub name: String,
    /// Entries in the order in which the pump lists them.
    pub entries: Vec<DrugEntry>,
}

/// One drug at one concentration with its limits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrugEntry {
    /// Stable name, unique in its care area.
    pub id: String,
    /// Drug name on the pump's screen and on the bag's label.
    pub drug: String,
    /// Amount of drug in the container.
    pub amount: f64,
    /// Unit of that amount.
    pub amount_unit: AmountUnit,
    /// Volume of the container, mL.
    pub volume_ml: f64,
    /// Unit in which the dose is entered and limited.
    pub dose_unit: DoseUnit,
    /// Limits of the continuous dose.
    pub continuous: Limits,
    /// Rule for boluses; none means that no bolus may be given from the pump.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bolus: Option<BolusRule>,
    /// Rule for a loading dose before the continuous one; none means that none may be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loading: Option<BolusRule>,
}

/// How a bolus of an entry is given and limited.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BolusRule {
    /// Unit in which the bolus is entered.
    pub unit: BolusUnit,
    /// Limits of one bolus.
    pub limits: Limits,
    /// Rate at which it is given, mL/h.
    pub rate_ml_h: f64,
}

/// Something wrong with a library, by place and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryProblem {
    /// Care area id and, after a slash, entry id.
    pub place: String,
    /// What is wrong.
    pub code: LibraryProblemCode,
}

codes! {
    /// What can be wrong with a library.
    pub enum LibraryProblemCode {
        NoCareArea => "no_care_area",
        NoEntry => "no_entry",
        RepeatedId => "repeated_id",
        LimitsNotOrdered => "limits_not_ordered",
        UnitsDoNotConvert => "units_do_not_convert",
        AmountNotPositive => "amount_not_positive",
        BolusRateOutOfRange => "bolus_rate_out_of_range",
    }
}

impl DrugEntry {
    /// The concentration the entry stands for.
    #[must_use]
    pub const fn concentration(&self) -> Concentration {
        Concentration {
            amount: self.amount,
            amount_unit: self.amount_unit,
            volume_ml: self.volume_ml,
        }
    }
}

impl Library {
    /// The care area of that id.
    #[must_use]
    pub fn care_area(&self, id: &str) -> Option<&CareArea> {
        self.care_areas.iter().find(|area| area.id == id)
    }

    /// The entry of those ids.
    #[must_use]
    pub fn entry(&self, care_area: &str, entry: &str) -> Option<&DrugEntry> {
        self.care_area(care_area)?
            .entries
            .iter()
            .find(|candidate| candidate.id == entry)
    }

    /// The entry's number, from 1, counted through all care areas: the value of the signal `pump.entry`.
    #[must_use]
    pub fn entry_number(&self, care_area: &str, entry: &str) -> Option<u16> {
        let mut number = 0;
        for area in &self.care_areas {
            for candidate in &area.entries {
                number += 1;
                if area.id == care_area && candidate.id == entry {
                    return Some(number);
                }
            }
        }
        None
    }

    /// Places of the care area and of the entry in their lists.
    pub(crate) fn place(&self, care_area: &str, entry: &str) -> Option<(u16, u16)> {
        let area = self
            .care_areas
            .iter()
            .position(|candidate| candidate.id == care_area)?;
        let entry = self.care_areas[area]
            .entries
            .iter()
            .position(|candidate| candidate.id == entry)?;
        Some((u16::try_from(area).ok()?, u16::try_from(entry).ok()?))
    }

    /// Everything wrong with the library; empty means that a pump can use it.
    #[must_use]
    pub fn problems(&self) -> Vec<LibraryProblem> {
        let mut problems = Vec::new();
        let mut report = |place: &str, code| {
            problems.push(LibraryProblem {
                place: place.to_owned(),
                code,
            })
        };
        if self.care_areas.is_empty() {
            report("", LibraryProblemCode::NoCareArea);
        }
        for (n, area) in self.care_areas.iter().enumerate() {
            if area.entries.is_empty() {
                report(&area.id, LibraryProblemCode::NoEntry);
            }
            if self.care_areas[..n].iter().any(|other| other.id == area.id) {
                report(&area.id, LibraryProblemCode::RepeatedId);
            }
            for (m, entry) in area.entries.iter().enumerate() {
                let place = format!("{}/{}", area.id, entry.id);
                if area.entries[..m].iter().any(|other| other.id == entry.id) {
                    report(&place, LibraryProblemCode::RepeatedId);
                }
                for code in entry.problems() {
                    report(&place, code);
                }
            }
        }
        problems
    }
}

impl DrugEntry {
    fn problems(&self) -> Vec<LibraryProblemCode> {
        let bag = self.concentration();
        let rules = || self.bolus.iter().chain(&self.loading);
        let positive = |value: f64| value.is_finite() && value > 0.0;
        [
            (
                !positive(self.amount) || !positive(self.volume_ml),
                LibraryProblemCode::AmountNotPositive,
            ),
            (
                !self.continuous.are_ordered(),
                LibraryProblemCode::LimitsNotOrdered,
            ),
            (
                rules().any(|rule| !rule.limits.are_ordered()),
                LibraryProblemCode::LimitsNotOrdered,
            ),
            (
                bag.per_ml_in(self.dose_unit.amount).is_none(),
                LibraryProblemCode::UnitsDoNotConvert,
            ),
            (
                rules().any(|rule| bag.per_ml_in(rule.unit.amount).is_none()),
                LibraryProblemCode::UnitsDoNotConvert,
            ),
            (
                rules().any(|rule| !(0.1..=999.0).contains(&rule.rate_ml_h)),
                LibraryProblemCode::BolusRateOutOfRange,
            ),
        ]
        .into_iter()
        .filter_map(|(wrong, code)| wrong.then_some(code))
        .collect()
    }
}
