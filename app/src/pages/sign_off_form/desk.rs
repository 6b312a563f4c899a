//! What an assessor may sign for a person, on the person's page.

use leptos::prelude::*;
use uuid::Uuid;

use crate::api::signing::{AcceptanceRow, Desk, read_desk};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{dates, observing, signing, standing, supervising};

/// Links to sign off and to accept documents; nothing for those who do not assess the person.
#[component]
pub(in crate::pages) fn SigningDesk(
    /// Whose page it is.
    person: Uuid,
) -> impl IntoView {
    let data = Resource::new(move || person, read_desk);
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                data.await.ok().flatten().map(|desk| view! { <Content person=person desk=desk/> })
            })}
        </Suspense>
    }
}

#[component]
fn Content(person: Uuid, desk: Desk) -> impl IntoView {
    let looked_at = !desk.acceptances.is_empty();
    view! {
        <section class="block">
            <h2>{signing::assessing()}</h2>
            <p class="muted">{signing::assessing_text()}</p>
            <ul class="rows">
                {desk.competencies.into_iter().map(|one| {
                    let of = signing::of_competency(&one.title);
                    let side = match one.refusal {
                        None => view! {
                            <a class="btn" href=links::sign_off_form(person, &one.id)>
                                {signing::sign_off()}<span class="vh">{of}</span>
                            </a>
                        }.into_any(),
                        Some(_) => view! {
                            <StatusBadge kind=StatusKind::NotAssessed word=observing::not_by_you()/>
                        }.into_any(),
                    };
                    view! {
                        <li class="row">
                            <span class="row-main">
                                <b>{one.title}</b>
                                {one.refusal.map(|refusal| view! {
                                    <span class="muted">{observing::refusal(refusal, one.about.as_deref())}</span>
                                })}
                            </span>
                            <span class="row-side">{side}</span>
                        </li>
                    }
                }).collect_view()}
            </ul>
            <p class="desk-foot actions">
                <a class="btn" href=links::assess(person)>{observing::observe()}</a>
                <a class="btn" href=links::supervise(person)>{supervising::supervise()}</a>
                <a class="btn" href=links::accept(person)>{signing::accept()}</a>
            </p>
            {looked_at.then(|| view! {
                <h3>{signing::looked_at()}</h3>
                <ul class="rows">
                    {desk.acceptances.into_iter().map(|row| view! { <Acceptance row=row/> }).collect_view()}
                </ul>
            })}
        </section>
    }
}

#[component]
fn Acceptance(row: AcceptanceRow) -> impl IntoView {
    let (kind, word) = match row.accepted {
        true => (StatusKind::Met, signing::accepted()),
        false => (StatusKind::Missed, signing::refused()),
    };
    let title = match row.title.is_empty() {
        true => standing::evidence_kind(row.kind).to_owned(),
        false => row.title,
    };
    let detail = format!("{}, {}", row.competency, dates::date(row.shown_on));
    view! {
        <li>
            <a class="row" href=links::acceptance(row.id)>
                <span class="row-main"><b>{title}</b><span class="muted">{detail}</span></span>
                <span class="row-side"><StatusBadge kind=kind word=word/></span>
            </a>
        </li>
    }
}
