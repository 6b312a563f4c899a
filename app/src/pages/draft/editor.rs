//! The text with its line numbers and the marks of remarks.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use leptos::html::{Pre, Textarea};
use leptos::prelude::*;

use super::writing::Writing;
use crate::api::drafts::Remark;
use crate::words::studio;

/// Where the text is written.
#[component]
pub(super) fn Editor(
    writing: Writing,
    remarks: Signal<Vec<Remark>>,
    area: NodeRef<Textarea>,
    /// Whether the draft can still change.
    open: bool,
) -> impl IntoView {
    let gutter: NodeRef<Pre> = NodeRef::new();
    let n_lines = Memo::new(move |_| {
        writing
            .text
            .with(|text| text.bytes().filter(|byte| *byte == b'\n').count() + 1)
    });
    let numbers = Memo::new(move |_| numbers(n_lines.get(), &remarks.get()));
    let follow = move || {
        if let (Some(area), Some(gutter)) = (area.get_untracked(), gutter.get_untracked()) {
            gutter.set_scroll_top(area.scroll_top());
        }
    };
    // The browser may have put its own memory of the field there.
    Effect::new(move |_| {
        if let Some(area) = area.get() {
            let text = writing.text.get_untracked();
            if area.value() != text {
                area.set_value(&text);
            }
        }
    });
    let first = writing.text.get_untracked();
    view! {
        <div class="editor">
            <label class="vh" for="draft-text">{studio::text()}</label>
            <pre class="editor-lines num" node_ref=gutter aria-hidden="true">{move || numbers.get()}</pre>
            <textarea id="draft-text" node_ref=area class="editor-text" wrap="off" spellcheck="false" autocapitalize="off"
                autocomplete="off" readonly=!open aria-describedby="draft-saving draft-remarks"
                prop:value=move || writing.text.get()
                on:input=move |event| writing.change(event_target_value(&event))
                on:scroll=move |_| follow()>{first}</textarea>
        </div>
    }
}

/// The numbers of the lines, a mark beside those with a remark.
fn numbers(n_lines: usize, remarks: &[Remark]) -> String {
    let mut marks: BTreeMap<usize, char> = BTreeMap::new();
    for remark in remarks {
        let mark = marks.entry(remark.place.0 as usize).or_insert('!');
        if remark.is_error {
            *mark = '✕';
        }
    }
    let mut text = String::with_capacity(n_lines * 7);
    for line in 1..=n_lines {
        let mark = marks.get(&line).copied().unwrap_or(' ');
        let _ = writeln!(text, "{mark}{line:>4}");
    }
    text
}

/// Selects a line and brings it into sight.
pub(super) fn go_to_line(area: NodeRef<Textarea>, line: u32) {
    let Some(area) = area.get_untracked() else { return };
    let text = area.value();
    let (start, length) = place_of_line(&text, line as usize);
    let _ = area.focus();
    let _ = area.set_selection_range(start, start + length);
    let n_lines = text.matches('\n').count() + 1;
    let line_px = f64::from(area.scroll_height()) / n_lines as f64;
    area.set_scroll_top((line_px * (f64::from(line) - 4.0)).max(0.0) as i32);
}

/// Where a line begins and how long it is, in the units in which a browser counts.
fn place_of_line(text: &str, line: usize) -> (u32, u32) {
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let before: u32 = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(units)
        .sum();
    let own = text.split('\n').nth(line.saturating_sub(1)).map_or(0, units);
    (before, own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_as_a_browser_counts() {
        assert_eq!(place_of_line("a\n😀b\nc", 1), (0, 1));
        assert_eq!(place_of_line("a\n😀b\nc", 2), (2, 3));
        assert_eq!(place_of_line("a\n😀b\nc", 3), (6, 1));
        assert_eq!(place_of_line("", 1), (0, 0));
    }

    #[test]
    fn a_line_with_an_error_is_marked_even_if_it_has_other_remarks() {
        let remark = |line, is_error| Remark {
            is_error,
            bytes: (0, 0),
            place: (line, 1),
            text: String::new(),
            instead: None,
        };
        let text = numbers(3, &[remark(2, true), remark(2, false), remark(3, false)]);
        assert_eq!(text, "    1\n✕   2\n!   3\n");
    }
}
