//! One framework in a version: all that it says, its versions, the file, and whether it is in use.

mod content;
mod export;
mod usage;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::frameworks::Import;
use super::loading::loaded;
use crate::api::frameworks::{FrameworkPage as Page, FrameworkVersion, read_framework};
use crate::components::notice::{Notice, NoticeKind};
use crate::links;
use crate::words::{common, dates, frameworks};
use content::{Competencies, Jobs, Levels};
use export::Export;
use usage::Usage;

/// A framework's page; with `?version=` an earlier version.
#[component]
pub fn FrameworkPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let changed = RwSignal::new(0_u32);
    let asked = move || {
        let slug = params.with(|params| params.get("slug")).unwrap_or_default();
        let version = query
            .with(|query| query.get("version"))
            .and_then(|version| version.parse().ok());
        (slug, version, changed.get())
    };
    let data = Resource::new(asked, |(slug, version, _)| read_framework(slug, version));
    loaded(data, move |page| view! { <Content page=page changed=changed/> })
}

#[component]
fn Content(page: Page, changed: RwSignal<u32>) -> impl IntoView {
    let (slug, version, latest) = (page.row.slug.clone(), page.version, page.row.latest.version);
    let title = page.framework.title.clone();
    let may_publish = page.may_publish;
    let retired = page.row.retired.clone();
    let see_latest = (version != latest).then(|| links::framework(&slug));
    view! {
        <Title text=title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/frameworks">{common::frameworks()}</a>
                </nav>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede">{page.framework.description.clone()}</p>
            </header>
            {retired.clone().map(|(at, reason)| view! {
                <Notice kind=NoticeKind::Warn title=frameworks::retired_notice(&dates::moment(at), &reason)>
                    <p>{frameworks::retired_text()}</p>
                </Notice>
            })}
            {see_latest.map(|href| view! {
                <Notice kind=NoticeKind::Info title=frameworks::older_version(version, latest)>
                    <p><a href=href>{frameworks::see_latest()}</a></p>
                </Notice>
            })}
            <Competencies framework=page.framework.clone()/>
            <Levels levels=page.framework.levels.clone()/>
            <Jobs framework=page.framework/>
            <Versions slug=slug.clone() shown=version versions=page.versions/>
            <Export slug=slug.clone() version=version/>
            {may_publish.then(|| view! { <Import/> })}
            {may_publish.then(|| view! { <Usage slug=slug is_retired=retired.is_some() changed=changed/> })}
        </main>
    }
}

#[component]
fn Versions(slug: String, shown: u32, versions: Vec<FrameworkVersion>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{frameworks::versions()}</h2>
            <ul class="rows">
                {versions.into_iter().map(|one| {
                    let moment = dates::moment(one.published_at);
                    let published = match &one.published_by {
                        Some(name) => frameworks::published_by(&moment, name),
                        None => frameworks::published(&moment),
                    };
                    let is_shown = one.version == shown;
                    view! {
                        <li>
                            <a class="row" href=links::framework_version(&slug, one.version)
                                aria-current=is_shown.then_some("page")>
                                <span class="row-main">
                                    <b>{frameworks::version(one.version)}</b>
                                    <span class="muted">{published}</span>
                                    <span class="hash">{one.hash}</span>
                                </span>
                                {is_shown.then(|| view! { <span class="row-side">{frameworks::shown_version()}</span> })}
                            </a>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    }
}
