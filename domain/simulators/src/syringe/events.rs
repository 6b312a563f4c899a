//! The events of a syringe pump: what a rubric can count and order.

use super::alarms::SyringeAlarm;
use crate::alarms::board::AlarmEvents;
use crate::events::EventInfo;
use crate::patient::events::LaboratoryEvent;

macro_rules! events {
    (
        [$($variant:ident, $name:literal;)+] [$($alarm:ident, $id:literal;)+]
        [$($laboratory:ident, $drawn:literal;)+]
    ) => {
        /// Something that happened, apart from alarms.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Event { $($variant),+ }

        const COUNT_BEFORE_ALARMS: u16 = [$(Event::$variant),+].len() as u16;

        /// Where the events of the laboratory begin, behind the alarms.
        const LABORATORY: u16 = COUNT_BEFORE_ALARMS + 2 * [$(SyringeAlarm::$alarm),+].len() as u16;

        /// Every event; the index in this list is what a [`SyringeEvent`] carries.
        pub const CATALOGUE: &[EventInfo] = &[
            $(EventInfo { name: $name },)+
            $(
                EventInfo { name: concat!("alarm.", $id, ".raised") },
                EventInfo { name: concat!("alarm.", $id, ".cleared") },
            )+
            $(EventInfo { name: $drawn }),+
        ];

        #[cfg(test)]
        const ALARMS_IN_ORDER: &[SyringeAlarm] = &[$(SyringeAlarm::$alarm),+];
        #[cfg(test)]
        const LABORATORY_IN_ORDER: &[LaboratoryEvent] = &[$(LaboratoryEvent::$laboratory),+];
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
        PurgeStarted, "pump.purge_started";
        PurgeEnded, "pump.purge_ended";
        SyringeConfirmed, "syringe.confirmed";
        SyringeFitted, "syringe.fitted";
        SyringeRemoved, "syringe.removed";
        BarrelClamped, "syringe.barrel_clamped";
        BarrelReleased, "syringe.barrel_released";
        FlangeSeated, "syringe.flange_seated";
        PlungerGripped, "syringe.plunger_gripped";
        PlungerReleased, "syringe.plunger_released";
        LineConnected, "line.connected";
        LineDisconnected, "line.disconnected";
        ClampOpened, "clamp.opened";
        ClampClosed, "clamp.closed";
        LineRelieved, "line.relieved";
        LineStraightened, "line.straightened";
        BolusReleased, "line.bolus_released";
        PumpMoved, "pump.moved";
        MainsConnected, "mains.connected";
        MainsDisconnected, "mains.disconnected";
    ]
    [
        DownstreamOcclusion, "downstream_occlusion";
        SyringeEmpty, "syringe_empty";
        SyringeNearEmpty, "syringe_near_empty";
        SyringeDisengaged, "syringe_disengaged";
        PlungerClampOpen, "plunger_clamp_open";
        SizeMismatch, "size_mismatch";
        InfusionComplete, "infusion_complete";
        NearEnd, "near_end";
        KvoEnded, "kvo_ended";
        NotStarted, "not_started";
        PausedTooLong, "paused_too_long";
        EntryIdle, "entry_idle";
        EntryTimeout, "entry_timeout";
        KeyStuck, "key_stuck";
        MainsLost, "mains_lost";
        LowBattery, "low_battery";
        BatteryCritical, "battery_critical";
        BatteryDepleted, "battery_depleted";
        SystemError, "system_error";
    ]
    [
        Drawn, "lab.drawn";
        GlucoseDrawn, "lab.glucose.drawn";
        PotassiumDrawn, "lab.potassium.drawn";
        ApttDrawn, "lab.aptt.drawn";
        GlucoseResult, "lab.glucose.result";
        PotassiumResult, "lab.potassium.result";
        ApttResult, "lab.aptt.result";
    ]
}

/// An event at its tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyringeEvent {
    /// When it happened, ms.
    pub tick: u64,
    /// Which event: index into [`CATALOGUE`].
    pub event: u16,
}

impl SyringeEvent {
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
pub(super) struct EventQueue {
    waiting: Vec<SyringeEvent>,
}

impl EventQueue {
    pub(super) fn push(&mut self, tick: u64, event: Event) {
        self.write(tick, event as u16);
    }

    pub(super) fn push_laboratory(&mut self, tick: u64, event: LaboratoryEvent) {
        self.write(tick, LABORATORY + event as u16);
    }

    pub(super) fn drain_into<E: From<SyringeEvent>>(&mut self, into: &mut Vec<E>) {
        into.extend(self.waiting.drain(..).map(E::from));
    }

    fn write(&mut self, tick: u64, event: u16) {
        self.waiting.push(SyringeEvent { tick, event });
    }
}

impl AlarmEvents<SyringeAlarm> for EventQueue {
    fn raised(&mut self, tick: u64, alarm: SyringeAlarm) {
        self.write(tick, COUNT_BEFORE_ALARMS + 2 * alarm as u16);
    }

    fn cleared(&mut self, tick: u64, alarm: SyringeAlarm) {
        self.write(tick, COUNT_BEFORE_ALARMS + 2 * alarm as u16 + 1);
    }

    fn silenced(&mut self, tick: u64) {
        self.push(tick, Event::Silenced);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alarm_has_its_two_events_at_the_index_that_is_pushed() {
        assert_eq!(ALARMS_IN_ORDER, SyringeAlarm::ALL);
        let mut queue = EventQueue::default();
        let mut drained: Vec<SyringeEvent> = Vec::new();
        for &alarm in SyringeAlarm::ALL {
            queue.raised(0, alarm);
            queue.cleared(0, alarm);
            queue.drain_into(&mut drained);
            let names: Vec<_> = drained.drain(..).map(|event| event.name()).collect();
            assert_eq!(names[0], format!("alarm.{}.raised", alarm.as_str()));
            assert_eq!(names[1], format!("alarm.{}.cleared", alarm.as_str()));
        }
    }

    #[test]
    fn the_laboratory_has_its_events_under_their_names() {
        assert_eq!(LABORATORY_IN_ORDER, LaboratoryEvent::ALL);
        let mut queue = EventQueue::default();
        for &event in LaboratoryEvent::ALL {
            queue.push_laboratory(0, event);
        }
        let names: Vec<_> = queue.waiting.iter().map(SyringeEvent::name).collect();
        let wanted: Vec<_> = LaboratoryEvent::ALL.iter().map(|event| event.as_str()).collect();
        assert_eq!(names, wanted);
    }

    #[test]
    fn names_are_unique() {
        for (n, event) in CATALOGUE.iter().enumerate() {
            assert_eq!(find(event.name), u16::try_from(n).ok());
        }
    }
}
