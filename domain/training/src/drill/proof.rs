//! The model's own numbers that prove a pattern.

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use super::watch::{Mechanics, SeenBreath, Watched};

/// What the model knows, over the whole breaths of the window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "proof", rename_all = "snake_case")]
pub enum Proof {
    /// Patient and ventilator fit.
    InStep {
        /// Breaths.
        breaths: u32,
        /// Efforts of the patient.
        efforts: u32,
    },
    /// Gas is trapped.
    Trapped {
        /// Mean pressure in the lung above the set PEEP as breaths begin, cmH2O.
        cmh2o: f64,
        /// Mean flow out that is left then, L/min.
        left_l_min: f64,
    },
    /// So many of so many.
    Events {
        /// What the pattern names.
        events: u32,
        /// Efforts, for ineffective ones, else breaths.
        of: u32,
    },
    /// Breaths that end with another time than the patient's.
    Cycled {
        /// Breaths that do.
        events: u32,
        /// Breaths.
        of: u32,
        /// Mean length of their inspiration, s.
        breath_s: f64,
        /// Length of the patient's, s.
        effort_s: f64,
    },
    /// Volume is lost.
    Lost {
        /// Mean volume in, mL.
        in_ml: f64,
        /// Mean volume out, mL.
        out_ml: f64,
    },
    /// Airway and lung, before and now.
    Mechanics {
        /// Resistance before, cmH2O/(L/s).
        resistance_before: f64,
        /// Resistance now.
        resistance: f64,
        /// Compliance before, mL/cmH2O.
        compliance_before_ml: f64,
        /// Compliance now.
        compliance_ml: f64,
    },
}

pub(super) fn proof(pattern: Pattern, watched: &Watched) -> Proof {
    let breaths = &watched.breaths;
    let events = |is: fn(&SeenBreath) -> bool| Proof::Events {
        events: whole(breaths.iter().filter(|breath| is(breath)).count()),
        of: whole(breaths.len()),
    };
    match pattern {
        Pattern::InStep => Proof::InStep {
            breaths: whole(breaths.len()),
            efforts: watched.counts.efforts,
        },
        Pattern::TrappedGas => Proof::Trapped {
            cmh2o: mean(breaths.iter().map(|breath| breath.trapped_cmh2o)),
            left_l_min: mean(breaths.iter().filter_map(|breath| {
                let told = breath.account?;
                Some(f64::from(told.left_l_min.unwrap_or_default()))
            })),
        },
        Pattern::IneffectiveEffort => Proof::Events {
            events: whole(watched.efforts.iter().filter(|effort| effort.failed).count()),
            of: whole(watched.efforts.len()),
        },
        Pattern::ReverseTriggering => events(|breath| breath.marks.reverse),
        Pattern::DoubleTrigger => events(|breath| breath.marks.doubled),
        Pattern::FlowStarvation => events(|breath| breath.marks.starved),
        Pattern::AutoTriggering => events(|breath| breath.marks.auto),
        Pattern::LateCycling => cycled(watched, |breath| breath.marks.late),
        Pattern::EarlyCycling => cycled(watched, |breath| breath.marks.early),
        Pattern::Leak => Proof::Lost {
            in_ml: mean(breaths.iter().map(|breath| breath.volumes_ml.0)),
            out_ml: mean(breaths.iter().map(|breath| breath.volumes_ml.1)),
        },
        Pattern::Secretions | Pattern::NarrowAirway | Pattern::StiffLung => {
            mechanics(&watched.before, &watched.now)
        }
    }
}

fn cycled(watched: &Watched, is: fn(&SeenBreath) -> bool) -> Proof {
    let of = whole(watched.breaths.len());
    let wrong: Vec<&SeenBreath> = watched.breaths.iter().filter(|breath| is(breath)).collect();
    Proof::Cycled {
        events: whole(wrong.len()),
        of,
        breath_s: mean(
            wrong
                .iter()
                .map(|breath| f64::from(breath.inspiration_ms) / 1_000.0),
        ),
        effort_s: mean(
            watched
                .efforts
                .iter()
                .map(|effort| f64::from(effort.to_ms - effort.from_ms) / 1_000.0),
        ),
    }
}

const fn mechanics(before: &Mechanics, now: &Mechanics) -> Proof {
    Proof::Mechanics {
        resistance_before: before.resistance,
        resistance: now.resistance,
        compliance_before_ml: before.compliance_ml,
        compliance_ml: now.compliance_ml,
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
