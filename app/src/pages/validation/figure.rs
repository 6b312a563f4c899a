//! Figures: the plot, what stands beside it as a table, and every point as a table.

use leptos::prelude::*;
use simulators::validation::{Axis, Figure, Reference};

use crate::components::plot::Plot;
use crate::components::plot::layout::is_drawn;
use crate::words::validation;

#[component]
pub(super) fn Figures(figures: Vec<Figure>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{validation::figures()}</h2>
            <p class="muted">{validation::figures_text()}</p>
            {figures.into_iter().map(|figure| view! { <One figure=figure/> }).collect_view()}
        </section>
    }
}

#[component]
fn One(figure: Figure) -> impl IntoView {
    view! {
        <section class="shown">
            <h3>{validation::figure(figure.id)}</h3>
            <p class="prose">{validation::figure_text(figure.id)}</p>
            <Plot figure=figure.clone()/>
            <References figure=figure.clone()/>
            <Points figure=figure/>
        </section>
    }
}

/// What was published, worked out or set, beside what the simulator gives.
#[component]
fn References(figure: Figure) -> impl IntoView {
    let caption = validation::references_caption(validation::figure(figure.id));
    let name = caption.clone();
    let (x, y) = (figure.x, figure.y);
    let drawn: Vec<Drawn> = figure
        .references
        .iter()
        .map(|reference| match is_drawn(&figure, reference) {
            true => Drawn::InTheFigure,
            false => Drawn::BeyondIt,
        })
        .collect();
    let rows = figure.references.into_iter().zip(drawn);
    view! {
        <div class="table-wrap" role="region" aria-label=name tabindex="0">
            <table class="table">
                <caption class="vh">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{validation::line()}</th>
                        <th scope="col">{validation::how_it_stands()}</th>
                        <th scope="col">{validation::there()}</th>
                        <th scope="col">{validation::here()}</th>
                        <th scope="col">{validation::source()}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.map(|(reference, drawn)| view! { <Line reference=reference x=x y=y drawn=drawn/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(reference: Reference, x: Axis, y: Axis, drawn: Drawn) -> impl IntoView {
    let value = match (reference.x, reference.y) {
        (Some(range), _) => Some((x, range)),
        (None, range) => range.map(|range| (y, range)),
    };
    let there = value.map(|(axis, (low, high))| validation::range(axis, low, high));
    let here = match (value, reference.simulated, drawn) {
        (Some((axis, _)), Some(simulated), _) => validation::range(axis, simulated, simulated),
        (_, _, Drawn::InTheFigure) => validation::drawn_across().to_owned(),
        (_, _, Drawn::BeyondIt) => validation::beyond_figure().to_owned(),
    };
    let of = match reference.varied.is_empty() {
        true => validation::all_lines().to_owned(),
        false => validation::varied(&reference.varied),
    };
    view! {
        <tr>
            <th scope="row">{of}</th>
            <td data-label=validation::how_it_stands()>{validation::standing(reference.standing)}</td>
            <td data-label=validation::there()>{there}</td>
            <td data-label=validation::here()>{here}</td>
            <td class="muted" data-label=validation::source()>{reference.source}</td>
        </tr>
    }
}

/// Whether a reference lies where the lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawn {
    InTheFigure,
    BeyondIt,
}

/// Every point of every line.
#[component]
fn Points(figure: Figure) -> impl IntoView {
    let title = validation::figure(figure.id);
    let caption = validation::data_caption(title);
    let name = caption.clone();
    let (x, y) = (
        validation::axis(figure.x, false),
        validation::axis(figure.y, false),
    );
    view! {
        <details class="points">
            <summary>{validation::data()}<span class="vh">{format!(": {title}")}</span></summary>
            <div class="table-wrap" role="region" aria-label=name tabindex="0">
                <table class="table">
                    <caption class="vh">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{validation::line()}</th>
                            <th scope="col" class="num">{x}</th>
                            <th scope="col" class="num">{y}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {figure.series.into_iter().map(|series| {
                            let of = validation::line_name(series.standing, &series.varied);
                            series.points.into_iter().map(|(x, y)| view! {
                                <tr>
                                    <th scope="row">{of.clone()}</th>
                                    <td class="num">{validation::figures_of(x)}</td>
                                    <td class="num">{validation::figures_of(y)}</td>
                                </tr>
                            }).collect_view()
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        </details>
    }
}
