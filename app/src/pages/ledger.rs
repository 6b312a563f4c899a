//! The ledger, for the auditor.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::loading::loaded;
use crate::api::access::{Ledger, read_ledger, verify_ledger};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::{administration, common, dates, errors, standing};

/// Head, entries, and a check of every one.
#[component]
pub fn LedgerPage() -> impl IntoView {
    let query = use_query_map();
    let before = move || {
        query
            .with(|query| query.get("before"))
            .and_then(|text| text.parse().ok())
    };
    let data = Resource::new(before, read_ledger);
    view! {
        <Title text=common::ledger()/>
        {loaded(data, |ledger| view! { <Content ledger=ledger/> })}
    }
}

#[component]
fn Content(ledger: Ledger) -> impl IntoView {
    let verify = Action::new(|(): &()| verify_ledger());
    let older = ledger
        .entries
        .last()
        .map(|entry| entry.position)
        .filter(|position| *position > 0);
    view! {
        <main id="main" class="page page-wide">
            <header class="page-head">
                <h1 tabindex="-1">{common::ledger()}</h1>
                <p class="lede">{administration::ledger_lede()}</p>
                <div class="actions">
                    <button class="btn btn-primary" type="button" on:click=move |_| { verify.dispatch(()); }>
                        {administration::verify()}
                    </button>
                </div>
            </header>
            {move || verify.value().get().map(|outcome| match outcome {
                Ok(check) => match check.bad {
                    None => view! {
                        <Notice kind=NoticeKind::Good title=administration::verified(check.checked)/>
                    }.into_any(),
                    Some((position, problem)) => view! {
                        <Notice kind=NoticeKind::Bad title=administration::broken(position)><p>{administration::broken_reason(&problem)}</p></Notice>
                    }.into_any(),
                },
                Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
            })}
            <dl class="facts">
                <div><dt>{administration::entries()}</dt><dd class="num">{ledger.size}</dd></div>
                <div><dt>{administration::root()}</dt><dd><code class="hash">{ledger.root}</code></dd></div>
            </dl>
            <div class="table-wrap" role="region" aria-label=common::ledger() tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col" class="num">{administration::position()}</th>
                            <th scope="col">{standing::when()}</th>
                            <th scope="col">{administration::operation()}</th>
                            <th scope="col">{administration::by()}</th>
                            <th scope="col">{administration::leaf()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {ledger.entries.into_iter().map(|entry| view! {
                            <tr>
                                <th scope="row" class="num">{entry.position}</th>
                                <td class="when">{dates::moment(entry.at)}</td>
                                <td>{administration::operation_name(&entry.op)}</td>
                                <td>{entry.actor.unwrap_or_else(|| administration::system().to_owned())}</td>
                                <td><code class="hash">{entry.leaf_hash.chars().take(16).collect::<String>()}</code></td>
                            </tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
            <nav class="pager" aria-label=common::ledger()>
                <a class="btn" href="/ledger">{administration::newest()}</a>
                {older.map(|before| view! {
                    <a class="btn" href=format!("/ledger?before={before}")>{administration::older()}</a>
                })}
            </nav>
        </main>
    }
}
