//! Whether what goes through the pump agrees with what it counts: over 110 % or under 90 % for a quarter of an hour
//! is told of (FDA Generic Infusion Pump 1.2.2, 1.2.3).
//!
//! Volumes are compared over whole cycles of the mechanism, since within one the flow ripples by as much as the
//! limits allow.

/// How long the flow must be wrong, ms.
pub(crate) const WRONG_FOR_TICKS: u64 = 900_000;
/// Shortest time over which volumes are compared, ms.
const SHORTEST_TICKS: u64 = 60_000;
/// Largest share of what is counted.
const LARGEST_SHARE: f64 = 1.10;
/// Smallest share of what is counted.
const SMALLEST_SHARE: f64 = 0.90;

/// What is wrong with the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FlowFinding {
    TooMuch,
    TooLittle,
}

/// The comparison in progress.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct FlowWatch {
    begun: Option<u64>,
    counted_ml: f64,
    passed_ml: f64,
    cycle: f64,
    /// What is wrong since when.
    wrong: Option<(FlowFinding, u64)>,
}

impl FlowWatch {
    /// One sub-step: what the pump counted, what went through it, where its mechanism stands (0 to 1).
    pub(crate) fn pass(
        &mut self,
        counted_ml: f64,
        passed_ml: f64,
        cycle: f64,
        tick: u64,
    ) -> Option<FlowFinding> {
        let begun = *self.begun.get_or_insert(tick);
        self.counted_ml += counted_ml;
        self.passed_ml += passed_ml;
        let turned = cycle < self.cycle;
        self.cycle = cycle;
        if !turned || tick - begun < SHORTEST_TICKS {
            return None;
        }
        let share = self.passed_ml / self.counted_ml;
        let found = if share > LARGEST_SHARE {
            Some(FlowFinding::TooMuch)
        } else if share < SMALLEST_SHARE {
            Some(FlowFinding::TooLittle)
        } else {
            None
        };
        self.wrong = match (found, self.wrong) {
            (Some(found), Some((before, since))) if found == before => Some((found, since)),
            (Some(found), _) => Some((found, begun)),
            (None, _) => None,
        };
        self.begun = Some(tick);
        self.counted_ml = 0.0;
        self.passed_ml = 0.0;
        self.wrong
            .filter(|(_, since)| tick - since >= WRONG_FOR_TICKS)
            .map(|(found, _)| found)
    }

    /// Whether the last comparison found nothing wrong.
    pub(crate) const fn is_content(&self) -> bool {
        self.wrong.is_none()
    }

    /// Delivery stopped or began anew.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_after_s(share: f64, rate_ml_h: f64) -> Option<(FlowFinding, u64)> {
        let mut watch = FlowWatch::default();
        let counted_ml = rate_ml_h / 36_000.0;
        let mut volume_ml = 0.0;
        for step in 1..24_000_u64 {
            volume_ml += counted_ml;
            let cycle = volume_ml / 0.12 - libm::floor(volume_ml / 0.12);
            let ripple = 1.0 + 0.1 * libm::sin(core::f64::consts::TAU * cycle);
            if let Some(found) = watch.pass(counted_ml, counted_ml * share * ripple, cycle, step * 100) {
                return Some((found, step / 10));
            }
        }
        None
    }

    #[test]
    fn twelve_percent_is_told_of_after_a_quarter_of_an_hour_and_eight_never() {
        for rate_ml_h in [25.0, 100.0, 999.0] {
            let (found, after_s) = found_after_s(1.12, rate_ml_h).unwrap();
            assert_eq!(found, FlowFinding::TooMuch);
            assert!((900..=980).contains(&after_s), "{rate_ml_h}: {after_s}");
            let (found, after_s) = found_after_s(0.88, rate_ml_h).unwrap();
            assert_eq!(found, FlowFinding::TooLittle);
            assert!((900..=980).contains(&after_s), "{rate_ml_h}: {after_s}");
            assert_eq!(found_after_s(1.08, rate_ml_h), None);
            assert_eq!(found_after_s(0.92, rate_ml_h), None);
        }
    }
}
