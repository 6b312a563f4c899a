//! What is in the line: fluids travel through it in order, so that what comes out first is what went in first.

use std::collections::VecDeque;

/// How many different fluids one line can tell apart; further ones count as the last.
pub(super) const FLUIDS: usize = 6;
/// Length of a stretch whose fluids are told apart, mL.
const STRETCH_ML: f64 = 0.01;

/// Volumes of the fluids, mL.
pub(super) type Volumes = [f64; FLUIDS];

/// Volume of all fluids together, mL.
pub(super) fn sum_ml(volumes: &Volumes) -> f64 {
    volumes.iter().sum()
}

/// A fluid of its own.
pub(super) fn pure(fluid: usize, volume_ml: f64) -> Volumes {
    let mut volumes = [0.0; FLUIDS];
    volumes[fluid.min(FLUIDS - 1)] = volume_ml;
    volumes
}

/// The same fluids in another volume.
pub(super) fn scaled(volumes: &Volumes, factor: f64) -> Volumes {
    volumes.map(|volume| volume * factor)
}

/// Adds one to the other.
pub(super) fn add(into: &mut Volumes, volumes: &Volumes) {
    for (to, from) in into.iter_mut().zip(volumes) {
        *to += from;
    }
}

/// The line between the bags and the vein.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Content {
    /// From the vein's end.
    stretches: VecDeque<Volumes>,
}

impl Content {
    /// A line filled with one fluid.
    pub(super) fn filled(fluid: usize, volume_ml: f64) -> Self {
        let count = libm::ceil(volume_ml / STRETCH_ML).max(1.0) as usize;
        Self {
            stretches: core::iter::repeat_n(pure(fluid, volume_ml / count as f64), count).collect(),
        }
    }

    /// Fluids enter at the bags' end.
    pub(super) fn enter(&mut self, entering: &Volumes) {
        match self.stretches.back_mut() {
            Some(newest) if sum_ml(newest) < STRETCH_ML => add(newest, entering),
            _ => self.stretches.push_back(*entering),
        }
    }

    /// A volume leaves at the vein's end; returns its fluids.
    pub(super) fn leave(&mut self, volume_ml: f64) -> Volumes {
        Self::take(
            &mut self.stretches,
            volume_ml,
            VecDeque::front_mut,
            VecDeque::pop_front,
        )
    }

    /// A volume is drawn back at the bags' end; returns its fluids.
    pub(super) fn draw_back(&mut self, volume_ml: f64) -> Volumes {
        Self::take(
            &mut self.stretches,
            volume_ml,
            VecDeque::back_mut,
            VecDeque::pop_back,
        )
    }

    fn take(
        stretches: &mut VecDeque<Volumes>,
        volume_ml: f64,
        end: fn(&mut VecDeque<Volumes>) -> Option<&mut Volumes>,
        pop: fn(&mut VecDeque<Volumes>) -> Option<Volumes>,
    ) -> Volumes {
        let mut left_ml = volume_ml;
        let mut out = [0.0; FLUIDS];
        while left_ml > 0.0
            && let Some(outermost) = end(stretches)
        {
            let held_ml = sum_ml(outermost);
            if held_ml <= left_ml {
                add(&mut out, outermost);
                left_ml -= held_ml;
                pop(stretches);
            } else {
                add(&mut out, &scaled(outermost, left_ml / held_ml));
                *outermost = scaled(outermost, 1.0 - left_ml / held_ml);
                left_ml = 0.0;
            }
        }
        out
    }

    /// What is in the line.
    #[cfg(test)]
    pub(super) fn volumes(&self) -> Volumes {
        let mut all = [0.0; FLUIDS];
        for stretch in &self.stretches {
            add(&mut all, stretch);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_fluid_leaves_before_the_new_one_comes() {
        let mut line = Content::filled(0, 1.5);
        let mut out = [0.0; FLUIDS];
        for _ in 0..100 {
            line.enter(&pure(1, 0.0149));
            add(&mut out, &line.leave(0.0149));
        }
        assert_eq!(out[1], 0.0);
        assert!((out[0] - 1.49).abs() < 1e-9);
        for _ in 0..100 {
            line.enter(&pure(1, 0.0149));
            add(&mut out, &line.leave(0.0149));
        }
        assert!((out[0] - 1.5).abs() < 1e-9 && (out[1] - 1.48).abs() < 1e-9);
    }

    #[test]
    fn what_is_drawn_back_is_what_came_last() {
        let mut line = Content::filled(0, 1.5);
        line.enter(&pure(1, 0.3));
        let back = line.draw_back(0.3);
        assert!((back[1] - 0.3).abs() < 1e-9 && back[0].abs() < 1e-9);
    }

    #[test]
    fn nothing_is_made_or_lost_and_the_line_stays_short() {
        let mut line = Content::filled(0, 1.5);
        let mut out = [0.0; FLUIDS];
        for n in 0..5_000 {
            line.enter(&pure(n % 3, 0.0004));
            add(&mut out, &line.leave(0.0004));
        }
        let mut all = line.volumes();
        add(&mut all, &out);
        assert!((sum_ml(&all) - 3.5).abs() < 1e-9);
        assert!(line.stretches.len() < 200, "{}", line.stretches.len());
    }
}
