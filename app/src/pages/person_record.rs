//! A person's record, as of a day.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use time::Date;
use time::macros::format_description;
use uuid::Uuid;

use super::loading::loaded;
use super::record::sections::{Competencies, Evidence, Proof, Restrictions, Signatures};
use crate::api::record::{Record, read_record};
use crate::components::field::Field;
use crate::error::AppError;
use crate::links;
use crate::words::{common, dates, record};

/// A person's record, as of a day.
#[component]
pub fn PersonRecordPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let person = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let day = move || query.with(|query| query.get("day")).unwrap_or_default();
    let data = Resource::new(
        move || (person(), day()),
        |(person, day)| async move {
            let person = person.ok_or(AppError::NotFound)?;
            read_record(person, read_day(&day)).await
        },
    );
    loaded(data, move |record| view! { <Content record=record day=day()/> })
}

/// The day that was asked for; none for now.
fn read_day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

#[component]
fn Content(record: Record, day: String) -> impl IntoView {
    let title = record::record_of(&record.name);
    let pdf = match read_day(&day) {
        Some(_) => format!("/people/{}/transcript.pdf?as_of={day}", record.person),
        None => format!("/people/{}/transcript.pdf", record.person),
    };
    view! {
        <Title text=title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href=links::person(record.person)>{record.name.clone()}</a>
                </nav>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede">{record::as_known_on(&dates::local_moment(record.as_of))}</p>
                <p class="muted">{record.job}", "{record.units.join(", ")}</p>
                <div class="actions">
                    <a class="btn btn-primary" href=pdf rel="external" download="">{record::download_pdf()}</a>
                </div>
            </header>
            <form class="toolbar" method="get">
                <Field name="day" label=record::day() kind="date" value=day/>
                <button class="btn" type="submit">{record::show()}</button>
            </form>
            <Competencies lines=record.competencies/>
            <Restrictions lines=record.restrictions/>
            <Evidence lines=record.evidence/>
            <Signatures lines=record.signed/>
            <Proof size=record.ledger_size root=record.ledger_root/>
        </main>
    }
}
