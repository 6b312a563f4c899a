//! How a run reviews a step: missed, met barely, or met comfortably.

use crate::attempts::Kind;
use training::grade::{CriterionResult, Outcome};

/// Less than this to spare, in seconds, and a deadline was met barely. Other limits are tolerances: whoever keeps
/// within them is right.
const BARELY_S: f64 = 10.0;

/// What a run showed of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Missed,
    Barely,
    Comfortably,
}

/// How a run was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// With hints on the page.
    Guided,
    /// For a grade, without help.
    Graded,
}

/// An answer to the forgetting model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rating {
    Again,
    Hard,
    Good,
    Easy,
}

/// What the result of a criterion shows; nothing where it was not assessed.
pub(super) fn shown(result: &CriterionResult) -> Option<Shown> {
    let barely = result
        .margin
        .as_ref()
        .is_some_and(|margin| margin.unit == "s" && margin.value < BARELY_S);
    match result.outcome {
        Outcome::NotAssessed => None,
        Outcome::Missed => Some(Shown::Missed),
        Outcome::Met if barely => Some(Shown::Barely),
        Outcome::Met => Some(Shown::Comfortably),
    }
}

/// How an attempt of a stored kind was made.
pub(super) fn setting(kind: &str) -> Setting {
    match kind == Kind::Practice.as_str() {
        true => Setting::Guided,
        false => Setting::Graded,
    }
}

/// The rating, and how often in a row the step was then met comfortably for a grade.
pub(super) fn rate(shown: Shown, setting: Setting, n_sure: i64) -> (Rating, i64) {
    match (shown, setting) {
        (Shown::Missed, _) => (Rating::Again, 0),
        (Shown::Barely, Setting::Graded) => (Rating::Hard, 0),
        (_, Setting::Guided) => (Rating::Hard, n_sure),
        (Shown::Comfortably, Setting::Graded) if n_sure == 0 => (Rating::Good, 1),
        (Shown::Comfortably, Setting::Graded) => (Rating::Easy, n_sure + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use training::grade::Margin;

    fn result(outcome: Outcome, margin: Option<(f64, &str)>) -> CriterionResult {
        CriterionResult {
            id: "clears-before-restart".into(),
            outcome,
            margin: margin.map(|(value, unit)| Margin {
                value,
                unit: unit.into(),
            }),
            decided_at: None,
            points: 1,
            critical: true,
            readings: Vec::new(),
        }
    }

    #[test]
    fn a_deadline_with_seconds_to_spare_is_met_barely() {
        let met = |margin| shown(&result(Outcome::Met, margin));
        assert_eq!(met(Some((9.9, "s"))), Some(Shown::Barely));
        assert_eq!(met(Some((10.0, "s"))), Some(Shown::Comfortably));
        assert_eq!(met(Some((0.1, "mL/h"))), Some(Shown::Comfortably));
        assert_eq!(met(None), Some(Shown::Comfortably));
        assert_eq!(
            shown(&result(Outcome::Missed, Some((-3.0, "s")))),
            Some(Shown::Missed)
        );
        assert_eq!(shown(&result(Outcome::NotAssessed, None)), None);
    }

    #[test]
    fn easy_needs_two_comfortable_graded_runs_in_a_row() {
        let (first, n_sure) = rate(Shown::Comfortably, Setting::Graded, 0);
        let (second, n_sure) = rate(Shown::Comfortably, Setting::Graded, n_sure);
        assert_eq!((first, second), (Rating::Good, Rating::Easy));
        assert_eq!(rate(Shown::Barely, Setting::Graded, n_sure), (Rating::Hard, 0));
        assert_eq!(rate(Shown::Missed, Setting::Graded, n_sure), (Rating::Again, 0));
    }

    #[test]
    fn practice_with_hints_is_never_more_than_hard() {
        for shown in [Shown::Barely, Shown::Comfortably] {
            assert_eq!(rate(shown, Setting::Guided, 3), (Rating::Hard, 3));
        }
        assert_eq!(rate(Shown::Missed, Setting::Guided, 3), (Rating::Again, 0));
    }
}
