//! What an assessor has marked on this device and not yet sent.

use leptos::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Draft, discard, drafts};
use crate::links;
use crate::words::{dates, observing};

/// The drafts of an assessor that wait on this device. Names come from the page, never from the device.
#[component]
pub fn Waiting(
    /// The assessor.
    by: Uuid,
    /// The learners whom the page knows.
    names: Vec<(Uuid, String)>,
    /// The checklists in use: stable name and title.
    titles: Vec<(String, String)>,
) -> impl IntoView {
    let waiting = RwSignal::new(Vec::<Draft>::new());
    Effect::new(move |_| waiting.set(drafts(by)));
    let (names, titles) = (StoredValue::new(names), StoredValue::new(titles));
    view! {
        <Show when=move || waiting.with(|drafts| !drafts.is_empty())>
            <section class="block">
                <h2>{observing::waiting()}</h2>
                <p class="muted">{observing::waiting_text()}</p>
                <ul class="rows">
                    {move || waiting.get().into_iter().map(|draft| view! {
                        <WaitingRow
                            name=name_of(names, draft.person)
                            title=title_of(titles, &draft.checklist)
                            draft=draft
                            waiting=waiting
                        />
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn WaitingRow(draft: Draft, name: String, title: String, waiting: RwSignal<Vec<Draft>>) -> impl IntoView {
    let (id, by) = (draft.id, draft.by);
    let at = OffsetDateTime::from_unix_timestamp(draft.observed_ms.div_euclid(1000))
        .map(dates::moment)
        .unwrap_or_default();
    let marked = observing::marked(draft.n_marked(), draft.steps);
    let whose = observing::of_person(&name);
    let throw_away = move |_| {
        if window().confirm_with_message(observing::discard_sure()) == Ok(true) {
            discard(id);
            waiting.set(drafts(by));
        }
    };
    view! {
        <li class="row">
            <span class="row-main">
                <b>{name}</b>
                <span class="muted">{format!("{title}, {marked}, {}", observing::begun(&at))}</span>
            </span>
            <span class="row-side">
                <a class="btn btn-primary" href=links::observe(draft.person, &draft.checklist)>
                    {observing::go_on()}<span class="vh">{whose.clone()}</span>
                </a>
                <button class="btn btn-quiet" type="button" on:click=throw_away>
                    {observing::discard()}<span class="vh">{whose}</span>
                </button>
            </span>
        </li>
    }
}

fn name_of(names: StoredValue<Vec<(Uuid, String)>>, person: Uuid) -> String {
    names.with_value(|names| {
        let known = names.iter().find(|(id, _)| *id == person);
        known.map_or_else(|| observing::a_learner().to_owned(), |(_, name)| name.clone())
    })
}

fn title_of(titles: StoredValue<Vec<(String, String)>>, slug: &str) -> String {
    titles.with_value(|titles| {
        let known = titles.iter().find(|(known, _)| known == slug);
        known.map_or_else(|| observing::checklist().to_owned(), |(_, title)| title.clone())
    })
}
