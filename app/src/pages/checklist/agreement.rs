//! How far assessors agree: over all steps, and for each.

use leptos::prelude::*;

use crate::api::checklists::{Agreement, AgreementRow};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::observing;

#[component]
pub(super) fn AgreementSection(found: Agreement) -> impl IntoView {
    view! {
        <section class="block stack">
            <h2>{observing::agreement()}</h2>
            <p class="muted">{observing::agreement_text()}</p>
            {match found.pairs {
                0 => view! {
                    <div class="empty"><p><b>{observing::no_pairs()}</b></p><p>{observing::no_pairs_text()}</p></div>
                }.into_any(),
                _ => view! { <Figures found=found/> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Figures(found: Agreement) -> impl IntoView {
    let few = found.few.then(|| observing::few_marks(found.all.marks));
    view! {
        {few.map(|words| view! { <Notice kind=NoticeKind::Warn title=words/> })}
        <dl class="facts facts-row">
            <div><dt>{observing::pairs()}</dt><dd>{found.pairs}</dd></div>
        </dl>
        <div class="table-wrap" role="region" aria-label=observing::agreement() tabindex="0">
            <table class="table">
                <thead><tr>
                    <th scope="col">{observing::what_to_show()}</th>
                    <th scope="col" class="num">{observing::mark_pairs()}</th>
                    <th scope="col" class="num">{observing::agreed()}</th>
                    <th scope="col" class="num">{observing::kappa()}</th>
                </tr></thead>
                <tbody>
                    <Row row=AgreementRow { text: observing::all_steps().to_owned(), ..found.all }/>
                    {found.steps.into_iter().map(|row| view! { <Row row=row/> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: AgreementRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{row.text}</th>
            <td class="num">{row.marks}</td>
            <td class="num">{observing::share_of(row.observed)}</td>
            <td class="num">{observing::coefficient(row.kappa)}</td>
        </tr>
    }
}
