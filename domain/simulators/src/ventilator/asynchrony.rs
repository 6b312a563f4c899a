//! Where patient and ventilator miss each other, by the truth that only the simulator knows.
//!
//! Definitions after the published ones; figures that bound them are *chosen*.

use super::lung::effort::Effort;
use super::modes::breath::Breath;
use super::modes::{BreathKind, Origin};

/// An effort can still have started a breath this long after it ended, ms.
const FADING_TICKS: u64 = 300;
/// A breath that outlasts the effort by this much was cycled late, ms.
const LATE_TICKS: u64 = 350;
/// A breath that ends this long before the effort does was cycled early, ms.
const EARLY_TICKS: u64 = 150;
/// An effort that begins between these times after a machine's breath was called forth by it, ms.
const REVERSE_TICKS: (u64, u64) = (100, 1_200);
/// A volume breath that is pulled this far under its start is starved of flow, cmH2O.
const STARVED_CMH2O: f64 = 1.0;
/// The flow has this long to rise before it counts, ms.
const RISING_TICKS: u64 = 150;

/// How often what happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asynchronies {
    /// Breaths that the ventilator gave.
    pub breaths: u32,
    /// Efforts of the patient.
    pub efforts: u32,
    /// Efforts that no breath answered.
    pub ineffective: u32,
    /// Breaths that the trigger began without an effort.
    pub auto_triggered: u32,
    /// Breaths that followed another with hardly an expiration between.
    pub double_triggered: u32,
    /// Efforts that a breath of the ventilator's own called forth.
    pub reverse_triggered: u32,
    /// Breaths that went on after the effort had ended.
    pub cycled_late: u32,
    /// Breaths that ended before the effort did.
    pub cycled_early: u32,
    /// Volume breaths whose flow was too little.
    pub starved: u32,
}

impl Asynchronies {
    /// Asynchrony index, percent: events over breaths and ineffective efforts; over 10 is much.
    #[must_use]
    pub fn index_percent(&self) -> f64 {
        let events = self.ineffective
            + self.auto_triggered
            + self.double_triggered
            + self.reverse_triggered
            + self.cycled_late
            + self.cycled_early
            + self.starved;
        let all = self.breaths + self.ineffective;
        if all == 0 {
            0.0
        } else {
            // One breath can be wrong in two ways; the index cannot be over 100.
            (100.0 * f64::from(events) / f64::from(all)).min(100.0)
        }
    }
}

/// Watches both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Observer {
    counts: Asynchronies,
    effort: Option<Effort>,
    answered: bool,
    /// The effort that met the breath which goes on; kept beyond its end.
    met: Option<Effort>,
    /// Start, origin and end of the last inspiration.
    started: u64,
    origin: Option<Origin>,
    ended: u64,
    inspiring: bool,
    mean_ti_ticks: f64,
    starved: bool,
}

impl Observer {
    pub(crate) const fn counts(&self) -> Asynchronies {
        self.counts
    }

    /// The muscles begin to pull.
    pub(crate) fn effort_begins(&mut self, effort: Effort, tick: u64) {
        self.effort_is_over();
        self.effort = Some(effort);
        self.counts.efforts += 1;
        let after = tick.saturating_sub(self.started);
        let called = self.inspiring
            && self.origin == Some(Origin::Time)
            && (REVERSE_TICKS.0..REVERSE_TICKS.1).contains(&after);
        if called {
            self.counts.reverse_triggered += 1;
        }
        // An effort that falls into a breath is met by it, well or badly.
        self.answered = self.inspiring;
    }

    pub(crate) fn breath_begins(&mut self, breath: &Breath, tick: u64) {
        self.counts.breaths += 1;
        let pulling = self
            .effort
            .is_some_and(|effort| tick <= effort.ends + FADING_TICKS);
        if breath.origin == Origin::Patient && !pulling {
            self.counts.auto_triggered += 1;
        }
        let hardly_out = (tick.saturating_sub(self.ended) as f64) < self.mean_ti_ticks / 2.0;
        if hardly_out && self.counts.breaths > 1 && pulling {
            self.counts.double_triggered += 1;
        }
        self.answered |= pulling;
        self.met = self.effort.filter(|_| pulling);
        self.started = tick;
        self.origin = Some(breath.origin);
        self.inspiring = true;
        self.starved = false;
    }

    pub(crate) fn inspiration_ends(&mut self, breath: &Breath, tick: u64) {
        let ti = tick.saturating_sub(self.started) as f64;
        self.mean_ti_ticks += (ti - self.mean_ti_ticks) * if self.counts.breaths > 1 { 0.1 } else { 1.0 };
        self.ended = tick;
        self.inspiring = false;
        if self.starved {
            self.counts.starved += 1;
        }
        let Some(effort) = self.met.take().filter(|_| breath.origin == Origin::Patient) else {
            return;
        };
        if breath.kind == BreathKind::Support && tick > effort.ends + LATE_TICKS {
            self.counts.cycled_late += 1;
        } else if tick + EARLY_TICKS < effort.ends {
            self.counts.cycled_early += 1;
        }
    }

    /// Every millisecond.
    pub(crate) fn step(&mut self, breath: &Breath, paw_cmh2o: f64, tick: u64) {
        if self
            .effort
            .is_some_and(|effort| tick > effort.ends + FADING_TICKS)
        {
            self.effort_is_over();
        }
        if self.inspiring && !self.starved && breath.kind == BreathKind::Volume {
            self.starved =
                tick >= self.started + RISING_TICKS && paw_cmh2o < breath.from_cmh2o - STARVED_CMH2O;
        }
    }

    fn effort_is_over(&mut self) {
        if self.effort.take().is_some() && !self.answered {
            self.counts.ineffective += 1;
        }
    }
}
