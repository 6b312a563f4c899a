//! What people write in their own words: statements, answers and reasons.

use crate::{Error, Invalid};

/// The most characters of a statement, answer or reason.
const MAX_CHARS: usize = 2000;

/// The text without white space around it. It may have several lines.
pub(crate) fn required_words(field: &str, text: &str) -> Result<String, Error> {
    let text = text.trim().replace("\r\n", "\n");
    let strange = |c: char| c.is_control() && c != '\n' && c != '\t';
    match text.as_str() {
        "" => Err(Error::invalid(field, Invalid::Empty)),
        long if MAX_CHARS < long.chars().count() => Err(Error::invalid(field, Invalid::TooLong)),
        bad if bad.contains(strange) => Err(Error::invalid(field, Invalid::Malformed)),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_have_lines_but_not_be_empty_or_endless() {
        assert_eq!(required_words("reason", " a\r\nb ").unwrap(), "a\nb");
        assert!(required_words("reason", " \n ").is_err());
        assert!(required_words("reason", "a\0b").is_err());
        assert!(required_words("reason", &"é".repeat(MAX_CHARS)).is_ok());
        assert!(required_words("reason", &"é".repeat(MAX_CHARS + 1)).is_err());
    }
}
