//! Words of the infusion pump: what its screens, keys, prompts and alarms say.

use simulators::alarms::{AlarmId, Priority};
use simulators::drugs::LimitResult;
use simulators::entry::EntryStyle;
use simulators::pump::key::Key;
use simulators::pump::keypad::KeypadError;
use simulators::pump::options::PumpOption;
use simulators::pump::program::ReasonCode;
use simulators::pump::selftest::SelfTestPart;
use simulators::pump::setup::EndAction;
use simulators::pump::view::{
    BolusRefusal, ChoiceText, Delivery, Field, Prompt, RowLabel, Screen, SoftKey, StartRefusal,
};

words! {
    pump => "Infusion pump";
    display => "Pump display";
    soft_keys => "Soft keys";
    number_pad => "Number pad";
    hard_keys => "Pump keys";
    training_only => "Training only, not for patient care";
    mains => "Mains";
    flow => "Flow";
    off => "The pump is switched off.";
    not_set => "not set";
    enter(field: &str) => "Enter {field}";
    was(value: &str) => "was {value}";
    outside_library => "Outside the library: no limits";
    page_of(number: u16, of: u16) => "{number} of {of}";
    alarm_count(of: usize) => "1 of {of}";
    self_test(percent: u8) => "Self test, {percent} %";
    sound_back_in(time: &str) => "Sound back in {time}";
    door_open => "Door open";
    of_limit(limit: &str, unit: &str) => "of {limit} {unit}";
    keyboard => "Keyboard";
    point => "Decimal point";
    soft_key_empty(number: u8) => "Soft key {number}, no function";
    choose(choice: &str) => "Choose {choice}";
    range(minimum: &str, maximum: &str, unit: &str) => "{minimum} to {maximum} {unit}";
}

/// What a pump key says on its cap.
#[must_use]
pub fn key(key: Key) -> &'static str {
    match key {
        Key::Power => "Power",
        Key::Start => "Start",
        Key::Pause => "Pause",
        Key::Silence => "Silence",
        Key::Clear => "Clear",
        Key::Enter => "Enter",
        Key::Back => "Back",
        Key::Up => "Up",
        Key::Down => "Down",
        Key::Bolus => "Bolus",
        Key::Point => ".",
        Key::Digit0 => "0",
        Key::Digit1 => "1",
        Key::Digit2 => "2",
        Key::Digit3 => "3",
        Key::Digit4 => "4",
        Key::Digit5 => "5",
        Key::Digit6 => "6",
        Key::Digit7 => "7",
        Key::Digit8 => "8",
        Key::Digit9 => "9",
        Key::Soft1 => "Soft key 1",
        Key::Soft2 => "Soft key 2",
        Key::Soft3 => "Soft key 3",
        Key::Soft4 => "Soft key 4",
        Key::Soft5 => "Soft key 5",
        Key::Options => "Options",
    }
}

/// The name of a key while a number is entered in a style: the arrows say what they turn.
#[must_use]
pub fn key_in_entry(key: Key, style: Option<EntryStyle>) -> &'static str {
    match (key, style) {
        (Key::Point, _) => point(),
        (Key::Up, Some(EntryStyle::Chevrons)) => "Up one step",
        (Key::Down, Some(EntryStyle::Chevrons)) => "Down one step",
        (Key::Up, Some(EntryStyle::DigitCursor)) => "Up, chosen digit",
        (Key::Down, Some(EntryStyle::DigitCursor)) => "Down, chosen digit",
        _ => self::key(key),
    }
}

/// The digit under a cursor, by its power of ten.
#[must_use]
pub fn digit_place(place: i8) -> &'static str {
    match place {
        4 => "Ten thousands.",
        3 => "Thousands.",
        2 => "Hundreds.",
        1 => "Tens.",
        0 => "Ones.",
        -1 => "Tenths.",
        -2 => "Hundredths.",
        _ => "Thousandths.",
    }
}

/// What a soft key means, short enough for its place above the key.
#[must_use]
pub fn soft_key(key: SoftKey) -> &'static str {
    match key {
        SoftKey::NewPatient => "New patient",
        SoftKey::SamePatient => "Same patient",
        SoftKey::Choose => "Choose",
        SoftKey::Library => "Drug library",
        SoftKey::RateVolume => "Rate + volume",
        SoftKey::VolumeTime => "Volume + time",
        SoftKey::RateTime => "Rate + time",
        SoftKey::CareArea => "Care area",
        SoftKey::LabelAgrees => "Label agrees",
        SoftKey::LabelDiffers => "Label differs",
        SoftKey::Confirm => "Confirm",
        SoftKey::ChangeValue => "Change",
        SoftKey::Override => "Override",
        SoftKey::ChangeDose => "Dose",
        SoftKey::ChangeRate => "Rate",
        SoftKey::ChangeVolume => "VTBI",
        SoftKey::ChangeWeight => "Weight",
        SoftKey::ClearInfused => "Clear infused",
        SoftKey::NewProgram => "New program",
        SoftKey::StopBolus => "Stop bolus",
        SoftKey::Cancel => "Cancel",
        SoftKey::SwitchOff => "Switch off",
        SoftKey::AddStep => "Add a step",
        SoftKey::Done => "Done",
        SoftKey::AcceptSameDrug => "Meant so",
        SoftKey::EndWait => "End waiting",
        SoftKey::StopSecondary => "Stop secondary",
        SoftKey::WideUp => "Wide step up",
        SoftKey::WideDown => "Wide step down",
        SoftKey::Left => "Higher digit",
        SoftKey::Right => "Lower digit",
    }
}

/// The heading of a screen.
#[must_use]
pub fn screen(screen: Screen) -> &'static str {
    match screen {
        Screen::Off => "Off",
        Screen::SelfTest => "Self test",
        Screen::NewPatient => "Patient",
        Screen::CareArea => "Care area",
        Screen::Standby => "Standby",
        Screen::DrugList => "Drug library",
        Screen::Concentration => "Check the label",
        Screen::NumberEntry => "Enter",
        Screen::Review => "Check",
        Screen::HardLimit => "Hard limit",
        Screen::SoftLimit => "Soft limit",
        Screen::OverrideReason => "Reason",
        Screen::Ready => "Ready",
        Screen::Running => "Running",
        Screen::Bolus => "Bolus",
        Screen::Paused => "Paused",
        Screen::Kvo => "Keep vein open",
        Screen::AlarmStopped => "Stopped",
        Screen::ConfirmNewProgram => "New program",
        Screen::ConfirmOff => "Switch off",
        Screen::Technical => "Out of service",
        Screen::Options => "Options",
        Screen::Setting => "Setting",
        Screen::StepEntered => "Steps",
        Screen::SameDrug => "Same drug",
        Screen::Secondary => "Secondary",
        Screen::Loading => "Loading dose",
        Screen::Beyond => "Volume given",
        Screen::Waiting => "Waiting",
        Screen::CheckingLine => "Checking line",
    }
}

/// What the pump is doing, in one word or two.
#[must_use]
pub fn delivery(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Off => "Off",
        Delivery::Idle => "Not delivering",
        Delivery::Ready => "Not started",
        Delivery::Running => "Running",
        Delivery::Bolus => "Bolus",
        Delivery::Kvo => "Keep vein open",
        Delivery::Paused => "Paused",
        Delivery::Stopped => "Stopped",
        Delivery::Technical => "Out of service",
        Delivery::Secondary => "Secondary",
        Delivery::Loading => "Loading dose",
        Delivery::Beyond => "Goes on",
        Delivery::Waiting => "Waiting",
        Delivery::CheckingLine => "Checking line",
    }
}

/// The name of a line of the screen.
#[must_use]
pub fn row(label: RowLabel) -> &'static str {
    match label {
        RowLabel::Drug => "Drug",
        RowLabel::OutsideLibrary => "Outside library",
        RowLabel::Concentration => "In the bag",
        RowLabel::Weight => "Weight",
        RowLabel::Dose => "Dose",
        RowLabel::Rate => "Rate",
        RowLabel::Vtbi => "VTBI",
        RowLabel::Time => "Time",
        RowLabel::TimeLeft => "Time left",
        RowLabel::VolumeInfused => "Infused",
        RowLabel::BolusDose => "Bolus dose",
        RowLabel::BolusVolume => "Bolus",
        RowLabel::BolusRate => "Bolus rate",
        RowLabel::BolusLeft => "Bolus left",
        RowLabel::KvoRate => "KVO rate",
        RowLabel::Pressure => "Pressure",
        RowLabel::PressureLimit => "Pressure limit",
        RowLabel::Limit => "Limit",
        RowLabel::Reason => "Reason",
        RowLabel::LoadingDose => "Loading dose",
        RowLabel::LoadingVolume => "Loading",
        RowLabel::LoadingRate => "Loading rate",
        RowLabel::Step => "Step",
        RowLabel::StepOf => "Step",
        RowLabel::SecondaryDrug => "Secondary",
        RowLabel::SecondaryRate => "Second. rate",
        RowLabel::SecondaryVtbi => "Second. VTBI",
        RowLabel::SecondaryInfused => "Second. infused",
        RowLabel::ExtendedRate => "Extra rate",
        RowLabel::ExtendedLeft => "Extra left",
        RowLabel::Delay => "Time",
        RowLabel::WaitLeft => "Waits for",
        RowLabel::LibraryPending => "New library",
    }
}

/// The name of a value that is entered.
#[must_use]
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Weight => "weight",
        Field::Dose => "dose",
        Field::Rate => "rate",
        Field::Vtbi => "volume to be infused",
        Field::Time => "time in minutes",
        Field::BolusDose => "bolus dose",
        Field::BolusVolume => "bolus volume",
        Field::LoadingDose => "loading dose",
        Field::Delay => "waiting time in minutes",
    }
}

/// An entry of a list.
#[must_use]
pub fn choice(choice: &ChoiceText) -> String {
    match choice {
        ChoiceText::CareArea { name } => name.clone(),
        ChoiceText::Drug { drug, amount, volume } => format!("{drug} {amount} in {volume}"),
        ChoiceText::Reason { reason } => self::reason(*reason).to_owned(),
        ChoiceText::Option { option } => self::option(*option).to_owned(),
        ChoiceText::EndOfVolume { action } => end_of_volume(*action).to_owned(),
        ChoiceText::Pressure { mmhg } => format!("{mmhg} mmHg"),
    }
}

/// What else the pump can do.
#[must_use]
pub fn option(option: PumpOption) -> &'static str {
    match option {
        PumpOption::LoadingDose => "Loading dose, then maintenance",
        PumpOption::Multistep => "Several steps",
        PumpOption::SecondaryLibrary => "Secondary, drug library",
        PumpOption::SecondaryVolumeTime => "Secondary, volume + time",
        PumpOption::StopSecondary => "Stop the secondary",
        PumpOption::ExtendedBolus => "Bolus over time",
        PumpOption::StopExtended => "Stop the bolus over time",
        PumpOption::DelayStart => "Start later",
        PumpOption::StandbyTimer => "Put aside for a time",
        PumpOption::EndOfVolume => "When the volume is given",
        PumpOption::OcclusionLimit => "Occlusion limit",
        PumpOption::AdvanceAir => "Let the air go on",
    }
}

/// What happens when the volume is given.
#[must_use]
pub fn end_of_volume(action: EndAction) -> &'static str {
    match action {
        EndAction::KeepVeinOpen => "Keep vein open",
        EndAction::Stop => "Stop",
        EndAction::Continue => "Go on at the rate",
    }
}

/// A part of the self test.
#[must_use]
pub fn self_test_part(part: SelfTestPart) -> &'static str {
    match part {
        SelfTestPart::Processor => "processor",
        SelfTestPart::Memory => "memory",
        SelfTestPart::Battery => "battery",
        SelfTestPart::StuckKey => "stuck key",
        SelfTestPart::Watchdog => "watchdog",
        SelfTestPart::Clock => "clock",
        SelfTestPart::Tone => "tone",
    }
}

/// Why a soft limit was passed.
#[must_use]
pub fn reason(reason: ReasonCode) -> &'static str {
    match reason {
        ReasonCode::OrderedOutsideLimits => "Ordered outside the limits",
        ReasonCode::Titration => "Titration",
        ReasonCode::PatientTolerance => "Patient tolerates it",
        ReasonCode::Emergency => "Emergency",
        ReasonCode::WrongLibraryEntry => "Wrong library entry",
        ReasonCode::Other => "Other",
    }
}

/// The name of an alarm.
#[must_use]
pub fn alarm(id: AlarmId) -> &'static str {
    match id {
        AlarmId::DownstreamOcclusion => "Downstream occlusion",
        AlarmId::AirSingle => "Air in line",
        AlarmId::AirCumulative => "Air in line, summed",
        AlarmId::DoorOpen => "Door open",
        AlarmId::SetMisloaded => "Set not seated",
        AlarmId::InfusionComplete => "Infusion complete",
        AlarmId::NearEnd => "Near end of infusion",
        AlarmId::KvoEnded => "Keep vein open ended",
        AlarmId::NotStarted => "Not started",
        AlarmId::PausedTooLong => "Paused too long",
        AlarmId::EntryIdle => "Entry waiting",
        AlarmId::EntryTimeout => "Entry dropped",
        AlarmId::KeyStuck => "Key stuck",
        AlarmId::SystemError => "System error",
        AlarmId::UpstreamOcclusion => "Upstream occlusion",
        AlarmId::FreeFlow => "Free flow",
        AlarmId::OverInfusion => "Too much delivered",
        AlarmId::UnderInfusion => "Too little delivered",
        AlarmId::LowBattery => "Battery low",
        AlarmId::BatteryCritical => "Battery nearly empty",
        AlarmId::BatteryDepleted => "Battery empty",
        AlarmId::MainsLost => "On battery",
        AlarmId::Overtemp => "Too hot",
        AlarmId::Watchdog => "Pump does not answer",
        AlarmId::Callback => "Waiting time over",
        AlarmId::CheckingLine => "Checking line",
        AlarmId::SecondaryComplete => "Secondary complete",
        AlarmId::InputPending => "Answer pending",
    }
}

/// The text marker of a priority, which stands beside every alarm (IEC 60601-1-8 style).
#[must_use]
pub fn marker(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "***",
        Priority::Medium => "**",
        Priority::Low => "*",
    }
}

/// The priority of an alarm in words.
#[must_use]
pub fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "High priority alarm",
        Priority::Medium => "Medium priority alarm",
        Priority::Low => "Low priority alarm",
    }
}

/// The one thing the pump says or asks, while a number is entered in a style or without one.
#[must_use]
pub fn prompt_in_entry(asked: &Prompt, style: Option<EntryStyle>) -> String {
    match (asked, style) {
        (Prompt::EnterValue { field }, Some(EntryStyle::Chevrons)) => {
            format!(
                "Set the {} with Up and Down, then press Enter.",
                self::field(*field)
            )
        }
        (Prompt::EnterValue { field }, Some(EntryStyle::DigitCursor)) => {
            format!(
                "Choose a digit of the {}, turn it with Up and Down, then press Enter.",
                self::field(*field)
            )
        }
        // Only a pad waits for Clear.
        (Prompt::PadBlocked { error }, Some(EntryStyle::Chevrons | EntryStyle::DigitCursor)) => {
            keypad_error(*error).to_owned()
        }
        _ => prompt(asked),
    }
}

/// The one thing the pump says or asks.
#[must_use]
pub fn prompt(prompt: &Prompt) -> String {
    match prompt {
        Prompt::SelfTestRuns => "Wait for the self test.".to_owned(),
        Prompt::NewPatientOrSame => "Is this a new patient?".to_owned(),
        Prompt::ChooseFromList => "Choose: soft key, or Up, Down and Enter.".to_owned(),
        Prompt::ChooseMode => "Choose how to program.".to_owned(),
        Prompt::CompareLabel => "Compare with the label on the bag.".to_owned(),
        Prompt::EnterValue { field } => format!("Type the {}, then press Enter.", self::field(*field)),
        Prompt::CheckAndConfirm => "Check each value, then press Enter to confirm.".to_owned(),
        Prompt::PadBlocked { error } => format!("{} Press Clear.", keypad_error(*error)),
        Prompt::RoundingMovesDose { percent } => {
            format!("Rounding the rate moves the dose by {percent} %.")
        }
        Prompt::RateOutOfRange { rate } => {
            format!("The rate would be {rate} mL/h, which the pump cannot give.")
        }
        Prompt::VolumeOutOfRange { volume } => {
            format!("The volume would be {volume} mL, which the pump cannot give.")
        }
        Prompt::LimitPassed {
            result,
            value,
            limit,
            unit,
        } => {
            format!("{value} {unit} is {} {limit} {unit}.", limit_passed(*result))
        }
        Prompt::ChooseReason => "Choose the reason.".to_owned(),
        Prompt::PressStart => "Press Start.".to_owned(),
        Prompt::StartRefused { reason } => start_refused(*reason).to_owned(),
        Prompt::BolusRefused { reason } => bolus_refused(*reason).to_owned(),
        Prompt::ClearCauseThenStart { .. } => "Remove the cause, then press Start.".to_owned(),
        Prompt::ConfirmNewProgram => "This infusion will stop. Confirm?".to_owned(),
        Prompt::ConfirmOff => "Switch the pump off?".to_owned(),
        Prompt::EnterVolumeOrStop => "Enter a new volume, or stop.".to_owned(),
        Prompt::OutOfService => "Do not use. Take the pump out of service.".to_owned(),
        Prompt::SelfTestFailed { part } => format!(
            "Self test failed: {}. Do not use. Take the pump out of service.",
            self_test_part(*part)
        ),
        Prompt::AddStepOrDone => "Add another step, or press Enter when done.".to_owned(),
        Prompt::SameDrugElsewhere { drug } => format!("{drug} already runs on another channel."),
        Prompt::PressStartForSecondary => "Press Start to begin the secondary.".to_owned(),
        Prompt::StartsLater => "Delivery begins by itself when the time is over.".to_owned(),
        Prompt::CallsLater => "The pump calls when the time is over.".to_owned(),
        Prompt::LineIsChecked => "High pressure. The pump waits whether it clears.".to_owned(),
        Prompt::NoLoadingDose => "The library allows no loading dose for this drug.".to_owned(),
    }
}

pub(super) fn limit_passed(result: LimitResult) -> &'static str {
    match result {
        LimitResult::Accept => "within the limit of",
        LimitResult::SoftLow => "below the soft limit of",
        LimitResult::SoftHigh => "above the soft limit of",
        LimitResult::HardLow => "below the hard limit of",
        LimitResult::HardHigh => "above the hard limit of",
    }
}

pub(super) fn keypad_error(error: KeypadError) -> &'static str {
    match error {
        KeypadError::SecondDecimalPoint => "A second decimal point.",
        KeypadError::DecimalNotAllowedAtOrAbove100 => "No decimals from 100 up.",
        KeypadError::TooManyDecimals => "Too many decimals.",
        KeypadError::AboveMaximum => "Above the largest value.",
        KeypadError::BelowMinimum => "Below the smallest value.",
        KeypadError::Empty => "Nothing was typed.",
    }
}

fn start_refused(reason: StartRefusal) -> &'static str {
    match reason {
        StartRefusal::NoProgram => "Not started: nothing is programmed.",
        StartRefusal::NotConfirmed => "Not started: confirm the values first.",
        StartRefusal::DoorOpen => "Not started: the door is open.",
        StartRefusal::SetMissing => "Not started: no set is seated.",
        StartRefusal::AirInLine => "Not started: air in the line.",
        StartRefusal::NoVolume => "Not started: enter a volume.",
        StartRefusal::KeyStuck => "Not started: a key is stuck.",
        StartRefusal::PressureTooHigh => "Not started: the line is still under pressure.",
        StartRefusal::FreeFlow => "Not started: fluid runs freely.",
        StartRefusal::BatteryEmpty => "Not started: the battery is empty.",
        StartRefusal::TooHot => "Not started: the pump is too hot.",
    }
}

fn bolus_refused(reason: BolusRefusal) -> &'static str {
    match reason {
        BolusRefusal::NotRunning => "No bolus: the pump is not running.",
        BolusRefusal::NotAllowed => "No bolus: the library allows none for this drug.",
        BolusRefusal::AlarmActive => "No bolus: an alarm is active.",
        BolusRefusal::MoreThanVolumeLeft => "No bolus: more than the volume left.",
        BolusRefusal::SecondaryRuns => "No bolus: a secondary infusion is programmed.",
        BolusRefusal::MoreThanPumpGives => "No bolus: more than the pump can give.",
    }
}

/// The keyboard shortcuts, each with what it does.
pub const SHORTCUTS: [(&str, &str); 12] = [
    ("0 to 9 and .", "number pad"),
    ("Enter", "Enter, or the key you have tabbed to"),
    ("Space", "the key you have tabbed to"),
    ("Delete", "Clear"),
    ("Escape", "Back"),
    ("Arrows", "Up and Down"),
    ("Q W E R T", "the five soft keys"),
    ("S and P", "Start and Pause"),
    ("M", "Silence"),
    ("B", "Bolus"),
    ("I", "Options"),
    ("O", "Power"),
];
