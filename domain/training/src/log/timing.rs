//! Whether a run kept real time.

use serde::{Deserialize, Serialize};

use super::{Action, ActionLog, MAX_MARKS, MarkKind};

/// The longest a page may be hidden before the run counts as interrupted, in ms.
pub const HIDDEN_LIMIT_MS: u64 = 60_000;
/// What a run may take longer than its ticks: a tenth, and at least this, in ms.
const SLACK_MS: u64 = 10_000;

/// How a run's wall clock went beside its ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Timing {
    /// Side by side.
    Ordinary,
    /// It took markedly longer than its ticks.
    Slow {
        /// Wall-clock time, in ms.
        wall_ms: u64,
        /// Ticks that were lived through, without skipped stretches.
        run_ms: u64,
    },
    /// The page was hidden for too long at one time.
    Interrupted {
        /// The longest time it was hidden, in ms.
        hidden_ms: u64,
    },
}

/// Judges the marks of a log. A log without marks is ordinary: nothing is known against it. A run for the record
/// must have them, see [`ActionLog::is_marked_throughout`].
#[must_use]
pub fn timing(log: &ActionLog) -> Timing {
    let hidden_ms = longest_hidden(log);
    if hidden_ms > HIDDEN_LIMIT_MS {
        return Timing::Interrupted { hidden_ms };
    }
    let (Some(first), Some(last)) = (log.marks.first(), log.marks.last()) else {
        return Timing::Ordinary;
    };
    let wall_ms = last.wall_ms.saturating_sub(first.wall_ms);
    let run_ms = last.tick.saturating_sub(first.tick).saturating_sub(skipped(log));
    let allowed = run_ms.saturating_add((run_ms / 10).max(SLACK_MS));
    if wall_ms > allowed {
        Timing::Slow { wall_ms, run_ms }
    } else {
        Timing::Ordinary
    }
}

/// How far from a log's end its last mark may stand, in ms.
const END_SLACK_MS: u64 = 1_000;

impl ActionLog {
    /// Whether the wall clock was marked from the beginning to the end, as a run for the record must be: without
    /// marks a run that stood still could not be told from one that kept real time.
    #[must_use]
    pub fn is_marked_throughout(&self) -> bool {
        let (Some(first), Some(last)) = (self.marks.first(), self.marks.last()) else {
            return false;
        };
        first.tick == 0
            && self.marks.len() <= MAX_MARKS as usize
            && self.marks.iter().all(|mark| mark.tick <= self.end_tick)
            && self.end_tick - last.tick <= END_SLACK_MS
    }
}

fn longest_hidden(log: &ActionLog) -> u64 {
    let mut longest = 0;
    let mut since = None;
    for mark in &log.marks {
        match mark.what {
            MarkKind::Hidden => since = since.or(Some(mark.wall_ms)),
            MarkKind::Shown | MarkKind::Beat => {
                if let Some(hidden) = since {
                    longest = longest.max(mark.wall_ms.saturating_sub(hidden));
                }
                if mark.what == MarkKind::Shown {
                    since = None;
                }
            }
        }
    }
    longest
}

/// Ticks of stretches that were skipped: from each `advance` to the next entry or mark.
fn skipped(log: &ActionLog) -> u64 {
    let mut skipped = 0_u64;
    for entry in log.entries.iter().filter(|entry| entry.action == Action::Advance) {
        // A player marks the wall clock on both sides of a skip, so the next mark tells where it ended.
        let landed = log
            .marks
            .iter()
            .map(|mark| mark.tick)
            .find(|tick| *tick > entry.tick);
        skipped = skipped.saturating_add(landed.map_or(0, |tick| tick - entry.tick));
    }
    skipped
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Mark};
    use super::*;

    fn log(marks: &[(u64, u64, MarkKind)]) -> ActionLog {
        ActionLog {
            format: 1,
            scenario_hash: String::new(),
            seed: 1,
            model_version: 1,
            entries: Vec::new(),
            marks: marks
                .iter()
                .map(|&(tick, wall_ms, what)| Mark { tick, wall_ms, what })
                .collect(),
            end_tick: 300_000,
        }
    }

    #[test]
    fn a_run_beside_the_wall_clock_is_ordinary() {
        assert_eq!(
            timing(&log(&[
                (0, 5, MarkKind::Beat),
                (300_000, 301_000, MarkKind::Beat)
            ])),
            Timing::Ordinary
        );
    }

    #[test]
    fn a_page_hidden_for_a_minute_catches_up_and_beyond_it_is_interrupted() {
        let hidden = |ms: u64| {
            log(&[
                (10_000, 10_000, MarkKind::Hidden),
                (10_000, 10_000 + ms, MarkKind::Shown),
            ])
        };
        assert_ne!(timing(&hidden(60_000)), Timing::Interrupted { hidden_ms: 60_000 });
        assert_eq!(timing(&hidden(60_001)), Timing::Interrupted { hidden_ms: 60_001 });
    }

    #[test]
    fn a_run_that_took_longer_than_its_ticks_is_slow() {
        let slow = log(&[(0, 0, MarkKind::Beat), (300_000, 360_000, MarkKind::Beat)]);
        assert_eq!(
            timing(&slow),
            Timing::Slow {
                wall_ms: 360_000,
                run_ms: 300_000
            }
        );
    }

    #[test]
    fn a_log_is_marked_throughout_from_its_first_tick_to_its_end() {
        let beats = |ticks: &[u64]| {
            let marks: Vec<_> = ticks.iter().map(|tick| (*tick, *tick, MarkKind::Beat)).collect();
            log(&marks).is_marked_throughout()
        };
        assert!(beats(&[0, 10_000, 300_000]));
        assert!(beats(&[0, 299_000]));
        for ticks in [&[][..], &[0], &[10, 300_000], &[0, 298_999], &[0, 300_001]] {
            assert!(!beats(ticks), "{ticks:?}");
        }
    }

    #[test]
    fn a_skipped_stretch_is_no_time_that_was_lived_through() {
        let mut skipping = log(&[
            (0, 0, MarkKind::Beat),
            (1_210_000, 10_100, MarkKind::Beat),
            (1_220_000, 20_000, MarkKind::Beat),
        ]);
        skipping.entries.push(Entry {
            tick: 10_000,
            action: Action::Advance,
        });
        assert_eq!(timing(&skipping), Timing::Ordinary);
    }
}
