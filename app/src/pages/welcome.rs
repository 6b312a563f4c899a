//! Setting up an account, or a new password, by a one-time link.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::loading::loaded;
use crate::api::account::{Invitation, accept_invitation, read_invitation};
use crate::components::art::BrandMark;
use crate::components::field::Field;
use crate::components::notice::{Notice, NoticeKind};
use crate::error::{AppError, Field as Named};
use crate::words::{account, common, errors};

/// Chooses name and password.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let params = use_params_map();
    let token = move || params.with(|params| params.get("token")).unwrap_or_default();
    let data = Resource::new(token, read_invitation);
    view! {
        <Title text=account::welcome()/>
        {loaded(data, move |invitation| view! { <WelcomeForm invitation=invitation token=token()/> })}
    }
}

#[component]
fn WelcomeForm(invitation: Invitation, token: String) -> impl IntoView {
    let accept = Action::new(move |password: &String| {
        let (token, password) = (token.clone(), password.clone());
        async move {
            accept_invitation(token, password).await?;
            let _ = window().location().set_href("/");
            Ok::<(), AppError>(())
        }
    });
    let failed = move || accept.value().get().and_then(Result::err);
    let problem = Signal::derive(move || match failed() {
        Some(
            error @ AppError::Invalid {
                field: Named::Password,
                ..
            },
        ) => Some(errors::sentence(&error)),
        _ => None,
    });
    let other = move || match failed() {
        Some(AppError::Invalid {
            field: Named::Password,
            ..
        })
        | None => None,
        Some(error) => Some(errors::sentence(&error)),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = super::super::components::field::values(&event);
        accept.dispatch(form("password"));
    };
    view! {
        <main id="main" class="signin">
            <div class="signin-card">
                <p class="brand"><BrandMark/><span>{common::product()}</span></p>
                <h1 tabindex="-1">{account::welcome()}</h1>
                <p class="lede">{account::welcome_lede(&invitation.name)}</p>
                {move || other().map(|sentence| view! { <Notice kind=NoticeKind::Bad title=sentence/> })}
                <form class="stack" method="post" on:submit=submit>
                    <div class="field">
                        <label for="field-username">{account::sign_in_name()}</label>
                        <input id="field-username" type="text" readonly=true autocomplete="username"
                            value=invitation.sign_in_name/>
                    </div>
                    <Field name="password" label=account::password() kind="password" hint=account::password_hint()
                        autocomplete="new-password" error=problem/>
                    <button class="btn btn-primary btn-block" type="submit">{account::create_account()}</button>
                </form>
            </div>
        </main>
    }
}
