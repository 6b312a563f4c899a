//! What people may not do unsupervised.

mod card;
mod of_person;
mod waiting;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::restrictions::{Board, Restriction, read_board};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{common, errors, supervising};

use card::Card;
pub(super) use of_person::PersonRestrictions;
use of_person::Raise;
pub(super) use waiting::WaitingForYou;

/// What changes the page, and what went wrong with it.
#[derive(Clone, Copy)]
struct Changes {
    count: RwSignal<u32>,
    problem: RwSignal<Option<AppError>>,
}

impl Changes {
    fn new() -> Self {
        Self {
            count: RwSignal::new(0),
            problem: RwSignal::new(None),
        }
    }

    /// Takes an answer in: the page is read again, or says what went wrong.
    fn settle(self, answer: Result<(), AppError>) {
        match answer {
            Ok(()) => {
                self.problem.set(None);
                self.count.update(|count| *count += 1);
            }
            Err(error) => self.problem.set(Some(error)),
        }
    }
}

/// What people may not do unsupervised.
#[component]
pub fn RestrictionsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            query
                .get("person")
                .and_then(|person| Uuid::parse_str(&person).ok())
        })
    };
    let changes = Changes::new();
    let data = Resource::new(
        move || (asked(), changes.count.get()),
        |(person, _)| read_board(person),
    );
    view! {
        <Title text=supervising::restrictions()/>
        {loaded(data, move |board| view! { <Content board=board changes=changes/> })}
    }
}

#[component]
fn Content(board: Board, changes: Changes) -> impl IntoView {
    let (open, lifted): (Vec<_>, Vec<_>) = board.rows.into_iter().partition(is_open);
    let shows_own = !board.own.is_empty() || !board.sees_others;
    let none_own = !board.own.iter().any(is_open);
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{supervising::restrictions()}</h1>
                <p class="lede">{supervising::restrictions_lede()}</p>
            </header>
            {move || changes.problem.get().map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
            {shows_own.then(|| view! {
                <section class="block">
                    <h2>{supervising::your_restrictions()}</h2>
                    {none_own.then(|| view! { <p class="muted">{supervising::no_own_restrictions()}</p> })}
                    {cards(board.own, changes)}
                </section>
            })}
            {board.sees_others.then(|| view! {
                <section class="block">
                    <h2>{supervising::open_restrictions()}</h2>
                    {open.is_empty().then(|| view! { <p class="muted">{supervising::no_restrictions()}</p> })}
                    {cards(open, changes)}
                </section>
            })}
            {board.raise.map(|form| view! { <Raise form=form changes=changes/> })}
            {(!lifted.is_empty()).then(|| view! {
                <section class="block">
                    <h2>{supervising::lifted_restrictions()}</h2>
                    {cards(lifted, changes)}
                </section>
            })}
        </main>
    }
}

fn is_open(row: &Restriction) -> bool {
    row.lifted_at.is_none()
}

fn cards(rows: Vec<Restriction>, changes: Changes) -> impl IntoView {
    rows.into_iter()
        .map(|row| view! { <Card row=row changes=changes/> })
        .collect_view()
}
