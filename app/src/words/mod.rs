//! The message catalogue: every sentence that a person reads, as a typed function.
//!
//! A missing message or argument does not compile. Another language is another body for the same
//! functions; nothing else in the application holds prose.

/// Declares messages: `name => "text";` or `name(arg: Type) => "text with {arg}";`.
macro_rules! words {
    ($($name:ident $(($($arg:ident: $kind:ty),+))? => $text:literal;)+) => {
        $(words!(@one $name $(($($arg: $kind),+))? => $text);)+
    };
    (@one $name:ident => $text:literal) => {
        #[doc = $text]
        #[must_use]
        pub const fn $name() -> &'static str {
            $text
        }
    };
    (@one $name:ident ($($arg:ident: $kind:ty),+) => $text:literal) => {
        #[doc = $text]
        #[must_use]
        pub fn $name($($arg: $kind),+) -> String {
            format!($text)
        }
    };
}

pub mod account;
pub mod administration;
pub mod bedside;
pub mod common;
pub mod dates;
pub mod debriefing;
pub mod devices;
pub mod due;
pub mod errors;
pub mod exams;
pub mod frameworks;
pub mod laboratory;
pub mod learning;
pub mod observing;
pub mod panels;
pub mod pole;
pub mod pump;
pub mod readiness;
pub mod record;
pub mod roles;
pub mod signals;
pub mod signing;
pub mod skills;
pub mod sounding;
pub mod standing;
pub mod studio;
pub mod supervising;
pub mod syringe;
pub mod unit;
pub mod validation;
pub mod ventilator;
pub mod waveforms;
