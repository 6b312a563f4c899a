//! One's own record to take away.

mod certificates;
pub(super) mod sections;

use leptos::prelude::*;
use leptos_meta::Title;
use uuid::Uuid;

use self::certificates::Certificates;
use self::sections::{Competencies, Evidence, LapsesNext, Proof, Restrictions, Signatures};
use super::loading::loaded;
use super::skills::MySkills;
use crate::api::record::{MyRecord, read_my_record};
use crate::links;
use crate::words::record;

/// One's own record to take away.
#[component]
pub fn RecordPage() -> impl IntoView {
    let changed = RwSignal::new(0_u32);
    let data = Resource::new(move || changed.get(), |_| read_my_record());
    view! {
        <Title text=record::my_record()/>
        {loaded(data, move |mine| view! { <Content mine=mine changed=changed/> })}
    }
}

/// The way from a person's page to their record.
#[component]
pub(super) fn RecordLink(person: Uuid) -> impl IntoView {
    view! { <p class="actions"><a class="btn" href=links::record(person)>{record::whole_record_link()}</a></p> }
}

#[component]
fn Content(mine: MyRecord, changed: RwSignal<u32>) -> impl IntoView {
    let held: Vec<(String, String)> = mine
        .record
        .competencies
        .iter()
        .filter(|line| sections::is_held(line))
        .map(|line| (line.id.clone(), line.title.clone()))
        .collect();
    let record = mine.record;
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <h1 tabindex="-1">{record::my_record()}</h1>
                <p class="lede">{record::my_record_lede()}</p>
                <div class="actions">
                    <a class="btn btn-primary" href="/record/transcript.pdf" rel="external" download="">{record::download_pdf()}</a>
                </div>
            </header>
            <LapsesNext lines=record.competencies.clone()/>
            <Competencies lines=record.competencies/>
            <Certificates certificates=mine.certificates held=held changed=changed/>
            <Restrictions lines=record.restrictions/>
            <Evidence lines=record.evidence/>
            <MySkills/>
            <Signatures lines=record.signed/>
            <Proof size=record.ledger_size root=record.ledger_root/>
            <section class="block">
                <h2>{record::data()}</h2>
                <p class="muted">{record::data_text()}</p>
                <p><a class="btn" href="/record/data.json" rel="external" download="">{record::download_data()}</a></p>
            </section>
        </main>
    }
}
