//! The sheet of trends: a point each minute, pressures, volume, saturation and what is measured in mmHg under each other.

use simulators::ventilator::measured::TrendPoint;

use super::plot::{Area, NUMBERS, upright_axis};
use super::scale::Scale;
use super::{Anchor, Command, Ink, Line, Scene};
use crate::words::ventilator as words;

/// Room for the numbers at the left, for the names of the lines at the right, above and below.
const LEFT: f32 = 46.0;
const RIGHT: f32 = 40.0;
const ABOVE: f32 = 18.0;
const BELOW: f32 = 20.0;
/// Room between two strips, for the name of the lower one.
const BETWEEN: f32 = 22.0;
/// Length of the dash that begins a line.
const DASH: f32 = 2.0;
/// The sheet is never shorter than this, minutes.
const SHORTEST_MIN: u32 = 10;

/// A line of a strip.
struct Series {
    name: Option<&'static str>,
    line: Line,
    of: fn(&TrendPoint) -> Option<f32>,
}

/// One strip.
struct Strip {
    name: &'static str,
    ink: Ink,
    /// Bottom of the scale, and its tops, the smallest first.
    low: f32,
    tops: &'static [f32],
    series: &'static [Series],
}

const STRIPS: [Strip; 4] = [
    Strip {
        name: words::axis_pressures(),
        ink: Ink::Pressure,
        low: 0.0,
        tops: &[20.0, 40.0, 60.0, 80.0, 120.0],
        series: &[
            Series {
                name: Some(words::line_peak()),
                line: Line::Curve,
                of: |point| point.peak_cmh2o,
            },
            Series {
                name: Some(words::line_plateau()),
                line: Line::DashedCurve,
                of: |point| point.plateau_cmh2o,
            },
            Series {
                name: Some(words::line_peep()),
                line: Line::Dashed,
                of: |point| point.peep_cmh2o,
            },
        ],
    },
    Strip {
        name: words::axis_expired(),
        ink: Ink::Volume,
        low: 0.0,
        tops: &[400.0, 800.0, 1_200.0, 2_000.0],
        series: &[Series {
            name: None,
            line: Line::Curve,
            of: |point| point.vte_ml,
        }],
    },
    Strip {
        name: words::axis_saturation(),
        ink: Ink::Pulse,
        low: 60.0,
        tops: &[100.0],
        series: &[Series {
            name: None,
            line: Line::Curve,
            of: |point| point.spo2_percent,
        }],
    },
    Strip {
        name: words::axis_mmhg(),
        ink: Ink::Artery,
        low: 0.0,
        tops: &[100.0, 160.0],
        series: &[
            Series {
                name: Some(words::line_map()),
                line: Line::Curve,
                of: |point| point.map_mmhg,
            },
            Series {
                name: Some(words::line_co2()),
                line: Line::DashedCurve,
                of: |point| point.etco2_mmhg,
            },
        ],
    },
];

/// Draws the sheet.
pub(in crate::panels::ventilator) fn sheet(points: &[TrendPoint], size: (f32, f32)) -> Scene {
    let mut scene = Scene::new(size);
    let (first, last) = match (points.first(), points.last()) {
        (Some(first), Some(last)) => (first.minute, last.minute),
        _ => return scene,
    };
    let span = (last - first).max(SHORTEST_MIN) as f32;
    let strips = STRIPS.len() as f32;
    let height = (size.1 - ABOVE - BELOW - BETWEEN * (strips - 1.0)) / strips;
    let area = |place: usize| Area {
        x: LEFT,
        y: ABOVE + place as f32 * (height + BETWEEN),
        width: (size.0 - LEFT - RIGHT).max(1.0),
        height: height.max(1.0),
    };
    for (place, strip) in STRIPS.iter().enumerate() {
        let area = area(place);
        let scale = strip.scale(points);
        upright_axis(&mut scene, &area, &scale, strip.ink, strip.name);
        // Names that would stand on each other stand under each other.
        let mut free_from = f32::MIN;
        for series in strip.series {
            let line = series.drawn(points, &area, &scale, |point| {
                (point.minute - first) as f32 / span
            });
            if let (Some(name), Some(&(Command::Move(x, y) | Command::Line(x, y)))) =
                (series.name, line.last())
            {
                let below = f32::max(y + NUMBERS * 0.36, free_from);
                free_from = below + NUMBERS;
                let at = (x + 5.0, below);
                scene.label(strip.ink, at, Anchor::Start, NUMBERS, name);
            }
            scene.stroke(strip.ink, series.line, line);
        }
    }
    let bottom = area(STRIPS.len() - 1);
    let step = [5, 10, 15, 30, 60]
        .into_iter()
        .find(|step| span / *step as f32 <= 6.0);
    let step = step.unwrap_or(120);
    for minute in (first..=first + span as u32).filter(|minute| minute % step == 0) {
        let at = (
            bottom.across((minute - first) as f32 / span),
            bottom.up(0.0) + NUMBERS + 4.0,
        );
        scene.label(Ink::Text, at, Anchor::Middle, NUMBERS, minute.to_string());
    }
    let at = (bottom.across(1.0) + RIGHT - 4.0, bottom.up(0.0) + NUMBERS + 4.0);
    scene.label(Ink::Text, at, Anchor::End, NUMBERS, words::axis_minutes());
    scene
}

impl Strip {
    /// The smallest scale that holds every point; what falls under it stays at the edge.
    fn scale(&self, points: &[TrendPoint]) -> Scale {
        let values = self
            .series
            .iter()
            .flat_map(|series| points.iter().filter_map(series.of));
        let most = values.fold(self.low, f32::max);
        let last = self.tops[self.tops.len() - 1];
        let high = self.tops.iter().copied().find(|top| *top >= most).unwrap_or(last);
        Scale::new(self.low, high, &[self.low, (self.low + high) / 2.0, high])
    }
}

impl Series {
    /// The line, with a gap where nothing is known. A run of points begins with a short dash, so that one that stands
    /// alone is seen too.
    fn drawn(
        &self,
        points: &[TrendPoint],
        area: &Area,
        scale: &Scale,
        across: impl Fn(&TrendPoint) -> f32,
    ) -> Vec<Command> {
        let mut line = Vec::with_capacity(points.len() + 1);
        let mut goes_on = false;
        for point in points {
            let known = (self.of)(point);
            if let Some(value) = known {
                let (x, y) = (area.across(across(point)), area.up(scale.share(value)));
                if goes_on {
                    line.push(Command::Line(x, y));
                } else {
                    line.extend([Command::Move(x, y), Command::Line(x + DASH, y)]);
                }
            }
            goes_on = known.is_some();
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(minutes: u32) -> Vec<TrendPoint> {
        let point = |minute| TrendPoint {
            minute,
            peak_cmh2o: Some(30.0),
            plateau_cmh2o: (minute % 2 == 0).then_some(24.0),
            vte_ml: Some(420.0),
            ..TrendPoint::default()
        };
        (1..=minutes).map(point).collect()
    }

    #[test]
    fn nothing_is_drawn_before_the_first_minute() {
        assert_eq!(sheet(&[], (640.0, 350.0)).strokes.len(), 0);
    }

    #[test]
    fn the_smallest_scale_that_holds_every_minute_is_taken() {
        assert_eq!(STRIPS[0].scale(&points(3)).high, 40.0);
        assert_eq!(STRIPS[1].scale(&points(3)).high, 800.0);
    }

    #[test]
    fn a_line_breaks_where_nothing_is_known() {
        let area = Area {
            x: 0.0,
            y: 0.0,
            width: 100.0,
            height: 50.0,
        };
        let scale = Scale::new(0.0, 40.0, &[]);
        let drawn =
            |series: &Series| series.drawn(&points(4), &area, &scale, |point| point.minute as f32 / 4.0);
        let begins = |line: &[Command]| {
            line.iter()
                .filter(|step| matches!(step, Command::Move(..)))
                .count()
        };
        assert_eq!(begins(&drawn(&STRIPS[0].series[0])), 1);
        assert_eq!(begins(&drawn(&STRIPS[0].series[1])), 2);
        assert_eq!(begins(&drawn(&STRIPS[2].series[0])), 0);
    }
}
