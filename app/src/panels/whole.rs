//! The panels of any run as one piece: also of those devices whose panels a browser loads when they are first shown, and
//! which are drawn here without that door.

use leptos::prelude::*;
use simulators::patient::Test;
use simulators::patient::view::{ClinicalView, PatientView};
use simulators::unit::ChannelId;
use simulators::world::{DeviceView, InfusionView};
use training::log::Action;

use super::bedside::pole::{PolePanel, Sight};
use super::monitor::{Clinic, MonitorPanel};
use super::pointed::Pointed;
use super::stage::{PanelMode, Stage};
use super::syringe::SyringeStage;
use super::unit::stage::UnitStage;
use super::ventilator::{Drawing, VentilatorStage};

/// What is shown at one moment.
pub(crate) struct Moment {
    pub(crate) device: DeviceView,
    pub(crate) patient: PatientView,
    pub(crate) clinical: Option<ClinicalView>,
    pub(crate) at_ms: u64,
}

/// The panels of a moment.
pub(crate) fn panels(mode: PanelMode, moment: Moment) -> AnyView {
    let on_action = Callback::new(|_: Action| ());
    let at_ms = Signal::stored(moment.at_ms);
    let trend = Signal::stored(Vec::new());
    let patient = Signal::stored(moment.patient);
    let clinical = Signal::stored(moment.clinical);
    let device = match moment.device {
        DeviceView::Infusion(view) if view.unit.is_some() => {
            view! { <UnitStage mode view=Signal::stored(*view) at_ms on_action/> }.into_any()
        }
        device @ DeviceView::Infusion(_) => {
            let device = Signal::stored(device);
            return view! { <Stage mode device patient clinical trend at_ms on_action/> }.into_any();
        }
        DeviceView::Syringe(view) => {
            view! { <SyringeStage mode view=Signal::stored(*view) on_action/> }.into_any()
        }
        DeviceView::Ventilator(view) => {
            let on_act = Callback::new(|_| ());
            let (view, bedside) = (Signal::stored(view.ventilator), Signal::stored(view.bedside));
            return view! { <VentilatorStage mode drawing=Drawing::Picture view bedside on_act/> }.into_any();
        }
    };
    let clinic = clinical.with_untracked(Option::is_some).then(|| Clinic {
        view: clinical,
        tests: Signal::stored(Test::ALL.to_vec()),
        at_ms,
        on_draw: Callback::new(|_| ()),
    });
    let class = match mode {
        PanelMode::Live => "run-stage",
        PanelMode::Still => "run-stage run-stage-still",
    };
    view! {
        <div class=class data-view="story">
            {device}
            <MonitorPanel mode patient trend clinic/>
        </div>
    }
    .into_any()
}

/// The pole of one channel of a unit, as it is shown while that channel is in hand.
pub(crate) fn pole(view: &InfusionView, channel: ChannelId, at_ms: u64) -> Option<AnyView> {
    let unit = view.unit.as_ref()?;
    let shown = unit.channels.iter().find(|shown| shown.id == channel)?;
    let sight = Sight {
        channel: Signal::stored(channel),
        line: Signal::stored(shown.line.clone()),
        pump: Signal::stored(shown.pump.clone()),
        power: Signal::stored(unit.power),
        at_ms: Signal::stored(at_ms),
    };
    let pointed = Pointed::on_channel(Signal::stored(channel));
    let pole =
        move || view! { <PolePanel mode=PanelMode::Live sight several=true on_act=Callback::new(|_| ())/> };
    Some(view! { <leptos::context::Provider value=pointed>{pole()}</leptos::context::Provider> }.into_any())
}
