//! What the pump watches by itself: sensors, pressure, the end, time-outs, keys held down, power.

use super::super::alarms::SyringeAlarm;
use super::super::events::{Event, EventQueue};
use super::super::holder::Sensed;
use super::super::power::{CRITICAL_S, LOW_S};
use super::{NOTHING_ML, Question, Stage, SyringePump};
use crate::drugs::dose;
use crate::pump::key::Key;
use crate::pump::keyboard::POWER_HOLD_TICKS;

/// A confirmed program that is not started for this long, ms.
const NOT_STARTED_TICKS: u64 = 120_000;
/// A pause that is forgotten for this long, ms.
const PAUSED_TOO_LONG_TICKS: u64 = 120_000;
/// Values that wait for this long, ms (FDA Generic Infusion Pump 2.2.4).
const ENTRY_IDLE_TICKS: u64 = 300_000;
/// Values that wait for this long are dropped, ms (FDA Generic Infusion Pump 2.2.5).
const ENTRY_TIMEOUT_TICKS: u64 = 600_000;

impl SyringePump {
    /// One sub-step, after the fluid's.
    pub(in crate::syringe) fn step(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        self.power.step(self.rate_ml_h(), self.stage != Stage::Off);
        if self.stage == Stage::Off {
            return;
        }
        self.count(tick, events);
        if self.is_delivering() || self.is_purging() {
            self.watch_pressure(tick, sensed, events);
        }
        if self.is_delivering() {
            self.watch_end(tick, sensed, events);
        }
        self.watch_sensors(tick, sensed, events);
        self.watch_time(tick, events);
        self.watch_power(tick, events);
        if self.keyboard.is_any_down() || self.alarms.is_active(SyringeAlarm::KeyStuck) {
            self.watch_keys(tick, sensed, events);
        }
        self.alarms.step(tick);
    }

    /// Syringe, barrel, flange and plunger, at once when they change.
    pub(in crate::syringe) fn watch_sensors(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if self.stage == Stage::Off {
            if !sensed.fitted {
                self.told = None;
            }
            return;
        }
        if self.is_delivering() || self.is_purging() {
            if !sensed.fitted || !sensed.seated {
                self.stop_for(SyringeAlarm::SyringeDisengaged, tick, events);
            } else if !sensed.plunger_gripped {
                self.stop_for(SyringeAlarm::PlungerClampOpen, tick, events);
            } else if self.is_mismatched(sensed) {
                self.stop_for(SyringeAlarm::SizeMismatch, tick, events);
            }
        }
        if !sensed.fitted {
            // What is laid in next may be another syringe.
            self.told = None;
            self.choosing = None;
        }
    }

    /// A syringe was laid in: which one is it?
    pub(in crate::syringe) fn syringe_laid_in(&mut self) {
        self.ask_for_syringe(true);
    }

    /// Raises an alarm and stops the motor at once; entries and questions are dropped.
    pub(super) fn stop_for(&mut self, alarm: SyringeAlarm, tick: u64, events: &mut EventQueue) {
        self.end_bolus(tick, events);
        self.end_purge(tick, events);
        for advisory in [
            SyringeAlarm::NearEnd,
            SyringeAlarm::SyringeNearEmpty,
            SyringeAlarm::EntryIdle,
        ] {
            self.clear(advisory, tick, events);
        }
        self.editor = None;
        self.question = None;
        self.refusal = None;
        self.over_limit_since = None;
        self.enter_stage(Stage::AlarmStopped, tick);
        self.raise(alarm, tick, events);
    }

    /// The watchdog finds a fault that nobody at the bedside can mend.
    pub(in crate::syringe) fn fail(&mut self, tick: u64, events: &mut EventQueue) {
        self.broken = true;
        if self.stage != Stage::Off {
            self.stop_for(SyringeAlarm::SystemError, tick, events);
            self.enter_stage(Stage::Technical, tick);
        }
    }

    /// Mains and battery.
    pub(super) fn watch_power(&mut self, tick: u64, events: &mut EventQueue) {
        if self.stage == Stage::Off {
            return;
        }
        let on_battery = !self.power.on_mains;
        let left_s = self.power.left_s(self.rate_ml_h());
        let dead = self.power.is_dead();
        let critical = on_battery && !dead && left_s <= CRITICAL_S;
        let low = on_battery && !dead && !critical && left_s <= LOW_S;
        self.follow(
            SyringeAlarm::MainsLost,
            on_battery && self.is_delivering(),
            tick,
            events,
        );
        self.follow(SyringeAlarm::LowBattery, low, tick, events);
        self.follow(SyringeAlarm::BatteryCritical, critical, tick, events);
        if dead && !self.alarms.is_active(SyringeAlarm::BatteryDepleted) && self.stage != Stage::Technical {
            self.stop_for(SyringeAlarm::BatteryDepleted, tick, events);
        } else if !dead && self.stage != Stage::AlarmStopped {
            self.clear(SyringeAlarm::BatteryDepleted, tick, events);
        }
    }

    fn watch_pressure(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        if sensed.pressure_mmhg < self.config.occlusion_limit_mmhg {
            self.over_limit_since = None;
            return;
        }
        let since = *self.over_limit_since.get_or_insert(tick);
        let latency_ticks = (self.config.occlusion_latency_s * 1_000.0) as u64;
        if tick - since >= latency_ticks {
            self.stop_for(SyringeAlarm::DownstreamOcclusion, tick, events);
            self.backoff_ml = self.config.backoff_ml.max(0.0);
        }
    }

    fn watch_end(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let left_ml = self.shown_left_ml(sensed);
        if left_ml <= NOTHING_ML {
            self.stop_for(SyringeAlarm::SyringeEmpty, tick, events);
            return;
        }
        let empty_s = dose::duration_s(left_ml, self.rate_ml_h());
        let near_empty = empty_s <= self.config.near_empty_s;
        self.follow(SyringeAlarm::SyringeNearEmpty, near_empty, tick, events);
        match (self.stage, self.program) {
            (Stage::Kvo, _) => {
                let longest_ticks = (self.config.kvo_longest_s * 1_000.0) as u64;
                if tick - self.stage_since >= longest_ticks {
                    self.clear(SyringeAlarm::InfusionComplete, tick, events);
                    self.stop_for(SyringeAlarm::KvoEnded, tick, events);
                }
            }
            (Stage::Running, Some(program)) => {
                let left_s = dose::duration_s(self.vtbi_ml, program.rate_ml_h);
                let near_end = left_s <= self.config.near_end_s;
                self.follow(SyringeAlarm::NearEnd, near_end, tick, events);
            }
            _ => {}
        }
    }

    fn watch_time(&mut self, tick: u64, events: &mut EventQueue) {
        let lasted = tick - self.stage_since;
        if self.stage == Stage::SelfTest && lasted >= self.config.self_test.ticks() {
            self.end_self_test(tick, events);
        }
        let not_started = self.stage == Stage::Ready && lasted >= NOT_STARTED_TICKS;
        self.follow(SyringeAlarm::NotStarted, not_started, tick, events);
        let paused_too_long = self.stage == Stage::Paused && lasted >= PAUSED_TOO_LONG_TICKS;
        self.follow(SyringeAlarm::PausedTooLong, paused_too_long, tick, events);
        let idle = self.editor.as_ref().map_or(0, |editor| tick - editor.touched);
        if idle >= ENTRY_TIMEOUT_TICKS {
            self.editor = None;
            self.clear(SyringeAlarm::EntryIdle, tick, events);
            self.raise(SyringeAlarm::EntryTimeout, tick, events);
        } else {
            self.follow(SyringeAlarm::EntryIdle, idle >= ENTRY_IDLE_TICKS, tick, events);
        }
    }

    fn end_self_test(&mut self, tick: u64, events: &mut EventQueue) {
        if self.broken {
            self.raise(SyringeAlarm::SystemError, tick, events);
            self.enter_stage(Stage::Technical, tick);
        } else {
            self.enter_stage(Stage::NewPatient, tick);
            events.push(tick, Event::SelfTestPassed);
        }
    }

    fn watch_keys(&mut self, tick: u64, sensed: &Sensed, events: &mut EventQueue) {
        let held = self.keyboard.held_ticks(Key::Power, tick);
        if self.question == Some(Question::SwitchOff) && held.is_some_and(|held| held >= POWER_HOLD_TICKS) {
            self.switch_off(tick, events);
            return;
        }
        for key in [Key::Up, Key::Down] {
            if self.keyboard.repeats(key, tick) {
                self.repeat(key, tick, sensed, events);
            }
        }
        let stuck = self.keyboard.has_stuck_key(tick);
        if stuck && (self.is_delivering() || self.is_purging()) {
            self.stop_for(SyringeAlarm::KeyStuck, tick, events);
        } else if self.stage != Stage::AlarmStopped || stuck {
            self.follow(SyringeAlarm::KeyStuck, stuck, tick, events);
        }
    }
}
