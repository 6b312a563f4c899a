//! The sheet of the monitor: four strips, one under the other.

use super::super::drawing::plot::{Area, NUMBERS, number, over_time};
use super::super::drawing::scale::Scale;
use super::super::drawing::sweep::{Motion, runs};
use super::super::drawing::{Anchor, Ink, Line, Scene};
use super::trace::{Trace, Wave};
use crate::words::ventilator as words;

/// Seconds that a sheet shows: as many as the beats stay apart on it.
const fn seconds(width: f32) -> usize {
    if width < 320.0 { 5 } else { 8 }
}
/// Samples in a second.
const PER_SECOND: usize = 50;

/// Draws the waves.
pub(super) fn sheet(trace: &Trace, size: (f32, f32), motion: Motion) -> Scene {
    let mut scene = Scene::new(size);
    let span = seconds(size.0) * PER_SECOND;
    let shown = runs(trace.waves(), trace.taken(), span, motion);
    let top = |tops: &[f32], of: fn(&Wave) -> f32| {
        let highest = trace.waves().iter().map(of).fold(0.0, f32::max);
        let holds = tops.iter().copied().find(|top| *top >= highest);
        holds.unwrap_or(tops[tops.len() - 1])
    };
    let artery = top(&[120.0, 160.0, 200.0, 300.0], |wave| wave.artery);
    let carbon = top(&[50.0, 75.0, 100.0, 150.0], |wave| wave.carbon);
    type Strip = (Ink, &'static str, Scale, fn(&Wave) -> f32);
    let strips: [Strip; 4] = [
        (Ink::Heart, words::ecg(), Scale::new(-0.4, 1.15, &[]), |wave| {
            wave.heart
        }),
        (Ink::Pulse, words::pleth(), Scale::new(-0.1, 1.1, &[]), |wave| {
            wave.pulse
        }),
        (
            Ink::Artery,
            words::art(),
            Scale::new(0.0, artery, &[artery / 2.0, artery]),
            |wave| wave.artery,
        ),
        (
            Ink::Carbon,
            words::co2(),
            Scale::new(-2.0, carbon, &[0.0, carbon]),
            |wave| wave.carbon,
        ),
    ];
    let height = size.1 / strips.len() as f32;
    for (place, (ink, name, scale, of)) in (0_u8..).zip(strips) {
        let area = Area {
            x: 4.0,
            y: f32::from(place) * height + 8.0,
            width: (size.0 - 8.0).max(1.0),
            height: (height - 14.0).max(1.0),
        };
        for &mark in &scale.marks {
            let y = area.up(scale.share(mark));
            scene.rule(Ink::Grid, Line::Hair, (area.x, y), (area.across(1.0), y));
            let at = (area.across(1.0) - 2.0, y + NUMBERS - 1.0);
            if mark > 0.0 {
                scene.label(Ink::Text, at, Anchor::End, 11.0, number(mark));
            }
        }
        let commands = over_time(&shown, span, &area, &scale, of);
        scene.stroke(ink, Line::Curve, commands);
        scene.label(ink, (area.x + 2.0, area.y + 6.0), Anchor::Start, NUMBERS, name);
    }
    scene
}
