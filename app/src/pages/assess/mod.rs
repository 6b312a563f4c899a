//! Where an assessor begins: whom to observe, supervise or sign for.

mod choice;
mod learners;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::observations::{Assess, Choice, read_assess, read_choice};
use crate::error::AppError;

/// The learners, or what can be done with one of them.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
enum Shown {
    Learners(Assess),
    One(Choice),
}

/// Where an assessor begins: whom to observe, supervise or sign for.
#[component]
pub fn AssessPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.with(|query| (query.get("person"), query.get("search").unwrap_or_default()));
    let data = Resource::new(asked, |(person, search)| async move {
        match person.map(|person| Uuid::parse_str(&person)) {
            Some(Ok(person)) => read_choice(person).await.map(Shown::One),
            Some(Err(_)) => Err(AppError::NotFound),
            None => read_assess(search).await.map(Shown::Learners),
        }
    });
    loaded(data, move |shown| match shown {
        Shown::Learners(found) => view! { <learners::Learners found=found search=asked().1/> }.into_any(),
        Shown::One(choice) => view! { <choice::OneLearner choice=choice/> }.into_any(),
    })
}
