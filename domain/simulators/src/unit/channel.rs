//! One channel: a pump with the line it drives.

use super::ChannelId;
use crate::action::BedsideAct;
use crate::events::EventQueue;
use crate::fault::Fault;
use crate::line::state::{LineState, Reach};
use crate::line::view::LineView;
use crate::line::{CheckValve, LineSetup};
use crate::patient::Arrived;
use crate::pump::key::Key;
use crate::pump::setup::PumpSetup;
use crate::pump::view::PumpView;
use crate::pump::{Detail, Pump};

/// A pump with its line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Channel {
    pub(crate) pump: Pump,
    pub(crate) line: LineState,
    pub(super) events: EventQueue,
}

impl Channel {
    pub(crate) fn new(pump: &PumpSetup, line: &LineSetup, in_unit: bool) -> Self {
        let (detail, reach) = if in_unit {
            (Detail::Unit, Reach::Whole)
        } else {
            (Detail::Plain, Reach::BelowThePump)
        };
        let pump = Pump::new(pump, detail);
        let mut line = LineState::new(line, reach);
        line.settle(pump.motor().rate_ml_h);
        Self {
            pump,
            line,
            events: EventQueue::default(),
        }
    }

    pub(crate) fn press(&mut self, key: Key, tick: u64) {
        let sensed = self.line.sensed();
        self.pump.press(key, tick, &sensed, &mut self.events);
    }

    pub(crate) fn release(&mut self, key: Key, tick: u64) {
        self.pump.release(key, tick);
    }

    pub(crate) fn bedside(&mut self, act: BedsideAct, tick: u64) {
        let motor_runs = self.pump.motor().rate_ml_h > 0.0;
        self.line.act(act, motor_runs, tick, &mut self.events);
        self.watch_sensors(tick);
    }

    /// A fault begins; one that belongs to the whole unit changes nothing here.
    pub(crate) fn inject(&mut self, fault: &Fault, tick: u64) {
        match *fault {
            Fault::DownstreamOcclusion => self.bedside(BedsideAct::CloseClamp, tick),
            Fault::DoorOpened => self.bedside(BedsideAct::OpenDoor, tick),
            Fault::KeyStuck { key } => {
                let sensed = self.line.sensed();
                self.pump.stick(key, tick, &sensed, &mut self.events);
            }
            Fault::KeyBounces { key } => self.pump.wear(key),
            Fault::PumpExchanged => self.pump.exchange(),
            Fault::SystemError => self.pump.fail(tick, &mut self.events),
            Fault::FlowError { percent } => self.pump.miscalibrate(percent / 100.0),
            Fault::KinkedLine => self.line.kink(),
            Fault::PartialOcclusion {
                resistance_mmhg_per_ml_h,
            } => self.line.pinch(resistance_mmhg_per_ml_h),
            Fault::AirBubble { volume_ul } => self.line.add_bubble(volume_ul),
            Fault::BagEmpty => self.line.empty_bag(),
            Fault::SetMisloaded => self.line.misload(),
            Fault::UpstreamOcclusion => self.line.kink_above(),
            Fault::Infiltration => self.line.infiltrate(),
            Fault::FlowStopFails => self.line.break_flow_stop(),
            Fault::CheckValveLeaks => self.line.break_valve(CheckValve::Leaking),
            Fault::CheckValveSticks => self.line.break_valve(CheckValve::Stuck),
            Fault::Overheats => self.pump.overheat(tick, &mut self.events),
            Fault::TaskFreezes => self.pump.freeze(tick),
            Fault::SelfTestFails { part } => self.pump.fail_self_test(part),
            Fault::MainsFail | Fault::BatteryAged { .. } | Fault::LibraryArrives => {}
        }
        self.watch_sensors(tick);
    }

    /// The first half of a sub-step: the motor moves, the line follows.
    pub(crate) fn flow(&mut self, tick: u64) -> Arrived {
        let motor = self.pump.motor();
        self.line.step(&motor, tick, &mut self.events)
    }

    /// The second half: the pump counts and watches.
    pub(crate) fn watch(&mut self, tick: u64) {
        self.pump.step(tick, &self.line.sensed(), &mut self.events);
        let backoff_ml = self.pump.take_backoff_ml();
        if backoff_ml > 0.0 {
            self.line.draw_back(backoff_ml);
        }
    }

    /// Signals of pump and line.
    pub(crate) fn read(&self, values: &mut [f64]) {
        self.pump.read(&self.line.sensed(), values);
        self.line.read(values);
    }

    /// Signals that only a unit's channels have.
    pub(crate) fn read_channel(&self, tick: u64, values: &mut [f64]) {
        self.pump.read_channel(tick, values);
        self.line.read_whole(values);
    }

    pub(crate) fn pump_view(&self, tick: u64) -> PumpView {
        self.pump.view(tick, &self.line.sensed())
    }

    pub(crate) fn line_view(&self) -> LineView {
        self.line.view(self.pump.motor().rate_ml_h > 0.0)
    }

    /// Writes the events down in the pump's journal and hands them over.
    pub(crate) fn hand_over(&mut self, id: ChannelId, into: &mut EventQueue) {
        self.pump.take_down(self.events.waiting());
        into.take_over(id, &mut self.events);
    }

    fn watch_sensors(&mut self, tick: u64) {
        self.pump
            .watch_sensors(tick, &self.line.sensed(), &mut self.events);
    }
}
