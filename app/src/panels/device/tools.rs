//! Under a device: what is heard, for the eye; the switch of the sound; the list of shortcuts.

use leptos::prelude::*;
use simulators::alarms::Priority;

use crate::components::icons::{Icon, IconName};
use crate::panels::alarm_sound::AlarmSound;
use crate::words;

/// What the sound of the device comes to at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    Nothing,
    /// A person paused it; seconds until it comes back.
    Paused(u32),
    Sounds(Priority),
    /// It would sound, but this person wants no sound.
    Unwanted(Priority),
    /// It would sound, but the browser waits for a first touch.
    Unopened(Priority),
}

impl Heard {
    const fn of(priority: Option<Priority>, paused_s: Option<u32>, wanted: bool, open: bool) -> Self {
        match (priority, paused_s) {
            (Some(priority), _) if !wanted => Self::Unwanted(priority),
            (Some(priority), _) if !open => Self::Unopened(priority),
            (Some(priority), _) => Self::Sounds(priority),
            (None, Some(left)) => Self::Paused(left),
            (None, None) => Self::Nothing,
        }
    }

    const fn priority(self) -> Option<Priority> {
        match self {
            Self::Sounds(priority) | Self::Unwanted(priority) | Self::Unopened(priority) => Some(priority),
            Self::Nothing | Self::Paused(_) => None,
        }
    }

    fn words(self, silent: &'static str) -> String {
        match self {
            Self::Nothing => silent.to_owned(),
            Self::Paused(left) => words::sounding::paused(&format!("{}:{:02}", left / 60, left % 60)),
            Self::Sounds(priority) => words::sounding::sounds(priority).to_owned(),
            Self::Unwanted(priority) => words::sounding::switched_off(words::sounding::would_sound(priority)),
            Self::Unopened(priority) => words::sounding::not_yet(words::sounding::would_sound(priority)),
        }
    }
}

/// Sound and shortcuts. What is heard stands here as large as what is done about it; the alarm itself is announced
/// elsewhere, so this line is not.
#[component]
pub(in crate::panels) fn Tools(
    /// The sound of the panel.
    sound: AlarmSound,
    /// The priority that the device wants to be heard.
    heard: Signal<Option<Priority>>,
    /// Seconds until paused sound comes back.
    paused: Signal<Option<u32>>,
    /// What is said while nothing sounds.
    silent: &'static str,
    /// What is said of a sound that is no alarm's burst, while it lasts.
    #[prop(optional, into)]
    other: Signal<Option<&'static str>>,
    /// What the keyboard's keys do.
    shortcuts: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let icon = move || {
        if sound.is_on() {
            IconName::Sound
        } else {
            IconName::SoundOff
        }
    };
    let word = move || {
        if sound.is_on() {
            words::sounding::sound_on()
        } else {
            words::sounding::sound_off()
        }
    };
    let now = Memo::new(move |_| Heard::of(heard.get(), paused.get(), sound.is_on(), sound.is_open()));
    let class = move || match now.get().priority() {
        Some(Priority::High) => "sounding alarm-high",
        Some(Priority::Medium) => "sounding alarm-medium",
        Some(Priority::Low) => "sounding alarm-low",
        None => "sounding muted",
    };
    let mark = move || match now.get() {
        Heard::Paused(_) => Some(view! { <Icon name=IconName::BellPaused/> }.into_any()),
        heard => heard.priority().map(|priority| {
            view! { <b class="marker" aria-hidden="true">{words::pump::marker(priority)}</b> }.into_any()
        }),
    };
    let said = move || match other.get() {
        Some(other) => other.to_owned(),
        None => now.get().words(silent),
    };
    view! {
        <div class="pane-tools">
            <p class=class>{mark}<span>{said}</span></p>
            <button type="button" class="btn btn-quiet" on:click=move |_| sound.toggle()>
                {move || view! { <Icon name=icon()/> }}
                <span>{word}</span>
            </button>
            <details class="keys-help">
                <summary><Icon name=IconName::Keyboard/><span>{words::pump::keyboard()}</span></summary>
                <dl>
                    {shortcuts.iter().map(|&(keys, does)| view! {
                        <dt><kbd>{keys}</kbd></dt>
                        <dd>{does}</dd>
                    }).collect_view()}
                </dl>
            </details>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_to_sound_that_nobody_can_hear() {
        let high = Some(Priority::High);
        assert_eq!(Heard::of(high, None, true, true), Heard::Sounds(Priority::High));
        assert_eq!(
            Heard::of(high, None, false, true),
            Heard::Unwanted(Priority::High)
        );
        assert_eq!(
            Heard::of(high, None, true, false),
            Heard::Unopened(Priority::High)
        );
        assert_eq!(Heard::of(None, Some(95), true, true), Heard::Paused(95));
        assert_eq!(Heard::Paused(95).words(""), "Sound paused, back in 1:35");
        assert_eq!(Heard::of(None, None, true, true).priority(), None);
    }
}
