//! The temporal operators.

use super::super::ast::Which;
use super::super::context::{Mark, mark, seconds, weighed};
use super::super::program::{Formula, SECONDS, State};
use super::at::At;
use super::{Judged, Recording, judged};

/// A stretch of the run: both ends belong to it, and the events at these positions.
#[derive(Clone, Debug)]
pub(super) struct Window {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) events: std::ops::Range<u32>,
    /// Whether more of it may still come.
    pub(super) open: bool,
}

pub(super) struct Judge<'a> {
    pub(super) recording: &'a Recording<'a>,
    pub(super) scales: Vec<f64>,
    pub(super) holding: Vec<Vec<Option<u64>>>,
}

impl Judge<'_> {
    pub(super) fn formula(&self, formula: &Formula, window: &Window) -> Judged {
        match formula {
            Formula::State(state) => {
                let mark = self.mark_at(state, window.start, window);
                judged(mark, window.start, !window.open || !state.counts())
            }
            Formula::Always(state) => self.always(state, window),
            Formula::Eventually(state) => self.eventually(state, window),
            Formula::At(which, event, state) => {
                let moments = self.moments(*which, *event, window);
                let each = moments.iter().map(|&(_, position)| {
                    let tick = self.recording.tick_of(position);
                    let settled = !window.open || !state.counts();
                    judged(self.mark_at(state, tick, window), tick, settled)
                });
                Self::all(*which, each, window)
            }
            Formula::After(which, event, inner) => {
                let moments = self.moments(*which, *event, window);
                let each = moments.iter().map(|&(_, position)| {
                    let start = self.recording.tick_of(position);
                    // The window opens just behind the event: the event itself is not in it.
                    let events = position + 1..window.events.end.max(position + 1);
                    self.formula(
                        inner,
                        &Window {
                            start,
                            events,
                            ..window.clone()
                        },
                    )
                });
                Self::all(*which, each, window)
            }
            Formula::Within(lasting_ms, inner) => self.within(*lasting_ms, inner, window),
            Formula::Before(first, second) => self.before(*first, *second, window),
            Formula::Not(inner) => {
                let inner = self.formula(inner, window);
                let turned = inner.mark().negated();
                judged(turned, inner.decided_at, inner.settled)
            }
            Formula::And(left, right) => {
                let (left, right) = (self.formula(left, window), self.formula(right, window));
                let settled = settled_together(&left, &right, false);
                let decisive = if right.mark().worse_than(&left.mark()) {
                    right
                } else {
                    left
                };
                Judged { settled, ..decisive }
            }
            Formula::Or(left, right) => {
                let (left, right) = (self.formula(left, window), self.formula(right, window));
                let settled = settled_together(&left, &right, true);
                let decisive = if right.mark().better_than(&left.mark()) {
                    right
                } else {
                    left
                };
                Judged { settled, ..decisive }
            }
        }
    }

    fn always(&self, state: &State, window: &Window) -> Judged {
        let mut worst: Option<Mark> = None;
        let mut broken_at = None;
        self.each_sample(window, |at| {
            let mark = mark(&at, state, &self.scales);
            if !mark.truth && broken_at.is_none() {
                broken_at = Some(at.tick);
            }
            if worst.is_none_or(|worst| mark.worse_than(&worst)) {
                worst = Some(mark);
            }
            Go::On
        });
        let mark = worst.unwrap_or(Mark::bare(true));
        let settled = !window.open || (!mark.truth && !state.counts());
        judged(mark, broken_at.unwrap_or(window.end), settled)
    }

    fn eventually(&self, state: &State, window: &Window) -> Judged {
        let mut best: Option<Mark> = None;
        let mut came_at = None;
        self.each_sample(window, |at| {
            let mark = mark(&at, state, &self.scales);
            if mark.truth && came_at.is_none() {
                came_at = Some(at.tick);
            }
            if best.is_none_or(|best| mark.better_than(&best)) {
                best = Some(mark);
            }
            // Without margins the first true tick says all.
            if mark.truth && mark.margin.is_nan() {
                Go::Stop
            } else {
                Go::On
            }
        });
        let mark = best.unwrap_or(Mark::bare(false));
        let settled = !window.open || (mark.truth && !state.counts());
        judged(mark, came_at.unwrap_or(window.end), settled)
    }

    fn within(&self, lasting_ms: u64, inner: &Formula, window: &Window) -> Judged {
        let cut_at = window.start.saturating_add(lasting_ms);
        if cut_at > window.end {
            let inner = self.formula(inner, window);
            return self.timed(inner, lasting_ms, window.start);
        }
        let events = &self.recording.trace.events()[..window.events.end as usize];
        let until = u32::try_from(events.partition_point(|event| event.tick <= cut_at)).unwrap_or(u32::MAX);
        let start = window.events.start;
        // The window is open at its end only while the run may still reach that end's last tick again.
        let open = window.open && cut_at >= window.end;
        let cut = Window {
            start: window.start,
            end: cut_at,
            events: start..until.max(start),
            open,
        };
        let judged = self.formula(inner, &cut);
        if judged.truth {
            return self.timed(judged, lasting_ms, window.start);
        }
        // Too late, or not at all? Without the cut it may have come true.
        let late = self.formula(inner, window);
        let settled = judged.settled;
        if late.truth && late.decided_at > cut_at {
            let timed = self.timed(late, lasting_ms, window.start);
            return Judged {
                truth: false,
                settled,
                ..timed
            };
        }
        judged
    }

    /// Replaces the margin of something true with the time that was left.
    fn timed(&self, inner: Judged, lasting_ms: u64, start: u64) -> Judged {
        if !inner.truth {
            return inner;
        }
        let margin = seconds(lasting_ms) - seconds(inner.decided_at.saturating_sub(start));
        let mark = weighed(true, margin, SECONDS, &self.scales);
        judged(mark, inner.decided_at, inner.settled)
    }

    fn before(&self, first: u16, second: u16, window: &Window) -> Judged {
        let position = |event| {
            self.recording
                .occurrences(event, &window.events)
                .first()
                .map(|&(_, place)| place)
        };
        let tick = |position| self.recording.tick_of(position);
        match (position(first), position(second)) {
            (Some(a), Some(b)) => {
                let margin = seconds(tick(b)) - seconds(tick(a));
                judged(
                    weighed(a < b, margin, SECONDS, &self.scales),
                    tick(a.min(b)),
                    true,
                )
            }
            (Some(a), None) => {
                let margin = seconds(window.end) - seconds(tick(a));
                judged(weighed(true, margin, SECONDS, &self.scales), tick(a), true)
            }
            (None, Some(b)) => judged(Mark::bare(false), tick(b), true),
            (None, None) => judged(Mark::bare(false), window.end, !window.open),
        }
    }

    /// All of the moments must hold; a moment that never came does not.
    fn all(which: Which, each: impl Iterator<Item = Judged>, window: &Window) -> Judged {
        let mut worst: Option<Judged> = None;
        let mut settled_all = true;
        let mut settled_false = false;
        for judged in each {
            settled_all &= judged.settled;
            settled_false |= judged.settled && !judged.truth;
            if worst.is_none_or(|worst| judged.mark().worse_than(&worst.mark())) {
                worst = Some(judged);
            }
        }
        let Some(worst) = worst else {
            return judged(Mark::bare(false), window.end, !window.open);
        };
        // Another occurrence may still come and fail.
        let complete = which == Which::First || !window.open;
        Judged {
            settled: settled_false || (settled_all && complete),
            ..worst
        }
    }

    fn moments(&self, which: Which, event: u16, window: &Window) -> &[(u16, u32)] {
        let all = self.recording.occurrences(event, &window.events);
        match which {
            Which::First => &all[..all.len().min(1)],
            Which::Every => all,
        }
    }

    fn mark_at(&self, state: &State, tick: u64, window: &Window) -> Mark {
        let trace = self.recording.trace;
        let sample = trace.sample_at(tick);
        mark(&self.at(sample, tick, window), state, &self.scales)
    }

    fn each_sample(&self, window: &Window, mut visit: impl FnMut(At) -> Go) {
        let trace = self.recording.trace;
        let ticks = trace.ticks();
        let from = trace.sample_at(window.start);
        for (sample, &tick) in ticks.iter().enumerate().skip(from) {
            if tick > window.end || visit(self.at(sample, tick.max(window.start), window)) == Go::Stop {
                return;
            }
        }
    }

    fn at<'w>(&'w self, sample: usize, tick: u64, window: &'w Window) -> At<'w> {
        let events = self.recording.trace.events_of(sample);
        let events =
            events.start.max(window.events.start as usize)..events.end.min(window.events.end as usize);
        At {
            recording: self.recording,
            sample,
            tick,
            events,
            counted: &window.events,
            holding: &self.holding,
        }
    }
}

#[derive(PartialEq)]
enum Go {
    On,
    Stop,
}

/// Two sides are settled together when both are, or when one of them alone decides.
fn settled_together(left: &Judged, right: &Judged, decisive_truth: bool) -> bool {
    let decides = |side: &Judged| side.settled && side.truth == decisive_truth;
    (left.settled && right.settled) || decides(left) || decides(right)
}
