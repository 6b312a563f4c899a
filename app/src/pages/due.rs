//! Everything that is due, and what one was told of it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

use competency::EvidenceKind;

use super::loading::loaded;
use crate::api::learning::{Due, DueItem, Reminder, Way, What, read_due, see_reminders};
use crate::components::due::{DueBadge, RefresherRows};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{common, dates, due, learning, standing};

/// Everything that is due, and what one was told of it.
#[component]
pub fn DuePage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_due());
    // Nothing changes on the way here: the page itself says that it was opened.
    Effect::new(|_| {
        spawn_local(async {
            let _ = see_reminders().await;
        });
    });
    view! {
        <Title text=due::due()/>
        {loaded(data, |due| view! { <Content page=due/> })}
    }
}

#[component]
fn Content(page: Due) -> impl IntoView {
    let is_now = |item: &DueItem| item.over || item.what == What::Restricted;
    let (now, rest): (Vec<_>, Vec<_>) = page.items.clone().into_iter().partition(is_now);
    let (dated, undated): (Vec<_>, Vec<_>) = rest.into_iter().partition(|item| item.at.is_some());
    let nothing = page.items.is_empty().then(|| {
        let (title, text) = match page.trains {
            true => (learning::nothing_due(), learning::nothing_due_text()),
            false => (due::nothing_asked(), due::nothing_asked_text()),
        };
        view! { <div class="empty"><p><b>{title}</b></p><p>{text}</p></div> }
    });
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{due::due()}</h1>
                <p class="lede">{due::lede()}</p>
            </header>
            {nothing}
            <Items title=due::now() items=now/>
            <Items title=due::coming_up() items=dated/>
            <Items title=due::no_date() items=undated/>
            <Tests items=page.items/>
            {(!page.refreshers.is_empty()).then(|| view! {
                <section class="block">
                    <h2>{due::refreshers()}</h2>
                    <p class="muted">{due::refreshers_text()}</p>
                    <RefresherRows rows=page.refreshers/>
                </section>
            })}
            <section class="block">
                <h2>{due::reminders()}</h2>
                <Reminders rows=page.reminders/>
            </section>
        </main>
    }
}

#[component]
fn Items(title: &'static str, items: Vec<DueItem>) -> impl IntoView {
    (!items.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{title}</h2>
                <ul class="rows">{items.into_iter().map(|item| view! { <Item item=item/> }).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Item(item: DueItem) -> impl IntoView {
    let ways = item.ways.clone();
    let several = (ways.len() > 1).then(|| view! { <span class="muted">{due::any_of_these()}</span> });
    view! {
        <li class="row">
            <div class="row-main">
                <b>{item.title.clone()}</b>
                {item.reason.map(|reason| view! { <span class="muted">{standing::reason(reason)}</span> })}
                {several}
                {(!ways.is_empty()).then(|| view! {
                    <ul class="ways">{ways.into_iter().map(|way| view! { <li>{way_link(way)}</li> }).collect_view()}</ul>
                })}
            </div>
            <span class="row-side"><DueBadge item=item/></span>
        </li>
    }
}

fn way_link(way: Way) -> AnyView {
    let kind = standing::evidence_kind(way.kind);
    let Some(link) = way.link else {
        return kind.into_any();
    };
    let href = match way.kind {
        EvidenceKind::Test => links::test(&link.slug),
        EvidenceKind::ObservedPractice => links::checklist(&link.slug),
        _ => links::module(&link.slug),
    };
    let text = due::minutes_more(format!("{kind}: {}", link.title), link.minutes);
    view! { <a href=href>{text}</a> }.into_any()
}

/// The tests that count for something due.
#[component]
fn Tests(items: Vec<DueItem>) -> impl IntoView {
    let takes_test = |item: &&DueItem| item.ways.iter().any(|way| way.kind == EvidenceKind::Test);
    let mut titles: Vec<String> = items
        .iter()
        .filter(takes_test)
        .map(|item| item.title.clone())
        .collect();
    titles.sort();
    titles.dedup();
    (!titles.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{due::tests_to_sit()}</h2>
                <p>{due::tests_text(&titles.join(", "))}</p>
                <p><a class="btn" href="/tests">{due::open_tests()}</a></p>
            </section>
        }
    })
}

#[component]
fn Reminders(rows: Vec<Reminder>) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="muted">{due::no_reminders()}</p> }.into_any();
    }
    view! {
        <ul class="rows">
            {rows.into_iter().map(|row| view! {
                <li class="row">
                    <span class="row-main">
                        <b>{due::reminder(&row)}</b>
                        <span class="muted">{dates::date(row.made_at.date())}</span>
                    </span>
                    {row.is_new.then(|| view! {
                        <span class="row-side"><StatusBadge kind=StatusKind::Due word=due::is_new()/></span>
                    })}
                </li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}
