//! What the pump shows: the one model that the eye and the screen reader are both told.

use serde::{Deserialize, Serialize};

use crate::alarms::{AlarmId, Indicator, Priority};
use crate::entry::EntryStyle;
use crate::pump::key::KeySet;
use crate::pump::keypad::KeypadError;
use crate::pump::options::PumpOption;
use crate::pump::program::ReasonCode;
use crate::pump::setup::EndAction;

pub use crate::pump::prompt::{BolusRefusal, Prompt, StartRefusal};

/// Everything the pump shows and tells at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PumpView {
    /// Which screen is shown.
    pub screen: Screen,
    /// What the pump is doing, whatever the screen shows.
    pub delivery: Delivery,
    /// Name of the care area, if one is chosen.
    pub care_area: Option<String>,
    /// Drug of the confirmed program; none for a basic infusion, which [`RowLabel::OutsideLibrary`] marks.
    pub drug: Option<String>,
    /// The lines of the screen, from the top.
    pub rows: Vec<Row>,
    /// The page of a list that is shown, at most five.
    pub choices: Vec<Choice>,
    /// Which page of a list is shown; none where no list is.
    pub page: Option<Page>,
    /// The number being entered.
    pub entry: Option<EntryView>,
    /// The one thing the pump says or asks.
    pub prompt: Option<Prompt>,
    /// Meaning of the five soft keys.
    pub soft_keys: [Option<SoftKey>; 5],
    /// Keys that would do something now.
    pub enabled: KeySet,
    /// Active alarms, the one to show first at the front.
    pub alarms: Vec<AlarmView>,
    /// The alarm lamp.
    pub indicator: Indicator,
    /// The sound to make now; none if there is no alarm or its sound is paused.
    pub sound: Option<Priority>,
    /// Seconds until paused sound comes back.
    pub silence_left_s: Option<u32>,
    /// Whether the door stands open.
    pub door_open: bool,
    /// Whether the pump is switched on.
    pub on: bool,
    /// How far the self test is, 0 to 100.
    pub self_test_percent: Option<u8>,
    /// Version of the drug library in the pump.
    #[serde(default)]
    pub library_version: u32,
    /// A newer version that waits for a new patient or for the power key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library_pending: Option<u32>,
}

codes! {
    /// A screen of the pump.
    pub enum Screen {
        Off => "off",
        SelfTest => "self_test",
        /// New patient, or the one from before?
        NewPatient => "new_patient",
        /// List of care areas.
        CareArea => "care_area",
        /// Ready to be programmed.
        Standby => "standby",
        /// List of library entries.
        DrugList => "drug_list",
        /// Does the bag's label agree with the entry?
        Concentration => "concentration",
        /// A number is entered.
        NumberEntry => "number_entry",
        /// Everything entered, to be confirmed.
        Review => "review",
        /// A hard limit: the value must be changed.
        HardLimit => "hard_limit",
        /// A soft limit: change the value or give a reason.
        SoftLimit => "soft_limit",
        /// List of reasons.
        OverrideReason => "override_reason",
        /// Confirmed, not started.
        Ready => "ready",
        Running => "running",
        Bolus => "bolus",
        Paused => "paused",
        Kvo => "kvo",
        /// Stopped by an alarm.
        AlarmStopped => "alarm_stopped",
        /// Stop this infusion and program anew?
        ConfirmNewProgram => "confirm_new_program",
        /// Switch off?
        ConfirmOff => "confirm_off",
        /// Out of service.
        Technical => "technical",
        /// List of what else the pump can do.
        Options => "options",
        /// A short list of settings.
        Setting => "setting",
        /// A step of a multistep program was entered.
        StepEntered => "step_entered",
        /// The same drug runs on another channel.
        SameDrug => "same_drug",
        /// The secondary infusion runs.
        Secondary => "secondary",
        /// The loading dose runs.
        Loading => "loading",
        /// The volume is given and the rate goes on.
        Beyond => "beyond",
        /// Starts later, or was put aside.
        Waiting => "waiting",
        /// Waits whether an occlusion clears by itself.
        CheckingLine => "checking_line",
    }
}

codes! {
    /// What the pump is doing to the patient.
    pub enum Delivery {
        Off => "off",
        /// On, with nothing to deliver.
        Idle => "idle",
        /// Programmed and not started.
        Ready => "ready",
        Running => "running",
        Bolus => "bolus",
        Kvo => "kvo",
        Paused => "paused",
        /// Stopped by an alarm.
        Stopped => "stopped",
        /// Out of service.
        Technical => "technical",
        /// The secondary program.
        Secondary => "secondary",
        /// The loading dose.
        Loading => "loading",
        /// The set rate, with the volume given.
        Beyond => "beyond",
        /// Nothing, for a time that was set.
        Waiting => "waiting",
        /// Nothing, while the pressure may fall.
        CheckingLine => "checking_line",
    }
}

/// One line of the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What the line is about.
    pub label: RowLabel,
    /// The value in safe notation or as a word from the library; empty if not set.
    pub value: String,
    /// Its unit, empty if it has none.
    pub unit: String,
    /// How it stands.
    pub state: RowState,
}

codes! {
    /// What a line of the screen is about.
    pub enum RowLabel {
        Drug => "drug",
        /// The program is not from the library: no limits guard it.
        OutsideLibrary => "outside_library",
        /// Amount in the container, as on the label.
        Concentration => "concentration",
        Weight => "weight",
        Dose => "dose",
        Rate => "rate",
        /// Volume to be infused.
        Vtbi => "vtbi",
        Time => "time",
        TimeLeft => "time_left",
        VolumeInfused => "volume_infused",
        BolusDose => "bolus_dose",
        BolusVolume => "bolus_volume",
        BolusRate => "bolus_rate",
        BolusLeft => "bolus_left",
        KvoRate => "kvo_rate",
        Pressure => "pressure",
        PressureLimit => "pressure_limit",
        /// The limit that was passed.
        Limit => "limit",
        /// The reason for an override.
        Reason => "reason",
        LoadingDose => "loading_dose",
        LoadingVolume => "loading_volume",
        LoadingRate => "loading_rate",
        /// A step of a multistep program: its place, its rate and volume.
        Step => "step",
        /// The present step and their number.
        StepOf => "step_of",
        SecondaryDrug => "secondary_drug",
        SecondaryRate => "secondary_rate",
        SecondaryVtbi => "secondary_vtbi",
        SecondaryInfused => "secondary_infused",
        ExtendedRate => "extended_rate",
        ExtendedLeft => "extended_left",
        /// Time until the start, or until the pump calls.
        Delay => "delay",
        WaitLeft => "wait_left",
        /// The library version that waits.
        LibraryPending => "library_pending",
    }
}

/// How a line of the screen stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RowState {
    /// As confirmed or entered.
    Normal,
    /// Still to be entered.
    Unset,
    /// Being entered now.
    Editing,
    /// Worked out by the pump.
    Computed,
    /// Will change from another value when confirmed.
    Changed {
        /// The value in force, in safe notation.
        from: String,
    },
    /// Needs attention.
    Warning,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What it says.
    pub text: ChoiceText,
    /// Whether ENTER would take it.
    pub selected: bool,
}

/// What an entry of a list says. The n-th choice of the page is also taken by the n-th soft key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum ChoiceText {
    /// A care area.
    CareArea {
        /// Its name.
        name: String,
    },
    /// A library entry.
    Drug {
        /// The drug.
        drug: String,
        /// Amount and volume as on the label, for example `4 mg in 250 mL` as `4 mg` and `250 mL`.
        amount: String,
        /// Volume of the container.
        volume: String,
    },
    /// A reason for an override.
    Reason {
        /// Its code.
        reason: ReasonCode,
    },
    /// Something else the pump can do.
    Option {
        /// Its code.
        option: PumpOption,
    },
    /// What happens when the volume is given.
    EndOfVolume {
        /// Its code.
        action: EndAction,
    },
    /// An occlusion limit.
    Pressure {
        /// mmHg.
        mmhg: u16,
    },
}

/// Place in a list that is longer than the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// From 1.
    pub number: u16,
    /// How many there are.
    pub of: u16,
}

/// The number being entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryView {
    /// Which value.
    pub field: Field,
    /// How it is entered.
    #[serde(default)]
    pub style: EntryStyle,
    /// What the display shows: on a pad the digits typed so far, empty if none were; else the value as it stands.
    pub text: String,
    /// The power of ten of the digit under the cursor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<i8>,
    /// The value that ENTER would keep if nothing is entered.
    pub kept: Option<String>,
    /// Unit of the value.
    pub unit: String,
    /// Smallest value the field takes, in safe notation.
    pub minimum: String,
    /// Largest value the field takes, in safe notation.
    pub maximum: String,
    /// What is wrong. A pad is blocked by it until CLEAR; elsewhere the next key lifts it.
    pub error: Option<KeypadError>,
}

codes! {
    /// A value that is entered.
    pub enum Field {
        Weight => "weight",
        Dose => "dose",
        Rate => "rate",
        /// Volume to be infused.
        Vtbi => "vtbi",
        /// Time in whole minutes.
        Time => "time",
        /// A bolus in the entry's bolus unit.
        BolusDose => "bolus_dose",
        /// A bolus in mL, outside the library.
        BolusVolume => "bolus_volume",
        /// A loading dose in the entry's loading unit.
        LoadingDose => "loading_dose",
        /// Time until a start or a call, in whole minutes.
        Delay => "delay",
    }
}

codes! {
    /// Meaning of a soft key.
    pub enum SoftKey {
        NewPatient => "new_patient",
        SamePatient => "same_patient",
        /// Takes the choice beside it.
        Choose => "choose",
        /// Program from the drug library.
        Library => "library",
        RateVolume => "rate_volume",
        VolumeTime => "volume_time",
        RateTime => "rate_time",
        CareArea => "care_area",
        LabelAgrees => "label_agrees",
        LabelDiffers => "label_differs",
        Confirm => "confirm",
        ChangeValue => "change_value",
        Override => "override",
        ChangeDose => "change_dose",
        ChangeRate => "change_rate",
        ChangeVolume => "change_volume",
        ChangeWeight => "change_weight",
        /// Sets the volume infused to zero.
        ClearInfused => "clear_infused",
        NewProgram => "new_program",
        StopBolus => "stop_bolus",
        Cancel => "cancel",
        SwitchOff => "switch_off",
        /// Another step of a multistep program.
        AddStep => "add_step",
        /// No further step.
        Done => "done",
        /// The same drug on two channels is meant.
        AcceptSameDrug => "accept_same_drug",
        /// Ends the waiting time.
        EndWait => "end_wait",
        StopSecondary => "stop_secondary",
        /// A wide step up, by chevrons.
        WideUp => "wide_up",
        /// A wide step down, by chevrons.
        WideDown => "wide_down",
        /// The cursor goes to the higher digit.
        Left => "left",
        /// The cursor goes to the lower digit.
        Right => "right",
    }
}

/// An active alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmView {
    /// Which.
    pub id: AlarmId,
    /// How urgent.
    pub priority: Priority,
    /// Since when, ms.
    pub since_tick: u64,
}
