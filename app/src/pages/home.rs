//! What one does next: for those who learn what is due, for the others their units and their work.

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use super::restrictions::WaitingForYou;
use crate::api::account::Menu;
use crate::api::home::{Home, ModuleRow, UnitGlance, read_home};
use crate::api::learning::DueItem;
use crate::api::standing::CompetencyRow;
use crate::components::due::{DueBadge, RefresherRows};
use crate::components::runs::RunRows;
use crate::components::standing::StandingBadge;
use crate::frame::CurrentPerson;
use crate::links;
use crate::words::{common, dates, due, learning, standing, supervising, waveforms};

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_home());
    let CurrentPerson(me) = expect_context();
    view! {
        <Title text=common::home()/>
        {loaded(data, move |home| {
            let (units, trains) = (home.units.clone(), home.trains);
            view! {
                <main id="main" class="page">
                    <header class="page-head">
                        <h1 tabindex="-1">{Suspend::new(async move {
                            let name = me.await.ok().flatten().map(|me| me.name).unwrap_or_default();
                            learning::hello(name.split(' ').next().unwrap_or(&name))
                        })}</h1>
                        {reminders(home.n_unseen)}
                    </header>
                    <WaitingForYou/>
                    {home.trains.then(|| view! { <Learning home=home/> })}
                    {Suspend::new(async move {
                        me.await.ok().flatten().map(|me| view! { <Work units=units menu=me.menu trains=trains/> })
                    })}
                </main>
            }
        })}
    }
}

fn reminders(n_unseen: u32) -> Option<impl IntoView> {
    let word = match n_unseen {
        0 => return None,
        1 => due::new_reminder().to_owned(),
        n => due::new_reminders(n),
    };
    Some(view! { <p><a href="/due">{word}</a></p> })
}

#[component]
fn Learning(home: Home) -> impl IntoView {
    // What the next step says is not said again below it.
    let n_told = usize::from(home.open.is_empty());
    let soon: Vec<DueItem> = home.due.iter().skip(n_told).cloned().collect();
    let refreshers = home.refreshers.clone();
    view! {
        <NextStep home=home.clone()/>
        <section class="block">
            <h2>{due::due_soon()}</h2>
            <ul class="rows">
                {soon.into_iter().map(|item| {
                    let href = item.module().map_or_else(|| "/due".to_owned(), |module| links::module(&module.slug));
                    let title = item.title.clone();
                    row(href, title, String::new(), view! { <DueBadge item=item/> }.into_any())
                }).collect_view()}
                {row("/due".to_owned(), due::everything_due().to_owned(), String::new(), ().into_any())}
            </ul>
        </section>
        {(!refreshers.is_empty()).then(|| view! {
            <section class="block">
                <h2>{due::refreshers()}</h2>
                <RefresherRows rows=refreshers/>
            </section>
        })}
        {(!home.competencies.is_empty()).then(|| view! { <Competencies rows=home.competencies/> })}
        <section class="block">
            <h2>{learning::modules()}</h2>
            <ul class="rows">{home.modules.into_iter().map(module_row).collect_view()}</ul>
        </section>
        <section class="block">
            <h2>{waveforms::practice()}</h2>
            <ul class="rows">
                {row(links::WAVEFORMS.to_owned(), waveforms::title().to_owned(), waveforms::told_short().to_owned(), ().into_any())}
            </ul>
        </section>
        <section class="block">
            <h2>{learning::recent_runs()}</h2>
            <RunRows rows=home.recent/>
        </section>
    }
}

/// One button to go on where one stopped, or to do what is most urgent.
#[component]
fn NextStep(home: Home) -> impl IntoView {
    let next = if let Some(run) = home.open.first() {
        Some((
            run.title.clone(),
            learning::graded_rules().to_owned(),
            links::graded_run(&run.scenario),
            learning::finish_run(),
        ))
    } else if let Some(item) = home.due.first() {
        Some(next_due(item))
    } else {
        home.refreshers.first().map(|refresher| {
            (
                refresher.module.title.clone(),
                due::minutes_more(due::why_now(refresher), refresher.module.minutes),
                links::practise(&refresher.module.slug),
                due::refresh(),
            )
        })
    };
    match next {
        Some((title, text, href, word)) => view! {
            <section class="next">
                <p class="next-kicker">{learning::next()}</p>
                <h2>{title}</h2>
                <p>{text}</p>
                <a class="btn btn-primary btn-large" href=href>{word}</a>
            </section>
        }
        .into_any(),
        None => view! {
            <div class="empty">
                <p><b>{learning::nothing_due()}</b></p>
                <p>{learning::nothing_due_text()}</p>
            </div>
        }
        .into_any(),
    }
}

/// The module that does it, or the page that says what does.
fn next_due(item: &DueItem) -> (String, String, String, &'static str) {
    let sentence = due::sentence(item);
    match item.module() {
        Some(module) => {
            let text = match module.title == item.title {
                true => sentence,
                false => format!("{}: {sentence}", item.title),
            };
            (
                module.title.clone(),
                due::minutes_more(text, module.minutes),
                links::module(&module.slug),
                learning::open_module(),
            )
        }
        None => (item.title.clone(), sentence, "/due".to_owned(), due::see_due()),
    }
}

#[component]
fn Competencies(rows: Vec<CompetencyRow>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{learning::your_competencies()}</h2>
            <ul class="rows">
                {rows.into_iter().map(|row| view! {
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
    }
}

fn module_row(module: ModuleRow) -> AnyView {
    let minutes = learning::minutes(module.minutes);
    let detail = match module.due_at {
        Some(due) => format!("{}, {minutes}", learning::due(&dates::date(due.date()))),
        None => minutes,
    };
    let used = learning::graded_used(module.allowance.used, module.allowance.allowed);
    row(links::module(&module.slug), module.title, detail, used.into_any())
}

/// What those who do not only learn come for.
#[component]
fn Work(units: Vec<UnitGlance>, menu: Menu, trains: bool) -> impl IntoView {
    let places = [
        (menu.assess, "/assess", common::assess()),
        (menu.assess, "/supervise", supervising::supervise()),
        (menu.assess, "/appeals", supervising::appeals()),
        (menu.units, "/restrictions", supervising::restrictions()),
        (menu.readiness, "/readiness", common::readiness()),
        (menu.people, "/people", common::people()),
        (menu.frameworks, "/frameworks", common::frameworks()),
        (menu.ledger, "/ledger", common::ledger()),
        (menu.access_log, "/access-log", common::access_log()),
    ];
    let places: Vec<_> = places.into_iter().filter(|(may, ..)| *may).collect();
    let nothing = !trains && places.is_empty() && units.is_empty();
    view! {
        {nothing.then(|| view! {
            <div class="empty"><p><b>{due::nothing_here()}</b></p><p>{due::nothing_here_text()}</p></div>
        })}
        {(!places.is_empty()).then(|| view! {
            <section class="block">
                <h2>{due::your_work()}</h2>
                <ul class="rows">
                    {places.into_iter().map(|(_, href, word)| {
                        row(href.to_owned(), word.to_owned(), String::new(), ().into_any())
                    }).collect_view()}
                </ul>
            </section>
        })}
        {(!units.is_empty()).then(|| view! {
            <section class="block">
                <h2>{due::your_units()}</h2>
                <ul class="rows">{units.into_iter().map(unit_row).collect_view()}</ul>
            </section>
        })}
    }
}

fn unit_row(glance: UnitGlance) -> AnyView {
    let counts = match (glance.due, glance.lapsed) {
        (0, 0) => due::all_current().to_owned(),
        (due, lapsed) => due::renew_and_lapsed(due, lapsed),
    };
    let learners = standing::learners(glance.unit.learners);
    row(
        links::unit(glance.unit.id),
        glance.unit.name,
        learners,
        counts.into_any(),
    )
}

/// A row that leads somewhere.
fn row(href: String, title: String, detail: String, side: AnyView) -> AnyView {
    view! {
        <li>
            <a class="row" href=href>
                <span class="row-main"><b>{title}</b><span class="muted">{detail}</span></span>
                <span class="row-side">{side}</span>
            </a>
        </li>
    }
    .into_any()
}
