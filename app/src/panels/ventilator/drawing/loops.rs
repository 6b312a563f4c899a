//! The loops of the last breath: volume over pressure, flow over volume; with the reference that was kept.

use simulators::ventilator::measured::Sample;

use super::plot::{Area, NUMBERS, number};
use super::scale::{Channel, Scale};
use super::{Anchor, Command, Ink, Line, Scene};

/// Room at the left and below for numbers and names.
const LEFT: f32 = 46.0;
const BELOW: f32 = 34.0;
const ABOVE: f32 = 18.0;

/// Draws both loops: side by side, or one under the other on a narrow sheet.
pub(in crate::panels::ventilator) fn sheet(
    breath: &[Sample],
    reference: Option<&[Sample]>,
    size: (f32, f32),
) -> Scene {
    let mut scene = Scene::new(size);
    let both = || breath.iter().chain(reference.unwrap_or_default());
    let scale = |channel| Scale::holding(channel, both());
    let (pressure, flow, volume) = (
        scale(Channel::Pressure),
        scale(Channel::Flow),
        scale(Channel::Volume),
    );
    let (first, second) = areas(size);
    let pictures = [
        (first, Channel::Pressure, &pressure, Channel::Volume, &volume),
        (second, Channel::Volume, &volume, Channel::Flow, &flow),
    ];
    for (area, across, across_scale, up, up_scale) in pictures {
        axes(&mut scene, &area, (across, across_scale), (up, up_scale));
        let line = |samples: &[Sample]| {
            let place = |sample: &Sample| {
                (
                    area.across(across_scale.share(across.of(sample))),
                    area.up(up_scale.share(up.of(sample))),
                )
            };
            turns(samples.iter().map(place))
        };
        if let Some(reference) = reference {
            scene.stroke(Ink::Reference, Line::DashedCurve, line(reference));
        }
        scene.stroke(up.ink(), Line::Curve, line(breath));
    }
    scene
}

fn turns(points: impl Iterator<Item = (f32, f32)>) -> Vec<Command> {
    points
        .enumerate()
        .map(|(place, (x, y))| {
            if place == 0 {
                Command::Move(x, y)
            } else {
                Command::Line(x, y)
            }
        })
        .collect()
}

fn areas((width, height): (f32, f32)) -> (Area, Area) {
    let side_by_side = width >= 420.0;
    let (across, down) = if side_by_side { (2.0, 1.0) } else { (1.0, 2.0) };
    let (part_width, part_height) = (width / across, height / down);
    let area = |x: f32, y: f32| Area {
        x: x + LEFT,
        y: y + ABOVE,
        width: (part_width - LEFT - 14.0).max(1.0),
        height: (part_height - ABOVE - BELOW).max(1.0),
    };
    let second = if side_by_side {
        area(part_width, 0.0)
    } else {
        area(0.0, part_height)
    };
    (area(0.0, 0.0), second)
}

fn axes(
    scene: &mut Scene,
    area: &Area,
    (across, across_scale): (Channel, &Scale),
    (up, up_scale): (Channel, &Scale),
) {
    for &mark in &up_scale.marks {
        let y = area.up(up_scale.share(mark));
        let ink = if mark == 0.0 { Ink::Zero } else { Ink::Grid };
        scene.rule(ink, Line::Hair, (area.x, y), (area.across(1.0), y));
        let at = (area.x - 5.0, y + NUMBERS * 0.36);
        scene.label(Ink::Text, at, Anchor::End, NUMBERS, number(mark));
    }
    for &mark in &across_scale.marks {
        let x = area.across(across_scale.share(mark));
        let ink = if mark == 0.0 { Ink::Zero } else { Ink::Grid };
        scene.rule(ink, Line::Hair, (x, area.y), (x, area.up(0.0)));
        let at = (x, area.up(0.0) + NUMBERS + 2.0);
        scene.label(Ink::Text, at, Anchor::Middle, NUMBERS, number(mark));
    }
    scene.label(
        up.ink(),
        (area.x, area.y - 6.0),
        Anchor::Start,
        NUMBERS,
        up.name(),
    );
    let below = (area.across(1.0), area.up(0.0) + 2.0 * NUMBERS + 4.0);
    scene.label(across.ink(), below, Anchor::End, NUMBERS, across.name());
}
