//! Which samples are shown, and where: a sweep that writes over what was there, or a page that stands still.

/// Gap before what the sweep will write over next, samples: 0.4 s.
pub(in crate::panels::ventilator) const GAP: usize = 20;

/// A page that stands still is drawn anew after this many samples: 3 s.
const STILL: u64 = 150;

/// How the curves move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::panels::ventilator) enum Motion {
    /// The newest sample runs from left to right, again and again.
    #[default]
    Sweep,
    /// The last seconds, drawn anew every three seconds.
    Page,
    /// The last seconds, the newest at the right edge.
    Still,
}

/// Samples that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::panels::ventilator) struct Run<'a, T> {
    /// Place of the first of them, from 0 at the left.
    pub(in crate::panels::ventilator) place: usize,
    pub(in crate::panels::ventilator) samples: &'a [T],
}

/// The runs that a sheet of `span` places shows. `samples` are the newest of the `taken` that there ever were.
pub(in crate::panels::ventilator) fn runs<T>(
    samples: &[T],
    taken: u64,
    span: usize,
    motion: Motion,
) -> Vec<Run<'_, T>> {
    let kept = samples.len();
    let late = match motion {
        Motion::Page => ((taken % STILL) as usize).min(kept),
        Motion::Sweep | Motion::Still => 0,
    };
    let shown = match motion {
        Motion::Sweep => span.saturating_sub(GAP),
        Motion::Page | Motion::Still => span,
    };
    let end = kept - late;
    let shown = shown.min(end);
    let samples = &samples[end - shown..end];
    if shown == 0 {
        return Vec::new();
    }
    if motion != Motion::Sweep {
        let place = span - shown;
        return vec![Run { place, samples }];
    }
    let first = ((taken - shown as u64) % span as u64) as usize;
    let (left, right) = samples.split_at((span - first).min(shown));
    let mut runs = vec![Run {
        place: first,
        samples: left,
    }];
    if !right.is_empty() {
        runs.push(Run {
            place: 0,
            samples: right,
        });
    }
    runs
}

/// The sample at a place, if one is drawn there.
pub(in crate::panels::ventilator) fn at<'a, T>(runs: &[Run<'a, T>], place: usize) -> Option<&'a T> {
    runs.iter()
        .find_map(|run| run.samples.get(place.checked_sub(run.place)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(samples: &[u64], taken: u64, motion: Motion) -> Vec<(usize, u64)> {
        runs(samples, taken, 100, motion)
            .iter()
            .flat_map(|run| (run.place..).zip(run.samples.iter().copied()))
            .collect()
    }

    #[test]
    fn each_sample_keeps_its_place_while_the_sweep_goes_on() {
        let all: Vec<u64> = (0..1_000).collect();
        for taken in 300..420_usize {
            let drawn = places(&all[taken - 200..taken], taken as u64, Motion::Sweep);
            assert_eq!(drawn.len(), 100 - GAP);
            for (place, sample) in drawn {
                assert_eq!(place as u64, sample % 100);
            }
        }
    }

    #[test]
    fn a_page_stands_still_for_three_seconds() {
        let all: Vec<u64> = (0..1_000).collect();
        let page = |taken: usize| places(&all[taken - 300..taken], taken as u64, Motion::Page);
        assert_eq!(page(450), page(599));
        assert_eq!(page(450)[99], (99, 449));
        assert_ne!(page(599), page(600));
    }

    #[test]
    fn the_first_samples_stand_where_a_sweep_begins() {
        let first = [0, 1, 2];
        assert_eq!(places(&first, 3, Motion::Sweep), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(places(&[], 0, Motion::Sweep), []);
        assert_eq!(places(&first, 3, Motion::Still)[2], (99, 2));
    }

    #[test]
    fn a_cursor_finds_the_sample_under_it() {
        let all: Vec<u64> = (0..250).collect();
        let runs = runs(&all, 250, 100, Motion::Sweep);
        assert_eq!(at(&runs, 10), Some(&210));
        assert_eq!(at(&runs, 55), None);
        assert_eq!(at(&runs, 80), Some(&180));
    }
}
