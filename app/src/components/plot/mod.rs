//! A figure of validation: lines of the simulator with marks of what was published, drawn to be read.
//!
//! Positions are percentages, so text and marks keep their shape at any width. Lines differ by stroke, marks by shape,
//! neither by colour alone. What is drawn is said in the description, too, and stands in tables beside it.

pub mod layout;

use leptos::prelude::*;
use simulators::validation::{Figure, Reference, Standing};

use super::scale::percent;
use crate::words::validation as words;
use layout::{Panel, panels};

/// The field, as shares of the picture: left, top, width, height.
const FIELD: (f64, f64, f64, f64) = (0.15, 0.11, 0.81, 0.7);

/// The fields of a figure, with a key.
#[component]
pub fn Plot(
    /// What is drawn.
    figure: Figure,
) -> impl IntoView {
    let panels = panels(&figure);
    let key = keys(&panels);
    let title = words::figure(figure.id);
    view! {
        <ul class="plot-key" aria-label=words::key()>
            {key.into_iter().map(|(sign, word)| view! { <li><Sign sign=sign/>{word}</li> }).collect_view()}
        </ul>
        <div class="plots">
            {panels.into_iter().enumerate().map(|(place, panel)| {
                let id = format!("{}-{place}", figure.id.as_str());
                let name = words::varied(&panel.varied);
                view! {
                    <figure class="plot">
                        {(!name.is_empty()).then(|| view! { <figcaption>{name.clone()}</figcaption> })}
                        <Field id=id name=words::plot_name(title, &name) panel=panel/>
                    </figure>
                }
            }).collect_view()}
        </div>
    }
}

/// What a key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SignKind {
    Line(usize),
    Published,
    Formula,
    Limit,
}

/// What is drawn in any of the fields, each sign once.
fn keys(panels: &[Panel]) -> Vec<(SignKind, String)> {
    let lines = panels
        .first()
        .map(|panel| panel.series.as_slice())
        .unwrap_or_default();
    let mut keys: Vec<(SignKind, String)> = lines
        .iter()
        .enumerate()
        .map(|(place, series)| {
            let own: Vec<_> = series
                .varied
                .iter()
                .filter(|(_, value)| value.is_none())
                .copied()
                .collect();
            let word = words::line_in_key(series.standing, &own);
            (SignKind::Line(place), word)
        })
        .collect();
    for (standing, sign) in [
        (Standing::Published, SignKind::Published),
        (Standing::Formula, SignKind::Formula),
        (Standing::Limit, SignKind::Limit),
    ] {
        if panels.iter().any(|panel| panel.has(standing)) {
            keys.push((sign, words::standing(standing).to_owned()));
        }
    }
    keys
}

#[component]
fn Sign(sign: SignKind) -> impl IntoView {
    let sample = match sign {
        SignKind::Line(place) => {
            view! { <line class=line_class(place) x1="1" x2="31" y1="8" y2="8"></line> }.into_any()
        }
        SignKind::Limit => view! { <line class="plot-limit" x1="1" x2="31" y1="8" y2="8"></line> }.into_any(),
        SignKind::Published => {
            view! { <path class="plot-published" d="M16 2l6 6-6 6-6-6z"></path> }.into_any()
        }
        SignKind::Formula => {
            view! { <path class="plot-formula" d="M11 3l10 10M21 3L11 13"></path> }.into_any()
        }
    };
    view! { <svg width="32" height="16" aria-hidden="true">{sample}</svg> }
}

const fn line_class(place: usize) -> &'static str {
    match place % 2 {
        0 => "plot-line",
        _ => "plot-line plot-line-2",
    }
}

/// One field: axes, lines, marks, and all of it in words.
#[component]
fn Field(id: String, name: String, panel: Panel) -> impl IntoView {
    let (left, top, width, height) = FIELD;
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let labelled = title_id.clone();
    let described = text_id.clone();
    let at_x = move |share: f64| percent(left + width * share);
    let at_y = move |share: f64| percent(top + height * (1.0 - share));
    let text = description(&panel);
    let x_label = words::axis(panel.x.axis, panel.x.in_minutes());
    let y_label = words::axis(panel.y.axis, panel.y.in_minutes());
    view! {
        <svg class="plot-field" height="250" role="img" aria-labelledby=labelled aria-describedby=described>
            <title id=title_id>{name}</title>
            <desc id=text_id>{text}</desc>
            {panel.y.ticks.iter().map(|&tick| {
                let y = at_y(panel.y.share(tick));
                view! {
                    <line class="plot-grid" x1=at_x(0.0) x2=at_x(1.0) y1=y.clone() y2=y.clone()></line>
                    <text class="plot-tick" x=percent(left - 0.015) y=y dy="4" text-anchor="end">
                        {words::figures_of(tick * panel.y.shown)}
                    </text>
                }
            }).collect_view()}
            {panel.x.ticks.iter().map(|&tick| {
                let x = at_x(panel.x.share(tick));
                view! {
                    <line class="plot-axis" x1=x.clone() x2=x.clone() y1=at_y(0.0) y2=at_y(-0.02)></line>
                    <text class="plot-tick" x=x y=at_y(-0.02) dy="14" text-anchor="middle">
                        {words::figures_of(tick * panel.x.shown)}
                    </text>
                }
            }).collect_view()}
            <line class="plot-axis" x1=at_x(0.0) x2=at_x(1.0) y1=at_y(0.0) y2=at_y(0.0)></line>
            <text class="plot-label" x=at_x(1.0) y="100%" dy="-4" text-anchor="end">{x_label}</text>
            <text class="plot-label" x="0" y="12">{y_label}</text>
            {panel.marks.iter().filter(|mark| mark.standing == Standing::Limit).map(|mark| {
                let levels = mark.y.map(|(low, high)| if low == high { vec![low] } else { vec![low, high] });
                levels.unwrap_or_default().into_iter().map(|level| {
                    let y = at_y(panel.y.share(level));
                    view! { <line class="plot-limit" x1=at_x(0.0) x2=at_x(1.0) y1=y.clone() y2=y></line> }
                }).collect_view()
            }).collect_view()}
            <svg x=percent(left) y=percent(top) width=percent(width) height=percent(height)
                viewBox="0 0 1000 1000" preserveAspectRatio="none" overflow="visible">
                {panel.series.iter().enumerate().map(|(place, series)| view! {
                    <polyline class=line_class(place) points=panel.points(series) vector-effect="non-scaling-stroke"></polyline>
                }).collect_view()}
            </svg>
            {panel.marks.iter().filter_map(|mark| {
                let ((from_x, from_y), (to_x, to_y)) = mark.place?;
                let ends = [(at_x(panel.x.share(from_x)), at_y(panel.y.share(from_y))),
                    (at_x(panel.x.share(to_x)), at_y(panel.y.share(to_y)))];
                Some(view! { <Mark standing=mark.standing ends=ends/> })
            }).collect_view()}
        </svg>
    }
}

/// A bar between two points with a sign at each, or one sign.
#[component]
fn Mark(standing: Standing, ends: [(String, String); 2]) -> impl IntoView {
    let (class, shape) = match standing {
        Standing::Formula => ("plot-formula", "M-5-5L5 5M5-5L-5 5"),
        _ => ("plot-published", "M0-6L6 0 0 6-6 0z"),
    };
    let [from, to] = ends;
    let is_one = from == to;
    let bar = (!is_one).then(|| {
        let (from, to) = (from.clone(), to.clone());
        view! { <line class="plot-bar" x1=from.0 y1=from.1 x2=to.0 y2=to.1></line> }
    });
    let signs = if is_one { vec![from] } else { vec![from, to] };
    view! {
        {bar}
        {signs.into_iter().map(|(x, y)| view! {
            <svg x=x y=y overflow="visible"><path class=class d=shape></path></svg>
        }).collect_view()}
    }
}

/// What is drawn, in words.
fn description(panel: &Panel) -> String {
    let (x, y) = (panel.x.axis, panel.y.axis);
    let lines = panel.series.iter().filter_map(|series| {
        let (first, last) = (series.points.first()?, series.points.last()?);
        let own: Vec<_> = series
            .varied
            .iter()
            .filter(|(_, value)| value.is_none())
            .copied()
            .collect();
        let name = words::line_name(series.standing, &own);
        Some(words::line_in_words(&name, x, y, *first, *last))
    });
    let marks = panel
        .marks
        .iter()
        .filter_map(|mark: &Reference| match (mark.place, mark.y) {
            (Some((from, to)), _) => Some(words::mark_in_words(mark.standing, x, y, from, to)),
            (None, Some((low, high))) => Some(words::limit_in_words(y, low, high)),
            (None, None) => None,
        });
    lines.chain(marks).collect::<Vec<_>>().join(" ")
}
