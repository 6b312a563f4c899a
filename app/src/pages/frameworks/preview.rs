//! What publishing would change: competencies, jobs, and people's statuses.

use leptos::prelude::*;

use crate::api::frameworks::{Preview, StatusMove};
use crate::components::notice::{Notice, NoticeKind};
use crate::words::frameworks;

#[component]
pub(super) fn PreviewSection(
    preview: Preview,
    pending: Signal<bool>,
    on_publish: Callback<()>,
) -> impl IntoView {
    if !preview.is_new {
        return view! { <Notice kind=NoticeKind::Info title=frameworks::nothing_new()/> }.into_any();
    }
    let title = match preview.version {
        1 => frameworks::would_be_first(&preview.title),
        version => frameworks::would_be(&preview.title, version),
    };
    let people = match preview.n_affected {
        0 => frameworks::nobody_changes(preview.n_people),
        affected => frameworks::people_change(affected, preview.n_people),
    };
    let changed: Vec<(String, String)> = preview
        .changed
        .into_iter()
        .map(|(id, title, aspects)| {
            let aspects: Vec<&str> = aspects.into_iter().map(frameworks::aspect).collect();
            (id, format!("{title}: {}", aspects.join(", ")))
        })
        .collect();
    let nothing = preview.added.is_empty() && changed.is_empty() && preview.dropped.is_empty();
    let version = preview.version;
    view! {
        <div class="preview stack" role="status">
            <h3>{title}</h3>
            {preview.is_retired.then(|| view! {
                <Notice kind=NoticeKind::Warn title=frameworks::still_retired()/>
            })}
            {nothing.then(|| view! { <p>{frameworks::nothing_changes()}</p> })}
            <Names heading=frameworks::added() names=preview.added/>
            <Names heading=frameworks::changed() names=changed/>
            <Names heading=frameworks::dropped() names=preview.dropped/>
            <Names heading=frameworks::changed_jobs() names=preview.jobs/>
            {(!preview.elsewhere.is_empty()).then(|| view! { <p class="muted">{frameworks::elsewhere_text()}</p> })}
            <Names heading=frameworks::elsewhere() names=preview.elsewhere/>
            <p><b>{people}</b></p>
            <Moves moves=preview.moves/>
            <button class="btn btn-primary" type="button" on:click=move |_| on_publish.run(())
                aria-disabled=move || pending.get().then_some("true")>
                {move || if pending.get() {
                    frameworks::publishing().to_owned()
                } else {
                    frameworks::publish(version)
                }}
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Names(heading: &'static str, names: Vec<(String, String)>) -> impl IntoView {
    (!names.is_empty()).then(|| {
        view! {
            <div>
                <h4>{heading}</h4>
                <ul class="problems">
                    {names.into_iter().map(|(id, title)| view! { <li>{title}" "<code>{id}</code></li> }).collect_view()}
                </ul>
            </div>
        }
    })
}

#[component]
fn Moves(moves: Vec<StatusMove>) -> impl IntoView {
    (!moves.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label=frameworks::groups() tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{frameworks::groups()}</th>
                            <th scope="col">{frameworks::status_before()}</th>
                            <th scope="col">{frameworks::status_after()}</th>
                            <th scope="col" class="num">{frameworks::status_people()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {moves.into_iter().map(|one| view! {
                            <tr>
                                <th scope="row">{one.competency}</th>
                                <td data-label=frameworks::status_before()>{frameworks::status(one.before)}</td>
                                <td data-label=frameworks::status_after()>{frameworks::status(one.after)}</td>
                                <td class="num" data-label=frameworks::status_people()>{one.n_people}</td>
                            </tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        }
    })
}
