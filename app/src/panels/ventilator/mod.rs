//! The ventilator: its screen of curves, loops and numbers, its settings and keys, the bedside, the patient monitor.
//!
//! The panels take the simulator's views as signals and give its acts back, and know nothing of who plays the run.
//! Curves are made as data (`drawing`); a run paints them on a canvas, a still picture shows them as SVG.

use leptos::prelude::*;
use simulators::ventilator::VentilatorAct;
use simulators::ventilator::view::{VentilatorState, VentilatorView};

use self::alarms::alarm_bar;
use self::case::name_plate;
use self::hands::Hands;
use self::keys::keys;
use self::screen::Screen;
use self::settings::Settings;
use super::alarm_sound::AlarmSound;
use super::device::lamps::light_bar;
use super::device::tools::Tools;
use super::stage::PanelMode;
use crate::words::ventilator as words;

mod alarms;
mod bedside;
mod breaths;
mod case;
mod cursors;
mod curves;
mod drawing;
mod hands;
mod keys;
mod lazy;
mod loops;
mod modes;
mod monitor;
mod numerics;
mod screen;
mod settings;
mod spoken;
mod stage;
mod tile;
mod told;
mod trends;
mod window;

#[cfg(test)]
mod tests;

pub use bedside::VentilatorBedside;
pub use drawing::sheet::Drawing;
pub use lazy::LazyVentilatorStage;
pub use monitor::VentilatorMonitor;
pub use stage::VentilatorStage;
pub use told::breath_told;
pub use window::CurvesWindow;

/// The ventilator as a person meets it.
#[component]
pub fn VentilatorPanel(
    /// A run or a debrief.
    mode: PanelMode,
    /// Painted as the run goes on, or a still picture.
    drawing: Drawing,
    /// What the ventilator shows.
    #[prop(into)]
    view: Signal<VentilatorView>,
    /// A hand does something.
    on_act: Callback<VentilatorAct>,
) -> impl IntoView {
    let heard = Memo::new(move |_| match mode {
        PanelMode::Live => view.with(|view| match view.buzzer {
            true => Some(simulators::alarms::Priority::High),
            false => view.sound,
        }),
        PanelMode::Still => None,
    });
    let sound = AlarmSound::follow(heard.into());
    let hands = Hands::new(mode, view, sound, on_act);
    let lamp = Memo::new(move |_| view.with(|view| view.indicator));
    let buzzing = Memo::new(move |_| view.with(|view| view.buzzer.then(words::buzzing)));
    let off = Memo::new(move |_| view.with(|view| view.state == VentilatorState::Off));
    let class = move || if off.get() { "vent vent-off" } else { "vent" };
    let inert = (mode == PanelMode::Still).then_some("");
    view! {
        <section class="pane pane-ventilator" aria-label=words::ventilator()>
            <div class=class on:keydown=move |event| hands.key_down(&event)>
                {light_bar(lamp, "vent-light")}
                {name_plate(view)}
                <div class="vent-glass">
                    {alarm_bar(hands, view)}
                    <Screen hands drawing view/>
                </div>
                <div class="vent-hands" inert=inert>
                    <Settings hands view/>
                    {keys(hands)}
                </div>
                <p class="vent-plate">{words::training_only()}</p>
            </div>
            {(mode == PanelMode::Live).then(|| view! {
                // How long the sound is paused stands in the bar of alarms.
                <Tools sound heard=heard.into() paused=Signal::stored(None) silent=words::silent() other=buzzing
                    shortcuts=&words::SHORTCUTS/>
            })}
        </section>
    }
}
