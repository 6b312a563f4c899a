//! Which alarm is shown and heard when several are active.

use super::priority::{Indicator, Priority};

/// An active alarm as arbitration sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Active {
    /// How urgent.
    pub priority: Priority,
    /// When it began, in any unit of time.
    pub since: f64,
}

/// The outcome of arbitration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arbitration {
    /// Place of the alarm to show, in the list that was given.
    pub displayed: Option<usize>,
    /// Priority of the one sound that is made.
    pub audible: Option<Priority>,
    /// The lamp.
    pub indicator: Indicator,
}

codes! {
    /// Whether the sound of alarms is paused.
    pub enum Audio {
        On => "on",
        Paused => "paused",
    }
}

/// Shows the alarm of the highest priority, among equals the newest, among those the first of the list.
/// A paused sound never hides what is seen.
#[must_use]
pub fn arbitrate(active: &[Active], audio: Audio) -> Arbitration {
    let mut displayed: Option<usize> = None;
    for (place, alarm) in active.iter().enumerate() {
        let better = displayed.is_none_or(|best| {
            let best = &active[best];
            alarm.priority > best.priority || alarm.priority == best.priority && alarm.since > best.since
        });
        if better {
            displayed = Some(place);
        }
    }
    let priority = displayed.map(|place| active[place].priority);
    Arbitration {
        displayed,
        audible: priority.filter(|_| audio == Audio::On),
        indicator: priority.map_or(Indicator::Off, Priority::indicator),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn active(priority: Priority, since: f64) -> Active {
        Active { priority, since }
    }

    #[test]
    fn the_highest_is_shown_and_among_equals_the_newest() {
        let alarms = [
            active(Priority::Low, 9.0),
            active(Priority::High, 3.0),
            active(Priority::High, 5.0),
        ];
        let outcome = arbitrate(&alarms, Audio::On);
        assert_eq!(outcome.displayed, Some(2));
        assert_eq!(outcome.audible, Some(Priority::High));
        assert_eq!(outcome.indicator, Indicator::RedFlashing);
    }

    #[test]
    fn a_paused_sound_leaves_the_lamp_alone() {
        let outcome = arbitrate(&[active(Priority::Medium, 0.0)], Audio::Paused);
        assert_eq!(outcome.audible, None);
        assert_eq!(outcome.indicator, Indicator::YellowFlashing);
    }

    #[test]
    fn nothing_active_shows_nothing() {
        let outcome = arbitrate(&[], Audio::On);
        assert_eq!((outcome.displayed, outcome.indicator), (None, Indicator::Off));
    }
}
