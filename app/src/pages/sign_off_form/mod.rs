//! Signing that a competency is met, or correcting what was signed.

mod asked;
mod choices;
mod desk;
pub(super) mod kit;

pub(super) use desk::SigningDesk;

use competency::EvidenceKind;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::loading::loaded;
use crate::api::signing::{Corrected, NewSignOff, SignOffForm, prepare_sign_off, sign};
use crate::components::field::values;
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, dates, errors, signing, standing};
use asked::Asked;
use choices::{Levels, Pieces};
use kit::{LiveText, PasswordField, SignButton, SignFailure, Statement};

/// The form for a sign-off; with `?corrects=` for the correction of one.
#[component]
pub fn SignOffFormPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = move || {
        let (person, competency) = params.with(|params| (params.get("id"), params.get("competency")));
        let corrects = query.with(|query| query.get("corrects"));
        (person, competency, corrects)
    };
    let data = Resource::new(asked, |(person, competency, corrects)| async move {
        let person = person.and_then(|id| Uuid::parse_str(&id).ok());
        let corrects = corrects.map(|id| Uuid::parse_str(&id)).transpose();
        match (person, competency, corrects) {
            (Some(person), Some(competency), Ok(corrects)) => {
                prepare_sign_off(person, competency, corrects).await
            }
            _ => Err(AppError::NotFound),
        }
    });
    loaded(data, |form| view! { <Content form=form/> })
}

/// Whether the visitor may sign, and how far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum May {
    /// Sign at a level.
    Sign,
    /// Withdraw what they signed themselves, and nothing else.
    Withdraw,
    /// Nothing.
    Nothing,
}

fn may(form: &SignOffForm) -> May {
    let before = form.corrects.as_ref();
    match (&form.refusal, before) {
        (_, Some(before)) if before.superseded_by.is_some() => May::Nothing,
        (None, _) => May::Sign,
        (Some(_), Some(before)) if before.is_own => May::Withdraw,
        (Some(_), _) => May::Nothing,
    }
}

#[component]
fn Content(form: SignOffForm) -> impl IntoView {
    let title = match form.corrects {
        Some(_) => signing::correction_of(&form.name),
        None => signing::sign_off_of(&form.name),
    };
    let lede = signing::lede(&form.title, &form.framework, form.framework_version);
    let may = may(&form);
    view! {
        <Title text=title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/units">{standing::units()}</a>
                    <a href=links::person(form.person)>{form.name.clone()}</a>
                </nav>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede">{lede}</p>
            </header>
            {form.corrects.clone().map(|before| view! { <Before before=before/> })}
            {form.refusal.filter(|_| may == May::Nothing).map(|refusal| view! {
                <Notice kind=NoticeKind::Warn title=signing::cannot_sign()>
                    <p>{errors::sentence(&AppError::Refused(refusal))}</p>
                </Notice>
            })}
            {(may == May::Withdraw).then(|| view! {
                <Notice kind=NoticeKind::Info title=signing::withdraw_own_only()/>
            })}
            <Asked form=form.clone()/>
            {(may != May::Nothing && !form.rule.counts(EvidenceKind::SignOff)).then(|| view! {
                <Notice kind=NoticeKind::Info title=signing::not_counted()><p>{signing::not_counted_text()}</p></Notice>
            })}
            {(may != May::Nothing).then(|| view! { <Form form=form may=may/> })}
        </main>
    }
}

/// What is corrected, and whether that was done already.
#[component]
fn Before(before: Corrected) -> impl IntoView {
    let earlier = links::sign_off(before.id);
    match before.superseded_by {
        Some(by) => view! {
            <Notice kind=NoticeKind::Warn title=signing::already_corrected()>
                <p><a href=links::sign_off(by)>{signing::see_correction()}</a></p>
            </Notice>
        }
        .into_any(),
        None => {
            let title = signing::corrects_notice(
                &dates::moment(before.signed_at),
                common::person(&before.signer_name),
            );
            view! {
                <Notice kind=NoticeKind::Info title=title>
                    <p><a href=earlier>{signing::see_earlier()}</a></p>
                </Notice>
            }
            .into_any()
        }
    }
}

/// What the assessor has chosen so far.
#[derive(Clone, Copy)]
struct Chosen {
    level: RwSignal<String>,
    rests_on: RwSignal<BTreeSet<Uuid>>,
    reason: RwSignal<String>,
}

impl Chosen {
    /// The lowest level at first; for a correction, what was signed before.
    fn at_first(form: &SignOffForm, may: May) -> Self {
        let lowest = form.levels.first().map(|level| level.id.clone());
        let (level, rests_on) = match (&form.corrects, may) {
            (_, May::Withdraw | May::Nothing) => (String::new(), BTreeSet::new()),
            (Some(before), May::Sign) => {
                let there = |id: &&Uuid| form.evidence.iter().any(|piece| piece.id == **id);
                let rests_on = before.rests_on.iter().filter(there).copied();
                (before.level.clone().unwrap_or_default(), rests_on.collect())
            }
            // What a signature rests on is what the assessor looked at, so nothing is chosen for them.
            (None, May::Sign) => (lowest.unwrap_or_default(), BTreeSet::new()),
        };
        Self {
            level: RwSignal::new(level),
            rests_on: RwSignal::new(rests_on),
            reason: RwSignal::new(String::new()),
        }
    }

    /// The exact text that would be signed.
    fn statement(self, form: &SignOffForm) -> String {
        let level = self.level.get();
        let chosen = self.rests_on.get();
        signing::statement(&signing::Statement {
            name: form.name.clone(),
            competency: form.title.clone(),
            framework: form.framework.clone(),
            framework_version: form.framework_version,
            level: form
                .levels
                .iter()
                .find(|known| known.id == level)
                .map(|known| known.title.clone()),
            rests_on: form
                .evidence
                .iter()
                .filter(|piece| chosen.contains(&piece.id))
                .map(|piece| signing::piece(piece.kind, &piece.title, piece.at))
                .collect(),
            corrects: form.corrects.as_ref().map(|before| {
                let reason = self.reason.get().trim().to_owned();
                (before.signed_at, before.signer_name.clone(), reason)
            }),
        })
    }
}

#[component]
fn Form(form: SignOffForm, may: May) -> impl IntoView {
    let chosen = Chosen::at_first(&form, may);
    let corrects = form.corrects.as_ref().map(|before| before.id);
    let needs_evidence = form.needs_evidence;
    let pieces = form.evidence.clone();
    let levels = match may {
        May::Sign => form.levels.clone(),
        May::Withdraw | May::Nothing => Vec::new(),
    };
    let form = StoredValue::new(form);
    let statement = Memo::new(move |_| form.with_value(|form| chosen.statement(form)));
    let id = StoredValue::new(None::<Uuid>);
    let tried = RwSignal::new(false);
    let no_password = RwSignal::new(false);
    let send = Action::new(|new: &NewSignOff| {
        let new = new.clone();
        async move {
            let id = new.id;
            sign(new).await.map(|()| id)
        }
    });
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(id)) = send.value().get() {
            navigate(&links::sign_off(id), Default::default());
        }
    });
    let rests_on_nothing =
        move || needs_evidence && !chosen.level.get().is_empty() && chosen.rests_on.with(BTreeSet::is_empty);
    let no_reason = move || corrects.is_some() && chosen.reason.with(|reason| reason.trim().is_empty());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let password = values(&event)("password");
        tried.set(true);
        no_password.set(password.is_empty());
        let incomplete = untrack(move || rests_on_nothing() || no_reason());
        if incomplete || password.is_empty() || send.pending().get_untracked() {
            return;
        }
        // One id for as long as the page is open: what is sent twice is signed once.
        let id = id.get_value().unwrap_or_else(|| {
            let made = Uuid::now_v7();
            id.set_value(Some(made));
            made
        });
        kit::clear_passwords(&event);
        send.dispatch(form.with_value(|form| NewSignOff {
            id,
            person: form.person,
            competency: form.competency.clone(),
            level: chosen.level.get_untracked(),
            rests_on: chosen.rests_on.get_untracked().into_iter().collect(),
            text: statement.get_untracked(),
            password: password.clone(),
            supersedes: corrects,
            reason: corrects.map(|_| chosen.reason.get_untracked().trim().to_owned()),
        }));
    };
    let evidence_error = Signal::derive(move || {
        (tried.get() && rests_on_nothing()).then(|| signing::rests_on_needed().to_owned())
    });
    let reason_error =
        Signal::derive(move || (tried.get() && no_reason()).then(|| signing::reason_needed().to_owned()));
    let (meaning, word) = match corrects {
        Some(_) => ("corrected", signing::sign_correction()),
        None => ("assessed", signing::sign()),
    };
    let failure = move || send.value().get().and_then(Result::err);
    view! {
        <form class="block stack sign-form" method="post" on:submit=submit>
            <Levels levels=levels may_withdraw=corrects.is_some() chosen=chosen.level/>
            <Pieces pieces=pieces needed=needs_evidence chosen=chosen.rests_on error=evidence_error/>
            {corrects.map(|_| view! {
                <LiveText id="sign-reason" label=signing::reason() hint=signing::reason_hint() value=chosen.reason
                    error=reason_error max_chars="200"/>
            })}
            <Statement text=statement meaning=meaning/>
            <PasswordField missing=no_password failure=Signal::derive(failure)/>
            <SignFailure failure=Signal::derive(failure)/>
            <SignButton word=word pending=send.pending()/>
        </form>
    }
}
