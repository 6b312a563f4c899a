//! On the first page: what one may not do unsupervised and the way back, and what waits for one's answer.

use leptos::prelude::*;

use super::card::WayBack;
use crate::api::restrictions::{Duties, read_duties};
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{standing, supervising};

/// One's own open restrictions, and links to what waits. Nothing where nothing does.
#[component]
pub(in crate::pages) fn WaitingForYou() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_duties());
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                data.await.ok().map(|duties| view! { <Content duties=duties/> })
            })}
        </Suspense>
    }
}

#[component]
fn Content(duties: Duties) -> impl IntoView {
    let acknowledge = match duties.n_to_acknowledge {
        0 => None,
        1 => Some(supervising::to_acknowledge_one().to_owned()),
        count => Some(supervising::to_acknowledge(count)),
    };
    let answer = match duties.n_appeals {
        0 => None,
        1 => Some(supervising::to_answer_one().to_owned()),
        count => Some(supervising::to_answer(count)),
    };
    let waits = acknowledge.is_some() || answer.is_some() || !duties.panels.is_empty();
    view! {
        {(!duties.own.is_empty()).then(|| view! {
            <section class="block">
                <h2>{supervising::restrictions()}</h2>
                {duties.own.into_iter().map(|row| view! {
                    <article class="case">
                        <header class="case-head">
                            <h3>{row.competency.clone()}</h3>
                            <StatusBadge kind=StatusKind::Restricted word=standing::restricted()/>
                        </header>
                        <p>{supervising::cause(&row)}</p>
                        <WayBack modules=row.modules/>
                    </article>
                }).collect_view()}
                <p><a href="/restrictions">{supervising::your_restrictions()}</a></p>
            </section>
        })}
        {waits.then(|| view! {
            <section class="block">
                <h2>{supervising::waiting_for_you()}</h2>
                <ul class="rows">
                    {acknowledge.map(|words| view! {
                        <li><a class="row" href="/restrictions"><span class="row-main"><b>{words}</b></span></a></li>
                    })}
                    {answer.map(|words| view! {
                        <li><a class="row" href="/appeals"><span class="row-main"><b>{words}</b></span></a></li>
                    })}
                    {duties.panels.into_iter().map(|(id, title)| view! {
                        <li><a class="row" href=links::panel(id)>
                            <span class="row-main"><b>{supervising::to_rate(&title)}</b></span>
                        </a></li>
                    }).collect_view()}
                </ul>
            </section>
        })}
    }
}
