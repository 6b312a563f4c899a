//! The hands on a device: fingers, keyboard and screen reader become presses and releases of its keys.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use simulators::pump::key::{Key, KeySet};

use super::presses::{Presses, Source};
use super::shortcuts::pump_key;
use crate::panels::alarm_sound::{AlarmSound, Click};
use crate::panels::stage::PanelMode;

/// How long a screen reader holds a key, ms.
const TAP_MS: u64 = 120;

/// How long a screen reader holds a key that works for as long as it is held, ms.
const HOLD_MS: u64 = 2_000;

/// A click this soon after a finger or key came up is the browser's echo of it, ms.
const ECHO_MS: f64 = 600.0;

/// What every key of a device needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Hands {
    pub mode: PanelMode,
    pub enabled: Memo<KeySet>,
    pub display: NodeRef<Div>,
    pub sound: AlarmSound,
    on_press: Callback<Key>,
    on_release: Callback<Key>,
    presses: StoredValue<Presses>,
    held: RwSignal<KeySet>,
    last_ms: StoredValue<f64>,
}

impl Hands {
    pub fn new(
        mode: PanelMode,
        enabled: Memo<KeySet>,
        sound: AlarmSound,
        on_press: Callback<Key>,
        on_release: Callback<Key>,
    ) -> Self {
        let hands = Self {
            mode,
            enabled,
            display: NodeRef::new(),
            sound,
            on_press,
            on_release,
            presses: StoredValue::new(Presses::default()),
            held: RwSignal::new(KeySet::EMPTY),
            last_ms: StoredValue::new(f64::MIN),
        };
        if mode == PanelMode::Live {
            Effect::new(move |_| {
                let up = window_event_listener(ev::keyup, move |event| hands.key_up(&event));
                let away = window_event_listener(ev::blur, move |_| hands.let_go());
                on_cleanup(move || {
                    up.remove();
                    away.remove();
                });
            });
        }
        hands
    }

    pub fn is_held(self, key: Key) -> bool {
        self.held.get().contains(key)
    }

    pub fn pointer_down(self, event: &ev::PointerEvent, key: Key) {
        if event.button() != 0 {
            return;
        }
        event.prevent_default();
        let _ = event_target::<web_sys::Element>(event).set_pointer_capture(event.pointer_id());
        if event.pointer_type() != "touch" {
            self.look_at_display();
        }
        self.last_ms.set_value(event.time_stamp());
        self.down(Source::Pointer(event.pointer_id()), key);
    }

    pub fn pointer_up(self, event: &ev::PointerEvent) {
        self.last_ms.set_value(event.time_stamp());
        self.up(&Source::Pointer(event.pointer_id()));
    }

    /// A click that neither a finger nor the keyboard made: a screen reader or voice control.
    pub fn clicked(self, event: &ev::MouseEvent, key: Key, held: bool) {
        if event.time_stamp() - self.last_ms.get_value() < ECHO_MS {
            return;
        }
        self.down(Source::Assistant, key);
        let let_go = move || {
            self.up(&Source::Assistant);
        };
        let length = if held { HOLD_MS } else { TAP_MS };
        set_timeout(let_go, std::time::Duration::from_millis(length));
    }

    /// The keyboard inside the panel. Enter and the space bar press the key that has the focus; with the focus
    /// on the display Enter is the pump's own.
    pub fn key_down(self, event: &ev::KeyboardEvent) {
        if self.mode == PanelMode::Still || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let name = event.key();
        let focused = focused_key(event);
        let key = match (name.as_str(), focused) {
            ("Enter" | " ", Some(focused)) => focused,
            _ => match pump_key(&name) {
                Some(key) => key,
                None => return,
            },
        };
        event.prevent_default();
        if event.repeat() {
            return;
        }
        if focused != Some(key) {
            self.look_at_display();
        }
        self.last_ms.set_value(event.time_stamp());
        self.down(Source::Keyboard(event.code()), key);
    }

    fn key_up(self, event: &ev::KeyboardEvent) {
        if self.up(&Source::Keyboard(event.code())) {
            event.prevent_default();
            self.last_ms.set_value(event.time_stamp());
        }
    }

    fn look_at_display(self) {
        if let Some(display) = self.display.get_untracked() {
            let _ = display.focus();
        }
    }

    fn down(self, source: Source, key: Key) {
        if self.mode == PanelMode::Still {
            return;
        }
        self.sound.touched();
        let fresh = self
            .presses
            .try_update_value(|presses| presses.down(source, key))
            .unwrap_or(false);
        if fresh {
            self.show_held();
            let taken = self.enabled.get_untracked().contains(key);
            self.sound
                .click(if taken { Click::Taken } else { Click::Refused });
            self.on_press.try_run(key);
        }
    }

    /// Returns whether a key came up.
    fn up(self, source: &Source) -> bool {
        let key = self
            .presses
            .try_update_value(|presses| presses.up(source))
            .flatten();
        if let Some(key) = key {
            self.show_held();
            self.on_release.try_run(key);
        }
        key.is_some()
    }

    fn let_go(self) {
        let keys = self.presses.try_update_value(Presses::up_all).unwrap_or_default();
        self.show_held();
        for key in keys.iter() {
            self.on_release.try_run(key);
        }
    }

    fn show_held(self) {
        if let Some(keys) = self.presses.try_with_value(Presses::keys) {
            self.held.try_set(keys);
        }
    }
}

fn focused_key(event: &ev::KeyboardEvent) -> Option<Key> {
    let element = event_target::<web_sys::Element>(event)
        .closest("[data-key]")
        .ok()
        .flatten()?;
    element.get_attribute("data-key")?.parse().ok()
}
