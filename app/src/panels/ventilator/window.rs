//! The curves of a whole window as a still picture, for a page that asks what they show.

use leptos::prelude::*;
use simulators::ventilator::view::Curves;
use training::drill::Place;

use super::drawing::svg::svg;
use super::drawing::window::window;
use crate::words::ventilator as words;

/// Sizes of the picture at a desk and on a phone, logical units: letters are to be read on both.
const DESK: (f32, f32) = (800.0, 460.0);
const PHONE: (f32, f32) = (360.0, 460.0);

/// The picture on its glass. Of its two sizes the style shows the one that fits.
#[component]
pub fn CurvesWindow(
    /// The curves.
    curves: Curves,
    /// What is pointed at.
    #[prop(into)]
    places: Signal<Vec<Place>>,
    /// What a reader is told it is.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let curves = StoredValue::new(curves);
    let name = StoredValue::new(name);
    let picture = move |size: (f32, f32)| {
        let scene = curves.with_value(|curves| places.with(|places| window(curves, size, places)));
        svg(&scene, name.get_value())
    };
    view! {
        <div class="vent">
            <div class="vent-glass">
                <div class="vent-sheet window-desk">{move || picture(DESK)}</div>
                <div class="vent-sheet window-phone">{move || picture(PHONE)}</div>
            </div>
            <p class="vent-plate">{words::training_only()}</p>
        </div>
    }
}
