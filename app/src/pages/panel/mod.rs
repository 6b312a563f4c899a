//! A panel of judges that sets a cut score.

mod rating;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use self::rating::Ratings;
use super::loading::loaded;
use crate::api::panels::{Panel, PanelRow, PanelState, close_panel_round, read_panel};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, errors, panels};

/// A panel: its items for a judge, its progress for whoever called it, its result for both.
#[component]
pub fn PanelPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let changed = RwSignal::new(0_u32);
    let data = Resource::new(
        move || (id(), changed.get()),
        |(id, _)| async move {
            match id {
                Some(id) => read_panel(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    loaded(
        data,
        move |panel| view! { <Content panel=panel changed=changed/> },
    )
}

#[component]
fn Content(panel: Panel, changed: RwSignal<u32>) -> impl IntoView {
    let lede = match (panel.row.state, panel.is_judge) {
        (PanelState::Closed, _) => panels::closed_lede(),
        (_, false) => panels::not_a_judge(),
        (PanelState::FirstRound, true) => panels::panel_lede(),
        (PanelState::SecondRound, true) => panels::second_lede(),
    };
    let open = panel.row.state != PanelState::Closed;
    let n_items = panel.items.len();
    let (id, row) = (panel.row.id, panel.row.clone());
    view! {
        <Title text=panel.row.title.clone()/>
        <main id="main" class="page page-wide">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/tests">{common::tests()}</a>
                    <a href=links::test(&row.test)>{row.test.clone()}</a>
                </nav>
                <h1 tabindex="-1">{panel.row.title.clone()}</h1>
                <p class="lede">{lede}</p>
                <p><b>{panels::state(panel.row.state)}</b></p>
            </header>
            {(!open).then(|| view! { <Outcome row=row/> })}
            {(!panel.judges.is_empty()).then(|| view! {
                <Progress judges=panel.judges n_items=n_items/>
            })}
            {(open && panel.may_close).then(|| view! {
                <CloseRound panel=id state=panel.row.state changed=changed/>
            })}
            {(open && panel.is_judge).then(|| view! {
                <Ratings panel=id state=panel.row.state items=panel.items/>
            })}
        </main>
    }
}

#[component]
fn Outcome(row: PanelRow) -> impl IntoView {
    let percent = |value: f64| panels::percent(panels::one_digit(value));
    let error = row
        .standard_error
        .map_or_else(|| panels::one_judge().to_owned(), percent);
    view! {
        <dl class="facts facts-row">
            <div><dt>{panels::cut_score()}</dt><dd>{row.cut_percent.map(percent)}</dd></div>
            <div><dt>{panels::standard_error()}</dt><dd>{error}</dd></div>
            <div><dt>{panels::judges_counted()}</dt><dd>{row.n_judges}</dd></div>
        </dl>
        {row.few_judges.then(|| view! { <Notice kind=NoticeKind::Warn title=panels::few_judges()/> })}
    }
}

#[component]
fn Progress(judges: Vec<(String, u32)>, n_items: usize) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{panels::judges()}</h2>
            <ul class="rows">
                {judges.into_iter().map(|(name, rated)| view! {
                    <li class="row">
                        <span class="row-main"><b>{name}</b></span>
                        <span class="row-side">{panels::rated_of(rated, n_items)}</span>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn CloseRound(panel: Uuid, state: PanelState, changed: RwSignal<u32>) -> impl IntoView {
    let close = Action::new(move |(): &()| async move {
        close_panel_round(panel).await?;
        changed.update(|count| *count += 1);
        Ok::<(), AppError>(())
    });
    let word = match state {
        PanelState::FirstRound => panels::close_first(),
        PanelState::SecondRound | PanelState::Closed => panels::close_second(),
    };
    view! {
        <section class="block">
            {move || close.value().get().and_then(Result::err).map(|error| view! {
                <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/>
            })}
            <p class="hint" id="close-hint">{panels::close_hint()}</p>
            <button class="btn" type="button" aria-describedby="close-hint" on:click=move |_| { close.dispatch(()); }>
                {word}
            </button>
        </section>
    }
}
