//! How much help a learner gets with a skill, and how that changes.

use serde::{Deserialize, Serialize};

/// How a step of a skill ended, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Its phase or the run was over and it was not done.
    Missed,
    /// Done after the coach had shown it.
    Aided,
    /// Done by the learner alone.
    Unaided,
}

impl Outcome {
    /// All outcomes, the weakest first.
    pub const ALL: [Outcome; 3] = [Outcome::Missed, Outcome::Aided, Outcome::Unaided];

    /// The stable text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Missed => "missed",
            Outcome::Aided => "aided",
            Outcome::Unaided => "unaided",
        }
    }

    /// The outcome of a stable text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }
}

/// How far a learner is in a skill: when the coach shows its next step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// New: at once, and the control is marked.
    #[default]
    AtOnce,
    /// Done once: after 8 s, and the control is marked.
    Soon,
    /// Done alone: after 20 s, in words only.
    Late,
    /// Done alone again: when asked.
    OnRequest,
}

impl Level {
    /// All levels, from new to known.
    pub const ALL: [Level; 4] = [Level::AtOnce, Level::Soon, Level::Late, Level::OnRequest];

    /// How long the coach waits before it shows a step, in ms; none for ever.
    #[must_use]
    pub const fn wait_ms(self) -> Option<u64> {
        match self {
            Level::AtOnce => Some(0),
            Level::Soon => Some(8_000),
            Level::Late => Some(20_000),
            Level::OnRequest => None,
        }
    }

    /// Whether the coach also marks the control, unasked.
    #[must_use]
    pub const fn points(self) -> bool {
        matches!(self, Level::AtOnce | Level::Soon)
    }

    /// The level after one more run in which the skill was needed. What was done alone leads one up; what needed
    /// help leads to the second, from above and from below, since a step that is shown at once cannot be done alone;
    /// what was missed is new again.
    #[must_use]
    pub const fn after(self, outcome: Outcome) -> Level {
        match (outcome, self) {
            (Outcome::Missed, _) => Level::AtOnce,
            (Outcome::Aided, _) | (Outcome::Unaided, Level::AtOnce) => Level::Soon,
            (Outcome::Unaided, Level::Soon) => Level::Late,
            (Outcome::Unaided, Level::Late | Level::OnRequest) => Level::OnRequest,
        }
    }

    /// The level after runs, in their order.
    #[must_use]
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Level {
        outcomes.into_iter().fold(Level::AtOnce, Level::after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_fades_with_success_and_comes_back_after_a_miss() {
        use Outcome::{Aided, Missed, Unaided};
        assert_eq!(Level::of([]), Level::AtOnce);
        assert_eq!(Level::of([Aided]), Level::Soon);
        assert_eq!(Level::of([Aided, Aided, Aided]), Level::Soon);
        assert_eq!(Level::of([Aided, Unaided]), Level::Late);
        assert_eq!(Level::of([Unaided, Unaided, Unaided, Unaided]), Level::OnRequest);
        assert_eq!(Level::of([Unaided, Unaided, Unaided, Aided]), Level::Soon);
        assert_eq!(Level::of([Unaided, Unaided, Unaided, Missed]), Level::AtOnce);
    }

    #[test]
    fn a_higher_level_never_shows_a_step_sooner() {
        let waits = Level::ALL.map(|level| level.wait_ms().unwrap_or(u64::MAX));
        assert!(waits.is_sorted());
        for (lower, higher) in Level::ALL.iter().zip(&Level::ALL[1..]) {
            assert!(lower < higher && lower.points() >= higher.points());
        }
    }

    #[test]
    fn the_stable_text_of_an_outcome_is_read_back() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.as_str()), Some(outcome));
        }
        assert_eq!(Outcome::parse("alone"), None);
    }
}
