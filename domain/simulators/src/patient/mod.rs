//! The patient whose pressure, heart rate, breathing and blood answer to drugs.

mod body;
mod breathing;
pub mod dopamine;
pub mod drug;
pub mod effect;
pub mod events;
pub mod heparin;
pub mod insulin;
pub mod laboratory;
pub mod model;
pub mod norepinephrine;
pub mod potassium;
pub mod presets;
pub mod propofol;
pub mod signals;
pub mod view;

use serde::{Deserialize, Serialize};

pub use drug::{Arrived, Drug, Solution};
pub use laboratory::{Delays, Test};
pub use presets::Preset;

/// The patient at the start of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatientSetup {
    /// Condition.
    pub preset: Preset,
    /// True body weight, kg.
    pub weight_kg: f64,
    /// Norepinephrine dose to which the patient has already settled, mcg/kg/min.
    #[serde(default)]
    pub settled_norepinephrine_mcg_kg_min: f64,
    /// How much of the patient is followed.
    #[serde(default, skip_serializing_if = "Extent::is_circulation")]
    pub extent: Extent,
    /// Doses of other drugs to which the patient has already settled.
    #[serde(default, skip_serializing_if = "Settled::is_nothing")]
    pub settled: Settled,
    /// The blood at the start.
    #[serde(default, skip_serializing_if = "Blood::is_usual")]
    pub blood: Blood,
    /// Whether the patient breathes by itself.
    #[serde(default, skip_serializing_if = "Airway::is_natural")]
    pub airway: Airway,
    /// How long results take.
    #[serde(default, skip_serializing_if = "Delays::are_usual")]
    pub laboratory: Delays,
}

impl PatientSetup {
    /// A patient in a condition, without any drug so far.
    #[must_use]
    pub fn new(preset: Preset, weight_kg: f64) -> Self {
        Self {
            preset,
            weight_kg,
            settled_norepinephrine_mcg_kg_min: 0.0,
            extent: Extent::default(),
            settled: Settled::default(),
            blood: Blood::default(),
            airway: Airway::default(),
            laboratory: Delays::default(),
        }
    }
}

impl PatientSetup {
    /// Whether the patient answers to every drug, breathes and has blood to draw. Whoever says something of one of
    /// these means the whole patient. With a syringe pump it always is.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.extent == Extent::Whole
            || !self.settled.is_nothing()
            || !self.blood.is_usual()
            || !self.airway.is_natural()
            || !self.laboratory.are_usual()
    }
}

codes! {
    /// How much of the patient a scenario with an infusion pump follows.
    #[derive(Default)]
    pub enum Extent {
        #[default]
        /// Pressure and heart rate, and of all drugs norepinephrine.
        Circulation => "circulation",
        /// Every drug of the model, breathing, sedation, rhythm and the laboratory.
        Whole => "whole",
    }
}

impl Extent {
    fn is_circulation(&self) -> bool {
        *self == Self::Circulation
    }
}

/// Doses to which a patient has already settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settled {
    /// Dopamine, mcg/kg/min.
    pub dopamine_mcg_kg_min: f64,
    /// Propofol, mcg/kg/min.
    pub propofol_mcg_kg_min: f64,
    /// Insulin, units/h.
    pub insulin_units_h: f64,
    /// Heparin, units/kg/h.
    pub heparin_units_kg_h: f64,
}

impl Settled {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The blood at the start of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Blood {
    /// Glucose, mmol/L; without a change of insulin it stays there.
    pub glucose_mmol_l: f64,
    /// Potassium of the plasma, mmol/L.
    pub potassium_mmol_l: f64,
    /// Activated partial thromboplastin time without heparin, s.
    pub aptt_s: f64,
}

impl Default for Blood {
    fn default() -> Self {
        Self {
            glucose_mmol_l: 6.0,
            potassium_mmol_l: 4.2,
            aptt_s: 30.0,
        }
    }
}

impl Blood {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

codes! {
    /// Who breathes.
    #[derive(Default)]
    pub enum Airway {
        #[default]
        /// The patient.
        Natural => "natural",
        /// A ventilator.
        Ventilated => "ventilated",
    }
}

impl Airway {
    fn is_natural(&self) -> bool {
        *self == Self::Natural
    }
}
