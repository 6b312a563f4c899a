//! Sections on skills: one's own, and somebody else's in graded runs.

use leptos::prelude::*;
use uuid::Uuid;

use crate::api::skills::{SkillRow, read_my_skills, read_skills_of};
use crate::components::skills::SkillRows;
use crate::error::AppError;
use crate::words::{errors, skills};

/// One's own skills, practice included.
#[component]
pub(super) fn MySkills() -> impl IntoView {
    let data = Resource::new(|| (), |()| read_my_skills());
    view! { <Section data=data text=skills::my_skills_text()/> }
}

/// The skills that somebody showed in graded runs.
#[component]
pub(super) fn SkillsOf(person: Uuid) -> impl IntoView {
    let data = Resource::new(move || person, read_skills_of);
    view! { <Section data=data text=skills::skills_of_text()/> }
}

#[component]
fn Section(data: Resource<Result<Vec<SkillRow>, AppError>>, text: &'static str) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{skills::skills()}</h2>
            <p class="muted">{text}</p>
            <Suspense fallback=|| view! { <div class="skeleton" aria-hidden="true"></div> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(rows) => view! { <SkillRows rows=rows/> }.into_any(),
                        Err(error) => view! { <p>{errors::sentence(&error)}</p> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}
