//! The sheet of a whole window: every sample from edge to edge, and over it the stretches that are pointed at.

use simulators::ventilator::view::Curves;
use training::drill::Place;

use super::curves::{ABOVE, BELOW, BETWEEN, across, seconds};
use super::plot::{Area, NUMBERS, over_time, upright_axis};
use super::scale::{Channel, Scale};
use super::sweep::Run;
use super::{Anchor, Command, Ink, Line, Scene};

/// Room at the top for brackets and their numbers. It stays empty while nothing is pointed at, so that nothing jumps.
const BRACKETS: f32 = 24.0;
/// Length of the ends of a bracket.
const END: f32 = 5.0;

/// Draws the sheet. Each place gets a bracket with its number, and a broken line down from both ends.
pub(in crate::panels::ventilator) fn window(curves: &Curves, size: (f32, f32), places: &[Place]) -> Scene {
    let mut scene = Scene::new(size);
    let (x, width) = across(size.0);
    let top = BRACKETS + ABOVE;
    let height = ((size.1 - top - BELOW - 2.0 * BETWEEN) / 3.0).max(1.0);
    let span = curves.samples.len().max(1);
    let run = Run {
        place: 0,
        samples: &curves.samples[..],
    };
    for (place, channel) in (0_u8..).zip(Channel::ALL) {
        let area = Area {
            x,
            y: top + f32::from(place) * (height + BETWEEN),
            width,
            height,
        };
        let scale = Scale::holding(channel, curves.samples.iter());
        upright_axis(&mut scene, &area, &scale, channel.ink(), channel.name());
        let commands = over_time(&[run], span, &area, &scale, |sample| channel.of(sample));
        scene.stroke(channel.ink(), Line::Curve, commands);
    }
    let all = Area {
        x,
        y: top,
        width,
        height: size.1 - top - BELOW,
    };
    seconds(&mut scene, &all, span, curves.interval_ms);
    let length_ms = (span as f32 * curves.interval_ms as f32).max(1.0);
    for (number, place) in (1_u32..).zip(places) {
        let at = |ms: u32| all.across((ms as f32 / length_ms).clamp(0.0, 1.0));
        bracket(&mut scene, &all, (at(place.from_ms), at(place.to_ms)), number);
    }
    scene
}

fn bracket(scene: &mut Scene, all: &Area, (from, to): (f32, f32), number: u32) {
    let y = BRACKETS - END;
    let commands = vec![
        Command::Move(from, y + END),
        Command::Line(from, y),
        Command::Line(to, y),
        Command::Line(to, y + END),
    ];
    scene.stroke(Ink::Cursor, Line::Curve, commands);
    for x in [from, to] {
        scene.rule(Ink::Cursor, Line::Dashed, (x, BRACKETS), (x, all.up(0.0)));
    }
    let middle = (from + to) / 2.0;
    let text = number.to_string();
    scene.label(Ink::Cursor, (middle, y - 4.0), Anchor::Middle, NUMBERS, text);
}

#[cfg(test)]
mod tests {
    use simulators::ventilator::measured::Sample;

    use super::*;

    fn curves() -> Curves {
        let samples: Vec<Sample> = (0..750_u16)
            .map(|n| Sample {
                paw_cmh2o: f32::from(n % 150) / 5.0,
                flow_l_min: f32::from(n % 150) - 75.0,
                volume_ml: f32::from(n % 150) * 3.0,
                co2_mmhg: 0.0,
            })
            .collect();
        Curves {
            interval_ms: 20,
            taken: 750,
            samples,
        }
    }

    #[test]
    fn every_sample_is_drawn_and_stays_on_the_sheet() {
        let place = Place {
            from_ms: 14_000,
            to_ms: 15_000,
        };
        let scene = window(&curves(), (360.0, 460.0), &[place]);
        let drawn = |ink: Ink| {
            scene
                .strokes
                .iter()
                .filter(move |stroke| stroke.ink == ink)
                .map(|stroke| stroke.commands.len())
        };
        assert_eq!(drawn(Ink::Pressure).collect::<Vec<_>>(), [750]);
        for command in scene.strokes.iter().flat_map(|stroke| &stroke.commands) {
            let (Command::Move(x, y) | Command::Line(x, y)) = *command;
            assert!(
                (0.0..=360.5).contains(&x) && (0.0..=460.5).contains(&y),
                "{x} {y}"
            );
        }
    }

    #[test]
    fn each_place_gets_a_bracket_and_its_number() {
        let places = [(1_000, 2_000), (5_000, 5_400)].map(|(from_ms, to_ms)| Place { from_ms, to_ms });
        let count = |places: &[Place]| {
            let scene = window(&curves(), (640.0, 440.0), places);
            let numbers = scene.labels.iter().filter(|label| label.ink == Ink::Cursor);
            numbers.map(|label| label.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(count(&places), ["1", "2"]);
        assert!(count(&[]).is_empty());
    }
}
