//! What a framework says: competencies under their headings, levels, and what each job needs.

use competency::{Competency, Framework, Level};
use leptos::prelude::*;

use crate::words::{dates, frameworks};

#[component]
pub(super) fn Competencies(framework: Framework) -> impl IntoView {
    let sections = framework.groups.iter().filter_map(|group| {
        let members: Vec<Competency> = framework
            .competencies
            .iter()
            .filter(|competency| competency.group == group.id)
            .cloned()
            .collect();
        (!members.is_empty()).then(|| (group.title.clone(), members))
    });
    let sections: Vec<(String, Vec<Competency>)> = sections.collect();
    view! {
        <section class="block">
            <h2>{frameworks::groups()}</h2>
            {sections.into_iter().map(|(title, members)| view! {
                <h3 class="group">{title}</h3>
                <ul class="rows">
                    {members.into_iter().map(|competency| view! {
                        <li class="competency"><One competency=competency framework=framework.clone()/></li>
                    }).collect_view()}
                </ul>
            }).collect_view()}
        </section>
    }
}

#[component]
fn One(competency: Competency, framework: Framework) -> impl IntoView {
    let title_of = |id: &str| {
        framework
            .competency(id)
            .map_or_else(|| id.to_owned(), |other| other.title.clone())
    };
    let level_of = |id: &str| {
        framework
            .levels
            .iter()
            .find(|level| level.id == id)
            .map_or_else(|| id.to_owned(), |level| level.title.clone())
    };
    let rule = &competency.rule;
    let first: Vec<String> = rule.prerequisites.iter().map(|id| title_of(id)).collect();
    let assessor_level = rule.assessor.level.as_deref().unwrap_or(&competency.level);
    let device = competency
        .device
        .as_ref()
        .map(|device| frameworks::device_of(&device.model, &device.version));
    let difference = competency
        .device
        .as_ref()
        .and_then(|device| device.difference.as_ref())
        .map(|difference| {
            let title = title_of(&difference.competency);
            frameworks::difference_of(&title, &dates::date(difference.by))
        });
    let first = (!first.is_empty()).then(|| frameworks::first_hold(&first.join(", ")));
    let lines = [
        Some(frameworks::level_of(&level_of(&competency.level))),
        device,
        difference,
        first,
        Some(frameworks::assessor(&rule.assessor, &level_of(assessor_level))),
        Some(frameworks::attempts(rule.attempts)),
    ];
    view! {
        <p><b>{competency.title.clone()}</b>" "<code class="muted">{competency.id.clone()}</code></p>
        <p class="prose">{competency.description.clone()}</p>
        <p class="competency-rule">{frameworks::rule(rule)}</p>
        <ul class="competency-lines muted">
            {lines.into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect_view()}
        </ul>
    }
}

#[component]
pub(super) fn Levels(levels: Vec<Level>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{frameworks::levels()}</h2>
            <ol class="rows">
                {levels.into_iter().map(|level| view! {
                    <li class="row"><span class="row-main"><b>{level.title}</b><span class="muted">{level.description}</span></span></li>
                }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
pub(super) fn Jobs(framework: Framework) -> impl IntoView {
    let title_of = |id: &String| {
        framework
            .competency(id)
            .map_or_else(|| id.clone(), |competency| competency.title.clone())
    };
    let jobs: Vec<(String, String, String)> = framework
        .roles
        .iter()
        .map(|role| {
            let needed: Vec<String> = role.requires.iter().map(title_of).collect();
            let needed = match needed.is_empty() {
                true => frameworks::job_needs_nothing().to_owned(),
                false => needed.join("; "),
            };
            (role.title.clone(), role.id.clone(), needed)
        })
        .collect();
    view! {
        <section class="block">
            <h2>{frameworks::jobs()}</h2>
            <ul class="rows">
                {jobs.into_iter().map(|(title, id, needed)| view! {
                    <li class="row"><span class="row-main">
                        <b>{title}" "<code class="muted">{id}</code></b>
                        <span class="muted">{needed}</span>
                    </span></li>
                }).collect_view()}
            </ul>
        </section>
    }
}
