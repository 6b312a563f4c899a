//! What happens in the laboratory, as events that a rubric can count and order.

use super::laboratory::Test;

codes! {
    /// An event of the laboratory; the code is its name.
    pub enum LaboratoryEvent {
        /// Blood was drawn for any test.
        Drawn => "lab.drawn",
        /// For glucose.
        GlucoseDrawn => "lab.glucose.drawn",
        /// For potassium.
        PotassiumDrawn => "lab.potassium.drawn",
        /// For the aPTT.
        ApttDrawn => "lab.aptt.drawn",
        /// The result of glucose is there.
        GlucoseResult => "lab.glucose.result",
        /// The result of potassium is there.
        PotassiumResult => "lab.potassium.result",
        /// The result of the aPTT is there.
        ApttResult => "lab.aptt.result",
    }
}

impl LaboratoryEvent {
    /// Blood was drawn for this test.
    #[must_use]
    pub const fn drawn(test: Test) -> Self {
        match test {
            Test::Glucose => Self::GlucoseDrawn,
            Test::Potassium => Self::PotassiumDrawn,
            Test::Aptt => Self::ApttDrawn,
        }
    }

    /// The result of this test is there.
    #[must_use]
    pub const fn result(test: Test) -> Self {
        match test {
            Test::Glucose => Self::GlucoseResult,
            Test::Potassium => Self::PotassiumResult,
            Test::Aptt => Self::ApttResult,
        }
    }
}
