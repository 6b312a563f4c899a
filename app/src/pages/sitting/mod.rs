//! A sitting: the sheet while it is open, the result after.

mod answers;
mod clock;
mod picture;
mod question;
mod queue;
mod result;
mod review;
mod sheet;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use self::result::Over;
use self::sheet::AtIt;
use super::loading::loaded;
use crate::api::exams::{Sat, read_sitting};
use crate::error::AppError;

/// A sitting.
#[component]
pub fn SittingPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let again = RwSignal::new(0_u32);
    let data = Resource::new(
        move || (id(), again.get()),
        |(id, _)| async move {
            match id {
                Some(id) => read_sitting(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    loaded(data, move |sat| match sat {
        Sat::Open(open) => view! { <AtIt open=open again=again/> }.into_any(),
        Sat::Over(over) => view! { <Over over=over changed=again/> }.into_any(),
    })
}
