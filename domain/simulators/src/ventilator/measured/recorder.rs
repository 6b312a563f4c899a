//! Follows one breath after another and measures it.

use super::super::modes::breath::{Breath, BreathKind, Origin};
use super::super::modes::controller::{Controller, Phase, Turns};
use super::derived;
use super::leak::LeakEstimate;
use super::minute::Minute;
use super::sensors::Reading;
use crate::ventilator::lung::state::STEP_S;

/// A pause of this length shows a plateau, ms.
const PLATEAU_TICKS: u64 = 300;

/// What was measured of one breath.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreathRecord {
    /// When it began, ms.
    pub started: u64,
    /// What it controlled.
    pub kind: BreathKind,
    /// What started it.
    pub origin: Origin,
    /// Length of inspiration with its pause, s.
    pub ti_s: f64,
    /// Length of the whole breath, s.
    pub total_s: f64,
    /// Highest airway pressure, cmH2O.
    pub peak_cmh2o: f64,
    /// Mean airway pressure, cmH2O.
    pub mean_cmh2o: f64,
    /// Pressure at the end of expiration, cmH2O.
    pub end_cmh2o: f64,
    /// Inspired and expired volume, mL.
    pub vti_ml: f64,
    /// Expired volume, mL.
    pub vte_ml: f64,
    /// Highest flows, L/min, out counted positive.
    pub peak_in_l_min: f64,
    /// Highest flow out, L/min.
    pub peak_out_l_min: f64,
    /// Flow with which inspiration ended, L/min.
    pub end_in_l_min: f64,
    /// Flow that was left when the next breath began, L/min, out counted positive: gas is trapped.
    pub end_out_l_min: f64,
    /// Leak, percent of what went in; where it is made up for, of all that the ventilator gave.
    pub leak_percent: f64,
    /// Whether the high-pressure limit cut it.
    pub cut: bool,
}

/// What is being measured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Current {
    steps: u64,
    sum_cmh2o: f64,
    peak_cmh2o: f64,
    last_cmh2o: f64,
    in_l: f64,
    out_l: f64,
    total_in_l: f64,
    total_out_l: f64,
    peak_in_l_s: f64,
    peak_out_l_s: f64,
    end_in_l_s: f64,
    last_l_s: f64,
    root_sum: f64,
    ended_after: Option<u64>,
    cut: bool,
}

/// The measuring of breaths.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recorder {
    breath: Option<Breath>,
    current: Current,
    last: Option<BreathRecord>,
    pub(crate) leak: LeakEstimate,
    pub(crate) minute: Minute,
    /// Plateau and the volume and flow of its breath, as last measured.
    plateau: Option<Plateau>,
    /// Total PEEP of the last expiratory hold, cmH2O.
    total_peep_cmh2o: Option<f64>,
    /// Fall of occluded pressure in the first tenth of a second, cmH2O.
    occlusion_cmh2o: Option<f64>,
    occlusion: Occlusion,
}

/// A plateau with what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plateau {
    /// Pressure without flow at the end of inspiration, cmH2O.
    pub cmh2o: f64,
    /// Peak pressure of that breath, cmH2O.
    pub peak_cmh2o: f64,
    /// Its inspired volume, mL.
    pub vti_ml: f64,
    /// Flow just before it stopped, L/min.
    pub flow_l_min: f64,
    /// Whether the flow was constant, so that a resistance can be worked out.
    pub square: bool,
}

/// An effort against shut valves, as the pressure shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Occlusion {
    highest_cmh2o: f64,
    fell_at: Option<(u64, f64)>,
}

impl Recorder {
    pub(crate) fn new() -> Self {
        Self {
            breath: None,
            current: Current::default(),
            last: None,
            leak: LeakEstimate::default(),
            minute: Minute::default(),
            plateau: None,
            total_peep_cmh2o: None,
            occlusion_cmh2o: None,
            occlusion: Occlusion::default(),
        }
    }

    /// The last whole breath.
    pub(crate) const fn last(&self) -> Option<&BreathRecord> {
        self.last.as_ref()
    }

    pub(crate) const fn plateau(&self) -> Option<&Plateau> {
        self.plateau.as_ref()
    }

    pub(crate) const fn total_peep_cmh2o(&self) -> Option<f64> {
        self.total_peep_cmh2o
    }

    pub(crate) const fn occlusion_cmh2o(&self) -> Option<f64> {
        self.occlusion_cmh2o
    }

    /// Volume that has gone in with this breath, mL.
    pub(crate) fn inspired_ml(&self) -> f64 {
        self.current.in_l * 1_000.0
    }

    /// Volume in the lung since the breath began, as the sensors see it, mL.
    pub(crate) fn volume_ml(&self) -> f64 {
        (self.current.in_l - self.current.out_l) * 1_000.0
    }

    /// What the controller did in this step; gives the record of a breath that is over.
    pub(crate) fn turn(&mut self, turns: &Turns, controller: &Controller, tick: u64) -> Option<BreathRecord> {
        if turns.ended {
            self.current.ended_after = Some(self.current.steps);
            self.current.cut = turns.cut;
            let paused = self.breath.is_some_and(|breath| {
                !turns.cut && breath.pause_ticks >= PLATEAU_TICKS && turns.held.is_none()
            });
            if paused || turns.held.is_some() {
                self.take_plateau();
            }
        }
        if turns.held == Some(super::super::modes::Hold::Expiratory) {
            self.total_peep_cmh2o = Some(self.occlusion.highest_cmh2o);
        }
        if controller.phase() == Phase::ExpiratoryHold && controller.since() == tick {
            self.occlusion = Occlusion {
                highest_cmh2o: self.current.last_cmh2o,
                fell_at: None,
            };
        }
        if !turns.began {
            return None;
        }
        let record = self.finish();
        self.breath = Some(*controller.breath());
        self.current = Current {
            last_cmh2o: self.current.last_cmh2o,
            ..Current::default()
        };
        record
    }

    /// Measures one step.
    pub(crate) fn step(&mut self, reading: &Reading, phase: Phase, tick: u64) {
        let current = &mut self.current;
        let paw = reading.paw_cmh2o;
        let flow_l_s = reading.net_l_s();
        current.steps += 1;
        current.sum_cmh2o += paw;
        current.peak_cmh2o = if current.steps == 1 {
            paw
        } else {
            current.peak_cmh2o.max(paw)
        };
        current.last_cmh2o = paw;
        current.last_l_s = flow_l_s;
        current.total_in_l += reading.in_l_s * STEP_S;
        current.total_out_l += reading.out_l_s * STEP_S;
        if self.leak.counts() {
            current.root_sum += libm::sqrt(paw.max(0.0)) * STEP_S;
        }
        if current.ended_after.is_none() {
            let net_l_s = flow_l_s - self.leak.made_up_l_s(paw);
            current.in_l += net_l_s * STEP_S;
            current.peak_in_l_s = current.peak_in_l_s.max(net_l_s);
            if phase == Phase::Inspiration {
                current.end_in_l_s = net_l_s;
            }
        } else {
            // Where the leak is known, what the ventilator gives to hold PEEP is known to be lost.
            let out_l_s = if self.leak.counts() {
                self.leak.made_up_l_s(paw) - flow_l_s
            } else {
                reading.out_l_s
            };
            current.out_l += out_l_s * STEP_S;
            current.peak_out_l_s = current.peak_out_l_s.max(reading.out_l_s);
        }
        if phase == Phase::ExpiratoryHold {
            self.watch_occlusion(tick);
        }
    }

    /// What is measured of an expiratory hold: the pressure that comes to rest, and how an effort pulls at it.
    fn watch_occlusion(&mut self, tick: u64) {
        let paw = self.current.last_cmh2o;
        let occlusion = &mut self.occlusion;
        match occlusion.fell_at {
            Some((fell_at, from_cmh2o)) if tick == fell_at + 100 => {
                self.occlusion_cmh2o = Some((from_cmh2o - paw).max(0.0));
            }
            // The effort is over.
            Some((fell_at, from_cmh2o)) if tick > fell_at + 100 && paw > from_cmh2o - 0.05 => {
                occlusion.fell_at = None;
            }
            Some(_) => {}
            None if paw < occlusion.highest_cmh2o - 0.1 => {
                occlusion.fell_at = Some((tick, occlusion.highest_cmh2o));
            }
            None => {}
        }
        occlusion.highest_cmh2o = occlusion.highest_cmh2o.max(paw);
    }

    fn take_plateau(&mut self) {
        let Some(breath) = &self.breath else { return };
        self.plateau = Some(Plateau {
            cmh2o: self.current.last_cmh2o,
            peak_cmh2o: self.current.peak_cmh2o,
            vti_ml: self.current.in_l * 1_000.0,
            flow_l_min: breath.flow_l_s * 60.0,
            square: breath.kind == BreathKind::Volume && breath.fall_l_s2 <= 0.0,
        });
    }

    fn finish(&mut self) -> Option<BreathRecord> {
        let breath = self.breath?;
        let current = &self.current;
        if current.steps == 0 {
            return None;
        }
        let inspired = current.ended_after.unwrap_or(current.steps);
        let (given_l, back_l) = if self.leak.counts() {
            (current.total_in_l, current.total_out_l)
        } else {
            (current.in_l, current.out_l)
        };
        let leak_percent = if given_l > 0.001 {
            derived::leak_percent(given_l, back_l).clamp(0.0, 100.0)
        } else {
            0.0
        };
        let record = BreathRecord {
            started: breath.started,
            kind: breath.kind,
            origin: breath.origin,
            ti_s: inspired as f64 * STEP_S,
            total_s: current.steps as f64 * STEP_S,
            peak_cmh2o: current.peak_cmh2o,
            mean_cmh2o: current.sum_cmh2o / current.steps as f64,
            end_cmh2o: current.last_cmh2o,
            vti_ml: current.in_l * 1_000.0,
            vte_ml: current.out_l * 1_000.0,
            peak_in_l_min: current.peak_in_l_s * 60.0,
            peak_out_l_min: current.peak_out_l_s * 60.0,
            end_in_l_min: current.end_in_l_s * 60.0,
            end_out_l_min: (-current.last_l_s).max(0.0) * 60.0,
            leak_percent,
            cut: current.cut,
        };
        self.leak
            .learn(current.total_in_l - current.total_out_l, current.root_sum);
        // Where the leak is made up for, the minute volume counts what the lung gave, as the volumes do.
        let out_l = if self.leak.counts() {
            current.out_l
        } else {
            current.total_out_l
        };
        self.minute.add(&record, out_l);
        self.last = Some(record);
        Some(record)
    }
}
