//! The form: where, what for, and when. It works before any script has come.

use leptos::prelude::*;
use uuid::Uuid;

use super::Asked;
use crate::api::readiness::About;
use crate::api::standing::Unit;
use crate::components::field::Field;
use crate::words::readiness;

#[component]
pub(super) fn Question(
    units: Vec<Unit>,
    devices: Vec<String>,
    competencies: Vec<(String, String)>,
    unit: Uuid,
    about: Option<About>,
    asked: Asked,
) -> impl IntoView {
    let about = StoredValue::new(about);
    let option = move |this: About, word: String| {
        let selected = about.with_value(|about| about.as_ref() == Some(&this));
        view! { <option value=this.to_text() selected=selected>{word}</option> }
    };
    let when = asked.when.clone();
    let is_when = move |word: &str| match when.as_str() {
        "tonight" | "at" => when == word,
        _ => word == "now",
    };
    let moments = [
        ("now", readiness::now()),
        ("tonight", readiness::tonight()),
        ("at", readiness::at_a_time()),
    ];
    view! {
        <form class="ask" method="get" action="/readiness">
            <div class="field-row">
                <div class="field">
                    <label for="ask-unit">{readiness::unit()}</label>
                    <select id="ask-unit" name="unit">
                        {units.into_iter().map(|known| view! {
                            <option value=known.id.to_string() selected=known.id == unit>{known.name}</option>
                        }).collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for="ask-about">{readiness::what_for()}</label>
                    <select id="ask-about" name="about">
                        <optgroup label=readiness::devices()>
                            {devices.into_iter().map(|model| {
                                let word = readiness::device(&model);
                                option(About::Device(model), word)
                            }).collect_view()}
                        </optgroup>
                        <optgroup label=readiness::competencies()>
                            {competencies.into_iter().map(|(id, title)| option(About::Competency(id), title)).collect_view()}
                        </optgroup>
                    </select>
                </div>
            </div>
            <fieldset class="choices ask-when">
                <legend>{readiness::when()}</legend>
                {moments.into_iter().map(|(value, word)| view! {
                    <label class="choice">
                        <input type="radio" name="when" value=value checked=is_when(value)/>
                        <span>{word}</span>
                    </label>
                }).collect_view()}
            </fieldset>
            <div class="field-row">
                <Field name="date" label=readiness::date() kind="date" value=asked.date/>
                <Field name="time" label=readiness::time() kind="time" value=asked.time/>
                <button class="btn btn-primary" type="submit">{readiness::ask()}</button>
            </div>
            <p class="hint">{readiness::time_hint()}</p>
        </form>
    }
}
