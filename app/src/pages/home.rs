//! What is due, what lapses, what comes next.

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use crate::api::attempts::AttemptRow;
use crate::api::home::{Home, ModuleRow, read_home};
use crate::api::standing::{CompetencyRow, State};
use crate::components::runs::RunRows;
use crate::components::standing::StandingBadge;
use crate::frame::CurrentPerson;
use crate::links;
use crate::words::{dates, learning, standing};

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_home());
    let CurrentPerson(me) = expect_context();
    view! {
        <Title text=crate::words::common::home()/>
        {loaded(data, move |home| view! {
            <main id="main" class="page">
                <header class="page-head">
                    <h1 tabindex="-1">{Suspend::new(async move {
                        let name = me.await.ok().flatten().map(|me| me.name).unwrap_or_default();
                        learning::hello(name.split(' ').next().unwrap_or(&name))
                    })}</h1>
                </header>
                <NextStep home=home.clone()/>
                {(!home.competencies.is_empty()).then(|| view! { <Competencies rows=home.competencies/> })}
                <Modules rows=home.modules/>
                <section class="block">
                    <h2>{learning::recent_runs()}</h2>
                    <RunRows rows=home.recent/>
                </section>
            </main>
        })}
    }
}

/// One button to go on where one stopped.
#[component]
fn NextStep(home: Home) -> impl IntoView {
    let open: Option<&AttemptRow> = home.open.first();
    let needed = home
        .competencies
        .iter()
        .any(|row| row.standing.required && row.standing.state != State::Current);
    let module = home
        .modules
        .first()
        .filter(|module| needed || module.due_at.is_some());
    match (open, module) {
        (Some(run), _) => view! {
            <section class="next">
                <p class="next-kicker">{learning::next()}</p>
                <h2>{run.title.clone()}</h2>
                <p>{learning::graded_rules()}</p>
                <a class="btn btn-primary btn-large" href=links::graded_run(&run.scenario)>{learning::finish_run()}</a>
            </section>
        }
        .into_any(),
        (None, Some(module)) => view! {
            <section class="next">
                <p class="next-kicker">{learning::next()}</p>
                <h2>{module.title.clone()}</h2>
                <p>{due_line(module)}</p>
                <a class="btn btn-primary btn-large" href=links::module(&module.slug)>{learning::open_module()}</a>
            </section>
        }
        .into_any(),
        (None, None) => view! {
            <div class="empty">
                <p><b>{learning::nothing_due()}</b></p>
                <p>{learning::nothing_due_text()}</p>
            </div>
        }
        .into_any(),
    }
}

fn due_line(module: &ModuleRow) -> String {
    let minutes = learning::minutes(module.minutes);
    match module.due_at {
        Some(due) => format!("{}, {minutes}", learning::due(&dates::date(due.date()))),
        None => minutes,
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

#[component]
fn Modules(rows: Vec<ModuleRow>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{learning::modules()}</h2>
            <ul class="rows">
                {rows.into_iter().map(|row| {
                    let detail = due_line(&row);
                    view! {
                        <li>
                            <a class="row" href=links::module(&row.slug)>
                                <span class="row-main"><b>{row.title}</b><span class="muted">{detail}</span></span>
                                <span class="row-side">
                                    {learning::runs_used(row.allowance.used, row.allowance.allowed)}
                                </span>
                            </a>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    }
}
