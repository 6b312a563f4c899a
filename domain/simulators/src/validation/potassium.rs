//! Potassium of the plasma while 20 mmol are given in an hour, and in the hour after.

use super::{Axis, Figure, FigureId, Reference, Series, Standing, Varied};
use crate::patient::model::PatientState;
use crate::patient::{Arrived, Blood, Drug, PatientSetup, Preset, signals};

/// What is given in the first hour, mmol.
const GIVEN_MMOL: f64 = 20.0;
/// Potassium before it, mmol/L: the patients of the studies had too little.
const BEFORE_MMOL_L: f64 = 2.9;
/// Steps of 100 ms in an hour.
const STEPS_H: u32 = 36_000;
/// A point every five minutes.
const STEPS_BETWEEN: u32 = 3_000;

/// A patient of 70 kg.
pub(super) fn figure() -> Figure {
    let mut patient = PatientState::new(&PatientSetup {
        blood: Blood {
            potassium_mmol_l: BEFORE_MMOL_L,
            ..Blood::default()
        },
        ..PatientSetup::new(Preset::Stable, 70.0)
    });
    let mut points = vec![(0.0, BEFORE_MMOL_L)];
    for step in 1..=2 * STEPS_H {
        let given = if step <= STEPS_H {
            GIVEN_MMOL / f64::from(STEPS_H)
        } else {
            0.0
        };
        let mut arrived = Arrived::default();
        arrived.add(Drug::Potassium, given);
        patient.receive(&arrived);
        if step % STEPS_BETWEEN == 0 {
            points.push((f64::from(step) / 10.0, potassium_mmol_l(&patient)));
        }
    }
    let risen = |at_s: f64| {
        points
            .iter()
            .find(|(time_s, _)| *time_s >= at_s)
            .map(|(_, level)| level - BEFORE_MMOL_L)
    };
    let varied = vec![(Varied::GivenMmol, Some(GIVEN_MMOL))];
    let second = "J Clin Pharmacol 1994; 34: 1077: a rise of 0.6 mmol/L at the end of 20 mmol in an hour, 0.3 an hour later";
    let references = [
        (
            3_600.0,
            (0.2, 0.8),
            "Crit Care Med 1991; 19: 694: a rise of 0.5 ± 0.3 mmol/L after 20 mmol in an hour",
        ),
        (3_600.0, (0.6, 0.6), second),
        (7_200.0, (0.3, 0.3), second),
    ]
    .into_iter()
    .map(|(at_s, (low, high), source)| Reference {
        standing: Standing::Published,
        varied: varied.clone(),
        x: None,
        y: Some((low, high)),
        simulated: risen(at_s),
        place: Some(((at_s, BEFORE_MMOL_L + low), (at_s, BEFORE_MMOL_L + high))),
        source: source.to_owned(),
    })
    .collect();
    Figure {
        id: FigureId::PotassiumRise,
        x: Axis::TimeS,
        y: Axis::PotassiumMmolL,
        series: vec![Series {
            standing: Standing::Simulated,
            varied,
            points,
        }],
        references,
    }
}

fn potassium_mmol_l(patient: &PatientState) -> f64 {
    let mut values = [0.0; signals::CATALOGUE.len()];
    patient.read_clinical(&mut values);
    signals::find("patient.potassium")
        .and_then(|index| values.get(usize::from(index)))
        .copied()
        .unwrap_or(0.0)
}
