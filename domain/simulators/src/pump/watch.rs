//! What the pump watches by itself: sensors, time-outs, keys held down.

use super::air::AirFinding;
use super::flowwatch::FlowFinding;
use super::key::Key;
use super::keyboard::POWER_HOLD_TICKS;
use super::selftest::SelfTestPart;
use super::{Detail, Pump, Question, STEP_MS, Stage};
use crate::alarms::AlarmId;
use crate::drugs::dose;
use crate::events::{Event, EventQueue};
use crate::line::hydraulics::{self, UPSTREAM_LIMIT_MMHG};
use crate::line::state::Sensed;
use crate::line::view::SetState;

/// A confirmed program that is not started for this long, ms.
pub(crate) const NOT_STARTED_TICKS: u64 = 120_000;
/// A pause that is forgotten for this long, ms.
pub(crate) const PAUSED_TOO_LONG_TICKS: u64 = 120_000;
/// Values that wait for this long, ms (FDA Generic Infusion Pump 2.2.4).
pub(crate) const ENTRY_IDLE_TICKS: u64 = 300_000;
/// Values that wait for this long are dropped, ms (FDA Generic Infusion Pump 2.2.5).
pub(crate) const ENTRY_TIMEOUT_TICKS: u64 = 600_000;
/// A question that waits for this long is told of, and again each time, ms (FDA Generic Infusion Pump 2.2.1).
pub(crate) const INPUT_PENDING_TICKS: u64 = 900_000;
/// A task that is frozen for this long is told of, ms (FDA Generic Infusion Pump 3.5).
pub(crate) const WATCHDOG_TICKS: u64 = 90_000;
/// A task that is frozen for this long takes the pump out of service, ms (FDA Generic Infusion Pump 3.5).
pub(crate) const FROZEN_TICKS: u64 = 180_000;

impl Pump {
    /// One sub-step, after the line's.
    pub(crate) fn step(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.stage == Stage::Off {
            return;
        }
        let counted_ml = hydraulics::volume_ml(self.motor().rate_ml_h, STEP_MS);
        self.count(tick, events);
        if self.is_delivering() {
            self.watch_pressure(tick, sensed, events);
            self.watch_air(tick, sensed, events);
            self.watch_end(tick, events);
        }
        self.watch_checking(tick, sensed, events);
        self.watch_wait(tick, sensed, events);
        if self.detail == Detail::Unit {
            self.watch_above(counted_ml, tick, sensed, events);
            self.watch_power(tick, events);
            self.watch_input(tick, events);
        }
        self.watch_task(tick, events);
        if self.stage == Stage::Off {
            return;
        }
        self.watch_sensors(tick, sensed, events);
        self.watch_time(tick, events);
        if self.keyboard.is_any_down() || self.alarms.is_active(AlarmId::KeyStuck) {
            self.watch_keys(tick, events);
        }
        self.alarms.step(tick);
    }

    /// Door and set, at once when they change.
    pub(crate) fn watch_sensors(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.is_delivering() || self.stage == Stage::CheckingLine {
            if sensed.door_open {
                self.stop_for(AlarmId::DoorOpen, tick, events);
            } else if sensed.set != SetState::Loaded {
                self.stop_for(AlarmId::SetMisloaded, tick, events);
            }
        } else if self.stage != Stage::AlarmStopped && sensed.set == SetState::Loaded {
            self.alarms.clear(AlarmId::SetMisloaded, tick, events);
        }
    }

    /// Raises an alarm and stops the motor at once; entries and questions are dropped.
    pub(super) fn stop_for(&mut self, alarm: AlarmId, tick: u64, events: &mut EventQueue) {
        self.end_boluses(tick, events);
        self.stroke_left_ml = 0.0;
        self.flow_watch.reset();
        self.alarms.clear(AlarmId::NearEnd, tick, events);
        self.alarms.clear(AlarmId::CheckingLine, tick, events);
        self.alarms.clear(AlarmId::EntryIdle, tick, events);
        self.editor = None;
        self.question = None;
        self.refusal = None;
        self.over_limit_since = None;
        self.enter_stage(Stage::AlarmStopped, tick);
        self.alarms.raise(alarm, tick, events);
    }

    /// The watchdog finds a fault that nobody at the bedside can mend.
    pub(crate) fn fail(&mut self, tick: u64, events: &mut EventQueue) {
        self.broken = true;
        if self.stage != Stage::Off {
            self.stop_for(AlarmId::SystemError, tick, events);
            self.enter_stage(Stage::Technical, tick);
        }
    }

    fn watch_pressure(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if sensed.pressure_mmhg < self.config.occlusion_limit_mmhg {
            self.over_limit_since = None;
            return;
        }
        let since = *self.over_limit_since.get_or_insert(tick);
        let latency_ticks = (self.config.occlusion_latency_s * 1_000.0) as u64;
        if tick - since >= latency_ticks && !self.checks_line(tick, events) {
            self.stop_for(AlarmId::DownstreamOcclusion, tick, events);
            self.backoff_ml = self.config.backoff_ml.max(0.0);
        }
    }

    fn watch_air(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let limits = self.air_limits();
        let alarm = match self.air.pass(sensed.air_passed_ul, tick, &limits) {
            None => return,
            Some(AirFinding::Single) => AlarmId::AirSingle,
            Some(AirFinding::Cumulative { .. }) => AlarmId::AirCumulative,
        };
        self.air.blocked = true;
        self.stop_for(alarm, tick, events);
    }

    fn watch_end(&mut self, tick: u64, events: &mut EventQueue) {
        match (self.stage, self.program) {
            (Stage::Kvo, _) => {
                let longest_ticks = (self.config.kvo_longest_s * 1_000.0) as u64;
                if tick - self.stage_since >= longest_ticks {
                    self.alarms.clear(AlarmId::InfusionComplete, tick, events);
                    self.stop_for(AlarmId::KvoEnded, tick, events);
                }
            }
            (Stage::Running, Some(program)) if self.begun_secondary().is_none() => {
                let left_s = match &self.steps {
                    Some(steps) => steps.left_s(program.rate_ml_h),
                    None => dose::duration_s(self.vtbi_ml, program.rate_ml_h),
                };
                self.alarms
                    .follow(AlarmId::NearEnd, left_s <= self.config.near_end_s, tick, events);
            }
            _ => {}
        }
    }

    fn watch_time(&mut self, tick: u64, events: &mut EventQueue) {
        let lasted = tick - self.stage_since;
        if self.stage == Stage::SelfTest {
            self.watch_self_test(lasted, tick, events);
        }
        let not_started = self.stage == Stage::Ready && lasted >= NOT_STARTED_TICKS;
        self.alarms.follow(AlarmId::NotStarted, not_started, tick, events);
        let paused_too_long = self.stage == Stage::Paused && lasted >= PAUSED_TOO_LONG_TICKS;
        self.alarms
            .follow(AlarmId::PausedTooLong, paused_too_long, tick, events);
        let idle = self.editor.as_ref().map_or(0, |editor| tick - editor.touched);
        if idle >= ENTRY_TIMEOUT_TICKS {
            self.editor = None;
            self.alarms.clear(AlarmId::EntryIdle, tick, events);
            self.alarms.raise(AlarmId::EntryTimeout, tick, events);
        } else {
            self.alarms
                .follow(AlarmId::EntryIdle, idle >= ENTRY_IDLE_TICKS, tick, events);
        }
    }

    /// Part by part; the first that fails ends the test.
    fn watch_self_test(&mut self, lasted: u64, tick: u64, events: &mut EventQueue) {
        let length = self.config.self_test.ticks();
        let fails = |part: &SelfTestPart| {
            self.self_test_fault == Some(*part)
                || *part == SelfTestPart::StuckKey
                    && self.detail == Detail::Unit
                    && self.keyboard.has_jammed_key()
        };
        let failed = SelfTestPart::done_after(lasted, length)
            .iter()
            .copied()
            .find(fails);
        if let Some(part) = failed {
            self.failed_part = Some(part);
            self.broken = true;
            events.push(tick, Event::SelfTestFailed);
            self.end_self_test(tick, events);
        } else if lasted >= length {
            self.end_self_test(tick, events);
        }
    }

    /// The line above the pump, and whether what goes through the pump is what it counts.
    fn watch_above(&mut self, counted_ml: f64, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let Some(above) = sensed.above else { return };
        if above.free_flow && !matches!(self.stage, Stage::SelfTest | Stage::Technical) {
            if !self.alarms.is_active(AlarmId::FreeFlow) {
                self.stop_for(AlarmId::FreeFlow, tick, events);
            }
            return;
        }
        if !self.is_delivering() {
            return;
        }
        if above.pressure_mmhg <= UPSTREAM_LIMIT_MMHG {
            self.stop_for(AlarmId::UpstreamOcclusion, tick, events);
            return;
        }
        match self
            .flow_watch
            .pass(counted_ml, above.passed_ml, above.cycle, tick)
        {
            Some(FlowFinding::TooMuch) => self.stop_for(AlarmId::OverInfusion, tick, events),
            Some(FlowFinding::TooLittle) => {
                self.alarms.raise(AlarmId::UnderInfusion, tick, events);
            }
            None if self.flow_watch.is_content() => {
                self.alarms.clear(AlarmId::UnderInfusion, tick, events);
            }
            None => {}
        }
    }

    /// A question that nobody answers, told of every quarter of an hour.
    fn watch_input(&mut self, tick: u64, events: &mut EventQueue) {
        let asks =
            matches!(self.stage, Stage::NewPatient | Stage::CareArea { .. }) || self.question.is_some();
        let waited = tick.saturating_sub(self.last_key.max(self.stage_since));
        if !asks || waited < INPUT_PENDING_TICKS {
            self.alarms.clear(AlarmId::InputPending, tick, events);
        } else if waited % INPUT_PENDING_TICKS < crate::STEP_TICKS {
            self.alarms.clear(AlarmId::InputPending, tick, events);
            self.alarms.raise(AlarmId::InputPending, tick, events);
        }
    }

    /// A frozen task: the watchdog tells of it, then takes the pump out of service.
    fn watch_task(&mut self, tick: u64, events: &mut EventQueue) {
        let Some(since) = self.frozen_since else { return };
        let frozen = tick.saturating_sub(since);
        if frozen >= FROZEN_TICKS {
            if self.stage != Stage::Technical {
                self.alarms.clear(AlarmId::Watchdog, tick, events);
                self.fail(tick, events);
            }
        } else if frozen >= WATCHDOG_TICKS {
            self.alarms.raise(AlarmId::Watchdog, tick, events);
        }
    }

    fn end_self_test(&mut self, tick: u64, events: &mut EventQueue) {
        if self.broken {
            self.alarms.raise(AlarmId::SystemError, tick, events);
            self.enter_stage(Stage::Technical, tick);
        } else {
            self.enter_stage(Stage::NewPatient, tick);
            events.push(tick, Event::SelfTestPassed);
        }
    }

    fn watch_keys(&mut self, tick: u64, events: &mut EventQueue) {
        let held = self.keyboard.held_ticks(Key::Power, tick);
        if self.question == Some(Question::SwitchOff) && held.is_some_and(|held| held >= POWER_HOLD_TICKS) {
            self.switch_off(tick, events);
            return;
        }
        for key in [Key::Up, Key::Down] {
            if self.keyboard.repeats(key, tick) {
                self.repeat(key, tick, events);
            }
        }
        let stuck = self.keyboard.has_stuck_key(tick);
        if stuck && self.is_delivering() {
            self.stop_for(AlarmId::KeyStuck, tick, events);
        } else if self.stage != Stage::AlarmStopped || stuck {
            self.alarms.follow(AlarmId::KeyStuck, stuck, tick, events);
        }
    }
}
