//! Cuts an expression into words, numbers and signs.

use super::Fault;
use crate::diagnostic::Code;

/// One piece of an expression and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Number(f64),
    /// A name, perhaps with dots, or a unit's word.
    Word(String),
    Variable(String),
    Sign(&'static str),
}

const SIGNS: [&str; 14] = [
    "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "=",
];

/// All tokens, or the first piece that is none.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, Fault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        let rest = &source[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = if first.is_ascii_digit() {
            number(rest, at)?
        } else if first == '$' {
            let length = 1 + name_length(&rest[1..]);
            if length == 1 {
                return Err(Fault::new(Code::UnexpectedCharacter, at, at + 1).arg("$"));
            }
            (TokenKind::Variable(rest[1..length].to_owned()), length)
        } else if first == '%' {
            (TokenKind::Word("%".to_owned()), 1)
        } else if first.is_ascii_alphabetic() {
            let length = name_length(rest);
            (TokenKind::Word(rest[..length].to_owned()), length)
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            (TokenKind::Sign(sign), sign.len())
        } else {
            return Err(
                Fault::new(Code::UnexpectedCharacter, at, at + first.len_utf8()).arg(&first.to_string())
            );
        };
        tokens.push(Token {
            kind,
            start: to_u32(at),
            end: to_u32(at + length),
        });
        at += length;
    }
    Ok(tokens)
}

fn number(rest: &str, at: usize) -> Result<(TokenKind, usize), Fault> {
    let whole = digits(rest);
    let mut length = whole;
    if rest[length..].starts_with('.') {
        let decimals = digits(&rest[length + 1..]);
        if decimals == 0 {
            return Err(Fault::new(Code::BadNumber, at, at + length + 1).arg(&rest[..=length]));
        }
        length += 1 + decimals;
    }
    let text = &rest[..length];
    let glued = rest[length..]
        .chars()
        .next()
        .is_some_and(|next| next == '.' || next == '_');
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && length <= 24 && !glued => Ok((TokenKind::Number(value), length)),
        _ => Err(Fault::new(Code::BadNumber, at, at + length).arg(text)),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Letters, digits and underscores; a dot only when a letter or digit follows.
fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut length = 0;
    while length < bytes.len() {
        let dot =
            bytes[length] == b'.' && length > 0 && bytes.get(length + 1).is_some_and(|next| inside(*next));
        if !inside(bytes[length]) && !dot {
            break;
        }
        length += 1;
    }
    length
}

pub(super) fn to_u32(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
