//! The access log, for the auditor.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::access::{AccessRow, read_access_log};
use crate::words::{administration, common, dates, standing};

/// Who signed in, was refused, or looked at another person's record.
#[component]
pub fn AccessLogPage() -> impl IntoView {
    let query = use_query_map();
    let before = move || {
        query
            .with(|query| query.get("before"))
            .and_then(|text| Uuid::parse_str(&text).ok())
    };
    let data = Resource::new(before, read_access_log);
    view! {
        <Title text=common::access_log()/>
        {loaded(data, |rows| view! { <Content rows=rows/> })}
    }
}

#[component]
fn Content(rows: Vec<AccessRow>) -> impl IntoView {
    let older = rows.last().map(|row| row.id);
    view! {
        <main id="main" class="page page-wide">
            <header class="page-head">
                <h1 tabindex="-1">{common::access_log()}</h1>
                <p class="lede">{administration::access_lede()}</p>
            </header>
            <div class="table-wrap" role="region" aria-label=common::access_log() tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{standing::when()}</th>
                            <th scope="col">{administration::operation()}</th>
                            <th scope="col">{administration::by()}</th>
                            <th scope="col">{administration::whose()}</th>
                            <th scope="col">{administration::from()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.into_iter().map(|row| view! {
                            <tr>
                                <td class="when">{dates::moment(row.at)}</td>
                                <td>
                                    {administration::operation_name(&row.what)}
                                    {(!row.detail.is_empty()).then(|| view! {
                                        <br/><span class="muted">{administration::operation_name(&row.detail)}</span>
                                    })}
                                </td>
                                <td data-label=administration::by()>{row.actor}</td>
                                <td data-label=administration::whose()>{row.subject}</td>
                                <td>{row.address}</td>
                            </tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
            <nav class="pager" aria-label=common::access_log()>
                <a class="btn" href="/access-log">{administration::newest()}</a>
                {older.map(|before| view! {
                    <a class="btn" href=format!("/access-log?before={before}")>{administration::older()}</a>
                })}
            </nav>
        </main>
    }
}
