//! What stands in the source outside fields and values, and would be lost: comments and tags.

use crate::diagnostic::{Code, Span};
use crate::scenario::compile::reader::Reader;
use crate::scenario::compile::yaml::{Kind, Node};

/// Makes a remark for each comment and each tag.
pub(super) fn remarks(reader: &mut Reader, tree: &Node) {
    let mut spans = Vec::new();
    scalars(tree, &mut spans);
    spans.sort();
    let end = u32::try_from(reader.source().len()).unwrap_or(u32::MAX);
    let mut begin = 0;
    for span in spans {
        gap(reader, begin, span.start);
        begin = begin.max(span.end);
    }
    gap(reader, begin, end);
}

/// Looks between two values. Nothing stands there but marks of YAML, so that a `#` begins a comment and a `!` a tag.
fn gap(reader: &mut Reader, begin: u32, end: u32) {
    let source = reader.source();
    let mut begin = begin as usize;
    let end = end as usize;
    while let Some(rest) = source.get(begin..end) {
        let Some(at) = rest.find(['#', '!']) else { return };
        let found = &rest[at..];
        let (code, length) = if found.starts_with('#') {
            (Code::Comment, found.find(['\n', '\r']))
        } else {
            (Code::NoAnchors, found.find(char::is_whitespace))
        };
        let start = begin + at;
        begin = start + length.unwrap_or(found.len());
        let to_u32 = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        reader.say(code, reader.span(to_u32(start), to_u32(begin)), &[]);
    }
}

fn scalars(node: &Node, spans: &mut Vec<Span>) {
    match &node.kind {
        Kind::Nothing | Kind::Text(_) | Kind::Plain(_) => spans.push(node.span),
        Kind::List(items) => items.iter().for_each(|item| scalars(item, spans)),
        Kind::Map(fields) => {
            for (key, node) in fields {
                spans.push(key.span);
                scalars(node, spans);
            }
        }
    }
}
