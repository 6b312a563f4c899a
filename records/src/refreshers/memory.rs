//! The forgetting model: FSRS 6 by its own crate, with the published weights.

use super::entity;
use super::rating::{Rating, Setting, Shown, rate};
use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, ItemState, MemoryState, current_retrievability};
use std::sync::LazyLock;
use uuid::Uuid;

/// A step is due when the chance of recalling it falls to this.
const RETENTION: f32 = 0.9;
const DAY_MS: i64 = 86_400_000;

static MODEL: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// One run's review of one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Review<'a> {
    pub(super) org: Uuid,
    pub(super) person: Uuid,
    pub(super) scenario: &'a str,
    pub(super) criterion: &'a str,
    pub(super) shown: Shown,
    pub(super) setting: Setting,
    pub(super) at_ms: i64,
}

/// The name of a step.
pub(super) fn skill(scenario: &str, criterion: &str) -> String {
    format!("{scenario}/{criterion}")
}

/// The memory after a review; none where a guided run begins, since following hints is not remembering.
pub(super) fn after(before: Option<&entity::Model>, review: &Review<'_>) -> Option<entity::Model> {
    if before.is_none() && review.setting == Setting::Guided {
        return None;
    }
    let (rating, n_sure) = rate(
        review.shown,
        review.setting,
        before.map_or(0, |memory| memory.n_sure),
    );
    let next = next(before, rating, review.at_ms)?;
    let (n_reviews, n_lapses) = before.map_or((0, 0), |memory| (memory.n_reviews, memory.n_lapses));
    Some(entity::Model {
        org: review.org,
        person: review.person,
        skill: skill(review.scenario, review.criterion),
        stability_days: next.memory.stability.into(),
        difficulty: next.memory.difficulty.into(),
        n_reviews: n_reviews + 1,
        n_lapses: n_lapses + i64::from(rating == Rating::Again),
        n_sure,
        reviewed_ms: review.at_ms,
        due_ms: review.at_ms + to_ms(next.interval),
        scenario: review.scenario.to_owned(),
    })
}

/// The chance that a step is recalled at an instant, in percent.
pub(super) fn recall_percent(memory: &entity::Model, now_ms: i64) -> u8 {
    let elapsed_days = (now_ms - memory.reviewed_ms).max(0) as f32 / DAY_MS as f32;
    let recall = current_retrievability(state(memory), elapsed_days, FSRS6_DEFAULT_DECAY);
    (recall.clamp(0.0, 1.0) * 100.0).round() as u8
}

fn next(before: Option<&entity::Model>, rating: Rating, at_ms: i64) -> Option<ItemState> {
    let elapsed_days = before.map_or(0, |memory| (at_ms - memory.reviewed_ms).max(0) / DAY_MS);
    let elapsed_days = u32::try_from(elapsed_days).unwrap_or(u32::MAX);
    let states = MODEL
        .next_states(before.map(state), RETENTION, elapsed_days)
        // Numbers that are none would have come from outside: the step is learnt anew.
        .or_else(|_| MODEL.next_states(None, RETENTION, 0))
        .ok()?;
    Some(match rating {
        Rating::Again => states.again,
        Rating::Hard => states.hard,
        Rating::Good => states.good,
        Rating::Easy => states.easy,
    })
}

fn state(memory: &entity::Model) -> MemoryState {
    MemoryState {
        stability: memory.stability_days as f32,
        difficulty: memory.difficulty as f32,
    }
}

fn to_ms(days: f32) -> i64 {
    (f64::from(days) * DAY_MS as f64).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review(shown: Shown, setting: Setting, day: i64) -> Review<'static> {
        Review {
            org: Uuid::nil(),
            person: Uuid::nil(),
            scenario: "pressor-line-occludes",
            criterion: "clears-before-restart",
            shown,
            setting,
            at_ms: day * DAY_MS,
        }
    }

    /// The initial stability and difficulty that FSRS 6 publishes for each answer.
    #[test]
    fn a_first_review_gives_the_published_stability_and_difficulty() {
        let first = |shown| {
            let memory = after(None, &review(shown, Setting::Graded, 0)).unwrap();
            (memory.stability_days as f32, memory.difficulty as f32)
        };
        assert_eq!(first(Shown::Missed), (0.212, 6.4133));
        assert_eq!(first(Shown::Barely), (1.2931, 5.112_170_7));
        assert_eq!(first(Shown::Comfortably), (2.3065, 2.118_104));
    }

    #[test]
    fn a_step_is_due_when_nine_in_ten_would_recall_it() {
        let memory = after(None, &review(Shown::Comfortably, Setting::Graded, 0)).unwrap();
        assert_eq!(memory.due_ms, to_ms(2.3065));
        assert_eq!(recall_percent(&memory, 0), 100);
        assert_eq!(recall_percent(&memory, memory.due_ms), 90);
        assert!(recall_percent(&memory, 120 * DAY_MS) < 60);
    }

    #[test]
    fn what_is_shown_again_is_remembered_for_longer_and_a_miss_for_less_long() {
        let first = after(None, &review(Shown::Comfortably, Setting::Graded, 0)).unwrap();
        let guided = after(Some(&first), &review(Shown::Comfortably, Setting::Guided, 3)).unwrap();
        let graded = after(Some(&first), &review(Shown::Comfortably, Setting::Graded, 3)).unwrap();
        let missed = after(Some(&graded), &review(Shown::Missed, Setting::Graded, 30)).unwrap();
        assert!(first.stability_days < guided.stability_days);
        assert!(guided.stability_days < graded.stability_days);
        assert!(missed.stability_days < graded.stability_days);
        assert_eq!((missed.n_reviews, missed.n_lapses, missed.n_sure), (3, 1, 0));
    }

    #[test]
    fn practice_with_hints_begins_no_memory() {
        assert_eq!(after(None, &review(Shown::Comfortably, Setting::Guided, 0)), None);
        assert_eq!(after(None, &review(Shown::Missed, Setting::Guided, 0)), None);
    }
}
