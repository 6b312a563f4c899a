//! Two cursors on a picture that stands still: sliders for keyboard and screen reader, the mouse on the picture
//! itself, and a table of what stands under them.

use leptos::prelude::*;
use simulators::notation;
use simulators::ventilator::measured::Sample;
use simulators::ventilator::view::Curves;

use super::drawing::curves::{shown, span};
use super::drawing::sweep::{Motion, at};
use crate::words::ventilator as words;

/// Which of the cursors is nearer to a place.
pub(super) fn nearest(cursors: [usize; 2], place: usize) -> usize {
    let [a, b] = cursors.map(|cursor| cursor.abs_diff(place));
    usize::from(b < a)
}

/// Sliders and table.
#[component]
pub(super) fn CursorTable(
    cursors: RwSignal<[usize; 2]>,
    curves: Signal<Curves>,
    width: RwSignal<f32>,
) -> impl IntoView {
    let interval_ms = move || curves.with(|curves| curves.interval_ms);
    let places = move || span(width.get(), interval_ms());
    let under = Memo::new(move |_| {
        curves.with(|curves| {
            let drawn = shown(curves, width.get(), Motion::Still);
            let last = places().saturating_sub(1);
            cursors.get().map(|place| {
                let place = place.min(last);
                let seconds = place as f32 * curves.interval_ms as f32 / 1_000.0;
                (seconds, at(&drawn, place).copied())
            })
        })
    });
    let slider = move |which: usize| {
        let letter = ["A", "B"][which];
        view! {
            <label class="vent-cursor">
                <span>{words::cursor(letter)}</span>
                <input type="range" min="0" step="1" max=move || places().saturating_sub(1)
                    prop:value=move || cursors.get()[which]
                    value=cursors.get_untracked()[which]
                    aria-valuetext=move || sentence(under.get()[which])
                    on:input=move |event| if let Ok(place) = event_target_value(&event).parse() {
                        cursors.update(|cursors| cursors[which] = place);
                    }/>
            </label>
        }
    };
    view! {
        <div class="vent-cursors" role="group" aria-label=words::cursors()>
            {slider(0)}
            {slider(1)}
            <table class="vent-table num">
                <thead><tr>
                    <td></td>
                    <th scope="col">{words::time()} " s"</th>
                    <th scope="col">{words::axis_paw()}</th>
                    <th scope="col">{words::axis_flow()}</th>
                    <th scope="col">{words::axis_volume()}</th>
                </tr></thead>
                <tbody>
                    {[0_usize, 1].map(|which| view! {
                        <tr>
                            <th scope="row">{["A", "B"][which]}</th>
                            {move || cells(Some(under.get()[which].0), under.get()[which].1)}
                        </tr>
                    }).into_iter().collect_view()}
                    <tr>
                        <th scope="row">{words::difference()}</th>
                        {move || {
                            let [a, b] = under.get();
                            cells(Some(b.0 - a.0), a.1.zip(b.1).map(|(a, b)| minus(&b, &a)))
                        }}
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

fn cells(seconds: Option<f32>, sample: Option<Sample>) -> impl IntoView {
    let of = |value: Option<f32>, places| {
        value.map_or_else(|| "\u{2013}".to_owned(), |value| number(value, places))
    };
    [
        of(seconds, 2),
        of(sample.map(|sample| sample.paw_cmh2o), 1),
        of(sample.map(|sample| sample.flow_l_min), 1),
        of(sample.map(|sample| sample.volume_ml), 0),
    ]
    .map(|text| view! { <td>{text}</td> })
    .into_iter()
    .collect_view()
}

/// A number as it is read, with a true minus.
pub(super) fn number(value: f32, places: u8) -> String {
    notation::fixed(f64::from(value), places).replace('-', "\u{2212}")
}

fn minus(a: &Sample, b: &Sample) -> Sample {
    Sample {
        paw_cmh2o: a.paw_cmh2o - b.paw_cmh2o,
        flow_l_min: a.flow_l_min - b.flow_l_min,
        volume_ml: a.volume_ml - b.volume_ml,
        co2_mmhg: a.co2_mmhg - b.co2_mmhg,
    }
}

fn sentence((seconds, sample): (f32, Option<Sample>)) -> String {
    let seconds = notation::decimals(f64::from(seconds), 2);
    match sample {
        None => words::cursor_empty(&seconds),
        Some(sample) => words::cursor_at(
            &seconds,
            &number(sample.paw_cmh2o, 1),
            &number(sample.flow_l_min, 1),
            &number(sample.volume_ml, 0),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_cursor_moves() {
        assert_eq!(nearest([100, 200], 120), 0);
        assert_eq!(nearest([100, 200], 190), 1);
    }
}
