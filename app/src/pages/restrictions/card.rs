//! One restriction: who, what, why, since when, the way back, and what the manager does about it.

use leptos::prelude::*;

use super::Changes;
use crate::api::restrictions::{Restriction, acknowledge_restriction, lift_restriction};
use crate::components::signed::{SignForm, SignedLine, Signing};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::links;
use crate::words::{dates, standing, supervising};

/// A restriction.
#[component]
pub(super) fn Card(row: Restriction, changes: Changes) -> impl IntoView {
    let title = format!("{}, {}", row.person_name, row.competency);
    let (kind, word) = match row.lifted_at {
        None => (StatusKind::Restricted, standing::restricted().to_owned()),
        Some(at) => (
            StatusKind::Met,
            format!("{}, {}", supervising::lifted(), dates::moment(at)),
        ),
    };
    let source = row
        .source
        .and_then(|(kind, source)| links::evidence(kind, source));
    let open = row.lifted_at.is_none();
    let acknowledged = match &row.acknowledged {
        Some((at, name)) => Some(supervising::by(name, &dates::moment(*at))),
        None => open.then(|| supervising::not_acknowledged().to_owned()),
    };
    view! {
        <article class="case">
            <header class="case-head">
                <h3><a href=links::person(row.person)>{row.person_name.clone()}</a>", "{row.competency.clone()}</h3>
                <StatusBadge kind=kind word=word/>
            </header>
            <dl class="facts facts-row">
                <div><dt>{supervising::why()}</dt>
                    <dd>
                        {supervising::cause(&row)}
                        {source.map(|href| view! {
                            " "<a href=href>{supervising::see_source()}<span class="vh">": "{title.clone()}</span></a>
                        })}
                    </dd></div>
                <div><dt>{supervising::since()}</dt><dd>{dates::moment(row.raised_at)}</dd></div>
                {acknowledged.map(|words| view! { <div><dt>{supervising::acknowledged()}</dt><dd>{words}</dd></div> })}
            </dl>
            {row.is_source_void.then(|| view! { <p class="muted">{supervising::source_void()}</p> })}
            {open.then(|| view! { <WayBack modules=row.modules.clone()/> })}
            {(!open).then(|| view! { <Lifted row=row.clone()/> })}
            {row.may_manage.then(|| view! { <Manage row=row title=title changes=changes/> })}
        </article>
    }
}

/// The modules that lift it by a pass.
#[component]
pub(super) fn WayBack(modules: Vec<(String, String)>) -> impl IntoView {
    if modules.is_empty() {
        return view! { <p class="muted">{supervising::way_back_none()}</p> }.into_any();
    }
    view! {
        <p class="way-back">
            <b>{supervising::way_back()}</b>". "{supervising::way_back_text()}
        </p>
        <ul class="cluster">
            {modules.into_iter().map(|(slug, title)| view! {
                <li><a href=links::module(&slug)>{title}</a></li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Lifted(row: Restriction) -> impl IntoView {
    match (row.lift_reason, row.signed) {
        (Some(reason), signed) => view! {
            <blockquote class="said">{reason}</blockquote>
            {signed.map(|signed| view! { <SignedLine signed=signed/> })}
        }
        .into_any(),
        (None, _) => view! { <p class="muted">{supervising::lifted_by_pass()}</p> }.into_any(),
    }
}

/// Acknowledge, or lift by hand.
#[component]
fn Manage(row: Restriction, title: String, changes: Changes) -> impl IntoView {
    let id = row.id;
    let acknowledge = Action::new(move |(): &()| async move {
        changes.settle(acknowledge_restriction(id).await);
    });
    let lift = Action::new(move |signing: &Signing| {
        let Signing {
            words,
            shown,
            password,
        } = signing.clone();
        async move {
            lift_restriction(id, words, shown, password).await?;
            changes.settle(Ok(()));
            Ok::<(), AppError>(())
        }
    });
    let failure = move || lift.value().get().and_then(Result::err);
    let waits = row.acknowledged.is_none();
    view! {
        {waits.then(|| view! {
            <p class="actions">
                <button class="btn btn-primary" type="button" on:click=move |_| { acknowledge.dispatch(()); }>
                    {supervising::acknowledge()}<span class="vh">": "{title.clone()}</span>
                </button>
            </p>
        })}
        <details class="quiet">
            <summary>{supervising::lift_this()}<span class="vh">": "{title.clone()}</span></summary>
            <p class="muted">{supervising::lift_text_explained()}</p>
            <SignForm id=format!("lift-{id}") label=supervising::lift_reason() button=supervising::lift_sign()
                pending=lift.pending() failure=Signal::derive(failure)
                text=move |words| supervising::lift_text(&row, words)
                on_sign=move |signing| { lift.dispatch(signing); }/>
        </details>
    }
}
