//! One person: competencies, evidence, graded runs.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::loading::loaded;
use super::restrictions::PersonRestrictions;
use crate::api::attempts::allow_more;
use crate::api::standing::{Evidence, Person, read_person};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::runs::RunRows;
use crate::components::standing::StandingBadge;
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, dates, errors, learning, standing, supervising};

/// A person's page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let data = Resource::new(id, |id| async move {
        match id {
            Some(id) => read_person(id).await,
            None => Err(AppError::NotFound),
        }
    });
    loaded(data, |person| view! { <Content person=person/> })
}

#[component]
fn Content(person: Person) -> impl IntoView {
    let modules = person.may_allow_more;
    view! {
        <Title text=person.name.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/units">{standing::units()}</a></nav>
                <h1 tabindex="-1">{person.name.clone()}</h1>
                <p class="lede">{person.units.join(", ")}</p>
                {person.may_see_evidence.then(|| view! { <super::record::RecordLink person=person.id/> })}
            </header>
            <section class="block">
                <h2>{standing::competency()}</h2>
                <ul class="rows">
                    {person.competencies.into_iter().map(|row| view! {
                        <li class="row">
                            <span class="row-main">
                                <b>{row.title}</b>
                                <span class="muted">{standing::reason(row.standing.reason)}</span>
                            </span>
                            <span class="row-side"><StandingBadge standing=row.standing/></span>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
            <PersonRestrictions person=person.id/>
            <super::sign_off_form::SigningDesk person=person.id/>
            {person.may_see_evidence.then(|| view! {
                <section class="block">
                    <h2>{standing::evidence()}</h2>
                    <EvidenceTable rows=person.evidence/>
                </section>
                <section class="block">
                    <h2>{standing::runs()}</h2>
                    <RunRows rows=person.attempts/>
                </section>
                <super::skills::SkillsOf person=person.id/>
            })}
            <crate::observing::ConflictsSection person=person.id/>
            {(!modules.is_empty())
                .then(|| view! { <AllowMore person=person.id modules=modules/> })}
        </main>
    }
}

#[component]
fn EvidenceTable(rows: Vec<Evidence>) -> impl IntoView {
    if rows.is_empty() {
        return view! {
            <div class="empty"><p><b>{standing::no_evidence()}</b></p><p>{standing::no_evidence_text()}</p></div>
        }
        .into_any();
    }
    view! {
        <div class="table-wrap" role="region" aria-label=standing::evidence() tabindex="0">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{standing::competency()}</th>
                        <th scope="col">{standing::module()}</th>
                        <th scope="col">{standing::when()}</th>
                        <th scope="col">{standing::result()}</th>
                        <th scope="col"><span class="vh">{standing::open_debrief()}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {rows.into_iter().map(|row| {
                        let (kind, word) = match (&row.void, row.passed) {
                            (Some(why), _) => (StatusKind::NotAssessed, supervising::void_word(why)),
                            (None, true) => (StatusKind::Met, learning::passed()),
                            (None, false) => (StatusKind::Missed, learning::not_passed()),
                        };
                        let link = links::evidence(row.kind, row.source).map(|href| view! {
                            <a href=href>{standing::open_debrief()}
                                <span class="vh">{format!(": {}, {}", row.title, dates::moment(row.at))}</span></a>
                        });
                        view! {
                            <tr>
                                <th scope="row">{row.competency}</th>
                                <td>{row.title.clone()}<br/><span class="muted">{standing::evidence_kind(row.kind)}</span></td>
                                <td class="when">{dates::moment(row.at)}</td>
                                <td><StatusBadge kind=kind word=word/></td>
                                <td>{link}</td>
                            </tr>
                        }
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// An educator opens another graded run, with the reason that stays on the record.
#[component]
fn AllowMore(person: Uuid, modules: Vec<(String, String)>) -> impl IntoView {
    let allow = Action::new(move |(module, reason): &(String, String)| {
        allow_more(person, module.clone(), reason.clone())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = values(&event);
        allow.dispatch((form("module"), form("reason")));
    };
    view! {
        <section class="block">
            <h2>{standing::allow_more()}</h2>
            {move || allow.value().get().map(|outcome| match outcome {
                Ok(()) => view! { <Notice kind=NoticeKind::Good title=standing::allowed()/> }.into_any(),
                Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
            })}
            <form class="stack" method="post" on:submit=submit>
                <div class="field">
                    <label for="field-module">{standing::module()}</label>
                    <select id="field-module" name="module">
                        {modules.into_iter().map(|(slug, title)| view! { <option value=slug>{title}</option> }).collect_view()}
                    </select>
                </div>
                <Field name="reason" label=standing::allow_more_reason()/>
                <button class="btn" type="submit">{standing::allow_more()}</button>
            </form>
        </section>
    }
}
