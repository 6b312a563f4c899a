//! What stays at the top of a run: what it is, how long it has run, and the two ways out.

use leptos::html::Dialog;
use leptos::prelude::*;
use training::log::Action;

use crate::api::attempts::Kind;
use crate::words::{dates, learning};

/// Title, clock, "I am called away" and "Finish".
#[component]
pub(super) fn Bar(
    kind: Kind,
    title: String,
    #[prop(into)] at_ms: Signal<u64>,
    act: Callback<Action>,
) -> impl IntoView {
    let (class, word, finish_text) = match kind {
        Kind::Practice => ("run-kind", learning::practice(), learning::finish_practice_text()),
        Kind::Graded => (
            "run-kind run-kind-graded",
            learning::graded_run(),
            learning::finish_text(),
        ),
    };
    let finish = NodeRef::<Dialog>::new();
    let away = NodeRef::<Dialog>::new();
    let open = |dialog: NodeRef<Dialog>| {
        move |_| {
            if let Some(dialog) = dialog.get_untracked() {
                let _ = dialog.show_modal();
            }
        }
    };
    let seconds = Memo::new(move |_| dates::clock(at_ms.get()));
    view! {
        <header class="run-bar">
            <h1 tabindex="-1">{title}</h1>
            <span class=class>{word}</span>
            <p class="run-clock"><span class="vh">{learning::elapsed()}</span><b class="num">{seconds}</b></p>
            <div class="run-acts">
                {(kind == Kind::Graded).then(|| view! {
                    <button class="btn btn-quiet" type="button" on:click=open(away)>{learning::i_am_called_away()}</button>
                })}
                <button class="btn btn-primary" type="button" on:click=open(finish)>{learning::finish()}</button>
            </div>
        </header>
        <Question dialog=finish id="finish" title=learning::finish_title() text=finish_text yes=learning::finish()
            on_yes=move || act.run(Action::Finish)/>
        <Question dialog=away id="away" title=learning::away_title() text=learning::away_text() yes=learning::leave()
            on_yes=move || act.run(Action::CalledAway)/>
    }
}

#[component]
fn Question(
    dialog: NodeRef<Dialog>,
    id: &'static str,
    title: &'static str,
    text: &'static str,
    yes: &'static str,
    on_yes: impl Fn() + 'static,
) -> impl IntoView {
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby=labelled>
            <h2 id=heading>{title}</h2>
            <p>{text}</p>
            <div class="actions">
                <button class="btn" type="button" on:click=move |_| close()>{learning::keep_going()}</button>
                <button class="btn btn-primary" type="button" on:click=move |_| { close(); on_yes(); }>{yes}</button>
            </div>
        </dialog>
    }
}
