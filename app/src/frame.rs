//! The frame around every page: routes, navigation, who is signed in.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, ParamSegment, SsrMode, StaticSegment};

use crate::api::account::{Me, read_me};
use crate::components::art::BrandMark;
use crate::components::icons::{Icon, IconName};
use crate::components::theme::{ThemeSwitch, ThemeWords};
use crate::error::AppError;
use crate::pages;
use crate::pages::lazy;
use crate::running::{KeptRun, Outbox, UnsentRuns, kept};
use crate::words::{account, common, learning, roles, studio};

/// Who is signed in, for whatever page wants to know.
#[derive(Clone, Copy)]
pub struct CurrentPerson(pub Resource<Result<Option<Me>, AppError>>);

const THEME_WORDS: ThemeWords = ThemeWords {
    group: common::theme(),
    system: common::system_theme(),
    light: common::light(),
    dark: common::night(),
};

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Outbox::new());
    provide_context(CurrentPerson(Resource::new_blocking(|| (), |()| read_me())));
    view! {
        <Title formatter=|page: String| common::title(&page)/>
        <Router>
            <FocusOnNavigation/>
            <Routes fallback=|| view! { <pages::NotFoundPage/> }>
                <Route path=StaticSegment("sign-in") view=pages::SignInPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("welcome"), ParamSegment("token")) view={Lazy::<lazy::Welcome>::new()} ssr=SsrMode::Async/>
                <Route path=StaticSegment("verify") view={Lazy::<lazy::RecordingPages>::new()} ssr=SsrMode::Async/>
                <Route path=(StaticSegment("verify"), ParamSegment("code")) view={Lazy::<lazy::RecordingPages>::new()} ssr=SsrMode::Async/>
                <ParentRoute path=StaticSegment("") view=SignedIn ssr=SsrMode::Async>
                    <Route path=StaticSegment("") view={Lazy::<lazy::Home>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("modules"), ParamSegment("slug")) view=pages::ModulePage ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("modules"), ParamSegment("slug"), StaticSegment("practise")) view={Lazy::<lazy::Practise>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("modules"), ParamSegment("slug"), StaticSegment("run")) view={Lazy::<lazy::GradedRun>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("modules"), ParamSegment("slug"), StaticSegment("supervised")) view={Lazy::<lazy::GradedRun>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("attempts"), ParamSegment("id")) view={Lazy::<lazy::Debrief>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("units") view={Lazy::<lazy::Units>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("units"), ParamSegment("id")) view={Lazy::<lazy::Matrix>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("people") view={Lazy::<lazy::People>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("people"), ParamSegment("id")) view={Lazy::<lazy::Person>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("profile") view={Lazy::<lazy::Profile>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("ledger") view={Lazy::<lazy::Ledger>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("access-log") view={Lazy::<lazy::AccessLog>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("tests") view={Lazy::<lazy::SittingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("tests"), ParamSegment("slug")) view={Lazy::<lazy::SittingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("sittings"), ParamSegment("id")) view={Lazy::<lazy::SittingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("tests"), ParamSegment("slug"), StaticSegment("statistics")) view={Lazy::<lazy::JudgingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("panels"), ParamSegment("id")) view={Lazy::<lazy::JudgingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("assess") view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("observe"), ParamSegment("person"), ParamSegment("checklist")) view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("observations"), ParamSegment("id")) view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("checklists"), ParamSegment("slug")) view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("people"), ParamSegment("id"), StaticSegment("sign-off"), ParamSegment("competency")) view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("sign-offs"), ParamSegment("id")) view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("people"), ParamSegment("id"), StaticSegment("accept")) view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("acceptances"), ParamSegment("id")) view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("supervise") view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("restrictions") view={Lazy::<lazy::StandingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("appeals") view={Lazy::<lazy::AssessingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("record") view={Lazy::<lazy::RecordingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("people"), ParamSegment("id"), StaticSegment("record")) view={Lazy::<lazy::RecordingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("readiness") view={Lazy::<lazy::StandingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("frameworks") view={Lazy::<lazy::FramingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("frameworks"), ParamSegment("slug")) view={Lazy::<lazy::FramingPages>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("studio") view={Lazy::<lazy::StudioPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("studio"), ParamSegment("id")) view={Lazy::<lazy::StudioPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("studio"), ParamSegment("id"), StaticSegment("play")) view={Lazy::<lazy::Practise>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("validation") view={Lazy::<lazy::ValidationPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("validation"), ParamSegment("subject")) view={Lazy::<lazy::ValidationPages>::new()} ssr=SsrMode::Async/>
                    <Route path=(StaticSegment("practice"), StaticSegment("waveforms")) view={Lazy::<lazy::Waveforms>::new()} ssr=SsrMode::Async/>
                    <Route path=StaticSegment("due") view={Lazy::<lazy::StandingPages>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Rail, main content, and the queue of runs that wait to be sent.
#[component]
fn SignedIn() -> impl IntoView {
    let CurrentPerson(current) = expect_context();
    view! {
        <a class="skip" href="#main">{common::skip_to_content()}</a>
        <div class="shell">
            <header class="rail">
                <a class="brand" href="/"><BrandMark/><span>{common::product()}</span></a>
                <Suspense fallback=|| ()>
                    {move || Suspend::new(async move {
                        current.await.ok().flatten().map(|me| view! { <Navigation me=me/> }.into_any())
                    })}
                </Suspense>
            </header>
            <div class="shell-main">
                <UnsentRuns/>
                <Outlet/>
            </div>
        </div>
    }
}

#[component]
fn Navigation(me: Me) -> impl IntoView {
    let path = leptos_router::hooks::use_location().pathname;
    let entry = move |href: &'static str, icon: IconName, word: &'static str| {
        let here = move || {
            let path = path.get();
            let active = if href == "/" {
                path == "/"
            } else {
                path.strip_prefix(href)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            active.then_some("page")
        };
        view! { <a href=href aria-current=here><Icon name=icon/><span>{word}</span></a> }
    };
    let who = me
        .roles
        .first()
        .map(|(role, unit)| format!("{}, {unit}", roles::role(role)));
    view! {
        <nav class="nav" aria-label=common::main_navigation()>
            {entry("/", IconName::Home, common::home())}
            {entry("/tests", IconName::Clipboard, common::tests())}
            {entry("/record", IconName::Book, common::record())}
            {me.menu.assess.then(|| entry("/assess", IconName::Check, common::assess()))}
            {me.menu.readiness.then(|| entry("/readiness", IconName::Clock, common::readiness()))}
            {me.menu.units.then(|| entry("/units", IconName::Matrix, common::units()))}
            {me.menu.people.then(|| entry("/people", IconName::People, common::people()))}
            {me.menu.studio.then(|| entry("/studio", IconName::Pen, studio::title()))}
            {me.menu.frameworks.then(|| entry("/frameworks", IconName::Info, common::frameworks()))}
            {me.menu.ledger.then(|| entry("/ledger", IconName::Ledger, common::ledger()))}
            {me.menu.access_log.then(|| entry("/access-log", IconName::History, common::access_log()))}
            {entry("/profile", IconName::Person, common::profile())}
        </nav>
        <div class="rail-foot">
            <p class="who"><b>{me.name}</b><span>{who}</span></p>
            <ThemeSwitch words=THEME_WORDS/>
            <form method="post" action="/api/sign-out" on:submit=ask_when_unsent>
                <button class="btn btn-quiet" type="submit">{account::sign_out()}</button>
            </form>
        </div>
    }
}

/// Moves focus to the new page's heading, so that a screen reader says where one is.
#[component]
fn FocusOnNavigation() -> impl IntoView {
    let path = leptos_router::hooks::use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            focus_new_heading();
        }
        now
    });
}

/// Moves focus to the page's heading once it is drawn.
pub(crate) fn focus_heading() {
    request_animation_frame(|| {
        use wasm_bindgen::JsCast;
        let heading = document().query_selector("h1").ok().flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = heading.focus();
        }
    });
}

/// Moves focus to the new page's heading, which may still have to wait for its data.
fn focus_new_heading() {
    const FRAMES: u32 = 240;
    let old = document().query_selector("h1").ok().flatten();
    look(old, FRAMES);

    fn look(old: Option<web_sys::Element>, frames: u32) {
        request_animation_frame(move || {
            let now = document().query_selector("h1").ok().flatten();
            if now.is_some() && now != old {
                focus_heading();
            } else if frames > 0 {
                look(old, frames - 1);
            }
        });
    }
}

/// Sign-out asks when something on this device is not yet sent.
fn ask_when_unsent(event: leptos::ev::SubmitEvent) {
    let question = match kept().iter().any(KeptRun::waits) {
        true => learning::unsent_sign_out(),
        false if crate::observing::any_kept() => learning::unrecorded_sign_out(),
        false => return,
    };
    if window().confirm_with_message(question) != Ok(true) {
        event.prevent_default();
    }
}
