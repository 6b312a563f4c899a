//! The mode: a tile that opens the list of modes; a mode that is chosen waits for confirmation like a setting.

use leptos::prelude::*;
use simulators::ventilator::VentilatorAct;
use simulators::ventilator::modes::Mode;
use simulators::ventilator::view::VentilatorView;

use super::hands::Hands;
use crate::panels::pointed::Pointed;
use crate::words::ventilator as words;

/// The tile and, opened, the list.
#[component]
pub(super) fn ModeChoice(hands: Hands, view: Signal<VentilatorView>) -> impl IntoView {
    let open = RwSignal::new(false);
    let modes = Memo::new(move |_| view.with(|view| (view.mode, view.next_mode, view.chosen_mode)));
    let shown = move || {
        let (now, next, chosen) = modes.get();
        chosen.or(next).unwrap_or(now)
    };
    let class = move || match modes.get() {
        (_, _, Some(_)) => "vset vset-mode vset-pending",
        _ => "vset vset-mode",
    };
    let note = move || match modes.get() {
        (_, _, Some(_)) => words::not_confirmed(),
        (_, Some(_), None) => words::next(),
        _ => words::mode(shown()).1,
    };
    let spoken = move || words::mode_tile_spoken(shown(), note());
    let choose = move |mode: Mode| {
        hands.act(VentilatorAct::Mode { mode }, true);
        open.set(false);
    };
    let next = Pointed::at("mode");
    view! {
        <div class="vent-mode">
            <button type="button" class=class aria-label=spoken
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-describedby=move || next.described_by() data-next=move || next.word()
                on:click=move |_| open.update(|open| *open = !*open)>
                <span class="vset-name">{words::mode_label()}</span>" "
                <span class="vset-value">{move || words::mode(shown()).0}</span>" "
                <span class="vset-unit">{note}</span>
            </button>
            {move || open.get().then(|| view! {
                <div class="vent-modes" role="group" aria-label=words::modes()>
                    {Mode::ALL.iter().map(|&mode| {
                        let (short, full) = words::mode(mode);
                        let pressed = move || if shown() == mode { "true" } else { "false" };
                        view! {
                            <button type="button" class="key" aria-pressed=pressed on:click=move |_| choose(mode)>
                                <b>{short}</b>
                                <span>{full}</span>
                            </button>
                        }
                    }).collect_view()}
                </div>
            })}
        </div>
    }
}
