//! The timeline of a run: lanes of marks over one axis, and a slider that says which instant is shown.

use leptos::ev;
use leptos::prelude::*;

use super::scale::percent;

/// Height of a lane in pixels; equals `--lane` in the style.
const LANE_PX: u32 = 26;

/// What a mark stands for; decides its shape and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A phase of the scenario: a labelled bar.
    Phase,
    /// Something the learner did: a thin stroke.
    Action,
    /// A high-priority alarm: a full bar.
    High,
    /// A medium-priority alarm: a bar of two thirds.
    Medium,
    /// A low-priority alarm: a thin bar.
    Low,
    /// A criterion met: a disc.
    Met,
    /// A criterion missed: a diamond.
    Missed,
    /// A remark: a square.
    Note,
}

/// One mark on a lane. Times are milliseconds of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it begins.
    pub from_ms: u64,
    /// Where it ends; equal to `from_ms` for an instant.
    pub to_ms: u64,
    /// What it stands for.
    pub kind: MarkKind,
    /// What the pointer and the screen reader are told.
    pub label: String,
}

/// One lane with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The name at the left.
    pub label: String,
    /// Its marks, in order of time.
    pub marks: Vec<Mark>,
}

/// Lanes over a slider. The slider is a native range input: an arrow key moves a second, a page key a tenth of the run.
#[component]
pub fn Timeline(
    /// Length of the run in milliseconds.
    length_ms: u64,
    /// The lanes from the top.
    lanes: Vec<Lane>,
    /// The instant shown, in milliseconds.
    #[prop(into)]
    at_ms: Signal<u64>,
    /// Called with the instant wanted.
    #[prop(into)]
    on_seek: Callback<u64>,
    /// Name of the slider for screen readers.
    #[prop(into)]
    label: String,
    /// Says an instant in words, for the slider's value.
    #[prop(into)]
    say: Callback<u64, String>,
) -> impl IntoView {
    let length = length_ms.max(1);
    let share = move |ms: u64| ms.min(length) as f64 / length as f64;
    let lane_count = u32::try_from(lanes.len()).unwrap_or(0);
    let height = lane_count * LANE_PX + 18;
    let names: Vec<_> = lanes
        .iter()
        .map(|lane| view! { <li>{lane.label.clone()}</li> })
        .collect();
    let drawn: Vec<_> = (0..)
        .zip(lanes)
        .map(|(n, lane)| {
            let top = n * LANE_PX;
            view! {
                <line class="lane" x1="0" x2="100%" y1=top + LANE_PX y2=top + LANE_PX></line>
                {lane.marks.into_iter().map(|mark| draw(mark, top, &share)).collect_view()}
            }
        })
        .collect();
    let minutes = length / 60_000;
    let stride = 1 + minutes / 6;
    let axis: Vec<_> = (0..=minutes)
        .step_by(usize::try_from(stride).unwrap_or(1))
        .map(|minute| {
            let x = percent(share(minute * 60_000));
            let base = lane_count * LANE_PX;
            let anchor = if minute == 0 { "start" } else { "middle" };
            view! {
                <line class="tick" x1=x.clone() x2=x.clone() y1=base y2=base + 5></line>
                <text x=x y=base + 16 text-anchor=anchor>{format!("{minute}:00")}</text>
            }
        })
        .collect();
    let needle = move || percent(share(at_ms.get()));
    let seek = move |event: ev::Event| {
        if let Ok(value) = event_target_value(&event).parse::<f64>() {
            on_seek.try_run(value.max(0.0) as u64);
        }
    };
    view! {
        <div class="timeline">
        <div class="timeline-body">
            <ul class="timeline-labels" aria-hidden="true">{names}</ul>
            <svg class="timeline-svg" height=height aria-hidden="true">
                {drawn}
                {axis}
                <line class="needle" x1=needle x2=needle y1="0" y2=lane_count * LANE_PX></line>
            </svg>
            <input
                class="timeline-range"
                type="range"
                min="0"
                max=length
                step="1000"
                aria-label=label
                aria-valuetext=move || say.try_run(at_ms.get())
                value=at_ms.get_untracked().to_string()
                prop:value=move || at_ms.get().to_string()
                on:input=seek
            />
        </div>
        </div>
    }
}

fn draw(mark: Mark, top: u32, share: &impl Fn(u64) -> f64) -> AnyView {
    let from = share(mark.from_ms);
    let width = (share(mark.to_ms) - from).max(0.0);
    let x = percent(from);
    let title = mark.label.clone();
    let bar = |class: &'static str, inset: u32| {
        let width = if width > 0.002 {
            percent(width)
        } else {
            "3".to_owned()
        };
        view! {
            <rect class=class x=x.clone() width=width y=top + inset height=LANE_PX - 2 * inset><title>{title.clone()}</title></rect>
        }
    };
    match mark.kind {
        MarkKind::Phase => view! {
            {bar("mark-phase", 4)}
            <text x=percent(from + 0.006) y=top + 17>{mark.label}</text>
        }.into_any(),
        MarkKind::Action => view! {
            <rect class="mark-action" x=x.clone() width="2" y=top + 6 height=LANE_PX - 12><title>{title.clone()}</title></rect>
        }.into_any(),
        MarkKind::High => bar("mark-high", 4).into_any(),
        MarkKind::Medium => bar("mark-medium", 7).into_any(),
        MarkKind::Low => bar("mark-low", 10).into_any(),
        MarkKind::Note => bar("mark-note", 8).into_any(),
        MarkKind::Met => view! {
            <circle class="mark-met" cx=x.clone() cy=top + LANE_PX / 2 r="6"><title>{title.clone()}</title></circle>
        }.into_any(),
        MarkKind::Missed => view! {
            <svg x=x.clone() y=top + LANE_PX / 2 overflow="visible">
                <path class="mark-missed" d="M0-8L8 0 0 8-8 0z"><title>{title.clone()}</title></path>
            </svg>
        }.into_any(),
    }
}
