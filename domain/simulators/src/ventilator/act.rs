//! What a person does: buttons and knob of the ventilator, and care at the bedside.

use serde::{Deserialize, Serialize};

use super::modes::Mode;
use super::settings::SettingId;

/// One thing a person does. Belongs to a tick when it is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum VentilatorAct {
    /// A button is pressed.
    Push {
        /// The button.
        button: Button,
    },
    /// A setting is chosen for the knob; once more lets go of it.
    Choose {
        /// The setting.
        setting: SettingId,
    },
    /// A mode is chosen; it waits for confirmation.
    Mode {
        /// The mode.
        mode: Mode,
    },
    /// The knob is turned; the value waits for confirmation.
    Turn {
        /// Clicks, upwards positive.
        clicks: i16,
    },
    /// A hand does something to the patient, the tube, the circuit or the supplies.
    Care {
        /// What.
        act: Care,
    },
}

codes! {
    /// A button of the ventilator. A button that can do nothing at the moment changes nothing.
    pub enum Button {
        /// Confirms what is changed.
        Confirm => "confirm",
        /// Drops what is changed.
        Cancel => "cancel",
        /// On or off; off only from standby.
        Power => "power",
        /// Begins ventilation.
        Start => "start",
        /// Asks for the end of ventilation, to be confirmed.
        Standby => "standby",
        /// Holds the end of the next inspiration.
        HoldInspiratory => "hold_inspiratory",
        /// Holds the end of the next expiration.
        HoldExpiratory => "hold_expiratory",
        /// Lets go of a hold.
        ReleaseHold => "release_hold",
        /// Gives one breath now.
        Breath => "breath",
        /// Gives oxygen alone for two minutes; once more ends it.
        Oxygen100 => "oxygen_100",
        /// Oxygen alone and no alarms of an open circuit, for two minutes; once more ends it.
        SuctionSupport => "suction_support",
        /// Pauses the sound of alarms for two minutes.
        Silence => "silence",
        /// Proposes alarm limits around what is measured, to be confirmed.
        LimitsFromMeasured => "limits_from_measured",
    }
}

codes! {
    /// Care at the bedside. What is impossible at the moment changes nothing; what is needless changes nothing either,
    /// and is told as an event.
    pub enum Care {
        /// The circuit is taken off and the patient ventilated by bag with pure oxygen.
        BagByHand => "bag_by_hand",
        /// The circuit is taken off.
        Disconnect => "disconnect",
        /// The circuit is put on, the bag laid aside.
        Reconnect => "reconnect",
        /// Secretions are drawn through the closed system.
        Suction => "suction",
        /// The tube is freed: a bite block, a straight course.
        StraightenTube => "straighten_tube",
        /// The tube is drawn back into the trachea.
        WithdrawTube => "withdraw_tube",
        /// The tube is placed anew.
        Reintubate => "reintubate",
        /// The cuff is filled.
        InflateCuff => "inflate_cuff",
        /// Joints of the circuit are tightened.
        TightenCircuit => "tighten_circuit",
        /// Water is drained from the tubing.
        DrainWater => "drain_water",
        /// The filter at the Y-piece is changed.
        ChangeHme => "change_hme",
        /// The filter in the expiratory limb is changed.
        ChangeFilter => "change_filter",
        /// The humidifier is set right.
        ServeHumidifier => "serve_humidifier",
        /// The expiratory valve is changed.
        ChangeValve => "change_valve",
        /// The chest is drained.
        DrainChest => "drain_chest",
        /// A drug opens the bronchi, within minutes.
        Bronchodilator => "bronchodilator",
        /// Collapsed lung is opened.
        Recruit => "recruit",
        /// The abdomen is relieved.
        RelieveAbdomen => "relieve_abdomen",
        /// Blood is drawn for the laboratory.
        DrawBloodGas => "draw_blood_gas",
        /// Oxygen from the wall, or a cylinder, is connected.
        ConnectOxygen => "connect_oxygen",
        /// Air from the wall is connected.
        ConnectAir => "connect_air",
        /// The plug is put in.
        PlugIn => "plug_in",
        /// The flow sensors are calibrated; in standby.
        CalibrateFlow => "calibrate_flow",
        /// The pressure sensor is set to zero; in standby.
        CalibratePressure => "calibrate_pressure",
        /// The oxygen cell is calibrated; in standby.
        CalibrateOxygen => "calibrate_oxygen",
        /// Another ventilator is brought, switched on in standby with the same settings.
        ReplaceVentilator => "replace_ventilator",
    }
}
