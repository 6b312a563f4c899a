//! The administration of people.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::people::{
    AccountState, NewPerson, People, PersonRow, add_person, read_people, reset_link, set_account,
};
use crate::api::standing::Unit;
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{account, administration, errors, roles};

const ROLES: [&str; 6] = [
    "learner",
    "assessor",
    "educator",
    "manager",
    "administrator",
    "auditor",
];

/// People, their accounts, and a form to add one.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            (
                query.get("unit").and_then(|unit| Uuid::parse_str(&unit).ok()),
                query.get("search").unwrap_or_default(),
            )
        })
    };
    let changed = RwSignal::new(0_u32);
    let link = RwSignal::new(None::<Result<String, AppError>>);
    let data = Resource::new(
        move || (asked(), changed.get()),
        |((unit, search), _)| async move { read_people(unit, search).await },
    );
    view! {
        <Title text=crate::words::common::people()/>
        {loaded(data, move |people| view! { <Content people=people search=asked().1 changed=changed link=link/> })}
    }
}

#[component]
fn Content(
    people: People,
    search: String,
    changed: RwSignal<u32>,
    link: RwSignal<Option<Result<String, AppError>>>,
) -> impl IntoView {
    let units = people.units.clone();
    view! {
        <main id="main" class="page page-wide">
            <header class="page-head">
                <h1 tabindex="-1">{crate::words::common::people()}</h1>
                <p class="lede">{administration::people_lede()}</p>
            </header>
            <form class="toolbar" method="get" action="/people">
                <UnitChoice id="toolbar-unit" units=people.units chosen=people.unit/>
                <Field name="search" label=administration::search() kind="search" value=search/>
                <button class="btn" type="submit">{administration::show()}</button>
            </form>
            {move || link.get().map(|outcome| view! { <LinkNotice outcome=outcome/> })}
            <PeopleTable people=people.people changed=changed link=link/>
            <AddPerson units=units unit=people.unit changed=changed link=link/>
        </main>
    }
}

#[component]
fn UnitChoice(id: &'static str, units: Vec<Unit>, chosen: Uuid) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{administration::unit()}</label>
            <select id=id name="unit">
                {units.into_iter().map(|unit| view! {
                    <option value=unit.id.to_string() selected=unit.id == chosen>{unit.name}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn PeopleTable(
    people: Vec<PersonRow>,
    changed: RwSignal<u32>,
    link: RwSignal<Option<Result<String, AppError>>>,
) -> impl IntoView {
    let renew = Action::new(move |person: &Uuid| {
        let person = *person;
        async move { link.set(Some(reset_link(person).await)) }
    });
    let account = Action::new(move |(person, state): &(Uuid, AccountState)| {
        let (person, state) = (*person, *state);
        async move {
            set_account(person, state).await?;
            changed.update(|count| *count += 1);
            Ok::<(), AppError>(())
        }
    });
    view! {
        {move || account.value().get().and_then(Result::err).map(|error| view! {
            <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
        })}
        <div class="table-wrap" role="region" aria-label=crate::words::common::people() tabindex="0">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{account::name()}</th>
                        <th scope="col">{account::sign_in_name()}</th>
                        <th scope="col">{administration::job()}</th>
                        <th scope="col">{administration::state()}</th>
                        <th scope="col"><span class="vh">{administration::reset_link()}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {people.into_iter().map(|person| {
                        let id = person.id;
                        let (word, to) = match person.state.as_str() {
                            "disabled" => (administration::open_account(), AccountState::Open),
                            _ => (administration::close_account(), AccountState::Closed),
                        };
                        let whose = format!(": {}", person.name);
                        view! {
                            <tr>
                                <th scope="row">{person.name}</th>
                                <td>{person.sign_in_name}</td>
                                <td>{person.job}</td>
                                <td>{roles::account_state(&person.state)}</td>
                                <td><div class="cluster">
                                    <button class="btn btn-quiet" type="button" on:click=move |_| { renew.dispatch(id); }>
                                        {administration::reset_link()}<span class="vh">{whose.clone()}</span>
                                    </button>
                                    <button class="btn btn-quiet" type="button" on:click=move |_| { account.dispatch((id, to)); }>
                                        {word}<span class="vh">{whose}</span>
                                    </button>
                                </div></td>
                            </tr>
                        }
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn AddPerson(
    units: Vec<Unit>,
    unit: Uuid,
    changed: RwSignal<u32>,
    link: RwSignal<Option<Result<String, AppError>>>,
) -> impl IntoView {
    // The list is read again with the new person, so the link is shown above it, where it stays.
    let add = Action::new(move |person: &NewPerson| {
        let person = person.clone();
        async move {
            let outcome = add_person(person).await;
            if outcome.is_ok() {
                changed.update(|count| *count += 1);
            }
            link.set(Some(outcome));
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = values(&event);
        add.dispatch(NewPerson {
            name: form("person_name"),
            sign_in_name: form("sign_in_name"),
            job: form("job"),
            unit: Uuid::parse_str(&form("unit")).unwrap_or(unit),
            role: form("role"),
        });
    };
    view! {
        <section class="block">
            <h2>{administration::add_person()}</h2>
            <form class="stack" method="post" on:submit=submit>
                <Field name="person_name" label=account::name()/>
                <Field name="sign_in_name" label=account::sign_in_name() hint=account::sign_in_name_hint()/>
                <Field name="job" label=administration::job() value="nurse"/>
                <UnitChoice id="add-unit" units=units chosen=unit/>
                <div class="field">
                    <label for="add-role">{administration::role()}</label>
                    <select id="add-role" name="role">
                        {ROLES.into_iter().map(|role| view! { <option value=role>{roles::role(role)}</option> }).collect_view()}
                    </select>
                </div>
                <button class="btn btn-primary" type="submit">{administration::add()}</button>
            </form>
        </section>
    }
}

#[component]
fn LinkNotice(outcome: Result<String, AppError>) -> impl IntoView {
    match outcome {
        Ok(path) => {
            let link = match path.starts_with('/') {
                true => format!("{}{path}", window().location().origin().unwrap_or_default()),
                false => path,
            };
            view! {
                <Notice kind=NoticeKind::Good title=administration::link_made()>
                    <p>{administration::link_text()}</p>
                    <p><code class="hash">{link}</code></p>
                </Notice>
            }
            .into_any()
        }
        Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
    }
}
