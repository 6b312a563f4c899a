//! The panels as the server renders them, and whole pages of them to be looked at.

use crate::panels::monitor::trend::Trend;
use crate::panels::monitor::{Clinic, MonitorPanel};
use crate::panels::stage::PanelMode;
use crate::panels::syringe::{SyringeBedsidePanel, SyringePanel, SyringeStage};
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use simulators::world::SyringeView;

use super::ward::Ward;
use crate::pictures;

fn rendered(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html())
}

/// The pump.
pub fn pump(ward: &Ward, mode: PanelMode) -> String {
    rendered(|| {
        let view = Signal::stored(ward.simulation.pump_view());
        let bedside = Signal::stored(ward.simulation.bedside_view());
        view! { <SyringePanel mode view bedside on_press=|_| () on_release=|_| ()/> }.into_any()
    })
}

/// Pump and bedside with what a screen reader is told of them.
pub fn stage(ward: &Ward, mode: PanelMode) -> String {
    rendered(|| {
        let view = Signal::stored(SyringeView {
            pump: ward.simulation.pump_view(),
            bedside: ward.simulation.bedside_view(),
        });
        view! { <SyringeStage mode view on_action=Callback::new(|_| ())/> }.into_any()
    })
}

/// The bedside.
pub fn bedside(ward: &Ward, mode: PanelMode) -> String {
    rendered(|| {
        let view = Signal::stored(ward.simulation.bedside_view());
        view! { <SyringeBedsidePanel mode view on_act=|_| ()/> }.into_any()
    })
}

/// Monitor and blood tests.
pub fn monitor(ward: &Ward, mode: PanelMode) -> String {
    rendered(|| {
        let clinic = Clinic {
            view: Signal::stored(Some(ward.simulation.clinical_view())),
            tests: Signal::stored(ward.simulation.bedside_view().tests),
            at_ms: Signal::stored(ward.simulation.tick()),
            on_draw: Callback::new(|_| ()),
        };
        let patient = Signal::stored(ward.simulation.patient_view());
        let mut trend = Trend::default();
        for n in 0..120 {
            trend.push(n * 2_000, &ward.simulation.patient_view());
        }
        let trend = Signal::stored(trend.points().to_vec());
        view! { <MonitorPanel mode patient trend clinic=Some(clinic)/> }.into_any()
    })
}

/// Writes the page of a moment, one for each pane that a phone shows.
pub fn write(name: &str, ward: &Ward) {
    let mode = PanelMode::Live;
    let panes = [bedside(ward, mode), pump(ward, mode), monitor(ward, mode)].concat();
    for pane in ["pump", "bedside", "monitor"] {
        let stage = format!("<div class=\"run-stage\" data-view=\"{pane}\">{panes}</div>");
        pictures::write(&format!("{name}-{pane}"), &pictures::run(&stage));
    }
}
