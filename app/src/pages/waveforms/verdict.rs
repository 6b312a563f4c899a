//! Whether the answer is right, and why: what it is, how and where it is seen, what the model knows, what one does.

use std::sync::Arc;

use leptos::html::H3;
use leptos::prelude::*;
use training::drill::{Case, Pattern, Place};

use crate::components::icons::{Icon, IconName};
use crate::words::waveforms;

#[component]
pub(super) fn Verdict(case: Arc<Case>, said: Pattern, on_next: Callback<()>) -> impl IntoView {
    let shown = case.pattern;
    let is_right = said == shown;
    let (class, icon, title) = match is_right {
        true => (
            "waveform-verdict waveform-right",
            IconName::Check,
            waveforms::right(waveforms::name(shown)),
        ),
        false => (
            "waveform-verdict waveform-wrong",
            IconName::Cross,
            waveforms::wrong(waveforms::name(shown)),
        ),
    };
    // The answers go when one is given, so the focus moves to what stands in their place.
    let heading = NodeRef::<H3>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let also: Vec<&str> = case.also.iter().map(|&also| waveforms::name(also)).collect();
    view! {
        <div class=class>
            <h3 class="waveform-title" tabindex="-1" node_ref=heading><Icon name=icon/>{title}</h3>
            {(!is_right).then(|| view! { <p>{waveforms::you_said(waveforms::name(said))}</p> })}
            <h4>{waveforms::what_it_is()}</h4>
            <p>{waveforms::meaning(shown)}</p>
            <h4>{waveforms::how_it_is_seen()}</h4>
            <p>{waveforms::sign(shown)}</p>
            <h4>{waveforms::where_it_is()}</h4>
            <Places places=case.places.clone()/>
            <h4>{waveforms::what_the_model_knows()}</h4>
            <p>{waveforms::proof(shown, &case.proof)}</p>
            {(!also.is_empty()).then(|| view! { <p>{waveforms::also(&also.join("; "))}</p> })}
            {(!is_right).then(|| view! {
                <h4>{waveforms::why_not(waveforms::name(said))}</h4>
                <p>{why_not(said)}</p>
            })}
            <h4>{waveforms::at_the_bedside()}</h4>
            <p>{waveforms::bedside(shown)}</p>
            <div class="actions">
                <button type="button" class="btn btn-primary btn-large" on:click=move |_| on_next.run(())>
                    {waveforms::next()}
                </button>
            </div>
        </div>
    }
}

/// What was said is absent, which the case has made sure of; of "nothing wrong" there is no sign to tell.
fn why_not(said: Pattern) -> String {
    match said {
        Pattern::InStep => waveforms::something_is_wrong(waveforms::sign(said)),
        said => waveforms::would_show(waveforms::sign(said)),
    }
}

#[component]
fn Places(places: Vec<Place>) -> impl IntoView {
    if places.is_empty() {
        return view! { <p>{waveforms::everywhere()}</p> }.into_any();
    }
    view! {
        <p>{waveforms::places_text()}</p>
        <ul class="waveform-places">
            {(1_u32..).zip(places).map(|(number, place)| view! {
                <li>{waveforms::place_told(number, &place)}</li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}
