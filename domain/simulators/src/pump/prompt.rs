//! What the pump says or asks, by code and arguments.

use serde::{Deserialize, Serialize};

use crate::alarms::AlarmId;
use crate::drugs::LimitResult;
use crate::pump::keypad::KeypadError;
use crate::pump::selftest::SelfTestPart;
use crate::pump::view::Field;

/// The one thing the pump says or asks, by code and arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "prompt", rename_all = "snake_case")]
pub enum Prompt {
    /// Wait for the self test.
    SelfTestRuns,
    /// Choose whether the patient is new.
    NewPatientOrSame,
    /// Choose from the list.
    ChooseFromList,
    /// Choose how to program.
    ChooseMode,
    /// Compare the label on the bag with the screen.
    CompareLabel,
    /// Type a value and press ENTER.
    EnterValue {
        /// Which value.
        field: Field,
    },
    /// Check the values and press ENTER to confirm them.
    CheckAndConfirm,
    /// The number pad is blocked until CLEAR.
    PadBlocked {
        /// Why.
        error: KeypadError,
    },
    /// The rounded rate moves the dose by more than 5 %.
    RoundingMovesDose {
        /// By how much, percent, in safe notation.
        percent: String,
    },
    /// The rate that follows is not one the pump can give.
    RateOutOfRange {
        /// The rate, mL/h, in safe notation.
        rate: String,
    },
    /// The volume that follows is not one the pump can give.
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
    /// Press START.
    PressStart,
    /// START did nothing.
    StartRefused {
        /// Why.
        reason: StartRefusal,
    },
    /// BOLUS did nothing.
    BolusRefused {
        /// Why.
        reason: BolusRefusal,
    },
    /// Remove the cause of the alarm, then press START.
    ClearCauseThenStart {
        /// The alarm.
        alarm: AlarmId,
    },
    /// Confirm that this infusion stops.
    ConfirmNewProgram,
    /// Confirm that the pump is switched off.
    ConfirmOff,
    /// A volume must be entered before delivery can go on.
    EnterVolumeOrStop,
    /// Do not use; take out of service.
    OutOfService,
    /// A part of the self test failed; take out of service.
    SelfTestFailed {
        /// Which.
        part: SelfTestPart,
    },
    /// Add another step, or be done.
    AddStepOrDone,
    /// The drug already runs on another channel.
    SameDrugElsewhere {
        /// The drug.
        drug: String,
    },
    /// A secondary program waits: press START to begin it.
    PressStartForSecondary,
    /// Delivery begins by itself when the time is over.
    StartsLater,
    /// The pump calls when the time is over.
    CallsLater,
    /// The pressure is watched for a moment.
    LineIsChecked,
    /// The library allows no loading dose for this drug.
    NoLoadingDose,
}

codes! {
    /// Why START did nothing.
    pub enum StartRefusal {
        NoProgram => "no_program",
        NotConfirmed => "not_confirmed",
        DoorOpen => "door_open",
        SetMissing => "set_missing",
        AirInLine => "air_in_line",
        NoVolume => "no_volume",
        KeyStuck => "key_stuck",
        /// The pressure past the pump is higher than a pump may build up.
        PressureTooHigh => "pressure_too_high",
        /// Fluid runs by gravity.
        FreeFlow => "free_flow",
        /// The battery is empty and there are no mains.
        BatteryEmpty => "battery_empty",
        /// The pump must cool.
        TooHot => "too_hot",
    }
}

codes! {
    /// Why BOLUS did nothing.
    pub enum BolusRefusal {
        NotRunning => "not_running",
        /// The entry has no bolus rule.
        NotAllowed => "not_allowed",
        AlarmActive => "alarm_active",
        /// The bolus is larger than the volume left.
        MoreThanVolumeLeft => "more_than_volume_left",
        /// The secondary infusion runs.
        SecondaryRuns => "secondary_runs",
        /// Rate and bolus together are more than the pump can give.
        MoreThanPumpGives => "more_than_pump_gives",
    }
}
