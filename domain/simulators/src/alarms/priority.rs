//! Priority of an alarm, from harm and speed of onset, and how it is shown (IEC 60601-1-8 style).

codes! {
    /// Priority of an alarm signal.
    pub enum Priority {
        Low => "low",
        Medium => "medium",
        High => "high",
    }
}

codes! {
    /// What may happen if nobody responds.
    pub enum Harm {
        Minor => "minor",
        Reversible => "reversible",
        Death => "death",
    }
}

codes! {
    /// How soon it may happen.
    pub enum Onset {
        Delayed => "delayed",
        Prompt => "prompt",
        Immediate => "immediate",
    }
}

codes! {
    /// The alarm lamp.
    pub enum Indicator {
        Off => "off",
        CyanSteady => "cyan_steady",
        YellowFlashing => "yellow_flashing",
        RedFlashing => "red_flashing",
    }
}

/// Priority of an alarm by potential harm and onset.
#[must_use]
pub const fn priority_for(harm: Harm, onset: Onset) -> Priority {
    match (harm, onset) {
        (Harm::Death, Onset::Immediate | Onset::Prompt) | (Harm::Reversible, Onset::Immediate) => {
            Priority::High
        }
        (Harm::Death, Onset::Delayed)
        | (Harm::Reversible, Onset::Prompt)
        | (Harm::Minor, Onset::Immediate) => Priority::Medium,
        (Harm::Reversible | Harm::Minor, Onset::Delayed) | (Harm::Minor, Onset::Prompt) => Priority::Low,
    }
}

impl Priority {
    /// The lamp that shows this priority.
    #[must_use]
    pub const fn indicator(self) -> Indicator {
        match self {
            Self::High => Indicator::RedFlashing,
            Self::Medium => Indicator::YellowFlashing,
            Self::Low => Indicator::CyanSteady,
        }
    }

    /// 1 for low, 2 for medium, 3 for high: the value of the signal `pump.alarm_priority`.
    #[must_use]
    pub const fn rank(self) -> u8 {
        self as u8 + 1
    }
}

impl Indicator {
    /// Flashes per second; zero for a lamp that is off or steady.
    #[must_use]
    pub const fn flash_hz(self) -> f64 {
        match self {
            Self::Off | Self::CyanSteady => 0.0,
            Self::YellowFlashing => 0.6,
            Self::RedFlashing => 2.0,
        }
    }
}
