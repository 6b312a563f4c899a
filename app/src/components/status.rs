//! Where something stands, told by shape, word and colour together.

use leptos::prelude::*;

/// The state a badge tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// A competency that counts today.
    Current,
    /// A competency inside its renewal window.
    Due,
    /// A competency that has run out.
    Lapsed,
    /// A competency never shown.
    Never,
    /// A competency that may not be used unsupervised, whatever its state.
    Restricted,
    /// A criterion that was met.
    Met,
    /// A criterion that was missed.
    Missed,
    /// A criterion that did not apply.
    NotAssessed,
    /// A criterion not yet decided.
    Pending,
}

impl StatusKind {
    fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Due => "due",
            Self::Lapsed => "lapsed",
            Self::Never => "never",
            Self::Restricted => "restricted",
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NotAssessed => "na",
            Self::Pending => "pending",
        }
    }
}

/// The shape alone: disc with tick, half disc, diamond with cross, octagon with bar, dashed ring, bar.
#[component]
pub fn StatusShape(
    /// Which state.
    kind: StatusKind,
) -> impl IntoView {
    let (solid, hollow, cut) = match kind {
        StatusKind::Current | StatusKind::Met => (
            "M1 8a7 7 0 1 0 14 0A7 7 0 1 0 1 8z",
            "",
            "M4.700 8.200l2.300 2.300 4.300-4.600",
        ),
        StatusKind::Due => (
            "M8 1.800a6.200 6.200 0 0 1 0 12.400z",
            "M1.800 8a6.200 6.200 0 1 0 12.400 0a6.200 6.200 0 1 0-12.400 0",
            "",
        ),
        StatusKind::Lapsed | StatusKind::Missed => (
            "M8 .5L15.500 8 8 15.500.5 8z",
            "",
            "M5.800 5.800l4.400 4.400m0-4.400l-4.400 4.400",
        ),
        StatusKind::Restricted => ("M5 1h6l4 4v6l-4 4H5l-4-4V5z", "", "M4.500 8h7"),
        StatusKind::Never | StatusKind::Pending => (
            "",
            "M1.800 8a6.200 6.200 0 1 0 12.400 0a6.200 6.200 0 1 0-12.400 0",
            "",
        ),
        StatusKind::NotAssessed => ("M2 7h12v2H2z", "", ""),
    };
    let dashes = match kind {
        StatusKind::Never | StatusKind::Pending => "2.500 2.400",
        _ => "none",
    };
    view! {
        <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
            <path d=solid fill="currentColor"></path>
            <path d=hollow fill="none" stroke="currentColor" stroke-width="1.700" stroke-dasharray=dashes></path>
            <path class="status-cut" d=cut></path>
        </svg>
    }
}

/// Shape and word in a line: "Current until 3 May 2027".
#[component]
pub fn StatusBadge(
    /// Which state.
    kind: StatusKind,
    /// The word or short phrase beside the shape.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    view! {
        <span class=format!("status status-{}", kind.name())>
            <StatusShape kind/>
            {word}
        </span>
    }
}

/// One cell of a matrix: a link to the evidence, with the full phrase for screen readers and a short one for the eye.
#[component]
pub fn StatusCell(
    /// Which state.
    kind: StatusKind,
    /// The whole phrase: "Ana Ruiz, dose programming: current until 3 May 2027".
    #[prop(into)]
    phrase: String,
    /// What fits into the cell: "May 27".
    #[prop(into)]
    short: String,
    /// Where the cell leads; none for a cell without evidence.
    #[prop(optional_no_strip)]
    href: Option<String>,
) -> impl IntoView {
    let class = format!("cell cell-{}", kind.name());
    let inside = view! {
        <StatusShape kind/>
        <span class="vh">{phrase}</span>
        <span class="cell-text" aria-hidden="true">{short}</span>
    };
    match href {
        Some(href) => view! { <a class=class href=href>{inside}</a> }.into_any(),
        None => view! { <span class=class>{inside}</span> }.into_any(),
    }
}
