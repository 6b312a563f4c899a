//! A bed in miniature: one ventilator, one patient, and hands.

use simulators::ventilator::events::VentilatorEvent;
use simulators::ventilator::lung::effort::EffortSetup;
use simulators::ventilator::lung::presets::LungPreset;
use simulators::ventilator::lung::setup::LungSetup;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::setup::{DeviceSetup, VentilatorSetup};
use simulators::ventilator::{
    Button, Care, VentilatorAct, VentilatorFault, VentilatorSimulation, VentilatorView, signals,
};

/// A ventilated patient as the condition has it.
pub(crate) fn setup(mode: Mode, preset: LungPreset, settings: &[(SettingId, f64)]) -> VentilatorSetup {
    let mut device = DeviceSetup::standard(mode);
    device.settings.extend(settings.iter().copied());
    VentilatorSetup {
        ventilator: device,
        lung: LungSetup::of(preset),
        effort: EffortSetup::default(),
        blood: Default::default(),
        patient: Default::default(),
        seed: 3,
    }
}

/// The same without any effort.
pub(crate) fn passive(mode: Mode, preset: LungPreset, settings: &[(SettingId, f64)]) -> VentilatorSetup {
    let mut setup = setup(mode, preset, settings);
    setup.effort.peak_cmh2o = Some(0.0);
    setup
}

/// A simulation with hands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bed {
    pub(crate) simulation: VentilatorSimulation,
    pub(crate) events: Vec<VentilatorEvent>,
}

impl Bed {
    pub(crate) fn new(setup: &VentilatorSetup) -> Self {
        Self {
            simulation: VentilatorSimulation::new(setup),
            events: Vec::new(),
        }
    }

    pub(crate) fn act(&mut self, act: VentilatorAct) {
        self.simulation.act(&act);
        self.simulation.drain_events(&mut self.events);
    }

    pub(crate) fn push(&mut self, button: Button) {
        self.act(VentilatorAct::Push { button });
    }

    pub(crate) fn care(&mut self, act: Care) {
        self.act(VentilatorAct::Care { act });
    }

    /// Chooses a setting, turns it by clicks and confirms.
    pub(crate) fn set(&mut self, setting: SettingId, clicks: i16) {
        self.act(VentilatorAct::Choose { setting });
        self.act(VentilatorAct::Turn { clicks });
        self.push(Button::Confirm);
    }

    pub(crate) fn inject(&mut self, fault: VentilatorFault) {
        self.simulation.inject(&fault);
        self.simulation.drain_events(&mut self.events);
    }

    pub(crate) fn wait_ms(&mut self, ms: u64) {
        self.simulation.step_to(self.simulation.tick() + ms);
        self.simulation.drain_events(&mut self.events);
    }

    pub(crate) fn wait_s(&mut self, seconds: u64) {
        self.wait_ms(seconds * 1_000);
    }

    pub(crate) fn signal(&self, name: &str) -> f64 {
        let mut values = [0.0; signals::COUNT];
        self.simulation.read(&mut values);
        values[usize::from(signals::find(name).unwrap_or_else(|| panic!("no signal {name}")))]
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.signal(name) > 0.0
    }

    pub(crate) fn count(&self, name: &str) -> usize {
        self.events.iter().filter(|event| event.name() == name).count()
    }

    /// Whether an alarm is active.
    pub(crate) fn alarms(&self, name: &str) -> bool {
        self.view()
            .alarms
            .iter()
            .any(|alarm| alarm.alarm.as_str() == name)
    }

    pub(crate) fn view(&self) -> VentilatorView {
        self.simulation.view()
    }

    /// Holds the end of inspiration and gives peak and plateau.
    pub(crate) fn plateau(&mut self) -> (f64, f64) {
        self.push(Button::HoldInspiratory);
        self.wait_s(9);
        self.push(Button::ReleaseHold);
        self.wait_s(12);
        (self.signal("vent.peak"), self.signal("vent.plateau"))
    }
}

/// Whether two values are near each other.
#[track_caller]
pub(crate) fn near(got: f64, wanted: f64, distance: f64) {
    assert!((got - wanted).abs() <= distance, "{got} is not {wanted}");
}
