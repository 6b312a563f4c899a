//! Writes the tree.

use super::layout::{DOCUMENT, Layout, Map, PLAIN, Part, Text};
use super::scalar::{Place, folded, key, literal, plain_or_quoted, quoted};
use crate::scenario::compile::yaml::{Key, Kind, Node};

/// What is written in one line if it fits is written so up to here.
const WIDTH: usize = 120;

/// Keys that are longer have to be marked as keys.
const LONGEST_KEY: usize = 1000;

/// The canonical text of a document.
pub(super) fn document(tree: &Node) -> String {
    let mut writer = Writer { text: String::new() };
    match &tree.kind {
        Kind::Map(fields) if !fields.is_empty() => writer.fields(fields, &DOCUMENT, 0),
        Kind::List(items) if !items.is_empty() => writer.items(items, &PLAIN, 0),
        _ => writer.text.push_str(&flow(tree, &PLAIN)),
    }
    writer.text.push('\n');
    writer.text
}

struct Writer {
    text: String,
}

impl Writer {
    /// Fields on lines of their own; the place of the first one is where the text ends now.
    fn fields(&mut self, fields: &[(Key, Node)], map: &Map, indent: usize) {
        let mut previous = None;
        for (key, node) in arranged(fields, map) {
            let (paragraph, _) = map.rank(&key.name);
            if let Some(previous) = previous {
                if previous != paragraph && indent == 0 {
                    self.text.push('\n');
                }
                self.line(indent);
            }
            previous = Some(paragraph);
            self.field(&key.name, node, map.part(&key.name), indent);
        }
    }

    fn field(&mut self, name: &str, node: &Node, part: &Part, indent: usize) {
        let key = key(name, Place::Block);
        if key.len() > LONGEST_KEY {
            self.text.push_str("? ");
            self.text.push_str(&key);
            self.line(indent);
            self.text.push_str(": ");
            self.text.push_str(&flow(node, part));
            return;
        }
        self.text.push_str(&key);
        self.text.push(':');
        match &node.kind {
            Kind::Map(_) | Kind::List(_) if self.fits(node, part, 1) => {
                self.text.push(' ');
                self.text.push_str(&flow(node, part));
            }
            Kind::Map(fields) => {
                self.line(indent + 2);
                self.fields(fields, part.map, indent + 2);
            }
            Kind::List(items) => {
                self.line(indent + 2);
                self.items(items, part, indent + 2);
            }
            Kind::Text(text) => {
                self.text.push(' ');
                self.words(text, part.text, indent + 2);
            }
            Kind::Nothing | Kind::Plain(_) => {
                self.text.push(' ');
                self.text.push_str(&flow(node, part));
            }
        }
    }

    /// Items on lines of their own; the place of the first one is where the text ends now.
    fn items(&mut self, items: &[Node], part: &Part, indent: usize) {
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                self.line(indent);
            }
            self.text.push_str("- ");
            match &item.kind {
                Kind::Map(_) | Kind::List(_) if self.fits(item, part, 0) => {
                    self.text.push_str(&flow(item, part));
                }
                Kind::Map(fields) => self.fields(fields, part.map, indent + 2),
                Kind::List(items) => self.items(items, part, indent + 2),
                Kind::Text(text) => self.words(text, part.text, indent + 2),
                Kind::Nothing | Kind::Plain(_) => self.text.push_str(&flow(item, part)),
            }
        }
    }

    fn words(&mut self, text: &str, style: Text, indent: usize) {
        if let Some(lines) = literal(text).filter(|lines| lines.len() > 1) {
            self.text.push_str("|-");
            for line in lines {
                self.line(if line.is_empty() { 0 } else { indent });
                self.text.push_str(line);
            }
            return;
        }
        let lines = match style {
            Text::Prose => folded(text, WIDTH.saturating_sub(indent)).unwrap_or_default(),
            Text::Plain | Text::Quoted | Text::QuotedPhrase => Vec::new(),
        };
        if lines.len() < 2 {
            self.text.push_str(&styled(text, style, Place::Block));
            return;
        }
        self.text.push_str(">-");
        for line in lines {
            self.line(indent);
            self.text.push_str(&line);
        }
    }

    /// Whether a map or a list is written in one line here.
    fn fits(&self, node: &Node, part: &Part, space: usize) -> bool {
        let layout = match &node.kind {
            Kind::Map(fields) if !fields.is_empty() => part.map.layout,
            Kind::List(items) if !items.is_empty() => part.list,
            _ => return true,
        };
        match layout {
            Layout::Block => false,
            Layout::Line => is_leaf(node),
            Layout::Fit => is_leaf(node) && self.column() + space + flow(node, part).chars().count() <= WIDTH,
        }
    }

    fn column(&self) -> usize {
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        line.chars().count()
    }

    fn line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }
}

/// The fields in the order of their kind; what is equal in rank stays in the author's order.
fn arranged<'n>(fields: &'n [(Key, Node)], map: &Map) -> Vec<&'n (Key, Node)> {
    let mut arranged: Vec<_> = fields.iter().collect();
    arranged.sort_by_key(|(key, _)| map.rank(&key.name));
    arranged
}

/// Whether a map or a list holds no further map, and no text with line breaks.
fn is_leaf(node: &Node) -> bool {
    let is_one_line = |node: &Node| !matches!(&node.kind, Kind::Text(text) if text.contains('\n'));
    let is_scalar = |node: &Node| !matches!(node.kind, Kind::Map(_) | Kind::List(_)) && is_one_line(node);
    match &node.kind {
        Kind::List(items) => items.iter().all(is_scalar),
        Kind::Map(fields) => fields.iter().all(|(_, node)| match &node.kind {
            Kind::List(items) => items.iter().all(is_scalar),
            _ => is_scalar(node),
        }),
        _ => is_one_line(node),
    }
}

/// Anything in one line.
fn flow(node: &Node, part: &Part) -> String {
    match &node.kind {
        Kind::Nothing => "null".to_owned(),
        Kind::Plain(text) => text.clone(),
        Kind::Text(text) => styled(text, part.text, Place::Flow),
        Kind::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, part)).collect();
            format!("[{}]", items.join(", "))
        }
        Kind::Map(fields) => {
            let fields: Vec<String> = arranged(fields, part.map)
                .into_iter()
                .map(|(name, node)| {
                    let (key, value) = (
                        key(&name.name, Place::Flow),
                        flow(node, part.map.part(&name.name)),
                    );
                    match key.len() {
                        0..=LONGEST_KEY => format!("{key}: {value}"),
                        _ => format!("? {key} : {value}"),
                    }
                })
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}

fn styled(text: &str, style: Text, place: Place) -> String {
    match style {
        Text::Quoted => quoted(text),
        Text::QuotedPhrase if text.contains(' ') => quoted(text),
        Text::QuotedPhrase | Text::Plain | Text::Prose => plain_or_quoted(text, place),
    }
}
