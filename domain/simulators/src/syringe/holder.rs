//! The parts of the pump that hold a syringe, and what their sensors report.

use super::catalogue::SyringeKind;
use super::fluid::Fluid;

/// How a syringe lies in the pump.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Holder {
    pub(super) fitted: bool,
    pub(super) barrel_clamped: bool,
    pub(super) flange_seated: bool,
    pub(super) plunger_gripped: bool,
    /// Error of the barrel's sensor, mm.
    pub(super) size_error_mm: f64,
    /// The seat sensors report a good seat whatever is true.
    pub(super) sensors_stuck: bool,
    /// Share of the pressure that the sensor reads.
    pub(super) pressure_gain: f64,
}

/// What the pump's sensors tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sensed {
    pub(super) pressure_mmhg: f64,
    /// Whether a syringe lies in the pump.
    pub(super) fitted: bool,
    /// Whether barrel and flange are held.
    pub(super) seated: bool,
    pub(super) plunger_gripped: bool,
    /// Outer diameter of the barrel, mm; zero without one.
    pub(super) barrel_mm: f64,
    /// Way of the plunger to the end of the barrel, mm.
    pub(super) plunger_mm: f64,
}

impl Holder {
    pub(super) const fn new(fitted: bool) -> Self {
        Self {
            fitted,
            barrel_clamped: fitted,
            flange_seated: fitted,
            plunger_gripped: fitted,
            size_error_mm: 0.0,
            sensors_stuck: false,
            pressure_gain: 1.0,
        }
    }

    /// Whether the drive truly moves the plunger and nothing runs by itself.
    pub(super) const fn holds(&self) -> bool {
        self.fitted && self.barrel_clamped && self.flange_seated && self.plunger_gripped
    }

    pub(super) fn seat(&mut self, well: bool) {
        self.fitted = well;
        self.barrel_clamped = well;
        self.flange_seated = well;
        self.plunger_gripped = well;
    }

    pub(super) fn sensed(&self, fluid: &Fluid) -> Sensed {
        let clamped = self.fitted && self.barrel_clamped;
        Sensed {
            // The force on the plunger is what is measured; a plunger that is free has none.
            pressure_mmhg: if self.plunger_gripped {
                (fluid.pressure_mmhg * self.pressure_gain).max(0.0)
            } else {
                0.0
            },
            fitted: self.fitted,
            seated: self.fitted && (self.sensors_stuck || self.barrel_clamped && self.flange_seated),
            plunger_gripped: self.fitted && (self.sensors_stuck || self.plunger_gripped),
            barrel_mm: if clamped {
                fluid.kind().outer_diameter_mm() + self.size_error_mm
            } else {
                0.0
            },
            plunger_mm: fluid.plunger_mm(),
        }
    }
}

/// How far a barrel may be from a syringe of the list and still be taken for it, mm (chosen): two brands of one size
/// mostly lie within it, two sizes never do.
const TOLERANCE_MM: f64 = 1.3;

/// Whether a measured barrel can be a syringe of the list.
pub(super) fn can_be(kind: SyringeKind, barrel_mm: f64) -> bool {
    (kind.outer_diameter_mm() - barrel_mm).abs() <= TOLERANCE_MM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barrel_is_never_taken_for_another_size_but_mostly_for_either_brand() {
        let mut either = 0;
        for fitted in SyringeKind::all() {
            let offered: Vec<_> = SyringeKind::all()
                .filter(|kind| can_be(*kind, fitted.outer_diameter_mm()))
                .collect();
            assert!(offered.contains(&fitted));
            assert!(offered.iter().all(|kind| kind.size == fitted.size), "{fitted:?}");
            either += usize::from(offered.len() == 2);
        }
        assert!(either >= 8, "{either}");
    }
}
