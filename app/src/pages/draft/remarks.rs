//! The compiler's remarks, each with its place and, where it knows, what was meant.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::editor::go_to_line;
use super::writing::Writing;
use crate::api::drafts::{Look, Remark};
use crate::components::status::{StatusBadge, StatusKind};
use crate::error::AppError;
use crate::words::{errors, studio};

/// All remarks.
#[component]
pub(super) fn Remarks(
    writing: Writing,
    look: RwSignal<Option<Look>>,
    /// Why the text could not be looked at.
    unread: RwSignal<Option<AppError>>,
    area: NodeRef<Textarea>,
    /// Whether the draft can still change.
    open: bool,
) -> impl IntoView {
    let told = move || match look.get() {
        _ if unread.with(Option::is_some) => {
            let why = unread.with(|error| error.as_ref().map(errors::sentence));
            studio::not_looked_at(&why.unwrap_or_default())
        }
        None => studio::looking().to_owned(),
        Some(look) if look.remarks.is_empty() => studio::no_remarks().to_owned(),
        Some(look) if look.remarks.len() == 1 => studio::one_remark().to_owned(),
        Some(look) => studio::n_remarks(look.remarks.len()),
    };
    view! {
        <section class="block studio-remarks">
            <h2>{studio::remarks()}</h2>
            <p id="draft-remarks" class="muted" role="status">{told}</p>
            <ul class="remarks">
                {move || look.get().map(|look| look.remarks.into_iter().map(|remark| view! {
                    <OneRemark remark=remark writing=writing area=area open=open/>
                }).collect_view())}
            </ul>
        </section>
    }
}

#[component]
fn OneRemark(remark: Remark, writing: Writing, area: NodeRef<Textarea>, open: bool) -> impl IntoView {
    let (kind, word) = match remark.is_error {
        true => (StatusKind::Lapsed, studio::remark_error()),
        false => (StatusKind::Due, studio::remark_warning()),
    };
    let (line, column) = remark.place;
    let bytes = remark.bytes;
    let fix = remark.instead.clone().filter(|_| open).map(|word| {
        let written = word.clone();
        view! {
            <button class="btn btn-quiet" type="button"
                on:click=move |_| writing.change(replaced(&writing.text.get_untracked(), bytes, &written))>
                {studio::write_instead(&word)}
            </button>
        }
    });
    view! {
        <li>
            <p><StatusBadge kind=kind word=word.to_owned()/>" "{remark.text}</p>
            <p class="actions">
                <button class="btn btn-quiet" type="button" on:click=move |_| go_to_line(area, line)>
                    {studio::remark_place(line, column)}
                </button>
                {fix}
            </p>
        </li>
    }
}

/// The text with other words in the place of some bytes; as it is where they are no longer there.
fn replaced(text: &str, (start, end): (u32, u32), words: &str) -> String {
    let (start, end) = (start as usize, end as usize);
    match (text.get(..start), text.get(end..)) {
        (Some(before), Some(after)) => format!("{before}{words}{after}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_put_in_the_place_of_another_and_nothing_else_moves() {
        assert_eq!(
            replaced("when: pump.ratte > 1", (6, 16), "pump.rate"),
            "when: pump.rate > 1"
        );
        assert_eq!(replaced("ü", (1, 2), "x"), "ü");
        assert_eq!(replaced("a", (5, 9), "x"), "a");
    }
}
