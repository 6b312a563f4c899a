//! Which passwords may be used. No composition rules: length, and nothing that everybody would guess.

use crate::error::PasswordProblem;
use std::collections::BTreeSet;

/// The fewest characters.
pub const MIN_PASSWORD_CHARS: usize = 15;
/// The most characters.
pub const MAX_PASSWORD_CHARS: usize = 256;

/// Words and runs that lists of leaked passwords begin with, and words that anybody guesses in a hospital.
/// A long password is refused when almost nothing is left of it without them.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passw0rd",
    "p4ssword",
    "motdepasse",
    "contrasena",
    "welcome",
    "letmein",
    "iloveyou",
    "qwertyuiop",
    "qwertz",
    "qwerty",
    "azerty",
    "asdfghjkl",
    "asdf",
    "zxcvbnm",
    "yxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefgh",
    "abcdef",
    "abc",
    "1234567890",
    "0123456789",
    "9876543210",
    "123456789",
    "987654321",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "123",
    "dragon",
    "monkey",
    "football",
    "baseball",
    "superman",
    "batman",
    "princess",
    "sunshine",
    "shadow",
    "master",
    "trustno1",
    "starwars",
    "whatever",
    "freedom",
    "computer",
    "internet",
    "google",
    "admin",
    "administrator",
    "root",
    "login",
    "secret",
    "changeme",
    "default",
    "access",
    "test",
    "summer",
    "winter",
    "spring",
    "autumn",
    "monday",
    "january",
    "december",
    "hello",
    "love",
    "titrate",
    "hospital",
    "clinic",
    "nurse",
    "nursing",
    "doctor",
    "patient",
    "infusion",
    "pump",
    "ventilator",
    "simulator",
    "training",
    "competency",
    "learner",
    "assessor",
    "educator",
    "manager",
    "auditor",
    "correcthorsebatterystaple",
];

/// Whether a password may be used by somebody with these names (their own, their organisation's).
pub fn check_password_rules(password: &str, context: &[&str]) -> Result<(), PasswordProblem> {
    let n_chars = password.chars().count();
    if n_chars < MIN_PASSWORD_CHARS {
        return Err(PasswordProblem::TooShort);
    }
    if MAX_PASSWORD_CHARS < n_chars {
        return Err(PasswordProblem::TooLong);
    }
    let mut rest = password.to_lowercase();
    let words = context
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut guesses: Vec<String> = words
        .filter(|word| word.chars().count() >= 3)
        .map(str::to_lowercase)
        .collect();
    guesses.extend(COMMON.iter().map(|word| (*word).to_owned()));
    guesses.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for guess in guesses {
        rest = rest.replace(&guess, "");
    }
    let left: BTreeSet<char> = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    let distinct: BTreeSet<char> = password.to_lowercase().chars().collect();
    match left.len() < 4 || distinct.len() < 6 {
        true => Err(PasswordProblem::TooCommon),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str) -> Result<(), PasswordProblem> {
        check_password_rules(password, &["Maria Okafor", "m.okafor", "Northfield General"])
    }

    #[test]
    fn fourteen_characters_are_too_few_and_fifteen_enough() {
        assert_eq!(check("kelp ribbon zo"), Err(PasswordProblem::TooShort));
        assert_eq!(check("kelp ribbon zoo"), Ok(()));
    }

    #[test]
    fn any_characters_are_allowed_and_long_ones_too() {
        assert_eq!(check("žluťoučký kůň úpěl ďábelské ódy"), Ok(()));
        assert_eq!(check(&"kelp ribbon zoo ".repeat(8)), Ok(()));
        assert_eq!(check(&"x".repeat(257)), Err(PasswordProblem::TooLong));
    }

    #[test]
    fn repetitions_and_common_words_in_a_row_are_too_common() {
        for password in [
            "passwordpassword",
            "Password1234567890",
            "aaaaaaaaaaaaaaaaaaa",
            "qwertyuiopasdfghjkl",
            "abababababababababab",
            "TitrateHospital2026",
        ] {
            assert!(check(password).is_err(), "{password}");
        }
    }

    #[test]
    fn ones_own_names_do_not_count() {
        assert_eq!(check("MariaOkafor-Northfield"), Err(PasswordProblem::TooCommon));
    }
}
