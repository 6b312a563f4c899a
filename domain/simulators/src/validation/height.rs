//! What a change of height does to a syringe pump, and what runs by itself from a height.

use super::devices::{Begins, Measured, syringe};
use super::{Axis, Figure, FigureId, Reference, Series, Standing, Varied};
use crate::syringe::action::SyringeAction;
use crate::syringe::fault::SyringeFault;
use crate::syringe::setup::SyringeLineConfig;
use crate::syringe::{MMHG_PER_CM, Size};

/// Drops in a millilitre of a common set.
const DROPS_PER_ML: f64 = 20.0;
/// Resistance of an open set to what runs by gravity, mmHg per mL/h.
const SET_RESISTANCE_MMHG_PER_ML_H: f64 = 0.05;
/// Pressure in the vein, mmHg.
const VENOUS_MMHG: f64 = 10.0;
/// When the pump is moved, s.
const MOVED_AT_S: f64 = 60.0;

/// The volume that a syringe pump gives while it is moved, and what was published of it.
pub(super) fn moved() -> Figure {
    let assembly = SyringeLineConfig {
        compliance_ml_per_mmhg: Some(0.001_4),
        ..SyringeLineConfig::default()
    };
    let own = SyringeLineConfig::default();
    let small = "Syringe size and flow rate after vertical displacement: 5.5 min (10 mL) and 29.7 min (50 mL) without \
                 delivery, lowered by 130 cm at 0.5 mL/h; the model's compliance of 50 mL was fitted to it";
    let gap = "Syringe pump displacement, assemblies of four pumps: 2.8 to 6.0 min without delivery, 44 to 77 µL \
               bolus, 50 cm at 1 mL/h";
    let cases = [
        (Size::Ml50, 1.0, assembly, 50_i16, None, Some((0.044, 0.077, gap))),
        (Size::Ml50, 1.0, assembly, -50, Some((168.0, 360.0, gap)), None),
        (Size::Ml50, 0.5, own, -130, Some((1_782.0, 1_782.0, small)), None),
        (Size::Ml10, 0.5, own, -130, Some((330.0, 330.0, small)), None),
    ];
    let mut series = Vec::new();
    let mut references = Vec::new();
    for (size, rate, line, to_cm, gap_s, bolus_ml) in cases {
        let varied = vec![
            (
                Varied::SyringeMl,
                Some(if size == Size::Ml10 { 10.0 } else { 50.0 }),
            ),
            (Varied::RateMlH, Some(rate)),
            (Varied::MovedCm, Some(f64::from(to_cm))),
        ];
        let mut simulation = syringe(size, rate, line, Begins::Running);
        let mut points = vec![(0.0, 0.0)];
        simulation.step_s(MOVED_AT_S);
        let before_ml = simulation.signal("line.delivered_ml");
        points.push((MOVED_AT_S, before_ml));
        simulation.act(&SyringeAction::MovePump { to_cm });
        let mut probe = simulation.clone();
        let longest_s = 3_600.0;
        let without_s = probe.step_until(longest_s, |now| now.signal("line.delivered_ml") > before_ml);
        probe.step_s(1.0);
        let passed_h = (Measured::tick(&probe) as f64 / 1_000.0 - MOVED_AT_S) / 3_600.0;
        let at_once_ml = probe.signal("line.delivered_ml") - before_ml - rate * passed_h;
        if let Some((low, high, source)) = gap_s {
            references.push(Reference {
                standing: Standing::Published,
                varied: varied.clone(),
                x: Some((low, high)),
                y: None,
                simulated: without_s,
                place: Some(((MOVED_AT_S + low, before_ml), (MOVED_AT_S + high, before_ml))),
                source: source.to_owned(),
            });
        }
        if let Some((low, high, source)) = bolus_ml {
            references.push(Reference {
                standing: Standing::Published,
                varied: varied.clone(),
                x: None,
                y: Some((low, high)),
                simulated: Some(at_once_ml),
                place: Some(((MOVED_AT_S, before_ml + low), (MOVED_AT_S, before_ml + high))),
                source: source.to_owned(),
            });
        }
        let shown_s = 1.5 * without_s.unwrap_or(0.0).max(120.0);
        for _ in 0..40 {
            simulation.step_s(shown_s / 40.0);
            points.push((
                Measured::tick(&simulation) as f64 / 1_000.0,
                simulation.signal("line.delivered_ml"),
            ));
        }
        series.push(Series {
            standing: Standing::Simulated,
            varied,
            points,
        });
    }
    Figure {
        id: FigureId::HeightSyringe,
        x: Axis::TimeS,
        y: Axis::VolumeMl,
        series,
        references,
    }
}

/// Drops a minute that run by themselves: an open set by the formula, a syringe with a free plunger by simulation.
pub(super) fn drops() -> Figure {
    let heights = || (0..=10_i16).map(|step| step * 12);
    let open = heights()
        .map(|cm| {
            let flow = free_flow_ml_h(f64::from(cm), VENOUS_MMHG, SET_RESISTANCE_MMHG_PER_ML_H);
            (f64::from(cm), drops_per_min(flow))
        })
        .collect();
    let free = heights()
        .map(|cm| {
            let mut simulation = syringe(Size::Ml50, 1.0, SyringeLineConfig::default(), Begins::Running);
            simulation.act(&SyringeAction::MovePump { to_cm: cm });
            simulation.inject(&SyringeFault::PlungerSlips);
            simulation.step_s(1.0);
            (f64::from(cm), drops_per_min(simulation.signal("line.siphon")))
        })
        .collect();
    Figure {
        id: FigureId::DropsByHeight,
        x: Axis::HeightCm,
        y: Axis::DropsPerMin,
        series: vec![
            Series {
                standing: Standing::Formula,
                varied: vec![(Varied::OpenSet, None)],
                points: open,
            },
            Series {
                standing: Standing::Simulated,
                varied: vec![(Varied::FreePlunger, None)],
                points: free,
            },
        ],
        references: vec![Reference {
            standing: Standing::Formula,
            varied: vec![(Varied::OpenSet, None)],
            x: None,
            y: Some((drops_per_min(980.0), drops_per_min(980.0))),
            simulated: Some(drops_per_min(free_flow_ml_h(
                80.0,
                VENOUS_MMHG,
                SET_RESISTANCE_MMHG_PER_ML_H,
            ))),
            place: Some(((80.0, drops_per_min(980.0)), (80.0, drops_per_min(980.0)))),
            source: "80 cm over the vein through an open set: about 980 mL/h".to_owned(),
        }],
    }
}

/// What gravity lets run through an open set, mL/h.
fn free_flow_ml_h(height_cm: f64, venous_mmhg: f64, resistance_mmhg_per_ml_h: f64) -> f64 {
    (height_cm * MMHG_PER_CM - venous_mmhg).max(0.0) / resistance_mmhg_per_ml_h
}

fn drops_per_min(flow_ml_h: f64) -> f64 {
    flow_ml_h * DROPS_PER_ML / 60.0
}
