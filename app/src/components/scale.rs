//! Graduated scales, as on a burette: where a value stands between marks. Positions are percentages, so text keeps its shape at any width.

use leptos::prelude::*;

/// Points out of a total, with the mark that had to be reached.
#[component]
pub fn Scale(
    /// Points reached.
    value: f64,
    /// Points possible.
    max: f64,
    /// The share that passes, 0 to 1.
    goal: f64,
    /// Text under the left end: "6 of 9 points".
    #[prop(into)]
    label: String,
    /// Text under the goal: "80 % to pass".
    #[prop(into)]
    goal_label: String,
) -> impl IntoView {
    let share = if max > 0.0 {
        (value / max).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let fill = if share + 1e-9 < goal {
        "scale-fill scale-fill-short"
    } else {
        "scale-fill"
    };
    let steps = if max.fract() == 0.0 && (2.0..=40.0).contains(&max) {
        max as u32
    } else {
        10
    };
    let name = format!("{label}, {goal_label}");
    let anchor = if goal > 0.7 { "end" } else { "middle" };
    view! {
        <svg class="scale" height="44" role="img" aria-label=name>
            <rect class="scale-bed" x="0" y="10" width="100%" height="12"></rect>
            <rect class=fill x="0" y="10" width=percent(share) height="12"></rect>
            {(1..steps).map(|n| {
                let x = percent(f64::from(n) / f64::from(steps));
                view! { <line class="scale-tick" x1=x.clone() x2=x y1="10" y2="22"></line> }
            }).collect_view()}
            <line class="scale-goal" x1=percent(goal) x2=percent(goal) y1="4" y2="28"></line>
            <text x="0" y="40">{label}</text>
            <text x=percent(goal) y="40" text-anchor=anchor>{goal_label}</text>
        </svg>
    }
}

/// How far a criterion was from its limit: the limit in the middle, the right half is on the good side.
#[component]
pub fn MarginScale(
    /// The margin in `unit`; positive is met.
    margin: f64,
    /// The margin that reaches an end of the scale, in the same unit, above zero.
    span: f64,
    /// Text under the limit.
    #[prop(into)]
    limit_label: String,
    /// The margin in words: "1.2 mL/h too much".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let share = 0.5 + 0.5 * (margin / span.max(f64::MIN_POSITIVE)).clamp(-1.0, 1.0) * 0.96;
    let (from, to) = if share < 0.5 { (share, 0.5) } else { (0.5, share) };
    let fill = if margin < 0.0 {
        "scale-fill scale-fill-short"
    } else {
        "scale-fill"
    };
    view! {
        <svg class="scale" height="44" role="img" aria-label=label>
            <line class="scale-tick" x1="0" x2="100%" y1="22" y2="22"></line>
            <rect class=fill x=percent(from) y="18" width=percent(to - from) height="4"></rect>
            {(0..=20).map(|n| {
                let x = percent(f64::from(n) / 20.0);
                let top = if n % 5 == 0 { "12" } else { "17" };
                view! { <line class="scale-tick" x1=x.clone() x2=x y1=top y2="22"></line> }
            }).collect_view()}
            <line class="scale-goal" x1="50%" x2="50%" y1="6" y2="28"></line>
            <circle class="scale-mark" cx=percent(share) cy="20" r="6"></circle>
            <text x="50%" y="42" text-anchor="middle">{limit_label}</text>
        </svg>
    }
}

/// A share of one as an SVG percentage.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}
