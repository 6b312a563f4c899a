//! A bag with its label and chamber, that a pointer can take to another place.

use leptos::prelude::*;
use simulators::line::view::{BagView, BranchView, LineView};

use super::Sight;
use super::chamber::chamber;
use super::drag::Drag;
use super::places::{Bag, Place, fluid};
use crate::panels::stage::PanelMode;
use crate::words;

/// What is drawn of one bag.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    bag: BagView,
    branch: BranchView,
    place: Place,
}

impl Drawn {
    fn of(bag: Bag, line: &LineView) -> Option<Self> {
        let above = line.above.as_ref()?;
        let place = bag.place(above);
        Some(match bag {
            Bag::Primary => Self {
                bag: line.bag.clone(),
                branch: above.primary,
                place,
            },
            Bag::Secondary => {
                let secondary = above.secondary.as_ref()?;
                Self {
                    bag: secondary.bag.clone(),
                    branch: secondary.branch,
                    place,
                }
            }
        })
    }
}

/// Where a bag is drawn: its place, and how far the hand has taken it from there.
pub(super) fn position(bag: Bag, place: Place, drag: Drag) -> (f64, f64) {
    let ((x, y), (by_x, by_y)) = (place.at(), drag.offset(bag));
    (x + by_x, y + by_y)
}

/// The bag, or nothing where there is none.
pub(super) fn bag(mode: PanelMode, which: Bag, sight: Sight, drag: Drag) -> impl IntoView {
    let drawn = Memo::new(move |_| sight.line.with(|line| Drawn::of(which, line)));
    let there = Memo::new(move |_| drawn.with(Option::is_some));
    move || there.get().then(|| hanging(mode, which, drawn, sight, drag))
}

fn hanging(
    mode: PanelMode,
    which: Bag,
    drawn: Memo<Option<Drawn>>,
    sight: Sight,
    drag: Drag,
) -> impl IntoView {
    let place = Memo::new(move |_| {
        let [usual, _] = which.places();
        drawn.with(|drawn| drawn.as_ref().map_or(usual, |drawn| drawn.place))
    });
    let branch = Memo::new(move |_| {
        drawn.with(|drawn| {
            drawn.as_ref().map_or(
                BranchView {
                    head_cm: 0,
                    clamp_open: false,
                    drops_per_minute: 0,
                    drops: 0,
                },
                |drawn| drawn.branch,
            )
        })
    });
    let label = Memo::new(move |_| {
        drawn.with(|drawn| {
            drawn
                .as_ref()
                .map(|drawn| words::pole::label(&drawn.bag))
                .unwrap_or_default()
        })
    });
    let level = Memo::new(move |_| {
        drawn.with(|drawn| fluid(drawn.as_ref().map_or(0, |drawn| drawn.bag.left_percent)))
    });
    let transform = move || {
        let (x, y) = position(which, place.get(), drag);
        format!("translate({x:.1} {y:.1})")
    };
    let class = move || match (drag.bag() == Some(which), place.get()) {
        (true, _) => "pole-bag pole-bag-held",
        (false, Place::Tray) => "pole-bag pole-bag-away",
        (false, _) => "pole-bag",
    };
    let name_class = move || size_of(label.with(|[name, _]| name.chars().count()), 15);
    let what_class = move || size_of(label.with(|[_, what]| what.chars().count()), 17);
    let take = move |event: leptos::ev::PointerEvent| {
        if mode == PanelMode::Live {
            drag.take(&event, which);
        }
    };
    view! {
        <g
            class=class
            transform=transform
            on:pointerdown=take
            on:pointermove=move |event| drag.pull(&event)
            on:pointerup=move |event| drag.let_go(&event)
            on:pointercancel=move |event| drag.lose(&event)
            on:lostpointercapture=move |event| drag.lose(&event)
        >
            {chamber(mode, branch, sight.at_ms)}
            <circle class="pole-eye" cx="0" cy="-5" r="4"></circle>
            <path class="art-bag" d="M-30 0h60l6 9v82q0 9-9 9h-54q-9 0-9-9V9z"></path>
            <path class="art-liquid" d=level></path>
            <rect class="art-label" x="-56" y="34" width="112" height="38" rx="2"></rect>
            <text class=move || format!("art-label-text art-label-text-big {}", name_class()) x="0" y="50">
                {move || label.with(|[name, _]| name.clone())}
            </text>
            <text class=move || format!("art-label-text {}", what_class()) x="0" y="65">
                {move || label.with(|[_, what]| what.clone())}
            </text>
        </g>
    }
}

/// Long words are set smaller, so that they stay on the label.
const fn size_of(letters: usize, room: usize) -> &'static str {
    if letters > room { "pole-small" } else { "" }
}
