//! A checklist: its steps, its versions, and how far assessors agree.

mod agreement;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::loading::loaded;
use crate::api::checklists::{Agreement, PublishedChecklist, read_agreement, read_checklist};
use crate::components::icons::{Icon, IconName};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{common, dates, observing};

/// A checklist: its steps, its versions, and how far assessors agree.
#[component]
pub fn ChecklistPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let data = Resource::new(slug, |slug| async move {
        let published = read_checklist(slug.clone()).await?;
        let agreement = match published.may_compare {
            true => Some(read_agreement(slug).await?),
            false => None,
        };
        Ok((published, agreement))
    });
    loaded(
        data,
        |(published, agreement)| view! { <Content published=published agreement=agreement/> },
    )
}

#[component]
fn Content(published: PublishedChecklist, agreement: Option<Agreement>) -> impl IntoView {
    let checklist = published.checklist;
    view! {
        <Title text=checklist.title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()><a href="/">{common::home()}</a></nav>
                <h1 tabindex="-1">{checklist.title}</h1>
                <p class="lede">{checklist.description}</p>
            </header>
            {published.retired.then(|| view! { <Notice kind=NoticeKind::Warn title=observing::retired()/> })}
            <dl class="facts facts-row">
                <div><dt>{observing::checklist()}</dt><dd>{observing::version(published.version)}</dd></div>
                <div><dt>{observing::assessor_level()}</dt><dd>{checklist.assessor_level}</dd></div>
            </dl>
            <p>{observing::evidence_for(&published.competencies.join(", "))}</p>
            <p>{observing::pass_rule(checklist.pass_percent)}</p>
            <section class="block">
                <h2>{observing::what_to_show()}</h2>
                <ol class="rows">
                    {checklist.items.into_iter().zip(1_u32..).map(|(item, number)| view! {
                        <li class="row"><span class="row-main">
                            {item.critical.then(|| view! {
                                <span class="observe-flag"><Icon name=IconName::Octagon/>{observing::critical_step()}</span>
                            })}
                            <b>{format!("{number}. {}", item.text)}</b>
                            <span class="muted">{item.why}</span>
                        </span></li>
                    }).collect_view()}
                </ol>
            </section>
            {checklist.note.map(|note| view! {
                <section class="block prose"><h2>{observing::for_assessors()}</h2><p>{note}</p></section>
            })}
            {agreement.map(|found| view! { <agreement::AgreementSection found=found/> })}
            <section class="block">
                <h2>{observing::versions()}</h2>
                <div class="table-wrap" role="region" aria-label=observing::versions() tabindex="0">
                    <table class="table">
                        <thead><tr>
                            <th scope="col">{observing::versions()}</th>
                            <th scope="col">{observing::published()}</th>
                            <th scope="col">{observing::hash()}</th>
                        </tr></thead>
                        <tbody>
                            {published.versions.into_iter().map(|(version, hash, at)| view! {
                                <tr>
                                    <th scope="row">{observing::version(version)}</th>
                                    <td class="when">{dates::moment(at)}</td>
                                    <td><code class="hash">{hash}</code></td>
                                </tr>
                            }).collect_view()}
                        </tbody>
                    </table>
                </div>
            </section>
        </main>
    }
}
