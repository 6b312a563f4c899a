//! The sheet of pressure, flow and volume over time.

use simulators::ventilator::view::Curves;

use super::plot::{Area, NUMBERS, over_time, upright_axis};
use super::scale::{Channel, Scale};
use super::sweep::{Motion, Run, runs};
use super::{Anchor, Ink, Line, Scene};
use crate::words;

/// Room for the numbers at the left, and for the seconds below.
const LEFT: f32 = 46.0;
pub(super) const BELOW: f32 = 18.0;
/// Room between two plots.
pub(super) const BETWEEN: f32 = 22.0;
/// Room above, for the name of the first plot.
pub(super) const ABOVE: f32 = 18.0;
/// Under this width fewer seconds are shown, logical units.
const NARROW: f32 = 480.0;

/// What the sheet shows beside the curves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::panels::ventilator) struct Extras {
    /// The high limit of the airway pressure, cmH2O.
    pub(in crate::panels::ventilator) limit_cmh2o: Option<f32>,
    /// Places of the two cursors, while they are shown.
    pub(in crate::panels::ventilator) cursors: Option<[usize; 2]>,
}

/// How many samples fit beside each other: 12 s, on a narrow sheet 6 s.
pub(in crate::panels::ventilator) fn span(width: f32, interval_ms: u32) -> usize {
    let seconds = if width < NARROW { 6 } else { 12 };
    (seconds * 1_000 / interval_ms.max(1)) as usize
}

/// The samples in their places.
pub(in crate::panels::ventilator) fn shown(
    curves: &Curves,
    width: f32,
    motion: Motion,
) -> Vec<Run<'_, simulators::ventilator::measured::Sample>> {
    runs(
        &curves.samples,
        curves.taken,
        span(width, curves.interval_ms),
        motion,
    )
}

/// Where on the sheet the curves stand, left and width: for a pointer that moves a cursor.
pub(in crate::panels::ventilator) fn across(width: f32) -> (f32, f32) {
    (LEFT, (width - LEFT - 8.0).max(1.0))
}

/// Draws the sheet.
pub(in crate::panels::ventilator) fn sheet(
    curves: &Curves,
    size: (f32, f32),
    motion: Motion,
    extras: &Extras,
) -> Scene {
    let mut scene = Scene::new(size);
    let (x, width) = across(size.0);
    let height = ((size.1 - ABOVE - BELOW - 2.0 * BETWEEN) / 3.0).max(1.0);
    let span = span(size.0, curves.interval_ms);
    let shown = shown(curves, size.0, motion);
    for (place, channel) in (0_u8..).zip(Channel::ALL) {
        let area = Area {
            x,
            y: ABOVE + f32::from(place) * (height + BETWEEN),
            width,
            height,
        };
        let scale = Scale::holding(channel, curves.samples.iter());
        upright_axis(&mut scene, &area, &scale, channel.ink(), channel.name());
        if channel == Channel::Pressure {
            limit(&mut scene, &area, &scale, extras);
        }
        let commands = over_time(&shown, span, &area, &scale, |sample| channel.of(sample));
        scene.stroke(channel.ink(), Line::Curve, commands);
    }
    let all = Area {
        x,
        y: ABOVE,
        width,
        height: size.1 - ABOVE - BELOW,
    };
    seconds(&mut scene, &all, span, curves.interval_ms);
    cursors(&mut scene, &all, span, extras);
    scene
}

fn limit(scene: &mut Scene, area: &Area, scale: &Scale, extras: &Extras) {
    let Some(limit) = extras.limit_cmh2o.filter(|limit| *limit < scale.high) else {
        return;
    };
    let y = area.up(scale.share(limit));
    scene.rule(Ink::Limit, Line::Dashed, (area.x, y), (area.across(1.0), y));
    let text = words::ventilator::limit_line(&super::plot::number(limit));
    scene.label(
        Ink::Limit,
        (area.across(1.0) - 4.0, y - 3.0),
        Anchor::End,
        NUMBERS,
        text,
    );
}

/// Seconds along the bottom.
pub(super) fn seconds(scene: &mut Scene, all: &Area, span: usize, interval_ms: u32) {
    let length_s = span as f32 * interval_ms as f32 / 1_000.0;
    let step = if length_s > 8.0 { 2.0 } else { 1.0 };
    let mut at = 0.0;
    while at <= length_s {
        let x = all.across(at / length_s);
        scene.rule(Ink::Grid, Line::Hair, (x, all.y), (x, all.up(0.0)));
        let text = if at + step > length_s {
            format!("{at} {}", words::ventilator::axis_seconds())
        } else {
            at.to_string()
        };
        let anchor = if at + step > length_s {
            Anchor::End
        } else {
            Anchor::Middle
        };
        scene.label(Ink::Text, (x, all.up(0.0) + NUMBERS + 3.0), anchor, NUMBERS, text);
        at += step;
    }
}

fn cursors(scene: &mut Scene, all: &Area, span: usize, extras: &Extras) {
    for (place, letter) in extras.cursors.into_iter().flatten().zip(["A", "B"]) {
        let x = all.across(place as f32 / span as f32);
        let line = if letter == "A" { Line::Hair } else { Line::Dashed };
        scene.rule(Ink::Cursor, line, (x, all.y), (x, all.up(0.0)));
        scene.label(
            Ink::Cursor,
            (x + 4.0, all.up(0.0) - 4.0),
            Anchor::Start,
            13.0,
            letter,
        );
    }
}

#[cfg(test)]
mod tests {
    use simulators::ventilator::measured::Sample;

    use super::super::Command;
    use super::*;

    fn curves(samples: Vec<Sample>) -> Curves {
        Curves {
            interval_ms: 20,
            taken: samples.len() as u64,
            samples,
        }
    }

    #[test]
    fn every_line_stays_on_the_sheet() {
        let wild = (0..700_u16).map(|n| Sample {
            paw_cmh2o: f32::from(n) - 300.0,
            flow_l_min: f32::from(n) * if n % 2 == 0 { 1.0 } else { -1.0 },
            volume_ml: f32::from(n) * 10.0 - 1_000.0,
            co2_mmhg: 0.0,
        });
        let extras = Extras {
            limit_cmh2o: Some(40.0),
            cursors: Some([0, 599]),
        };
        let scene = sheet(&curves(wild.collect()), (800.0, 400.0), Motion::Still, &extras);
        let points = scene.strokes.iter().flat_map(|stroke| &stroke.commands);
        for command in points {
            let (Command::Move(x, y) | Command::Line(x, y)) = *command;
            assert!(
                (0.0..=800.5).contains(&x) && (0.0..=400.5).contains(&y),
                "{x} {y}"
            );
        }
    }

    #[test]
    fn a_narrow_sheet_shows_fewer_seconds() {
        assert_eq!((span(800.0, 20), span(360.0, 20)), (600, 300));
    }
}
