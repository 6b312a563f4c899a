//! The hands on the panel: buttons, settings and knob become acts of the simulator.

use leptos::ev;
use leptos::prelude::*;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::view::{SettingView, VentilatorView};
use simulators::ventilator::{Button, VentilatorAct};

use crate::panels::alarm_sound::{AlarmSound, Click};
use crate::panels::stage::PanelMode;

/// Clicks of the knob for one press of Page up or Page down.
const PAGE_CLICKS: i16 = 5;

/// What every control of the panel needs to know.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    pub(super) mode: PanelMode,
    enabled: Memo<Vec<Button>>,
    /// The setting that the knob turns, and whether something waits for confirmation.
    pub(super) chosen: Memo<Option<SettingView>>,
    pub(super) changing: Memo<bool>,
    sound: AlarmSound,
    on_act: Callback<VentilatorAct>,
}

impl Hands {
    pub(super) fn new(
        mode: PanelMode,
        view: Signal<VentilatorView>,
        sound: AlarmSound,
        on_act: Callback<VentilatorAct>,
    ) -> Self {
        let chosen = move |view: &VentilatorView| {
            let all = view.settings.iter().chain(&view.limits);
            all.into_iter().find(|row| row.chosen).cloned()
        };
        Self {
            mode,
            enabled: Memo::new(move |_| view.with(|view| view.enabled.clone())),
            chosen: Memo::new(move |_| view.with(chosen)),
            changing: Memo::new(move |_| view.with(|view| view.confirm_left_s.is_some())),
            sound,
            on_act,
        }
    }

    pub(super) fn is_enabled(self, button: Button) -> bool {
        self.enabled.with(|all| all.contains(&button))
    }

    /// A button that can do nothing now refuses aloud.
    pub(super) fn push(self, button: Button) {
        let taken = self.enabled.with_untracked(|all| all.contains(&button));
        self.act(VentilatorAct::Push { button }, taken);
    }

    pub(super) fn choose(self, setting: SettingId) {
        self.act(VentilatorAct::Choose { setting }, true);
    }

    pub(super) fn turn(self, clicks: i16) {
        let taken = self.chosen.with_untracked(Option::is_some);
        self.act(VentilatorAct::Turn { clicks }, taken);
    }

    pub(super) fn act(self, act: VentilatorAct, taken: bool) {
        if self.mode == PanelMode::Still {
            return;
        }
        self.sound.touched();
        self.sound
            .click(if taken { Click::Taken } else { Click::Refused });
        if taken {
            self.on_act.try_run(act);
        }
    }

    /// The keyboard inside the panel: the knob, and Escape that drops a change.
    pub(super) fn key_down(self, event: &ev::KeyboardEvent) {
        if self.mode == PanelMode::Still || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let target = event_target::<web_sys::Element>(event);
        let on_setting = target.closest("[data-setting]").ok().flatten();
        let Some(setting) = on_setting else {
            if event.key() == "Escape" && self.changing.get_untracked() {
                event.prevent_default();
                self.push(Button::Cancel);
            }
            return;
        };
        let mine = setting.get_attribute("data-setting");
        let chosen = self.chosen.get_untracked();
        let chosen = chosen.filter(|row| mine.as_deref() == Some(row.setting.as_str()));
        match (event.key().as_str(), chosen) {
            ("ArrowUp", Some(_)) => self.turn(1),
            ("ArrowDown", Some(_)) => self.turn(-1),
            ("PageUp", Some(_)) => self.turn(PAGE_CLICKS),
            ("PageDown", Some(_)) => self.turn(-PAGE_CLICKS),
            // Held down, the key must not let go of what it has just confirmed.
            ("Enter", Some(_)) if event.repeat() => {}
            ("Enter", Some(row)) if row.pending.is_some() => self.push(Button::Confirm),
            ("Escape", _) if self.changing.get_untracked() => self.push(Button::Cancel),
            _ => return,
        }
        event.prevent_default();
    }
}
