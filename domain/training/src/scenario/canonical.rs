//! The one text of a document: the same fields in a fixed order and layout, so that two versions differ only where
//! their authors meant something else.

mod layout;
mod loose;
mod scalar;
mod write;

use super::compile::reader::Reader;
use super::compile::yaml::{Kind, Node, tree};
use super::compile::{MAX_SOURCE_BYTES, too_large};
use crate::diagnostic::{Code, Diagnostic};

/// Said of a document that would not be the same afterwards; none is known.
const NOT_THE_SAME: &str = "it cannot be written in its canonical text without a change";

/// The document in its canonical text, which compiles to the same scenario.
///
/// It need not compile: unknown fields and wrong values stay as they are. A document that is not read at all, and one
/// of which something would be lost, is refused with the remarks.
pub fn canonical(source: &str) -> Result<String, Vec<Diagnostic>> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(vec![too_large()]);
    }
    let mut reader = Reader::new(source);
    let read = tree(&reader).map_err(|diagnostic| vec![diagnostic])?;
    let not_the_same = reader.diagnostic(Code::BadYaml, read.span, &[NOT_THE_SAME]);
    loose::remarks(&mut reader, &read);
    let lost = reader.finish();
    if !lost.is_empty() {
        return Err(lost);
    }
    let written = write::document(&read);
    if written.len() > MAX_SOURCE_BYTES {
        return Err(vec![too_large()]);
    }
    // The file is about to be replaced: what was written is read again, and says the same or is not used.
    match tree(&Reader::new(&written)) {
        Ok(again) if says_the_same(&read, &again) => Ok(written),
        _ => Err(vec![not_the_same]),
    }
}

/// Whether two trees differ at most in places and in the order of different fields.
fn says_the_same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Nothing, Kind::Nothing) => true,
        (Kind::Text(one), Kind::Text(other)) | (Kind::Plain(one), Kind::Plain(other)) => one == other,
        (Kind::List(one), Kind::List(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| says_the_same(one, other))
        }
        (Kind::Map(one), Kind::Map(other)) => {
            let mut one: Vec<_> = one.iter().collect();
            let mut other: Vec<_> = other.iter().collect();
            one.sort_by(|a, b| a.0.name.cmp(&b.0.name));
            other.sort_by(|a, b| a.0.name.cmp(&b.0.name));
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.0.name == other.0.name && says_the_same(&one.1, &other.1))
        }
        _ => false,
    }
}
