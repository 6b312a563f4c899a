//! What the ventilator lives on: gas from the wall, mains, battery.

use serde::{Deserialize, Serialize};

use super::lung::setup::within;

/// Time constant with which the mixture in the circuit follows, s (*chosen*).
const MIXING_S: f64 = 2.0;
/// Time constant of the oxygen cell, s (*chosen*).
const CELL_S: f64 = 6.0;
/// Charging from empty to full on mains, hours (*chosen*).
const CHARGING_H: f64 = 4.0;

/// Supplies at the start of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SupplySetup {
    /// Whether the plug is in.
    pub mains: bool,
    /// How long a full battery lasts, minutes.
    pub battery_minutes: f64,
    /// Charge, percent.
    pub charge_percent: f64,
    /// Oxygen at the wall, bar.
    pub oxygen_bar: f64,
    /// Air at the wall, bar.
    pub air_bar: f64,
}

impl Default for SupplySetup {
    fn default() -> Self {
        Self {
            mains: true,
            battery_minutes: 60.0,
            charge_percent: 100.0,
            oxygen_bar: 4.0,
            air_bar: 4.0,
        }
    }
}

/// Under this pressure a supply is lost, bar.
pub const LOST_BAR: f64 = 2.0;

/// Supplies as they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Supply {
    pub(crate) mains: bool,
    battery_minutes: f64,
    charge: f64,
    pub(crate) oxygen_bar: f64,
    pub(crate) air_bar: f64,
    /// Share of oxygen in the circuit, and as the cell says.
    delivered: f64,
    measured: f64,
}

impl Supply {
    pub(crate) fn new(setup: &SupplySetup, oxygen: f64) -> Self {
        Self {
            mains: setup.mains,
            battery_minutes: within(Some(setup.battery_minutes), 1.0, 1_000.0, 60.0),
            charge: within(Some(setup.charge_percent), 0.0, 100.0, 100.0) / 100.0,
            oxygen_bar: within(Some(setup.oxygen_bar), 0.0, 10.0, 4.0),
            air_bar: within(Some(setup.air_bar), 0.0, 10.0, 4.0),
            delivered: oxygen,
            measured: oxygen,
        }
    }

    pub(crate) const fn charge_to(&mut self, percent: f64) {
        self.charge = percent.clamp(0.0, 100.0) / 100.0;
    }

    pub(crate) const fn has_oxygen(&self) -> bool {
        self.oxygen_bar >= LOST_BAR
    }

    pub(crate) const fn has_air(&self) -> bool {
        self.air_bar >= LOST_BAR
    }

    pub(crate) const fn has_gas(&self) -> bool {
        self.has_oxygen() || self.has_air()
    }

    pub(crate) fn has_power(&self) -> bool {
        self.mains || self.charge > 0.0
    }

    /// Minutes that the battery lasts.
    pub(crate) fn battery_left_min(&self) -> f64 {
        self.charge * self.battery_minutes
    }

    pub(crate) fn charge_percent(&self) -> f64 {
        self.charge * 100.0
    }

    /// Share of oxygen that is delivered.
    pub(crate) const fn delivered(&self) -> f64 {
        self.delivered
    }

    /// Share of oxygen as the cell says.
    pub(crate) const fn measured(&self) -> f64 {
        self.measured
    }

    /// A tenth of a second with the ventilator on or off.
    pub(crate) fn step(&mut self, on: bool, asked: f64) {
        if self.mains {
            self.charge = (self.charge + 0.1 / (CHARGING_H * 3_600.0)).min(1.0);
        } else if on {
            let used = 0.1 / (self.battery_minutes * 60.0);
            self.charge = if self.charge > used {
                self.charge - used
            } else {
                0.0
            };
        }
        // Where one gas is lost the other is all there is.
        let mixed = match (self.has_oxygen(), self.has_air()) {
            (true, true) => asked,
            (true, false) => 1.0,
            (false, _) => 0.21,
        };
        self.delivered += (mixed - self.delivered) * (0.1 / MIXING_S);
        self.measured += (self.delivered - self.measured) * (0.1 / CELL_S);
    }
}
