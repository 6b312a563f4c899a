//! The patient as one: drugs that arrive, pressure, heart rate, breathing, blood. See docs/models.md, section
//! Patient.

use super::PatientSetup;
use super::body::Body;
use super::breathing::Breathing;
use super::drug::Arrived;
use super::effect::{Effect, STEP_MIN};
use super::events::LaboratoryEvent;
use super::heparin::LONGEST_APTT_S;
use super::laboratory::{Laboratory, Sample, Test};
use super::potassium::{Rhythm, rhythm_risk};
use super::presets::Parameters;
use super::signals::ClinicalSignal;
use super::view::{ClinicalView, PatientView, ResultView, Sedation, WaitingView};
use crate::STEP_TICKS;
use crate::notation;
use crate::rounding::half_up;
use crate::signals::Signal;

/// How fast the heart rate follows the reflex, per minute: time constant 15 s.
pub const REFLEX_PER_MIN: f64 = 4.0;

/// Heart rate to which the reflex tends at a pressure, per minute.
#[must_use]
pub const fn reflex_heart_rate(parameters: &Parameters, map_mmhg: f64) -> f64 {
    let rise_mmhg = map_mmhg - parameters.baseline_map_mmhg;
    (parameters.baseline_heart_rate - parameters.reflex_per_mmhg * rise_mmhg).clamp(38.0, 180.0)
}

/// State of the patient.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PatientState {
    parameters: Parameters,
    weight_kg: f64,
    body: Body,
    breathing: Breathing,
    laboratory: Laboratory,
    map_mmhg: f64,
    heart_rate: f64,
    air_ul: f64,
    reflex_gain: f64,
    /// Time that was stepped through, ms.
    tick: u64,
    /// What happened and was not yet told.
    told: Vec<LaboratoryEvent>,
}

/// Pressure and heart rate to which a patient tends.
struct Circulation {
    map_mmhg: f64,
    heart_rate: f64,
}

impl PatientState {
    pub(crate) fn new(setup: &PatientSetup) -> Self {
        let parameters = setup.preset.parameters();
        let weight_kg = if setup.weight_kg.is_finite() {
            setup.weight_kg.clamp(0.5, 400.0)
        } else {
            70.0
        };
        let body = Body::new(setup, parameters, weight_kg);
        let breaths_per_min = setup.preset.breaths_per_min();
        let effect = body.effect();
        let settled = circulation(&parameters, &effect);
        Self {
            parameters,
            weight_kg,
            breathing: Breathing::new(setup.airway, breaths_per_min, effect.breathing_share),
            body,
            laboratory: Laboratory::new(setup.laboratory),
            map_mmhg: settled.map_mmhg,
            heart_rate: settled.heart_rate,
            air_ul: 0.0,
            reflex_gain: 1.0 - libm::exp(-REFLEX_PER_MIN * STEP_MIN),
            tick: 0,
            told: Vec::new(),
        }
    }

    /// One sub-step in which the given amounts arrived, from every line together.
    pub(crate) fn receive(&mut self, arrived: &Arrived) {
        self.tick += STEP_TICKS;
        self.body.step(arrived);
        let effect = self.body.effect();
        let tends_to = circulation(&self.parameters, &effect);
        self.map_mmhg = tends_to.map_mmhg;
        self.heart_rate += (tends_to.heart_rate - self.heart_rate) * self.reflex_gain;
        self.breathing.step(effect.breathing_share);
        self.air_ul += arrived.air_ul;
        let told = &mut self.told;
        self.laboratory
            .step(self.tick, |test| told.push(LaboratoryEvent::result(test)));
    }

    /// Blood is drawn for a test. Returns whether it was: only so many samples are on their way at once.
    pub(crate) fn draw(&mut self, test: Test) -> bool {
        let value = self.body.true_value(test);
        let drawn = self.laboratory.draw(test, value, self.tick);
        if drawn {
            self.told
                .extend([LaboratoryEvent::Drawn, LaboratoryEvent::drawn(test)]);
        }
        drawn
    }

    /// What happened in the laboratory since the last call, in its order.
    pub(crate) fn take_events(&mut self) -> Vec<LaboratoryEvent> {
        core::mem::take(&mut self.told)
    }

    pub(crate) const fn read(&self, values: &mut [f64]) {
        values[Signal::PatientMap as usize] = self.map_mmhg;
        values[Signal::PatientHeartRate as usize] = self.heart_rate;
        values[Signal::PatientWeight as usize] = self.weight_kg;
        values[Signal::PatientAirUl as usize] = self.air_ul;
    }

    /// Writes the signals of [`super::signals::CATALOGUE`]; the slice is as long as that list.
    pub(crate) fn read_clinical(&self, values: &mut [f64]) {
        use ClinicalSignal as S;
        let newest = |test: Test| self.laboratory.newest(test).map_or(0.0, |sample| sample.value);
        let potassium = self.body.true_value(Test::Potassium);
        for (signal, value) in [
            (S::Breaths, self.breathing.breaths_per_min()),
            (S::Spo2, self.breathing.spo2_percent()),
            (S::SedationIndex, self.body.sedation_index()),
            (S::Glucose, self.body.true_value(Test::Glucose)),
            (S::Potassium, potassium),
            (S::Aptt, self.body.true_value(Test::Aptt)),
            (S::RhythmRisk, rhythm_risk(potassium)),
            (S::GlucoseResult, newest(Test::Glucose)),
            (S::PotassiumResult, newest(Test::Potassium)),
            (S::ApttResult, newest(Test::Aptt)),
            (S::Waiting, self.laboratory.waiting().len() as f64),
        ] {
            if let Some(place) = values.get_mut(signal as usize) {
                *place = value;
            }
        }
    }

    pub(crate) fn view(&self) -> PatientView {
        let whole = |value: f64| half_up(value, 1.0) as u16;
        // The pulse pressure is shown as a fixed share of the mean; only the mean is modelled.
        PatientView {
            map_mmhg: whole(self.map_mmhg),
            systolic_mmhg: whole(self.map_mmhg * 1.36),
            diastolic_mmhg: whole(self.map_mmhg * 0.82),
            heart_rate_per_min: whole(self.heart_rate),
        }
    }

    /// What else is known at the bedside.
    pub(crate) fn clinical_view(&self) -> ClinicalView {
        let whole = |value: f64| half_up(value, 1.0) as u16;
        let index = self.body.sedation_index();
        ClinicalView {
            breaths_per_min: whole(self.breathing.breaths_per_min()),
            spo2_percent: whole(self.breathing.spo2_percent()),
            sedation_index: whole(index),
            sedation: Sedation::at(index),
            rhythm: Rhythm::at(self.body.true_value(Test::Potassium)),
            results: Test::ALL
                .iter()
                .filter_map(|&test| Some(result_view(self.laboratory.newest(test)?)))
                .collect(),
            waiting: self
                .laboratory
                .waiting()
                .map(|sample| WaitingView {
                    test: sample.test,
                    drawn_tick: sample.drawn_tick,
                    ready_tick: sample.ready_tick,
                })
                .collect(),
        }
    }
}

/// Rises come first, then what sleep and a failing heart leave of the pressure. The reflex answers to the rises
/// alone: sleep resets it.
const fn circulation(parameters: &Parameters, effect: &Effect) -> Circulation {
    let driven_mmhg = parameters.baseline_map_mmhg + effect.pressure_rise_mmhg;
    let reflex = reflex_heart_rate(parameters, driven_mmhg);
    Circulation {
        map_mmhg: driven_mmhg * effect.pressure_share * effect.heart_share,
        heart_rate: (reflex + effect.heart_rate_rise) * effect.heart_share,
    }
}

fn result_view(sample: &Sample) -> ResultView {
    let (unit, places) = match sample.test {
        Test::Glucose | Test::Potassium => ("mmol/L", 1),
        Test::Aptt => ("s", 0),
    };
    ResultView {
        test: sample.test,
        value: notation::decimals(sample.value, places),
        unit: unit.to_owned(),
        beyond_range: sample.test == Test::Aptt && sample.value >= LONGEST_APTT_S,
        drawn_tick: sample.drawn_tick,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patient::{Blood, Drug, Preset};

    fn norepinephrine(amount_mcg: f64) -> Arrived {
        let mut arrived = Arrived::default();
        arrived.add(Drug::Norepinephrine, amount_mcg);
        arrived
    }

    fn septic(settled: f64) -> PatientState {
        PatientState::new(&PatientSetup {
            settled_norepinephrine_mcg_kg_min: settled,
            ..PatientSetup::new(Preset::SepticShock, 82.0)
        })
    }

    fn minutes(patient: &mut PatientState, minutes: u32, dose_mcg_kg_min: f64) {
        for _ in 0..minutes * 600 {
            patient.receive(&norepinephrine(dose_mcg_kg_min * 82.0 / 600.0));
        }
    }

    #[test]
    fn the_ordered_dose_brings_the_pressure_to_its_goal_within_ten_minutes() {
        let mut patient = septic(0.0);
        assert_eq!(patient.view().map_mmhg, 40);
        minutes(&mut patient, 10, 0.08);
        assert!((65.0..75.0).contains(&patient.map_mmhg), "{}", patient.map_mmhg);
    }

    #[test]
    fn a_settled_patient_stays_where_the_dose_holds_it() {
        let mut patient = septic(0.08);
        let before = patient.map_mmhg;
        minutes(&mut patient, 5, 0.08);
        assert!((patient.map_mmhg - before).abs() < 0.1);
    }

    #[test]
    fn without_the_drug_the_pressure_falls_under_50_within_four_minutes() {
        let mut patient = septic(0.08);
        minutes(&mut patient, 1, 0.0);
        assert!(patient.map_mmhg > 55.0);
        minutes(&mut patient, 3, 0.0);
        assert!(patient.map_mmhg < 50.0, "{}", patient.map_mmhg);
    }

    #[test]
    fn ten_times_the_dose_is_seen_at_once() {
        let mut patient = septic(0.08);
        minutes(&mut patient, 3, 0.8);
        assert!(patient.map_mmhg > 100.0);
        assert!(patient.heart_rate < 95.0);
    }

    #[test]
    fn a_bolus_raises_the_pressure_and_wears_off() {
        let mut patient = septic(0.08);
        let before = patient.map_mmhg;
        patient.receive(&norepinephrine(6.0));
        minutes(&mut patient, 1, 0.08);
        let peak = patient.map_mmhg;
        minutes(&mut patient, 9, 0.08);
        assert!(peak > before + 4.0 && patient.map_mmhg < before + 1.0);
    }

    fn clinical(patient: &PatientState, signal: ClinicalSignal) -> f64 {
        let mut values = [0.0; crate::patient::signals::CATALOGUE.len()];
        patient.read_clinical(&mut values);
        values[signal as usize]
    }

    #[test]
    fn two_pressors_act_together_and_each_alone_does_less() {
        let after = |norepinephrine: f64, dopamine: f64| {
            let mut patient = septic(0.0);
            for _ in 0..6_000 {
                let mut arrived = Arrived::default();
                arrived.add(Drug::Norepinephrine, norepinephrine * 82.0 / 600.0);
                arrived.add(Drug::Dopamine, dopamine * 82.0 / 600.0);
                patient.receive(&arrived);
            }
            patient.map_mmhg
        };
        assert!(after(0.08, 10.0) > after(0.08, 0.0) + 10.0);
        assert!(after(0.08, 10.0) > after(0.0, 10.0) + 10.0);
    }

    #[test]
    fn sleep_lowers_the_pressure_and_the_breaths_of_a_patient_who_breathes() {
        let mut patient = PatientState::new(&PatientSetup::new(Preset::Stable, 70.0));
        assert_eq!(patient.clinical_view().sedation, Sedation::Awake);
        for _ in 0..18_000 {
            let mut arrived = Arrived::default();
            arrived.add(Drug::Propofol, 300.0 * 70.0 / 600.0);
            patient.receive(&arrived);
        }
        let view = patient.clinical_view();
        assert_eq!(view.sedation, Sedation::Unresponsive);
        assert!(view.breaths_per_min < 8 && view.spo2_percent < 90, "{view:?}");
        assert!(patient.view().map_mmhg < 72);
    }

    #[test]
    fn a_result_tells_of_the_blood_as_it_was_drawn() {
        let mut patient = PatientState::new(&PatientSetup {
            blood: Blood {
                glucose_mmol_l: 16.0,
                ..Blood::default()
            },
            ..PatientSetup::new(Preset::Stable, 80.0)
        });
        assert!(patient.draw(Test::Glucose));
        let mut arrived = Arrived::default();
        arrived.add(Drug::Insulin, 40.0);
        patient.receive(&arrived);
        for _ in 0..598 {
            patient.receive(&Arrived::default());
        }
        assert_eq!(clinical(&patient, ClinicalSignal::GlucoseResult), 0.0);
        assert_eq!(clinical(&patient, ClinicalSignal::Waiting), 1.0);
        patient.receive(&Arrived::default());
        assert_eq!(clinical(&patient, ClinicalSignal::GlucoseResult), 16.0);
        assert!(clinical(&patient, ClinicalSignal::Glucose) < 16.0);
        assert_eq!(patient.clinical_view().results[0].value, "16");
    }

    #[test]
    fn too_much_potassium_takes_the_pressure() {
        let mut patient = PatientState::new(&PatientSetup::new(Preset::Stable, 70.0));
        let mut arrived = Arrived::default();
        arrived.add(Drug::Potassium, 4.0);
        for _ in 0..300 {
            patient.receive(&arrived);
        }
        assert_eq!(patient.clinical_view().rhythm, Rhythm::SineWave);
        assert!(patient.view().map_mmhg < 40, "{:?}", patient.view());
    }

    #[test]
    fn a_patient_without_a_drug_keeps_every_bit() {
        let mut patient = septic(0.0);
        minutes(&mut patient, 1, 0.0);
        assert_eq!(patient.map_mmhg.to_bits(), 40.0_f64.to_bits());
        assert_eq!(patient.heart_rate.to_bits(), 122.0_f64.to_bits());
    }
}
