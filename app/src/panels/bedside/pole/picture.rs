//! The drawing of the pole. It says nothing that the lists beside it do not say in words, and a pointer does nothing
//! in it that their buttons do not do.

use leptos::prelude::*;
use simulators::action::BedsideAct;
use simulators::line::view::{AboveView, LineCourse, LineView, SetState};

use super::Sight;
use super::bag::{bag, position};
use super::drag::Drag;
use super::parts::is_possible;
use super::places::{Bag, Place, surface};
use crate::panels::bedside::drops::shown_rate;
use crate::panels::stage::PanelMode;
use crate::words;

/// A clamp of the picture: the middle of it and the acts that shut and open it.
#[derive(Clone, Copy)]
struct Clamp {
    read: fn(&LineView) -> Option<bool>,
    shut: BedsideAct,
    open: BedsideAct,
}

const PRIMARY: Clamp = Clamp {
    read: |line| Some(line.above.as_ref()?.primary.clamp_open),
    shut: BedsideAct::ClosePrimaryClamp,
    open: BedsideAct::OpenPrimaryClamp,
};
const SECONDARY: Clamp = Clamp {
    read: |line| Some(line.above.as_ref()?.secondary.as_ref()?.branch.clamp_open),
    shut: BedsideAct::CloseSecondaryClamp,
    open: BedsideAct::OpenSecondaryClamp,
};
const PATIENT: Clamp = Clamp {
    read: |line| Some(line.clamp_open),
    shut: BedsideAct::CloseClamp,
    open: BedsideAct::OpenClamp,
};

/// The whole picture.
pub(super) fn picture(
    mode: PanelMode,
    sight: Sight,
    drag: Drag,
    on_act: Callback<BedsideAct>,
) -> impl IntoView {
    let act = Callback::new(move |act: BedsideAct| {
        let possible = sight.line.with_untracked(|line| is_possible(act, line));
        if mode == PanelMode::Live && possible {
            on_act.try_run(act);
        }
    });
    let secondary = Memo::new(move |_| {
        sight
            .line
            .with(|line| of_above(line, |above| above.secondary.is_some()))
    });
    let class = match mode {
        PanelMode::Live => "pole-art pole-art-live",
        PanelMode::Still => "pole-art",
    };
    view! {
        <svg class=class viewBox="0 0 360 620" role="img" aria-label=words::pole::drawing() node_ref=drag.field>
            {frame(sight, drag)}
            {levels(sight)}
            {lines(sight, drag)}
            {device(sight)}
            {arm(sight)}
            {clamp(PRIMARY, sight, || (80.0, 299.0, "start"), act)}
            {move || secondary.get().then(|| clamp(SECONDARY, sight, move || beside_tray(sight), act))}
            {clamp(PATIENT, sight, || (111.0, 540.0, "below"), act)}
            {plug(sight, act)}
            {bag(mode, Bag::Primary, sight, drag)}
            {bag(mode, Bag::Secondary, sight, drag)}
        </svg>
    }
}

fn of_above(line: &LineView, read: impl Fn(&AboveView) -> bool) -> bool {
    line.above.as_ref().is_some_and(read)
}

fn is_hung(line: &LineView) -> bool {
    of_above(line, |above| {
        above.secondary.as_ref().is_some_and(|secondary| secondary.hung)
    })
}

/// Pole, hooks, tray; and while a bag is in the hand, the places it can go to.
fn frame(sight: Sight, drag: Drag) -> impl IntoView {
    let extension = Memo::new(move |_| {
        let lowered = sight
            .line
            .with(|line| of_above(line, |above| above.primary_lowered));
        if lowered { "M80 40v82" } else { "M46 30v92" }
    });
    let has_tray = Memo::new(move |_| {
        sight
            .line
            .with(|line| of_above(line, |above| above.secondary.is_some()))
    });
    let targets = move || {
        drag.bag().map(|bag| {
            bag.places().map(|place| {
                let (x, y) = place.at();
                view! { <rect class="pole-target" x=x - 44.0 y=y - 12.0 width="88" height="118" rx="12"></rect> }
            })
        }).into_iter().flatten().collect_view()
    };
    view! {
        <path class="art-pole" d="M180 612V18M136 612h88M80 24h200"></path>
        <path class="pole-hook" d="M80 24v16q0 8 8 8t8-8M280 24v16q0 8 8 8t8-8"></path>
        <path class="pole-extension" d=extension></path>
        {move || has_tray.get().then(|| view! { <path class="art-pole" d="M182 542h170"></path> })}
        {targets}
    }
}

/// How high each surface stands above the junction.
fn levels(sight: Sight) -> impl IntoView {
    let primary = Memo::new(move |_| {
        sight.line.with(|line| {
            let above = line.above.as_ref()?;
            Some((
                Bag::Primary.place(above),
                line.bag.left_percent,
                above.primary.head_cm,
            ))
        })
    });
    let secondary = Memo::new(move |_| {
        sight.line.with(|line| {
            let above = line.above.as_ref()?;
            let secondary = above.secondary.as_ref().filter(|secondary| secondary.hung)?;
            Some((
                Place::SecondaryHook,
                secondary.bag.left_percent,
                secondary.branch.head_cm,
            ))
        })
    });
    let level = |(place, left_percent, cm): (Place, u8, u32),
                 from: f64,
                 to: f64,
                 text: f64,
                 anchor: &'static str| {
        let y = place.at().1 + surface(left_percent);
        view! {
            <path class="pole-level" d=format!("M{from:.0} {y:.1}H{to:.0}")></path>
            <text class="art-note pole-level-text" x=text y=y - 4.0 text-anchor=anchor>{words::pole::cm(cm)}</text>
        }
    };
    view! {
        {move || primary.get().map(|of| level(of, 118.0, 176.0, 174.0, "end"))}
        {move || secondary.get().map(|of| level(of, 184.0, 242.0, 186.0, "start"))}
    }
}

/// The tubing above the pump, with valve and junction.
fn lines(sight: Sight, drag: Drag) -> impl IntoView {
    let primary_place = Memo::new(move |_| {
        sight.line.with(|line| {
            line.above
                .as_ref()
                .map_or(Place::PoleHook, |above| Bag::Primary.place(above))
        })
    });
    let from_primary = move || {
        let (x, y) = position(Bag::Primary, primary_place.get(), drag);
        format!(
            "M{x:.1} {:.1}C{x:.1} {:.1} 80 262 80 290V338",
            y + 152.0,
            y + 182.0
        )
    };
    let hung = Memo::new(move |_| sight.line.with(is_hung));
    let has_secondary = Memo::new(move |_| {
        sight
            .line
            .with(|line| of_above(line, |above| above.secondary.is_some()))
    });
    let from_secondary = move || {
        if hung.get() {
            let (x, y) = position(Bag::Secondary, Place::SecondaryHook, drag);
            format!(
                "M{x:.1} {:.1}C{x:.1} {:.1} 280 226 280 250V318C280 362 190 360 150 380",
                y + 152.0,
                y + 176.0
            )
        } else {
            "M298 536v22c0 30-36 30-36 8s56-18 56 8-34 26-34 6".to_owned()
        }
    };
    let kink = Memo::new(move |_| {
        if sight.line.with(|line| of_above(line, |above| above.kinked)) {
            "M150 380v6c0 14 22 16 22 5s-22-8-22 5v26"
        } else {
            "M150 380v42"
        }
    });
    let kink_note = Memo::new(move |_| {
        if sight.line.with(|line| of_above(line, |above| above.kinked)) {
            words::pole::kinked()
        } else {
            ""
        }
    });
    view! {
        {move || has_secondary.get().then(|| view! { <path class="art-line" d=from_secondary></path> })}
        <path class="art-line" d=from_primary></path>
        <path class="art-line" d="M80 350C80 372 118 362 150 380"></path>
        <path class="pole-valve" d="M70 336h20l-10 14zM70 351h20"></path>
        <text class="art-note" x="94" y="349">{words::pole::valve()}</text>
        {move || (has_secondary.get() && !hung.get()).then(|| view! { <path class="pole-cap" d="M150 380l20-11"></path> })}
        <path class="art-line" d=kink></path>
        <circle class="pole-junction" cx="150" cy="380" r="5"></circle>
        <text class="art-note art-note-strong" x="126" y="406" text-anchor="end">{kink_note}</text>
    }
}

/// The channel that the line runs through, with the battery of its unit.
fn device(sight: Sight) -> impl IntoView {
    let part = move |read: fn(&LineView) -> &'static str| Memo::new(move |_| sight.line.with(read));
    let set = part(|line| match line.set {
        SetState::Loaded => "M150 414v104",
        SetState::Misloaded => "M150 414l-14 8v8M136 490v8l14 12v8",
        SetState::Absent => "M150 412q0 4-8 4h-26q-8 0-8 8v72q0 8 8 8h26q8 0 8 8v8",
    });
    let door = part(|line| {
        if line.door_open {
            "M226 428l24-10v78l-24-10z"
        } else {
            "M226 428h10v58h-10z"
        }
    });
    let shown = Memo::new(move |_| {
        sight.pump.with(|pump| {
            shown_rate(pump)
                .map(|row| words::unit::rate(&row.value, &row.unit))
                .unwrap_or_default()
        })
    });
    let doing = Memo::new(move |_| sight.pump.with(|pump| words::pump::delivery(pump.delivery)));
    let charge = Memo::new(move |_| sight.power.with(|power| power.battery_percent));
    let fill = move || format!("{:.1}", 26.0 * f64::from(charge.get().min(100)) / 100.0);
    view! {
        <path class="art-line" d=set></path>
        <rect class="art-device" x="118" y="420" width="124" height="74" rx="9"></rect>
        <rect class="art-screen" x="126" y="428" width="92" height="36" rx="2"></rect>
        <text class="art-screen-text" x="172" y="443">{shown}</text>
        <text class="art-screen-text pole-doing" x="172" y="458">{doing}</text>
        <path class="art-device" d=door></path>
        <rect class="pole-battery" x="127" y="472" width="30" height="14" rx="2"></rect>
        <rect class="pole-charge" x="129" y="474" width=fill height="10" rx="1"></rect>
        <path class="pole-charge" d="M158 476h3v6h-3z"></path>
        <text class="art-note pole-percent" x="167" y="484">{move || words::unit::battery(charge.get())}</text>
    }
}

/// The line between pump and patient, and the arm with the cannula.
fn arm(sight: Sight) -> impl IntoView {
    let part = move |read: fn(&LineView) -> &'static str| Memo::new(move |_| sight.line.with(read));
    let course = part(|line| match line.course {
        LineCourse::Straight => "M98 540H56q-14 0-14 14v12",
        LineCourse::Pinched => "M98 540h-8l-6 3-6-3m12 0l-6-3-6 3H56q-14 0-14 14v12",
        LineCourse::Kinked => "M98 540h-10c-14 0-16-20-4-20s10 20-4 20H56q-14 0-14 14v12",
    });
    let course_note = part(|line| match line.course {
        LineCourse::Straight => "",
        LineCourse::Pinched => words::bedside::pinched(),
        LineCourse::Kinked => words::bedside::kinked(),
    });
    let freely = part(|line| match of_above(line, |above| above.free_flow) {
        true => words::pole::runs_freely(),
        false => "",
    });
    let freely_line = part(|line| match of_above(line, |above| above.free_flow) {
        true => "M150 496V526q0 14-14 14H56q-14 0-14 14v12",
        false => "",
    });
    let air = Memo::new(move |_| {
        sight.line.with(|line| match line.air_ul {
            0 => "0".to_owned(),
            some => format!("{:.1}", 2.5 + f64::from(some.min(600)) / 150.0),
        })
    });
    let swollen = Memo::new(move |_| sight.line.with(|line| line.swollen));
    view! {
        <path class="art-person" d="M0 570h92q14 0 22 8l16 6q8 4 0 10l-18 5q-8 9-20 9H0"></path>
        {move || swollen.get().then(|| view! {
            <path class="art-person pole-swelling" d="M4 571q38-36 76 0"></path>
            <text class="art-note art-note-strong" x="58" y="594">{words::pole::swollen()}</text>
        })}
        <path class="art-line" d="M150 494V526q0 14-14 14H124"></path>
        <path class="art-line" d=course></path>
        <path class="art-line-flow" d=freely_line></path>
        <rect class="pole-dressing" x="26" y="562" width="32" height="15" rx="3"></rect>
        <circle class="art-air" cx="150" cy="512" r=air></circle>
        <text class="art-note art-note-strong" x="30" y="520">{course_note}</text>
        <text class="art-note art-note-strong" x="162" y="516">{freely}</text>
    }
}

/// Where the secondary's clamp is: on its line while that hangs, else at the coil under the tray.
fn beside_tray(sight: Sight) -> (f64, f64, &'static str) {
    if sight.line.with(is_hung) {
        (280.0, 261.0, "end")
    } else {
        (300.0, 586.0, "far")
    }
}

/// A clamp that a press opens or shuts.
fn clamp(
    clamp: Clamp,
    sight: Sight,
    at: impl Fn() -> (f64, f64, &'static str) + Copy + Send + Sync + 'static,
    act: Callback<BedsideAct>,
) -> impl IntoView {
    let is_open = Memo::new(move |_| sight.line.with(clamp.read).unwrap_or(false));
    let place = Memo::new(move |_| at());
    let class = move || {
        if is_open.get() {
            "art-clamp"
        } else {
            "art-clamp art-clamp-shut"
        }
    };
    let press = move |_| {
        act.run(if is_open.get_untracked() {
            clamp.shut
        } else {
            clamp.open
        });
    };
    let upright = move || place.get().2 != "below";
    let through = move || {
        let (x, y, _) = place.get();
        match (is_open.get(), upright()) {
            (false, _) => String::new(),
            (true, true) => format!("M{x} {}v24", y - 12.0),
            (true, false) => format!("M{} {y}h28", x - 14.0),
        }
    };
    let word = move || {
        if is_open.get() {
            words::bedside::clamp_open()
        } else {
            words::bedside::clamp_closed()
        }
    };
    let text = move || {
        let (x, y, side) = place.get();
        match side {
            "start" => (x + 20.0, y + 4.0, "start"),
            "end" => (x - 20.0, y + 4.0, "end"),
            // The coil of the tubing lies between.
            "far" => (x - 44.0, y + 4.0, "end"),
            _ => (x - 14.0, y + 25.0, "start"),
        }
    };
    view! {
        <g class="pole-press" on:click=press>
            <rect class="pole-hit" x=move || place.get().0 - 23.0 y=move || place.get().1 - 23.0 width="46" height="46" rx="8"></rect>
            <rect class=class x=move || place.get().0 - 13.0 y=move || place.get().1 - 11.0 width="26" height="22" rx="4"></rect>
            <path class="art-line" d=through></path>
            <text class="art-note" x=move || text().0 y=move || text().1 text-anchor=move || text().2>{word}</text>
        </g>
    }
}

/// Socket, plug and cord. A press pulls the plug or puts it in.
fn plug(sight: Sight, act: Callback<BedsideAct>) -> impl IntoView {
    let power = Memo::new(move |_| sight.power.get());
    let cord = move || {
        if power.get().plugged {
            "M118 476H88q-16 0-16-12 0-11-14-11"
        } else {
            "M118 476H96q-12 0-12 10v3"
        }
    };
    let body = move || {
        if power.get().plugged {
            "M36 446h18q8 0 8 7t-8 7H36z"
        } else {
            "M77 488h14v8q0 7-7 7t-7-7zM80 503v6M88 503v6"
        }
    };
    let lamp = move || {
        if power.get().mains {
            "pole-lamp pole-lamp-on"
        } else {
            "pole-lamp"
        }
    };
    let press = move |_| {
        act.run(if power.get_untracked().plugged {
            BedsideAct::UnplugMains
        } else {
            BedsideAct::PlugMains
        });
    };
    view! {
        <g class="pole-press" on:click=press>
            <rect class="pole-hit" x="2" y="428" width="96" height="56" rx="8"></rect>
            <rect class="pole-socket" x="10" y="434" width="32" height="38" rx="4"></rect>
            <path class="pole-holes" d="M22 449v0M22 457v0"></path>
            <circle class=lamp cx="35" cy="441" r="3"></circle>
            <path class="pole-cord" d=cord></path>
            <path class="pole-plug" d=body></path>
        </g>
    }
}
