//! Light, dark or as the system says. The browser keeps the choice; the head's script puts it on the document before anything is drawn.

use leptos::prelude::*;

use super::icons::{Icon, IconName};

/// Where the browser keeps the choice: `light`, `dark` or nothing.
pub const THEME_KEY: &str = "titrate.theme";

/// The words of the switch.
#[derive(Clone, Copy, Debug)]
pub struct ThemeWords {
    /// Names the group.
    pub group: &'static str,
    /// As the system says.
    pub system: &'static str,
    /// Light.
    pub light: &'static str,
    /// Dark.
    pub dark: &'static str,
}

/// The three choices as one row of named buttons.
#[component]
pub fn ThemeSwitch(
    /// What the buttons say.
    words: ThemeWords,
) -> impl IntoView {
    let chosen = RwSignal::new("");
    Effect::new(move |_| chosen.set(kept()));
    let choices = [
        ("", IconName::System, words.system),
        ("light", IconName::Sun, words.light),
        ("dark", IconName::Moon, words.dark),
    ];
    view! {
        <div class="segments" role="group" aria-label=words.group>
            {choices.into_iter().map(|(value, icon, word)| {
                let pressed = move || if chosen.get() == value { "true" } else { "false" };
                view! {
                    <button
                        type="button"
                        aria-label=word
                        title=word
                        aria-pressed=pressed
                        on:click=move |_| {
                            chosen.set(value);
                            apply(value);
                        }
                    >
                        <Icon name=icon/>
                    </button>
                }
            }).collect_view()}
        </div>
    }
}

fn kept() -> &'static str {
    let stored = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|store| store.get_item(THEME_KEY).ok().flatten());
    match stored.as_deref() {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "",
    }
}

fn apply(value: &str) {
    let store = window().local_storage().ok().flatten();
    let root = document().document_element();
    if value.is_empty() {
        store.map(|store| store.remove_item(THEME_KEY));
        root.map(|root| root.remove_attribute("data-theme"));
    } else {
        store.map(|store| store.set_item(THEME_KEY, value));
        root.map(|root| root.set_attribute("data-theme", value));
    }
}
