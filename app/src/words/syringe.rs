//! Words of the syringe pump: its screens, keys, prompts and alarms, the syringe, and the hands at the bedside.

use simulators::entry::EntryStyle;
use simulators::pump::key::Key;
use simulators::pump::view::Field;
use simulators::syringe::action::SyringeAct;
use simulators::syringe::alarms::SyringeAlarm;
use simulators::syringe::view::{
    SyringeBolusRefusal, SyringeChoiceText, SyringePrompt, SyringeRowLabel, SyringeScreen, SyringeSoftKey,
    SyringeStartRefusal,
};
use simulators::syringe::{Brand, Size, SyringeKind};

use super::pump;

words! {
    pump => "Syringe pump";
    off => "The syringe pump is switched off.";
    battery(percent: u8) => "Battery {percent} %";
    drawing(what: &str) => "The syringe in the pump: {what}";
    bedside_drawing => "The pump on its pole, the line and the patient";
    left_unit(unit: &str) => "{unit} left";
    rate_too_low => "Rate, low for syringe";
    more_than_left => "VTBI, more than left";
    print(brand: &str, size: &str) => "{brand} · {size}";
    label(amount: &str, volume: &str) => "{amount} in {volume}";
    labelled(kind: &str, label: &str) => "{kind}: {label}";
    no_syringe => "No syringe in the pump";
    left(volume: &str, percent: u8) => "{volume} mL left, {percent} %";
    barrel_clamped => "Barrel clamp shut";
    barrel_free => "Barrel clamp open";
    flange_seated => "Flange in its slot";
    flange_out => "Flange out of its slot";
    plunger_gripped => "Plunger held";
    plunger_free => "Plunger free";
    slot_empty => "Flange slot empty";
    drive_free => "Drive free";
    connected => "Line on the patient";
    disconnected => "Line off the patient";
    drops => "Drops fall from the end";
    no_blood => "No blood in the line";
    blood => "Blood in the line";
    plugged_in => "Plugged in";
    unplugged => "Plug pulled";
    the_syringe => "Syringe";
    the_line => "Line";
    the_pump => "Pump";
    height => "Height of the pump";
    raise(by: i16) => "Raise {by} cm";
    lower(by: i16) => "Lower {by} cm";
    level => "Heart level";
    centimetres(cm: i16) => "{cm} cm";
}

/// How high the pump stands.
#[must_use]
pub fn height_said(cm: i16) -> String {
    match cm {
        0 => "Pump level with the heart".to_owned(),
        1.. => format!("Pump {cm} cm over the heart"),
        _ => format!("Pump {} cm under the heart", cm.unsigned_abs()),
    }
}

/// A brand.
#[must_use]
pub const fn brand(brand: Brand) -> &'static str {
    match brand {
        Brand::A => "Brand A",
        Brand::B => "Brand B",
    }
}

/// A size as it is printed on the barrel.
#[must_use]
pub const fn size(kind: SyringeKind) -> &'static str {
    match (kind.size, kind.brand) {
        (Size::Ml3, _) => "3 mL",
        (Size::Ml5, _) => "5 mL",
        (Size::Ml10, _) => "10 mL",
        (Size::Ml20, _) => "20 mL",
        (Size::Ml30, _) => "30 mL",
        (Size::Ml50, Brand::A) => "50 mL",
        (Size::Ml50, Brand::B) => "60 mL",
    }
}

/// A syringe by brand and size.
#[must_use]
pub fn kind(kind: SyringeKind) -> String {
    format!("{} {}", brand(kind.brand), size(kind))
}

/// What is printed on the barrel, short enough for the smallest.
#[must_use]
pub fn printed(kind: SyringeKind) -> String {
    let letter = match kind.brand {
        Brand::A => "A",
        Brand::B => "B",
    };
    print(letter, size(kind))
}

/// What a key says on its cap.
#[must_use]
pub fn key(key: Key) -> &'static str {
    match key {
        // The one key gives a bolus while the pump runs and purges while it stands.
        Key::Bolus => "Bolus, purge",
        other => pump::key(other),
    }
}

/// What a soft key means, short enough for its place above the key.
#[must_use]
pub const fn soft_key(key: SyringeSoftKey) -> &'static str {
    match key {
        SyringeSoftKey::NewPatient => "New patient",
        SyringeSoftKey::SamePatient => "Same patient",
        SyringeSoftKey::Choose => "Choose",
        SyringeSoftKey::Library => "Drug library",
        SyringeSoftKey::RateVolume => "Rate + volume",
        SyringeSoftKey::VolumeTime => "Volume + time",
        SyringeSoftKey::Syringe => "Syringe",
        SyringeSoftKey::CareArea => "Care area",
        SyringeSoftKey::LabelAgrees => "Label agrees",
        SyringeSoftKey::LabelDiffers => "Label differs",
        SyringeSoftKey::Confirm => "Confirm",
        SyringeSoftKey::ChangeValue => "Change",
        SyringeSoftKey::Override => "Override",
        SyringeSoftKey::ChangeDose => "Dose",
        SyringeSoftKey::ChangeRate => "Rate",
        SyringeSoftKey::ChangeVolume => "VTBI",
        SyringeSoftKey::ClearInfused => "Clear infused",
        SyringeSoftKey::NewProgram => "New program",
        SyringeSoftKey::StopBolus => "Stop bolus",
        SyringeSoftKey::HoldToPurge => "Hold to purge",
        SyringeSoftKey::WideUp => "▲▲",
        SyringeSoftKey::WideDown => "▼▼",
        SyringeSoftKey::Left => "◀ Digit",
        SyringeSoftKey::Right => "Digit ▶",
        SyringeSoftKey::Cancel => "Cancel",
        SyringeSoftKey::SwitchOff => "Switch off",
    }
}

/// What a soft key is called, where its place above the key holds a sign only.
#[must_use]
pub const fn soft_key_name(key: SyringeSoftKey) -> &'static str {
    match key {
        SyringeSoftKey::WideUp => "A wide step up",
        SyringeSoftKey::WideDown => "A wide step down",
        SyringeSoftKey::Left => "The digit to the left",
        SyringeSoftKey::Right => "The digit to the right",
        other => soft_key(other),
    }
}

/// The heading of a screen.
#[must_use]
pub const fn screen(screen: SyringeScreen) -> &'static str {
    match screen {
        SyringeScreen::Off => "Off",
        SyringeScreen::SelfTest => "Self test",
        SyringeScreen::NewPatient => "Patient",
        SyringeScreen::CareArea => "Care area",
        SyringeScreen::Syringe => "Which syringe?",
        SyringeScreen::Standby => "Standby",
        SyringeScreen::DrugList => "Drug library",
        SyringeScreen::Concentration => "Check the label",
        SyringeScreen::NumberEntry => "Enter",
        SyringeScreen::Review => "Check",
        SyringeScreen::HardLimit => "Hard limit",
        SyringeScreen::SoftLimit => "Soft limit",
        SyringeScreen::OverrideReason => "Reason",
        SyringeScreen::Ready => "Ready",
        SyringeScreen::Purge => "Purge",
        SyringeScreen::Running => "Running",
        SyringeScreen::Bolus => "Bolus",
        SyringeScreen::Paused => "Paused",
        SyringeScreen::Kvo => "Keep vein open",
        SyringeScreen::AlarmStopped => "Stopped",
        SyringeScreen::ConfirmNewProgram => "New program",
        SyringeScreen::ConfirmOff => "Switch off",
        SyringeScreen::Technical => "Out of service",
    }
}

/// The name of a line of the screen.
#[must_use]
pub const fn row(label: SyringeRowLabel) -> &'static str {
    match label {
        SyringeRowLabel::Drug => "Drug",
        SyringeRowLabel::OutsideLibrary => "Outside library",
        SyringeRowLabel::Concentration => "In the syringe",
        SyringeRowLabel::Weight => "Weight",
        SyringeRowLabel::Dose => "Dose",
        SyringeRowLabel::Rate => "Rate",
        SyringeRowLabel::Vtbi => "VTBI",
        SyringeRowLabel::Time => "Time",
        SyringeRowLabel::TimeLeft => "Time left",
        SyringeRowLabel::VolumeInfused => "Infused",
        SyringeRowLabel::SyringeLeft => "Syringe",
        SyringeRowLabel::BolusDose => "Bolus dose",
        SyringeRowLabel::BolusVolume => "Bolus",
        SyringeRowLabel::BolusRate => "Bolus rate",
        SyringeRowLabel::BolusLeft => "Bolus left",
        SyringeRowLabel::PurgeLeft => "Purge, at most",
        SyringeRowLabel::KvoRate => "KVO rate",
        SyringeRowLabel::Pressure => "Pressure",
        SyringeRowLabel::PressureLimit => "Pressure limit",
        SyringeRowLabel::Limit => "Limit",
    }
}

/// An entry of a list.
#[must_use]
pub fn choice(choice: &SyringeChoiceText) -> String {
    match choice {
        SyringeChoiceText::CareArea { name } => name.clone(),
        SyringeChoiceText::Syringe { kind } => self::kind(*kind),
        SyringeChoiceText::Drug { drug, amount, volume } => format!("{drug} {amount} in {volume}"),
        SyringeChoiceText::Reason { reason } => pump::reason(*reason).to_owned(),
    }
}

/// The name of an alarm.
#[must_use]
pub const fn alarm(id: SyringeAlarm) -> &'static str {
    match id {
        SyringeAlarm::DownstreamOcclusion => "Downstream occlusion",
        SyringeAlarm::SyringeEmpty => "Syringe empty",
        SyringeAlarm::SyringeNearEmpty => "Syringe nearly empty",
        SyringeAlarm::SyringeDisengaged => "Syringe not seated",
        SyringeAlarm::PlungerClampOpen => "Plunger not held",
        SyringeAlarm::SizeMismatch => "Other syringe size",
        SyringeAlarm::InfusionComplete => "Infusion complete",
        SyringeAlarm::NearEnd => "Near end of infusion",
        SyringeAlarm::KvoEnded => "Keep vein open ended",
        SyringeAlarm::NotStarted => "Not started",
        SyringeAlarm::PausedTooLong => "Paused too long",
        SyringeAlarm::EntryIdle => "Entry waiting",
        SyringeAlarm::EntryTimeout => "Entry dropped",
        SyringeAlarm::KeyStuck => "Key stuck",
        SyringeAlarm::MainsLost => "On battery",
        SyringeAlarm::LowBattery => "Battery low",
        SyringeAlarm::BatteryCritical => "Battery nearly empty",
        SyringeAlarm::BatteryDepleted => "Battery empty",
        SyringeAlarm::SystemError => "System error",
    }
}

/// The one thing the pump says or asks.
#[must_use]
pub fn prompt(prompt: &SyringePrompt, style: EntryStyle) -> String {
    match prompt {
        SyringePrompt::SelfTestRuns => "Wait for the self test.".to_owned(),
        SyringePrompt::NewPatientOrSame => "Is this a new patient?".to_owned(),
        SyringePrompt::ChooseFromList => "Choose: soft key, or Up, Down and Enter.".to_owned(),
        SyringePrompt::FitSyringe => "Lay a syringe in.".to_owned(),
        SyringePrompt::CompareSyringe => "Compare with the print on the syringe, then choose.".to_owned(),
        SyringePrompt::ChooseMode => "Choose how to program.".to_owned(),
        SyringePrompt::CompareLabel => "Compare with the label on the syringe.".to_owned(),
        SyringePrompt::EnterValue { field } => enter(*field, style),
        SyringePrompt::EntryWrong { error } => match style {
            EntryStyle::StrictPad | EntryStyle::LegacyPad => {
                format!("{} Press Clear.", pump::keypad_error(*error))
            }
            EntryStyle::Chevrons | EntryStyle::DigitCursor => pump::keypad_error(*error).to_owned(),
        },
        SyringePrompt::CheckAndConfirm => "Check each value, then press Enter to confirm.".to_owned(),
        SyringePrompt::RoundingMovesDose { percent } => {
            format!("Rounding the rate moves the dose by {percent} %.")
        }
        SyringePrompt::RateOutOfRange { rate } => {
            format!("The rate would be {rate} mL/h, which this syringe cannot give.")
        }
        SyringePrompt::VolumeOutOfRange { volume } => {
            format!("The volume would be {volume} mL, which the pump cannot give.")
        }
        SyringePrompt::LimitPassed {
            result,
            value,
            limit,
            unit,
        } => {
            format!(
                "{value} {unit} is {} {limit} {unit}.",
                pump::limit_passed(*result)
            )
        }
        SyringePrompt::ChooseReason => "Choose the reason.".to_owned(),
        SyringePrompt::DisconnectThenPurge => "Take the line off the patient. Then hold the key.".to_owned(),
        SyringePrompt::PressStart => "Press Start.".to_owned(),
        SyringePrompt::StartRefused { reason } => start_refused(*reason).to_owned(),
        SyringePrompt::BolusRefused { reason } => bolus_refused(*reason).to_owned(),
        SyringePrompt::ClearCauseThenStart { .. } => "Remove the cause, then press Start.".to_owned(),
        SyringePrompt::ConfirmNewProgram => "This infusion will stop. Confirm?".to_owned(),
        SyringePrompt::ConfirmOff => "Switch the pump off?".to_owned(),
        SyringePrompt::EnterVolumeOrStop => "Enter a new volume, or stop.".to_owned(),
        SyringePrompt::OutOfService => "Do not use. Take the pump out of service.".to_owned(),
    }
}

fn enter(field: Field, style: EntryStyle) -> String {
    let field = pump::field(field);
    match style {
        EntryStyle::StrictPad | EntryStyle::LegacyPad => format!("Type the {field}, then press Enter."),
        EntryStyle::Chevrons => format!("Step to the {field}, then press Enter."),
        EntryStyle::DigitCursor => format!("Turn each digit of the {field}, then press Enter."),
    }
}

const fn start_refused(reason: SyringeStartRefusal) -> &'static str {
    match reason {
        SyringeStartRefusal::NoProgram => "Not started: nothing is programmed.",
        SyringeStartRefusal::NotConfirmed => "Not started: confirm the values first.",
        SyringeStartRefusal::NoSyringe => "Not started: no syringe is in the pump.",
        SyringeStartRefusal::SyringeNotConfirmed => {
            "Not started: confirm brand and size of the syringe first."
        }
        SyringeStartRefusal::NotSeated => "Not started: barrel or flange is loose.",
        SyringeStartRefusal::PlungerFree => "Not started: the plunger is not held.",
        SyringeStartRefusal::WrongSize => "Not started: the barrel is not that of the confirmed syringe.",
        SyringeStartRefusal::Empty => "Not started: the syringe is empty.",
        SyringeStartRefusal::NoVolume => "Not started: enter a volume.",
        SyringeStartRefusal::RateOutOfRange => "Not started: this syringe cannot give the rate.",
        SyringeStartRefusal::KeyStuck => "Not started: a key is stuck.",
        SyringeStartRefusal::PressureTooHigh => "Not started: the line is still under pressure.",
        SyringeStartRefusal::BatteryEmpty => "Not started: the battery is empty.",
    }
}

const fn bolus_refused(reason: SyringeBolusRefusal) -> &'static str {
    match reason {
        SyringeBolusRefusal::NotRunning => "No bolus: the pump is not running.",
        SyringeBolusRefusal::NotAllowed => "No bolus: the library allows none for this drug.",
        SyringeBolusRefusal::AlarmActive => "No bolus: an alarm is active.",
        SyringeBolusRefusal::MoreThanVolumeLeft => "No bolus: more than the volume left.",
    }
}

/// What a button of the bedside does.
#[must_use]
pub const fn act(act: SyringeAct) -> &'static str {
    match act {
        SyringeAct::FitSyringe => "Lay in the next syringe",
        SyringeAct::RemoveSyringe => "Take out the syringe",
        SyringeAct::ClampBarrel => "Clamp the barrel",
        SyringeAct::ReleaseBarrel => "Lift the barrel clamp",
        SyringeAct::SeatFlange => "Push the flange in",
        SyringeAct::GripPlunger => "Grip the plunger",
        SyringeAct::ReleasePlunger => "Let go the plunger",
        SyringeAct::ConnectLine => "Connect the line",
        SyringeAct::DisconnectLine => "Take the line off",
        SyringeAct::OpenClamp => "Open the clamp",
        SyringeAct::CloseClamp => "Shut the clamp",
        SyringeAct::RelieveLine => "Let off pressure",
        SyringeAct::StraightenLine => "Straighten the line",
        SyringeAct::PlugIn => "Plug in",
        SyringeAct::Unplug => "Pull the plug",
    }
}

/// The keyboard shortcuts, each with what it does.
pub const SHORTCUTS: [(&str, &str); 11] = [
    ("0 to 9 and .", "number pad, if there is one"),
    ("Enter", "Enter, or the key you have tabbed to"),
    ("Space", "the key you have tabbed to"),
    ("Delete", "Clear"),
    ("Escape", "Back"),
    ("Arrows", "Up and Down"),
    ("Q W E R T", "the five soft keys"),
    ("S and P", "Start and Pause"),
    ("M", "Silence"),
    ("B", "Bolus, or purge"),
    ("O", "Power"),
];
