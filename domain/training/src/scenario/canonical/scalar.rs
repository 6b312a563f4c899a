//! How a text is written so that YAML gives the same text back.

use crate::scenario::compile::reader::Reader;
use crate::scenario::compile::yaml::{Kind, tree};

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On a line of its own.
    Block,
    /// Between braces or brackets, where commas divide.
    Flow,
}

/// The text without quotes if it is read back as this text, else in quotes.
pub(super) fn plain_or_quoted(text: &str, place: Place) -> String {
    if is_plain(text, place) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A field's name. It is always read as text, so that only nothing could be taken for another type.
pub(super) fn key(name: &str, place: Place) -> String {
    let is_read = || match tree(&Reader::new(&format!("{name}: 1"))) {
        Ok(node) => {
            matches!(&node.kind, Kind::Map(fields) if matches!(&fields[..], [(key, _)] if key.name == name))
        }
        Err(_) => false,
    };
    // Without quotes this would be a merge key.
    let is_merge = name == "<<";
    if !is_merge && is_free(name, place) && (!looks_like_another_type(name) || is_read()) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// The text in double quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                written.push('\\');
                written.push(letter);
            }
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            letter if is_printable(letter) => written.push(letter),
            letter => written.push_str(&format!("\\u{:04X}", u32::from(letter))),
        }
    }
    written.push('"');
    written
}

/// The lines of a text that is folded at spaces to a width, or nothing if folding would lose something.
pub(super) fn folded(text: &str, width: usize) -> Option<Vec<String>> {
    if text.is_empty() || text.trim() != text || !text.chars().all(is_printable) {
        return None;
    }
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    Some(lines)
}

/// The lines of a text with line breaks, or nothing if a block of lines cannot hold it without a loss.
pub(super) fn literal(text: &str) -> Option<Vec<&str>> {
    let lines: Vec<&str> = text.split('\n').collect();
    let holds = |line: &&str| line.trim_end() == *line && line.chars().all(is_printable);
    let begins = |line: &&str| !line.is_empty() && !line.starts_with(char::is_whitespace);
    let is_good = lines.first().is_some_and(begins)
        && lines.last().is_some_and(|line| !line.is_empty())
        && lines.iter().all(holds);
    is_good.then_some(lines)
}

/// Splits at single spaces only, since folding would change others, and not behind a number: its unit stays with it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices(' ') {
        let before = text[..at].chars().next_back();
        let behind = text[at + 1..].chars().next();
        let holds = |letter: char| letter.is_whitespace() || letter.is_ascii_digit();
        if !before.is_none_or(holds) && !behind.is_none_or(char::is_whitespace) {
            words.push(&text[begin..at]);
            begin = at + 1;
        }
    }
    words.push(&text[begin..]);
    words
}

fn is_plain(text: &str, place: Place) -> bool {
    let is_read = || matches!(tree(&Reader::new(text)), Ok(node) if matches!(&node.kind, Kind::Text(read) if read == text));
    is_free(text, place) && (!looks_like_another_type(text) || is_read())
}

/// Whether no letter of the text means something to YAML where it stands.
fn is_free(text: &str, place: Place) -> bool {
    const INDICATORS: &[char] = &[
        '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
    ];
    let divides = place == Place::Flow && text.contains([',', '[', ']', '{', '}']);
    !text.is_empty()
        && text.trim() == text
        && text.chars().all(is_printable)
        && !text.starts_with(INDICATORS)
        && !text.starts_with("...")
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !divides
}

/// What could be a number, a truth or nothing. Then the reader is asked, since only it knows what it takes for which.
fn looks_like_another_type(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first.is_ascii_digit() || "+.~".contains(first));
    let is_short_word = text.len() <= 5 && text.chars().all(|letter| letter.is_ascii_alphabetic());
    begins || is_short_word
}

/// What YAML allows outside escapes, without tabs and without whatever some reader takes for a line break.
fn is_printable(letter: char) -> bool {
    !letter.is_control()
        && !matches!(
            letter,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}
