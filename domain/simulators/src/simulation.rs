//! Pump, line and patient together, stepped by ticks.

use serde::{Deserialize, Serialize};

use crate::STEP_TICKS;
use crate::action::{Action, BedsideAct, ChannelAct};
use crate::alarms::LogEntry;
use crate::events::EventQueue;
use crate::fault::Fault;
use crate::line::view::LineView;
use crate::line::{LineConfig, LineSetup};
use crate::patient::model::PatientState;
use crate::patient::view::{ClinicalView, PatientView};
use crate::patient::{Drug, PatientSetup};
use crate::pump::journal::JournalEntry;
use crate::pump::setup::PumpSetup;
use crate::pump::view::PumpView;
use crate::signals::{self, Signal};
use crate::unit::channel::Channel;
use crate::unit::view::UnitView;
use crate::unit::{ChannelId, Unit, UnitSetup};

pub use crate::events::SimEvent;

/// Everything that a simulation starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The pump; of a unit, its first channel.
    pub pump: PumpSetup,
    /// The bag, the set and the line.
    pub line: LineSetup,
    /// The patient.
    pub patient: PatientSetup,
    /// What makes the pump a unit: battery and mains, further channels, the line above the pump. Without it there
    /// is one channel, always under power, whose bag is always at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitSetup>,
}

impl Setup {
    /// Whether the pump is a unit. A secondary bag needs the line above the pump, and so makes it one.
    #[must_use]
    pub const fn is_unit(&self) -> bool {
        self.unit.is_some() || self.line.secondary.is_some()
    }

    /// The channels, in their order.
    #[must_use]
    pub fn channels(&self) -> &'static [ChannelId] {
        let further = self.unit.as_ref().map_or(0, |unit| unit.channels.len());
        &ChannelId::ALL[..(1 + further).min(ChannelId::ALL.len())]
    }
}

/// A running simulation: its whole state, to be cloned, compared and stepped.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    tick: u64,
    first: Channel,
    /// What a unit has beyond its first channel.
    unit: Option<Unit>,
    patient: PatientState,
    /// Whether every drug of the model reaches the patient and all of the patient is told.
    whole: bool,
    events: EventQueue,
}

impl Simulation {
    /// The simulation at tick 0.
    #[must_use]
    pub fn new(setup: &Setup) -> Self {
        let unit = setup
            .is_unit()
            .then(|| Unit::new(setup.unit.as_ref(), &setup.pump.library));
        let mut simulation = Self {
            tick: 0,
            first: Channel::new(&setup.pump, &setup.line, setup.is_unit()),
            unit,
            patient: PatientState::new(&setup.patient),
            whole: setup.patient.is_whole(),
            events: EventQueue::default(),
        };
        if let Some(unit) = &mut simulation.unit {
            unit.feed(&mut simulation.first);
        }
        simulation
    }

    /// The present tick, ms.
    #[must_use]
    pub const fn tick(&self) -> u64 {
        self.tick
    }

    /// A person does something now.
    pub fn act(&mut self, action: &Action) {
        match action.parts() {
            Some((id, act)) => self.at_channel(id, act),
            None => self.draw(action),
        }
        self.collect();
    }

    fn at_channel(&mut self, id: ChannelId, act: ChannelAct) {
        match act {
            ChannelAct::Press { key } => {
                if let Some(unit) = &mut self.unit {
                    unit.before_key(&mut self.first, id, key, self.tick);
                }
                let tick = self.tick;
                if let Some(channel) = self.channel_mut(id) {
                    channel.press(key, tick);
                }
                if let Some(unit) = &mut self.unit {
                    unit.after_key(&mut self.first, id, key, self.tick);
                }
            }
            ChannelAct::Release { key } => {
                let tick = self.tick;
                if let Some(channel) = self.channel_mut(id) {
                    channel.release(key, tick);
                }
            }
            ChannelAct::Bedside { act } => self.bedside(id, act),
        }
    }

    /// Blood is drawn; only so many samples are on their way at once.
    fn draw(&mut self, action: &Action) {
        if let Action::DrawBlood { test } = action
            && self.whole
        {
            self.patient.draw(*test);
        }
    }

    /// A fault begins now, on the first channel.
    pub fn inject(&mut self, fault: &Fault) {
        self.inject_on(ChannelId::A, fault);
    }

    /// A fault begins now, on a channel; what concerns the whole unit may be injected on any.
    pub fn inject_on(&mut self, id: ChannelId, fault: &Fault) {
        let tick = self.tick;
        if let Some(unit) = &mut self.unit {
            unit.inject(&mut self.first, fault, tick);
        }
        if let Some(channel) = self.channel_mut(id) {
            channel.inject(fault, tick);
        }
        self.collect();
    }

    /// Runs every sub-step up to and including `tick`, then stands at it. An earlier tick changes nothing.
    pub fn step_to(&mut self, tick: u64) {
        let mut boundary = self.tick / STEP_TICKS * STEP_TICKS + STEP_TICKS;
        while boundary <= tick {
            self.tick = boundary;
            self.sub_step();
            boundary += STEP_TICKS;
        }
        self.tick = self.tick.max(tick);
    }

    /// Writes the value of every signal, in the order of [`signals::of`] its setup; truth as 1, falsehood as 0.
    /// Writes no more values than `out` has room for.
    pub fn read(&self, out: &mut [f64]) {
        let mut values = [0.0; signals::CATALOGUE.len()];
        self.first.read(&mut values);
        self.patient.read(&mut values);
        values[Signal::PumpDoorOpen as usize] = f64::from(u8::from(self.first.line.door_is_open()));
        let room = out.len().min(values.len());
        out[..room].copy_from_slice(&values[..room]);
        let Some(mut rest) = out.get_mut(values.len()..) else {
            return;
        };
        if let Some(unit) = &self.unit {
            rest = unit.read(&self.first, self.tick, rest);
        }
        if self.whole {
            self.patient.read_clinical(rest);
        }
    }

    /// Moves the events since the last call to the end of `into`, in the order in which they happened.
    pub fn drain_events<E: From<SimEvent>>(&mut self, into: &mut Vec<E>) {
        self.events.drain_into(into);
    }

    /// What the pump shows; of a unit, its first channel.
    #[must_use]
    pub fn pump_view(&self) -> PumpView {
        self.first.pump_view(self.tick)
    }

    /// What the unit shows: all channels and what they share; nothing for a pump of one channel.
    #[must_use]
    pub fn unit_view(&self) -> Option<UnitView> {
        Some(self.unit.as_ref()?.view(&self.first, self.tick))
    }

    /// What the monitor shows of the patient.
    #[must_use]
    pub fn patient_view(&self) -> PatientView {
        self.patient.view()
    }

    /// Breathing, sedation, rhythm and results, where the whole patient is followed.
    #[must_use]
    pub fn clinical_view(&self) -> Option<ClinicalView> {
        self.whole.then(|| self.patient.clinical_view())
    }

    /// What a person at the bedside sees of the line.
    #[must_use]
    pub fn line_view(&self) -> LineView {
        self.first.line_view()
    }

    /// The pump's own log of alarms, oldest first.
    pub fn alarm_log(&self) -> impl Iterator<Item = &LogEntry> {
        self.first.pump.alarm_log()
    }

    /// The pump's own journal of keys, events, alarms and limits, oldest first.
    pub fn journal(&self) -> impl Iterator<Item = &JournalEntry> {
        self.first.pump.journal()
    }

    fn channel_mut(&mut self, id: ChannelId) -> Option<&mut Channel> {
        if id == ChannelId::A {
            return Some(&mut self.first);
        }
        self.unit.as_mut()?.channel_mut(id)
    }

    fn bedside(&mut self, id: ChannelId, act: BedsideAct) {
        let tick = self.tick;
        match (act, &mut self.unit) {
            (BedsideAct::PlugMains | BedsideAct::UnplugMains, Some(unit)) => {
                unit.plug(&mut self.first, act == BedsideAct::PlugMains, tick);
            }
            (BedsideAct::PlugMains | BedsideAct::UnplugMains, None) => {}
            _ => {
                if let Some(channel) = self.channel_mut(id) {
                    channel.bedside(act, tick);
                }
            }
        }
    }

    fn sub_step(&mut self) {
        let mut arrived = self.first.flow(self.tick);
        if let Some(unit) = &mut self.unit {
            unit.flow(&self.first, self.tick, &mut arrived);
            unit.feed(&mut self.first);
        }
        if !self.whole {
            arrived = arrived.only(Drug::Norepinephrine);
        }
        self.patient.receive(&arrived);
        self.first.watch(self.tick);
        if let Some(unit) = &mut self.unit {
            unit.watch(self.tick);
        }
        self.collect();
    }

    /// Takes over what the channels and the laboratory tell of.
    fn collect(&mut self) {
        self.first.hand_over(ChannelId::A, &mut self.events);
        if let Some(unit) = &mut self.unit {
            unit.hand_over(&mut self.events);
        }
        for event in self.patient.take_events() {
            self.events.push_laboratory(self.tick, event);
        }
    }
}

/// The properties that the line's tests and vectors vary.
impl Simulation {
    /// Pressure past the pump, mmHg.
    #[must_use]
    pub fn pressure_mmhg(&self) -> f64 {
        self.first.line.sensed().pressure_mmhg
    }

    /// Properties of the set and the vein.
    #[must_use]
    pub const fn line_config(&self) -> &LineConfig {
        self.first.line.config()
    }
}
