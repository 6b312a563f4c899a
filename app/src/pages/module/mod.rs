//! One module: how sure one is, its brief, its rules, the way to practice and to the graded run.

mod sureness;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use simulators::validation::Subject;

use super::loading::loaded;
use crate::api::attempts::{Kind, Status};
use crate::api::home::Allowance;
use crate::api::learning::{Belief, sure_of_all};
use crate::api::modules::{Module, read_module};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::runs::RunRows;
use crate::components::standing::StandingBadge;
use crate::links;
use crate::words::{common, due, learning, validation, waveforms};

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
                    <Actions slug=module.slug.clone() allowance=module.allowance.clone() beliefs=module.beliefs.clone()
                        practise_first=practise_first/>
                    <p><a href=links::supervised_run(&module.slug)>{learning::have_code()}</a></p>
                })}
            </header>
            <div class="split">
                <div>
                    <section class="block prose">
                        <h2>{learning::brief()}</h2>
                        {module.brief.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view()}
                        {module.brief.iter().any(|text| text.contains(learning::gap())).then(|| view! {
                            <p class="muted">{learning::gap_means()}</p>
                        })}
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

/// First how sure one is; then the next step is the primary one. Whoever is sure shows it at once, the others practise
/// first; both ways stay open to everybody.
#[component]
fn Actions(slug: String, allowance: Allowance, beliefs: Vec<Belief>, practise_first: bool) -> impl IntoView {
    let resumes = allowance.open.is_some();
    let refusal = allowance.refusal.filter(|_| !resumes);
    let may_run = refusal.is_none();
    let asks = may_run && !resumes && !beliefs.is_empty();
    let sure = RwSignal::new(sure_of_all(&beliefs));
    let step = move || match sure.get() {
        _ if !may_run => Step::Practise,
        _ if resumes => Step::Run,
        Some(true) => Step::Run,
        Some(false) => Step::Practise,
        None if asks => Step::Say,
        None if practise_first => Step::Practise,
        None => Step::Run,
    };
    let class = move |own| match step() == own {
        true => "btn btn-primary",
        false => "btn",
    };
    let run_word = move || match step() {
        _ if resumes => learning::resume_graded(),
        Step::Run if asks => due::show_now(),
        _ => learning::start_graded(),
    };
    let practise_word = move || match step() {
        Step::Practise if asks => due::practise_first(),
        _ => learning::practise(),
    };
    view! {
        {asks.then(|| view! { <sureness::Sureness slug=slug.clone() beliefs=beliefs sure=sure/> })}
        <div class="actions">
            {may_run.then(|| view! {
                <a class=move || class(Step::Run) href=links::graded_run(&slug)>{run_word}</a>
            })}
            <a class=move || class(Step::Practise) href=links::practise(&slug)>{practise_word}</a>
        </div>
        {refusal.map(|refusal| view! {
            <Notice kind=NoticeKind::Warn title=learning::no_graded_run(refusal)/>
        })}
    }
}

/// What is to be done next in a module.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Say,
    Practise,
    Run,
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
        {module.competencies.is_empty().then(|| view! { <p class="muted">{learning::evidence_for_none()}</p> })}
        <ul class="rows">
            {module.competencies.into_iter().map(|row| view! {
                <li class="row"><span class="row-main"><b>{row.title}</b><StandingBadge standing=row.standing/></span></li>
            }).collect_view()}
        </ul>
        {(module.modelled == Subject::Ventilator).then(|| view! {
            <p class="aside-link"><a href=links::WAVEFORMS>{waveforms::link_from_module()}</a></p>
        })}
        <p class="aside-link"><a href=links::validation(module.modelled)>{validation::link_from_module()}</a></p>
    }
}
