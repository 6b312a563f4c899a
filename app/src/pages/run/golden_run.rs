//! Making a golden run out of what was just played.

use leptos::prelude::*;
use uuid::Uuid;

use crate::api::drafts::{Saved, read_draft, save_draft};
use crate::components::field::{Field, values};
use crate::components::notice::{Notice, NoticeKind};
use crate::error::AppError;
use crate::links;
use crate::words::{errors, studio};

/// A run as it was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Played {
    /// The variant.
    pub(super) seed: u64,
    /// The criteria that it missed.
    pub(super) misses: Vec<String>,
    /// Its steps.
    pub(super) steps: Vec<String>,
}

/// The form that names the run and writes it into the draft.
#[component]
pub(super) fn AddRun(draft: Uuid, played: Played) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let steps = played.steps.join("\n");
    let misses = match played.misses.is_empty() {
        true => studio::must_pass().to_owned(),
        false => studio::must_miss(&played.misses.join(", ")),
    };
    let add = Action::new(move |name: &String| {
        let (name, played) = (name.clone(), played.clone());
        async move {
            let draft = read_draft(draft).await?;
            let source = with_run(&draft.source, &name, &played);
            save_draft(draft.row.id, draft.row.revision, source).await
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = name_of(&values(&event)("run-name"));
        wrong.set(name.is_empty().then(|| studio::run_name_needed().to_owned()));
        if !name.is_empty() && !add.pending().get_untracked() {
            add.dispatch(name);
        }
    };
    view! {
        <section class="block">
            <h2>{studio::keep_run()}</h2>
            <p class="muted">{studio::keep_run_text()}</p>
            <p>{misses}</p>
            <div class="field">
                <label for="run-steps">{studio::run_steps()}</label>
                <textarea id="run-steps" class="source" rows="8" readonly=true>{steps}</textarea>
            </div>
            <form class="stack" method="post" on:submit=submit>
                <Field name="run-name" label=studio::run_name_field() hint=studio::run_name_hint() error=wrong/>
                <p class="actions"><button class="btn" type="submit">{studio::add_run()}</button></p>
            </form>
            {move || add.value().get().map(|outcome: Result<Saved, AppError>| match outcome {
                Ok(Saved::Kept(_)) => view! {
                    <Notice kind=NoticeKind::Good title=studio::run_added()>
                        <p><a href=links::draft(draft)>{studio::preview_back()}</a></p>
                    </Notice>
                }.into_any(),
                Ok(Saved::Overtaken(_)) => view! {
                    <Notice kind=NoticeKind::Warn title=studio::run_overtaken()/>
                }.into_any(),
                Err(error) => view! { <Notice kind=NoticeKind::Bad title=errors::sentence(&error)/> }.into_any(),
            })}
        </section>
    }
}

/// A name as golden runs have it: small letters, digits, hyphens.
fn name_of(text: &str) -> String {
    let mut name = String::new();
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    name.trim_end_matches('-').to_owned()
}

/// The document with one more golden run, behind those that are there.
fn with_run(source: &str, name: &str, played: &Played) -> String {
    let mut run = format!("  - id: {name}\n");
    if !played.misses.is_empty() {
        run.push_str(&format!("    misses: [{}]\n", played.misses.join(", ")));
    }
    run.push_str(&format!("    seeds: [{}]\n    steps:\n", played.seed));
    for step in &played.steps {
        run.push_str(&format!("      - {step}\n"));
    }
    let mut lines: Vec<&str> = source.lines().collect();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let begin = lines.iter().position(|line| line.trim_end() == "golden:");
    let (before, after) = match begin {
        Some(begin) => {
            let is_next = |line: &&str| !line.is_empty() && !line.starts_with([' ', '-', '#']);
            let length = lines[begin + 1..].iter().position(is_next);
            let mut end = length.map_or(lines.len(), |length| begin + 1 + length);
            // A blank line before the next part stays there.
            while lines[end - 1].trim().is_empty() {
                end -= 1;
            }
            lines.split_at(end)
        }
        None => lines.split_at(lines.len()),
    };
    let mut text = String::with_capacity(source.len() + run.len() + 16);
    for line in before {
        text.push_str(line);
        text.push('\n');
    }
    if begin.is_none() {
        text.push_str("\ngolden:\n");
    }
    text.push_str(&run);
    for line in after {
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played() -> Played {
        Played {
            seed: 7,
            misses: vec!["slow".into(), "told".into()],
            steps: vec!["5 s: tap power".into(), "2 s: finish".into()],
        }
    }

    const RUN: &str = "  - id: too-late\n    misses: [slow, told]\n    seeds: [7]\n    steps:\n      - 5 s: tap power\n      - 2 s: finish\n";

    #[test]
    fn a_run_is_added_behind_those_that_are_there() {
        let text = with_run("a: 1\ngolden:\n  - id: x\n    steps: []\n", "too-late", &played());
        assert_eq!(text, format!("a: 1\ngolden:\n  - id: x\n    steps: []\n{RUN}"));
        let text = with_run("golden:\n  - id: x\n\nmoves:\n  a: []\n", "too-late", &played());
        assert_eq!(text, format!("golden:\n  - id: x\n{RUN}\nmoves:\n  a: []\n"));
    }

    #[test]
    fn the_first_run_begins_the_list() {
        assert_eq!(
            with_run("a: 1\n\n", "too-late", &played()),
            format!("a: 1\n\ngolden:\n{RUN}")
        );
        let passed = Played {
            misses: Vec::new(),
            ..played()
        };
        assert!(!with_run("", "expert", &passed).contains("misses"));
    }

    #[test]
    fn a_name_is_made_of_what_was_typed() {
        assert_eq!(name_of("  Too late, again! "), "too-late-again");
        assert_eq!(name_of("…"), "");
    }
}
