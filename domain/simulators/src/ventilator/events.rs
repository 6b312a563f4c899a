//! The events of a ventilator simulation: what a rubric can count and order.

use super::act::Care;
use super::alarms::VentilatorAlarm;
use crate::alarms::board::AlarmEvents;
use crate::events::EventInfo;

macro_rules! events {
    ([$($variant:ident, $name:literal;)+] [$($care:ident, $code:literal;)+] [$($alarm:ident, $id:literal;)+]) => {
        /// Something that happened, apart from care and alarms.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Event { $($variant),+ }

        const COUNT_BEFORE_CARE: u16 = [$(Event::$variant),+].len() as u16;
        const COUNT_BEFORE_ALARMS: u16 = COUNT_BEFORE_CARE + [$(Care::$care),+].len() as u16;

        /// Every event; the index in this list is what a [`VentilatorEvent`] carries.
        pub const CATALOGUE: &[EventInfo] = &[
            $(EventInfo { name: $name },)+
            $(EventInfo { name: concat!("care.", $code) },)+
            $(
                EventInfo { name: concat!("alarm.", $id, ".raised") },
                EventInfo { name: concat!("alarm.", $id, ".cleared") },
            )+
        ];

        #[cfg(test)]
        const CARE_IN_ORDER: &[Care] = &[$(Care::$care),+];
        #[cfg(test)]
        const ALARMS_IN_ORDER: &[VentilatorAlarm] = &[$(VentilatorAlarm::$alarm),+];
    };
}

events! {
    [
        PoweredOn, "vent.powered_on";
        PoweredOff, "vent.powered_off";
        Started, "vent.started";
        Standby, "vent.standby";
        ModeChanged, "vent.mode_changed";
        SettingsChanged, "vent.settings_changed";
        SettingsRefused, "vent.settings_refused";
        ChangeDropped, "vent.change_dropped";
        LimitsProposed, "vent.limits_proposed";
        HeldInspiratory, "vent.held_inspiratory";
        HeldExpiratory, "vent.held_expiratory";
        BreathByHand, "vent.breath_by_hand";
        Oxygen100, "vent.oxygen_100";
        SuctionSupport, "vent.suction_support";
        Silenced, "vent.silenced";
        BackupBegan, "vent.backup_began";
        BackupEnded, "vent.backup_ended";
        SafetyValveOpened, "vent.safety_valve_opened";
        CatheterStuck, "tube.catheter_stuck";
        ResultsCame, "laboratory.results_came";
    ]
    [
        BagByHand, "bag_by_hand";
        Disconnect, "disconnect";
        Reconnect, "reconnect";
        Suction, "suction";
        StraightenTube, "straighten_tube";
        WithdrawTube, "withdraw_tube";
        Reintubate, "reintubate";
        InflateCuff, "inflate_cuff";
        TightenCircuit, "tighten_circuit";
        DrainWater, "drain_water";
        ChangeHme, "change_hme";
        ChangeFilter, "change_filter";
        ServeHumidifier, "serve_humidifier";
        ChangeValve, "change_valve";
        DrainChest, "drain_chest";
        Bronchodilator, "bronchodilator";
        Recruit, "recruit";
        RelieveAbdomen, "relieve_abdomen";
        DrawBloodGas, "draw_blood_gas";
        ConnectOxygen, "connect_oxygen";
        ConnectAir, "connect_air";
        PlugIn, "plug_in";
        CalibrateFlow, "calibrate_flow";
        CalibratePressure, "calibrate_pressure";
        CalibrateOxygen, "calibrate_oxygen";
        ReplaceVentilator, "replace_ventilator";
    ]
    [
        HighPressure, "high_pressure";
        SustainedPressure, "sustained_pressure";
        LowPressure, "low_pressure";
        Disconnect, "disconnect";
        Obstruction, "obstruction";
        Apnea, "apnea";
        LowMinuteVolume, "low_minute_volume";
        HighMinuteVolume, "high_minute_volume";
        LowExpiredVolume, "low_expired_volume";
        HighExpiredVolume, "high_expired_volume";
        HighRate, "high_rate";
        LowPeep, "low_peep";
        HighPeep, "high_peep";
        OxygenLow, "oxygen_low";
        OxygenHigh, "oxygen_high";
        VolumeNotDelivered, "volume_not_delivered";
        OxygenSupply, "oxygen_supply";
        AirSupply, "air_supply";
        GasSupply, "gas_supply";
        MainsLost, "mains_lost";
        BatteryLow, "battery_low";
        BatteryCritical, "battery_critical";
        PowerFailed, "power_failed";
        TechnicalFault, "technical_fault";
        Filter, "filter";
        Humidifier, "humidifier";
        StandbyReminder, "standby_reminder";
    ]
}

/// An event at its tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VentilatorEvent {
    /// When it happened, ms.
    pub tick: u64,
    /// Which event: index into [`CATALOGUE`].
    pub event: u16,
}

impl VentilatorEvent {
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
pub(crate) struct VentilatorEvents {
    waiting: Vec<VentilatorEvent>,
}

impl VentilatorEvents {
    pub(crate) fn push(&mut self, tick: u64, event: Event) {
        self.write(tick, event as u16);
    }

    pub(crate) fn push_care(&mut self, tick: u64, care: Care) {
        self.write(tick, COUNT_BEFORE_CARE + care as u16);
    }

    pub(crate) fn drain_into<E: From<VentilatorEvent>>(&mut self, into: &mut Vec<E>) {
        into.extend(self.waiting.drain(..).map(E::from));
    }

    fn write(&mut self, tick: u64, event: u16) {
        self.waiting.push(VentilatorEvent { tick, event });
    }
}

impl AlarmEvents<VentilatorAlarm> for VentilatorEvents {
    fn raised(&mut self, tick: u64, alarm: VentilatorAlarm) {
        self.write(tick, COUNT_BEFORE_ALARMS + 2 * alarm as u16);
    }

    fn cleared(&mut self, tick: u64, alarm: VentilatorAlarm) {
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
    fn care_and_alarms_stand_in_their_order() {
        assert_eq!(CARE_IN_ORDER, Care::ALL);
        assert_eq!(ALARMS_IN_ORDER, VentilatorAlarm::ALL);
        let mut events = VentilatorEvents::default();
        for &care in Care::ALL {
            events.push_care(0, care);
        }
        for &alarm in VentilatorAlarm::ALL {
            events.raised(0, alarm);
            events.cleared(0, alarm);
        }
        let wanted = Care::ALL
            .iter()
            .map(|care| format!("care.{}", care.as_str()))
            .chain(VentilatorAlarm::ALL.iter().flat_map(|alarm| {
                ["raised", "cleared"].map(|what| format!("alarm.{}.{what}", alarm.as_str()))
            }));
        let names = events.waiting.iter().map(VentilatorEvent::name);
        assert!(names.eq(wanted));
    }

    #[test]
    fn names_are_unique() {
        for (n, event) in CATALOGUE.iter().enumerate() {
            assert_eq!(find(event.name), u16::try_from(n).ok());
        }
    }
}
