//! What a document holds, before it has pages.

use time::OffsetDateTime;

use super::fonts::Face;

/// A document.
pub(super) struct Content {
    /// Its title: in the file's properties, and at the foot of every page.
    pub(super) title: String,
    /// When it was made.
    pub(super) made_at: OffsetDateTime,
    /// Its parts, in the order in which they are read.
    pub(super) blocks: Vec<Block>,
}

/// A part of a document.
pub(super) enum Block {
    /// The one heading of the first level.
    Title(String),
    /// A heading of the second level; it stands in the outline.
    Heading(String),
    /// A heading of the third level.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that stands out.
    Lead(String),
    /// A paragraph in the background.
    Aside(String),
    /// Names and values, as a table with a header cell in each row.
    Facts(Vec<(String, Cell)>),
    /// A table with a row of header cells.
    Table {
        /// The columns.
        columns: Vec<Column>,
        /// The rows; the first cell of each is its header.
        rows: Vec<Vec<Cell>>,
    },
}

/// A column.
pub(super) struct Column {
    /// Its header.
    pub(super) head: &'static str,
    /// Its part of the width.
    pub(super) share: f32,
}

/// A cell: paragraphs in one face.
pub(super) struct Cell {
    /// The text; a line feed begins a new paragraph.
    pub(super) text: String,
    /// Its face.
    pub(super) face: Face,
}

impl Cell {
    /// Plain text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            face: Face::Text,
        }
    }

    /// Text that stands out.
    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            face: Face::Strong,
        }
    }

    /// Codes and hashes, in which every character counts.
    pub(super) fn mono(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            face: Face::Mono,
        }
    }
}

/// A column by its header and its part of the width.
pub(super) fn column(head: &'static str, share: f32) -> Column {
    Column { head, share }
}
