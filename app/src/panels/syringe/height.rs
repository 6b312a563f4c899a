//! The height of the pump over the patient: a slider, and buttons for hands that want steps.

use leptos::prelude::*;
use simulators::syringe::action::SyringeAction;

use crate::panels::pointed::Pointed;
use crate::words;

/// Furthest that the slider reaches over and under the heart, cm. The pole of a bed reaches no further.
const REACH_CM: i16 = 100;
/// Step of the slider, cm.
const FINE_CM: i16 = 5;
/// Step of the buttons, cm.
const STEP_CM: i16 = 10;

/// The slider moves the pump when it is let go, so that one hand's move is one act; the number follows at once.
#[component]
pub(super) fn Height(height_cm: Memo<i16>, on_act: Callback<SyringeAction>) -> impl IntoView {
    let dragged = RwSignal::new(None::<i16>);
    let shown = Memo::new(move |_| dragged.get().unwrap_or_else(|| height_cm.get()));
    let go = move |to_cm: i16| {
        dragged.set(None);
        on_act.try_run(SyringeAction::MovePump { to_cm });
    };
    let step = move |by_cm: i16| move |_| go(height_cm.get_untracked().saturating_add(by_cm));
    // A scenario may begin with the pump further away than the slider reaches.
    let next = Pointed::at("move_pump");
    let reach = move || REACH_CM.max(height_cm.get().saturating_abs());
    view! {
        <div class="height">
            <label class="height-name" data-next=move || next.word()>
                <span>{words::syringe::height()}</span>
                <span class="height-now num" aria-hidden="true">{move || words::syringe::centimetres(shown.get())}</span>
                <input type="range" min=move || -reach() max=reach step=FINE_CM
                    prop:value=move || shown.get()
                    value=height_cm.get_untracked()
                    aria-describedby=move || next.described_by()
                    aria-valuetext=move || words::syringe::height_said(shown.get())
                    on:input=move |event| dragged.set(event_target_value(&event).parse().ok())
                    on:change=move |event| {
                        if let Ok(to_cm) = event_target_value(&event).parse() {
                            go(to_cm);
                        }
                    }
                />
            </label>
            <div class="height-steps">
                <button type="button" class="btn" on:click=step(STEP_CM)>{words::syringe::raise(STEP_CM)}</button>
                <button type="button" class="btn" on:click=step(-STEP_CM)>{words::syringe::lower(STEP_CM)}</button>
                <button type="button" class="btn" on:click=move |_| go(0)>{words::syringe::level()}</button>
            </div>
        </div>
    }
}
