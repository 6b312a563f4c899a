//! The run itself: sixty times a second the session is brought up to the wall clock and what changed is drawn.

use leptos::prelude::*;
use training::log::Action;

use super::Stage as RunStage;
use super::bar::Bar;
use super::story::Story;
use crate::api::attempts::Kind;
use crate::components::notice::{Notice, NoticeKind};
use crate::panels::monitor::trend::Trend;
use crate::panels::pointed::Pointed;
use crate::panels::stage::{PanelMode, Stage};
use crate::running::{Beat, Coaching, KeptRun, Session, keep};
use crate::words::learning;

/// The log is written down at least this often, in ms, and after every action.
const KEEP_EVERY_MS: u64 = 5_000;

/// The wall clock in ms since 1970; it does not jump while the page is open.
pub(super) fn now_ms() -> u64 {
    let performance = window().performance();
    performance.map_or(0.0, |performance| performance.time_origin() + performance.now()) as u64
}

/// What of a run is kept on the device until the server has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Its log.
    Run,
    /// Nothing: it is sent nowhere.
    Nothing,
}

/// Plays the session until it ends.
#[component]
pub(super) fn Play(
    kind: Kind,
    session: StoredValue<Option<Session>>,
    stage: RwSignal<RunStage>,
    keeping: Keeping,
) -> impl IntoView {
    let Some(first) = session.with_value(|session| session.as_ref().map(Session::view)) else {
        return ().into_any();
    };
    let (title, brief) = session
        .with_value(|session| {
            let script = &session.as_ref()?.ticket().script;
            Some((script.title.clone(), script.brief.clone()))
        })
        .unwrap_or_default();
    let rehearsal = session.with_value(|session| {
        session
            .as_ref()
            .and_then(|session| session.ticket().rehearsal.clone())
    });
    let view = RwSignal::new(first);
    let coaching = RwSignal::new(Coaching::default());
    let trend = RwSignal::new(Trend::default());
    let interrupted = RwSignal::new(false);
    let playing = StoredValue::new(true);
    on_cleanup(move || playing.set_value(false));

    let refresh = move || {
        session.try_update_value(|session| {
            if let Some(session) = session {
                let now = session.view();
                trend.update(|trend| {
                    trend.push(now.elapsed_ms, &now.patient);
                });
                let coached = session.coaching();
                if coaching.try_with_untracked(|before| *before != coached) == Some(true) {
                    coaching.set(coached);
                }
                view.set(now);
            }
        });
    };
    // A timer may ring once more after the page is gone, so nothing here insists on being alive.
    let write_down = move || {
        if keeping == Keeping::Nothing {
            return;
        }
        session.try_with_value(|session| {
            if let Some(session) = session {
                keep(&KeptRun::of(session));
            }
        });
    };
    let beat = move || {
        let beat = session
            .try_update_value(|session| session.as_mut().map(|session| session.frame(now_ms())))
            .flatten();
        match beat {
            Some(Beat::Ended(_)) => {
                playing.set_value(false);
                write_down();
                let attempt =
                    session.try_with_value(|session| session.as_ref().map(|one| one.ticket().attempt));
                if let Some(attempt) = attempt.flatten() {
                    stage.set(RunStage::Over(attempt));
                }
            }
            Some(Beat::Resumed) => {
                interrupted.set(true);
                refresh();
            }
            Some(Beat::Running) => refresh(),
            None => {}
        }
    };
    let act = Callback::new(move |action: Action| {
        let done = session
            .try_update_value(|session| session.as_mut().map(|session| session.act(&action, now_ms())));
        if matches!(done, Some(Some(Ok(())))) {
            write_down();
        }
        beat();
    });
    Effect::new(move |_| {
        frames(beat, playing);
        if let Ok(timer) =
            set_interval_with_handle(write_down, std::time::Duration::from_millis(KEEP_EVERY_MS))
        {
            on_cleanup(move || timer.clear());
        }
        let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| {
            if document().hidden() {
                session.update_value(|session| {
                    if let Some(session) = session {
                        session.hide(now_ms());
                    }
                });
                write_down();
            }
        });
        on_cleanup(move || hidden.remove());
    });

    let device = Memo::new(move |_| view.with(|view| view.device.clone()));
    provide_context(Pointed::following(move || {
        coaching.with(|coaching| coaching.point().map(str::to_owned))
    }));
    let patient = Memo::new(move |_| view.with(|view| view.patient));
    let clinical = Memo::new(move |_| view.with(|view| view.clinical.clone()));
    let trend = Memo::new(move |_| trend.with(|trend| trend.points().to_vec()));
    let at_ms = Memo::new(move |_| view.with(|view| view.elapsed_ms / 100 * 100));
    view! {
        <main id="main" class="page page-run">
            <Bar kind=kind title=title at_ms=at_ms act=act/>
            {move || interrupted.get().then(|| view! {
                <Notice kind=NoticeKind::Warn title=learning::interrupted_notice()/>
            })}
            <div class="run">
                <Story view=view brief=brief act=act coaching=coaching rehearsal=rehearsal/>
                <Stage mode=PanelMode::Live device=device patient=patient clinical=clinical trend=trend at_ms=at_ms
                    on_action=act/>
            </div>
        </main>
    }
    .into_any()
}

/// Calls `beat` on every frame while the run is played.
fn frames(beat: impl Fn() + Copy + 'static, playing: StoredValue<bool>) {
    request_animation_frame(move || {
        if playing.try_get_value() == Some(true) {
            beat();
            frames(beat, playing);
        }
    });
}
