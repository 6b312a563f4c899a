//! A pump unit: up to four channels that share battery, mains, alarm sound and library. `docs/models.md`,
//! section Pump unit.

pub(crate) mod channel;
pub mod power;
pub mod view;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::alarms::arbitration::{Active, Audio, arbitrate};
use crate::drugs::Library;
use crate::events::{Event, EventQueue};
use crate::fault::Fault;
use crate::line::LineSetup;
use crate::patient::Arrived;
use crate::pump::key::Key;
use crate::pump::setup::{PumpConfig, PumpSetup, StartState};
use crate::pump::shared::Supply;
use crate::signals;
use channel::Channel;
use power::{Power, PowerSetup};
use view::{ChannelView, PowerView, UnitView};

codes! {
    /// A channel of a unit. The first is the pump of a scenario that knows one channel only.
    pub enum ChannelId {
        A => "a",
        B => "b",
        C => "c",
        D => "d",
    }
}

impl ChannelId {
    /// What the names of the channel's signals and events begin with; nothing for the first.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::A => "",
            Self::B => "b.",
            Self::C => "c.",
            Self::D => "d.",
        }
    }
}

/// What a unit has beyond its first channel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitSetup {
    /// Battery and mains.
    pub power: PowerSetup,
    /// The second, third and fourth channel.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<ChannelSetup>,
    /// The version of the library that a scenario lets arrive while the unit runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_library: Option<Library>,
}

/// A further channel: its own line and program, the unit's library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelSetup {
    /// The state in which the scenario begins.
    #[serde(default)]
    pub start: StartState,
    /// Settings of the hospital.
    #[serde(default)]
    pub config: PumpConfig,
    /// The bag and the line.
    pub line: LineSetup,
}

/// What a unit has beyond its first channel.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    power: Power,
    further: Vec<Channel>,
    next_library: Option<Arc<Library>>,
}

impl Unit {
    pub(crate) fn new(setup: Option<&UnitSetup>, library: &Library) -> Self {
        let usual = UnitSetup::default();
        let setup = setup.unwrap_or(&usual);
        let further = setup
            .channels
            .iter()
            .take(ChannelId::ALL.len() - 1)
            .map(|channel| {
                let pump = PumpSetup {
                    library: library.clone(),
                    start: channel.start.clone(),
                    config: channel.config,
                };
                Channel::new(&pump, &channel.line, true)
            });
        Self {
            power: Power::new(&setup.power),
            further: further.collect(),
            next_library: setup.next_library.clone().map(Arc::new),
        }
    }

    pub(crate) fn channel_mut(&mut self, id: ChannelId) -> Option<&mut Channel> {
        self.further.get_mut((id as usize).checked_sub(1)?)
    }

    /// Before a key acts: the channel learns what the others give; a pause of the sound is everybody's.
    pub(crate) fn before_key(&mut self, first: &mut Channel, id: ChannelId, key: Key, tick: u64) {
        let mut elsewhere = Vec::new();
        for (other, channel) in ChannelId::ALL.iter().zip(self.all(first)) {
            if *other != id {
                elsewhere.extend(channel.pump.drugs());
            }
        }
        for (other, channel) in ChannelId::ALL.iter().zip(self.all_mut(first)) {
            if *other == id {
                channel.pump.know_others(core::mem::take(&mut elsewhere));
            } else if key == Key::Silence {
                channel.pump.silence(tick, &mut channel.events);
            }
        }
    }

    /// After a key acted: a channel that was switched on wakes the others, and a patient is asked for once.
    pub(crate) fn after_key(&mut self, first: &mut Channel, id: ChannelId, key: Key, tick: u64) {
        let Some(acted) = self.all(first).nth(id as usize).cloned() else {
            return;
        };
        for (other, channel) in ChannelId::ALL.iter().zip(self.all_mut(first)) {
            if *other == id {
                continue;
            }
            if key == Key::Power && acted.pump.is_testing() {
                channel.pump.switch_on(tick, &mut channel.events);
            }
            channel.pump.join(&acted.pump, tick);
        }
    }

    pub(crate) fn inject(&mut self, first: &mut Channel, fault: &Fault, tick: u64) {
        let before = self.power.on_mains();
        match *fault {
            Fault::MainsFail => self.power.cut(),
            Fault::BatteryAged { health_percent } => self.power.age(health_percent / 100.0),
            Fault::LibraryArrives => {
                if let Some(library) = self.next_library.take() {
                    for channel in self.all_mut(first) {
                        let library = Arc::clone(&library);
                        channel.pump.offer_library(library, tick, &mut channel.events);
                    }
                }
            }
            _ => {}
        }
        self.tell_of_mains(first, before, tick);
    }

    /// The plug is put in or pulled out.
    pub(crate) fn plug(&mut self, first: &mut Channel, plugged: bool, tick: u64) {
        let before = self.power.on_mains();
        self.power.plug(plugged);
        self.tell_of_mains(first, before, tick);
    }

    fn tell_of_mains(&mut self, first: &mut Channel, before: bool, tick: u64) {
        let now = self.power.on_mains();
        if now != before {
            first
                .events
                .push(tick, if now { Event::MainsBack } else { Event::MainsLost });
        }
        self.feed(first);
    }

    /// The first half of a sub-step of the further channels, and the battery's. What their lines bring is added.
    pub(crate) fn flow(&mut self, first: &Channel, tick: u64, arrived: &mut Arrived) {
        for channel in &mut self.further {
            arrived.join(&channel.flow(tick));
        }
        let mut rates_ml_h = None;
        for channel in self.all(first).filter(|channel| channel.pump.is_on()) {
            rates_ml_h = Some(rates_ml_h.unwrap_or(0.0) + channel.pump.motor().rate_ml_h);
        }
        self.power.step(rates_ml_h, tick);
    }

    /// Every channel learns how the power stands; the first that is on speaks for the unit.
    pub(crate) fn feed(&mut self, first: &mut Channel) {
        let standing = self.power.standing();
        let mains = self.power.on_mains();
        let mut nobody_spoke = true;
        for channel in self.all_mut(first) {
            let speaks = nobody_spoke && channel.pump.is_on();
            nobody_spoke &= !speaks;
            channel.pump.feed(Supply {
                standing,
                mains,
                speaks,
            });
        }
    }

    /// The second half of a sub-step of the further channels.
    pub(crate) fn watch(&mut self, tick: u64) {
        for channel in &mut self.further {
            channel.watch(tick);
        }
    }

    /// Signals beyond those of the first channel and the monitor, in the order of [`signals::of`]. Returns the rest
    /// of the slice.
    pub(crate) fn read<'a>(&self, first: &Channel, tick: u64, out: &'a mut [f64]) -> &'a mut [f64] {
        let mut more = [0.0; signals::CHANNEL.len()];
        first.read_channel(tick, &mut more);
        let mut power = [0.0; signals::POWER.len()];
        self.power.read(&mut power);
        let mut rest = copied(&more, out);
        rest = copied(&power, rest);
        for channel in &self.further {
            let mut values = [0.0; signals::CATALOGUE.len()];
            channel.read(&mut values);
            channel.read_channel(tick, &mut more);
            rest = copied(&values[..signals::OF_ONE_CHANNEL], rest);
            rest = copied(&more, rest);
        }
        rest
    }

    pub(crate) fn view(&self, first: &Channel, tick: u64) -> UnitView {
        let channels: Vec<ChannelView> = ChannelId::ALL
            .iter()
            .zip(self.all(first))
            .map(|(&id, channel)| ChannelView {
                id,
                pump: channel.pump_view(tick),
                line: channel.line_view(),
            })
            .collect();
        let foremost: Vec<(ChannelId, Active)> = channels
            .iter()
            .filter_map(|channel| {
                let alarm = channel.pump.alarms.first()?;
                let active = Active {
                    priority: alarm.priority,
                    since: alarm.since_tick as f64,
                };
                Some((channel.id, active))
            })
            .collect();
        let active: Vec<Active> = foremost.iter().map(|(_, active)| *active).collect();
        let outcome = arbitrate(&active, Audio::On);
        UnitView {
            alarming: outcome.displayed.and_then(|place| Some(foremost.get(place)?.0)),
            sound: channels.iter().filter_map(|channel| channel.pump.sound).max(),
            indicator: outcome.indicator,
            silence_left_s: channels
                .iter()
                .filter_map(|channel| channel.pump.silence_left_s)
                .max(),
            power: PowerView {
                mains: self.power.on_mains(),
                plugged: self.power.is_plugged(),
                battery_percent: libm::round(100.0 * self.power.gauge()) as u8,
                battery_left_min: libm::floor(self.power.left_s() / 60.0) as u32,
            },
            channels,
        }
    }

    pub(crate) fn hand_over(&mut self, into: &mut EventQueue) {
        for (&id, channel) in ChannelId::ALL.iter().skip(1).zip(&mut self.further) {
            channel.hand_over(id, into);
        }
    }

    fn all<'a>(&'a self, first: &'a Channel) -> impl Iterator<Item = &'a Channel> {
        core::iter::once(first).chain(&self.further)
    }

    fn all_mut<'a>(&'a mut self, first: &'a mut Channel) -> impl Iterator<Item = &'a mut Channel> {
        core::iter::once(first).chain(&mut self.further)
    }
}

/// Copies values to the front of a slice and returns what is behind them.
fn copied<'a>(values: &[f64], out: &'a mut [f64]) -> &'a mut [f64] {
    let room = out.len().min(values.len());
    let (front, rest) = out.split_at_mut(room);
    front.copy_from_slice(&values[..room]);
    rest
}
