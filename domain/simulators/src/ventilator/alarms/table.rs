//! The alarms of the ventilator and how urgent they are (IEC 60601-1-8 style; priorities *chosen*).

use crate::alarms::{Alarm, Priority};

codes! {
    /// An alarm of the ventilator.
    pub enum VentilatorAlarm {
        /// The airway pressure reached its limit; inspiration was ended.
        HighPressure => "high_pressure",
        /// The airway pressure stayed far above PEEP; the safety valve opened.
        SustainedPressure => "sustained_pressure",
        /// The peak stays too near PEEP.
        LowPressure => "low_pressure",
        /// What goes in does not come back, and the circuit holds no pressure.
        Disconnect => "disconnect",
        /// Hardly anything goes in at the pressure limit.
        Obstruction => "obstruction",
        /// No breath for the apnea time; the backup ventilates.
        Apnea => "apnea",
        LowMinuteVolume => "low_minute_volume",
        HighMinuteVolume => "high_minute_volume",
        LowExpiredVolume => "low_expired_volume",
        HighExpiredVolume => "high_expired_volume",
        HighRate => "high_rate",
        LowPeep => "low_peep",
        HighPeep => "high_peep",
        OxygenLow => "oxygen_low",
        OxygenHigh => "oxygen_high",
        /// An adaptive mode may not use the pressure that the volume needs.
        VolumeNotDelivered => "volume_not_delivered",
        /// Oxygen from the wall is lost; air goes on.
        OxygenSupply => "oxygen_supply",
        /// Air from the wall is lost; oxygen goes on.
        AirSupply => "air_supply",
        /// Both gases are lost.
        GasSupply => "gas_supply",
        MainsLost => "mains_lost",
        /// Twenty minutes or less are left.
        BatteryLow => "battery_low",
        /// Five minutes or less are left.
        BatteryCritical => "battery_critical",
        /// Nothing is left: a buzzer of its own sounds.
        PowerFailed => "power_failed",
        /// A fault of the ventilator itself; valves are open until it is switched off.
        TechnicalFault => "technical_fault",
        /// The expiratory filter resists.
        Filter => "filter",
        /// The humidifier fails.
        Humidifier => "humidifier",
        /// A patient is connected and not ventilated.
        StandbyReminder => "standby_reminder",
    }
}

impl VentilatorAlarm {
    /// Number of alarms.
    pub const COUNT: usize = Self::ALL.len();

    /// Priority of the alarm.
    #[must_use]
    pub const fn priority(self) -> Priority {
        match self {
            Self::HighPressure
            | Self::SustainedPressure
            | Self::LowPressure
            | Self::Disconnect
            | Self::Obstruction
            | Self::Apnea
            | Self::LowMinuteVolume
            | Self::OxygenLow
            | Self::GasSupply
            | Self::BatteryCritical
            | Self::PowerFailed
            | Self::TechnicalFault
            | Self::StandbyReminder => Priority::High,
            Self::HighMinuteVolume
            | Self::LowExpiredVolume
            | Self::HighExpiredVolume
            | Self::HighRate
            | Self::LowPeep
            | Self::HighPeep
            | Self::OxygenHigh
            | Self::VolumeNotDelivered
            | Self::OxygenSupply
            | Self::AirSupply
            | Self::BatteryLow
            | Self::Filter
            | Self::Humidifier => Priority::Medium,
            Self::MainsLost => Priority::Low,
        }
    }

    /// Whether it speaks of breaths, and so ends with ventilation.
    #[must_use]
    pub const fn is_of_breathing(self) -> bool {
        !matches!(
            self,
            Self::OxygenSupply
                | Self::AirSupply
                | Self::GasSupply
                | Self::MainsLost
                | Self::BatteryLow
                | Self::BatteryCritical
                | Self::PowerFailed
                | Self::TechnicalFault
                | Self::Humidifier
                | Self::StandbyReminder
        )
    }

    /// Whether opening the circuit on purpose would raise it.
    #[must_use]
    pub const fn is_of_open_circuit(self) -> bool {
        matches!(
            self,
            Self::LowPressure
                | Self::Disconnect
                | Self::Apnea
                | Self::LowMinuteVolume
                | Self::LowExpiredVolume
                | Self::LowPeep
                | Self::HighRate
        )
    }
}

impl Alarm for VentilatorAlarm {
    const ALL: &'static [Self] = Self::ALL;

    fn place(self) -> usize {
        self as usize
    }

    fn standard_priority(self) -> Priority {
        self.priority()
    }
}
