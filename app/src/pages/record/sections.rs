//! The parts of a record, as they are shown of oneself and of somebody else.

use leptos::prelude::*;
use time::OffsetDateTime;

use crate::api::record::{EvidenceLine, Held, Signed};
use crate::api::standing::State;
use crate::components::standing::status_kind;
use crate::components::status::{StatusBadge, StatusKind};
use crate::links;
use crate::words::{dates, learning, record, standing};

/// How many of what lapses next are shown.
const NEXT: usize = 3;

/// Whether the person may be relied on for it.
pub(super) fn is_held(line: &Held) -> bool {
    matches!(line.state, State::Current | State::Due) && !line.restricted
}

/// State and last day: "Current, through 2 Mar 2027".
fn state_phrase(line: &Held) -> String {
    let word = standing::state(line.state);
    match line.until {
        Some(until) => format!("{word}, {}", record::through(&record::last_day(until))),
        None => word.to_owned(),
    }
}

/// What lapses next, soonest first.
#[component]
pub(in crate::pages) fn LapsesNext(lines: Vec<Held>) -> impl IntoView {
    let mut next: Vec<Held> = lines
        .into_iter()
        .filter(|line| line.required && matches!(line.state, State::Current | State::Due))
        .collect();
    next.sort_by_key(|line| line.until);
    next.truncate(NEXT);
    (!next.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{record::lapses_next()}</h2>
                <ol class="rows">
                    {next.into_iter().map(|line| {
                        let state = state_phrase(&line);
                        view! {
                            <li class="row">
                                <span class="row-main"><b>{line.title}</b></span>
                                <span class="row-side"><StatusBadge kind=status_kind(line.state) word=state/></span>
                            </li>
                        }
                    }).collect_view()}
                </ol>
            </section>
        }
    })
}

/// The competencies, by group.
#[component]
pub(in crate::pages) fn Competencies(lines: Vec<Held>) -> impl IntoView {
    let mut groups: Vec<(String, Vec<Held>)> = Vec::new();
    for line in lines {
        match groups.iter_mut().find(|(group, _)| *group == line.group) {
            Some((_, members)) => members.push(line),
            None => groups.push((line.group.clone(), vec![line])),
        }
    }
    let none = groups.is_empty();
    view! {
        <section class="block">
            <h2>{record::competencies()}</h2>
            {none.then(|| view! { <p class="muted">{record::no_competencies()}</p> })}
            {groups.into_iter().map(|(group, members)| view! {
                <h3 class="record-group">{group}</h3>
                <ul class="rows">
                    {members.into_iter().map(|line| view! { <Competency line=line/> }).collect_view()}
                </ul>
            }).collect_view()}
        </section>
    }
}

#[component]
fn Competency(line: Held) -> impl IntoView {
    let state = state_phrase(&line);
    let level = match line.required {
        true => line.level,
        false => format!("{}, {}", line.level, standing::not_required()),
    };
    view! {
        <li class="row">
            <span class="row-main">
                <b>{line.title}</b>
                <span class="muted">{level}". "{standing::reason(line.reason)}</span>
                {line.rests_on.map(|what| view! { <span class="muted">{record::rests_on(&what)}</span> })}
            </span>
            <span class="row-side">
                <StatusBadge kind=status_kind(line.state) word=state/>
                {line.restricted.then(|| view! { <StatusBadge kind=StatusKind::Missed word=record::only_supervised()/> })}
            </span>
        </li>
    }
}

/// Open restrictions.
#[component]
pub(in crate::pages) fn Restrictions(lines: Vec<(String, OffsetDateTime)>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{record::restrictions()}</h2>
                <ul class="rows">
                    {lines.into_iter().map(|(competency, raised_at)| view! {
                        <li class="row">
                            <span class="row-main"><b>{competency}</b>
                                <span class="muted">{record::since(&dates::local_moment(raised_at))}</span></span>
                            <span class="row-side"><StatusBadge kind=StatusKind::Missed word=record::only_supervised()/></span>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// All evidence; what does not count says so.
#[component]
pub(in crate::pages) fn Evidence(lines: Vec<EvidenceLine>) -> impl IntoView {
    let none = lines.is_empty();
    view! {
        <section class="block">
            <h2>{record::evidence()}</h2>
            {none.then(|| view! { <p class="muted">{record::no_evidence()}</p> })}
            {(!none).then(|| view! {
                <div class="table-wrap" role="region" aria-label=record::evidence() tabindex="0">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{record::competency()}</th>
                                <th scope="col">{record::what()}</th>
                                <th scope="col">{record::date()}</th>
                                <th scope="col">{record::result()}</th>
                            </tr>
                        </thead>
                        <tbody>{lines.into_iter().map(|line| view! { <EvidenceRow line=line/> }).collect_view()}</tbody>
                    </table>
                </div>
            })}
        </section>
    }
}

#[component]
fn EvidenceRow(line: EvidenceLine) -> impl IntoView {
    let (kind, word) = match (&line.void, line.passed) {
        (Some(code), _) => (StatusKind::NotAssessed, record::void(code)),
        (None, true) => (StatusKind::Met, learning::passed()),
        (None, false) => (StatusKind::Missed, learning::not_passed()),
    };
    let title = match links::evidence(line.kind, line.source) {
        Some(href) => view! { <a href=href>{line.title}</a> }.into_any(),
        None => view! { <span>{line.title}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{line.competency}</th>
            <td>{title}" "<span class="muted">{standing::evidence_kind(line.kind)}</span></td>
            <td class="when">{dates::date(line.at.date())}</td>
            <td><StatusBadge kind=kind word=word/></td>
        </tr>
    }
}

/// What was signed.
#[component]
pub(in crate::pages) fn Signatures(lines: Vec<Signed>) -> impl IntoView {
    (!lines.is_empty()).then(|| view! {
        <section class="block">
            <h2>{record::signatures()}</h2>
            <div class="table-wrap" role="region" aria-label=record::signatures() tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{record::about()}</th>
                            <th scope="col">{record::signed_by()}</th>
                            <th scope="col">{record::date()}</th>
                            <th scope="col">{record::meaning()}</th>
                            <th scope="col">{record::text_hash()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {lines.into_iter().map(|line| {
                            let signer = match line.signer.as_str() {
                                "" => record::erased().to_owned(),
                                _ => line.signer,
                            };
                            view! {
                                <tr>
                                    <th scope="row">{record::signed_what(line.what)}" "{line.title}</th>
                                    <td>{signer}</td>
                                    <td class="when">{dates::local_moment(line.at)}</td>
                                    <td>{record::meaning_of(&line.meaning)}</td>
                                    <td><code class="hash">{line.text_hash.chars().take(16).collect::<String>()}</code></td>
                                </tr>
                            }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
    })
}

/// The ledger's head then.
#[component]
pub(in crate::pages) fn Proof(size: u64, root: String) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{record::proof()}</h2>
            <p class="muted">{record::proof_text()}</p>
            <dl class="facts">
                <div><dt>{record::ledger_size()}</dt><dd class="num">{size}</dd></div>
                <div><dt>{record::ledger_root()}</dt><dd><code class="hash">{root}</code></dd></div>
            </dl>
        </section>
    }
}
