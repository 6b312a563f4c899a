//! Units of amounts and of doses, and how they are written.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::UnknownCode;

codes! {
    /// Unit of an amount of drug. Micrograms are written `mcg` and units in full, as safe notation asks.
    pub enum AmountUnit {
        Gram => "g",
        Milligram => "mg",
        Microgram => "mcg",
        Nanogram => "ng",
        MegaUnit => "MUnits",
        KiloUnit => "kUnits",
        Unit => "units",
        MilliUnit => "mUnits",
        Milliequivalent => "mEq",
        Millimole => "mmol",
        Millilitre => "mL",
    }
}

/// What kind of amount a unit measures; only units of one kind convert into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountKind {
    /// Mass, in micrograms.
    Mass,
    /// International units.
    Units,
    /// Milliequivalents.
    Equivalents,
    /// Millimoles.
    Moles,
    /// Millilitres of the solution itself.
    Volume,
}

impl AmountUnit {
    /// What the unit measures.
    #[must_use]
    pub const fn kind(self) -> AmountKind {
        match self {
            Self::Gram | Self::Milligram | Self::Microgram | Self::Nanogram => AmountKind::Mass,
            Self::MegaUnit | Self::KiloUnit | Self::Unit | Self::MilliUnit => AmountKind::Units,
            Self::Milliequivalent => AmountKind::Equivalents,
            Self::Millimole => AmountKind::Moles,
            Self::Millilitre => AmountKind::Volume,
        }
    }

    /// How many base units of its kind one of this unit is (micrograms, units, mEq, mmol, mL).
    #[must_use]
    pub const fn in_base(self) -> f64 {
        match self {
            Self::Gram | Self::MegaUnit => 1e6,
            Self::Milligram | Self::KiloUnit => 1e3,
            Self::Microgram | Self::Unit | Self::Milliequivalent | Self::Millimole | Self::Millilitre => 1.0,
            Self::Nanogram | Self::MilliUnit => 1e-3,
        }
    }
}

codes! {
    /// The time unit of a dose rate.
    pub enum PerTime {
        Minute => "min",
        Hour => "h",
        Day => "day",
    }
}

impl PerTime {
    /// How many of this unit one hour holds: 60, 1 or 1/24.
    #[must_use]
    pub const fn per_hour(self) -> f64 {
        match self {
            Self::Minute => 60.0,
            Self::Hour => 1.0,
            Self::Day => 1.0 / 24.0,
        }
    }
}

/// Unit of a dose rate, written for example `mcg/kg/min`, `units/h` or `mL/h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DoseUnit {
    /// Unit of the amount.
    pub amount: AmountUnit,
    /// Whether the dose is per kilogram of body weight.
    pub per_kg: bool,
    /// Unit of time.
    pub time: PerTime,
}

/// Unit of a bolus dose, written for example `mg`, `mcg/kg` or `mL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BolusUnit {
    /// Unit of the amount.
    pub amount: AmountUnit,
    /// Whether the dose is per kilogram of body weight.
    pub per_kg: bool,
}

impl fmt::Display for DoseUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kg = if self.per_kg { "/kg" } else { "" };
        write!(f, "{}{kg}/{}", self.amount.as_str(), self.time.as_str())
    }
}

impl fmt::Display for BolusUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kg = if self.per_kg { "/kg" } else { "" };
        write!(f, "{}{kg}", self.amount.as_str())
    }
}

impl FromStr for DoseUnit {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (front, time) = text.rsplit_once('/').ok_or(UnknownCode)?;
        let BolusUnit { amount, per_kg } = front.parse()?;
        Ok(Self {
            amount,
            per_kg,
            time: time.parse()?,
        })
    }
}

impl FromStr for BolusUnit {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_suffix("/kg") {
            Some(amount) => Ok(Self {
                amount: amount.parse()?,
                per_kg: true,
            }),
            None => Ok(Self {
                amount: text.parse()?,
                per_kg: false,
            }),
        }
    }
}

macro_rules! serde_as_text {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}

serde_as_text!(DoseUnit, BolusUnit);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_back_as_written() {
        for text in [
            "mcg/kg/min",
            "units/h",
            "mUnits/min",
            "mEq/h",
            "mL/h",
            "mg/kg/day",
        ] {
            assert_eq!(text.parse::<DoseUnit>().unwrap().to_string(), text);
        }
        for text in ["mg", "mcg/kg", "mL"] {
            assert_eq!(text.parse::<BolusUnit>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_no_unit() {
        for text in ["", "mcg", "mcg/kg/kg/min", "ug/kg/min", "mcg/min/kg"] {
            assert!(text.parse::<DoseUnit>().is_err(), "{text}");
        }
    }
}
