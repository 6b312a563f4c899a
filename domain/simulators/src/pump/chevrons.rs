//! Number entry with chevron keys: one step or a wide step, up or down.
//!
//! Values are counted in whole tenths, so that no step is lost to binary fractions. The steps widen at 100 and at
//! 1,000, and every click lands on the grid of its step: 100 one step down gives 99, and a step up followed by a
//! step down need not come back. `docs/models.md`, section Number entry.

codes! {
    /// A chevron key.
    pub enum Chevron {
        /// One step up.
        Up => "up",
        /// A wide step up.
        WideUp => "wide_up",
        /// One step down.
        Down => "down",
        /// A wide step down.
        WideDown => "wide_down",
    }
}

/// The highest value, in tenths: 1,200.
pub const MAX_TENTHS: u32 = 12_000;

/// The value after one click, in tenths.
#[must_use]
pub fn click(tenths: u32, chevron: Chevron) -> u32 {
    let step = match tenths {
        0..1_000 => 1,
        1_000..10_000 => 10,
        _ => 100,
    };
    let (step, up) = match chevron {
        Chevron::Up => (step, true),
        Chevron::WideUp => (step * 10, true),
        Chevron::Down => (step, false),
        Chevron::WideDown => (step * 10, false),
    };
    let clicked = if up {
        (tenths / step).saturating_add(1).saturating_mul(step)
    } else {
        tenths.div_ceil(step).saturating_sub(1) * step
    };
    clicked.min(MAX_TENTHS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_one_step_down_is_ninety_nine() {
        assert_eq!(click(1_000, Chevron::Down), 990);
    }

    #[test]
    fn a_wide_step_goes_to_the_next_whole_number() {
        assert_eq!(click(995, Chevron::WideUp), 1_000);
        assert_eq!(click(73, Chevron::WideUp), 80);
    }

    #[test]
    fn up_and_down_need_not_come_back() {
        assert_eq!(click(click(73, Chevron::WideUp), Chevron::WideDown), 70);
    }

    #[test]
    fn nothing_leaves_the_range() {
        for tenths in 0..=MAX_TENTHS {
            for chevron in Chevron::ALL.iter().copied() {
                assert!(click(tenths, chevron) <= MAX_TENTHS);
            }
        }
        assert_eq!(click(0, Chevron::WideDown), 0);
        assert_eq!(click(u32::MAX, Chevron::WideUp), MAX_TENTHS);
    }
}
