//! Skills: of one run, and across runs.

use leptos::prelude::*;
use training::guide::{Level, Outcome};

use super::status::{StatusBadge, StatusKind};
use crate::api::skills::{RunSkill, SkillRow};
use crate::words::{dates, skills};

/// What a run says of each skill it needed; nothing if it needed none.
#[component]
pub fn RunSkills(
    /// The skills, in the order in which they were needed.
    skills: Vec<RunSkill>,
) -> impl IntoView {
    (!skills.is_empty()).then(|| {
        view! {
            <section class="block">
                <h2>{skills::skills()}</h2>
                <p class="muted">{skills::run_skills_text()}</p>
                <ul class="rows">
                    {skills.into_iter().map(|skill| {
                        let kind = match skill.outcome {
                            Outcome::Unaided => StatusKind::Met,
                            Outcome::Aided => StatusKind::Due,
                            Outcome::Missed => StatusKind::Missed,
                        };
                        view! {
                            <li class="row">
                                <span class="row-main"><b>{skill.title}</b><span class="muted">{skill.why}</span></span>
                                <span class="row-side"><StatusBadge kind=kind word=skills::outcome(skill.outcome)/></span>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// Skills across runs: how often, where, when last, and how much help.
#[component]
pub fn SkillRows(
    /// The skills.
    rows: Vec<SkillRow>,
) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class="muted">{skills::none()}</p> }.into_any();
    }
    view! {
        <ul class="rows">
            {rows.into_iter().map(|row| view! { <Row row=row/> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Row(row: SkillRow) -> impl IntoView {
    let day = row.alone_at.map(|at| dates::date(at.date()));
    let (mut told, last) = match row.level {
        Some(_) => (
            skills::counts(row.alone, row.helped, row.missed),
            day.map(|day| skills::last_alone(&day)),
        ),
        None => (
            skills::counts_graded(row.alone, row.missed),
            day.map(|day| skills::last_done(&day)),
        ),
    };
    if let Some(last) = last {
        told = format!("{told}; {last}");
    }
    let badge = row.level.map(|level| {
        let kind = match level {
            Level::AtOnce => StatusKind::Never,
            Level::Soon | Level::Late => StatusKind::Due,
            Level::OnRequest => StatusKind::Current,
        };
        view! { <span class="row-side"><StatusBadge kind=kind word=skills::level(level)/></span> }
    });
    view! {
        <li class="row">
            <span class="row-main">
                <b>{row.title}</b>
                <span class="muted">{told}"."</span>
                <span class="muted">{skills::met_in(&row.modules.join("; "))}"."</span>
            </span>
            {badge}
        </li>
    }
}
