//! One step of the checklist: what to look for, three large targets, a remark on demand.

use competency::{ChecklistItem, Seen};
use leptos::prelude::*;

use super::Device;
use crate::components::icons::{Icon, IconName};
use crate::observing::Draft;
use crate::words::observing;

/// The most characters of a remark, as the records have it.
const MAX_REMARK_CHARS: &str = "500";

/// Something that changes a draft.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A step was marked.
    Mark(String, Seen),
    /// A remark was written.
    Remark(String, String),
    /// The note was written.
    Note(String),
    /// It was seen at another time, in milliseconds since 1970.
    SeenAt(i64),
}

impl Deed {
    /// Does it.
    pub(super) fn apply(self, draft: &mut Draft) {
        match self {
            Self::Mark(item, seen) => draft.mark(&item, seen),
            Self::Remark(item, text) => draft.comment(&item, text),
            Self::Note(text) => draft.note = text,
            Self::SeenAt(at_ms) => draft.observed_ms = at_ms,
        }
    }
}

/// The anchor of a step.
pub(super) fn anchor(number: usize) -> String {
    format!("step-{number}")
}

#[component]
pub(super) fn Step(
    number: usize,
    item: ChecklistItem,
    draft: RwSignal<Draft>,
    device: RwSignal<Device>,
    tried: RwSignal<bool>,
    on_change: Callback<Deed>,
) -> impl IntoView {
    let id = StoredValue::new(item.id.clone());
    let seen = Memo::new(move |_| draft.with(|draft| id.with_value(|id| draft.seen(id))));
    let missing = move || tried.get() && seen.get().is_none();
    let error = format!("{}-error", anchor(number));
    let described = {
        let error = error.clone();
        move || missing().then(|| error.clone())
    };
    let class = match item.critical {
        true => "observe-step observe-critical",
        false => "observe-step",
    };
    let choice = move |mark: Seen| {
        view! {
            <label class="choice observe-mark">
                <input
                    type="radio"
                    name=format!("seen-{number}")
                    prop:checked=move || seen.get() == Some(mark)
                    disabled=move || device.get() == Device::Asleep
                    on:change=move |_| on_change.run(Deed::Mark(id.get_value(), mark))
                />
                <span>{observing::seen(mark)}</span>
            </label>
        }
    };
    view! {
        <li class=class id=anchor(number) tabindex="-1">
            <fieldset aria-describedby=described>
                <legend>
                    <span class="observe-number" aria-hidden="true">{number}</span>
                    <span class="observe-text">
                        {item.critical.then(|| view! {
                            <span class="observe-flag"><Icon name=IconName::Octagon/>{observing::critical_step()}</span>
                        })}
                        <span>{item.text}</span>
                    </span>
                </legend>
                <p class="muted">{item.why}</p>
                <div class="observe-marks">
                    {[Seen::Done, Seen::Missed, Seen::NotApplicable].map(choice).collect_view()}
                </div>
                {move || missing().then(|| view! {
                    <p class="error" id=error.clone()><Icon name=IconName::Alert/><span>{observing::mark_missing()}</span></p>
                })}
            </fieldset>
            <Remark number=number id=id draft=draft device=device on_change=on_change/>
        </li>
    }
}

#[component]
fn Remark(
    number: usize,
    id: StoredValue<String>,
    draft: RwSignal<Draft>,
    device: RwSignal<Device>,
    on_change: Callback<Deed>,
) -> impl IntoView {
    // Read when the device has told what it keeps, not at each letter.
    let kept = Memo::new(move |_| {
        device.track();
        draft.with_untracked(|draft| id.with_value(|id| draft.remark(id).to_owned()))
    });
    let field = format!("remark-{number}");
    view! {
        <details class="observe-more" prop:open=move || !kept.get().is_empty()>
            <summary>{observing::add_remark()}<span class="vh">{format!(": {}", observing::step(number))}</span></summary>
            <div class="field">
                <label for=field.clone()>{observing::remark_on(number)}</label>
                <textarea
                    id=field
                    maxlength=MAX_REMARK_CHARS
                    prop:value=move || kept.get()
                    disabled=move || device.get() == Device::Asleep
                    on:input=move |event| on_change.run(Deed::Remark(id.get_value(), event_target_value(&event)))
                ></textarea>
            </div>
        </details>
    }
}
