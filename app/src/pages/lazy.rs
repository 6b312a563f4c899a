//! Pages that the browser downloads only when they are opened: everything but the way in, home and a module.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

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

/// Loads [`super::PractisePage`] when it is opened.
#[derive(Debug)]
pub struct Practise;

#[lazy_route]
impl LazyRoute for Practise {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::PractisePage/> }.into_any()
    }
}

/// Loads [`super::GradedRunPage`] when it is opened.
#[derive(Debug)]
pub struct GradedRun;

#[lazy_route]
impl LazyRoute for GradedRun {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <super::GradedRunPage/> }.into_any()
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
