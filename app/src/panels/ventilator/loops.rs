//! The page of loops, with a reference that is kept and compared.

use std::sync::Arc;

use leptos::prelude::*;
use simulators::ventilator::measured::Sample;
use simulators::ventilator::view::VentilatorView;

use super::cursors::number;
use super::drawing::loops::sheet;
use super::drawing::sheet::{Draw, Drawing, Sheet};
use crate::words::ventilator as words;

/// Size of the still picture, logical units.
const STILL: (f32, f32) = (640.0, 350.0);

/// Loops of the last whole breath.
#[component]
pub(super) fn LoopsPage(
    drawing: Drawing,
    view: Signal<VentilatorView>,
    /// The loop that was kept; it stays while another page is looked at.
    reference: RwSignal<Option<Vec<Sample>>>,
) -> impl IntoView {
    let breath = Memo::new(move |_| view.with(|view| view.last_breath.clone()));
    let draw: Draw = Arc::new(move |size| {
        breath.with(|breath| reference.with(|reference| sheet(breath, reference.as_deref(), size)))
    });
    let keep = move |_| reference.set(Some(breath.get_untracked()).filter(|breath| !breath.is_empty()));
    let kept = move || reference.with(Option::is_some);
    let says = move || {
        reference.with(|reference| match reference {
            None => words::no_reference().to_owned(),
            Some(reference) => {
                let (pressure, volume) = highest(reference);
                let (now_pressure, now_volume) = breath.with(|breath| highest(breath));
                format!(
                    "{}. {}.",
                    words::reference_kept(&number(pressure, 0), &number(volume, 0)),
                    words::against_reference(&number(now_pressure, 0), &number(now_volume, 0))
                )
            }
        })
    };
    view! {
        <div class="vent-loops">
            <Sheet drawing class="vent-sheet vent-sheet-loops" still=STILL name=words::loops_drawn() draw/>
            {move || breath.with(Vec::is_empty).then(|| view! { <p>{words::no_breath_yet()}</p> })}
            <div class="vent-tools">
                <button type="button" class="gkey" on:click=keep>{words::keep_reference()}</button>
                <button type="button" class="gkey" aria-disabled=move || (!kept()).then_some("true")
                    on:click=move |_| reference.set(None)>{words::drop_reference()}</button>
                <p class="vent-told num">{says}</p>
            </div>
        </div>
    }
}

/// Highest pressure, cmH2O, and volume, mL.
fn highest(breath: &[Sample]) -> (f32, f32) {
    breath.iter().fold((0.0, 0.0), |(pressure, volume), sample| {
        (
            f32::max(pressure, sample.paw_cmh2o),
            f32::max(volume, sample.volume_ml),
        )
    })
}
