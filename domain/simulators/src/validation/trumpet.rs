//! Trumpet curves: the mean error over windows of several lengths, in the second hour of a run.

use super::devices::{Begins, Measured, large_volume as large_volume_pump, syringe as syringe_pump};
use super::{Axis, Figure, FigureId, Reference, Series, Standing, Varied};
use crate::bench::extremes;
use crate::syringe::Size;
use crate::syringe::setup::SyringeLineConfig;

/// A sample is the volume of half a minute.
const SAMPLE_S: f64 = 30.0;
/// Samples that are left out: the first hour.
const LEFT_OUT: usize = 120;
/// Samples that are analysed: the second hour.
const ANALYSED: usize = 120;
/// Windows, in minutes.
const WINDOWS_MIN: [f64; 6] = [1.0, 2.0, 5.0, 11.0, 19.0, 31.0];

/// The large-volume pump at 1 and 25 mL/h.
pub(super) fn large_volume() -> Figure {
    let series = [1.0, 25.0]
        .into_iter()
        .flat_map(|rate| curves(&mut large_volume_pump(rate), rate))
        .collect();
    figure(
        FigureId::TrumpetLargeVolume,
        series,
        5.0,
        "usual statement of makers: ± 5 % from 1 mL/h",
    )
}

/// The syringe pump with a 50 mL syringe at 1 and 5 mL/h.
pub(super) fn syringe() -> Figure {
    let series = [1.0, 5.0]
        .into_iter()
        .flat_map(|rate| {
            let line = SyringeLineConfig::default();
            curves(&mut syringe_pump(Size::Ml50, rate, line, Begins::Running), rate)
        })
        .collect();
    figure(
        FigureId::TrumpetSyringe,
        series,
        2.0,
        "usual statement of makers: ± 2 %, the syringe's own tolerance apart",
    )
}

fn figure(id: FigureId, series: Vec<Series>, limit_percent: f64, source: &str) -> Figure {
    Figure {
        id,
        x: Axis::WindowMin,
        y: Axis::ErrorPercent,
        series,
        references: vec![Reference {
            standing: Standing::Limit,
            varied: Vec::new(),
            x: None,
            y: Some((-limit_percent, limit_percent)),
            simulated: None,
            place: None,
            source: source.to_owned(),
        }],
    }
}

fn curves(simulation: &mut impl Measured, rate_ml_h: f64) -> [Series; 2] {
    let mut delivered_ml = 0.0;
    let mut samples = Vec::with_capacity(ANALYSED);
    for place in 0..LEFT_OUT + ANALYSED {
        simulation.step_s(SAMPLE_S);
        let now_ml = simulation.signal("line.delivered_ml");
        if place >= LEFT_OUT {
            samples.push((now_ml - delivered_ml) / SAMPLE_S * 3_600.0);
        }
        delivered_ml = now_ml;
    }
    let found: Vec<_> = WINDOWS_MIN
        .iter()
        .filter_map(|&window_min| {
            let length = libm::round(window_min * 60.0 / SAMPLE_S) as usize;
            Some((window_min, extremes(&samples, rate_ml_h, length)?))
        })
        .collect();
    let line = |varied, points: Vec<(f64, f64)>| Series {
        standing: Standing::Simulated,
        varied: vec![(Varied::RateMlH, Some(rate_ml_h)), (varied, None)],
        points,
    };
    [
        line(
            Varied::Largest,
            found.iter().map(|(x, found)| (*x, found.max_percent)).collect(),
        ),
        line(
            Varied::Smallest,
            found.iter().map(|(x, found)| (*x, found.min_percent)).collect(),
        ),
    ]
}
