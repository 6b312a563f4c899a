//! What a person does: keys of the pump and acts at the bedside.

use serde::{Deserialize, Serialize};

use crate::patient::Test;
use crate::pump::key::Key;
use crate::unit::ChannelId;

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
    /// The same on a further channel of a pump unit.
    OnChannel {
        /// The channel.
        channel: ChannelId,
        /// What is done there.
        act: ChannelAct,
    },
    /// Blood is drawn, where the whole patient is followed.
    DrawBlood {
        /// For which test.
        test: Test,
    },
}

/// One thing a person does to a further channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum ChannelAct {
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
    /// A hand does something to the channel's door, set, bags or line.
    Bedside {
        /// The act.
        act: BedsideAct,
    },
}

impl ChannelAct {
    /// The act on a channel: on the first it is the pump's own.
    #[must_use]
    pub const fn on(self, channel: ChannelId) -> Action {
        match (channel, self) {
            (ChannelId::A, Self::Press { key }) => Action::Press { key },
            (ChannelId::A, Self::Release { key }) => Action::Release { key },
            (ChannelId::A, Self::Bedside { act }) => Action::Bedside { act },
            (channel, act) => Action::OnChannel { channel, act },
        }
    }
}

impl Action {
    /// The channel it is done to, and what; none if it is done to no channel.
    #[must_use]
    pub const fn parts(&self) -> Option<(ChannelId, ChannelAct)> {
        match *self {
            Self::Press { key } => Some((ChannelId::A, ChannelAct::Press { key })),
            Self::Release { key } => Some((ChannelId::A, ChannelAct::Release { key })),
            Self::Bedside { act } => Some((ChannelId::A, ChannelAct::Bedside { act })),
            Self::OnChannel { channel, act } => Some((channel, act)),
            Self::DrawBlood { .. } => None,
        }
    }
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
        /// The primary bag is hung lower, on the extension hook.
        LowerPrimary => "lower_primary",
        /// The primary bag is hung on the pole's own hook.
        RaisePrimary => "raise_primary",
        /// The primary's roller clamp above the pump is opened.
        OpenPrimaryClamp => "open_primary_clamp",
        /// The primary's roller clamp above the pump is shut.
        ClosePrimaryClamp => "close_primary_clamp",
        /// The secondary bag is hung on the pole's hook and joined to the primary line.
        HangSecondary => "hang_secondary",
        /// The secondary bag is taken off.
        TakeDownSecondary => "take_down_secondary",
        /// The secondary's roller clamp is opened.
        OpenSecondaryClamp => "open_secondary_clamp",
        /// The secondary's roller clamp is shut.
        CloseSecondaryClamp => "close_secondary_clamp",
        /// The next secondary bag is hung in the place of the present one.
        ChangeSecondaryBag => "change_secondary_bag",
        /// The plug is pulled out of the socket.
        UnplugMains => "unplug_mains",
        /// The plug is put into the socket.
        PlugMains => "plug_mains",
    }
}
