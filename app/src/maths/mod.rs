//! Equations, drawn as MathML: what every browser can show and a screen reader can read, without pictures.
//!
//! Sheets hold equations in a plain notation (`notation.rs`); the server reads it and sends the tree.

#[cfg(feature = "ssr")]
mod notation;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub use notation::read;

/// A part of an equation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Maths {
    /// A number.
    Number(String),
    /// A name: one letter slanted, several upright.
    Name(String),
    /// Words among the symbols.
    Words(String),
    /// An operator, a relation, a bracket.
    Sign(String),
    /// Parts beside one another.
    Row(Vec<Maths>),
    /// One over the other.
    Fraction(Box<Maths>, Box<Maths>),
    /// With a raised part.
    Raised(Box<Maths>, Box<Maths>),
    /// With a lowered part.
    Lowered(Box<Maths>, Box<Maths>),
    /// A square root.
    Root(Box<Maths>),
}

/// An equation in a line of its own.
#[component]
pub fn Equation(
    /// What it says.
    maths: Maths,
) -> impl IntoView {
    view! { <math display="block">{drawn(maths)}</math> }
}

/// A symbol among words.
#[component]
pub fn Symbol(
    /// The symbol.
    maths: Maths,
) -> impl IntoView {
    view! { <math>{drawn(maths)}</math> }
}

fn drawn(maths: Maths) -> AnyView {
    match maths {
        Maths::Number(text) => view! { <mn>{text}</mn> }.into_any(),
        Maths::Name(text) => view! { <mi>{text}</mi> }.into_any(),
        Maths::Words(text) => view! { <mtext>{text}</mtext> }.into_any(),
        Maths::Sign(text) => view! { <mo>{text}</mo> }.into_any(),
        Maths::Row(parts) => {
            let parts: Vec<AnyView> = parts.into_iter().map(drawn).collect();
            view! { <mrow>{parts}</mrow> }.into_any()
        }
        Maths::Fraction(over, under) => view! { <mfrac>{drawn(*over)}{drawn(*under)}</mfrac> }.into_any(),
        Maths::Raised(base, raised) => view! { <msup>{drawn(*base)}{drawn(*raised)}</msup> }.into_any(),
        Maths::Lowered(base, lowered) => view! { <msub>{drawn(*base)}{drawn(*lowered)}</msub> }.into_any(),
        Maths::Root(inner) => view! { <msqrt>{drawn(*inner)}</msqrt> }.into_any(),
    }
}
