//! A scene on a canvas: the same strokes, painted sixty times a second.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{Anchor, Command, Ink, Scene};

/// Paints are made anew after this many pictures, so that a change of theme or contrast is seen.
const PAINTS_FOR: u32 = 120;

/// What a canvas needs from one picture to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Painter {
    paints: Vec<String>,
    font: String,
    pictures: u32,
}

/// The size of a canvas in logical units.
pub(super) fn size(canvas: &HtmlCanvasElement) -> (f32, f32) {
    (canvas.client_width() as f32, canvas.client_height() as f32)
}

impl Painter {
    /// Paints a scene over all of the canvas, in the pixels of the device. Where there is no canvas to paint on,
    /// nothing is painted: everything is in words too.
    pub(super) fn paint(&mut self, canvas: &HtmlCanvasElement, scene: &Scene) {
        let _ = self.try_paint(canvas, scene);
    }

    fn try_paint(&mut self, canvas: &HtmlCanvasElement, scene: &Scene) -> Result<(), JsValue> {
        let Some(context) = canvas.get_context("2d")? else {
            return Ok(());
        };
        let context: CanvasRenderingContext2d = context.unchecked_into();
        if self.pictures.is_multiple_of(PAINTS_FOR) {
            self.look_up(canvas)?;
        }
        self.pictures = self.pictures.wrapping_add(1);
        let ratio = window().device_pixel_ratio();
        let pixels = |length: f32| (f64::from(length) * ratio).round() as u32;
        let (width, height) = (pixels(scene.size.0), pixels(scene.size.1));
        if (canvas.width(), canvas.height()) != (width, height) {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0)?;
        context.clear_rect(0.0, 0.0, f64::from(scene.size.0), f64::from(scene.size.1));
        context.set_line_join("round");
        for stroke in &scene.strokes {
            context.set_stroke_style_str(self.paint_of(stroke.ink));
            context.set_line_width(f64::from(stroke.line.width()));
            let dash = js_sys::Array::new();
            if let Some((length, gap)) = stroke.line.dash() {
                dash.push(&JsValue::from(length));
                dash.push(&JsValue::from(gap));
            }
            context.set_line_dash(&dash)?;
            context.begin_path();
            for command in &stroke.commands {
                match *command {
                    Command::Move(x, y) => context.move_to(f64::from(x), f64::from(y)),
                    Command::Line(x, y) => context.line_to(f64::from(x), f64::from(y)),
                }
            }
            context.stroke();
        }
        for label in &scene.labels {
            context.set_font(&format!("500 {}px {}", label.height, self.font));
            context.set_fill_style_str(self.paint_of(label.ink));
            context.set_text_align(match label.anchor {
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
            context.fill_text(&label.text, f64::from(label.at.0), f64::from(label.at.1))?;
        }
        Ok(())
    }

    /// Reads the design tokens and the type where the canvas stands.
    fn look_up(&mut self, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        let Some(style) = window().get_computed_style(canvas)? else {
            return Ok(());
        };
        self.paints.clear();
        for ink in Ink::ALL {
            self.paints
                .push(style.get_property_value(ink.token())?.trim().to_owned());
        }
        self.font = style.get_property_value("font-family")?;
        Ok(())
    }

    fn paint_of(&self, ink: Ink) -> &str {
        let place = Ink::ALL.iter().position(|one| *one == ink);
        place
            .and_then(|place| self.paints.get(place))
            .map_or("", String::as_str)
    }
}
