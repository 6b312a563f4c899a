//! Cases of the drill, held against the simulator's truth, which is asked anew here.

use std::collections::{BTreeMap, BTreeSet};

use simulators::ventilator::account::account;
use simulators::ventilator::{Asynchronies, VentilatorSimulation, signals};
use training::drill::{CHOICES, Case, FAULT_MS, MOST_TRIES, Pattern, WINDOW_MS};

const SEEDS: u64 = 400;

/// The recipe of a case, played again without the drill's own watching.
struct Truth {
    case: Case,
    counts: Asynchronies,
    /// Least and most gas trapped when breaths began, cmH2O.
    trapped_cmh2o: Vec<f64>,
    mechanics: [(f64, f64); 2],
}

impl Truth {
    fn of(seed: u64) -> Truth {
        let case = Case::draw(seed);
        let mut simulation = VentilatorSimulation::new(&case.recipe.setup);
        simulation.step_to(FAULT_MS);
        let before = mechanics(&simulation);
        if let Some(fault) = &case.recipe.fault {
            simulation.inject(fault);
        }
        // The curves of the view end where the window does: 50 samples a second since the start.
        let end_ms = case.view.curves.taken * u64::from(case.view.curves.interval_ms);
        simulation.step_to(end_ms - WINDOW_MS);
        let first = simulation.asynchronies();
        let set_peep = signal(&simulation, "vent.set.peep");
        let mut trapped_cmh2o = Vec::new();
        let mut breaths = first.breaths;
        for tick in end_ms - WINDOW_MS + 1..=end_ms {
            simulation.step_to(tick);
            let now = simulation.asynchronies().breaths;
            if now > breaths {
                trapped_cmh2o.push(signal(&simulation, "lung.alveolar_pressure") - set_peep);
            }
            breaths = now;
        }
        assert_eq!(
            simulation.view(),
            case.view,
            "{seed}: the recipe gives another picture"
        );
        let last = simulation.asynchronies();
        Truth {
            counts: Asynchronies {
                breaths: last.breaths - first.breaths,
                efforts: last.efforts - first.efforts,
                ineffective: last.ineffective - first.ineffective,
                auto_triggered: last.auto_triggered - first.auto_triggered,
                double_triggered: last.double_triggered - first.double_triggered,
                reverse_triggered: last.reverse_triggered - first.reverse_triggered,
                cycled_late: last.cycled_late - first.cycled_late,
                cycled_early: last.cycled_early - first.cycled_early,
                starved: last.starved - first.starved,
            },
            trapped_cmh2o,
            mechanics: [before, mechanics(&simulation)],
            case,
        }
    }

    /// How many events the pattern names, where events are counted.
    fn events(&self, pattern: Pattern) -> Option<u32> {
        match pattern {
            Pattern::IneffectiveEffort => Some(self.counts.ineffective),
            Pattern::DoubleTrigger => Some(self.counts.double_triggered),
            Pattern::FlowStarvation => Some(self.counts.starved),
            Pattern::LateCycling => Some(self.counts.cycled_late),
            Pattern::EarlyCycling => Some(self.counts.cycled_early),
            Pattern::AutoTriggering => Some(self.counts.auto_triggered),
            Pattern::ReverseTriggering => Some(self.counts.reverse_triggered),
            _ => None,
        }
    }

    /// Share of the last whole breath that did not come back.
    fn lost_share(&self) -> f32 {
        let lost = account(&self.case.view.last_breath);
        lost.map_or(0.0, |told| {
            told.lost_ml.unwrap_or_default() / told.volume_ml.max(1.0)
        })
    }

    fn is_saw(&self) -> bool {
        account(&self.case.view.last_breath).is_some_and(|told| told.saw_tooth)
    }

    fn is_there(&self, pattern: Pattern) -> bool {
        let [(resistance_before, compliance_before), (resistance, compliance)] = self.mechanics;
        let most = self.trapped_cmh2o.iter().copied().fold(f64::MIN, f64::max);
        match pattern {
            Pattern::InStep => Pattern::ALL
                .iter()
                .filter(|&&other| other != Pattern::InStep)
                .all(|&other| self.is_ruled_out(other)),
            Pattern::TrappedGas => most >= 4.0,
            Pattern::Leak => self.lost_share() > 0.12,
            Pattern::Secretions => self.is_saw(),
            Pattern::NarrowAirway => {
                resistance > 1.5 * resistance_before && compliance > 0.9 * compliance_before
            }
            Pattern::StiffLung => {
                compliance < 0.8 * compliance_before && resistance < 1.2 * resistance_before
            }
            counted => self.events(counted).is_some_and(|events| events >= 2),
        }
    }

    fn is_ruled_out(&self, pattern: Pattern) -> bool {
        let [(resistance_before, compliance_before), (resistance, compliance)] = self.mechanics;
        match pattern {
            Pattern::InStep => self.is_there(self.case.pattern) && self.case.pattern != Pattern::InStep,
            Pattern::TrappedGas => self.trapped_cmh2o.iter().all(|&cmh2o| cmh2o < 1.0),
            Pattern::Leak => self.lost_share() < 0.01,
            Pattern::Secretions => !self.is_saw(),
            Pattern::NarrowAirway => resistance <= 1.2 * resistance_before && resistance <= 15.0,
            Pattern::StiffLung => compliance >= 0.9 * compliance_before && compliance >= 35.0,
            counted => self.events(counted) == Some(0),
        }
    }
}

fn signal(simulation: &VentilatorSimulation, name: &str) -> f64 {
    let mut values = [0.0; signals::COUNT];
    simulation.read(&mut values);
    values[usize::from(signals::find(name).expect("the signal exists"))]
}

fn mechanics(simulation: &VentilatorSimulation) -> (f64, f64) {
    (
        signal(simulation, "lung.resistance"),
        signal(simulation, "lung.compliance"),
    )
}

#[test]
fn the_truth_confirms_the_answer_and_rules_out_every_other_that_is_offered() {
    for seed in 0..SEEDS {
        let truth = Truth::of(seed);
        let case = &truth.case;
        assert!(
            truth.is_there(case.pattern),
            "{seed}: {:?} is not there, {:?}",
            case.pattern,
            truth.counts
        );
        for &wrong in case.choices.iter().filter(|&&choice| choice != case.pattern) {
            assert!(
                truth.is_ruled_out(wrong),
                "{seed}: {:?} with {wrong:?} offered, {:?}",
                case.pattern,
                truth.counts
            );
        }
    }
}

#[test]
fn every_pattern_comes_up_about_as_often_and_hardly_a_case_is_the_last_resort() {
    let mut counts: BTreeMap<Pattern, u32> = BTreeMap::new();
    let mut resorts = 0;
    for seed in 0..SEEDS {
        let case = Case::draw(seed);
        *counts.entry(case.pattern).or_default() += 1;
        assert!(case.tries <= MOST_TRIES + 1);
        resorts += u32::from(case.tries > MOST_TRIES);
    }
    let even = SEEDS as u32 / Pattern::ALL.len() as u32;
    for &pattern in Pattern::ALL {
        let count = counts.get(&pattern).copied().unwrap_or_default();
        assert!(count > even / 2 && count < 2 * even, "{pattern:?}: {count}");
    }
    assert!(resorts * 100 <= SEEDS as u32, "{resorts} last resorts");
}

#[test]
fn the_same_seed_gives_the_same_case_and_another_seed_another() {
    for seed in [0, 7, u64::from(u32::MAX), u64::MAX] {
        assert_eq!(Case::draw(seed), Case::draw(seed));
        assert_ne!(Case::draw(seed).view, Case::draw(seed ^ 1).view);
    }
}

#[test]
fn four_different_answers_are_offered_and_the_right_one_stands_anywhere() {
    let mut stands = [0u32; CHOICES];
    for seed in 0..SEEDS {
        let case = Case::draw(seed);
        let different: BTreeSet<Pattern> = case.choices.iter().copied().collect();
        assert_eq!((case.choices.len(), different.len()), (CHOICES, CHOICES));
        let place = case.choices.iter().position(|&choice| choice == case.pattern);
        stands[place.expect("the answer is offered")] += 1;
        assert!(case.also.iter().all(|also| !case.choices.contains(also)));
    }
    assert!(
        stands
            .iter()
            .all(|&count| count > SEEDS as u32 / 8 && count < SEEDS as u32 / 2),
        "{stands:?}"
    );
}

#[test]
fn what_is_wrong_is_pointed_at_inside_the_window() {
    for seed in 0..SEEDS {
        let case = Case::draw(seed);
        assert_eq!(case.places.is_empty(), case.pattern == Pattern::InStep, "{seed}");
        for place in &case.places {
            assert!(
                place.from_ms < place.to_ms && u64::from(place.to_ms) <= WINDOW_MS,
                "{seed}: {place:?}"
            );
        }
        assert!(
            case.breaths.len() >= 2,
            "{seed}: {} whole breaths",
            case.breaths.len()
        );
        assert_eq!(case.view.curves.samples.len(), 750);
    }
}
