//! One module: its brief, its rules, the way to practice and to the graded run.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::loading::loaded;
use crate::api::attempts::{Kind, Status};
use crate::api::home::Allowance;
use crate::api::modules::{Module, read_module};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::runs::RunRows;
use crate::components::standing::StandingBadge;
use crate::links;
use crate::words::{common, learning};

/// A module's page.
#[component]
pub fn ModulePage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let data = Resource::new(slug, read_module);
    loaded(data, |module| view! { <Content module=module/> })
}

#[component]
fn Content(module: Module) -> impl IntoView {
    let practised = count(&module, Kind::Practice);
    let graded = count(&module, Kind::Graded);
    let practise_first = practised == 0 && graded == 0;
    view! {
        <Title text=module.title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{module.title.clone()}</h1>
                <p class="lede">{module.summary.clone()}</p>
                {module.may_train.then(|| view! {
                    <Actions slug=module.slug.clone() allowance=module.allowance.clone() practise_first=practise_first/>
                })}
            </header>
            <div class="split">
                <div>
                    <section class="block prose">
                        <h2>{learning::brief()}</h2>
                        {module.brief.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view()}
                    </section>
                    <section class="block prose">
                        <h2>{learning::before_you_start()}</h2>
                        <p>{learning::practice_rules()}</p>
                        <p>{learning::graded_rules()}</p>
                    </section>
                    <section class="block">
                        <h2>{learning::your_runs()}</h2>
                        <RunRows rows=module.attempts.clone()/>
                    </section>
                </div>
                <aside class="aside"><Facts module=module/></aside>
            </div>
        </main>
    }
}

fn count(module: &Module, kind: Kind) -> usize {
    module
        .attempts
        .iter()
        .filter(|row| row.kind == kind && row.status == Status::Recorded)
        .count()
}

/// The next step is the primary one: practice for a newcomer, then the graded run.
#[component]
fn Actions(slug: String, allowance: Allowance, practise_first: bool) -> impl IntoView {
    let graded = match (&allowance.refusal, allowance.open.is_some()) {
        (_, true) => Some(learning::resume_graded()),
        (None, false) => Some(learning::start_graded()),
        (Some(_), false) => None,
    };
    let refusal = allowance.refusal.filter(|_| allowance.open.is_none());
    let (practise_class, graded_class) = if practise_first || graded.is_none() {
        ("btn btn-primary", "btn")
    } else {
        ("btn", "btn btn-primary")
    };
    view! {
        <div class="actions">
            {graded.map(|word| view! { <a class=graded_class href=links::graded_run(&slug)>{word}</a> })}
            <a class=practise_class href=links::practise(&slug)>{learning::practise()}</a>
        </div>
        {refusal.map(|refusal| view! {
            <Notice kind=NoticeKind::Warn title=learning::no_graded_run(refusal)/>
        })}
    }
}

#[component]
fn Facts(module: Module) -> impl IntoView {
    let away = module.allowance.called_away;
    view! {
        <dl class="facts">
            <div><dt>{learning::graded_runs()}</dt>
                <dd>
                    {learning::runs_used(module.allowance.used, module.allowance.allowed)}
                    {(away > 0).then(|| format!(", {}", learning::called_away_count(away)))}
                </dd></div>
            <div><dt>{learning::length()}</dt><dd>{learning::minutes(module.minutes)}</dd></div>
            <div><dt>{learning::content()}</dt><dd>{learning::version(module.version)}</dd></div>
            <div><dt>{learning::approved_by()}</dt><dd>{module.approved_by}</dd></div>
        </dl>
        <h2 class="small">{learning::evidence_for()}</h2>
        <ul class="rows">
            {module.competencies.into_iter().map(|row| view! {
                <li class="row"><span class="row-main"><b>{row.title}</b><StandingBadge standing=row.standing/></span></li>
            }).collect_view()}
        </ul>
    }
}
