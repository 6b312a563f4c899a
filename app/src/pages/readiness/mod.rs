//! Who is competent here, at a time.

mod answer;
mod question;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use time::macros::format_description;
use time::{Date, PrimitiveDateTime, Time};
use uuid::Uuid;

use self::answer::Answer;
use self::question::Question;
use super::loading::Problem;
use crate::api::readiness::{About, Readiness, When, read_readiness};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{common, readiness};

/// What the address asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    unit: Option<Uuid>,
    about: Option<About>,
    /// `now`, `tonight` or `at`.
    when: String,
    date: String,
    time: String,
}

impl Asked {
    fn of(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        Self {
            unit: Uuid::parse_str(&text("unit")).ok(),
            about: About::from_text(&text("about")),
            when: text("when"),
            date: text("date"),
            time: text("time"),
        }
    }

    /// For when; none where the date or the time cannot be read.
    fn instant(&self) -> Option<When> {
        match self.when.as_str() {
            "tonight" => Some(When::Tonight),
            "at" => {
                let date = Date::parse(&self.date, format_description!("[year]-[month]-[day]")).ok()?;
                let time = Time::parse(&self.time, format_description!("[hour]:[minute]")).ok()?;
                Some(When::Shown(PrimitiveDateTime::new(date, time)))
            }
            _ => Some(When::Now),
        }
    }
}

/// Who is competent here, at a time. The question stands in the address, so that it can be kept and sent on.
#[component]
pub fn ReadinessPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let data = Resource::new(
        move || asked.get(),
        |asked| async move {
            let when = asked.instant().unwrap_or(When::Now);
            match read_readiness(asked.unit, asked.about.clone(), when).await {
                // What cannot be answered leaves the form as it is, for another try.
                Err(AppError::Invalid { .. }) => {
                    let again = read_readiness(asked.unit, None, When::Now).await?;
                    Ok((again, Outcome::CannotAsk))
                }
                Ok(answer) if asked.instant().is_none() => Ok((answer, Outcome::TimeMissing)),
                Ok(answer) => Ok((answer, Outcome::Answered)),
                Err(error) => Err(error),
            }
        },
    );
    view! {
        <Title text=readiness::title()/>
        <Suspense fallback=|| view! {
            <main id="main" class="page" aria-busy="true"><p role="status">{common::loading()}</p></main>
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok((answer, outcome)) => view! {
                        <Content answer=answer outcome=outcome asked=asked.get_untracked()/>
                    }.into_any(),
                    Err(error) => view! { <Problem error=error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
enum Outcome {
    Answered,
    TimeMissing,
    CannotAsk,
}

#[component]
fn Content(answer: Readiness, outcome: Outcome, asked: Asked) -> impl IntoView {
    let about = match outcome {
        Outcome::CannotAsk => asked.about.clone().or(answer.about.clone()),
        Outcome::Answered | Outcome::TimeMissing => answer.about.clone(),
    };
    view! {
        <main id="main" class="page">
            <header class="page-head">
                <h1 tabindex="-1">{readiness::title()}</h1>
                <p class="lede">{readiness::lede()}</p>
            </header>
            <Question
                units=answer.units.clone()
                devices=answer.devices.clone()
                competencies=answer.competencies.clone()
                unit=answer.unit
                about=about
                asked=asked
            />
            {match outcome {
                Outcome::Answered => view! { <Answer answer=answer/> }.into_any(),
                Outcome::TimeMissing => view! { <Notice kind=NoticeKind::Bad title=readiness::time_missing()/> }.into_any(),
                Outcome::CannotAsk => view! { <Notice kind=NoticeKind::Bad title=readiness::cannot_ask()/> }.into_any(),
            }}
        </main>
    }
}
