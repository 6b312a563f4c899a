//! Panels of judges that set cut scores, by Angoff's method in two rounds.
//!
//! A judge says for each item how many of a hundred people who are just competent would get it right. After the first
//! round each sees what the others said and how hard the item proved, and rates again. The cut score is the mean of the
//! judges' sums of the second round.

pub(crate) mod entity;
pub(crate) mod judge_entity;
mod open;
mod rate;
pub(crate) mod rating_entity;
mod rounds;
mod view;

pub use open::{NewPanel, open};
pub use rate::rate;
pub use rounds::close_round;
pub use view::{JudgeProgress, PanelItem, PanelRow, PanelView, judges, panel, panels_of};
pub(crate) use view::{cut_of, to_rate};

use serde::{Deserialize, Serialize};

/// Fewer judges than this and the cut score carries a warning.
pub const ENOUGH_JUDGES: u32 = 5;

/// Where a panel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanelState {
    /// Judges rate for the first time, each alone.
    FirstRound,
    /// Judges rate again, knowing what the others said.
    SecondRound,
    /// The cut score is set.
    Closed,
}

impl PanelState {
    /// The stable text of the state.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstRound => "first_round",
            Self::SecondRound => "second_round",
            Self::Closed => "closed",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "first_round" => Self::FirstRound,
            "second_round" => Self::SecondRound,
            _ => Self::Closed,
        }
    }
}
