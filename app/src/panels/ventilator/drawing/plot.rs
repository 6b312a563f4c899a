//! One plot: its area, its axes, a curve in it.

use super::scale::Scale;
use super::sweep::Run;
use super::{Anchor, Command, Ink, Line, Scene};

/// Height of the numbers at an axis.
pub(in crate::panels::ventilator) const NUMBERS: f32 = 12.0;

/// Where a plot stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::panels::ventilator) struct Area {
    pub(in crate::panels::ventilator) x: f32,
    pub(in crate::panels::ventilator) y: f32,
    pub(in crate::panels::ventilator) width: f32,
    pub(in crate::panels::ventilator) height: f32,
}

impl Area {
    pub(in crate::panels::ventilator) fn across(&self, share: f32) -> f32 {
        self.x + self.width * share
    }

    /// Up the axis: 0 is the bottom.
    pub(in crate::panels::ventilator) fn up(&self, share: f32) -> f32 {
        self.y + self.height * (1.0 - share)
    }
}

/// The numbers of a vertical axis, its lines, and the name of what it shows.
pub(in crate::panels::ventilator) fn upright_axis(
    scene: &mut Scene,
    area: &Area,
    scale: &Scale,
    ink: Ink,
    name: &str,
) {
    for &mark in &scale.marks {
        let y = area.up(scale.share(mark));
        let line = if mark == 0.0 { Ink::Zero } else { Ink::Grid };
        scene.rule(line, Line::Hair, (area.x, y), (area.across(1.0), y));
        scene.label(
            Ink::Text,
            (area.x - 5.0, y + NUMBERS * 0.36),
            Anchor::End,
            NUMBERS,
            number(mark),
        );
    }
    scene.label(ink, (area.x, area.y - 5.0), Anchor::Start, NUMBERS, name);
}

/// A number as an axis writes it.
pub(in crate::panels::ventilator) fn number(value: f32) -> String {
    if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
    .replace('-', "\u{2212}")
}

/// The line of a curve over time.
pub(in crate::panels::ventilator) fn over_time<T>(
    runs: &[Run<'_, T>],
    span: usize,
    area: &Area,
    scale: &Scale,
    of: impl Fn(&T) -> f32,
) -> Vec<Command> {
    let mut commands = Vec::with_capacity(span);
    for run in runs {
        for (place, sample) in (run.place..).zip(run.samples) {
            let x = area.across(place as f32 / span as f32);
            let y = area.up(scale.share(of(sample)));
            commands.push(if place == run.place {
                Command::Move(x, y)
            } else {
                Command::Line(x, y)
            });
        }
    }
    commands
}
