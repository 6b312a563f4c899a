//! Alarms of the ventilator and what it says in its line of messages.

use simulators::alarms::Priority;
use simulators::ventilator::alarms::VentilatorAlarm;
use simulators::ventilator::modes::Hold;
use simulators::ventilator::settings::{SettingCaution, SettingProblem};
use simulators::ventilator::view::Message;

words! {
    alarms => "Alarms";
    no_alarm => "No alarm";
    alarm_count(of: usize) => "1 of {of}";
    sound_back_in(time: &str) => "Sound back in {time}";
    all_alarms => "All active alarms";
    alarm_since(time: &str) => "since {time}";
}

/// An alarm as the bar says it.
#[must_use]
pub fn alarm(alarm: VentilatorAlarm) -> &'static str {
    match alarm {
        VentilatorAlarm::HighPressure => "Airway pressure high",
        VentilatorAlarm::SustainedPressure => "Pressure stays high",
        VentilatorAlarm::LowPressure => "Airway pressure low",
        VentilatorAlarm::Disconnect => "Circuit disconnected",
        VentilatorAlarm::Obstruction => "Airway obstructed",
        VentilatorAlarm::Apnea => "Apnoea",
        VentilatorAlarm::LowMinuteVolume => "Minute volume low",
        VentilatorAlarm::HighMinuteVolume => "Minute volume high",
        VentilatorAlarm::LowExpiredVolume => "Expired volume low",
        VentilatorAlarm::HighExpiredVolume => "Expired volume high",
        VentilatorAlarm::HighRate => "Rate high",
        VentilatorAlarm::LowPeep => "PEEP low",
        VentilatorAlarm::HighPeep => "PEEP high",
        VentilatorAlarm::OxygenLow => "Oxygen low",
        VentilatorAlarm::OxygenHigh => "Oxygen high",
        VentilatorAlarm::VolumeNotDelivered => "Volume not reached, pressure limited",
        VentilatorAlarm::OxygenSupply => "Oxygen supply lost",
        VentilatorAlarm::AirSupply => "Air supply lost",
        VentilatorAlarm::GasSupply => "Gas supply lost",
        VentilatorAlarm::MainsLost => "On battery",
        VentilatorAlarm::BatteryLow => "Battery low",
        VentilatorAlarm::BatteryCritical => "Battery nearly empty",
        VentilatorAlarm::PowerFailed => "No power",
        VentilatorAlarm::TechnicalFault => "Technical fault",
        VentilatorAlarm::Filter => "Expiratory filter resists",
        VentilatorAlarm::Humidifier => "Humidifier fault",
        VentilatorAlarm::StandbyReminder => "Patient not ventilated",
    }
}

/// A priority, as one word.
#[must_use]
pub fn priority_word(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "High",
        Priority::Medium => "Medium",
        Priority::Low => "Low",
    }
}

/// What the ventilator says.
#[must_use]
pub fn message(message: &Message) -> String {
    match message {
        Message::Refused { problem } => refused(*problem).to_owned(),
        Message::Unconfirmed => "Not confirmed yet.".to_owned(),
        Message::ConfirmStandby => "End ventilation? Confirm or cancel.".to_owned(),
        Message::Caution { caution } => cautioned(*caution).to_owned(),
        Message::TakesEffect => "Takes effect with the next expiration.".to_owned(),
        Message::Backup => "Backup ventilates. Two breaths of the patient end it.".to_owned(),
        Message::SafetyValve => "Safety valve open.".to_owned(),
        Message::Holding { hold } => match hold {
            Hold::Inspiratory => "Inspiratory hold".to_owned(),
            Hold::Expiratory => "Expiratory hold".to_owned(),
        },
        Message::TestBreath => "Test breath.".to_owned(),
        Message::Oxygen100 { left_s } => format!("100 % oxygen, {left_s} s left."),
        Message::SuctionSupport { left_s } => format!("Suction support, {left_s} s left."),
        Message::OnBattery => "On battery.".to_owned(),
    }
}

/// The same without running numbers, for a live region.
#[must_use]
pub fn message_spoken(one: &Message) -> String {
    match one {
        Message::Oxygen100 { .. } => "100 % oxygen.".to_owned(),
        Message::SuctionSupport { .. } => "Suction support.".to_owned(),
        // It comes and goes with each breath.
        Message::TestBreath | Message::TakesEffect => String::new(),
        other => message(other),
    }
}

fn refused(problem: SettingProblem) -> &'static str {
    match problem {
        SettingProblem::InspirationTooLong => "Not taken: inspiration leaves too little time to breathe out.",
        SettingProblem::PressureAboveLimit => "Not taken: the set pressure reaches the pressure limit.",
        SettingProblem::LimitsCrossed => "Not taken: a low limit is not below its high limit.",
        SettingProblem::LevelsCrossed => "Not taken: the low level is not below the high level.",
        SettingProblem::FlowDoesNotFit => "Not taken: at this flow the breath is too short or too long.",
    }
}

fn cautioned(caution: SettingCaution) -> &'static str {
    match caution {
        SettingCaution::VolumeHigh => "Check: more than 8 mL/kg of predicted weight.",
        SettingCaution::VolumeLow => "Check: less than 4 mL/kg of predicted weight.",
        SettingCaution::PressureHigh => "Check: set pressure above 30 cmH2O.",
        SettingCaution::InverseRatio => "Check: inspiration is longer than expiration.",
        SettingCaution::LimitWide => "Check: pressure limit above 50 cmH2O.",
    }
}
