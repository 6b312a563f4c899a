//! Pressure against time behind a complete block.

use super::devices::{Begins, Measured, large_volume as large_volume_pump, syringe as syringe_pump};
use super::{Axis, Figure, FigureId, Reference, Series, Standing, Varied};
use crate::fault::Fault;
use crate::line::LineConfig;
use crate::line::hydraulics::time_to_occlusion_alarm_s;
use crate::pump::setup::PumpConfig;
use crate::syringe::fault::SyringeFault;
use crate::syringe::setup::{SyringeLineConfig, SyringePumpConfig};
use crate::syringe::{Brand, Size, SyringeKind};

/// Points of a line.
const POINTS: u32 = 40;
/// Highest limit that a requirement allows, mmHg (20 psi).
const HIGHEST_LIMIT_MMHG: f64 = 1_034.0;

/// The large-volume pump at four rates.
pub(super) fn large_volume() -> Figure {
    let (pump, line) = (PumpConfig::default(), LineConfig::default());
    let mut series = Vec::new();
    let mut references = limits(pump.occlusion_limit_mmhg);
    for rate in [5.0, 25.0, 100.0, 250.0] {
        let mut simulation = large_volume_pump(rate);
        simulation.inject(&Fault::DownstreamOcclusion);
        // What the pump has already stretched the line by counts for the time to the alarm.
        let baseline = simulation.signal("pump.pressure");
        let expected = time_to_occlusion_alarm_s(
            line.compliance_ml_per_mmhg,
            pump.occlusion_limit_mmhg,
            baseline,
            rate,
            pump.occlusion_latency_s,
        );
        let varied = vec![(Varied::RateMlH, Some(rate))];
        let (points, alarm_s) = rise(&mut simulation, expected);
        references.push(formula(&varied, (expected, pump.occlusion_limit_mmhg), alarm_s));
        series.push(simulated(varied, points));
    }
    Figure {
        id: FigureId::OcclusionLargeVolume,
        x: Axis::TimeS,
        y: Axis::PressureMmhg,
        series,
        references,
    }
}

/// The syringe pump with three sizes, and with the largest at a low rate.
pub(super) fn syringe() -> Figure {
    let pump = SyringePumpConfig::default();
    let line = SyringeLineConfig::default();
    let mut series = Vec::new();
    let mut references = limits(pump.occlusion_limit_mmhg);
    for (size, rate, measured_min) in [
        (Size::Ml10, 5.0, None),
        (Size::Ml20, 5.0, None),
        (Size::Ml50, 5.0, Some((8.0, 22.0))),
        (Size::Ml50, 0.5, Some((108.0, 126.0))),
    ] {
        let kind = SyringeKind {
            brand: Brand::A,
            size,
        };
        let mut simulation = syringe_pump(size, rate, line, Begins::Running);
        simulation.inject(&SyringeFault::DownstreamOcclusion);
        let expected = time_to_occlusion_alarm_s(
            kind.compliance_ml_per_mmhg(),
            pump.occlusion_limit_mmhg,
            line.venous_pressure_mmhg + line.opening_pressure_mmhg,
            rate,
            pump.occlusion_latency_s,
        );
        let varied = vec![
            (Varied::SyringeMl, Some(kind.capacity_ml())),
            (Varied::RateMlH, Some(rate)),
        ];
        let (points, alarm_s) = rise(&mut simulation, expected);
        references.push(formula(&varied, (expected, pump.occlusion_limit_mmhg), alarm_s));
        if let Some((low_min, high_min)) = measured_min {
            references.push(Reference {
                standing: Standing::Published,
                varied: varied.clone(),
                x: Some((low_min * 60.0, high_min * 60.0)),
                y: None,
                simulated: alarm_s,
                place: Some((
                    (low_min * 60.0, pump.occlusion_limit_mmhg),
                    (high_min * 60.0, pump.occlusion_limit_mmhg),
                )),
                source: "Donmez et al. 2005 (PubMed 15787919): 15 ± 7 min at 5 mL/h and 117 ± 9 min at 0.5 mL/h, 50 mL; \
                         their limit is not told"
                    .to_owned(),
            });
        }
        series.push(simulated(varied, points));
    }
    Figure {
        id: FigureId::OcclusionSyringe,
        x: Axis::TimeS,
        y: Axis::PressureMmhg,
        series,
        references,
    }
}

/// The pressure until the alarm, and when it came, s.
fn rise(simulation: &mut impl Measured, expected_s: f64) -> (Vec<(f64, f64)>, Option<f64>) {
    let begin = simulation.tick();
    let between_s = expected_s / f64::from(POINTS);
    let mut points = vec![(0.0, simulation.signal("pump.pressure"))];
    for _ in 0..2 * POINTS {
        let alarmed = simulation.step_until(between_s, |now| now.signal("pump.flow") <= 0.0);
        // Sub-steps do not end where points are asked for: the clock tells how far it went.
        let passed_s = (simulation.tick() - begin) as f64 / 1_000.0;
        points.push((passed_s, simulation.signal("pump.pressure")));
        if alarmed.is_some() {
            return (points, Some(passed_s));
        }
    }
    (points, None)
}

fn simulated(varied: Vec<(Varied, Option<f64>)>, points: Vec<(f64, f64)>) -> Series {
    Series {
        standing: Standing::Simulated,
        varied,
        points,
    }
}

fn formula(varied: &[(Varied, Option<f64>)], expected: (f64, f64), alarm_s: Option<f64>) -> Reference {
    Reference {
        standing: Standing::Formula,
        varied: varied.to_vec(),
        x: Some((expected.0, expected.0)),
        y: None,
        simulated: alarm_s,
        place: Some((expected, expected)),
        source: "compliance × (limit − baseline) / rate + latency".to_owned(),
    }
}

fn limits(limit_mmhg: f64) -> Vec<Reference> {
    [
        (limit_mmhg, "set limit of the pump"),
        (
            HIGHEST_LIMIT_MMHG,
            "FDA Generic Infusion Pump 1.10.3 and ECRI: under 20 psi (1034 mmHg)",
        ),
    ]
    .into_iter()
    .map(|(level, source)| Reference {
        standing: Standing::Limit,
        varied: Vec::new(),
        x: None,
        y: Some((level, level)),
        simulated: None,
        place: None,
        source: source.to_owned(),
    })
    .collect()
}
