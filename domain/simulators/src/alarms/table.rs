//! The alarms of the pump: what raises them, how urgent they are, what they stop.

use super::priority::Priority;

codes! {
    /// An alarm of the large-volume pump.
    pub enum AlarmId {
        /// Pressure past the pump at or over the limit.
        DownstreamOcclusion => "downstream_occlusion",
        /// One bubble over the single limit.
        AirSingle => "air_single",
        /// Bubbles of the last 15 minutes together over the cumulative limit.
        AirCumulative => "air_cumulative",
        /// The door was opened while the pump delivered.
        DoorOpen => "door_open",
        /// No set, or one that is badly seated.
        SetMisloaded => "set_misloaded",
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
        /// A fault of the pump itself.
        SystemError => "system_error",
    }
}

impl AlarmId {
    /// Number of alarms.
    pub const COUNT: usize = Self::ALL.len();

    /// Priority of the alarm; a complete infusion is high if the pump then stops instead of keeping a flow.
    #[must_use]
    pub const fn priority(self) -> Priority {
        match self {
            Self::DownstreamOcclusion
            | Self::AirSingle
            | Self::AirCumulative
            | Self::DoorOpen
            | Self::SetMisloaded
            | Self::KvoEnded
            | Self::KeyStuck
            | Self::SystemError => Priority::High,
            Self::InfusionComplete | Self::NotStarted | Self::PausedTooLong | Self::EntryTimeout => {
                Priority::Medium
            }
            Self::NearEnd | Self::EntryIdle => Priority::Low,
        }
    }

    /// Whether the alarm stops the motor and stays until its cause is gone and START is pressed.
    #[must_use]
    pub const fn stops_delivery(self) -> bool {
        matches!(self.priority(), Priority::High)
    }
}
