//! What is being changed and waits for confirmation. What runs goes on until then.

use super::super::modes::Mode;
use super::id::SettingId;
use super::values::{SettingProblem, Settings};

/// Time after which a change that nobody confirmed is dropped, ms (*chosen*).
pub(crate) const DROPPED_AFTER_TICKS: u64 = 30_000;

/// What waits for confirmation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) settings: Settings,
    /// The setting that the knob turns.
    pub(crate) chosen: Option<SettingId>,
    /// Whether the end of ventilation is asked for.
    pub(crate) standby: bool,
    pub(crate) touched: u64,
}

/// Changes of the settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Panel {
    draft: Option<Draft>,
    problem: Option<SettingProblem>,
}

impl Panel {
    pub(crate) const fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// Why the last confirmation was refused.
    pub(crate) const fn problem(&self) -> Option<SettingProblem> {
        self.problem
    }

    fn begin(&mut self, current: &Settings, tick: u64) -> &mut Draft {
        self.problem = None;
        let draft = self.draft.get_or_insert(Draft {
            settings: *current,
            chosen: None,
            standby: false,
            touched: tick,
        });
        draft.touched = tick;
        draft
    }

    /// Choosing the setting that is chosen already lets go of it.
    pub(crate) fn choose(&mut self, id: SettingId, current: &Settings, tick: u64) {
        let draft = self.begin(current, tick);
        draft.standby = false;
        draft.chosen = (draft.chosen != Some(id)).then_some(id);
        if draft.chosen.is_none() && draft.settings == *current {
            self.draft = None;
        }
    }

    pub(crate) fn choose_mode(&mut self, mode: Mode, current: &Settings, tick: u64) {
        let draft = self.begin(current, tick);
        draft.standby = false;
        draft.settings.mode = mode;
        if mode == current.mode && draft.chosen.is_none() && draft.settings == *current {
            self.draft = None;
        }
    }

    pub(crate) fn ask_standby(&mut self, current: &Settings, tick: u64) {
        *self.begin(current, tick) = Draft {
            settings: *current,
            chosen: None,
            standby: true,
            touched: tick,
        };
    }

    /// Turns the knob. Nothing happens where nothing is chosen.
    pub(crate) fn turn(&mut self, clicks: i16, tick: u64) {
        let Some(draft) = &mut self.draft else { return };
        let Some(id) = draft.chosen else { return };
        self.problem = None;
        draft.touched = tick;
        let spec = id.spec();
        let value = draft.settings.get(id) + f64::from(clicks) * spec.click / spec.parts;
        draft.settings.put(id, value);
    }

    /// Puts several values before the person, to be confirmed.
    pub(crate) fn propose(&mut self, proposed: Settings, current: &Settings, tick: u64) {
        self.begin(current, tick).settings = proposed;
    }

    /// Gives what is confirmed; keeps it if it does not go together.
    pub(crate) fn confirm(&mut self, tick: u64) -> Option<Draft> {
        let draft = self.draft.as_mut()?;
        draft.touched = tick;
        self.problem = if draft.standby {
            None
        } else {
            draft.settings.problem()
        };
        if self.problem.is_some() {
            return None;
        }
        self.draft.take()
    }

    pub(crate) fn cancel(&mut self) {
        self.draft = None;
        self.problem = None;
    }

    /// Drops what waited too long; tells whether it did.
    pub(crate) fn step(&mut self, tick: u64) -> bool {
        let waited = self
            .draft
            .is_some_and(|draft| tick >= draft.touched + DROPPED_AFTER_TICKS);
        if waited {
            self.cancel();
        }
        waited
    }
}
