//! A scene as SVG: the still picture.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::{Anchor, Command, Line, Scene};

/// The picture. What it says is said in words beside it, or by the name of what holds it.
pub(in crate::panels::ventilator) fn svg(scene: &Scene, name: String) -> impl IntoView + use<> {
    let (width, height) = scene.size;
    let strokes = scene
        .strokes
        .iter()
        .map(|stroke| {
            let class = match stroke.line {
                Line::Curve => "line-curve",
                Line::Hair => "line-hair",
                Line::Dashed => "line-dashed",
                Line::DashedCurve => "line-dashed-curve",
            };
            view! { <path class=format!("{class} {}", stroke.ink.class()) d=path(&stroke.commands)></path> }
        })
        .collect_view();
    let labels = scene
        .labels
        .iter()
        .map(|label| {
            let anchor = match label.anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            view! {
                <text class=label.ink.class() x=tenths(label.at.0) y=tenths(label.at.1)
                    text-anchor=anchor font-size=tenths(label.height)>{label.text.clone()}</text>
            }
        })
        .collect_view();
    view! {
        <svg class="sheet" viewBox=format!("0 0 {width} {height}") role="img" aria-label=name>
            {strokes}
            {labels}
        </svg>
    }
}

fn tenths(value: f32) -> String {
    format!("{value:.1}")
}

/// The lines as SVG writes them.
pub(super) fn path(commands: &[Command]) -> String {
    let mut text = String::with_capacity(commands.len() * 12);
    for command in commands {
        let _ = match command {
            Command::Move(x, y) => write!(text, "M{x:.1} {y:.1}"),
            Command::Line(x, y) => write!(text, "L{x:.1} {y:.1}"),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_as_a_path() {
        let commands = [Command::Move(1.0, 2.25), Command::Line(3.04, 4.0)];
        assert_eq!(path(&commands), "M1.0 2.2L3.0 4.0");
    }
}
