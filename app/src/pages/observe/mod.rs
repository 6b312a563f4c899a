//! A checklist at the bedside: one column, a mark for each step, the signature at the end.
//!
//! The page is served while there is a network. From then on it needs none until the observation is sent: every mark
//! is kept on the device as it is made.

mod sign;
mod step;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::observations::{Sheet, read_sheet};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::observing::{Draft, Storing, discard, drafts, keep};
use crate::words::{common, observing};

/// A checklist at the bedside.
#[component]
pub fn ObservePage() -> impl IntoView {
    let params = use_params_map();
    let asked = move || {
        params.with(|params| {
            let person = params.get("person").and_then(|id| Uuid::parse_str(&id).ok());
            (person, params.get("checklist").unwrap_or_default())
        })
    };
    // What was begun on the device goes on in the version it was begun with.
    let begun = RwSignal::new(None::<Draft>);
    let version = move || {
        let (person, checklist) = asked();
        let begun = begun.get()?;
        (Some(begun.person) == person && begun.checklist == checklist).then_some(begun.version)
    };
    let data = Resource::new(
        move || (asked(), version()),
        |((person, checklist), version)| async move {
            match person {
                Some(person) => read_sheet(person, checklist, version).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    loaded(data, move |sheet| view! { <Content sheet=sheet begun=begun/> })
}

/// How the marks stand on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Device {
    /// The page has not come to life yet.
    Asleep,
    /// Nothing was marked before.
    Fresh,
    /// Marks from before are here again.
    TakenUp,
    /// This browser keeps nothing.
    Forgetful,
}

#[component]
fn Content(sheet: Sheet, begun: RwSignal<Option<Draft>>) -> impl IntoView {
    let head = sheet.head.clone();
    let blank = Draft::new(
        sheet.assessor,
        sheet.person,
        &head.slug,
        head.version,
        sheet.checklist.items.len(),
        sheet.now_ms,
    );
    let draft = RwSignal::new(blank.clone());
    let device = RwSignal::new(Device::Asleep);
    Effect::new(move |_| {
        let found = drafts(blank.by)
            .into_iter()
            .find(|found| found.person == blank.person && found.checklist == blank.checklist);
        match found {
            Some(found) if found.version == blank.version => {
                draft.set(found);
                device.set(Device::TakenUp);
            }
            Some(found) => begun.set(Some(found)),
            None => {
                draft.set(blank.clone().begun(Uuid::now_v7()));
                device.set(Device::Fresh);
            }
        }
    });
    let change = Callback::new(move |deed: step::Deed| {
        draft.update(|draft| deed.apply(draft));
        if draft.with_untracked(keep) == Storing::Impossible {
            device.set(Device::Forgetful);
        }
    });
    let name = sheet.name.clone();
    view! {
        <Title text=observing::observing(&name)/>
        <main id="main" class="page observe">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/assess">{common::assess()}</a>
                    <a href=links::assess(sheet.person)>{name.clone()}</a>
                </nav>
                <h1 tabindex="-1">{observing::observing(&name)}</h1>
                <p class="lede">{sheet.checklist.title.clone()}</p>
                <details class="observe-more">
                    <summary>{observing::about_checklist()}</summary>
                    <div class="prose">
                        <p>{sheet.checklist.description.clone()}</p>
                        {sheet.checklist.note.clone().map(|note| view! { <p>{note}</p> })}
                    </div>
                </details>
            </header>
            {match head.refusal {
                Some(refusal) => view! {
                    <Notice kind=NoticeKind::Warn title=observing::cannot_observe()>
                        <p>{observing::refusal(refusal, head.about.as_deref())}</p>
                        <p><a class="btn" href="/assess">{observing::back_to_assess()}</a></p>
                    </Notice>
                }.into_any(),
                None => view! { <Bedside sheet=sheet draft=draft device=device on_change=change/> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Bedside(
    sheet: Sheet,
    draft: RwSignal<Draft>,
    device: RwSignal<Device>,
    on_change: Callback<step::Deed>,
) -> impl IntoView {
    let all = sheet.checklist.items.len();
    let marked = move || draft.with(Draft::n_marked);
    // Missing marks are named once somebody has tried to sign.
    let tried = RwSignal::new(false);
    let person = sheet.person;
    let throw_away = move |_| {
        if window().confirm_with_message(observing::discard_sure()) == Ok(true) {
            discard(draft.with_untracked(|draft| draft.id));
            let _ = window().location().assign(&links::assess(person));
        }
    };
    let items = sheet.checklist.items.clone();
    view! {
        <noscript><p>{observing::needs_wasm()}</p></noscript>
        <div class="observe-bar">
            <p role="status"><b>{move || observing::marked(marked(), all)}</b></p>
            <progress max=all.to_string() prop:value=move || marked() as f64 aria-hidden="true"></progress>
        </div>
        {move || match device.get() {
            Device::Asleep => view! { <p class="muted">{observing::loading()}</p> }.into_any(),
            Device::Fresh => view! { <p class="muted">{observing::kept_here()}</p> }.into_any(),
            Device::TakenUp => view! {
                <Notice kind=NoticeKind::Info title=observing::taken_up()>
                    <p>{observing::kept_here()}</p>
                    <p><button class="btn" type="button" on:click=throw_away>{observing::discard()}</button></p>
                </Notice>
            }.into_any(),
            Device::Forgetful => view! { <Notice kind=NoticeKind::Warn title=observing::not_kept()/> }.into_any(),
        }}
        <p class="muted">{observing::critical_hint()}</p>
        <ol class="observe-steps">
            {items.into_iter().zip(1..).map(|(item, number)| view! {
                <step::Step number=number item=item draft=draft device=device tried=tried on_change=on_change/>
            }).collect_view()}
        </ol>
        <sign::Sign sheet=sheet draft=draft device=device tried=tried on_change=on_change/>
    }
}
