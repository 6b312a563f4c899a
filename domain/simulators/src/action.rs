//! What a person does: keys of the pump and acts at the bedside.

use serde::{Deserialize, Serialize};

use crate::pump::key::Key;

/// One thing a person does to the pump or to the line. Belongs to a tick when it is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
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
    /// A hand does something to the door, the set, the bag or the line.
    Bedside {
        /// The act.
        act: BedsideAct,
    },
}

codes! {
    /// An act at the bedside. An act that is impossible at the moment changes nothing.
    pub enum BedsideAct {
        /// The clamp between pump and patient is opened; pressure stored behind it goes to the patient.
        OpenClamp => "open_clamp",
        /// The clamp between pump and patient is shut.
        CloseClamp => "close_clamp",
        /// The pump's door is opened; the set's own flow stop shuts.
        OpenDoor => "open_door",
        /// The pump's door is shut.
        CloseDoor => "close_door",
        /// The set is seated in the open pump, also one that was seated badly.
        LoadSet => "load_set",
        /// The set is taken out of the open pump.
        UnloadSet => "unload_set",
        /// Air is drawn out of the line, while the pump does not run.
        RemoveAir => "remove_air",
        /// The next bag is hung: the spare bag of the scenario, or a full one like the first.
        ChangeBag => "change_bag",
        /// The pressure behind a block is let off away from the patient, while the pump does not run.
        RelieveLine => "relieve_line",
        /// A kinked or pinched line is laid straight; pressure stored behind it goes to the patient.
        StraightenLine => "straighten_line",
    }
}
