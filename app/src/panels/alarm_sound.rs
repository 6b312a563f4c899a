//! The sound of the pump: bursts by priority, a click for each key, a lower double click for a refused one.
//!
//! Browsers keep a page silent until a person has touched it, so the first key or button of the panel opens the
//! sound. Everything that is heard is also said in a line of text.

use std::cell::RefCell;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use simulators::alarms::Priority;
use simulators::alarms::sound::{KEY_CLICK_MS, SoundPattern, pattern};
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, GainNode};

/// Where the browser keeps the choice: `off` or nothing.
const SOUND_KEY: &str = "titrate.sound";

/// Loudness of an alarm, 0 to 1.
const ALARM_LEVEL: f32 = 0.16;

/// Loudness of the fundamental and of each harmonic beside it: all within 15 dB of each other (reference A.8).
const SHARES: [f32; 5] = [1.0, 0.6, 0.5, 0.4, 0.3];

/// Loudness of a key's click, 0 to 1.
const CLICK_LEVEL: f32 = 0.05;

thread_local! {
    /// The page's one audio output, once a person has touched the page, and the burst that is playing.
    static OUTPUT: RefCell<Option<Output>> = const { RefCell::new(None) };
}

struct Output {
    context: AudioContext,
    burst: Option<GainNode>,
}

/// What a key's click says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    /// The pump took the key.
    Taken,
    /// The key does nothing now.
    Refused,
}

/// The sound of one pump panel.
#[derive(Clone, Copy, Debug)]
pub struct AlarmSound {
    wanted: RwSignal<bool>,
    open: RwSignal<bool>,
}

impl AlarmSound {
    /// Follows the priority that the pump wants to be heard; none is silence.
    #[must_use]
    pub fn follow(priority: Signal<Option<Priority>>) -> Self {
        let sound = Self {
            wanted: RwSignal::new(true),
            open: RwSignal::new(false),
        };
        let repeat = StoredValue::new(None::<IntervalHandle>);
        let hush = move || {
            if let Some(handle) = repeat.try_update_value(Option::take).flatten() {
                handle.clear();
            }
            stop();
        };
        Effect::new(move |_| sound.wanted.set(kept()));
        Effect::new(move |_| {
            hush();
            let audible = sound.wanted.get() && sound.open.get();
            let Some(pattern) = priority.get().filter(|_| audible).map(pattern) else {
                return;
            };
            play(&pattern);
            if let Some(every) = pattern.repeat_ms {
                let every = std::time::Duration::from_millis(u64::from(every));
                repeat.set_value(set_interval_with_handle(move || play(&pattern), every).ok());
            }
        });
        on_cleanup(hush);
        sound
    }

    /// Whether sound is wanted.
    #[must_use]
    pub fn is_on(self) -> bool {
        self.wanted.get()
    }

    /// Whether the browser lets the page be heard.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Called by every touch of the panel: opens the sound the first time.
    pub fn touched(self) {
        if self.open.get_untracked() {
            return;
        }
        let Ok(context) = AudioContext::new() else { return };
        let _ = context.resume();
        OUTPUT.with_borrow_mut(|output| *output = Some(Output { context, burst: None }));
        self.open.set(true);
    }

    /// The click of a key.
    pub fn click(self, click: Click) {
        if !self.wanted.get_untracked() {
            return;
        }
        let (hertz, starts): (f32, &[f64]) = match click {
            Click::Taken => (1_900.0, &[0.0]),
            Click::Refused => (240.0, &[0.0, 0.09]),
        };
        OUTPUT.with_borrow(|output| {
            if let Some(output) = output {
                let _ = beep(&output.context, hertz, starts);
            }
        });
    }

    /// Turns the sound off or on, and keeps the choice.
    pub fn toggle(self) {
        self.touched();
        let wanted = !self.wanted.get_untracked();
        self.wanted.set(wanted);
        if let Ok(Some(store)) = window().local_storage() {
            let _ = if wanted {
                store.remove_item(SOUND_KEY)
            } else {
                store.set_item(SOUND_KEY, "off")
            };
        }
    }
}

fn kept() -> bool {
    let stored = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|store| store.get_item(SOUND_KEY).ok().flatten());
    stored.as_deref() != Some("off")
}

fn play(pattern: &SoundPattern) {
    OUTPUT.with_borrow_mut(|output| {
        if let Some(output) = output {
            output.burst = burst(&output.context, pattern).ok();
        }
    });
}

fn stop() {
    OUTPUT.with_borrow_mut(|output| {
        if let Some(burst) = output.as_mut().and_then(|output| output.burst.take()) {
            let _ = burst.disconnect();
        }
    });
}

/// One burst: a fundamental and its harmonics behind one gate that opens for each pulse.
fn burst(context: &AudioContext, pattern: &SoundPattern) -> Result<GainNode, JsValue> {
    let start = context.current_time() + 0.02;
    let pulse = f64::from(pattern.pulse_ms) / 1_000.0;
    let gate = context.create_gain()?;
    let level = gate.gain();
    level.set_value_at_time(0.0, 0.0)?;
    let mut end = start;
    for &begin_ms in pattern.pulse_starts_ms {
        let begin = start + f64::from(begin_ms) / 1_000.0;
        end = begin + pulse;
        level.set_value_at_time(0.0, begin)?;
        level.linear_ramp_to_value_at_time(ALARM_LEVEL, begin + 0.02)?;
        level.set_value_at_time(ALARM_LEVEL, end - 0.02)?;
        level.linear_ramp_to_value_at_time(0.0, end)?;
    }
    let multiples = std::iter::once(1.0).chain(pattern.harmonics.iter().copied());
    for (multiple, share) in multiples.zip(SHARES) {
        let tone = context.create_oscillator()?;
        tone.frequency()
            .set_value((pattern.fundamental_hz * multiple) as f32);
        let part = context.create_gain()?;
        part.gain().set_value(share);
        tone.connect_with_audio_node(&part)?;
        part.connect_with_audio_node(&gate)?;
        tone.start_with_when(start)?;
        tone.stop_with_when(end)?;
    }
    gate.connect_with_audio_node(&context.destination())?;
    Ok(gate)
}

fn beep(context: &AudioContext, hertz: f32, starts_s: &[f64]) -> Result<(), JsValue> {
    let length = f64::from(KEY_CLICK_MS) / 1_000.0;
    for after in starts_s {
        let start = context.current_time() + after;
        let tone = context.create_oscillator()?;
        let level = context.create_gain()?;
        tone.frequency().set_value(hertz);
        level.gain().set_value_at_time(CLICK_LEVEL, start)?;
        level.gain().linear_ramp_to_value_at_time(0.0, start + length)?;
        tone.connect_with_audio_node(&level)?;
        level.connect_with_audio_node(&context.destination())?;
        tone.start_with_when(start)?;
        tone.stop_with_when(start + length)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Length of a flash in the style, s.
    fn flash_s(name: &str) -> f64 {
        let style = include_str!("../../../style/devices/pump.css");
        let after = style
            .split(&format!("animation: {name} "))
            .nth(1)
            .expect("the lamp flashes");
        let length = after.split("s steps").next().expect("a length");
        length.parse().expect("a number of seconds")
    }

    #[test]
    fn a_burst_is_within_what_iec_60601_1_8_asks() {
        for priority in [Priority::High, Priority::Medium, Priority::Low] {
            let pattern = pattern(priority);
            assert!((150.0..=1_000.0).contains(&pattern.fundamental_hz));
            let heard = pattern
                .harmonics
                .iter()
                .map(|times| times * pattern.fundamental_hz);
            assert!(heard.filter(|hertz| (300.0..=4_000.0).contains(hertz)).count() >= 4);
            assert_eq!(pattern.harmonics.len() + 1, SHARES.len());
            let last_ms = pattern.pulse_starts_ms.last().copied().unwrap_or_default() + pattern.pulse_ms;
            let pause_ms = pattern.repeat_ms.map(|every| every - last_ms);
            match priority {
                Priority::High => assert!((75..=200).contains(&pattern.pulse_ms)),
                _ => assert!((125..=250).contains(&pattern.pulse_ms)),
            }
            match (priority, pause_ms) {
                (Priority::High, Some(pause)) => assert!((2_500..=15_000).contains(&pause)),
                (Priority::Medium, Some(pause)) => assert!((2_500..=30_000).contains(&pause)),
                (Priority::Low, pause) => assert!(pause.is_none_or(|pause| pause > 15_000)),
                (_, None) => panic!("{priority:?} sounds once"),
            }
        }
        let (softest, loudest) = SHARES.iter().fold((f32::MAX, 0.0_f32), |(low, high), share| {
            (low.min(*share), high.max(*share))
        });
        assert!(20.0 * (loudest / softest).log10() <= 15.0);
    }

    #[test]
    fn the_lamps_flash_as_often_as_their_priority_asks() {
        assert!((1.4..=2.8).contains(&flash_s("flash-high").recip()));
        assert!((0.4..=0.8).contains(&flash_s("flash-medium").recip()));
    }
}
