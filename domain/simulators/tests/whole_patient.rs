//! Every drug of the model through the large-volume pump, and blood that is drawn.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use simulators::action::Action;
use simulators::drugs::AmountUnit;
use simulators::line::{Bag, SecondarySetup};
use simulators::patient::{Blood, Extent, PatientSetup, Preset, Test};
use simulators::simulation::{Setup, Simulation};
use simulators::unit::UnitSetup;
use simulators::{events, signals};
use support::{basic_runs, setup};

fn bag(drug: &str, amount: f64, amount_unit: AmountUnit, volume_ml: f64) -> Bag {
    Bag {
        drug: drug.to_owned(),
        amount,
        amount_unit,
        volume_ml,
        left_ml: None,
    }
}

/// A patient who is followed whole, with a bag that runs.
fn ward(bag: Bag, rate_ml_h: f64) -> Setup {
    let mut setup = setup(basic_runs(rate_ml_h, 900.0));
    setup.line.bag = bag;
    setup.patient = PatientSetup {
        extent: Extent::Whole,
        blood: Blood {
            glucose_mmol_l: 16.0,
            ..Blood::default()
        },
        ..PatientSetup::new(Preset::Stable, 80.0)
    };
    setup
}

fn value(setup: &Setup, simulation: &Simulation, name: &str) -> f64 {
    let signals = signals::of(setup);
    let mut values = vec![f64::NAN; signals.len()];
    simulation.read(&mut values);
    values[signals.iter().position(|signal| signal.name == name).unwrap()]
}

fn after(setup: &Setup, minutes: u64, name: &str) -> f64 {
    let mut simulation = Simulation::new(setup);
    simulation.step_to(minutes * 60_000);
    value(setup, &simulation, name)
}

#[test]
fn each_drug_in_the_bag_does_what_it_does_to_the_patient() {
    let dopamine = ward(bag("dopamine", 400.0, AmountUnit::Milligram, 250.0), 30.0);
    assert!(after(&dopamine, 10, "patient.map") > 90.0);
    let propofol = ward(bag("propofol", 1_000.0, AmountUnit::Milligram, 100.0), 120.0);
    assert!(after(&propofol, 20, "patient.sedation_index") < 60.0);
    let insulin = ward(bag("insulin regular", 100.0, AmountUnit::Unit, 100.0), 20.0);
    assert!(after(&insulin, 60, "patient.glucose") < 13.0);
    let potassium = ward(
        bag("potassium chloride", 40.0, AmountUnit::Millimole, 100.0),
        200.0,
    );
    assert!(after(&potassium, 20, "patient.potassium") > 4.5);
    let heparin = ward(bag("heparin", 25_000.0, AmountUnit::Unit, 250.0), 50.0);
    assert!(after(&heparin, 120, "patient.aptt") > 50.0);
    let water = ward(bag("", 0.0, AmountUnit::Milligram, 500.0), 40.0);
    assert_eq!(after(&water, 20, "patient.map"), 84.0);
}

#[test]
fn a_drug_in_the_secondary_bag_and_on_another_channel_reaches_the_same_patient() {
    let mut setup = ward(bag("", 0.0, AmountUnit::Milligram, 500.0), 100.0);
    setup.unit = Some(UnitSetup::default());
    setup.line.secondary = Some(SecondarySetup {
        bag: bag("potassium chloride", 40.0, AmountUnit::Millimole, 100.0),
        spare_bag: None,
        hung: true,
        clamp_open: true,
    });
    setup.line.above.primary_lowered = true;
    assert!(after(&setup, 20, "patient.potassium") > 4.4);
}

#[test]
fn where_only_the_circulation_is_followed_norepinephrine_alone_arrives() {
    let mut setup = ward(bag("dopamine", 400.0, AmountUnit::Milligram, 250.0), 30.0);
    setup.patient = PatientSetup::new(Preset::Stable, 80.0);
    assert_eq!(after(&setup, 10, "patient.map"), 84.0);
    assert_eq!(signals::of(&setup).len(), signals::CATALOGUE.len());
    assert!(Simulation::new(&setup).clinical_view().is_none());
    assert!(
        !events::of(&setup)
            .iter()
            .any(|(_, name)| name.starts_with("lab."))
    );
    let mut simulation = Simulation::new(&setup);
    simulation.act(&Action::DrawBlood { test: Test::Glucose });
    let mut told: Vec<events::SimEvent> = Vec::new();
    simulation.drain_events(&mut told);
    assert!(told.is_empty());
}

#[test]
fn blood_is_drawn_and_its_result_comes_as_events_and_signals() {
    let setup = ward(bag("insulin regular", 100.0, AmountUnit::Unit, 100.0), 20.0);
    let mut simulation = Simulation::new(&setup);
    simulation.step_to(10_050);
    simulation.act(&Action::DrawBlood { test: Test::Glucose });
    assert_eq!(value(&setup, &simulation, "lab.waiting"), 1.0);
    simulation.step_to(69_900);
    assert_eq!(value(&setup, &simulation, "lab.glucose"), 0.0);
    simulation.step_to(71_000);
    assert!((value(&setup, &simulation, "lab.glucose") - 16.0).abs() < 0.1);
    let mut told: Vec<events::SimEvent> = Vec::new();
    simulation.drain_events(&mut told);
    let names: Vec<_> = told.iter().map(|event| (event.tick, event.name())).collect();
    assert_eq!(
        names,
        [
            (10_050, "lab.drawn"),
            (10_050, "lab.glucose.drawn"),
            (70_000, "lab.glucose.result")
        ]
    );
    let known = events::of(&setup);
    assert!(
        told.iter()
            .all(|event| known.contains(&(event.event, event.name())))
    );
    assert_eq!(simulation.clinical_view().unwrap().results.len(), 1);
}

#[test]
fn a_setup_that_says_nothing_of_it_is_written_as_before() {
    let json = serde_json::to_string(&PatientSetup::new(Preset::Stable, 80.0)).unwrap();
    assert!(!json.contains("extent"), "{json}");
    let mut whole = PatientSetup::new(Preset::Stable, 80.0);
    whole.laboratory.glucose_s = 30.0;
    assert!(whole.is_whole());
}
