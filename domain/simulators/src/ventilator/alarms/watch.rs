//! Raises and clears the alarms: pressure at once, volumes after three breaths, the rest after its delay.

use super::VentilatorAlarm;
use crate::alarms::AlarmBoard;
use crate::ventilator::events::VentilatorEvents;
use crate::ventilator::measured::BreathRecord;
use crate::ventilator::modes::{BreathKind, Mode};
use crate::ventilator::settings::{SettingId, Settings};
use crate::ventilator::supply::Supply;

use VentilatorAlarm as A;

/// Delays, ms.
const MINUTE_TICKS: u64 = 15_000;
const RATE_TICKS: u64 = 30_000;
const PEEP_TICKS: u64 = 10_000;
const OXYGEN_TICKS: u64 = 20_000;
const SUSTAINED_TICKS: u64 = 15_000;
const OPEN_TICKS: u64 = 10_000;
const REMINDER_TICKS: u64 = 15_000;
/// Time without it after which a sustained pressure is over, ms (*chosen*).
const SUSTAINED_OVER_TICKS: u64 = 5_000;
/// Pressure above PEEP that may not last, cmH2O.
const SUSTAINED_CMH2O: f64 = 15.0;
/// Distance of PEEP from its setting, cmH2O.
const PEEP_OFF_CMH2O: f64 = 3.0;
/// Less than this share of what went in comes back from an open circuit.
const OPEN_SHARE: f64 = 0.15;
/// Less than this share of the volume reaches an obstructed lung.
const OBSTRUCTED_SHARE: f64 = 0.2;
/// Resistance of the expiratory limb that is a clogged filter, cmH2O/(L/s) (*chosen*).
const FILTER_RESISTANCE: f64 = 8.0;
/// Breaths in a row.
const VOLUME_BREATHS: u8 = 3;
const OPEN_BREATHS: u8 = 3;
const LOW_PRESSURE_BREATHS: u8 = 2;
const OBSTRUCTED_BREATHS: u8 = 2;

/// A condition that must last.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Lasting {
    since: Option<u64>,
}

impl Lasting {
    fn for_ticks(&mut self, holds: bool, tick: u64, ticks: u64) -> bool {
        if !holds {
            self.since = None;
            return false;
        }
        let since = *self.since.get_or_insert(tick);
        tick >= since + ticks
    }
}

/// What is looked at ten times a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) supply: &'a Supply,
    pub(crate) ventilating: bool,
    pub(crate) attached: bool,
    pub(crate) in_standby: bool,
    pub(crate) minute_l_min: Option<f64>,
    pub(crate) rate_per_min: Option<f64>,
    pub(crate) end_cmh2o: Option<f64>,
    /// Oxygen that is asked for, and as the cell says, percent.
    pub(crate) oxygen_percent: (f64, f64),
    pub(crate) limited: bool,
    pub(crate) in_backup: bool,
    pub(crate) humidifier_failed: bool,
    pub(crate) broken: bool,
}

/// What the alarms remember.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Watch {
    /// Since when the pressure is above what may last.
    above_since: Option<u64>,
    /// When it was last above.
    last_above: u64,
    low_pressure: u8,
    open: u8,
    open_since: Option<u64>,
    obstructed: u8,
    low_volume: u8,
    high_volume: u8,
    filter: u8,
    low_minute: Lasting,
    high_minute: Lasting,
    high_rate: Lasting,
    low_peep: Lasting,
    high_peep: Lasting,
    oxygen_low: Lasting,
    oxygen_high: Lasting,
    reminder: Lasting,
}

impl Watch {
    /// Every millisecond: whether the pressure has stayed up so long that the safety valve must open.
    pub(crate) fn pressure(&mut self, paw_cmh2o: f64, peep_cmh2o: f64, tick: u64) -> bool {
        if paw_cmh2o <= peep_cmh2o + SUSTAINED_CMH2O {
            self.above_since = None;
            return false;
        }
        self.last_above = tick;
        let since = *self.above_since.get_or_insert(tick);
        tick >= since + SUSTAINED_TICKS
    }

    /// After each breath.
    pub(crate) fn breath(
        &mut self,
        record: &BreathRecord,
        settings: &Settings,
        board: &mut AlarmBoard<A>,
        tick: u64,
        events: &mut VentilatorEvents,
    ) {
        let peep = settings.peep_cmh2o();
        if !record.cut {
            board.clear(A::HighPressure, tick, events);
        }
        let supported = record.kind != BreathKind::Support
            || (settings.mode != Mode::Cpap && settings.get(SettingId::PressureSupport) > 4.0);
        let low =
            supported && !record.cut && record.peak_cmh2o < peep + settings.get(SettingId::LimitPressureLow);
        let counted = row(&mut self.low_pressure, low, LOW_PRESSURE_BREATHS);
        board.follow(A::LowPressure, counted, tick, events);

        let open = record.vti_ml > 20.0
            && record.vte_ml < OPEN_SHARE * record.vti_ml
            && record.end_cmh2o < (peep / 2.0).max(1.5);
        if open {
            self.open_since.get_or_insert(record.started);
        } else {
            self.open_since = None;
        }
        let long = self.open_since.is_some_and(|since| tick >= since + OPEN_TICKS);
        let counted = row(&mut self.open, open, OPEN_BREATHS) || long;
        board.follow(A::Disconnect, counted, tick, events);

        let target_ml = if record.kind == BreathKind::Volume {
            settings.get(SettingId::TidalVolume)
        } else {
            settings.get(SettingId::LimitVolumeLow)
        };
        let blocked = record.vte_ml < OBSTRUCTED_SHARE * target_ml
            && (record.cut || record.kind != BreathKind::Volume)
            && !open;
        let counted = row(&mut self.obstructed, blocked, OBSTRUCTED_BREATHS);
        board.follow(A::Obstruction, counted, tick, events);

        let low = record.vte_ml < settings.get(SettingId::LimitVolumeLow);
        let counted = row(&mut self.low_volume, low, VOLUME_BREATHS);
        board.follow(A::LowExpiredVolume, counted, tick, events);
        let high = record.vte_ml > settings.get(SettingId::LimitVolumeHigh);
        let counted = row(&mut self.high_volume, high, VOLUME_BREATHS);
        board.follow(A::HighExpiredVolume, counted, tick, events);
    }

    /// After each breath: the largest pressure for each flow over the expiratory limb, cmH2O/(L/s).
    pub(crate) fn limb(
        &mut self,
        resistance: f64,
        board: &mut AlarmBoard<A>,
        tick: u64,
        events: &mut VentilatorEvents,
    ) {
        let counted = row(&mut self.filter, resistance > FILTER_RESISTANCE, VOLUME_BREATHS);
        board.follow(A::Filter, counted, tick, events);
    }

    /// Ten times a second.
    pub(crate) fn look(
        &mut self,
        look: &Look<'_>,
        board: &mut AlarmBoard<A>,
        tick: u64,
        events: &mut VentilatorEvents,
    ) {
        self.look_at_supplies(look, board, tick, events);
        board.follow(A::TechnicalFault, look.broken, tick, events);
        board.follow(A::Humidifier, look.humidifier_failed, tick, events);
        let forgotten = look.in_standby && look.attached;
        let forgotten = self.reminder.for_ticks(forgotten, tick, REMINDER_TICKS);
        board.follow(A::StandbyReminder, forgotten, tick, events);
        if !look.ventilating {
            for &alarm in A::ALL {
                if alarm.is_of_breathing() {
                    board.clear(alarm, tick, events);
                }
            }
            *self = Self {
                reminder: self.reminder,
                ..Self::default()
            };
            return;
        }
        self.look_at_breathing(look, board, tick, events);
    }

    fn look_at_supplies(
        &mut self,
        look: &Look<'_>,
        board: &mut AlarmBoard<A>,
        tick: u64,
        events: &mut VentilatorEvents,
    ) {
        let supply = look.supply;
        let (oxygen, air) = (supply.has_oxygen(), supply.has_air());
        board.follow(A::OxygenSupply, !oxygen && air, tick, events);
        board.follow(A::AirSupply, oxygen && !air, tick, events);
        board.follow(A::GasSupply, !oxygen && !air, tick, events);
        let left_min = supply.battery_left_min();
        let on_battery = !supply.mains && left_min > 0.0;
        board.follow(A::MainsLost, on_battery, tick, events);
        board.follow(
            A::BatteryLow,
            on_battery && left_min <= 20.0 && left_min > 5.0,
            tick,
            events,
        );
        board.follow(A::BatteryCritical, on_battery && left_min <= 5.0, tick, events);
    }

    fn look_at_breathing(
        &mut self,
        look: &Look<'_>,
        board: &mut AlarmBoard<A>,
        tick: u64,
        events: &mut VentilatorEvents,
    ) {
        let limit = |id| look.settings.get(id);
        let minute = look.minute_l_min;
        let low = minute.is_some_and(|l_min| l_min < limit(SettingId::LimitMinuteLow));
        let low = self.low_minute.for_ticks(low, tick, MINUTE_TICKS);
        board.follow(A::LowMinuteVolume, low, tick, events);
        let high = minute.is_some_and(|l_min| l_min > limit(SettingId::LimitMinuteHigh));
        let high = self.high_minute.for_ticks(high, tick, MINUTE_TICKS);
        board.follow(A::HighMinuteVolume, high, tick, events);
        let fast = look
            .rate_per_min
            .is_some_and(|rate| rate > limit(SettingId::LimitRateHigh));
        let fast = self.high_rate.for_ticks(fast, tick, RATE_TICKS);
        board.follow(A::HighRate, fast, tick, events);

        // A release is too short to fall to its level; what it falls to is meant.
        let off = look
            .end_cmh2o
            .filter(|_| !look.settings.mode.has_levels())
            .map_or(0.0, |end| end - look.settings.peep_cmh2o());
        let low = self.low_peep.for_ticks(off < -PEEP_OFF_CMH2O, tick, PEEP_TICKS);
        board.follow(A::LowPeep, low, tick, events);
        let high = self.high_peep.for_ticks(off > PEEP_OFF_CMH2O, tick, PEEP_TICKS);
        board.follow(A::HighPeep, high, tick, events);

        let (asked, found) = look.oxygen_percent;
        let allowed = (asked * 0.1).max(7.0);
        let low = self
            .oxygen_low
            .for_ticks(found < asked - allowed || found < 18.0, tick, OXYGEN_TICKS);
        board.follow(A::OxygenLow, low, tick, events);
        let high = self
            .oxygen_high
            .for_ticks(found > asked + allowed, tick, OXYGEN_TICKS);
        board.follow(A::OxygenHigh, high, tick, events);

        board.follow(A::VolumeNotDelivered, look.limited, tick, events);
        board.follow(A::Apnea, look.in_backup, tick, events);
        if tick >= self.last_above + SUSTAINED_OVER_TICKS {
            board.clear(A::SustainedPressure, tick, events);
        }
    }

    /// The circuit is open on purpose: what that would raise is taken back.
    pub(crate) fn excuse(&mut self, board: &mut AlarmBoard<A>, tick: u64, events: &mut VentilatorEvents) {
        for &alarm in A::ALL {
            if alarm.is_of_open_circuit() {
                board.clear(alarm, tick, events);
            }
        }
        self.low_pressure = 0;
        self.open = 0;
        self.open_since = None;
        self.low_volume = 0;
        self.low_minute = Lasting::default();
        self.high_rate = Lasting::default();
        self.low_peep = Lasting::default();
    }
}

/// Counts breaths in a row; tells whether there are enough.
const fn row(count: &mut u8, holds: bool, enough: u8) -> bool {
    *count = if holds { count.saturating_add(1) } else { 0 };
    *count >= enough
}
