//! The run as a timeline. To show any second of it, play the log again with [`crate::replay::replay_to`].

use serde::{Deserialize, Serialize};

use crate::grade::{Outcome, Verdict};
use crate::log::Action;
use crate::play::Ending;
use crate::replay::Run;

/// One thing on the timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// When.
    pub tick: u64,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// The kinds of things on a timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// The learner did something. A key that went down and up at once is one item.
    Did {
        /// What.
        action: Action,
    },
    /// Something happened in the simulation.
    Happened {
        /// The event's name.
        event: String,
    },
    /// An alarm, from its beginning.
    Alarm {
        /// Its id.
        alarm: String,
        /// When it was over; none if it still was there at the end.
        until_tick: Option<u64>,
    },
    /// A phase began.
    Phase {
        /// Its id.
        phase: String,
    },
    /// Something was said.
    Said {
        /// By whom.
        who: Option<String>,
        /// The words.
        text: String,
    },
    /// A criterion was decided.
    Decided {
        /// Its id.
        criterion: String,
        /// How.
        outcome: Outcome,
    },
    /// The run ended.
    Ended {
        /// How.
        ending: Ending,
    },
}

/// Everything that happened, in order of time; within a tick what was done comes before what followed.
#[must_use]
pub fn timeline(run: &Run) -> Vec<Item> {
    let mut items = Vec::new();
    for entry in &run.entries {
        if !matches!(entry.action, Action::Release { .. }) {
            items.push(Item {
                tick: entry.tick,
                what: What::Did {
                    action: entry.action.clone(),
                },
            });
        }
    }
    for said in &run.said {
        let what = What::Said {
            who: said.who.clone(),
            text: said.text.clone(),
        };
        items.push(Item {
            tick: said.tick,
            what,
        });
    }
    for phase in &run.phases {
        items.push(Item {
            tick: phase.tick,
            what: What::Phase {
                phase: phase.phase.clone(),
            },
        });
    }
    for (place, event) in run.events().iter().enumerate() {
        items.extend(happened(run, place).map(|what| Item {
            tick: event.tick,
            what,
        }));
    }
    items.push(Item {
        tick: run.end_tick,
        what: What::Ended { ending: run.ending },
    });
    items.sort_by_key(|item| (item.tick, item.what.rank()));
    items
}

/// The timeline with the criteria at the ticks that decided them.
#[must_use]
pub fn timeline_with(run: &Run, verdict: &Verdict) -> Vec<Item> {
    let mut items = timeline(run);
    for result in &verdict.criteria {
        if let Some(tick) = result.decided_at {
            let what = What::Decided {
                criterion: result.id.clone(),
                outcome: result.outcome,
            };
            items.push(Item { tick, what });
        }
    }
    items.sort_by_key(|item| (item.tick, item.what.rank()));
    items
}

fn happened(run: &Run, place: usize) -> Option<What> {
    let event = run.events().get(place)?;
    let name = run.trace.event_name(event.event);
    if let Some(alarm) = name
        .strip_prefix("alarm.")
        .and_then(|rest| rest.strip_suffix(".raised"))
    {
        let cleared = format!("alarm.{alarm}.cleared");
        let mut later = run.events().get(place + 1..)?.iter();
        let until = later.find(|later| run.trace.event_name(later.event) == cleared);
        return Some(What::Alarm {
            alarm: alarm.to_owned(),
            until_tick: until.map(|event| event.tick),
        });
    }
    // These are told by items of their own.
    let told = ["alarm.", "phase.", "did.", "answered."]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    (!told).then(|| What::Happened {
        event: name.to_owned(),
    })
}

impl What {
    fn rank(&self) -> u8 {
        match self {
            What::Phase { .. } => 0,
            What::Did { .. } => 1,
            What::Happened { .. } => 2,
            What::Alarm { .. } => 3,
            What::Said { .. } => 4,
            What::Decided { .. } => 5,
            What::Ended { .. } => 6,
        }
    }
}
