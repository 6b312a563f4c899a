//! The way in.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::components::art::{BrandMark, SignInArt};
use crate::components::field::Field;
use crate::components::notice::{Notice, NoticeKind};
use crate::links::safe_next;
use crate::words::{account, common, errors};

/// Name and password. A plain form, so that it works before any script has come.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |key: &str| query.with_untracked(|query| query.get(key)).unwrap_or_default();
    let next = safe_next(&asked("next")).to_owned();
    let notice = match asked("problem").as_str() {
        "" => None,
        "signed-out" => Some((NoticeKind::Info, account::signed_out_notice(), "")),
        "busy" => Some((NoticeKind::Warn, account::wrong_title(), account::busy_notice())),
        "unavailable" => Some((NoticeKind::Bad, account::wrong_title(), errors::unavailable())),
        _ => Some((NoticeKind::Bad, account::wrong_title(), account::wrong())),
    };
    view! {
        <Title text=account::sign_in()/>
        <main id="main" class="signin">
            <div class="signin-card">
                <p class="brand"><BrandMark/><span>{common::product()}</span></p>
                <h1 tabindex="-1">{account::sign_in()}</h1>
                {notice.map(|(kind, title, text)| view! { <Notice kind=kind title=title><p>{text}</p></Notice> })}
                <form class="stack" method="post" action="/api/sign-in">
                    <Field name="name" label=account::name() value=asked("name") autocomplete="username"/>
                    <Field name="password" label=account::password() kind="password" autocomplete="current-password"/>
                    <input type="hidden" name="next" value=next/>
                    <button class="btn btn-primary btn-block" type="submit">{account::sign_in()}</button>
                </form>
                <p class="small muted">{common::training_only()}</p>
            </div>
            <aside class="signin-art" aria-hidden="true"><SignInArt/></aside>
        </main>
    }
}
