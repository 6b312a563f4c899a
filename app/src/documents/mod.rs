//! Documents to take away: tagged PDF (PDF/UA-1) with the product's fonts.
//!
//! `content` is what a document holds, `layout` places it on pages, `draw` writes the file.

mod certificate;
mod content;
mod draw;
mod fonts;
mod layout;
#[cfg(test)]
mod tests;
mod transcript;

pub use certificate::{SheetOf, certificate};
pub use transcript::transcript;

use thiserror::Error;

/// Why a document could not be written. The detail is for the log.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// A font that ships with the program cannot be read.
    #[error("a font cannot be read")]
    Font,
    /// The writer refused the document.
    #[error("the document cannot be written: {0}")]
    Written(String),
}
