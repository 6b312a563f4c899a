//! How it went in this visit: kept in memory, and gone with the page.

use std::collections::BTreeMap;

use leptos::prelude::*;
use training::drill::Pattern;

use crate::words::waveforms;

/// The first answer to each case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tally(BTreeMap<u64, Answered>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Answered {
    shown: Pattern,
    said: Pattern,
}

impl Tally {
    /// Notes an answer. A case that is opened again counts once.
    pub(super) fn note(&mut self, seed: u64, shown: Pattern, said: Pattern) {
        self.0.entry(seed).or_insert(Answered { shown, said });
    }

    fn asked(&self) -> usize {
        self.0.len()
    }

    fn right(&self) -> usize {
        self.0
            .values()
            .filter(|answer| answer.shown == answer.said)
            .count()
    }

    /// What was shown and what was said, with how often, the most frequent first.
    fn mistaken(&self) -> Vec<(Pattern, Pattern, u32)> {
        let mut counts: BTreeMap<(Pattern, Pattern), u32> = BTreeMap::new();
        for answer in self.0.values().filter(|answer| answer.shown != answer.said) {
            *counts.entry((answer.shown, answer.said)).or_default() += 1;
        }
        let mut mistaken: Vec<_> = counts
            .into_iter()
            .map(|((shown, said), times)| (shown, said, times))
            .collect();
        mistaken.sort_by_key(|(_, _, times)| std::cmp::Reverse(*times));
        mistaken
    }
}

/// The count, once something was asked.
#[component]
pub(super) fn TallyShown(tally: RwSignal<Tally>) -> impl IntoView {
    move || {
        let tally = tally.get();
        (tally.asked() > 0).then(|| {
            let mistaken = tally.mistaken();
            view! {
                <section class="block">
                    <h2>{waveforms::this_visit()}</h2>
                    <p>{waveforms::count(tally.right(), tally.asked())}</p>
                    {(!mistaken.is_empty()).then(|| view! {
                        <h3>{waveforms::mistaken()}</h3>
                        <ul class="bullets">
                            {mistaken.into_iter().map(|(shown, said, times)| view! {
                                <li>{waveforms::taken_for(waveforms::name(shown), waveforms::name(said), times)}</li>
                            }).collect_view()}
                        </ul>
                    })}
                </section>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_answer_to_a_case_counts_and_mistakes_are_told_by_frequency() {
        let mut tally = Tally::default();
        tally.note(1, Pattern::Leak, Pattern::Leak);
        tally.note(2, Pattern::Leak, Pattern::InStep);
        tally.note(2, Pattern::Leak, Pattern::Leak);
        for seed in [3, 4] {
            tally.note(seed, Pattern::StiffLung, Pattern::NarrowAirway);
        }
        assert_eq!((tally.right(), tally.asked()), (1, 4));
        assert_eq!(
            tally.mistaken(),
            [
                (Pattern::StiffLung, Pattern::NarrowAirway, 2),
                (Pattern::Leak, Pattern::InStep, 1),
            ]
        );
    }
}
