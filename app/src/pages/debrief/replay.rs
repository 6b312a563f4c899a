//! The run, second by second: device and patient as they were at the instant one drags to.

use leptos::prelude::*;
use training::debrief::{Item, What, timeline, timeline_with};
use training::grade::Outcome;
use training::log::ActionLog;
use training::play::{PlayView, Player};
use training::replay::{Run, replay, replay_to};
use training::script::Script;

use super::events::Events;
use crate::api::attempts::Debrief;
use crate::components::timeline::{Lane, Mark, MarkKind, Timeline};
use crate::panels::monitor::trend::Trend;
use crate::panels::stage::{PanelMode, Stage};
use crate::words::{dates, debriefing, signals};

/// Timeline, panels, and the table of everything that happened.
#[component]
pub(super) fn Replay(debrief: Debrief, at_ms: RwSignal<u64>) -> impl IntoView {
    let Ok(run) = replay(&debrief.script, &debrief.log) else {
        return ().into_any();
    };
    let items = match &debrief.verdict {
        Some(verdict) => timeline_with(&run, verdict),
        None => timeline(&run),
    };
    let length = run.end_tick;
    let Some(last) = moment(&debrief.script, &debrief.log, length) else {
        return ().into_any();
    };
    let trend = StoredValue::new(trend_of(&debrief.script, &debrief.log));
    let (script, log) = (debrief.script, debrief.log);
    let view = Memo::new(move |_| moment(&script, &log, at_ms.get()).unwrap_or_else(|| last.clone()));
    let device = Memo::new(move |_| view.with(|view| view.device.clone()));
    let patient = Memo::new(move |_| view.with(|view| view.patient));
    let clinical = Memo::new(move |_| view.with(|view| view.clinical.clone()));
    let past = Memo::new(move |_| {
        let now = at_ms.get();
        trend.with_value(|points| {
            points
                .iter()
                .filter(|point| point.at_ms <= now)
                .copied()
                .collect::<Vec<_>>()
        })
    });
    let nothing = Callback::new(|_| ());
    view! {
        <section class="block replay" id="replay">
            <h2>{debriefing::second_by_second()}</h2>
            <Timeline length_ms=length lanes=lanes(&items, &run) at_ms=at_ms on_seek=move |ms| at_ms.set(ms)
                label=debriefing::drag() say=move |ms: u64| dates::clock(ms)/>
            <p class="replay-at num" aria-hidden="true">{move || dates::clock(at_ms.get())}</p>
            <Stage mode=PanelMode::Still device=device patient=patient clinical=clinical trend=past at_ms=at_ms
                on_action=nothing/>
            <Events items=items at_ms=at_ms/>
        </section>
    }
    .into_any()
}

fn moment(script: &Script, log: &ActionLog, tick: u64) -> Option<PlayView> {
    replay_to(script, log, tick)
        .ok()
        .map(|player: Player| player.view())
}

/// The monitor's past, sampled by playing the log once more.
fn trend_of(script: &Script, log: &ActionLog) -> Vec<crate::panels::monitor::trend::TrendPoint> {
    let Ok(mut player) = Player::new(script) else {
        return Vec::new();
    };
    let mut trend = Trend::default();
    let mut entries = log.entries.iter().peekable();
    let mut all = Vec::new();
    while player.tick() < log.end_tick && player.ending().is_none() {
        let next = player.tick() + 2_000;
        while let Some(entry) = entries.next_if(|entry| entry.tick <= next) {
            player.advance_to(entry.tick);
            let _ = player.act(&entry.action);
        }
        player.advance_to(next.min(log.end_tick));
        if trend.push(player.tick(), &player.world().patient_view()) {
            all.extend(trend.points().last().copied());
        }
    }
    all
}

fn lanes(items: &[Item], run: &Run) -> Vec<Lane> {
    let end = run.end_tick;
    let lane = |label: &str, pick: &dyn Fn(&Item) -> Option<Mark>| Lane {
        label: label.to_owned(),
        marks: items.iter().filter_map(pick).collect(),
    };
    let instant = |tick: u64, kind: MarkKind, label: String| Mark {
        from_ms: tick,
        to_ms: tick,
        kind,
        label,
    };
    vec![
        lane(debriefing::lane_actions(), &|item| match &item.what {
            What::Did { action } => Some(instant(item.tick, MarkKind::Action, signals::action(action))),
            _ => None,
        }),
        lane(debriefing::lane_alarms(), &|item| match &item.what {
            What::Alarm { alarm, until_tick } => Some(Mark {
                from_ms: item.tick,
                to_ms: until_tick.unwrap_or(end),
                kind: signals::alarm_mark(alarm),
                label: signals::alarm(alarm),
            }),
            _ => None,
        }),
        lane(debriefing::lane_criteria(), &|item| match &item.what {
            What::Decided {
                criterion,
                outcome: Outcome::Met,
            } => Some(instant(item.tick, MarkKind::Met, criterion.clone())),
            What::Decided {
                criterion,
                outcome: Outcome::Missed,
            } => Some(instant(item.tick, MarkKind::Missed, criterion.clone())),
            _ => None,
        }),
    ]
}
