//! The controller: decides in every millisecond whether a breath begins or ends, and what the valves do.

use super::super::lung::state::Drive;
use super::super::settings::{SettingId, Settings};
use super::adaptive::{
    BELOW_LIMIT_CMH2O, LARGEST_STEP_CMH2O, LastBreath, SMALLEST_CMH2O, next_pressure_cmh2o,
};
use super::breath::{Breath, BreathKind, Origin};
use super::holds::Hold;

/// No breath is triggered so soon after the last one began (*chosen*).
pub(super) const REFRACTORY_TICKS: u64 = 200;
/// No breath is triggered so soon after expiration began: the flow has this long to turn (*chosen*).
const TURNING_TICKS: u64 = 150;
/// Most flow that the ventilator can push, L/s: 120 L/min (*chosen*).
pub(super) const MOST_L_S: f64 = 2.0;
/// Flow that holds PEEP against leaks and efforts where the trigger is by flow, L/s (*chosen*).
const SUPPLY_L_S: f64 = 0.5;
/// A supported breath ends when the patient presses the airway this far above its target, cmH2O (*chosen*).
const PRESSED_CMH2O: f64 = 3.0;
/// No supported breath ends sooner by its flow (*chosen*).
const SHORTEST_SUPPORT_TICKS: u64 = 100;
/// Breaths of the patient that end the backup.
const ENDS_BACKUP: u8 = 2;

/// What the controller knows from the sensors.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sensed {
    pub(crate) paw_cmh2o: f64,
    /// Flow into the patient as the trigger and the cycling see it, L/s.
    pub(crate) flow_l_s: f64,
}

codes! {
    /// Where in the breath the ventilator is.
    pub enum Phase {
        Inspiration => "inspiration",
        /// The pause that belongs to the breath.
        Pause => "pause",
        Expiration => "expiration",
        InspiratoryHold => "inspiratory_hold",
        ExpiratoryHold => "expiratory_hold",
    }
}

/// What happened in a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Turns {
    /// A breath began: [`Controller::breath`].
    pub(crate) began: bool,
    /// Inspiration ended, its pause or hold included.
    pub(crate) ended: bool,
    /// It was cut because the pressure reached its limit.
    pub(crate) cut: bool,
    /// A hold ended that was long enough to measure.
    pub(crate) held: Option<Hold>,
    /// The backup took over, or gave back.
    pub(crate) backup_began: bool,
    pub(crate) backup_ended: bool,
    /// Settings that waited took effect.
    pub(crate) adopted: bool,
}

/// State of the controller.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Controller {
    pub(super) settings: Settings,
    /// Confirmed, and waiting for the next expiration.
    waiting: Option<Settings>,
    pub(super) phase: Phase,
    pub(super) since: u64,
    pub(super) breath: Breath,
    /// When the next breath of the ventilator's own is due.
    pub(super) due: u64,
    /// When the present interval of an intermittent mode began, and whether its breath was given.
    interval_from: u64,
    interval_given: bool,
    /// How many breaths of the patient the backup has seen in a row.
    backup: Option<u8>,
    /// Since when there was no breath.
    pub(super) quiet_since: u64,
    /// Pressure above PEEP of an adaptive mode; none until the lung was measured.
    adaptive_cmh2o: Option<f64>,
    adaptive_limited: bool,
    pub(super) hold: Option<Hold>,
    pub(super) by_hand: bool,
    /// Flow of the step before, L/s: a breath out at the high level is seen by its change.
    pub(super) last_flow_l_s: f64,
}

impl Controller {
    pub(crate) fn new(settings: &Settings, tick: u64) -> Self {
        Self {
            settings: *settings,
            waiting: None,
            phase: Phase::Expiration,
            since: tick,
            breath: Breath::by_pressure(BreathKind::Pressure, Origin::Time, tick),
            due: tick + 500,
            interval_from: tick,
            interval_given: false,
            backup: None,
            quiet_since: tick,
            adaptive_cmh2o: None,
            adaptive_limited: false,
            hold: None,
            by_hand: false,
            last_flow_l_s: 0.0,
        }
    }

    pub(crate) const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Settings as they will be once they have taken effect.
    pub(crate) fn confirmed(&self) -> &Settings {
        self.waiting.as_ref().unwrap_or(&self.settings)
    }

    pub(crate) const fn phase(&self) -> Phase {
        self.phase
    }

    /// Since when the phase lasts.
    pub(crate) const fn since(&self) -> u64 {
        self.since
    }

    pub(crate) const fn breath(&self) -> &Breath {
        &self.breath
    }

    pub(crate) const fn in_backup(&self) -> bool {
        self.backup.is_some()
    }

    /// Whether an adaptive mode would need more pressure than it may use.
    pub(crate) const fn is_limited(&self) -> bool {
        self.adaptive_limited
    }

    /// Pressure above PEEP that an adaptive mode has come to, cmH2O.
    pub(crate) const fn adaptive_cmh2o(&self) -> Option<f64> {
        self.adaptive_cmh2o
    }

    /// Takes confirmed settings: limits and oxygen at once, the rest with the next expiration.
    pub(crate) fn confirm(&mut self, settings: &Settings) {
        self.settings.take_at_once(settings);
        self.waiting = (*settings != self.settings).then_some(*settings);
    }

    /// Begins anew, as after standby.
    pub(crate) fn restart(&mut self, tick: u64) {
        *self = Self::new(self.confirmed(), tick);
    }

    /// Time during which nothing could be breathed does not count as apnea.
    pub(crate) const fn forgive(&mut self, tick: u64) {
        self.quiet_since = tick;
    }

    /// Level to which expiration falls, cmH2O.
    pub(crate) const fn peep_cmh2o(&self) -> f64 {
        self.settings.peep_cmh2o()
    }

    /// Whether what is sensed starts a breath.
    pub(super) fn is_triggered(&self, tick: u64, sensed: &Sensed) -> bool {
        if tick < self.breath.started + REFRACTORY_TICKS || tick < self.since + TURNING_TICKS {
            return false;
        }
        if self.settings.get(SettingId::TriggerBy) > 0.5 {
            sensed.paw_cmh2o <= self.peep_cmh2o() - self.settings.get(SettingId::PressureTrigger)
        } else {
            sensed.flow_l_s >= self.settings.get(SettingId::FlowTrigger) / 60.0
        }
    }

    /// Decides; `given_ml` is the volume that the inspiration that goes on has given so far.
    pub(crate) fn decide(&mut self, tick: u64, sensed: &Sensed, given_ml: f64) -> Turns {
        let mut turns = Turns::default();
        match self.phase {
            Phase::Inspiration => self.inspiring(tick, sensed, given_ml, &mut turns),
            Phase::Pause => self.pausing(tick, sensed, given_ml, &mut turns),
            Phase::InspiratoryHold | Phase::ExpiratoryHold => self.holding(tick, sensed, &mut turns),
            Phase::Expiration => self.expiring(tick, sensed, &mut turns),
        }
        self.last_flow_l_s = sensed.flow_l_s;
        turns
    }

    /// What the valves do during the step that ends at `tick`; `made_up_l_s` is the leak as it is estimated.
    pub(crate) fn drive(&self, tick: u64, made_up_l_s: f64) -> Drive {
        match self.phase {
            Phase::Inspiration if self.breath.kind == BreathKind::Volume => Drive::Flow {
                l_s: self.breath.flow_at(tick) + made_up_l_s,
            },
            Phase::Inspiration => Drive::Pressure {
                cmh2o: self.breath.pressure_at(tick),
                most_l_s: MOST_L_S,
                active_valve: self.breath.kind != BreathKind::Support,
            },
            Phase::Pause | Phase::InspiratoryHold | Phase::ExpiratoryHold => Drive::Flow { l_s: 0.0 },
            Phase::Expiration => Drive::Exhale {
                peep_cmh2o: self.peep_cmh2o(),
                supply_l_s: self.supply_l_s(),
            },
        }
    }

    fn supply_l_s(&self) -> f64 {
        if self.settings.mode.has_levels() {
            MOST_L_S
        } else if self.settings.get(SettingId::TriggerBy) > 0.5 {
            0.0
        } else {
            SUPPLY_L_S
        }
    }

    fn inspiring(&mut self, tick: u64, sensed: &Sensed, given_ml: f64, turns: &mut Turns) {
        if self.is_over_limit(sensed) {
            turns.cut = true;
            self.end_inspiration(tick, sensed, given_ml, turns);
            return;
        }
        let since = tick - self.breath.started;
        self.breath.peak_l_s = self.breath.peak_l_s.max(sensed.flow_l_s);
        let over = match self.breath.kind {
            BreathKind::Support => {
                let faded = since >= SHORTEST_SUPPORT_TICKS
                    && sensed.flow_l_s <= self.breath.cycle_share * self.breath.peak_l_s;
                let pressed = sensed.paw_cmh2o > self.breath.target_cmh2o + PRESSED_CMH2O;
                faded || pressed || since > self.breath.ticks
            }
            BreathKind::Level => since >= self.breath.ticks || self.releases_early(since, sensed),
            BreathKind::Pressure => since >= self.breath.ticks,
            // The step at which a flow begins moves nothing yet.
            BreathKind::Volume => since > self.breath.ticks,
        };
        if !over {
            return;
        }
        if self.breath.pause_ticks > 0 {
            self.enter(Phase::Pause, tick);
        } else if self.hold == Some(Hold::Inspiratory) {
            self.enter(Phase::InspiratoryHold, tick);
        } else {
            self.end_inspiration(tick, sensed, given_ml, turns);
        }
    }

    fn pausing(&mut self, tick: u64, sensed: &Sensed, given_ml: f64, turns: &mut Turns) {
        if self.is_over_limit(sensed) {
            turns.cut = true;
            self.end_inspiration(tick, sensed, given_ml, turns);
        } else if tick >= self.since + self.breath.pause_ticks {
            if self.hold == Some(Hold::Inspiratory) {
                self.enter(Phase::InspiratoryHold, tick);
            } else {
                self.end_inspiration(tick, sensed, given_ml, turns);
            }
        }
    }

    pub(super) fn is_over_limit(&self, sensed: &Sensed) -> bool {
        sensed.paw_cmh2o >= self.settings.get(SettingId::LimitPressureHigh)
    }

    pub(super) fn enter(&mut self, phase: Phase, tick: u64) {
        self.phase = phase;
        self.since = tick;
    }

    /// From inspiration to expiration: settings that waited take effect, an adaptive pressure learns.
    pub(super) fn end_inspiration(&mut self, tick: u64, sensed: &Sensed, given_ml: f64, turns: &mut Turns) {
        turns.ended = true;
        self.learn(sensed.paw_cmh2o, given_ml, turns.cut);
        self.enter(Phase::Expiration, tick);
        self.adopt(tick, turns);
    }

    fn adopt(&mut self, tick: u64, turns: &mut Turns) {
        let Some(waiting) = self.waiting.take() else {
            return;
        };
        if waiting.mode != self.settings.mode {
            self.adaptive_cmh2o = None;
            self.adaptive_limited = false;
            self.backup = None;
            self.interval_from = tick;
            self.interval_given = false;
        }
        self.settings = waiting;
        self.due = self.breath.started + self.interval_ticks();
        if self.settings.mode.has_levels() {
            self.due = self.due.max(tick);
        }
        turns.adopted = true;
    }

    /// An adaptive mode takes the plateau of its test breath, the pressure at its end, then the volume of each breath.
    fn learn(&mut self, end_cmh2o: f64, given_ml: f64, cut: bool) {
        if self.settings.mode != super::Mode::Prvc || cut && !self.breath.tests {
            return;
        }
        let peep = self.settings.get(SettingId::Peep);
        let ceiling =
            (self.settings.get(SettingId::LimitPressureHigh) - BELOW_LIMIT_CMH2O - peep).max(SMALLEST_CMH2O);
        if self.breath.tests && cut {
            // The volume does not fit under the limit: begin with what may be used.
            self.adaptive_limited = true;
            self.adaptive_cmh2o = Some(ceiling);
        } else if self.breath.tests {
            self.adaptive_limited = end_cmh2o - peep > ceiling;
            self.adaptive_cmh2o = Some((end_cmh2o - peep).clamp(SMALLEST_CMH2O, ceiling));
        } else if let (Some(pressure_cmh2o), BreathKind::Pressure) = (self.adaptive_cmh2o, self.breath.kind) {
            let (next, limited) = next_pressure_cmh2o(&LastBreath {
                target_ml: self.settings.get(SettingId::TidalVolume),
                measured_ml: given_ml,
                pressure_cmh2o,
                ceiling_cmh2o: ceiling,
                floor_cmh2o: SMALLEST_CMH2O,
                largest_step_cmh2o: LARGEST_STEP_CMH2O,
            });
            self.adaptive_cmh2o = Some(next);
            self.adaptive_limited = limited;
        }
    }

    fn expiring(&mut self, tick: u64, sensed: &Sensed, turns: &mut Turns) {
        self.adopt(tick, turns);
        if self.apnea_begins(tick) {
            self.backup = Some(0);
            self.due = tick;
            turns.backup_began = true;
        }
        let triggered = self.is_triggered(tick, sensed);
        let settled = tick >= self.since + REFRACTORY_TICKS;
        if self.by_hand && settled {
            self.by_hand = false;
            self.begin(Origin::Hand, tick, sensed, turns);
            return;
        }
        let rested = self.settings.mode.is_spontaneous() && tick >= self.since + 1_000;
        let due = settled && self.is_due(tick);
        if self.hold == Some(Hold::Expiratory) && (triggered || due || rested) {
            self.enter(Phase::ExpiratoryHold, tick);
            return;
        }
        if self.settings.mode.has_levels() && self.backup.is_none() {
            if due || self.rises_early(tick, triggered) {
                let origin = if due { Origin::Time } else { Origin::Patient };
                self.begin(origin, tick, sensed, turns);
            }
        } else if due && (self.settings.mode.is_intermittent() || !triggered) {
            self.begin(Origin::Time, tick, sensed, turns);
        } else if triggered {
            self.begin(Origin::Patient, tick, sensed, turns);
        }
    }

    /// Whether the ventilator's own time for a breath has come. Turns the page of an intermittent interval.
    fn is_due(&mut self, tick: u64) -> bool {
        let mode = self.settings.mode;
        if self.backup.is_some() {
            return tick >= self.due;
        }
        if mode.is_intermittent() {
            let interval = self.interval_ticks();
            if tick < self.interval_from + interval {
                return false;
            }
            let owed = !self.interval_given;
            self.interval_from += interval;
            if tick >= self.interval_from + interval {
                self.interval_from = tick;
            }
            self.interval_given = false;
            // What is owed is given now, and counts for the interval that ended.
            self.due = if owed { tick } else { u64::MAX };
            return owed;
        }
        !mode.is_spontaneous() && tick >= self.due
    }

    fn apnea_begins(&self, tick: u64) -> bool {
        let longest = (self.settings.get(SettingId::ApneaTime) * 1_000.0) as u64;
        self.backup.is_none() && !self.settings.mode.has_levels() && tick >= self.quiet_since + longest
    }

    /// Length of a cycle, ticks.
    pub(super) fn interval_ticks(&self) -> u64 {
        let get = |id| self.settings.get(id);
        if self.backup.is_some() {
            return ticks(60.0 / get(SettingId::BackupRate));
        }
        if self.settings.mode.has_levels() {
            return ticks(get(SettingId::HighTime) + get(SettingId::LowTime));
        }
        ticks(60.0 / get(SettingId::Rate))
    }

    /// Begins a breath.
    pub(super) fn begin(&mut self, origin: Origin, tick: u64, sensed: &Sensed, turns: &mut Turns) {
        match (self.backup, origin) {
            (Some(seen), Origin::Patient) if seen + 1 >= ENDS_BACKUP => {
                self.backup = None;
                turns.backup_ended = true;
            }
            (Some(seen), Origin::Patient) => self.backup = Some(seen + 1),
            (Some(_), _) => self.backup = Some(0),
            (None, _) => {}
        }
        let mandatory = self.is_mandatory_now(origin, tick);
        if mandatory && self.settings.mode.is_intermittent() && origin != Origin::Time {
            self.interval_given = true;
        }
        self.breath = self.plan(origin, mandatory, tick, sensed.paw_cmh2o);
        self.due = tick + self.interval_ticks();
        self.quiet_since = tick;
        self.enter(Phase::Inspiration, tick);
        turns.began = true;
    }

    /// Whether the breath that begins is the ventilator's or the patient's. In an intermittent mode the last
    /// 60 % of an interval wait for the patient (*chosen*).
    fn is_mandatory_now(&self, origin: Origin, tick: u64) -> bool {
        if self.backup.is_some() {
            return true;
        }
        if !self.settings.mode.is_intermittent() || origin != Origin::Patient {
            return !self.settings.mode.is_spontaneous();
        }
        let window_from = self.interval_from + self.interval_ticks() * 2 / 5;
        !self.interval_given && tick >= window_from
    }
}

/// Seconds as ticks.
pub(super) fn ticks(seconds: f64) -> u64 {
    libm::round(seconds * 1_000.0) as u64
}
