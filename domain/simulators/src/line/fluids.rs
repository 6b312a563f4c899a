//! The fluids of one line: what each bag holds, by label.

use super::bag::HungBag;
use super::content::{FLUIDS, Volumes, pure};
use crate::patient::{Arrived, Solution};

/// A fluid that hangs or hung.
#[derive(Clone, Debug, PartialEq)]
struct Fluid {
    drug: String,
    solution: Option<Solution>,
}

/// The fluids of one line, in the order in which they were hung.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fluids {
    known: Vec<Fluid>,
}

impl Fluids {
    /// The shares of what a new bag holds: all of one fluid.
    pub(super) fn of_bag(&mut self, bag: &HungBag) -> Volumes {
        let fluid = Fluid {
            drug: bag.drug().to_owned(),
            solution: bag.solution,
        };
        let known = self.known.iter().position(|known| *known == fluid);
        let place = known.unwrap_or_else(|| {
            if self.known.len() < FLUIDS {
                self.known.push(fluid);
            }
            self.known.len() - 1
        });
        pure(place, 1.0)
    }

    /// The drugs in the volumes.
    pub(super) fn drugs(&self, volumes: &Volumes) -> Arrived {
        let mut drugs = Arrived::default();
        for (fluid, volume_ml) in self.known.iter().zip(volumes) {
            if let Some(solution) = &fluid.solution {
                drugs.add_volume(solution, *volume_ml);
            }
        }
        drugs
    }
}
