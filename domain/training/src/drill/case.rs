//! A case: fifteen seconds of curves, four answers, and why one of them is right.

use simulators::ventilator::VentilatorView;

use super::finding::{Finding, findings};
use super::pattern::Pattern;
use super::place::{Place, places};
use super::proof::{Proof, proof};
use super::recipe::{self, Recipe};
use super::watch::{SeenBreath, Watched, watch};
use crate::exams::seeded::Chance;

/// Answers that are offered.
pub const CHOICES: usize = 4;
/// How often a pattern is tried before a plain case is taken in its place.
pub const MOST_TRIES: u32 = 12;

/// Whole breaths that a window must hold for a pattern to be recognised as one.
const FEWEST_BREATHS: usize = 2;

/// What is offered with a plain case: nothing is wrong, and what a quiet patient cannot show.
const LAST_RESORT: [Pattern; CHOICES] = [
    Pattern::InStep,
    Pattern::Leak,
    Pattern::DoubleTrigger,
    Pattern::Secretions,
];

/// One case. The same seed gives the same case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The seed.
    pub seed: u64,
    /// What the curves show.
    pub pattern: Pattern,
    /// What else they show, which is no answer to choose.
    pub also: Vec<Pattern>,
    /// The answers, in the order in which they are offered; one of them is right.
    pub choices: Vec<Pattern>,
    /// What the ventilator shows at the end, its curves over the whole window.
    pub view: VentilatorView,
    /// Peak and plateau before anything went wrong, where both can be read then and now.
    pub before: Option<Before>,
    /// The whole breaths, from left to right.
    pub breaths: Vec<SeenBreath>,
    /// Where the pattern shows.
    pub places: Vec<Place>,
    /// The numbers that prove it.
    pub proof: Proof,
    /// What was played.
    pub recipe: Recipe,
    /// How many recipes were tried.
    pub tries: u32,
}

/// Pressures before anything went wrong, cmH2O.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Before {
    /// Peak.
    pub peak_cmh2o: f64,
    /// Plateau.
    pub plateau_cmh2o: f64,
}

impl Case {
    /// The case of a seed.
    #[must_use]
    pub fn draw(seed: u64) -> Case {
        let mut chance = Chance::new(seed, "waveform");
        let pattern = pick(&mut chance);
        for tries in 1..=MOST_TRIES {
            let recipe = recipe::draw(pattern, &mut chance);
            if let Some(case) = Case::of(seed, pattern, recipe, tries, &mut chance) {
                return case;
            }
        }
        Case::last_resort(seed, &mut chance)
    }

    /// A quiet patient in whom nothing is wrong, whatever pattern was wanted.
    fn last_resort(seed: u64, chance: &mut Chance) -> Case {
        let recipe = recipe::plain(chance);
        let watched = watch(&recipe);
        let mut choices = LAST_RESORT.to_vec();
        chance.shuffle(&mut choices);
        Case::told(
            seed,
            Pattern::InStep,
            choices,
            Vec::new(),
            recipe,
            watched,
            MOST_TRIES + 1,
        )
    }

    /// The case, if the truth shows the pattern and rules enough others out.
    fn of(seed: u64, pattern: Pattern, recipe: Recipe, tries: u32, chance: &mut Chance) -> Option<Case> {
        let watched = watch(&recipe);
        if watched.breaths.len() < FEWEST_BREATHS {
            return None;
        }
        let findings = findings(&watched);
        let those = |finding: Finding| -> Vec<Pattern> {
            let found = findings.iter().filter(|found| found.1 == finding);
            found.map(|found| found.0).collect()
        };
        let mut also = those(Finding::Shown);
        let place = also.iter().position(|&shown| shown == pattern)?;
        also.remove(place);
        let choices = choices(pattern, those(Finding::Absent), chance)?;
        Some(Case::told(seed, pattern, choices, also, recipe, watched, tries))
    }

    fn told(
        seed: u64,
        pattern: Pattern,
        choices: Vec<Pattern>,
        also: Vec<Pattern>,
        recipe: Recipe,
        watched: Watched,
        tries: u32,
    ) -> Case {
        let (before, now) = (&watched.before, &watched.now);
        let both = now.plateau_cmh2o.and(before.plateau_cmh2o).zip(before.peak_cmh2o);
        Case {
            seed,
            pattern,
            also,
            choices,
            before: both.map(|(plateau_cmh2o, peak_cmh2o)| Before {
                peak_cmh2o,
                plateau_cmh2o,
            }),
            places: places(pattern, &watched),
            proof: proof(pattern, &watched),
            breaths: watched.breaths,
            view: watched.view,
            recipe,
            tries,
        }
    }
}

fn pick(chance: &mut Chance) -> Pattern {
    let place = (u128::from(chance.number()) * Pattern::ALL.len() as u128) >> 64;
    Pattern::ALL
        .get(place as usize)
        .copied()
        .unwrap_or(Pattern::InStep)
}

/// The right answer among those that are surely wrong: first what it is most easily mistaken for, then what it may
/// be, then any other.
fn choices(pattern: Pattern, mut absent: Vec<Pattern>, chance: &mut Chance) -> Option<Vec<Pattern>> {
    chance.shuffle(&mut absent);
    let near = pattern.near();
    absent.sort_by_key(|wrong| (near.first() != Some(wrong), !near.contains(wrong)));
    absent.truncate(CHOICES - 1);
    if absent.len() < CHOICES - 1 {
        return None;
    }
    absent.push(pattern);
    chance.shuffle(&mut absent);
    Some(absent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_resort_is_in_step_and_shows_nothing_else_that_it_offers() {
        for seed in 0..200 {
            let case = Case::last_resort(seed, &mut Chance::new(seed, "last resort"));
            let found = findings(&watch(&case.recipe));
            for (pattern, finding) in found {
                let wanted = match pattern {
                    Pattern::InStep => Finding::Shown,
                    _ => Finding::Absent,
                };
                assert_eq!(finding, wanted, "{seed}: {pattern:?}");
            }
            assert_eq!(case.choices.len(), CHOICES);
        }
    }
}
