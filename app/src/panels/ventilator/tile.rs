//! The tile of a setting: name, value and unit; touched, it is the setting that the knob turns.

use leptos::prelude::*;
use simulators::ventilator::settings::SettingId;
use simulators::ventilator::view::SettingView;

use super::hands::Hands;
use crate::panels::pointed::Pointed;
use crate::words::ventilator as words;

/// Tiles of all rows, in their order. A tile stays the same element while its value changes, so focus stays too.
#[component]
pub(super) fn Tiles(hands: Hands, rows: Memo<Vec<SettingView>>) -> impl IntoView {
    let ids = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.setting).collect::<Vec<_>>()));
    view! {
        <For each=move || ids.get() key=|id| *id let:setting>
            <Tile hands rows setting/>
        </For>
    }
}

#[component]
fn Tile(hands: Hands, rows: Memo<Vec<SettingView>>, setting: SettingId) -> impl IntoView {
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.setting == setting).cloned()));
    let with =
        move |read: fn(&SettingView) -> String| row.with(|row| row.as_ref().map(read).unwrap_or_default());
    let chosen = move || row.with(|row| row.as_ref().is_some_and(|row| row.chosen));
    let pending = move || row.with(|row| row.as_ref().is_some_and(|row| row.pending.is_some()));
    let (short, _) = words::setting(setting);
    let class = move || match (chosen(), pending()) {
        (true, true) => "vset vset-chosen vset-pending",
        (true, false) => "vset vset-chosen",
        (false, true) => "vset vset-pending",
        (false, false) => "vset",
    };
    let next = Pointed::at(setting.as_str());
    view! {
        <button type="button" class=class data-setting=setting.as_str()
            aria-pressed=move || if chosen() { "true" } else { "false" }
            aria-label=move || with(spoken_row)
            aria-describedby=move || next.described_by() data-next=move || next.word()
            on:click=move |_| hands.choose(setting)>
            // Spaces between the parts, so that what is read on the tile is also one text for those who speak it.
            <span class="vset-name">{short}</span>" "
            <span class="vset-value num">{move || with(|row| {
                words::setting_value(row.setting, row.pending.as_deref().unwrap_or(&row.value)).to_owned()
            })}</span>" "
            <span class="vset-unit">{move || with(|row| match &row.pending {
                Some(_) => words::was(words::setting_value(row.setting, &row.value)),
                None => row.unit.clone(),
            })}</span>
        </button>
    }
}

fn spoken_row(row: &SettingView) -> String {
    let read = |text: &str| words::setting_value(row.setting, text).to_owned();
    let pending = row.pending.as_deref().map(read);
    words::tile_spoken(row.setting, &read(&row.value), pending.as_deref(), &row.unit)
}
