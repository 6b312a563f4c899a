//! What the document consists of: phases with their ways, the rubric, the golden runs.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::editor::go_to_line;
use crate::api::drafts::{Element, ElementKind, Look};
use crate::words::studio;

/// The outline; each entry leads to its line.
#[component]
pub(super) fn Outline(look: RwSignal<Option<Look>>, area: NodeRef<Textarea>) -> impl IntoView {
    let elements = Memo::new(move |_| {
        look.with(|look| {
            look.as_ref()
                .map(|look| look.elements.clone())
                .unwrap_or_default()
        })
    });
    let part = move |kind: ElementKind, heading: &'static str| {
        let of_kind: Vec<Element> = elements
            .get()
            .into_iter()
            .filter(|element| element.kind == kind)
            .collect();
        (!of_kind.is_empty()).then(|| {
            view! {
                <h3>{heading}</h3>
                <ul class="outline">
                    {of_kind.into_iter().map(|element| view! { <Entry element=element area=area/> }).collect_view()}
                </ul>
            }
        })
    };
    view! {
        <section class="block">
            <h2>{studio::outline()}</h2>
            {move || elements.with(Vec::is_empty).then(|| view! { <p class="muted">{studio::no_outline()}</p> })}
            {move || part(ElementKind::Phase, studio::phases())}
            {move || part(ElementKind::Criterion, studio::rubric())}
            {move || part(ElementKind::Golden, studio::golden())}
        </section>
    }
}

#[component]
fn Entry(element: Element, area: NodeRef<Textarea>) -> impl IntoView {
    let line = element.line;
    let says = match element.kind {
        ElementKind::Golden if element.says.is_empty() => studio::must_pass().to_owned(),
        ElementKind::Golden => studio::must_miss(&element.says),
        ElementKind::Phase => studio::leads_to(&element.leads_to.join(", ")),
        ElementKind::Criterion => element.says,
    };
    view! {
        <li>
            <button class="outline-entry" type="button" on:click=move |_| go_to_line(area, line)>
                <b>{element.id}</b>
                <span class="muted">{says}</span>
                <span class="vh">{studio::to_line(line)}</span>
            </button>
        </li>
    }
}
