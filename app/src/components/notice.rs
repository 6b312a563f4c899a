//! A notice in the page: what happened, what was kept, what to do.

use leptos::prelude::*;

use super::icons::{Icon, IconName};

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something to know.
    Info,
    /// Something was done.
    Good,
    /// Something needs attention soon.
    Warn,
    /// Something did not work.
    Bad,
}

/// A notice that is announced politely; a bad one at once.
#[component]
pub fn Notice(
    /// What it is about.
    kind: NoticeKind,
    /// One short sentence.
    #[prop(into)]
    title: String,
    /// What was kept and what to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon, role) = match kind {
        NoticeKind::Info => ("notice notice-info", IconName::Info, "status"),
        NoticeKind::Good => ("notice notice-good", IconName::Check, "status"),
        NoticeKind::Warn => ("notice notice-warn", IconName::Clock, "status"),
        NoticeKind::Bad => ("notice notice-bad", IconName::Alert, "alert"),
    };
    view! {
        <div class=class role=role>
            <Icon name=icon/>
            <div>
                <p class="notice-title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}
