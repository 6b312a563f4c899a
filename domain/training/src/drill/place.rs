//! Where in the window a pattern shows.

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use super::watch::{SeenBreath, WINDOW_MS, Watched};

/// A stretch of the window, ms from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Where it begins.
    pub from_ms: u32,
    /// Where it ends.
    pub to_ms: u32,
}

/// Length of the end of an expiration that is pointed at, ms.
const END_MS: u32 = 400;

/// Where the pattern shows, from left to right. Nothing is pointed at where nothing is wrong.
pub(super) fn places(pattern: Pattern, watched: &Watched) -> Vec<Place> {
    let breaths = |is: fn(&SeenBreath) -> bool, part: fn(&SeenBreath) -> Place| {
        watched
            .breaths
            .iter()
            .filter(|breath| is(breath))
            .map(part)
            .collect()
    };
    match pattern {
        Pattern::InStep => Vec::new(),
        Pattern::TrappedGas => breaths(|breath| breath.trapped_cmh2o >= 1.0, end),
        Pattern::IneffectiveEffort => efforts(watched, |effort| effort.failed),
        Pattern::ReverseTriggering => efforts(watched, |effort| effort.reverse),
        Pattern::DoubleTrigger => doubled(watched),
        Pattern::FlowStarvation => breaths(|breath| breath.marks.starved, inspiration),
        Pattern::LateCycling => breaths(|breath| breath.marks.late, inspiration),
        Pattern::EarlyCycling => breaths(|breath| breath.marks.early, turn),
        Pattern::AutoTriggering => breaths(|breath| breath.marks.auto, start),
        Pattern::Leak => breaths(|_| true, end),
        Pattern::Secretions => breaths(
            |breath| breath.account.is_some_and(|told| told.saw_tooth),
            expiration,
        ),
        Pattern::NarrowAirway | Pattern::StiffLung => breaths(|_| true, inspiration),
    }
}

fn efforts(watched: &Watched, is: fn(&super::watch::SeenEffort) -> bool) -> Vec<Place> {
    let efforts = watched.efforts.iter().filter(|effort| is(effort));
    efforts
        .map(|effort| Place {
            from_ms: effort.from_ms,
            to_ms: effort.to_ms.min(WINDOW_MS as u32),
        })
        // What the edge cuts to a sliver cannot be recognised.
        .filter(|place| place.to_ms >= place.from_ms + END_MS)
        .collect()
}

/// A doubled breath with the one before it, as far as both are whole.
fn doubled(watched: &Watched) -> Vec<Place> {
    let pairs = watched.breaths.windows(2).filter(|pair| pair[1].marks.doubled);
    pairs
        .map(|pair| Place {
            from_ms: pair[0].from_ms,
            to_ms: pair[1].from_ms + pair[1].inspiration_ms,
        })
        .collect()
}

const fn inspiration(breath: &SeenBreath) -> Place {
    Place {
        from_ms: breath.from_ms,
        to_ms: breath.from_ms + breath.inspiration_ms,
    }
}

const fn expiration(breath: &SeenBreath) -> Place {
    Place {
        from_ms: breath.from_ms + breath.inspiration_ms,
        to_ms: breath.to_ms,
    }
}

const fn end(breath: &SeenBreath) -> Place {
    Place {
        from_ms: breath.to_ms.saturating_sub(END_MS),
        to_ms: breath.to_ms,
    }
}

/// Where the trigger took something for a pull.
fn start(breath: &SeenBreath) -> Place {
    Place {
        from_ms: breath.from_ms.saturating_sub(END_MS),
        to_ms: (breath.from_ms + END_MS).min(breath.to_ms),
    }
}

/// Where inspiration turns into expiration.
fn turn(breath: &SeenBreath) -> Place {
    let turns_ms = breath.from_ms + breath.inspiration_ms;
    Place {
        from_ms: turns_ms.saturating_sub(END_MS / 2),
        to_ms: (turns_ms + 2 * END_MS).min(breath.to_ms),
    }
}
