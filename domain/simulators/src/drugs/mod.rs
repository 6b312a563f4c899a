//! The drug library, its units and limits, and the arithmetic of doses.

pub mod dose;
pub mod library;
pub mod limits;
pub mod slip;
pub mod units;

pub use library::{BolusRule, CareArea, DrugEntry, Library, LibraryProblem};
pub use limits::{LimitResult, Limits};
pub use units::{AmountUnit, BolusUnit, DoseUnit, PerTime};
