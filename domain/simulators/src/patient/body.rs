//! Every drug in one body, each with its own model, and what they do together.

use super::PatientSetup;
use super::dopamine::Dopamine;
use super::drug::{Arrived, Drug};
use super::effect::{Effect, Response, within};
use super::heparin::Heparin;
use super::insulin::Glucose;
use super::laboratory::Test;
use super::norepinephrine::Norepinephrine;
use super::potassium::Potassium;
use super::presets::Parameters;
use super::propofol::Propofol;

/// The drugs in a body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body {
    norepinephrine: Norepinephrine,
    dopamine: Dopamine,
    propofol: Propofol,
    glucose: Glucose,
    potassium: Potassium,
    heparin: Heparin,
}

impl Body {
    pub(super) fn new(setup: &PatientSetup, parameters: Parameters, weight_kg: f64) -> Self {
        let (settled, blood) = (&setup.settled, &setup.blood);
        Self {
            norepinephrine: Norepinephrine::new(
                parameters,
                weight_kg,
                setup.settled_norepinephrine_mcg_kg_min.clamp(0.0, 10.0),
            ),
            dopamine: Dopamine::new(weight_kg, within(settled.dopamine_mcg_kg_min, 0.0, 100.0, 0.0)),
            propofol: Propofol::new(weight_kg, within(settled.propofol_mcg_kg_min, 0.0, 500.0, 0.0)),
            glucose: Glucose::new(
                weight_kg,
                within(blood.glucose_mmol_l, 0.5, 60.0, 6.0),
                within(settled.insulin_units_h, 0.0, 100.0, 0.0),
            ),
            potassium: Potassium::new(weight_kg, within(blood.potassium_mmol_l, 1.0, 10.0, 4.2)),
            heparin: Heparin::new(
                weight_kg,
                within(blood.aptt_s, 15.0, 180.0, 30.0),
                within(settled.heparin_units_kg_h, 0.0, 100.0, 0.0),
            ),
        }
    }

    /// One sub-step in which the given amounts arrived.
    pub(super) fn step(&mut self, arrived: &Arrived) {
        self.norepinephrine.step(arrived.of(Drug::Norepinephrine));
        self.dopamine.step(arrived.of(Drug::Dopamine));
        self.propofol.step(arrived.of(Drug::Propofol));
        self.glucose.step(arrived.of(Drug::Insulin));
        self.potassium.step(arrived.of(Drug::Potassium));
        self.heparin.step(arrived.of(Drug::Heparin));
    }

    /// What all of them do now.
    pub(super) fn effect(&self) -> Effect {
        self.norepinephrine
            .effect()
            .and(self.dopamine.effect())
            .and(self.propofol.effect())
            .and(self.glucose.effect())
            .and(self.potassium.effect())
            .and(self.heparin.effect())
    }

    pub(super) fn sedation_index(&self) -> f64 {
        self.propofol.sedation_index()
    }

    /// The true value of what a test measures.
    pub(super) fn true_value(&self, test: Test) -> f64 {
        match test {
            Test::Glucose => self.glucose.glucose_mmol_l(),
            Test::Potassium => self.potassium.plasma_mmol_l(),
            Test::Aptt => self.heparin.aptt_s(),
        }
    }
}
