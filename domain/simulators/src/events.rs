//! The events of a simulation: what a rubric can count and order.

use crate::alarms::AlarmId;

/// An event's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventInfo {
    /// Dotted name.
    pub name: &'static str,
}

macro_rules! events {
    ([$($variant:ident, $name:literal;)+] [$($alarm:ident, $id:literal;)+]) => {
        /// Something that happened in the simulation, apart from alarms.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Event { $($variant),+ }

        const COUNT_BEFORE_ALARMS: u16 = [$(Event::$variant),+].len() as u16;

        /// Every event; the index in this list is what a [`SimEvent`] carries.
        pub const CATALOGUE: &[EventInfo] = &[
            $(EventInfo { name: $name },)+
            $(
                EventInfo { name: concat!("alarm.", $id, ".raised") },
                EventInfo { name: concat!("alarm.", $id, ".cleared") },
            )+
        ];

        #[cfg(test)]
        const ALARMS_IN_ORDER: [AlarmId; AlarmId::COUNT] = [$(AlarmId::$alarm),+];
    };
}

events! {
    [
        PoweredOn, "pump.powered_on";
        PoweredOff, "pump.powered_off";
        SelfTestPassed, "pump.self_test_passed";
        NewPatient, "pump.new_patient";
        CareAreaSelected, "pump.care_area_selected";
        DrugSelected, "pump.drug_selected";
        ConcentrationConfirmed, "pump.concentration_confirmed";
        Confirmed, "pump.confirmed";
        LimitAlert, "pump.limit_alert";
        LimitRefused, "pump.limit_refused";
        LimitOverridden, "pump.limit_overridden";
        Started, "pump.started";
        StartRefused, "pump.start_refused";
        Paused, "pump.paused";
        RateChanged, "pump.rate_changed";
        BolusStarted, "pump.bolus_started";
        BolusEnded, "pump.bolus_ended";
        Completed, "pump.completed";
        Silenced, "pump.silenced";
        DoorOpened, "door.opened";
        DoorClosed, "door.closed";
        SetLoaded, "set.loaded";
        SetUnloaded, "set.unloaded";
        ClampOpened, "clamp.opened";
        ClampClosed, "clamp.closed";
        AirRemoved, "line.air_removed";
        LineRelieved, "line.relieved";
        LineStraightened, "line.straightened";
        BolusReleased, "line.bolus_released";
        BagChanged, "bag.changed";
        BagRanDry, "bag.ran_dry";
    ]
    [
        DownstreamOcclusion, "downstream_occlusion";
        AirSingle, "air_single";
        AirCumulative, "air_cumulative";
        DoorOpen, "door_open";
        SetMisloaded, "set_misloaded";
        InfusionComplete, "infusion_complete";
        NearEnd, "near_end";
        KvoEnded, "kvo_ended";
        NotStarted, "not_started";
        PausedTooLong, "paused_too_long";
        EntryIdle, "entry_idle";
        EntryTimeout, "entry_timeout";
        KeyStuck, "key_stuck";
        SystemError, "system_error";
    ]
}

/// An event at its tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimEvent {
    /// When it happened, ms.
    pub tick: u64,
    /// Which event: index into [`CATALOGUE`].
    pub event: u16,
}

impl SimEvent {
    /// The event's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        CATALOGUE
            .get(usize::from(self.event))
            .map_or("", |info| info.name)
    }
}

/// Index of an event in [`CATALOGUE`].
#[must_use]
pub fn find(name: &str) -> Option<u16> {
    CATALOGUE
        .iter()
        .position(|event| event.name == name)
        .and_then(|index| u16::try_from(index).ok())
}

/// Events not yet handed over, in the order in which they happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EventQueue {
    waiting: Vec<SimEvent>,
}

impl EventQueue {
    pub(crate) fn push(&mut self, tick: u64, event: Event) {
        self.waiting.push(SimEvent {
            tick,
            event: event as u16,
        });
    }

    pub(crate) fn push_raised(&mut self, tick: u64, alarm: AlarmId) {
        self.waiting.push(SimEvent {
            tick,
            event: COUNT_BEFORE_ALARMS + 2 * alarm as u16,
        });
    }

    pub(crate) fn push_cleared(&mut self, tick: u64, alarm: AlarmId) {
        self.waiting.push(SimEvent {
            tick,
            event: COUNT_BEFORE_ALARMS + 2 * alarm as u16 + 1,
        });
    }

    pub(crate) fn drain_into(&mut self, into: &mut Vec<SimEvent>) {
        into.append(&mut self.waiting);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alarm_has_its_two_events_at_the_index_that_is_pushed() {
        let mut queue = EventQueue::default();
        let mut drained = Vec::new();
        for (n, &alarm) in AlarmId::ALL.iter().enumerate() {
            assert_eq!(ALARMS_IN_ORDER[n], alarm);
            queue.push_raised(0, alarm);
            queue.push_cleared(0, alarm);
            queue.drain_into(&mut drained);
            assert_eq!(drained[2 * n].name(), format!("alarm.{}.raised", alarm.as_str()));
            assert_eq!(
                drained[2 * n + 1].name(),
                format!("alarm.{}.cleared", alarm.as_str())
            );
        }
    }

    #[test]
    fn names_are_unique() {
        for (n, event) in CATALOGUE.iter().enumerate() {
            assert_eq!(find(event.name), u16::try_from(n).ok());
        }
    }
}
