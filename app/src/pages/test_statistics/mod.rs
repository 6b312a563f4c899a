//! How a test and its items work.

mod call_panel;
mod items;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use self::call_panel::Panels;
use self::items::Items;
use super::loading::loaded;
use crate::api::exams::{Statistics, read_statistics};
use crate::components::notice::{Notice, NoticeKind};
use crate::links;
use crate::words::{common, exams, panels};

/// The statistics of a test.
#[component]
pub fn TestStatisticsPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let data = Resource::new(slug, read_statistics);
    loaded(data, move |found| view! { <Content slug=slug() found=found/> })
}

#[component]
fn Content(slug: String, found: Statistics) -> impl IntoView {
    let analysis = found.analysis;
    let none = || exams::not_enough().to_owned();
    let two = |value: Option<f64>| value.map_or_else(none, |value| format!("{value:.2}"));
    let passed =
        (analysis.sittings > 0).then(|| 100.0 * f64::from(analysis.passed) / f64::from(analysis.sittings));
    let percent =
        |value: Option<f64>| value.map_or_else(none, |value| panels::percent(panels::one_digit(value)));
    view! {
        <Title text=exams::statistics()/>
        <main id="main" class="page page-wide">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/tests">{common::tests()}</a>
                    <a href=links::test(&slug)>{found.title.clone()}</a>
                </nav>
                <h1 tabindex="-1">{found.title.clone()}": "{exams::statistics()}</h1>
                <p class="lede">{exams::figures_lede(found.version)}</p>
            </header>
            {analysis.warnings.iter().map(|warning| view! {
                <Notice kind=NoticeKind::Warn title=exams::warning(*warning)/>
            }).collect_view()}
            <section class="block">
                <h2>{exams::figures()}</h2>
                <dl class="facts facts-row">
                    <div><dt>{exams::n_sittings()}</dt><dd>{analysis.sittings}</dd></div>
                    <div><dt>{exams::n_passed()}</dt><dd>{percent(passed)}</dd></div>
                    <div><dt>{exams::mean()}</dt><dd>{percent(analysis.mean_percent)}</dd></div>
                    <div><dt>{exams::common_items()}</dt><dd>{analysis.reliability.common_items}</dd></div>
                    <div><dt>{exams::kr20()}</dt><dd>{two(analysis.reliability.kr20)}</dd></div>
                    <div><dt>{exams::alpha()}</dt><dd>{two(analysis.reliability.alpha)}</dd></div>
                    <div><dt>{exams::measurement_error()}</dt><dd>{two(analysis.reliability.standard_error)}</dd></div>
                </dl>
            </section>
            <Panels test=slug/>
            <section class="block">
                <h2>{exams::items()}</h2>
                <p class="hint">{exams::how_to_read()}</p>
                <Items items=analysis.items asks=found.asks known=analysis.warnings/>
            </section>
        </main>
    }
}
