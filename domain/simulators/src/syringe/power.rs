//! Mains and battery of the pump. `docs/models.md`, section Battery.

use crate::STEP_TICKS;
use crate::pump::battery::Battery;

/// Drawn whatever the pump does, W.
const IDLE_W: f64 = 3.5;
/// Drawn in addition for each mL/h, W.
const PER_ML_H_W: f64 = 0.01;
/// Power with which the mains fill the battery, W.
const RECHARGE_W: f64 = 12.0;
/// Time left at which the battery is low, s.
pub(super) const LOW_S: f64 = 1_800.0;
/// Time left at which the battery is critical, s.
pub(super) const CRITICAL_S: f64 = 300.0;

/// The pump's power.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Power {
    pub(super) on_mains: bool,
    battery: Battery,
}

impl Power {
    pub(super) fn new(capacity_wh: f64, charge: f64, on_mains: bool) -> Self {
        let positive = capacity_wh.is_finite() && capacity_wh > 0.0;
        Self {
            on_mains,
            battery: Battery {
                capacity_wh: if positive { capacity_wh } else { 24.0 },
                charge: if charge.is_finite() {
                    charge.clamp(0.0, 1.0)
                } else {
                    1.0
                },
                idle_w: IDLE_W,
                per_ml_h_w: PER_ML_H_W,
            },
        }
    }

    /// The pack has aged to a share of its capacity.
    pub(super) fn age(&mut self, share: f64) {
        if share.is_finite() {
            self.battery.capacity_wh *= share.clamp(0.01, 1.0);
        }
    }

    /// One sub-step at a rate; a pump that is off draws nothing.
    pub(super) fn step(&mut self, rate_ml_h: f64, on: bool) {
        let hours = STEP_TICKS as f64 / 3_600_000.0;
        if self.on_mains {
            if self.battery.charge < 1.0 {
                let filled = self.battery.charge + RECHARGE_W * hours / self.battery.capacity_wh;
                self.battery.charge = filled.min(1.0);
            }
        } else if on {
            let drawn = self.battery.load_w(rate_ml_h) * hours / self.battery.capacity_wh;
            self.battery.charge = (self.battery.charge - drawn).max(0.0);
        }
    }

    /// How long the battery lasts at a rate, s.
    pub(super) fn left_s(&self, rate_ml_h: f64) -> f64 {
        self.battery.left_s(rate_ml_h)
    }

    pub(super) const fn charge(&self) -> f64 {
        self.battery.charge
    }

    pub(super) fn is_dead(&self) -> bool {
        !self.on_mains && self.battery.charge <= 0.0
    }
}
