//! A drip chamber in which drops fall as the line counts them.

use leptos::prelude::*;
use simulators::line::view::BranchView;

use crate::panels::stage::PanelMode;
use crate::words;

/// More drops a minute than this cannot be told apart: they run in a stream.
const STREAM_PER_MINUTE: u32 = 240;

/// Radius of a drop that has just begun to hang, and of one about to fall.
const TIP: (f64, f64) = (1.0, 3.4);

/// The last drop that fell, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fallen {
    drops: u32,
    at_ms: u64,
}

impl Fallen {
    /// After a look at the chamber: a drop more than before fell now.
    fn seen(before: Option<Self>, drops: u32, at_ms: u64) -> Self {
        match before {
            Some(before) if before.drops == drops => before,
            _ => Self { drops, at_ms },
        }
    }

    /// How large the drop at the tip has grown since, 0 to 1.
    fn growing(self, at_ms: u64, per_minute: u32) -> f64 {
        if per_minute == 0 {
            return 0.35;
        }
        let share = at_ms.saturating_sub(self.at_ms) as f64 * f64::from(per_minute) / 60_000.0;
        share.min(1.0)
    }
}

/// The chamber below a bag, in the bag's own measure.
pub(super) fn chamber(mode: PanelMode, branch: Memo<BranchView>, at_ms: Signal<u64>) -> impl IntoView {
    let fallen = Memo::new(move |before: Option<&Fallen>| {
        let drops = branch.with(|branch| branch.drops);
        Fallen::seen(before.copied(), drops, at_ms.get_untracked())
    });
    let tip = Memo::new(move |_| {
        let per_minute = branch.with(|branch| branch.drops_per_minute);
        // A still picture does not know when the last drop fell; a chamber at rest does not change.
        let now = if per_minute > 0 && mode == PanelMode::Live {
            at_ms.get()
        } else {
            0
        };
        let grown = fallen.get().growing(now, per_minute);
        format!("{:.1}", TIP.0 + (TIP.1 - TIP.0) * grown)
    });
    // Two names for one movement, in turn: a changed name is what makes the browser start it anew.
    let falling = Memo::new(move |_| {
        let flows = branch.with(|branch| branch.drops_per_minute > 0);
        match (flows && mode == PanelMode::Live, fallen.get().drops % 2) {
            (false, _) => "art-drop pole-drop",
            (true, 0) => "art-drop pole-drop pole-drop-falls",
            (true, _) => "art-drop pole-drop pole-drop-falls-too",
        }
    });
    let streams = Memo::new(move |_| branch.with(|branch| branch.drops_per_minute > STREAM_PER_MINUTE));
    let number = Memo::new(move |_| words::pole::drops_short(branch.with(|branch| branch.drops_per_minute)));
    view! {
        <g class="pole-chamber">
            <path class="art-line" d="M0 100v14"></path>
            <rect class="art-chamber" x="-10" y="112" width="20" height="40" rx="6"></rect>
            <path class="art-liquid" d="M-9 136h18v9q0 6-5 6h-8q-5 0-5-6z"></path>
            {move || if streams.get() {
                view! { <rect class="art-drop" x="-1.5" y="114" width="3" height="23"></rect> }.into_any()
            } else {
                view! {
                    <circle class="art-drop" cx="0" cy="117" r=tip></circle>
                    <circle class=falling cx="0" cy="118" r="2.8"></circle>
                }.into_any()
            }}
            <text class="art-note pole-number" x="15" y="137">{number}</text>
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_grows_until_the_next_is_counted() {
        let first = Fallen::seen(None, 7, 1_000);
        assert_eq!(Fallen::seen(Some(first), 7, 2_400), first);
        assert!((first.growing(2_000, 30) - 0.5).abs() < 1e-9);
        let next = Fallen::seen(Some(first), 8, 3_000);
        assert!(next.growing(3_000, 30).abs() < 1e-9);
    }

    #[test]
    fn a_drop_that_is_late_hangs_full_and_a_shut_line_lets_none_grow() {
        let fallen = Fallen::seen(None, 0, 0);
        assert!((fallen.growing(9_000, 30) - 1.0).abs() < 1e-9);
        assert!((fallen.growing(9_000, 0) - 0.35).abs() < 1e-9);
    }
}
