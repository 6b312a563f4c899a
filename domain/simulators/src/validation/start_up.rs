//! Flow against time after START with a 50 mL syringe that was just laid in, with and without a purge.

use super::devices::{Begins, Measured, syringe};
use super::{Axis, Figure, FigureId, Reference, Series, Standing, Varied};
use crate::pump::key::Key;
use crate::syringe::action::{SyringeAct, SyringeAction};
use crate::syringe::setup::SyringeLineConfig;
use crate::syringe::{Size, SyringeSimulation};

const RATE_ML_H: f64 = 1.0;
/// Volume of the purge, mL: the pump ends it by itself.
const PURGE_ML: f64 = 2.0;
/// A sample is the mean flow of a minute.
const SAMPLE_S: f64 = 60.0;
const SAMPLES: u32 = 60;

/// The start-up of a syringe pump at 1 mL/h.
pub(super) fn figure() -> Figure {
    let source = "Start-up delays of infusion syringe pumps 2001 (PubMed 11696120), four pumps at 1 mL/h";
    let mut series = Vec::new();
    let mut references = vec![Reference {
        standing: Standing::Limit,
        varied: Vec::new(),
        x: None,
        y: Some((RATE_ML_H, RATE_ML_H)),
        simulated: None,
        place: None,
        source: "set rate".to_owned(),
    }];
    for (purge_ml, measured_min) in [(0.0, (6.8, 57.0)), (PURGE_ML, (0.3, 1.1))] {
        let mut simulation = syringe(Size::Ml50, RATE_ML_H, SyringeLineConfig::default(), Begins::Ready);
        if purge_ml > 0.0 {
            purge(&mut simulation);
        }
        press(&mut simulation, Key::Start);
        let mut delivered_ml = simulation.signal("line.delivered_ml");
        let begin = Measured::tick(&simulation);
        let mut first_s = None;
        let mut points = Vec::new();
        for sample in 0..SAMPLES {
            if first_s.is_none() {
                first_s = simulation
                    .clone()
                    .step_until(SAMPLE_S, |now| now.signal("line.delivered_ml") > 0.0)
                    .map(|after_s| f64::from(sample) * SAMPLE_S + after_s);
            }
            Measured::step_to(
                &mut simulation,
                begin + u64::from(sample + 1) * (SAMPLE_S * 1_000.0) as u64,
            );
            let now_ml = simulation.signal("line.delivered_ml");
            points.push((
                f64::from(sample + 1) * SAMPLE_S,
                (now_ml - delivered_ml) / SAMPLE_S * 3_600.0,
            ));
            delivered_ml = now_ml;
        }
        let varied = vec![(Varied::PurgeMl, Some(purge_ml))];
        references.push(Reference {
            standing: Standing::Published,
            varied: varied.clone(),
            x: Some((measured_min.0 * 60.0, measured_min.1 * 60.0)),
            y: None,
            simulated: first_s,
            place: Some(((measured_min.0 * 60.0, 0.0), (measured_min.1 * 60.0, 0.0))),
            source: source.to_owned(),
        });
        series.push(Series {
            standing: Standing::Simulated,
            varied,
            points,
        });
    }
    Figure {
        id: FigureId::StartUpSyringe,
        x: Axis::TimeS,
        y: Axis::FlowMlH,
        series,
        references,
    }
}

/// The line is taken off, the pump purges until it ends by itself, the line is connected again.
fn purge(simulation: &mut SyringeSimulation) {
    simulation.act(&SyringeAction::Bedside {
        act: SyringeAct::DisconnectLine,
    });
    press(simulation, Key::Bolus);
    simulation.act(&SyringeAction::Press { key: Key::Soft1 });
    simulation.step_s(40.0);
    simulation.act(&SyringeAction::Release { key: Key::Soft1 });
    press(simulation, Key::Back);
    simulation.act(&SyringeAction::Bedside {
        act: SyringeAct::ConnectLine,
    });
}

fn press(simulation: &mut SyringeSimulation, key: Key) {
    simulation.act(&SyringeAction::Press { key });
    simulation.act(&SyringeAction::Release { key });
    simulation.step_s(0.1);
}
