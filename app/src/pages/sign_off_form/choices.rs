//! The level, and the evidence that the signature rests on.

use competency::Level;
use leptos::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

use super::kit::ErrorLine;
use crate::api::signing::Piece;
use crate::words::{dates, signing, standing};

/// The levels; for a correction also that it is not met.
#[component]
pub(super) fn Levels(levels: Vec<Level>, may_withdraw: bool, chosen: RwSignal<String>) -> impl IntoView {
    let mut options: Vec<(String, String, String)> = levels
        .into_iter()
        .map(|level| (level.id, level.title, level.description))
        .collect();
    if may_withdraw {
        options.push((
            String::new(),
            signing::not_met().to_owned(),
            signing::not_met_text().to_owned(),
        ));
    }
    view! {
        <fieldset class="choices" aria-describedby="sign-level-hint">
            <legend>{signing::level()}</legend>
            <p class="hint" id="sign-level-hint">{signing::level_hint()}</p>
            {options.into_iter().map(|(id, title, description)| {
                let (is, set) = (id.clone(), id.clone());
                view! {
                    <label class="choice">
                        <input type="radio" name="level" value=id
                            prop:checked=move || chosen.with(|chosen| *chosen == is)
                            on:change=move |_| chosen.set(set.clone())/>
                        <span><b>{title}</b><span class="choice-text">{description}</span></span>
                    </label>
                }
            }).collect_view()}
        </fieldset>
    }
}

/// The evidence, with its dates.
#[component]
pub(super) fn Pieces(
    pieces: Vec<Piece>,
    needed: bool,
    chosen: RwSignal<BTreeSet<Uuid>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let none = pieces.is_empty();
    view! {
        <fieldset class="choices" aria-describedby="sign-pieces-hint">
            <legend>{signing::rests_on()}</legend>
            <p class="hint" id="sign-pieces-hint">
                {signing::rests_on_hint()}
                {(!needed).then(|| view! { " "{signing::judgement_enough()} })}
            </p>
            {none.then(|| view! { <p class="muted">{signing::rests_on_nothing()}</p> })}
            {pieces.into_iter().map(|piece| view! { <PieceChoice piece=piece chosen=chosen/> }).collect_view()}
            {move || error.get().map(|text| view! { <ErrorLine id="sign-pieces-error".to_owned() text=text/> })}
        </fieldset>
    }
}

#[component]
fn PieceChoice(piece: Piece, chosen: RwSignal<BTreeSet<Uuid>>) -> impl IntoView {
    let id = piece.id;
    let change = move |event| {
        let is_chosen = event_target_checked(&event);
        chosen.update(|chosen| {
            if is_chosen {
                chosen.insert(id);
            } else {
                chosen.remove(&id);
            }
        });
    };
    let device = piece
        .device
        .map(|device| format!(", {device}"))
        .unwrap_or_default();
    let detail = format!("{}{device}", dates::moment(piece.at));
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&id)) on:change=change/>
            <span>
                <b>{standing::evidence_kind(piece.kind)}": "{piece.title}</b>
                <span class="choice-text">{detail}</span>
            </span>
        </label>
    }
}
