//! Where things hang on the pole, and what it means to put a bag somewhere.
//!
//! The drawing's field is 360 wide and 620 high. A bag's own origin is the middle of its upper edge.

use simulators::action::BedsideAct;
use simulators::line::view::AboveView;

/// Width of the drawing's field.
pub(super) const WIDTH: f64 = 360.0;
/// Height of the drawing's field.
pub(super) const HEIGHT: f64 = 620.0;
/// Height of the fluid in a full bag.
const FULL: f64 = 88.0;
/// The bottom of the fluid below a bag's upper edge.
const BOTTOM: f64 = 98.0;
/// A bag let go this near to a place is meant for it.
const NEAR: f64 = 90.0;

/// One of the two bags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bag {
    Primary,
    Secondary,
}

/// A place for a bag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The primary on the pole's own hook.
    PoleHook,
    /// The primary lower, on the extension hook.
    ExtensionHook,
    /// The secondary on the other hook of the pole.
    SecondaryHook,
    /// The secondary on the tray.
    Tray,
}

impl Bag {
    /// The places where this bag can be.
    pub(super) const fn places(self) -> [Place; 2] {
        match self {
            Self::Primary => [Place::PoleHook, Place::ExtensionHook],
            Self::Secondary => [Place::SecondaryHook, Place::Tray],
        }
    }

    /// Where it is.
    pub(super) fn place(self, above: &AboveView) -> Place {
        let hung = above.secondary.as_ref().is_some_and(|secondary| secondary.hung);
        match self {
            Self::Primary if above.primary_lowered => Place::ExtensionHook,
            Self::Primary => Place::PoleHook,
            Self::Secondary if hung => Place::SecondaryHook,
            Self::Secondary => Place::Tray,
        }
    }

    /// The place nearest to where the bag was let go, if it is near one of its own.
    pub(super) fn nearest(self, (x, y): (f64, f64)) -> Option<Place> {
        let far = |place: Place| {
            let (at_x, at_y) = place.at();
            (x - at_x).hypot(y - at_y)
        };
        self.places()
            .into_iter()
            .filter(|place| far(*place) < NEAR)
            .min_by(|one, other| far(*one).total_cmp(&far(*other)))
    }
}

impl Place {
    /// Where the middle of a bag's upper edge is when it hangs here.
    pub(super) const fn at(self) -> (f64, f64) {
        match self {
            Self::PoleHook => (80.0, 52.0),
            Self::ExtensionHook => (80.0, 126.0),
            Self::SecondaryHook => (280.0, 52.0),
            Self::Tray => (298.0, 436.0),
        }
    }

    /// What hands do to bring the bag here.
    pub(super) const fn act(self) -> BedsideAct {
        match self {
            Self::PoleHook => BedsideAct::RaisePrimary,
            Self::ExtensionHook => BedsideAct::LowerPrimary,
            Self::SecondaryHook => BedsideAct::HangSecondary,
            Self::Tray => BedsideAct::TakeDownSecondary,
        }
    }
}

/// Where the surface stands in a bag, below its upper edge; a little stays in the corners of an empty one.
pub(super) fn surface(left_percent: u8) -> f64 {
    BOTTOM - (FULL * f64::from(left_percent.min(100)) / 100.0).max(4.0)
}

/// The fluid in a bag.
pub(super) fn fluid(left_percent: u8) -> String {
    let top = surface(left_percent);
    let wall = (BOTTOM - 9.0 - top).max(0.0);
    let corner = (BOTTOM - top).min(9.0);
    format!("M-34 {top:.1}h68v{wall:.1}q0 {corner:.1}-9 {corner:.1}h-50q-9 0-9-{corner:.1}z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bag_let_go_near_a_hook_is_hung_there_and_elsewhere_nowhere() {
        assert_eq!(Bag::Primary.nearest((84.0, 60.0)), Some(Place::PoleHook));
        assert_eq!(Bag::Primary.nearest((70.0, 120.0)), Some(Place::ExtensionHook));
        assert_eq!(Bag::Primary.nearest((280.0, 52.0)), None);
        assert_eq!(Bag::Secondary.nearest((250.0, 90.0)), Some(Place::SecondaryHook));
        assert_eq!(Bag::Secondary.nearest((300.0, 400.0)), Some(Place::Tray));
        assert_eq!(Bag::Secondary.nearest((180.0, 250.0)), None);
    }

    #[test]
    fn every_place_is_reached_by_an_act_of_its_own_and_lies_in_the_field() {
        let places = [Bag::Primary.places(), Bag::Secondary.places()].concat();
        for (place, other) in places.iter().zip(places.iter().skip(1)) {
            assert_ne!(place.act(), other.act());
        }
        for place in places {
            let (x, y) = place.at();
            assert!(x > 40.0 && x < WIDTH - 40.0 && y > 0.0 && y + BOTTOM < HEIGHT);
        }
    }

    #[test]
    fn the_surface_falls_with_what_is_left() {
        assert!((surface(100) - 10.0).abs() < 1e-9);
        assert!((surface(50) - 54.0).abs() < 1e-9);
        assert!(surface(0) < BOTTOM);
        assert!(fluid(0).starts_with("M-34 94.0h68v0.0q0 4.0"));
    }
}
