//! Taking a framework out of use, and back.

use leptos::prelude::*;

use crate::api::frameworks::{restore_framework, retire_framework};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::words::{errors, frameworks};

#[component]
pub(super) fn Usage(slug: String, is_retired: bool, changed: RwSignal<u32>) -> impl IntoView {
    let missing = RwSignal::new(false);
    let act = Action::new(move |reason: &Option<String>| {
        let (slug, reason) = (slug.clone(), reason.clone());
        async move {
            match reason {
                Some(reason) => retire_framework(slug, reason).await?,
                None => restore_framework(slug).await?,
            }
            changed.update(|count| *count += 1);
            Ok::<(), AppError>(())
        }
    });
    let failure = move || {
        act.value().get().and_then(Result::err).map(|error| {
            view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }
        })
    };
    if is_retired {
        return view! {
            <section class="block">
                <h2>{frameworks::restore()}</h2>
                {failure}
                <button class="btn" type="button" on:click=move |_| { act.dispatch(None); }>{frameworks::restore()}</button>
            </section>
        }
        .into_any();
    }
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = values(&event)("retire_reason");
        missing.set(reason.trim().is_empty());
        if !reason.trim().is_empty() && !act.pending().get_untracked() {
            act.dispatch(Some(reason));
        }
    };
    let error = Signal::derive(move || {
        missing
            .get()
            .then(|| frameworks::retire_reason_needed().to_owned())
    });
    view! {
        <section class="block">
            <h2>{frameworks::retire()}</h2>
            <p class="muted">{frameworks::retire_text()}</p>
            {failure}
            <form class="stack" method="post" on:submit=submit>
                <Field name="retire_reason" label=frameworks::retire_reason() error=error/>
                <button class="btn btn-danger" type="submit">{frameworks::retire()}</button>
            </form>
        </section>
    }
    .into_any()
}
