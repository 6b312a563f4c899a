//! Drops in the chamber at the true rate of the pump.

use simulators::pump::view::{Delivery, PumpView, Row, RowLabel};

/// Drops in a millilitre of a standard set.
const DROPS_PER_ML: f64 = 20.0;

/// How long a drop falls, ms.
const FALL_MS: f64 = 260.0;

/// The drop at one instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drop {
    /// Radius of the drop that grows at the tip, 0 to 1.
    pub growing: f64,
    /// How far the last drop has fallen, 0 to 1; none once it is in the pool.
    pub falling: Option<f64>,
}

/// The drop after `at_ms` of a steady rate.
pub(super) fn drop_at(at_ms: u64, rate_ml_h: f64) -> Drop {
    if rate_ml_h <= 0.0 {
        return Drop {
            growing: 0.35,
            falling: None,
        };
    }
    let period_ms = 3_600_000.0 / (rate_ml_h * DROPS_PER_ML);
    let since_ms = at_ms as f64 % period_ms;
    let fall = since_ms / FALL_MS.min(period_ms);
    Drop {
        growing: since_ms / period_ms,
        falling: (fall < 1.0).then_some(fall * fall),
    }
}

/// The rate that the pump shows and gives now, as it shows it; none while it delivers nothing.
pub(in crate::panels) fn shown_rate(view: &PumpView) -> Option<&Row> {
    let label = match view.delivery {
        Delivery::Running | Delivery::Beyond => RowLabel::Rate,
        Delivery::Bolus | Delivery::Loading => RowLabel::BolusRate,
        Delivery::Secondary => RowLabel::SecondaryRate,
        Delivery::Kvo => RowLabel::KvoRate,
        _ => return None,
    };
    view.rows.iter().find(|row| row.label == label)
}

/// The same as a number, mL/h.
pub(super) fn shown_rate_ml_h(view: &PumpView) -> f64 {
    shown_rate(view)
        .and_then(|row| row.value.replace(',', "").parse().ok())
        .unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighteen_millilitres_an_hour_make_a_drop_each_ten_seconds() {
        assert_eq!(drop_at(0, 18.0).falling, Some(0.0));
        assert_eq!(drop_at(10_000, 18.0).falling, Some(0.0));
        assert_eq!(
            drop_at(5_000, 18.0),
            Drop {
                growing: 0.5,
                falling: None
            }
        );
    }

    #[test]
    fn a_stopped_pump_lets_nothing_fall() {
        assert_eq!(drop_at(1_234, 0.0).falling, None);
    }
}
