//! YAML as a tree with positions.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{Location, Spanned};

use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Span};

const MAX_DEPTH: usize = 24;

/// A piece of the document.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Node {
    pub(in crate::scenario) kind: Kind,
    pub(in crate::scenario) span: Span,
}

#[derive(Clone, Debug)]
pub(in crate::scenario) enum Kind {
    Nothing,
    /// Text as written, quotes taken off.
    Text(String),
    /// A plain number or truth as written.
    Plain(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

#[derive(Clone, Debug)]
pub(in crate::scenario) struct Key {
    pub(in crate::scenario) name: String,
    pub(in crate::scenario) span: Span,
}

/// Reads the document within limits of depth and size.
pub(in crate::scenario) fn tree(reader: &Reader) -> Result<Node, Diagnostic> {
    let budget = serde_saphyr::budget! {
        max_depth: MAX_DEPTH,
        flow_nesting_limit: MAX_DEPTH,
        max_events: 60_000,
        max_nodes: 30_000,
        max_aliases: 0,
        max_anchors: 0,
        max_documents: 1,
    };
    let options = serde_saphyr::options! {
        budget: budget,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(reader.source(), options) {
        Ok(raw) => Ok(node(reader, raw)),
        Err(error) => Err(fault(reader, &error)),
    }
}

fn fault(reader: &Reader, error: &serde_saphyr::Error) -> Diagnostic {
    let span = error
        .location()
        .map_or_else(|| reader.span(0, 0), |location| place(reader, &location));
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    let told = line.to_lowercase();
    if ["depth", "nesting", "recursion", "nested"]
        .iter()
        .any(|word| told.contains(word))
    {
        return reader.diagnostic(Code::TooNested, span, &[]);
    }
    if ["alias", "anchor", "merge"]
        .iter()
        .any(|word| told.contains(word))
    {
        return reader.diagnostic(Code::NoAnchors, span, &[]);
    }
    reader.diagnostic(Code::BadYaml, span, &[line])
}

fn place(reader: &Reader, location: &Location) -> Span {
    let span = location.span();
    match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(length)) => reader.span(clamp(start), clamp(start.saturating_add(length))),
        _ => reader.span_at_line(clamp(location.line()), clamp(location.column())),
    }
}

fn clamp(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn node(reader: &Reader, raw: Spanned<Raw>) -> Node {
    let span = place(reader, &raw.referenced);
    let kind = match raw.value {
        Raw::Nothing => Kind::Nothing,
        Raw::Text(text) => Kind::Text(text),
        // The exact spelling, not what a number became.
        Raw::Plain(text) => Kind::Plain(reader.slice(span).map_or(text, |slice| slice.trim().to_owned())),
        Raw::List(items) => Kind::List(items.into_iter().map(|item| node(reader, item)).collect()),
        Raw::Map(fields) => Kind::Map(
            fields
                .into_iter()
                .map(|(key, value)| {
                    let key = Key {
                        span: place(reader, &key.referenced),
                        name: key.value,
                    };
                    (key, node(reader, value))
                })
                .collect(),
        ),
    };
    Node { kind, span }
}

enum Raw {
    Nothing,
    Text(String),
    Plain(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, a number, a list or fields")
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(field) = fields.next_entry()? {
            map.push(field);
        }
        Ok(Raw::Map(map))
    }
}
