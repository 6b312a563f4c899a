//! Where the parts of a plot stand: panels, axes, shares of the field. Pure, so that it can be tested.

use simulators::validation::{Axis, Figure, Reference, Series, Standing, Varied};

/// From here on a time is shown in minutes, s.
const MINUTES_FROM_S: f64 = 600.0;
/// A limit is drawn if it is no further than this from the lines, as a share of them.
const NEAR: f64 = 1.3;
/// Steps of an axis, at least.
const STEPS: f64 = 3.0;

/// What is varied, with its value where it has one.
pub type Variation = Vec<(Varied, Option<f64>)>;

/// Lines that are drawn in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What tells the field from the others.
    pub varied: Variation,
    /// Its lines.
    pub series: Vec<Series>,
    /// Marks in it, and limits across it.
    pub marks: Vec<Reference>,
    /// Its first axis.
    pub x: Scale,
    /// Its second axis.
    pub y: Scale,
}

/// An axis: its ends, and where its ticks stand, in the unit of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// What it measures.
    pub axis: Axis,
    /// The lower end.
    pub from: f64,
    /// The upper end.
    pub to: f64,
    /// Ticks, rising.
    pub ticks: Vec<f64>,
    /// What a value is multiplied with before it is shown.
    pub shown: f64,
}

impl Scale {
    /// An axis over these values, ending at ticks.
    fn over(axis: Axis, values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        // Most axes begin at nothing; one whose values lie far from it does not.
        if 0.0 <= low && low < 0.6 * high {
            low = 0.0;
        }
        let in_minutes = axis == Axis::TimeS && MINUTES_FROM_S <= high;
        let shown = if in_minutes { 1.0 / 60.0 } else { 1.0 };
        if high - low < 1e-9 {
            high = low + 1.0;
        }
        let step = step_of((high - low) * shown) / shown;
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil();
        let ticks: Vec<f64> = (0..=((last - first) as u32))
            .map(|place| (first + f64::from(place)) * step)
            .collect();
        Self {
            axis,
            from: first * step,
            to: last * step,
            ticks,
            shown,
        }
    }

    /// Whether values are shown in minutes.
    #[must_use]
    pub fn in_minutes(&self) -> bool {
        self.axis == Axis::TimeS && self.shown < 1.0
    }

    /// Where a value stands, 0 at the lower end and 1 at the upper.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        (value - self.from) / (self.to - self.from)
    }

    fn holds(&self, value: f64) -> bool {
        (-1e-9..=1.0 + 1e-9).contains(&self.share(value))
    }
}

/// A step of 1, 2 or 5 times a power of ten that gives three to eight steps.
fn step_of(span: f64) -> f64 {
    let mut ten = 1.0;
    while ten * STEPS > span {
        ten /= 10.0;
    }
    while ten * 10.0 * STEPS <= span {
        ten *= 10.0;
    }
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|times| times * ten)
        .find(|step| step * STEPS <= span)
        .unwrap_or(ten)
}

/// The fields of a figure: one for each set of values; lines that differ only in kind share one.
#[must_use]
pub fn panels(figure: &Figure) -> Vec<Panel> {
    let mut panels: Vec<Panel> = Vec::new();
    for series in &figure.series {
        let varied = valued(&series.varied);
        let place = panels.iter().position(|panel| panel.varied == varied);
        match place.and_then(|place| panels.get_mut(place)) {
            Some(panel) => panel.series.push(series.clone()),
            None => panels.push(Panel {
                varied,
                series: vec![series.clone()],
                marks: Vec::new(),
                x: Scale::over(figure.x, std::iter::empty()),
                y: Scale::over(figure.y, std::iter::empty()),
            }),
        }
    }
    let highest = largest(figure.series.iter());
    for panel in &mut panels {
        panel.marks = figure
            .references
            .iter()
            .filter(|reference| belongs(reference, panel) && is_near(reference, highest))
            .cloned()
            .collect();
        panel.x = Scale::over(figure.x, abscissas(panel).into_iter());
        panel.y = Scale::over(figure.y, ordinates(panel).into_iter());
    }
    // Fields that can be compared have one scale; volumes differ too much.
    if figure.y != Axis::VolumeMl {
        let all: Vec<f64> = panels.iter().flat_map(ordinates).collect();
        let shared = Scale::over(figure.y, all.into_iter());
        for panel in &mut panels {
            panel.y = shared.clone();
        }
    }
    panels
}

/// Whether a reference is drawn in any field.
#[must_use]
pub fn is_drawn(figure: &Figure, reference: &Reference) -> bool {
    is_near(reference, largest(figure.series.iter()))
}

fn valued(varied: &[(Varied, Option<f64>)]) -> Variation {
    varied
        .iter()
        .filter(|(_, value)| value.is_some())
        .copied()
        .collect()
}

fn belongs(reference: &Reference, panel: &Panel) -> bool {
    valued(&reference.varied)
        .iter()
        .all(|one| panel.varied.contains(one))
}

fn is_near(reference: &Reference, highest: f64) -> bool {
    match (reference.place, reference.y) {
        (None, Some((_, level))) => level <= NEAR * highest,
        (None, None) => false,
        (Some(_), _) => true,
    }
}

fn largest<'a>(series: impl Iterator<Item = &'a Series>) -> f64 {
    series
        .flat_map(|series| series.points.iter().map(|point| point.1.abs()))
        .fold(0.0, f64::max)
}

fn abscissas(panel: &Panel) -> Vec<f64> {
    let lines = panel
        .series
        .iter()
        .flat_map(|series| &series.points)
        .map(|point| point.0);
    let marks = panel.marks.iter().filter_map(|mark| mark.place);
    lines.chain(marks.flat_map(|(from, to)| [from.0, to.0])).collect()
}

fn ordinates(panel: &Panel) -> Vec<f64> {
    let lines = panel
        .series
        .iter()
        .flat_map(|series| &series.points)
        .map(|point| point.1);
    let marks = panel.marks.iter().flat_map(|mark| match (mark.place, mark.y) {
        (Some((from, to)), _) => vec![from.1, to.1],
        (None, Some((low, high))) => vec![low, high],
        (None, None) => Vec::new(),
    });
    lines.chain(marks).collect()
}

impl Panel {
    /// The points of a line in a field of 1000 by 1000, as SVG writes them.
    #[must_use]
    pub fn points(&self, series: &Series) -> String {
        series
            .points
            .iter()
            .map(|(x, y)| {
                format!(
                    "{:.1},{:.1}",
                    1_000.0 * self.x.share(*x),
                    1_000.0 * (1.0 - self.y.share(*y))
                )
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whether everything that is drawn lies in the field.
    #[must_use]
    pub fn holds_all(&self) -> bool {
        abscissas(self).into_iter().all(|value| self.x.holds(value))
            && ordinates(self).into_iter().all(|value| self.y.holds(value))
    }

    /// Whether a mark of this standing is in it.
    #[must_use]
    pub fn has(&self, standing: Standing) -> bool {
        self.marks.iter().any(|mark| mark.standing == standing)
    }
}

#[cfg(test)]
mod tests {
    use simulators::validation::FigureId;

    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        for (span, step) in [
            (300.0, 100.0),
            (1.0, 0.2),
            (9.0, 2.0),
            (0.4, 0.1),
            (90.0, 20.0),
            (4.0, 1.0),
        ] {
            assert!((step_of(span) - step).abs() < 1e-12, "{span}: {}", step_of(span));
        }
    }

    #[test]
    fn everything_that_is_drawn_lies_in_its_field() {
        for &id in FigureId::ALL {
            let figure = id.figure();
            let panels = panels(&figure);
            let drawn: usize = panels.iter().map(|panel| panel.series.len()).sum();
            assert_eq!(drawn, figure.series.len(), "{id:?}");
            for panel in &panels {
                assert!(panel.holds_all(), "{id:?} {panel:?}");
                for scale in [&panel.x, &panel.y] {
                    assert!((3..=9).contains(&scale.ticks.len()), "{id:?} {scale:?}");
                }
            }
        }
    }

    #[test]
    fn what_was_published_stands_in_the_field_of_its_line() {
        let figure = FigureId::OcclusionSyringe.figure();
        let panels = panels(&figure);
        assert_eq!(panels.len(), 4);
        let published: Vec<bool> = panels
            .iter()
            .map(|panel| panel.has(Standing::Published))
            .collect();
        assert_eq!(published, [false, false, true, true]);
        assert!(
            panels
                .iter()
                .all(|panel| panel.has(Standing::Formula) && panel.has(Standing::Limit))
        );
    }

    #[test]
    fn a_limit_far_beyond_the_lines_is_told_and_not_drawn() {
        let figure = FigureId::OcclusionLargeVolume.figure();
        let drawn: Vec<bool> = figure
            .references
            .iter()
            .filter(|reference| reference.standing == Standing::Limit)
            .map(|reference| is_drawn(&figure, reference))
            .collect();
        assert_eq!(drawn, [true, false]);
    }

    #[test]
    fn lines_that_differ_in_kind_share_a_field() {
        assert_eq!(panels(&FigureId::TrumpetSyringe.figure()).len(), 2);
        assert_eq!(panels(&FigureId::DropsByHeight.figure()).len(), 1);
    }
}
