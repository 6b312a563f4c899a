//! A bag that is held by a finger, pen or mouse.

use leptos::ev;
use leptos::prelude::*;
use leptos::svg;
use simulators::action::BedsideAct;
use simulators::line::view::LineView;

use super::parts::is_possible;
use super::places::{Bag, HEIGHT, Place, WIDTH};

/// The bag in the hand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    bag: Bag,
    pointer: i32,
    /// Where the pointer took hold, in pixels of the page.
    from: (f64, f64),
    /// How far it was moved since, in the drawing's own measure.
    by: (f64, f64),
}

/// What drags bags on one picture.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    pub(super) field: NodeRef<svg::Svg>,
    line: Signal<LineView>,
    on_act: Callback<BedsideAct>,
    held: RwSignal<Option<Held>>,
}

impl Drag {
    pub(super) fn new(line: Signal<LineView>, on_act: Callback<BedsideAct>) -> Self {
        Self {
            field: NodeRef::new(),
            line,
            on_act,
            held: RwSignal::new(None),
        }
    }

    /// How far a bag is from its place.
    pub(super) fn offset(self, bag: Bag) -> (f64, f64) {
        self.held
            .get()
            .filter(|held| held.bag == bag)
            .map_or((0.0, 0.0), |held| held.by)
    }

    /// The bag that is in the hand.
    pub(super) fn bag(self) -> Option<Bag> {
        self.held.get().map(|held| held.bag)
    }

    /// A pointer takes hold of a bag.
    pub(super) fn take(self, event: &ev::PointerEvent, bag: Bag) {
        if event.button() != 0 || self.held.get_untracked().is_some() {
            return;
        }
        event.prevent_default();
        let _ = event_target::<web_sys::Element>(event).set_pointer_capture(event.pointer_id());
        self.held.set(Some(Held {
            bag,
            pointer: event.pointer_id(),
            from: (f64::from(event.client_x()), f64::from(event.client_y())),
            by: (0.0, 0.0),
        }));
    }

    /// The pointer moves.
    pub(super) fn pull(self, event: &ev::PointerEvent) {
        let Some(held) = self.holding(event) else { return };
        let Some(field) = self.field.get_untracked() else {
            return;
        };
        let shown = field.get_bounding_client_rect();
        // The drawing keeps its shape in whatever room it has, so the tighter side says how large it is drawn.
        let scale = (WIDTH / shown.width().max(1.0)).max(HEIGHT / shown.height().max(1.0));
        let by = (
            (f64::from(event.client_x()) - held.from.0) * scale,
            (f64::from(event.client_y()) - held.from.1) * scale,
        );
        self.held.set(Some(Held { by, ..held }));
    }

    /// The pointer lets go: near a place of its own the bag is hung there, elsewhere it goes back.
    pub(super) fn let_go(self, event: &ev::PointerEvent) {
        let Some(held) = self.holding(event) else { return };
        self.held.set(None);
        let act = self.line.with_untracked(|line| act_of(held.bag, held.by, line));
        if let Some(act) = act {
            self.on_act.try_run(act);
        }
    }

    /// The browser takes the pointer away: the bag goes back.
    pub(super) fn lose(self, event: &ev::PointerEvent) {
        if self.holding(event).is_some() {
            self.held.set(None);
        }
    }

    fn holding(self, event: &ev::PointerEvent) -> Option<Held> {
        self.held
            .get_untracked()
            .filter(|held| held.pointer == event.pointer_id())
    }
}

/// What it does to let a bag go this far from its place.
fn act_of(bag: Bag, (x, y): (f64, f64), line: &LineView) -> Option<BedsideAct> {
    let above = line.above.as_ref()?;
    let from = bag.place(above);
    let (from_x, from_y) = from.at();
    let act = bag
        .nearest((from_x + x, from_y + y))
        .filter(|place| *place != from)
        .map(Place::act)?;
    is_possible(act, line).then_some(act)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::panels::ward;

    #[test]
    fn a_bag_pulled_to_a_hook_is_hung_and_one_let_go_on_the_way_goes_back() {
        let line = ward::secondary_in_the_hand().line_view();
        assert_eq!(
            act_of(Bag::Primary, (4.0, 70.0), &line),
            Some(BedsideAct::LowerPrimary)
        );
        assert_eq!(
            act_of(Bag::Secondary, (-10.0, -380.0), &line),
            Some(BedsideAct::HangSecondary)
        );
        assert_eq!(act_of(Bag::Secondary, (-100.0, -180.0), &line), None);
        assert_eq!(act_of(Bag::Primary, (3.0, 4.0), &line), None);
    }
}
