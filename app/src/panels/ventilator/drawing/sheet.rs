//! The element that shows a scene: a canvas in a run, an SVG where nothing moves.

use std::sync::Arc;

use leptos::ev;
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlCanvasElement, ResizeObserver};

use super::Scene;
use super::canvas::{Painter, size};
use super::svg::svg;

/// How the curves are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Painted in the browser as the run goes on.
    Canvas,
    /// A still picture: debrief, print, test.
    Picture,
}

/// Makes the scene for a sheet of a size in logical units.
pub(in crate::panels::ventilator) type Draw = Arc<dyn Fn((f32, f32)) -> Scene + Send + Sync>;

/// Shows what `draw` makes, anew whenever what it read has changed or the window has another size.
#[component]
pub(in crate::panels::ventilator) fn Sheet(
    drawing: Drawing,
    /// Class of the element: it gives the size.
    class: &'static str,
    /// Size of the still picture, logical units.
    still: (f32, f32),
    /// What a reader is told it is.
    #[prop(into)]
    name: Signal<String>,
    /// Makes the scene.
    draw: Draw,
    /// A finger or the mouse is pressed down at this distance from the left, of this width; logical units.
    #[prop(optional_no_strip)]
    on_point: Option<Callback<(f32, f32)>>,
    /// Where the width is noted, logical units.
    #[prop(optional_no_strip)]
    width: Option<RwSignal<f32>>,
) -> impl IntoView {
    if drawing == Drawing::Picture {
        return view! { <div class=class>{move || svg(&draw(still), name.get())}</div> }.into_any();
    }
    let canvas = NodeRef::<Canvas>::new();
    let painter = StoredValue::new(Painter::default());
    let resized = RwSignal::new(0_u32);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            on_resize(&canvas, move || {
                resized.try_update(|count| *count = count.wrapping_add(1));
            });
        }
    });
    Effect::new(move |_| {
        resized.track();
        if let Some(canvas) = canvas.get() {
            let size = size(&canvas);
            // On a page that is not looked at there is nothing to paint on; its canvas has a size again when it is.
            if size.0 < 1.0 {
                return;
            }
            if let Some(width) = width.filter(|width| width.get_untracked().to_bits() != size.0.to_bits()) {
                width.set(size.0);
            }
            let scene = draw(size);
            painter.update_value(|painter| painter.paint(&canvas, &scene));
        }
    });
    let point = move |event: ev::PointerEvent| {
        let Some(on_point) = on_point.filter(|_| event.buttons() & 1 == 1) else {
            return;
        };
        let element = event_target::<web_sys::Element>(&event);
        if event.type_() == "pointerdown" {
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        let x = event.client_x() as f32 - element.get_bounding_client_rect().left() as f32;
        on_point.try_run((x, element.client_width() as f32));
    };
    view! {
        <div class=class>
            <canvas node_ref=canvas role="img" aria-label=move || name.get()
                on:pointerdown=point on:pointermove=point></canvas>
        </div>
    }
    .into_any()
}

/// Calls `seen` when the canvas has got a size, and whenever that changes, for as long as the reactive owner lives.
fn on_resize(canvas: &HtmlCanvasElement, seen: impl FnMut() + 'static) {
    let called = Closure::<dyn FnMut()>::new(seen);
    let Ok(observer) = ResizeObserver::new(called.as_ref().unchecked_ref()) else {
        return;
    };
    observer.observe(canvas);
    let kept = StoredValue::new_local((observer, called));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}
