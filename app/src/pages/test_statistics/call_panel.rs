//! The panels of a test, and calling another.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;

use crate::api::panels::{NewPanel, PanelRow, open_panel, read_judges, read_panels};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::words::{errors, panels};

/// The panels so far, and the form for another.
#[component]
pub(super) fn Panels(test: String) -> impl IntoView {
    let asked = test.clone();
    let rows = Resource::new(|| (), move |()| read_panels(asked.clone()));
    let judges = Resource::new(|| (), |()| read_judges());
    view! {
        <section class="block">
            <h2>{panels::panels()}</h2>
            <Suspense fallback=|| ()>
                {move || Suspend::new(async move { rows.await.ok().map(|rows| view! { <Rows rows=rows/> }) })}
            </Suspense>
            <Suspense fallback=|| ()>
                {move || {
                    let test = test.clone();
                    Suspend::new(async move {
                        judges.await.ok().filter(|judges| !judges.is_empty()).map(|judges| view! {
                            <Call test=test judges=judges/>
                        })
                    })
                }}
            </Suspense>
        </section>
    }
}

#[component]
fn Rows(rows: Vec<PanelRow>) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="muted">{panels::no_panel()}</p> }.into_any();
    }
    view! {
        <ul class="rows">
            {rows.into_iter().map(|row| {
                let cut = row.cut_percent.map(|percent| panels::percent(panels::one_digit(percent)));
                view! {
                    <li>
                        <a class="row" href=links::panel(row.id)>
                            <span class="row-main"><b>{row.title}</b><span class="muted">{panels::state(row.state)}</span></span>
                            <span class="row-side">{cut}</span>
                        </a>
                    </li>
                }
            }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Call(test: String, judges: Vec<(Uuid, String)>) -> impl IntoView {
    let navigate = use_navigate();
    let chosen = RwSignal::new(Vec::<Uuid>::new());
    let call = Action::new(move |title: &String| {
        let panel = NewPanel {
            id: Uuid::now_v7(),
            test: test.clone(),
            title: title.clone(),
            judges: chosen.get_untracked(),
        };
        let navigate = navigate.clone();
        async move {
            let panel = open_panel(panel).await?;
            navigate(&links::panel(panel), Default::default());
            Ok::<(), AppError>(())
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = values(&event);
        call.dispatch(form("title"));
    };
    let toggle = move |person: Uuid| {
        chosen.update(|chosen| match chosen.iter().position(|one| *one == person) {
            Some(place) => {
                chosen.remove(place);
            }
            None => chosen.push(person),
        });
    };
    view! {
        <details class="disclosure">
            <summary>{panels::call_panel()}</summary>
            <form class="stack" method="post" on:submit=submit>
                <p class="hint">{panels::call_panel_text()}</p>
                {move || call.value().get().and_then(Result::err).map(|error| view! {
                    <Notice kind=NoticeKind::Bad title=match error {
                        AppError::Invalid { .. } => panels::call_refused().to_owned(),
                        error => errors::sentence(&error),
                    }/>
                })}
                <Field name="title" label=panels::panel_title()/>
                <fieldset class="choices judges">
                    <legend>{panels::choose_judges()}</legend>
                    {judges.into_iter().map(|(person, name)| view! {
                        <label class="choice">
                            <input type="checkbox" on:change=move |_| toggle(person)/>
                            <span>{name}</span>
                        </label>
                    }).collect_view()}
                </fieldset>
                <button class="btn" type="submit">{panels::call_panel()}</button>
            </form>
        </details>
    }
}
