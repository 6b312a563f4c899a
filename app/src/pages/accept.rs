//! Accepting or refusing a document or prior learning.

use competency::EvidenceKind;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
use uuid::Uuid;

use super::loading::loaded;
use super::sign_off_form::kit::{
    LiveText, PasswordField, SignButton, SignFailure, Statement, clear_passwords,
};
use crate::api::signing::{AcceptForm, Acceptable, NewAcceptance, accept, prepare_acceptance};
use crate::components::field::values;
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::words::{common, errors, signing, standing};

/// The form for a person's documents and prior learning.
#[component]
pub fn AcceptPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    };
    let data = Resource::new(id, |id| async move {
        match id {
            Some(id) => prepare_acceptance(id).await,
            None => Err(AppError::NotFound),
        }
    });
    loaded(data, |form| view! { <Content form=form/> })
}

#[component]
fn Content(form: AcceptForm) -> impl IntoView {
    let title = signing::accept_for(&form.name);
    let first = form.competencies.first().cloned();
    view! {
        <Title text=title.clone()/>
        <main id="main" class="page">
            <header class="page-head">
                <nav class="crumbs" aria-label=common::where_you_are()>
                    <a href="/units">{standing::units()}</a>
                    <a href=links::person(form.person)>{form.name.clone()}</a>
                </nav>
                <h1 tabindex="-1">{title}</h1>
                <p class="lede">{signing::accept_lede()}</p>
            </header>
            {match first {
                Some(first) => view! { <Form form=form first=first/> }.into_any(),
                None => view! {
                    <Notice kind=NoticeKind::Warn title=signing::nothing_to_accept()>
                        <p>{signing::nothing_to_accept_text()}</p>
                        {form.refusal.map(|refusal| view! { <p>{errors::sentence(&AppError::Refused(refusal))}</p> })}
                    </Notice>
                }.into_any(),
            }}
        </main>
    }
}

/// What was filled in so far.
#[derive(Clone, Copy)]
struct Filled {
    competency: RwSignal<String>,
    kind: RwSignal<EvidenceKind>,
    title: RwSignal<String>,
    issuer: RwSignal<String>,
    shown_on: RwSignal<String>,
    accepted: RwSignal<bool>,
}

impl Filled {
    fn at_first(first: &Acceptable) -> Self {
        let kind = first.kinds.first().copied().unwrap_or(EvidenceKind::Document);
        Self {
            competency: RwSignal::new(first.id.clone()),
            kind: RwSignal::new(kind),
            title: RwSignal::new(String::new()),
            issuer: RwSignal::new(String::new()),
            shown_on: RwSignal::new(String::new()),
            accepted: RwSignal::new(true),
        }
    }

    /// The competency that is chosen.
    fn acceptable(self, form: &AcceptForm) -> Option<Acceptable> {
        self.competency
            .with(|id| form.competencies.iter().find(|one| one.id == *id).cloned())
    }

    /// What would be signed; none while something is missing.
    fn paper(self, form: &AcceptForm) -> Option<signing::Paper> {
        let chosen = self.acceptable(form)?;
        let filled = |text: RwSignal<String>| {
            let text = text.get().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        Some(signing::Paper {
            name: form.name.clone(),
            competency: chosen.title,
            framework: chosen.framework,
            framework_version: chosen.framework_version,
            kind: self.kind.get(),
            title: filled(self.title)?,
            issuer: filled(self.issuer)?,
            shown_on: signing::typed_day(&self.shown_on.get())?,
            accepted: self.accepted.get(),
        })
    }
}

#[component]
fn Form(form: AcceptForm, first: Acceptable) -> impl IntoView {
    let filled = Filled::at_first(&first);
    let options = form.competencies.clone();
    let form = StoredValue::new(form);
    let paper = Memo::new(move |_| form.with_value(|form| filled.paper(form)));
    let statement = Signal::derive(move || {
        paper.get().map_or_else(
            || signing::statement_incomplete().to_owned(),
            |paper| signing::paper(&paper),
        )
    });
    let id = StoredValue::new(None::<Uuid>);
    let tried = RwSignal::new(false);
    let no_password = RwSignal::new(false);
    let send = Action::new(|new: &NewAcceptance| {
        let new = new.clone();
        async move {
            let id = new.id;
            accept(new).await.map(|()| id)
        }
    });
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(id)) = send.value().get() {
            navigate(&links::acceptance(id), Default::default());
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let password = values(&event)("password");
        tried.set(true);
        no_password.set(password.is_empty());
        let Some(paper) = paper.get_untracked() else {
            return;
        };
        if password.is_empty() || send.pending().get_untracked() {
            return;
        }
        // One id for as long as the page is open: what is sent twice is recorded once.
        let id = id.get_value().unwrap_or_else(|| {
            let made = Uuid::now_v7();
            id.set_value(Some(made));
            made
        });
        clear_passwords(&event);
        send.dispatch(NewAcceptance {
            id,
            person: form.with_value(|form| form.person),
            competency: filled.competency.get_untracked(),
            kind: paper.kind,
            text: signing::paper(&paper),
            title: paper.title,
            issuer: paper.issuer,
            shown_on: paper.shown_on,
            accepted: paper.accepted,
            password,
        });
    };
    let missing = move |text: RwSignal<String>| {
        Signal::derive(move || {
            let is_empty = text.with(|text| text.trim().is_empty());
            (tried.get() && is_empty).then(|| signing::fill_in().to_owned())
        })
    };
    let failure = Signal::derive(move || send.value().get().and_then(Result::err));
    let no_day = Signal::derive(move || {
        let unreadable = filled.shown_on.with(|text| signing::typed_day(text).is_none());
        let refused = matches!(
            failure.get(),
            Some(AppError::Invalid {
                field: crate::error::Field::Date,
                ..
            })
        );
        ((tried.get() && unreadable) || refused).then(|| signing::not_a_date().to_owned())
    });
    view! {
        <form class="stack sign-form" method="post" on:submit=submit>
            <Competency options=options form=form filled=filled/>
            <LiveText id="accept-title" label=signing::document_title() hint=signing::document_title_hint()
                value=filled.title error=missing(filled.title) max_chars="200"/>
            <LiveText id="accept-issuer" label=signing::issuer() value=filled.issuer error=missing(filled.issuer)
                max_chars="200"/>
            <LiveText id="accept-date" label=signing::shown_on() hint=signing::shown_on_hint() value=filled.shown_on
                error=no_day max_chars="10"/>
            <Verdict accepted=filled.accepted/>
            <Statement text=statement meaning="accepted"/>
            <PasswordField missing=no_password failure=failure/>
            <SignFailure failure=failure/>
            <SignButton word=signing::sign() pending=send.pending()/>
        </form>
    }
}

/// The competency, and which of the kinds that count for it this is.
#[component]
fn Competency(options: Vec<Acceptable>, form: StoredValue<AcceptForm>, filled: Filled) -> impl IntoView {
    let choose = move |event| {
        filled.competency.set(event_target_value(&event));
        let chosen = untrack(|| form.with_value(|form| filled.acceptable(form)));
        // A kind that does not count for it is not kept.
        let kinds = chosen.map(|chosen| chosen.kinds).unwrap_or_default();
        if let Some(first) = kinds
            .first()
            .filter(|_| !kinds.contains(&filled.kind.get_untracked()))
        {
            filled.kind.set(*first);
        }
    };
    let kinds = move || {
        form.with_value(|form| filled.acceptable(form))
            .map(|chosen| chosen.kinds)
            .unwrap_or_default()
    };
    view! {
        <div class="field">
            <label for="accept-competency">{signing::for_competency()}</label>
            <select id="accept-competency" on:change=choose prop:value=move || filled.competency.get()>
                {options.into_iter().map(|one| view! { <option value=one.id>{one.title}</option> }).collect_view()}
            </select>
        </div>
        <fieldset class="choices">
            <legend>{signing::kind()}</legend>
            {move || kinds().into_iter().map(|kind| view! {
                <label class="choice">
                    <input type="radio" name="kind" prop:checked=move || filled.kind.get() == kind
                        on:change=move |_| filled.kind.set(kind)/>
                    <span>{standing::evidence_kind(kind)}</span>
                </label>
            }).collect_view()}
        </fieldset>
    }
}

#[component]
fn Verdict(accepted: RwSignal<bool>) -> impl IntoView {
    let options = [
        (true, signing::accept_choice()),
        (false, signing::refuse_choice()),
    ];
    view! {
        <fieldset class="choices">
            <legend>{signing::verdict()}</legend>
            {options.into_iter().map(|(value, word)| view! {
                <label class="choice">
                    <input type="radio" name="verdict" prop:checked=move || accepted.get() == value
                        on:change=move |_| accepted.set(value)/>
                    <span>{word}</span>
                </label>
            }).collect_view()}
        </fieldset>
    }
}
