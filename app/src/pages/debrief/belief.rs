//! What the learner believed before the run, beside what it showed.

use leptos::prelude::*;
use training::grade::Outcome;

use crate::api::attempts::Debrief;
use crate::api::learning::sure_of_all;
use crate::components::notice::{Notice, NoticeKind};
use crate::words::due;

/// One kind sentence to the learner alone; nothing if they did not say how sure they were.
#[component]
pub(super) fn Believed(debrief: Debrief) -> impl IntoView {
    let sure = sure_of_all(&debrief.beliefs);
    sure.zip(debrief.verdict).map(|(sure, verdict)| {
        let missed = verdict
            .criteria
            .iter()
            .filter(|result| result.outcome == Outcome::Missed);
        let n_missed = missed.count();
        let said = debrief.beliefs.into_iter().filter_map(|belief| {
            let confidence = due::confidence(belief.confidence?);
            Some(view! { <div><dt>{belief.title}</dt><dd>{confidence}</dd></div> })
        });
        view! {
            <Notice kind=NoticeKind::Info title=due::believed(sure, verdict.passed, n_missed)>
                <p class="muted">{due::what_you_said()}</p>
                <dl class="facts facts-row">{said.collect_view()}</dl>
            </Notice>
        }
    })
}
