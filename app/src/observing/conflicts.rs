//! The conflicts of a person, for those who may know or declare some.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use crate::api::conflicts::{Conflict, Conflicts, declare_conflict, end_conflict, read_conflicts};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{common, dates, errors, observing};

/// A section with the open conflicts of a person; nothing for those who have no part in them.
#[component]
pub fn ConflictsSection(
    /// The person.
    person: Uuid,
) -> impl IntoView {
    let conflicts = RwSignal::new(None::<Conflicts>);
    let failed = RwSignal::new(None::<AppError>);
    let load = move || {
        spawn_local(async move {
            if let Ok(found) = read_conflicts(person).await {
                conflicts.set(Some(found));
            }
        });
    };
    Effect::new(move |_| load());
    let settled = move |outcome: Result<(), AppError>| match outcome {
        Ok(()) => {
            failed.set(None);
            load();
        }
        Err(error) => failed.set(Some(error)),
    };
    view! {
        {move || conflicts.get().filter(concerns).map(|found| view! {
            <section class="block">
                <h2>{observing::conflicts()}</h2>
                <p class="muted">{observing::conflicts_text()}</p>
                {move || failed.get().map(|error| view! {
                    <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
                })}
                <OpenConflicts open=found.open.clone() may_end=found.may_declare on_settled=settled/>
                <Declaring person=person conflicts=found on_settled=settled/>
            </section>
        })}
    }
}

fn concerns(found: &Conflicts) -> bool {
    found.may_declare || found.may_declare_own || !found.open.is_empty()
}

#[component]
fn OpenConflicts<F>(open: Vec<Conflict>, may_end: bool, on_settled: F) -> impl IntoView
where
    F: Fn(Result<(), AppError>) + Copy + Send + Sync + 'static,
{
    if open.is_empty() {
        return view! { <p>{observing::no_conflicts()}</p> }.into_any();
    }
    let row = move |conflict: Conflict| {
        let id = conflict.id;
        let other = common::person(&conflict.other).to_owned();
        let by = conflict
            .by
            .unwrap_or_else(|| observing::void_by_system().to_owned());
        let declared = observing::declared_line(&by, &dates::moment(conflict.at));
        let whose = observing::of_person(&other);
        let end = move |_| spawn_local(async move { on_settled(end_conflict(id).await) });
        view! {
            <li class="row">
                <span class="row-main">
                    <b>{observing::conflict_with(&other)}</b>
                    <span class="muted">{format!("{}; {declared}", conflict.reason)}</span>
                </span>
                {may_end.then(|| view! {
                    <span class="row-side">
                        <button class="btn btn-quiet" type="button" on:click=end>
                            {observing::end_conflict()}<span class="vh">{whose}</span>
                        </button>
                    </span>
                })}
            </li>
        }
    };
    view! { <ul class="rows">{open.into_iter().map(row).collect_view()}</ul> }.into_any()
}

#[component]
fn Declaring<F>(person: Uuid, conflicts: Conflicts, on_settled: F) -> impl IntoView
where
    F: Fn(Result<(), AppError>) + Copy + Send + Sync + 'static,
{
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = values(&event);
        let other = Uuid::parse_str(&form("assessor")).ok();
        let reason = form("conflict_reason");
        spawn_local(async move { on_settled(declare_conflict(person, other, reason).await) });
    };
    let choice = conflicts.may_declare && !conflicts.assessors.is_empty();
    let word = match (choice, conflicts.may_declare_own) {
        (true, _) => observing::declare(),
        (false, true) => observing::declare_own(),
        (false, false) => return ().into_any(),
    };
    view! {
        <details class="observe-more">
            <summary>{word}</summary>
            <form class="stack" method="post" on:submit=submit>
                {choice.then(|| view! {
                    <div class="field">
                        <label for="field-assessor">{observing::assessor()}</label>
                        <select id="field-assessor" name="assessor">
                            {conflicts.assessors.into_iter().map(|(id, name)| view! {
                                <option value=id.to_string()>{name}</option>
                            }).collect_view()}
                        </select>
                    </div>
                })}
                <Field name="conflict_reason" label=observing::reason() hint=observing::reason_hint()/>
                <button class="btn" type="submit">{observing::declare()}</button>
            </form>
        </details>
    }
    .into_any()
}
