//! What a person does to the syringe pump, the syringe, the line and the patient.

use serde::{Deserialize, Serialize};

use crate::patient::Test;
use crate::pump::key::Key;

/// One thing a person does. Belongs to a tick when it is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum SyringeAction {
    /// A key goes down.
    Press {
        /// The key.
        key: Key,
    },
    /// A key comes up.
    Release {
        /// The key.
        key: Key,
    },
    /// A hand does something to the syringe or the line.
    Bedside {
        /// The act.
        act: SyringeAct,
    },
    /// The pump is moved to a height over the patient.
    MovePump {
        /// Height over the heart, cm; negative under it.
        to_cm: i16,
    },
    /// Blood is drawn.
    DrawBlood {
        /// For which test.
        test: Test,
    },
}

codes! {
    /// An act at the bedside. An act that is impossible at the moment changes nothing.
    pub enum SyringeAct {
        /// The next syringe is laid in: barrel clamped, flange in its slot, plunger gripped.
        FitSyringe => "fit_syringe",
        /// The syringe is taken out.
        RemoveSyringe => "remove_syringe",
        /// The clamp is laid over the barrel.
        ClampBarrel => "clamp_barrel",
        /// The clamp is lifted off the barrel.
        ReleaseBarrel => "release_barrel",
        /// The flange is pushed into its slot.
        SeatFlange => "seat_flange",
        /// The drive grips the plunger.
        GripPlunger => "grip_plunger",
        /// The drive lets the plunger go.
        ReleasePlunger => "release_plunger",
        /// The line is connected to the patient.
        ConnectLine => "connect_line",
        /// The line is taken off the patient; what comes out is lost.
        DisconnectLine => "disconnect_line",
        /// The clamp of the line is opened; pressure stored behind it goes to the patient.
        OpenClamp => "open_clamp",
        /// The clamp of the line is shut.
        CloseClamp => "close_clamp",
        /// The pressure behind a block is let off away from the patient, while the pump does not run.
        RelieveLine => "relieve_line",
        /// A kinked or pinched line is laid straight; pressure stored behind it goes to the patient.
        StraightenLine => "straighten_line",
        /// The plug is put into the mains.
        PlugIn => "plug_in",
        /// The plug is pulled.
        Unplug => "unplug",
    }
}
