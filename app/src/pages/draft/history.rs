//! The revisions of a draft and what changed since each.

use leptos::prelude::*;
use uuid::Uuid;

use super::comments::{at, name_of};
use super::writing::Writing;
use crate::api::drafts::{Against, Hunk, LineKind, Revision, read_difference, read_revision};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{errors, studio};

/// Revisions that are shown at first.
const SHOWN: usize = 8;

/// The history, newest first.
#[component]
pub(super) fn History(
    draft: Uuid,
    writing: Writing,
    revisions: Signal<Vec<Revision>>,
    /// Whether it is to become the next version of a published scenario.
    has_base: bool,
    /// Whether the draft can still change.
    open: bool,
) -> impl IntoView {
    let against = RwSignal::new(None::<Against>);
    let look = Action::new(move |against: &Against| read_difference(draft, *against));
    let show = move |what: Against| {
        against.set(Some(what));
        look.dispatch(what);
    };
    let back = Action::new(move |revision: &u32| read_revision(draft, *revision));
    Effect::new(move |_| {
        if let Some(Ok(text)) = back.value().get() {
            writing.change(text);
        }
    });
    view! {
        <section class="block">
            <h2>{studio::history()}</h2>
            {has_base.then(|| view! {
                <p class="actions">
                    <button class="btn" type="button" on:click=move |_| show(Against::Published)>
                        {studio::changes_since_published()}
                    </button>
                </p>
            })}
            <ul class="remarks">
                {move || {
                    let all = revisions.get();
                    let newest = all.first().map(|revision| revision.revision);
                    all.into_iter().take(SHOWN).map(|revision| {
                        let number = revision.revision;
                        let saved = &revision.saved;
                        view! {
                            <li>
                                <p><b>{studio::revision(number)}</b>" "
                                    <span class="muted">{studio::said_by(&name_of(saved), &at(saved))}</span></p>
                                {(Some(number) != newest).then(|| view! {
                                    <p class="actions">
                                        <button class="btn btn-quiet" type="button"
                                            on:click=move |_| show(Against::Revision(number))>{studio::show_changes()}</button>
                                        {open.then(|| view! {
                                            <button class="btn btn-quiet" type="button" on:click=move |_| { back.dispatch(number); }>
                                                {studio::go_back()}
                                            </button>
                                        })}
                                    </p>
                                })}
                            </li>
                        }
                    }).collect_view()
                }}
            </ul>
            {move || back.value().get().and_then(Result::err).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
            <div role="status">
                {move || against.get().and(look.value().get()).map(|outcome| match outcome {
                    Ok(hunks) => view! { <Difference hunks=hunks/> }.into_any(),
                    Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
                })}
            </div>
        </section>
    }
}

/// What two texts differ in, line by line; signs and words, not colour alone.
#[component]
fn Difference(hunks: Vec<Hunk>) -> impl IntoView {
    if hunks.is_empty() {
        return view! { <p class="muted">{studio::no_changes()}</p> }.into_any();
    }
    hunks
        .into_iter()
        .map(|hunk| {
            view! {
                <p class="muted">{studio::hunk_line(hunk.line)}</p>
                <div class="difference" tabindex="0" role="group" aria-label=studio::hunk_line(hunk.line)>
                    {hunk.lines.into_iter().map(|(kind, text)| match kind {
                        LineKind::Same => view! { <p><span aria-hidden="true">"  "</span>{text}</p> }.into_any(),
                        LineKind::New => view! {
                            <ins><span aria-hidden="true">"+ "</span><span class="vh">{studio::line_new()}": "</span>{text}</ins>
                        }.into_any(),
                        LineKind::Gone => view! {
                            <del><span aria-hidden="true">"− "</span><span class="vh">{studio::line_gone()}": "</span>{text}</del>
                        }.into_any(),
                    }).collect_view()}
                </div>
            }
        })
        .collect_view()
        .into_any()
}
