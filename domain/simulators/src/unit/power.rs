//! Battery and mains of a unit, and what its gauge makes of them. `docs/models.md`, section Battery.

use serde::{Deserialize, Serialize};

use crate::STEP_TICKS;
use crate::pump::battery::Battery;
use crate::signals::PowerSignal;

/// Remaining time at which the battery is called low, s.
pub const LOW_S: f64 = 1_800.0;
/// Remaining time at which it is called critical, s (FDA Generic Infusion Pump 5.1.6).
pub const CRITICAL_S: f64 = 300.0;
/// How long the alarm of an empty battery still sounds, ms (IEC 60601-1-8 style: at least three minutes).
pub const RESERVE_TICKS: u64 = 180_000;
/// Interval of the gauge's readings, ms. Ten of them are averaged (FDA Generic Infusion Pump 5.1.1, 5.1.2).
const READING_TICKS: u64 = 1_000;
/// Readings that are averaged.
const READINGS: usize = 10;
/// Length of a sub-step, h.
const STEP_H: f64 = STEP_TICKS as f64 / 3_600_000.0;

/// Battery and mains at the start of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PowerSetup {
    /// Whether the plug is in a socket.
    pub mains: bool,
    /// Energy of a new battery when full, Wh.
    pub capacity_wh: f64,
    /// Share of that energy an aged battery still holds, 0 to 1.
    pub health: f64,
    /// Share of it that is left, 0 to 1.
    pub charge: f64,
    /// Drawn whatever the channels do, W.
    pub idle_w: f64,
    /// Drawn in addition for each mL/h, W.
    pub per_ml_h_w: f64,
    /// Power of the charger, W.
    pub recharge_w: f64,
}

impl Default for PowerSetup {
    fn default() -> Self {
        Self {
            mains: true,
            capacity_wh: 24.0,
            health: 1.0,
            charge: 1.0,
            idle_w: 3.5,
            per_ml_h_w: 0.01,
            recharge_w: 12.0,
        }
    }
}

/// How the battery stands, as the gauge tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    Enough,
    Low,
    Critical,
    Empty,
}

/// State of battery and mains.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Power {
    battery: Battery,
    recharge_w: f64,
    plugged: bool,
    /// Whether the socket gives current.
    supplied: bool,
    load_w: f64,
    readings: [f64; READINGS],
    next_reading: usize,
}

impl Power {
    pub(crate) fn new(setup: &PowerSetup) -> Self {
        let sound = |value: f64, otherwise: f64| if value.is_finite() { value } else { otherwise };
        let battery = Battery {
            capacity_wh: (sound(setup.capacity_wh, 24.0) * sound(setup.health, 1.0).clamp(0.0, 1.0))
                .max(1e-3),
            charge: sound(setup.charge, 1.0).clamp(0.0, 1.0),
            idle_w: sound(setup.idle_w, 3.5).max(0.1),
            per_ml_h_w: sound(setup.per_ml_h_w, 0.01).max(0.0),
        };
        Self {
            battery,
            recharge_w: sound(setup.recharge_w, 12.0).max(0.0),
            plugged: setup.mains,
            supplied: true,
            load_w: battery.idle_w,
            readings: [battery.charge; READINGS],
            next_reading: 0,
        }
    }

    pub(crate) const fn is_plugged(&self) -> bool {
        self.plugged
    }

    pub(crate) const fn plug(&mut self, plugged: bool) {
        self.plugged = plugged;
    }

    /// The hospital's mains fail; the plug may be in.
    pub(crate) const fn cut(&mut self) {
        self.supplied = false;
    }

    /// Age takes its share of what the battery holds and of what it holds now.
    pub(crate) fn age(&mut self, health: f64) {
        if health.is_finite() {
            self.battery.capacity_wh = (self.battery.capacity_wh * health.clamp(0.0, 1.0)).max(1e-3);
        }
    }

    pub(crate) const fn on_mains(&self) -> bool {
        self.plugged && self.supplied
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.battery.charge <= 0.0 && !self.on_mains()
    }

    /// One sub-step in which the channels that are on move `rates_ml_h` together; none if all are off.
    pub(crate) fn step(&mut self, rates_ml_h: Option<f64>, tick: u64) {
        self.load_w = rates_ml_h.map_or(0.0, |rates_ml_h| self.battery.load_w(rates_ml_h));
        let power_w = if self.on_mains() {
            self.recharge_w
        } else {
            -self.load_w
        };
        let charge = self.battery.charge + power_w * STEP_H / self.battery.capacity_wh;
        self.battery.charge = charge.clamp(0.0, 1.0);
        if tick.is_multiple_of(READING_TICKS) {
            self.readings[self.next_reading] = self.battery.charge;
            self.next_reading = (self.next_reading + 1) % READINGS;
        }
    }

    /// Charge as the gauge tells it, 0 to 1.
    pub(crate) fn gauge(&self) -> f64 {
        self.readings.iter().sum::<f64>() / READINGS as f64
    }

    /// Time the battery would last at the present load as the gauge tells it, s.
    pub(crate) fn left_s(&self) -> f64 {
        let load_w = if self.load_w > 0.0 {
            self.load_w
        } else {
            self.battery.idle_w
        };
        self.battery.capacity_wh * self.gauge() * 3_600.0 / load_w
    }

    /// How the battery stands; on mains it does not matter.
    pub(crate) fn standing(&self) -> Standing {
        let left_s = self.left_s();
        if self.on_mains() {
            Standing::Enough
        } else if self.is_empty() {
            Standing::Empty
        } else if left_s <= CRITICAL_S {
            Standing::Critical
        } else if left_s <= LOW_S {
            Standing::Low
        } else {
            Standing::Enough
        }
    }

    pub(crate) fn read(&self, values: &mut [f64]) {
        let read = [
            (PowerSignal::Mains, f64::from(u8::from(self.on_mains()))),
            (PowerSignal::Battery, self.gauge()),
            (PowerSignal::BatteryLeft, self.left_s()),
            (PowerSignal::Load, self.load_w),
        ];
        for (signal, value) in read {
            if let Some(place) = values.get_mut(signal as usize) {
                *place = value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_battery() -> Power {
        Power::new(&PowerSetup {
            mains: false,
            ..PowerSetup::default()
        })
    }

    fn seconds_until(power: &mut Power, standing: Standing) -> f64 {
        let mut tick = 0;
        while power.standing() < standing {
            tick += STEP_TICKS;
            power.step(Some(25.0), tick);
            assert!(tick < 40_000_000);
        }
        tick as f64 / 1_000.0
    }

    #[test]
    fn a_full_battery_warns_and_ends_when_the_closed_form_says() {
        let mut power = on_battery();
        // 24 Wh at 3.75 W last 23,040 s; the mean of ten readings lags by five seconds.
        assert!((seconds_until(&mut power.clone(), Standing::Low) - 21_240.0).abs() < 10.0);
        assert!((seconds_until(&mut power.clone(), Standing::Critical) - 22_740.0).abs() < 10.0);
        assert!((seconds_until(&mut power, Standing::Empty) - 23_040.0).abs() < 1.0);
    }

    #[test]
    fn an_aged_battery_ends_in_half_the_time() {
        let mut power = on_battery();
        power.age(0.5);
        assert!((seconds_until(&mut power, Standing::Empty) - 11_520.0).abs() < 1.0);
    }

    #[test]
    fn mains_end_every_warning_and_fill_the_battery() {
        let mut power = on_battery();
        seconds_until(&mut power, Standing::Critical);
        power.plug(true);
        assert_eq!(power.standing(), Standing::Enough);
        // 24 Wh at 12 W take two hours.
        for step in 1..=72_000 {
            power.step(Some(25.0), step * STEP_TICKS);
        }
        assert!((power.gauge() - 1.0).abs() < 1e-9);
        power.cut();
        assert!(!power.on_mains() && power.is_plugged());
    }
}
