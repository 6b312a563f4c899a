//! Whether the truth shows a pattern, rules it out, or leaves it open. Bounds are *chosen*.

use simulators::ventilator::account::PressureShape;
use simulators::ventilator::modes::Origin;

use super::pattern::Pattern;
use super::watch::{SeenBreath, Watched};

/// What the truth says of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// It is there, and can be seen.
    Shown,
    /// Too little to be named, too much to be denied.
    Open,
    /// It is not there.
    Absent,
}

use Finding as F;

impl Finding {
    const fn of(shown: bool, absent: bool) -> Self {
        match (shown, absent) {
            (true, _) => F::Shown,
            (false, true) => F::Absent,
            (false, false) => F::Open,
        }
    }
}

/// What the truth says of each pattern, in order of declaration.
pub(super) fn findings(watched: &Watched) -> Vec<(Pattern, Finding)> {
    let others: Vec<_> = Pattern::ALL
        .iter()
        .filter(|&&pattern| pattern != Pattern::InStep)
        .map(|&pattern| (pattern, finding(pattern, watched)))
        .collect();
    let any = others.iter().any(|(_, finding)| *finding == F::Shown);
    let none = others.iter().all(|(_, finding)| *finding == F::Absent);
    let mut all = vec![(Pattern::InStep, Finding::of(none, any))];
    all.extend(others);
    all
}

fn finding(pattern: Pattern, watched: &Watched) -> Finding {
    let seen = Seen(watched);
    let counts = &watched.counts;
    match pattern {
        Pattern::InStep => F::Open,
        Pattern::TrappedGas => seen.trapped_gas(),
        Pattern::IneffectiveEffort => seen.ineffective_effort(),
        Pattern::DoubleTrigger => {
            let doubled = seen.count(|breath| breath.marks.doubled);
            Finding::of(doubled >= 2, counts.double_triggered == 0)
        }
        Pattern::FlowStarvation => {
            let sags = |breath: &SeenBreath| {
                breath
                    .account
                    .is_some_and(|told| told.pressure == PressureShape::Sagging)
            };
            let absent = counts.starved == 0 && seen.count(sags) == 0;
            Finding::of(seen.most(3, |breath| breath.marks.starved), absent)
        }
        Pattern::LateCycling => {
            let long = |breath: &SeenBreath| breath.marks.late && breath.inspiration_ms >= 1_500;
            Finding::of(seen.most(2, long), counts.cycled_late == 0)
        }
        Pattern::EarlyCycling => Finding::of(
            seen.most(3, |breath| breath.marks.early),
            counts.cycled_early == 0,
        ),
        Pattern::AutoTriggering => Finding::of(
            seen.most(3, |breath| breath.marks.auto),
            counts.auto_triggered == 0,
        ),
        Pattern::ReverseTriggering => seen.reverse_triggering(),
        Pattern::Leak => seen.leak(),
        Pattern::Secretions => {
            let saw = |breath: &SeenBreath| breath.account.is_some_and(|told| told.saw_tooth);
            // Water in the tubing draws a saw too.
            Finding::of(watched.secretions && seen.most(3, saw), seen.count(saw) == 0)
        }
        Pattern::NarrowAirway => seen.narrow_airway(),
        Pattern::StiffLung => seen.stiff_lung(),
    }
}

struct Seen<'a>(&'a Watched);

impl Seen<'_> {
    fn count(&self, of: impl Fn(&SeenBreath) -> bool) -> usize {
        self.0.breaths.iter().filter(|breath| of(breath)).count()
    }

    /// Whether it is so in at least `least` breaths, and in three of five.
    fn most(&self, least: usize, of: impl Fn(&SeenBreath) -> bool) -> bool {
        let count = self.count(of);
        count >= least && 5 * count >= 3 * self.0.breaths.len()
    }

    /// Four cmH2O are seen as flow that does not come to rest; under one there is nothing to see.
    fn trapped_gas(&self) -> Finding {
        let left = |breath: &SeenBreath, l_min: f32| {
            breath
                .account
                .is_some_and(|told| told.left_l_min.is_some_and(|left| left >= l_min))
        };
        let shown = self.most(3, |breath| breath.trapped_cmh2o >= 4.0 && left(breath, 6.0));
        let absent = self.0.most_trapped_cmh2o < 1.0 && self.count(|breath| left(breath, 0.0)) == 0;
        Finding::of(shown, absent)
    }

    fn ineffective_effort(&self) -> Finding {
        let failed = self.0.efforts.iter().filter(|effort| effort.failed).count();
        let notches: usize = self
            .0
            .breaths
            .iter()
            .filter_map(|breath| breath.account)
            .map(|told| usize::from(told.notches))
            .sum();
        Finding::of(
            failed >= 2 && notches >= 2,
            self.0.counts.ineffective == 0 && notches == 0,
        )
    }

    fn reverse_triggering(&self) -> Finding {
        let by_patient = self.count(|breath| breath.origin == Origin::Patient);
        let shown = by_patient == 0 && self.most(3, |breath| breath.marks.reverse);
        Finding::of(shown, self.0.counts.reverse_triggered == 0)
    }

    fn leak(&self) -> Finding {
        let share = |breath: &SeenBreath| {
            let (into, out) = breath.volumes_ml;
            (into - out) / into.max(1.0)
        };
        let told = |breath: &SeenBreath| breath.account.is_some_and(|told| told.lost_ml.is_some());
        // A breath on top of another loses none, though it does not come back at once.
        let shown = self.0.leaks && self.most(3, |breath| share(breath) >= 0.2 && told(breath));
        let open = self.count(|breath| share(breath) >= 0.08 || told(breath));
        Finding::of(shown, open == 0)
    }

    /// How far plateau, and the pressure above it, have risen, cmH2O; none without a plateau.
    fn risen(&self) -> Option<(f64, f64)> {
        let (before, now) = (&self.0.before, &self.0.now);
        let plateau = now.plateau_cmh2o? - before.plateau_cmh2o?;
        let peak = now.peak_cmh2o? - before.peak_cmh2o?;
        Some((plateau, peak - plateau))
    }

    fn narrow_airway(&self) -> Finding {
        let (before, now) = (&self.0.before, &self.0.now);
        let shown = self
            .risen()
            .is_some_and(|(plateau, above)| above >= 6.0 && plateau <= 2.0);
        let absent = now.resistance <= 15.0 && now.resistance <= 1.2 * before.resistance;
        Finding::of(shown, absent)
    }

    fn stiff_lung(&self) -> Finding {
        let (before, now) = (&self.0.before, &self.0.now);
        let shown = self
            .risen()
            .is_some_and(|(plateau, above)| plateau >= 5.0 && above <= 2.0);
        let absent = now.compliance_ml >= 35.0 && now.compliance_ml >= 0.9 * before.compliance_ml;
        Finding::of(shown, absent)
    }
}
