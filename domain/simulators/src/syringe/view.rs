//! What the syringe pump shows, and what a person sees at the bedside: the one model that the eye and the screen
//! reader are both told.

use serde::{Deserialize, Serialize};

use super::action::SyringeAct;
use super::alarms::SyringeAlarm;
use super::catalogue::SyringeKind;
use crate::alarms::{Indicator, Priority};
use crate::drugs::LimitResult;
use crate::entry::{EntryStyle, Flaw};
use crate::line::view::LineCourse;
use crate::patient::Test;
use crate::pump::key::KeySet;
use crate::pump::keypad::KeypadError;
use crate::pump::program::ReasonCode;
use crate::pump::view::{Delivery, Field, Page, RowState};

/// Everything the syringe pump shows and tells at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyringePumpView {
    /// Which screen is shown.
    pub screen: SyringeScreen,
    /// What the pump is doing, whatever the screen shows.
    pub delivery: Delivery,
    /// Name of the care area, if one is chosen.
    pub care_area: Option<String>,
    /// Drug of the confirmed program.
    pub drug: Option<String>,
    /// The syringe that was confirmed.
    pub syringe: Option<SyringeKind>,
    /// How far the plunger is, as the pump works it out: share of the syringe that is left, percent.
    pub syringe_left_percent: Option<u8>,
    /// The lines of the screen, from the top.
    pub rows: Vec<SyringeRow>,
    /// The page of a list that is shown, at most five.
    pub choices: Vec<SyringeChoice>,
    /// Which page of a list is shown.
    pub page: Option<Page>,
    /// How numbers are entered, which decides what keys the pump has.
    pub entry_style: EntryStyle,
    /// The number being entered.
    pub entry: Option<SyringeEntryView>,
    /// The one thing the pump says or asks.
    pub prompt: Option<SyringePrompt>,
    /// Meaning of the five soft keys.
    pub soft_keys: [Option<SyringeSoftKey>; 5],
    /// Keys that would do something now.
    pub enabled: KeySet,
    /// Active alarms, the one to show first at the front.
    pub alarms: Vec<SyringeAlarmView>,
    /// The alarm lamp.
    pub indicator: Indicator,
    /// The sound to make now.
    pub sound: Option<Priority>,
    /// Seconds until paused sound comes back.
    pub silence_left_s: Option<u32>,
    /// Pressure on the plunger as a share of the limit, percent.
    pub pressure_percent: u8,
    /// Whether the mains are there.
    pub on_mains: bool,
    /// Charge of the battery, percent.
    pub battery_percent: u8,
    /// Whether the pump is switched on.
    pub on: bool,
    /// How far the self test is, 0 to 100.
    pub self_test_percent: Option<u8>,
}

codes! {
    /// A screen of the syringe pump.
    pub enum SyringeScreen {
        Off => "off",
        SelfTest => "self_test",
        NewPatient => "new_patient",
        CareArea => "care_area",
        /// Which syringe is it?
        Syringe => "syringe",
        Standby => "standby",
        DrugList => "drug_list",
        Concentration => "concentration",
        NumberEntry => "number_entry",
        Review => "review",
        HardLimit => "hard_limit",
        SoftLimit => "soft_limit",
        OverrideReason => "override_reason",
        Ready => "ready",
        /// Purge the line?
        Purge => "purge",
        Running => "running",
        Bolus => "bolus",
        Paused => "paused",
        Kvo => "kvo",
        AlarmStopped => "alarm_stopped",
        ConfirmNewProgram => "confirm_new_program",
        ConfirmOff => "confirm_off",
        Technical => "technical",
    }
}

/// One line of the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyringeRow {
    /// What the line is about.
    pub label: SyringeRowLabel,
    /// The value in safe notation or as a word; empty if not set.
    pub value: String,
    /// Its unit, empty if it has none.
    pub unit: String,
    /// How it stands.
    pub state: RowState,
}

codes! {
    /// What a line of the screen is about.
    pub enum SyringeRowLabel {
        Drug => "drug",
        OutsideLibrary => "outside_library",
        Concentration => "concentration",
        Weight => "weight",
        Dose => "dose",
        /// A warning stands here if the rate is lower than the syringe's size is meant for.
        Rate => "rate",
        /// A warning stands here if the volume is more than the syringe holds.
        Vtbi => "vtbi",
        Time => "time",
        TimeLeft => "time_left",
        VolumeInfused => "volume_infused",
        SyringeLeft => "syringe_left",
        BolusDose => "bolus_dose",
        BolusVolume => "bolus_volume",
        BolusRate => "bolus_rate",
        BolusLeft => "bolus_left",
        PurgeLeft => "purge_left",
        KvoRate => "kvo_rate",
        Pressure => "pressure",
        PressureLimit => "pressure_limit",
        Limit => "limit",
    }
}

/// One entry of a list. The n-th choice of the page is also taken by the n-th soft key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyringeChoice {
    /// What it says.
    pub text: SyringeChoiceText,
    /// Whether ENTER would take it.
    pub selected: bool,
}

/// What an entry of a list says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum SyringeChoiceText {
    /// A care area.
    CareArea {
        /// Its name.
        name: String,
    },
    /// A syringe.
    Syringe {
        /// Brand and size.
        kind: SyringeKind,
    },
    /// A library entry.
    Drug {
        /// The drug.
        drug: String,
        /// Amount as on the label, for example `500 mg`.
        amount: String,
        /// Volume as on the label, for example `50 mL`.
        volume: String,
    },
    /// A reason for an override.
    Reason {
        /// Its code.
        reason: ReasonCode,
    },
}

/// The number being entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyringeEntryView {
    /// Which value.
    pub field: Field,
    /// How it is entered.
    pub style: EntryStyle,
    /// What the display shows.
    pub text: String,
    /// The power of ten of the digit under the cursor.
    pub cursor: Option<i8>,
    /// The value that ENTER would keep if nothing is entered.
    pub kept: Option<String>,
    /// Unit of the value.
    pub unit: String,
    /// Smallest value the field takes, in safe notation.
    pub minimum: String,
    /// Largest value the field takes, in safe notation.
    pub maximum: String,
    /// What is wrong.
    pub error: Option<KeypadError>,
    /// What the legacy pad just did in silence; a lesson may show it afterwards, the pump never does.
    pub flaw: Option<Flaw>,
}

codes! {
    /// Meaning of a soft key.
    pub enum SyringeSoftKey {
        NewPatient => "new_patient",
        SamePatient => "same_patient",
        Choose => "choose",
        Library => "library",
        RateVolume => "rate_volume",
        VolumeTime => "volume_time",
        /// Chooses the syringe anew.
        Syringe => "syringe",
        CareArea => "care_area",
        LabelAgrees => "label_agrees",
        LabelDiffers => "label_differs",
        Confirm => "confirm",
        ChangeValue => "change_value",
        Override => "override",
        ChangeDose => "change_dose",
        ChangeRate => "change_rate",
        ChangeVolume => "change_volume",
        /// Sets the volume infused to zero.
        ClearInfused => "clear_infused",
        NewProgram => "new_program",
        StopBolus => "stop_bolus",
        /// Purges while it is held down.
        HoldToPurge => "hold_to_purge",
        WideUp => "wide_up",
        WideDown => "wide_down",
        Left => "left",
        Right => "right",
        Cancel => "cancel",
        SwitchOff => "switch_off",
    }
}

/// The one thing the pump says or asks, by code and arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "prompt", rename_all = "snake_case")]
pub enum SyringePrompt {
    /// Wait for the self test.
    SelfTestRuns,
    /// Choose whether the patient is new.
    NewPatientOrSame,
    /// Choose from the list.
    ChooseFromList,
    /// Lay a syringe in.
    FitSyringe,
    /// Compare brand and size printed on the syringe with the list.
    CompareSyringe,
    /// Choose how to program.
    ChooseMode,
    /// Compare the label on the syringe with the screen.
    CompareLabel,
    /// Enter a value and press ENTER.
    EnterValue {
        /// Which value.
        field: Field,
    },
    /// The entry is wrong; a pad is blocked until CLEAR.
    EntryWrong {
        /// Why.
        error: KeypadError,
    },
    /// Check the values and press ENTER to confirm them.
    CheckAndConfirm,
    /// The rounded rate moves the dose by more than 5 %.
    RoundingMovesDose {
        /// By how much, percent, in safe notation.
        percent: String,
    },
    /// The rate that follows is not one that the pump can give with this syringe.
    RateOutOfRange {
        /// The rate, mL/h, in safe notation.
        rate: String,
    },
    /// The volume that follows is not one that the pump can give.
    VolumeOutOfRange {
        /// The volume, mL, in safe notation.
        volume: String,
    },
    /// A limit of the library was passed.
    LimitPassed {
        /// Which limit.
        result: LimitResult,
        /// The value, in safe notation.
        value: String,
        /// The limit, in safe notation.
        limit: String,
        /// Their unit.
        unit: String,
    },
    /// Choose the reason for passing a soft limit.
    ChooseReason,
    /// Take the line off the patient, then hold the key.
    DisconnectThenPurge,
    /// Press START.
    PressStart,
    /// START did nothing.
    StartRefused {
        /// Why.
        reason: SyringeStartRefusal,
    },
    /// BOLUS did nothing.
    BolusRefused {
        /// Why.
        reason: SyringeBolusRefusal,
    },
    /// Remove the cause of the alarm, then press START.
    ClearCauseThenStart {
        /// The alarm.
        alarm: SyringeAlarm,
    },
    /// Confirm that this infusion stops.
    ConfirmNewProgram,
    /// Confirm that the pump is switched off.
    ConfirmOff,
    /// A volume must be entered before delivery can go on.
    EnterVolumeOrStop,
    /// Do not use; take out of service.
    OutOfService,
}

codes! {
    /// Why START did nothing.
    pub enum SyringeStartRefusal {
        NoProgram => "no_program",
        NotConfirmed => "not_confirmed",
        NoSyringe => "no_syringe",
        /// Brand and size were not confirmed since the syringe was laid in.
        SyringeNotConfirmed => "syringe_not_confirmed",
        /// Barrel or flange is loose.
        NotSeated => "not_seated",
        PlungerFree => "plunger_free",
        /// The barrel is not that of the confirmed syringe.
        WrongSize => "wrong_size",
        Empty => "empty",
        NoVolume => "no_volume",
        /// The confirmed syringe cannot give this rate.
        RateOutOfRange => "rate_out_of_range",
        KeyStuck => "key_stuck",
        PressureTooHigh => "pressure_too_high",
        BatteryEmpty => "battery_empty",
    }
}

codes! {
    /// Why BOLUS did nothing.
    pub enum SyringeBolusRefusal {
        NotRunning => "not_running",
        NotAllowed => "not_allowed",
        AlarmActive => "alarm_active",
        MoreThanVolumeLeft => "more_than_volume_left",
    }
}

/// An active alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyringeAlarmView {
    /// Which.
    pub id: SyringeAlarm,
    /// How urgent.
    pub priority: Priority,
    /// Since when, ms.
    pub since_tick: u64,
}

/// What a person sees of the syringe and the line, and can do to them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyringeBedsideView {
    /// The syringe in the pump; none if there is none.
    pub syringe: Option<FittedView>,
    /// Whether the clamp lies over the barrel.
    pub barrel_clamped: bool,
    /// Whether the flange is in its slot.
    pub flange_seated: bool,
    /// Whether the drive holds the plunger.
    pub plunger_gripped: bool,
    /// Whether the line is connected to the patient.
    pub connected: bool,
    /// Whether the clamp of the line is open.
    pub clamp_open: bool,
    /// The course of the line.
    pub course: LineCourse,
    /// Whether blood stands in the line.
    pub blood_in_line: bool,
    /// Whether drops come from an end that hangs free.
    pub dripping: bool,
    /// Height of the pump over the heart, cm.
    pub height_cm: i16,
    /// Acts that would change something now, in a fixed order.
    pub acts: Vec<SyringeAct>,
    /// Tests for which blood can be drawn.
    pub tests: Vec<Test>,
}

/// The syringe in the pump, as it is printed and labelled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittedView {
    /// Brand and size, as printed on the barrel.
    pub kind: SyringeKind,
    /// Drug on the label; empty for plain fluid.
    pub drug: String,
    /// Amount on the label in safe notation, for example `500 mg`.
    pub amount: String,
    /// Volume on the label, for example `50 mL`.
    pub volume: String,
    /// Volume left, in tenths of a millilitre.
    pub left_tenths_ml: u32,
    /// Volume left as a share of the full syringe, percent.
    pub left_percent: u8,
}
