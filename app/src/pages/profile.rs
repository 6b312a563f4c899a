//! One's own account: roles, sessions, password.

use leptos::prelude::*;
use leptos_meta::Title;

use super::loading::loaded;
use crate::api::account::{Me, Session, change_password, end_session, read_sessions};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::frame::CurrentPerson;
use crate::words::{account, dates, devices, errors, roles};

/// The profile page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let CurrentPerson(me) = expect_context();
    let end = Action::new(|id: &uuid::Uuid| end_session(*id));
    let data = Resource::new(move || end.version().get(), |_| read_sessions());
    view! {
        <Title text=account::your_profile()/>
        {loaded(data, move |sessions| view! {
            <main id="main" class="page">
                <header class="page-head"><h1 tabindex="-1">{account::your_profile()}</h1></header>
                {Suspend::new(async move {
                    me.await.ok().flatten().map(|me| view! { <Roles me=me/> })
                })}
                <ChangePassword/>
                <section class="block">
                    <h2>{account::your_sessions()}</h2>
                    <ul class="rows">
                        {sessions.into_iter().map(|session| view! {
                            <SessionRow session=session on_end=move |id| { end.dispatch(id); }/>
                        }).collect_view()}
                    </ul>
                </section>
            </main>
        })}
    }
}

#[component]
fn Roles(me: Me) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{account::your_roles()}</h2>
            <dl class="facts">
                <div><dt>{account::name()}</dt><dd>{me.name}</dd></div>
                <div><dt>{account::sign_in_name()}</dt><dd>{me.sign_in_name}</dd></div>
                {me.roles.into_iter().map(|(role, unit)| view! {
                    <div><dt>{roles::role(&role)}</dt><dd>{unit}</dd></div>
                }).collect_view()}
            </dl>
        </section>
    }
}

#[component]
fn SessionRow(session: Session, on_end: impl Fn(uuid::Uuid) + 'static) -> impl IntoView {
    let id = session.id;
    let started = account::started_at(&dates::moment(session.started_at));
    let seen = account::seen_at(&dates::moment(session.seen_at));
    view! {
        <li class="row">
            <span class="row-main"><b>{devices::device(&session.device)}</b><span class="muted">{started}", "{seen}</span></span>
            <span class="row-side">
                {if session.current {
                    view! { <span class="muted">{account::this_session()}</span> }.into_any()
                } else {
                    view! {
                        <button class="btn" type="button" on:click=move |_| on_end(id)>{account::end_session()}</button>
                    }.into_any()
                }}
            </span>
        </li>
    }
}

#[component]
fn ChangePassword() -> impl IntoView {
    let change =
        Action::new(|(current, new): &(String, String)| change_password(current.clone(), new.clone()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = values(&event);
        change.dispatch((form("current"), form("new")));
    };
    view! {
        <section class="block">
            <h2>{account::change_password()}</h2>
            {move || change.value().get().map(|outcome| match outcome {
                Ok(()) => view! { <Notice kind=NoticeKind::Good title=account::password_changed()/> }.into_any(),
                Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
            })}
            <form class="stack" method="post" on:submit=submit>
                <Field name="current" label=account::current_password() kind="password" autocomplete="current-password"/>
                <Field name="new" label=account::new_password() kind="password" hint=account::password_hint()
                    autocomplete="new-password"/>
                <button class="btn" type="submit">{account::change_password()}</button>
            </form>
        </section>
    }
}
