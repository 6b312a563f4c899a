//! The alarms of the pump: what raises them, how urgent they are, what they stop.

use super::board::Alarm;
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
        /// The line above the pump gives nothing: its pressure is at or under the limit.
        UpstreamOcclusion => "upstream_occlusion",
        /// Fluid runs to the patient by gravity.
        FreeFlow => "free_flow",
        /// Over 110 % of the program for a quarter of an hour.
        OverInfusion => "over_infusion",
        /// Under 90 % of the program for a quarter of an hour.
        UnderInfusion => "under_infusion",
        /// The battery lasts half an hour or less.
        LowBattery => "low_battery",
        /// The battery lasts five minutes or less.
        BatteryCritical => "battery_critical",
        /// The battery is empty; only the reserve for the alarm is left.
        BatteryDepleted => "battery_depleted",
        /// The pump runs on its battery.
        MainsLost => "mains_lost",
        /// The pump is too hot.
        Overtemp => "overtemp",
        /// A task of the pump no longer answers; delivery goes on for now.
        Watchdog => "watchdog",
        /// The time for which the pump was put aside is over.
        Callback => "callback",
        /// The pump waits whether an occlusion clears by itself.
        CheckingLine => "checking_line",
        /// The secondary infusion is given; the primary runs again.
        SecondaryComplete => "secondary_complete",
        /// A question of the pump has waited for a quarter of an hour.
        InputPending => "input_pending",
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
            | Self::SystemError
            | Self::UpstreamOcclusion
            | Self::FreeFlow
            | Self::OverInfusion
            | Self::BatteryCritical
            | Self::BatteryDepleted
            | Self::Overtemp
            | Self::Watchdog => Priority::High,
            Self::InfusionComplete
            | Self::NotStarted
            | Self::PausedTooLong
            | Self::EntryTimeout
            | Self::UnderInfusion
            | Self::LowBattery
            | Self::Callback => Priority::Medium,
            Self::NearEnd
            | Self::EntryIdle
            | Self::MainsLost
            | Self::CheckingLine
            | Self::SecondaryComplete
            | Self::InputPending => Priority::Low,
        }
    }

    /// Whether the alarm stops the motor and stays until its cause is gone and START is pressed.
    #[must_use]
    pub const fn stops_delivery(self) -> bool {
        matches!(self.priority(), Priority::High) && !matches!(self, Self::BatteryCritical | Self::Watchdog)
    }
}

impl Alarm for AlarmId {
    const ALL: &'static [Self] = Self::ALL;

    fn place(self) -> usize {
        self as usize
    }

    fn standard_priority(self) -> Priority {
        self.priority()
    }

    /// Free flow gives a drug without measure; nothing may hide it.
    fn can_be_silenced(self) -> bool {
        self != Self::FreeFlow
    }
}
