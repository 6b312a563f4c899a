//! The events of a simulation: what a rubric can count and order.

use crate::alarms::AlarmId;
use crate::alarms::board::AlarmEvents;
use crate::patient::events::LaboratoryEvent;
use crate::simulation::Setup;
use crate::unit::ChannelId;

/// An event's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventInfo {
    /// Dotted name.
    pub name: &'static str,
}

macro_rules! events {
    (
        [$($variant:ident, $name:literal;)+] [$($alarm:ident, $id:literal;)+]
        [$($more:ident, $more_name:literal;)+] [$($more_alarm:ident, $more_id:literal;)+]
    ) => {
        /// Something that happened in the simulation, apart from alarms.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Event { $($variant,)+ $($more),+ }

        /// Events of a pump of one channel, before its alarms.
        const PLAIN_EVENTS: u16 = [$(Event::$variant),+].len() as u16;
        /// Alarms of a pump of one channel.
        const PLAIN_ALARMS: u16 = [$(AlarmId::$alarm),+].len() as u16;
        /// Events that a unit adds, before its alarms.
        const MORE_EVENTS: u16 = [$(Event::$more),+].len() as u16;

        events!(@catalogue CATALOGUE_A "" [$($name)+] [$($id)+] [$($more_name)+] [$($more_id)+]);
        events!(@catalogue CATALOGUE_B "b." [$($name)+] [$($id)+] [$($more_name)+] [$($more_id)+]);
        events!(@catalogue CATALOGUE_C "c." [$($name)+] [$($id)+] [$($more_name)+] [$($more_id)+]);
        events!(@catalogue CATALOGUE_D "d." [$($name)+] [$($id)+] [$($more_name)+] [$($more_id)+]);

        #[cfg(test)]
        const ALARMS_IN_ORDER: [AlarmId; AlarmId::COUNT] =
            [$(AlarmId::$alarm,)+ $(AlarmId::$more_alarm),+];
    };
    (@catalogue $catalogue:ident $prefix:literal
        [$($name:literal)+] [$($id:literal)+] [$($more_name:literal)+] [$($more_id:literal)+]
    ) => {
        const $catalogue: &[EventInfo] = &[
            $(EventInfo { name: concat!($prefix, $name) },)+
            $(
                EventInfo { name: concat!($prefix, "alarm.", $id, ".raised") },
                EventInfo { name: concat!($prefix, "alarm.", $id, ".cleared") },
            )+
            $(EventInfo { name: concat!($prefix, $more_name) },)+
            $(
                EventInfo { name: concat!($prefix, "alarm.", $more_id, ".raised") },
                EventInfo { name: concat!($prefix, "alarm.", $more_id, ".cleared") },
            )+
        ];
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
    [
        SecondaryStarted, "pump.secondary_started";
        SecondaryEnded, "pump.secondary_ended";
        SecondaryDropped, "pump.secondary_dropped";
        LoadingStarted, "pump.loading_started";
        LoadingEnded, "pump.loading_ended";
        ExtendedStarted, "pump.extended_bolus_started";
        ExtendedEnded, "pump.extended_bolus_ended";
        BolusRefused, "pump.bolus_refused";
        StepStarted, "pump.step_started";
        WaitBegan, "pump.wait_began";
        WaitEnded, "pump.wait_ended";
        EndActionChanged, "pump.end_action_changed";
        DuplicateAlert, "pump.duplicate_alert";
        DuplicateAccepted, "pump.duplicate_accepted";
        LineChecked, "pump.line_checked";
        RestartedByItself, "pump.restarted_by_itself";
        SelfTestFailed, "pump.self_test_failed";
        AirAdvanced, "pump.air_advanced";
        LibraryArrived, "library.arrived";
        LibraryAdopted, "library.adopted";
        MainsLost, "power.mains_lost";
        MainsBack, "power.mains_back";
        BatteryEmpty, "power.battery_empty";
        PrimaryLowered, "primary.lowered";
        PrimaryRaised, "primary.raised";
        PrimaryClampOpened, "primary.clamp_opened";
        PrimaryClampClosed, "primary.clamp_closed";
        SecondaryHung, "secondary.hung";
        SecondaryTakenDown, "secondary.taken_down";
        SecondaryClampOpened, "secondary.clamp_opened";
        SecondaryClampClosed, "secondary.clamp_closed";
        SecondaryBagChanged, "secondary.bag_changed";
        SecondaryRanDry, "secondary.ran_dry";
        FreeFlowBegan, "line.free_flow_began";
        FreeFlowEnded, "line.free_flow_ended";
    ]
    [
        UpstreamOcclusion, "upstream_occlusion";
        FreeFlow, "free_flow";
        OverInfusion, "over_infusion";
        UnderInfusion, "under_infusion";
        LowBattery, "low_battery";
        BatteryCritical, "battery_critical";
        BatteryDepleted, "battery_depleted";
        MainsLost, "mains_lost";
        Overtemp, "overtemp";
        Watchdog, "watchdog";
        Callback, "callback";
        CheckingLine, "checking_line";
        SecondaryComplete, "secondary_complete";
        InputPending, "input_pending";
    ]
}

/// Every event of one channel, those of a pump of one channel first.
pub const CATALOGUE: &[EventInfo] = CATALOGUE_A;

/// How many events of [`CATALOGUE`] a pump of one channel has; a pump unit has all.
pub const PLAIN: u16 = PLAIN_EVENTS + 2 * PLAIN_ALARMS;

/// Events of one channel.
const OF_ONE_CHANNEL: u16 = CATALOGUE_A.len() as u16;

const OF_CHANNELS: [&[EventInfo]; 4] = [CATALOGUE_A, CATALOGUE_B, CATALOGUE_C, CATALOGUE_D];

/// Where the events of the laboratory begin, behind those of every channel.
const LABORATORY: u16 = 4 * OF_ONE_CHANNEL;

/// The events that a simulation from `setup` can tell of: what a [`SimEvent`] carries, and its name.
#[must_use]
pub fn of(setup: &Setup) -> Vec<(u16, &'static str)> {
    let length = if setup.is_unit() { OF_ONE_CHANNEL } else { PLAIN };
    let mut all = Vec::new();
    for &channel in setup.channels() {
        let catalogue = OF_CHANNELS[channel as usize];
        // Power is the unit's; it is told of under the first channel alone.
        let told = (0..length).zip(catalogue).filter(|(_, event)| {
            channel == ChannelId::A || !event.name[channel.prefix().len()..].starts_with("power.")
        });
        all.extend(told.map(|(event, info)| (channel as u16 * OF_ONE_CHANNEL + event, info.name)));
    }
    if setup.patient.is_whole() {
        all.extend((LABORATORY..).zip(LaboratoryEvent::ALL.iter().map(|event| event.as_str())));
    }
    all
}

/// An event at its tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimEvent {
    /// When it happened, ms.
    pub tick: u64,
    /// Which event: index into [`CATALOGUE`] for the first channel, then those of the second, and so on; behind all
    /// channels those of the laboratory.
    pub event: u16,
}

impl SimEvent {
    /// The event's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if let Some(place) = self.event.checked_sub(LABORATORY) {
            let event = LaboratoryEvent::ALL.get(usize::from(place));
            return event.map_or("", |event| event.as_str());
        }
        let catalogue = OF_CHANNELS.get(usize::from(self.event / OF_ONE_CHANNEL));
        catalogue
            .and_then(|catalogue| catalogue.get(usize::from(self.event % OF_ONE_CHANNEL)))
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
            event: if (event as u16) < PLAIN_EVENTS {
                event as u16
            } else {
                event as u16 + 2 * PLAIN_ALARMS
            },
        });
    }

    pub(crate) fn push_raised(&mut self, tick: u64, alarm: AlarmId) {
        self.push_alarm(tick, alarm, 0);
    }

    pub(crate) fn push_cleared(&mut self, tick: u64, alarm: AlarmId) {
        self.push_alarm(tick, alarm, 1);
    }

    pub(crate) fn push_laboratory(&mut self, tick: u64, event: LaboratoryEvent) {
        self.waiting.push(SimEvent {
            tick,
            event: LABORATORY + event as u16,
        });
    }

    fn push_alarm(&mut self, tick: u64, alarm: AlarmId, cleared: u16) {
        let alarm = alarm as u16;
        let before = if alarm < PLAIN_ALARMS {
            PLAIN_EVENTS + 2 * alarm
        } else {
            PLAIN + MORE_EVENTS + 2 * (alarm - PLAIN_ALARMS)
        };
        let event = before + cleared;
        self.waiting.push(SimEvent { tick, event });
    }

    pub(crate) fn waiting(&self) -> &[SimEvent] {
        &self.waiting
    }

    /// Takes over the events of a channel.
    pub(crate) fn take_over(&mut self, channel: ChannelId, events: &mut Self) {
        let first = channel as u16 * OF_ONE_CHANNEL;
        self.waiting
            .extend(events.waiting.drain(..).map(|event| SimEvent {
                event: first + event.event,
                ..event
            }));
    }

    pub(crate) fn drain_into<E: From<SimEvent>>(&mut self, into: &mut Vec<E>) {
        into.extend(self.waiting.drain(..).map(E::from));
    }
}

impl AlarmEvents<AlarmId> for EventQueue {
    fn raised(&mut self, tick: u64, alarm: AlarmId) {
        self.push_raised(tick, alarm);
    }

    fn cleared(&mut self, tick: u64, alarm: AlarmId) {
        self.push_cleared(tick, alarm);
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
        let mut queue = EventQueue::default();
        let mut drained: Vec<SimEvent> = Vec::new();
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
    fn the_events_of_a_plain_pump_keep_their_places() {
        assert_eq!(PLAIN, 59);
        assert_eq!(CATALOGUE[58].name, "alarm.system_error.cleared");
        let mut queue = EventQueue::default();
        queue.push(0, Event::SecondaryStarted);
        queue.push(0, Event::FreeFlowEnded);
        let mut channels = EventQueue::default();
        channels.take_over(ChannelId::C, &mut queue);
        let mut drained: Vec<SimEvent> = Vec::new();
        channels.drain_into(&mut drained);
        let names: Vec<_> = drained.iter().map(SimEvent::name).collect();
        assert_eq!(names, ["c.pump.secondary_started", "c.line.free_flow_ended"]);
    }

    #[test]
    fn names_are_unique() {
        for (n, event) in CATALOGUE.iter().enumerate() {
            assert_eq!(find(event.name), u16::try_from(n).ok());
        }
    }
}
