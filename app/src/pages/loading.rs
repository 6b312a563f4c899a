//! What a page shows before its data is there, and instead of it.

use leptos::prelude::*;

use super::not_found::NothingHere;
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{common, errors};

/// Shows a page's content once its data has come, or says why it has not.
pub(super) fn loaded<T, V>(
    data: Resource<Result<T, AppError>>,
    content: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Suspense fallback=Skeleton>
            {move || {
                let content = content.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(data) => content(data).into_any(),
                        Err(error) => view! { <Problem error=error/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

/// A page that could not be shown.
#[component]
pub(super) fn Problem(error: AppError) -> impl IntoView {
    if error == AppError::NotFound {
        return view! { <NothingHere/> }.into_any();
    }
    let sentence = errors::sentence(&error);
    view! {
        <main id="main" class="page">
            <h1 tabindex="-1">{common::problem_title()}</h1>
            <Notice kind=NoticeKind::Bad title=sentence>
                <p><a class="btn" href="/">{common::go_home()}</a></p>
            </Notice>
        </main>
    }
    .into_any()
}

/// A page's shape while its data is on the way.
#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <main id="main" class="page" aria-busy="true">
            <p class="vh" role="status">{common::loading()}</p>
            <div class="skeleton skeleton-title" aria-hidden="true"></div>
            <div class="skeleton skeleton-line" aria-hidden="true"></div>
            <div class="skeleton skeleton-block" aria-hidden="true"></div>
        </main>
    }
}
