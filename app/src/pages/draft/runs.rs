//! The golden runs of the text, and what each came to.

use leptos::prelude::*;

use super::writing::{Saving, Writing};
use crate::api::drafts::{GoldenRun, Look, rehearse};
use crate::components::notice::{Notice, NoticeKind};
use crate::components::status::{StatusBadge, StatusKind};
use crate::words::{errors, studio};

/// Plays the golden runs after each save, and on request.
#[component]
pub(super) fn Runs(writing: Writing, look: RwSignal<Option<Look>>) -> impl IntoView {
    let played = RwSignal::new(String::new());
    let play = Action::new(|source: &String| {
        let source = source.clone();
        async move { rehearse(source).await }
    });
    let plays = Memo::new(move |_| look.with(|look| look.as_ref().is_some_and(|look| look.plays)));
    let earlier = Memo::new(move |_| {
        let done = play.value().with(Option::is_some) && !play.pending().get();
        done && writing.text.with(|text| played.with(|played| played != text))
    });
    let start = move || {
        if !play.pending().get_untracked() {
            let source = writing.text.get_untracked();
            played.set(source.clone());
            play.dispatch(source);
        }
    };
    Effect::new(move |_| {
        let saved = writing.saving.with(|saving| *saving == Saving::Saved);
        let free = !play.pending().get();
        let new = writing
            .text
            .with(|text| played.with_untracked(|played| played != text));
        if saved && free && new && plays.get() {
            start();
        }
    });
    view! {
        <section class="block">
            <h2>{studio::runs()}</h2>
            <p class="muted">{studio::runs_text()}</p>
            <p class="actions">
                <button class="btn" type="button" aria-disabled=move || (!plays.get() || play.pending().get()).then_some("true")
                    on:click=move |_| if plays.get_untracked() { start() }>
                    {move || if play.pending().get() { studio::playing_runs() } else { studio::play_runs() }}
                </button>
            </p>
            {move || earlier.get().then(|| view! { <p class="muted">{studio::runs_earlier()}</p> })}
            {move || play.value().get().map(|outcome| match outcome {
                Ok(runs) => view! { <Played runs=runs/> }.into_any(),
                Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Played(runs: Vec<GoldenRun>) -> impl IntoView {
    let bad = runs.iter().filter(|run| !run.as_expected).count();
    let (kind, told) = match (runs.len(), bad) {
        (0, _) => (NoticeKind::Warn, studio::runs_none().to_owned()),
        (count, 0) => (NoticeKind::Good, studio::runs_good(count)),
        (count, bad) => (NoticeKind::Bad, studio::runs_bad(bad, count)),
    };
    let mut runs = runs;
    runs.sort_by_key(|run| run.as_expected);
    view! {
        <Notice kind=kind title=told/>
        <ul class="remarks">
            {runs.into_iter().map(|run| view! { <Run run=run/> }).collect_view()}
        </ul>
    }
}

#[component]
fn Run(run: GoldenRun) -> impl IntoView {
    let kind = match run.as_expected {
        true => StatusKind::Met,
        false => StatusKind::Missed,
    };
    let told = match run.as_expected {
        true => vec![studio::run_good().to_owned()],
        false => otherwise(&run),
    };
    view! {
        <li>
            <StatusBadge kind=kind word=studio::run_name(&run.golden, run.seed)/>
            " "
            <span class="muted">{told.join("; ")}</span>
        </li>
    }
}

/// In what a run came out otherwise than it says.
fn otherwise(run: &GoldenRun) -> Vec<String> {
    let stuck = run.stuck_at.map(studio::run_stuck);
    let missed = run
        .missed
        .iter()
        .filter(|(criterion, _)| !run.to_miss.contains(criterion))
        .map(|(criterion, second)| match second {
            Some(second) => studio::run_missed(criterion, *second),
            None => studio::run_missed_somewhere(criterion),
        });
    let not_missed = run
        .to_miss
        .iter()
        .filter(|criterion| {
            run.stuck_at.is_none() && !run.missed.iter().any(|(missed, _)| missed == *criterion)
        })
        .map(|criterion| studio::run_not_missed(criterion));
    stuck.into_iter().chain(missed).chain(not_missed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_says_which_criterion_and_when() {
        let run = GoldenRun {
            golden: "expert".into(),
            seed: 1,
            as_expected: false,
            to_miss: vec!["told".into()],
            missed: vec![("slow".into(), Some(180))],
            stuck_at: None,
        };
        assert_eq!(
            otherwise(&run),
            ["missed slow, decided at 180 s", "did not miss told"]
        );
    }
}
