//! Reads fields out of the tree, keeps where each stood, and collects the remarks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::yaml::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Fault;
use crate::language::suggest::closest;

pub(in crate::scenario) struct Reader<'s> {
    source: &'s str,
    /// The byte at which each line begins.
    lines: Vec<u32>,
    diagnostics: Vec<Diagnostic>,
    /// Where each field stood and what it said, by dotted path.
    places: BTreeMap<String, (Span, String)>,
}

impl<'s> Reader<'s> {
    pub(in crate::scenario) fn new(source: &'s str) -> Reader<'s> {
        let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(breaks.map(|(at, _)| to_u32(at + 1)))
            .collect();
        Reader {
            source,
            lines,
            diagnostics: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    pub(in crate::scenario) fn source(&self) -> &'s str {
        self.source
    }

    pub(in crate::scenario) fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics
            .sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        self.diagnostics.dedup();
        self.diagnostics
    }

    pub(in crate::scenario) fn slice(&self, span: Span) -> Option<&'s str> {
        self.source.get(span.start as usize..span.end as usize)
    }

    pub(in crate::scenario) fn span(&self, start: u32, end: u32) -> Span {
        let limit = to_u32(self.source.len());
        let (start, end) = (start.min(limit), end.min(limit));
        let line = self.lines.partition_point(|&begin| begin <= start).max(1);
        let begin = self.lines[line - 1];
        let before = self
            .source
            .get(begin as usize..start as usize)
            .unwrap_or_default();
        let column = to_u32(before.chars().count()) + 1;
        Span {
            start,
            end: end.max(start),
            line: to_u32(line),
            column,
        }
    }

    pub(super) fn span_at_line(&self, line: u32, column: u32) -> Span {
        let begin = self
            .lines
            .get(line.saturating_sub(1) as usize)
            .copied()
            .unwrap_or_default();
        Span {
            start: begin,
            end: begin,
            line: line.max(1),
            column: column.max(1),
        }
    }

    pub(in crate::scenario) fn diagnostic(&self, code: Code, span: Span, args: &[&str]) -> Diagnostic {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        Diagnostic {
            code,
            severity: code.severity(),
            span,
            args,
            suggestion: None,
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        // Nobody reads more, and a broken file could have thousands.
        if self.diagnostics.len() < 500 {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether such a remark was made.
    pub(super) fn has(&self, code: Code) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    }

    pub(in crate::scenario) fn say(&mut self, code: Code, span: Span, args: &[&str]) {
        self.report(self.diagnostic(code, span, args));
    }

    pub(super) fn say_closest<'c>(
        &mut self,
        code: Code,
        span: Span,
        word: &str,
        known: impl IntoIterator<Item = &'c str>,
    ) {
        let diagnostic = self.diagnostic(code, span, &[word]);
        self.report(Diagnostic {
            suggestion: closest(word, known),
            ..diagnostic
        });
    }

    /// A remark that knows what was meant.
    pub(super) fn say_instead(&mut self, code: Code, span: Span, name: &str, meant: &str) {
        let mut diagnostic = self.diagnostic(code, span, &[name]);
        diagnostic.suggestion = Some(meant.to_owned());
        self.report(diagnostic);
    }

    /// Where a field stands; the nearest enclosing one that is known.
    pub(super) fn place(&self, path: &str) -> Span {
        let mut path = path;
        loop {
            if let Some((span, _)) = self.places.get(path) {
                return *span;
            }
            match path.rsplit_once('.') {
                Some((outer, _)) => path = outer,
                None => return self.span(0, 0),
            }
        }
    }

    /// Reports what is wrong inside an expression at the place of the expression.
    pub(super) fn say_faults(&mut self, path: &str, faults: &[Fault]) {
        for fault in faults {
            let span = self.fault_span(path, fault);
            self.report(Diagnostic {
                code: fault.code,
                severity: fault.code.severity(),
                span,
                args: fault.args.clone(),
                suggestion: fault.suggestion.clone(),
            });
        }
    }

    fn fault_span(&self, path: &str, fault: &Fault) -> Span {
        let Some((span, text)) = self.places.get(path) else {
            return self.place(path);
        };
        let begins = |start: u32| {
            self.source
                .get(start as usize..)
                .is_some_and(|rest| rest.starts_with(text.as_str()))
        };
        // Behind an opening quote, or at once; a folded text is reported as a whole.
        let start = [span.start, span.start.saturating_add(1)]
            .into_iter()
            .find(|start| begins(*start));
        match start {
            Some(start) => self.span(start.saturating_add(fault.start), start.saturating_add(fault.end)),
            None => *span,
        }
    }

    /// The fields of a map. Unknown and repeated ones are reported; `note` may stand anywhere.
    pub(super) fn fields<'n>(&mut self, node: &'n Node, path: &str, known: &[&str]) -> Fields<'n> {
        self.places.insert(path.to_owned(), (node.span, String::new()));
        let Kind::Map(entries) = &node.kind else {
            self.wrong_shape(node, path, "fields");
            return Fields {
                entries: &[],
                span: node.span,
                path: path.to_owned(),
            };
        };
        let mut seen = BTreeSet::new();
        for (key, _) in entries {
            if !seen.insert(key.name.as_str()) {
                self.say(Code::DuplicateField, key.span, &[&key.name]);
            }
            if key.name != "note" && !known.contains(&key.name.as_str()) {
                self.say_closest(Code::UnknownField, key.span, &key.name, known.iter().copied());
            }
        }
        Fields {
            entries,
            span: node.span,
            path: path.to_owned(),
        }
    }

    pub(super) fn wrong_shape(&mut self, node: &Node, path: &str, wanted: &str) {
        let name = path
            .rsplit('.')
            .find(|part| part.parse::<u32>().is_err())
            .unwrap_or(path)
            .to_owned();
        let name = if name.is_empty() {
            "scenario".to_owned()
        } else {
            name
        };
        self.say(Code::WrongShape, node.span, &[&name, wanted]);
    }

    /// Any scalar as text.
    pub(super) fn text(&mut self, node: &Node, path: &str) -> Option<String> {
        match &node.kind {
            Kind::Text(text) | Kind::Plain(text) => {
                self.places.insert(path.to_owned(), (node.span, text.clone()));
                Some(text.clone())
            }
            Kind::Nothing | Kind::List(_) | Kind::Map(_) => {
                self.wrong_shape(node, path, "text");
                None
            }
        }
    }

    pub(super) fn optional(&mut self, fields: &Fields, name: &str) -> Option<String> {
        let node = fields.get(name)?;
        self.text(node, &fields.path_of(name))
    }

    pub(super) fn required(&mut self, fields: &Fields, name: &str) -> String {
        match fields.get(name) {
            Some(node) => self.text(node, &fields.path_of(name)).unwrap_or_default(),
            None => {
                self.say(Code::MissingField, self.key_span(fields), &[name]);
                String::new()
            }
        }
    }

    pub(super) fn number(&mut self, fields: &Fields, name: &str) -> Option<u64> {
        let text = self.optional(fields, name)?;
        match text.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                self.say(
                    Code::WrongShape,
                    self.place(&fields.path_of(name)),
                    &[name, "a whole number"],
                );
                None
            }
        }
    }

    pub(super) fn truth(&mut self, fields: &Fields, name: &str) -> bool {
        match self.optional(fields, name).as_deref() {
            Some("true") => true,
            Some("false") | None => false,
            Some(_) => {
                self.say(
                    Code::WrongShape,
                    self.place(&fields.path_of(name)),
                    &[name, "true or false"],
                );
                false
            }
        }
    }

    /// The items of a list with their paths; a single item may stand without a list.
    pub(super) fn items<'n>(&mut self, fields: &Fields<'n>, name: &str) -> Vec<(String, &'n Node)> {
        let Some(node) = fields.get(name) else {
            return Vec::new();
        };
        let path = fields.path_of(name);
        self.places.insert(path.clone(), (node.span, String::new()));
        match &node.kind {
            Kind::List(items) => items
                .iter()
                .enumerate()
                .map(|(place, item)| (format!("{path}.{place}"), item))
                .collect(),
            Kind::Nothing => Vec::new(),
            Kind::Map(_) | Kind::Text(_) | Kind::Plain(_) => vec![(format!("{path}.0"), node)],
        }
    }

    pub(super) fn texts(&mut self, fields: &Fields, name: &str) -> Vec<String> {
        let items = self.items(fields, name);
        items
            .into_iter()
            .filter_map(|(path, item)| self.text(item, &path))
            .collect()
    }

    /// A part that the simulators' own types will read.
    pub(super) fn template(&mut self, node: &Node, path: &str) -> Value {
        self.places.insert(path.to_owned(), (node.span, String::new()));
        match &node.kind {
            Kind::Nothing => Value::Null,
            Kind::Text(text) => {
                self.places.insert(path.to_owned(), (node.span, text.clone()));
                Value::from(text.as_str())
            }
            Kind::Plain(text) => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str())),
            Kind::List(items) => {
                let each = items.iter().enumerate();
                each.map(|(place, item)| self.template(item, &format!("{path}.{place}")))
                    .collect()
            }
            Kind::Map(entries) => {
                let each = entries.iter().filter(|(key, _)| key.name != "note");
                let fields = each.map(|(key, item)| {
                    (
                        key.name.clone(),
                        self.template(item, &format!("{path}.{}", key.name)),
                    )
                });
                Value::Object(fields.collect())
            }
        }
    }

    /// An id: small letters, digits, underscores.
    pub(super) fn id(&mut self, fields: &Fields, hyphens: Hyphens) -> String {
        let id = self.required(fields, "id");
        let allowed = |letter: char| {
            letter.is_ascii_lowercase()
                || letter.is_ascii_digit()
                || letter == '_'
                || (letter == '-' && hyphens == Hyphens::Allowed)
        };
        let starts = id.chars().next().is_some_and(|first| first.is_ascii_lowercase());
        if !id.is_empty() && (!starts || !id.chars().all(allowed) || id == crate::script::END) {
            self.say(Code::BadId, self.place(&fields.path_of("id")), &[&id]);
        }
        id
    }

    /// Reports ids that occur twice.
    pub(super) fn distinct<'i>(&mut self, ids: impl IntoIterator<Item = (String, &'i str)>) {
        let mut seen = BTreeSet::new();
        for (path, id) in ids {
            if !id.is_empty() && !seen.insert(id) {
                self.say(Code::DuplicateId, self.place(&format!("{path}.id")), &[id]);
            }
        }
    }

    pub(super) fn key_span(&self, fields: &Fields) -> Span {
        // The first line of the fields is enough to find them.
        let line_end = self.source[fields.span.start as usize..]
            .find('\n')
            .map_or(fields.span.end, |length| {
                fields.span.start.saturating_add(to_u32(length))
            });
        Span {
            end: fields.span.end.min(line_end),
            ..fields.span
        }
    }
}

/// Whether an id may hold hyphens: those of expressions may not, since a hyphen is a minus there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    Allowed,
    Refused,
}

pub(super) struct Fields<'n> {
    entries: &'n [(super::yaml::Key, Node)],
    pub(super) span: Span,
    pub(super) path: String,
}

impl<'n> Fields<'n> {
    pub(super) fn get(&self, name: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
    }

    pub(super) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&'n super::yaml::Key, &'n Node)> {
        self.entries.iter().map(|(key, node)| (key, node))
    }
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
