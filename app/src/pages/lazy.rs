//! Pages that the browser downloads only when they are opened: everything but the way in and a module.
//!
//! Pages that belong together are loaded together: each place where the application is cut multiplies the parts that the
//! places share, and a page that needs a hundred small parts is slower than one that needs three larger ones.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// Loads [`super::HomePage`] when it is opened.
#[derive(Debug)]
pub struct Home;

#[lazy_route]
impl LazyRoute for Home {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::HomePage/> }.into_any()
    }
}

/// Loads [`super::WelcomePage`] when it is opened.
#[derive(Debug)]
pub struct Welcome;

#[lazy_route]
impl LazyRoute for Welcome {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::WelcomePage/> }.into_any()
    }
}

/// Loads [`super::StudioPage`] or [`super::DraftPage`] when one of them is opened.
#[derive(Debug)]
pub struct StudioPages;

#[lazy_route]
impl LazyRoute for StudioPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["studio"] => view! { <super::StudioPage/> }.into_any(),
            ["studio", _] => view! { <super::DraftPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads [`super::PractisePage`] or [`super::PreviewPage`] when one of them is opened.
#[derive(Debug)]
pub struct Practise;

#[lazy_route]
impl LazyRoute for Practise {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["studio", _, "play"] => view! { <super::PreviewPage/> }.into_any(),
            _ => view! { <super::PractisePage/> }.into_any(),
        }
    }
}

/// Loads a graded run, and the field for the code that opens a supervised one, when they are opened.
#[derive(Debug)]
pub struct GradedRun;

#[lazy_route]
impl LazyRoute for GradedRun {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["modules", _, "run"] => view! { <super::GradedRunPage/> }.into_any(),
            ["modules", _, "supervised"] => view! { <super::SupervisedRunPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads [`super::DebriefPage`] when it is opened.
#[derive(Debug)]
pub struct Debrief;

#[lazy_route]
impl LazyRoute for Debrief {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::DebriefPage/> }.into_any()
    }
}

/// Loads [`super::UnitsPage`] when it is opened.
#[derive(Debug)]
pub struct Units;

#[lazy_route]
impl LazyRoute for Units {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::UnitsPage/> }.into_any()
    }
}

/// Loads [`super::MatrixPage`] when it is opened.
#[derive(Debug)]
pub struct Matrix;

#[lazy_route]
impl LazyRoute for Matrix {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::MatrixPage/> }.into_any()
    }
}

/// Loads [`super::PeoplePage`] when it is opened.
#[derive(Debug)]
pub struct People;

#[lazy_route]
impl LazyRoute for People {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::PeoplePage/> }.into_any()
    }
}

/// Loads [`super::PersonPage`] when it is opened.
#[derive(Debug)]
pub struct Person;

#[lazy_route]
impl LazyRoute for Person {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::PersonPage/> }.into_any()
    }
}

/// Loads [`super::ProfilePage`] when it is opened.
#[derive(Debug)]
pub struct Profile;

#[lazy_route]
impl LazyRoute for Profile {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::ProfilePage/> }.into_any()
    }
}

/// Loads [`super::LedgerPage`] when it is opened.
#[derive(Debug)]
pub struct Ledger;

#[lazy_route]
impl LazyRoute for Ledger {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::LedgerPage/> }.into_any()
    }
}

/// Loads [`super::AccessLogPage`] when it is opened.
#[derive(Debug)]
pub struct AccessLog;

#[lazy_route]
impl LazyRoute for AccessLog {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::AccessLogPage/> }.into_any()
    }
}

/// Loads the pages of tests, a test, a sitting together: they share most of what they need.
#[derive(Debug)]
pub struct SittingPages;

#[lazy_route]
impl LazyRoute for SittingPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["tests"] => view! { <super::TestsPage/> }.into_any(),
            ["tests", _] => view! { <super::TestPage/> }.into_any(),
            ["sittings", _] => view! { <super::SittingPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads the pages of statistics of a test, a panel together: they share most of what they need.
#[derive(Debug)]
pub struct JudgingPages;

#[lazy_route]
impl LazyRoute for JudgingPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["tests", _, "statistics"] => view! { <super::TestStatisticsPage/> }.into_any(),
            ["panels", _] => view! { <super::PanelPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads the pages of observed practice, sign-offs, documents, supervised runs and appeals together: they share most of what they need.
#[derive(Debug)]
pub struct AssessingPages;

#[lazy_route]
impl LazyRoute for AssessingPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["assess"] => view! { <super::AssessPage/> }.into_any(),
            ["observe", _, _] => view! { <super::ObservePage/> }.into_any(),
            ["observations", _] => view! { <super::ObservationPage/> }.into_any(),
            ["checklists", _] => view! { <super::ChecklistPage/> }.into_any(),
            ["people", _, "sign-off", _] => view! { <super::SignOffFormPage/> }.into_any(),
            ["sign-offs", _] => view! { <super::SignOffPage/> }.into_any(),
            ["people", _, "accept"] => view! { <super::AcceptPage/> }.into_any(),
            ["acceptances", _] => view! { <super::AcceptancePage/> }.into_any(),
            ["supervise"] => view! { <super::SupervisePage/> }.into_any(),
            ["appeals"] => view! { <super::AppealsPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads the pages of one's record and certificates together: they share most of what they need.
#[derive(Debug)]
pub struct RecordingPages;

#[lazy_route]
impl LazyRoute for RecordingPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["record"] => view! { <super::RecordPage/> }.into_any(),
            ["people", _, "record"] => view! { <super::PersonRecordPage/> }.into_any(),
            ["verify"] | ["verify", _] => view! { <super::VerifyPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads the pages of what is due, who can, and what is restricted together: they share most of what they need.
#[derive(Debug)]
pub struct StandingPages;

#[lazy_route]
impl LazyRoute for StandingPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["restrictions"] => view! { <super::RestrictionsPage/> }.into_any(),
            ["readiness"] => view! { <super::ReadinessPage/> }.into_any(),
            ["due"] => view! { <super::DuePage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads the pages of frameworks together: they share most of what they need.
#[derive(Debug)]
pub struct FramingPages;

#[lazy_route]
impl LazyRoute for FramingPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["frameworks"] => view! { <super::FrameworksPage/> }.into_any(),
            ["frameworks", _] => view! { <super::FrameworkPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads the pages that say how the models are checked, with plots and equations that no other page needs.
#[derive(Debug)]
pub struct ValidationPages;

#[lazy_route]
impl LazyRoute for ValidationPages {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let path = path();
        match segments(&path)[..] {
            ["validation"] => view! { <super::ValidationPage/> }.into_any(),
            ["validation", _] => view! { <super::ValidationReportPage/> }.into_any(),
            _ => view! { <super::NotFoundPage/> }.into_any(),
        }
    }
}

/// Loads the practice in naming waveforms, with the simulator that makes its cases, when it is opened.
#[derive(Debug)]
pub struct Waveforms;

#[lazy_route]
impl LazyRoute for Waveforms {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::WaveformsPage/> }.into_any()
    }
}

/// The path that is being opened. A page is made anew for each route, so it need not follow the path.
fn path() -> String {
    leptos_router::hooks::use_location().pathname.get_untracked()
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|segment| !segment.is_empty()).collect()
}
