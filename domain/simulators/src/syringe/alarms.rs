//! The alarms of the syringe pump: what raises them, how urgent they are, what they stop.

use crate::alarms::{Alarm, Priority};

codes! {
    /// An alarm of the syringe pump.
    pub enum SyringeAlarm {
        /// Pressure on the plunger at or over the limit.
        DownstreamOcclusion => "downstream_occlusion",
        /// The plunger has reached the end of the barrel.
        SyringeEmpty => "syringe_empty",
        /// The plunger will be at the end within five minutes.
        SyringeNearEmpty => "syringe_near_empty",
        /// The barrel or its flange is not held, or the syringe is gone.
        SyringeDisengaged => "syringe_disengaged",
        /// The drive does not hold the plunger.
        PlungerClampOpen => "plunger_clamp_open",
        /// The barrel in the clamp is not that of the syringe that was confirmed.
        SizeMismatch => "size_mismatch",
        /// The volume to be infused has been given.
        InfusionComplete => "infusion_complete",
        /// The volume to be infused will be given soon.
        NearEnd => "near_end",
        /// The keep-vein-open flow has run for its longest time.
        KvoEnded => "kvo_ended",
        /// A confirmed program was not started.
        NotStarted => "not_started",
        /// The pump was paused and forgotten.
        PausedTooLong => "paused_too_long",
        /// Values have been waiting for 5 minutes.
        EntryIdle => "entry_idle",
        /// Values waited for 10 minutes and were dropped.
        EntryTimeout => "entry_timeout",
        /// A key has been down for a minute.
        KeyStuck => "key_stuck",
        /// The mains are gone; the battery carries on.
        MainsLost => "mains_lost",
        /// The battery lasts for 30 minutes at most.
        LowBattery => "low_battery",
        /// The battery lasts for 5 minutes at most.
        BatteryCritical => "battery_critical",
        /// The battery is empty.
        BatteryDepleted => "battery_depleted",
        /// A fault of the pump itself.
        SystemError => "system_error",
    }
}

impl SyringeAlarm {
    /// Priority of the alarm; a complete infusion is high if the pump then stops instead of keeping a flow.
    #[must_use]
    pub const fn usual_priority(self) -> Priority {
        match self {
            Self::DownstreamOcclusion
            | Self::SyringeEmpty
            | Self::SyringeDisengaged
            | Self::PlungerClampOpen
            | Self::SizeMismatch
            | Self::KvoEnded
            | Self::KeyStuck
            | Self::BatteryCritical
            | Self::BatteryDepleted
            | Self::SystemError => Priority::High,
            Self::SyringeNearEmpty
            | Self::InfusionComplete
            | Self::NotStarted
            | Self::PausedTooLong
            | Self::LowBattery
            | Self::EntryTimeout => Priority::Medium,
            Self::NearEnd | Self::EntryIdle | Self::MainsLost => Priority::Low,
        }
    }

    /// Whether the alarm stops the motor and stays until its cause is gone and START is pressed.
    #[must_use]
    pub const fn stops_delivery(self) -> bool {
        matches!(self.usual_priority(), Priority::High) && !matches!(self, Self::BatteryCritical)
    }
}

impl Alarm for SyringeAlarm {
    const ALL: &'static [Self] = Self::ALL;

    fn place(self) -> usize {
        self as usize
    }

    fn standard_priority(self) -> Priority {
        self.usual_priority()
    }
}
