//! The Leptos application: pages, components, device panels and server functions.
//!
//! The same code renders on the server (feature `ssr`) and takes over in the browser (feature `hydrate`).
#![recursion_limit = "256"]
#![expect(
    unreachable_pub,
    reason = "the component macro makes each component and its properties public"
)]

pub mod api;
pub mod assets;
pub mod components;
#[cfg(feature = "ssr")]
pub mod documents;
pub mod error;
pub mod frame;
pub mod links;
pub mod maths;
pub mod observing;
pub mod pages;
pub mod panels;
#[cfg(all(test, feature = "ssr"))]
mod pictures;
pub mod running;
mod shell;
pub mod words;

pub use frame::App;
pub use shell::shell;
