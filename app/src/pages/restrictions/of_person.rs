//! The restrictions of one person, on their page, and raising one by hand.

use leptos::prelude::*;
use uuid::Uuid;

use super::card::Card;
use super::{Changes, is_open};
use crate::api::restrictions::{Board, RaiseForm, raise_restriction, read_board};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::signed::TextArea;
use crate::words::{errors, supervising};

/// A person's open restrictions, and the form to raise one for those who may. Nothing where there is neither.
#[component]
pub(in crate::pages) fn PersonRestrictions(
    /// Whose.
    person: Uuid,
) -> impl IntoView {
    let changes = Changes::new();
    let data = Resource::new(move || changes.count.get(), move |_| read_board(Some(person)));
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                data.await.ok().map(|board| view! { <Content board=board changes=changes/> })
            })}
        </Transition>
    }
}

#[component]
fn Content(board: Board, changes: Changes) -> impl IntoView {
    let open: Vec<_> = board.rows.into_iter().chain(board.own).filter(is_open).collect();
    view! {
        {move || changes.problem.get().map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
        {(!open.is_empty()).then(|| view! {
            <section class="block">
                <h2>{supervising::restrictions()}</h2>
                {open.into_iter().map(|row| view! { <Card row=row changes=changes/> }).collect_view()}
            </section>
        })}
        {board.raise.map(|form| view! { <Raise form=form changes=changes/> })}
    }
}

/// A manager or educator restricts a person, with the reason.
#[component]
pub(super) fn Raise(form: RaiseForm, changes: Changes) -> impl IntoView {
    let person = form.person;
    let first = form.competencies.first().map(|(id, _)| id.clone());
    let competency = RwSignal::new(first.clone().unwrap_or_default());
    let reason = RwSignal::new(String::new());
    let id = StoredValue::new(None::<Uuid>);
    let raise = Action::new(move |(): &()| {
        // The same id again after a lost answer: it is raised once.
        let restriction = id.get_value().unwrap_or_else(Uuid::now_v7);
        id.set_value(Some(restriction));
        let (competency, reason) = (competency.get_untracked(), reason.get_untracked());
        async move { changes.settle(raise_restriction(restriction, person, competency, reason).await) }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !raise.pending().get_untracked() {
            raise.dispatch(());
        }
    };
    first.map(|_| {
        view! {
            <section class="block">
                <h2>{supervising::raise()}</h2>
                <details class="quiet">
                    <summary>{supervising::for_learner(&form.person_name)}</summary>
                    <form class="stack" method="post" on:submit=submit>
                        <p class="muted">{supervising::raise_text()}</p>
                        <div class="field">
                            <label for="raise-competency">{supervising::raise_competency()}</label>
                            <select id="raise-competency" name="competency"
                                on:change=move |event| competency.set(event_target_value(&event))>
                                {form.competencies.into_iter().map(|(id, title)| view! {
                                    <option value=id>{title}</option>
                                }).collect_view()}
                            </select>
                        </div>
                        <TextArea id="raise-reason" label=supervising::raise_reason() value=reason/>
                        <button class="btn" type="submit">{supervising::raise_send()}</button>
                    </form>
                </details>
            </section>
        }
    })
}
