//! The open sheet: one item at a time, with the way to all others.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_meta::Title;
use training::exams::sheet::SheetItem;

use super::clock::TimeLeft;
use super::question::QuestionField;
use super::queue::{Queue, Saved};
use crate::api::exams::{OpenSitting, hand_in};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{errors, exams};

/// The sheet of an open sitting.
#[component]
pub(super) fn AtIt(open: OpenSitting, again: RwSignal<u32>) -> impl IntoView {
    let queue = Queue::new(open.id, open.responses, open.last_number);
    let items = StoredValue::new(open.sheet.items);
    let n_items = items.with_value(Vec::len);
    // Whoever comes back goes on where the first answer is missing.
    let open_at = items.with_value(|items| items.iter().position(|item| !is_answered(item, queue)));
    let place = RwSignal::new(open_at.unwrap_or(n_items.saturating_sub(1)));
    let asking = NodeRef::<Dialog>::new();
    let id = open.id;
    let send = Action::new(move |(): &()| async move {
        if queue.n_waiting() > 0 {
            queue.send();
            return Err(AppError::Offline);
        }
        hand_in(id).await?;
        again.update(|count| *count += 1);
        Ok(())
    });
    let over = Callback::new(move |()| {
        send.dispatch(());
    });
    let go = move |to: usize| {
        place.set(to.min(n_items.saturating_sub(1)));
        crate::frame::focus_heading();
    };
    let is_last = move || place.get() + 1 >= n_items;
    let ask = move |_| {
        if let Some(dialog) = asking.get() {
            let _ = dialog.show_modal();
        }
    };
    view! {
        <Title text=open.sheet.title.clone()/>
        <main id="main" class="page sheet">
            <header class="sheet-head">
                <p class="sheet-title">{open.sheet.title.clone()}</p>
                <TimeLeft left_ms=open.left_ms on_over=over/>
                <SavedLine queue=queue/>
            </header>
            <h1 tabindex="-1" class="sheet-place">{move || exams::question_of(place.get() + 1, n_items)}</h1>
            {move || items.with_value(|items| items.get(place.get()).cloned()).map(|item| view! {
                <Item item=item queue=queue/>
            })}
            {move || send.value().get().and_then(Result::err).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
            <div class="sheet-foot">
                <button class="btn" type="button" disabled=move || place.get() == 0
                    on:click=move |_| go(place.get_untracked().saturating_sub(1))>{exams::back()}</button>
                <Show when=is_last fallback=move || view! {
                    <button class="btn btn-primary" type="button" on:click=move |_| go(place.get_untracked() + 1)>{exams::next()}</button>
                }>
                    <button class="btn btn-primary" type="button" on:click=ask>{exams::hand_in()}</button>
                </Show>
            </div>
            <nav class="block" aria-labelledby="overview-heading">
                <h2 id="overview-heading">{exams::overview()}</h2>
                <ol class="places">
                    {(0..n_items).map(|at| {
                        let done = move || items.with_value(|items| items.get(at).is_some_and(|item| is_answered(item, queue)));
                        view! {
                            <li>
                                <button type="button" class="place" class:place-done=done
                                    aria-current=move || (place.get() == at).then_some("step")
                                    on:click=move |_| go(at)>
                                    {at + 1}
                                    <span class="vh">": "{move || if done() { exams::answered() } else { exams::not_answered() }}</span>
                                </button>
                            </li>
                        }
                    }).collect_view()}
                </ol>
                <p><button class="btn" type="button" on:click=ask>{exams::hand_in()}</button></p>
            </nav>
            <dialog class="dialog" node_ref=asking aria-labelledby="hand-in-title">
                <h2 id="hand-in-title">{exams::hand_in_title()}</h2>
                <p>{move || {
                    let open = items.with_value(|items| items.iter().filter(|item| !is_answered(item, queue)).count());
                    if open == 0 { exams::all_answered().to_owned() } else { exams::unanswered(open) }
                }}</p>
                <p>{exams::hand_in_text()}</p>
                <form method="dialog" class="cluster">
                    <button class="btn btn-primary" type="submit" disabled=move || send.pending().get()
                        on:click=move |_| { send.dispatch(()); }>{exams::hand_in()}</button>
                    <button class="btn" type="submit">{exams::keep_working()}</button>
                </form>
            </dialog>
        </main>
    }
}

/// Whether every question of an item has an answer.
fn is_answered(item: &SheetItem, queue: Queue) -> bool {
    queue.responses.with(|responses| {
        item.questions
            .iter()
            .all(|question| responses.contains_key(&question.token))
    })
}

#[component]
fn SavedLine(queue: Queue) -> impl IntoView {
    view! {
        <p class="saved muted" role="status">
            {move || match queue.saved.get() {
                Saved::All => exams::saved().to_owned(),
                Saved::OnTheWay => exams::saving().to_owned(),
                Saved::Waiting => exams::not_saved(queue.n_waiting()),
                Saved::Refused => exams::refused_answer().to_owned(),
            }}
        </p>
    }
}

#[component]
fn Item(item: SheetItem, queue: Queue) -> impl IntoView {
    let story = item.story.map(|story| {
        view! {
            <div class="story">
                <p>{story.text}</p>
                {story.exhibits.into_iter().map(|exhibit| view! {
                    <section class="exhibit" aria-label=exams::exhibit()>
                        <h2>{exhibit.title}</h2>
                        <p class="exhibit-text">{exhibit.text}</p>
                    </section>
                }).collect_view()}
                {(!story.ask.is_empty()).then(|| view! { <p><b>{story.ask.clone()}</b></p> })}
            </div>
        }
    });
    view! {
        <div class="asked">
            {story}
            {item.questions.into_iter().map(|question| view! {
                <QuestionField question=question queue=queue/>
            }).collect_view()}
        </div>
    }
}
