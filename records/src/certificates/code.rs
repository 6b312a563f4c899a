//! The code of a certificate: made from its id with the server's key, so that its holder can see it again although the
//! database keeps only its hash.

use crate::Records;
use crate::secret::{hmac_sha256, sha256};
use uuid::Uuid;

/// Crockford's alphabet: no letter that looks like another or like a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Sixty bits.
const CHARS: usize = 12;

/// The code of a certificate, without the spaces it is shown with.
pub(super) fn of(records: &Records, org: Uuid, certificate: Uuid) -> String {
    let message = [
        b"titrate certificate code".as_slice(),
        org.as_bytes(),
        certificate.as_bytes(),
    ]
    .concat();
    hmac_sha256(&records.secrets().key, &message)
        .iter()
        .take(CHARS)
        .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
        .collect()
}

/// The hash by which a code is found. It needs no key, so that printed codes outlive one.
pub(super) fn hash(code: &str) -> Vec<u8> {
    sha256(format!("titrate certificate {code}").as_bytes()).to_vec()
}

/// A code as it was typed, in its one form: without spaces and hyphens, and with the letters that are taken for digits
/// read as those.
pub(super) fn normal_form(typed: &str) -> String {
    let plain = |c: char| match c.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        ' ' | '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => None,
        other => Some(other),
    };
    typed.chars().filter_map(plain).take(2 * CHARS).collect()
}

/// A code in groups of four, as people read and type it.
pub(super) fn shown(code: &str) -> String {
    let groups: Vec<&str> = code
        .as_bytes()
        .chunks(4)
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        for typed in [
            "7f3a-0bq1-xy9z",
            " 7F3A 0BQ1 XY9Z ",
            "7F3AoBQlXY9Z",
            "7F3A\u{2011}OBQI-XY9Z",
        ] {
            assert_eq!(normal_form(typed), "7F3A0BQ1XY9Z", "{typed}");
        }
        assert_eq!(shown("7F3A0BQ1XY9Z"), "7F3A-0BQ1-XY9Z");
    }

    #[test]
    fn the_alphabet_has_no_look_alikes() {
        for letter in "ILOU".chars() {
            assert!(!ALPHABET.contains(&(letter as u8)));
        }
    }
}
