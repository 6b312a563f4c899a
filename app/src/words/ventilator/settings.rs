//! Modes and settings.

use simulators::ventilator::modes::Mode;
use simulators::ventilator::settings::SettingId;

words! {
    settings => "Settings";
    mode_label => "Mode";
    modes => "Modes";
    mode_pending(mode: &str) => "Mode: will be {mode}, not confirmed";
    not_confirmed => "not confirmed";
    next => "next";
    change => "Change a setting";
    turn_down(setting: &str) => "{setting} down";
    turn_up(setting: &str) => "{setting} up";
    from_to(low: &str, high: &str, unit: &str) => "{low} to {high} {unit}";
    was(value: &str) => "was {value}";
    confirm_within(seconds: u32) => "Dropped in {seconds} s unless confirmed";
    choose_first => "Touch a setting, change it, confirm.";
    setting_named(name: &str, value: &str, unit: &str) => "{name}, {value} {unit}";
    setting_pending(name: &str, value: &str, unit: &str, was: &str) => "{name}, {value} {unit}, not confirmed, was {was}";
}

/// A mode, short as on the panel and in full.
#[must_use]
pub fn mode(mode: Mode) -> (&'static str, &'static str) {
    match mode {
        Mode::VcAc => ("VC-AC", "Volume, assist control"),
        Mode::VcAcRamp => ("VC-AC ramp", "Volume, assist control, falling flow"),
        Mode::PcAc => ("PC-AC", "Pressure, assist control"),
        Mode::Prvc => ("PRVC", "Pressure that adapts to a volume"),
        Mode::SimvVc => ("SIMV VC+PS", "Intermittent volume breaths with support"),
        Mode::SimvPc => ("SIMV PC+PS", "Intermittent pressure breaths with support"),
        Mode::Psv => ("PSV", "Pressure support"),
        Mode::Cpap => ("CPAP", "Continuous positive pressure"),
        Mode::Aprv => ("APRV", "Airway pressure release"),
        Mode::Bilevel => ("Bilevel", "Two levels of pressure"),
    }
}

/// A setting, short as on the panel and in full.
#[must_use]
pub fn setting(setting: SettingId) -> (&'static str, &'static str) {
    match setting {
        SettingId::TidalVolume => ("VT", "Tidal volume"),
        SettingId::Rate => ("Rate", "Rate"),
        SettingId::Peep => ("PEEP", "PEEP"),
        SettingId::Oxygen => ("Oxygen", "Oxygen"),
        SettingId::Flow => ("Flow", "Inspiratory flow"),
        SettingId::EndFlow => ("End flow", "Flow at the end of inspiration"),
        SettingId::InspiratoryTime => ("Ti", "Inspiratory time"),
        SettingId::Pause => ("Pause", "Pause after inspiration"),
        SettingId::PressureControl => ("PC", "Pressure control above PEEP"),
        SettingId::PressureSupport => ("PS", "Pressure support above PEEP"),
        SettingId::RiseTime => ("Rise", "Rise time"),
        SettingId::CycleOff => ("Cycle off", "Cycle off, share of peak flow"),
        SettingId::LongestSupport => ("Ti max", "Longest supported breath"),
        SettingId::TriggerBy => ("Trigger by", "Trigger by"),
        SettingId::FlowTrigger => ("Trigger", "Flow trigger"),
        SettingId::PressureTrigger => ("Trigger", "Pressure trigger"),
        SettingId::LeakCompensation => ("Leak comp.", "Leak compensation"),
        SettingId::ApneaTime => ("Apnoea", "Apnoea time"),
        SettingId::BackupPressure => ("Backup PC", "Backup pressure above PEEP"),
        SettingId::BackupRate => ("Backup rate", "Backup rate"),
        SettingId::BackupTime => ("Backup Ti", "Backup inspiratory time"),
        SettingId::HighLevel => ("P high", "High level"),
        SettingId::HighTime => ("T high", "Time at the high level"),
        SettingId::LowLevel => ("P low", "Low level"),
        SettingId::LowTime => ("T low", "Time at the low level"),
        SettingId::LimitPressureHigh => ("Paw high", "Airway pressure, high limit"),
        SettingId::LimitPressureLow => ("Paw low", "Airway pressure, low limit above PEEP"),
        SettingId::LimitMinuteHigh => ("MV high", "Minute volume, high limit"),
        SettingId::LimitMinuteLow => ("MV low", "Minute volume, low limit"),
        SettingId::LimitVolumeHigh => ("VTe high", "Expired volume, high limit"),
        SettingId::LimitVolumeLow => ("VTe low", "Expired volume, low limit"),
        SettingId::LimitRateHigh => ("Rate high", "Rate, high limit"),
    }
}

/// The name of a setting's tile: what is written on it, in that order, then what that stands for. Whoever says aloud
/// what they read on it reaches it (WCAG 2.5.3).
#[must_use]
pub fn tile_spoken(id: SettingId, value: &str, pending: Option<&str>, unit: &str) -> String {
    let (short, full) = setting(id);
    match pending {
        Some(pending) => format!("{short} {pending} was {value}, {full}, {pending} {unit}, not confirmed"),
        None if unit.is_empty() => format!("{short} {value}, {full}"),
        None => format!("{short} {value} {unit}, {full}"),
    }
}

/// The name of the mode's tile, by the same rule.
#[must_use]
pub fn mode_tile_spoken(id: Mode, note: &str) -> String {
    let (short, full) = mode(id);
    if note == full {
        format!("Mode {short} {full}")
    } else {
        format!("Mode {short} {note}, {full}")
    }
}

/// A value as it is read: two settings are choices and no numbers.
#[must_use]
pub fn setting_value(setting: SettingId, value: &str) -> &str {
    match (setting, value) {
        (SettingId::TriggerBy, "0") => "flow",
        (SettingId::TriggerBy, "1") => "pressure",
        (SettingId::LeakCompensation, "0") => "off",
        (SettingId::LeakCompensation, "1") => "on",
        _ => value,
    }
}
