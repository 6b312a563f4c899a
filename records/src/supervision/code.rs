//! The code itself: short enough to be read out, kept as a keyed hash only.

use crate::Records;
use crate::secret::{keyed_hash, random_bytes};
use uuid::Uuid;

/// Letters and digits that nobody takes for one another, heard or read.
const ALPHABET: &[u8; 24] = b"34679ACDEFGHJKMNPQRTVWXY";
/// Some 36 bits, for ten minutes and a person who may miss five times.
const CHARS: usize = 8;

/// A new code.
pub(super) fn new() -> String {
    let mut code = String::with_capacity(CHARS);
    while code.len() < CHARS {
        let [byte] = random_bytes::<1>();
        // The last sixteen values would make some letters likelier than others.
        if byte < 240 {
            code.push(char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
        }
    }
    code
}

/// A code as it was typed, in its one form; none if no code looks like it.
pub(super) fn normal_form(typed: &str) -> Option<String> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(CHARS + 1)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let known = plain.bytes().all(|byte| ALPHABET.contains(&byte));
    (plain.len() == CHARS && known).then_some(plain)
}

/// What is kept of a code: a keyed hash over it and the supervision it belongs to.
pub(super) fn hash(records: &Records, supervision: Uuid, code: &str) -> Vec<u8> {
    let message = [
        b"titrate supervision code".as_slice(),
        supervision.as_bytes(),
        code.as_bytes(),
    ]
    .concat();
    keyed_hash(&records.secrets().key, &message).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        for typed in ["34ACDEFG", " 34ac-defg", "34AC DEFG "] {
            assert_eq!(normal_form(typed).as_deref(), Some("34ACDEFG"), "{typed}");
        }
        for typed in ["", "34ACDEF", "34ACDEFGH", "34ACDEF0", "34ACDEFÉ"] {
            assert_eq!(normal_form(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_code_can_be_typed_in_and_none_is_made_twice() {
        let codes: Vec<String> = (0..200).map(|_| new()).collect();
        for code in &codes {
            assert_eq!(normal_form(code).as_ref(), Some(code));
            assert_eq!(codes.iter().filter(|other| *other == code).count(), 1);
        }
    }
}
