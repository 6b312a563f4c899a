//! People by competency.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::standing::{Matrix, MatrixRow, State, read_matrix};
use crate::components::standing::{StandingCell, status_kind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, standing};

/// A unit's matrix.
#[component]
pub fn MatrixPage() -> impl IntoView {
    let params = use_params_map();
    let unit = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let data = Resource::new(unit, |unit| async move {
        match unit {
            Some(unit) => read_matrix(unit).await,
            None => Err(AppError::NotFound),
        }
    });
    loaded(data, |matrix| view! { <Content matrix=matrix/> })
}

#[component]
fn Content(matrix: Matrix) -> impl IntoView {
    let only_attention = RwSignal::new(false);
    let empty = matrix.people.is_empty();
    view! {
        <Title text=matrix.unit.name.clone()/>
        <main id="main" class="page page-wide">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/units">{standing::units()}</a></nav>
                <h1 tabindex="-1">{matrix.unit.name.clone()}</h1>
                <p class="lede">{standing::matrix_lede()}</p>
            </header>
            <Tally people=matrix.people.clone()/>
            {if empty {
                view! {
                    <div class="empty"><p><b>{standing::nobody()}</b></p><p>{standing::nobody_text()}</p></div>
                }.into_any()
            } else {
                view! {
                    <label class="choice">
                        <input type="checkbox" on:change=move |event| only_attention.set(event_target_checked(&event))/>
                        <span>{standing::filter_attention()}</span>
                    </label>
                    <Table matrix=matrix only_attention=only_attention/>
                    <Legend/>
                }.into_any()
            }}
        </main>
    }
}

/// How many required standings are in each state.
#[component]
fn Tally(people: Vec<MatrixRow>) -> impl IntoView {
    let count = |state: State| {
        people
            .iter()
            .flat_map(|row| &row.standings)
            .filter(|one| one.required && one.state == state)
            .count()
    };
    let restricted = people
        .iter()
        .flat_map(|row| &row.standings)
        .filter(|one| one.restriction.is_some())
        .count();
    let parts = [
        (count(State::Current), standing::current_tally()),
        (count(State::Due), standing::lapsing_tally()),
        (count(State::Lapsed), standing::lapsed_tally()),
        (count(State::Never), standing::never_tally()),
        (restricted, standing::restricted_tally()),
    ];
    view! {
        <ul class="tally">
            {parts.into_iter().map(|(number, word)| view! { <li><b class="num">{number}</b>" "{word}</li> }).collect_view()}
        </ul>
    }
}

#[component]
fn Table(matrix: Matrix, only_attention: RwSignal<bool>) -> impl IntoView {
    let people = StoredValue::new(matrix.people);
    let shown = move || {
        people.with_value(|people| {
            people
                .iter()
                .filter(|row| !only_attention.get() || needs_attention(row))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div class="table-wrap" role="region" aria-label=matrix.unit.name tabindex="0">
            <table class="table matrix">
                <thead>
                    <tr>
                        <th scope="col">{standing::person()}</th>
                        {matrix.competencies.into_iter().map(|(_, title)| view! {
                            <th scope="col" class="matrix-head"><span>{title}</span></th>
                        }).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <For each=shown key=|row| row.person children=|row| view! { <Row row=row/> }/>
                </tbody>
            </table>
        </div>
    }
}

fn needs_attention(row: &MatrixRow) -> bool {
    row.standings
        .iter()
        .any(|one| one.restriction.is_some() || one.required && one.state != State::Current)
}

#[component]
fn Row(row: MatrixRow) -> impl IntoView {
    let href = links::person(row.person);
    view! {
        <tr>
            <th scope="row"><a href=href.clone()>{row.name}</a></th>
            {row.standings.into_iter().map(|standing| view! {
                <td><StandingCell standing=standing href=href.clone()/></td>
            }).collect_view()}
        </tr>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let states = [State::Current, State::Due, State::Lapsed, State::Never];
    view! {
        <ul class="legend" aria-label=standing::legend()>
            {states.into_iter().map(|state| view! {
                <li><StatusBadge kind=status_kind(state) word=standing::state(state)/></li>
            }).collect_view()}
            <li><StatusBadge kind=StatusKind::Restricted word=standing::restricted()/></li>
        </ul>
    }
}
