//! What a channel has from its unit: power, library, and the knowledge of what the other channels give.

use std::sync::Arc;

use super::journal::JournalEntry;
use super::selftest::SelfTestPart;
use super::view::PumpView;
use super::{Pump, Stage};
use crate::alarms::AlarmId;
use crate::drugs::Library;
use crate::events::{Event, EventQueue, SimEvent};
use crate::unit::power::{RESERVE_TICKS, Standing};

/// What a channel sees of its power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Supply {
    pub(crate) standing: Standing,
    pub(crate) mains: bool,
    /// Whether this channel tells of what concerns the whole unit.
    pub(crate) speaks: bool,
}

impl Default for Supply {
    fn default() -> Self {
        Self {
            standing: Standing::Enough,
            mains: true,
            speaks: true,
        }
    }
}

impl Pump {
    pub(crate) const fn is_on(&self) -> bool {
        !matches!(self.stage, Stage::Off)
    }

    pub(crate) const fn is_testing(&self) -> bool {
        matches!(self.stage, Stage::SelfTest)
    }

    /// The unit's power as it is now.
    pub(crate) const fn feed(&mut self, supply: Supply) {
        self.supply = supply;
    }

    /// Alarms of the battery; with the last of its energy the channel stops, then goes dark.
    pub(super) fn watch_power(&mut self, tick: u64, events: &mut EventQueue) {
        let Supply {
            standing,
            mains,
            speaks,
        } = self.supply;
        let mut follow = |alarm, holds: bool| self.alarms.follow(alarm, holds && speaks, tick, events);
        follow(AlarmId::MainsLost, !mains);
        follow(AlarmId::LowBattery, standing == Standing::Low);
        follow(AlarmId::BatteryCritical, standing == Standing::Critical);
        if standing != Standing::Empty {
            if self.empty_since.take().is_some() && self.stage != Stage::AlarmStopped {
                self.alarms.clear(AlarmId::BatteryDepleted, tick, events);
            }
            return;
        }
        let since = *self.empty_since.get_or_insert(tick);
        if since == tick {
            events.push(tick, Event::BatteryEmpty);
            match self.stage {
                // Neither an unfinished self test nor a pump out of service becomes one that could be started.
                Stage::SelfTest | Stage::Technical => {
                    self.alarms.raise(AlarmId::BatteryDepleted, tick, events);
                }
                _ => self.stop_for(AlarmId::BatteryDepleted, tick, events),
            }
        }
        if tick - since >= RESERVE_TICKS {
            self.empty_since = None;
            self.switch_off(tick, events);
        }
    }

    /// A newer library waits until nobody depends on the old one.
    pub(crate) fn offer_library(&mut self, library: Arc<Library>, tick: u64, events: &mut EventQueue) {
        if library.version != self.library.version {
            self.next_library = Some(library);
            events.push(tick, Event::LibraryArrived);
        }
    }

    /// The library that waits takes the place of the old one, and with it goes every program made from that.
    pub(super) fn adopt_library(&mut self, tick: u64, events: &mut EventQueue) {
        let Some(library) = self.next_library.take() else {
            return;
        };
        self.library = library;
        self.program = None;
        self.secondary = None;
        self.loading = None;
        self.steps = None;
        self.area = None;
        self.vtbi_ml = 0.0;
        events.push(tick, Event::LibraryAdopted);
    }

    /// The drugs that this channel gives or is programmed for.
    pub(crate) fn drugs(&self) -> impl Iterator<Item = String> {
        let secondary = self.secondary.map(|secondary| secondary.program);
        let programs = self.program.into_iter().chain(secondary);
        programs.filter_map(|program| Some(self.entry(program.entry)?.drug.clone()))
    }

    /// The drugs of the other channels.
    pub(crate) fn know_others(&mut self, drugs: Vec<String>) {
        self.drugs_elsewhere = drugs;
    }

    /// The care area that another channel's user chose for the same patient, and whether the patient is new.
    pub(crate) fn join(&mut self, other: &Self, tick: u64) {
        if matches!(self.stage, Stage::NewPatient | Stage::CareArea { .. })
            && other.stage == Stage::Standby
            && self.library == other.library
        {
            self.area = other.area;
            let stage = if self.program.is_some() && other.program.is_some() {
                Stage::Ready
            } else {
                self.program = None;
                Stage::Standby
            };
            self.enter_stage(stage, tick);
        }
    }

    /// The sound of the whole unit is paused by any of its keys.
    pub(crate) fn silence(&mut self, tick: u64, events: &mut EventQueue) {
        if self.is_on() {
            self.alarms.silence(tick, events);
        }
    }

    /// A task freezes.
    pub(crate) const fn freeze(&mut self, tick: u64) {
        if self.is_on() && self.frozen_since.is_none() {
            self.frozen_since = Some(tick);
        }
    }

    /// The pump grows too hot.
    pub(crate) fn overheat(&mut self, tick: u64, events: &mut EventQueue) {
        if matches!(self.stage, Stage::Off | Stage::SelfTest | Stage::Technical) {
            return;
        }
        self.overheated = true;
        self.stop_for(AlarmId::Overtemp, tick, events);
    }

    /// A part of the next self test will fail.
    pub(crate) const fn fail_self_test(&mut self, part: SelfTestPart) {
        self.self_test_fault = Some(part);
    }

    /// Takes events down in the journal.
    pub(crate) fn take_down(&mut self, events: &[SimEvent]) {
        self.journal.take_down(events);
    }

    pub(crate) fn journal(&self) -> impl Iterator<Item = &JournalEntry> {
        self.journal.entries()
    }

    /// Adds to the view what the library's versions are.
    pub(super) fn with_library(&self, view: PumpView) -> PumpView {
        PumpView {
            library_version: self.library.version,
            library_pending: self.next_library.as_ref().map(|library| library.version),
            ..view
        }
    }
}
