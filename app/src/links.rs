//! Addresses of pages, in one place.

use uuid::Uuid;

/// A module's page.
#[must_use]
pub fn module(slug: &str) -> String {
    format!("/modules/{slug}")
}

/// Practice in a module.
#[must_use]
pub fn practise(slug: &str) -> String {
    format!("/modules/{slug}/practise")
}

/// A graded run in a module.
#[must_use]
pub fn graded_run(slug: &str) -> String {
    format!("/modules/{slug}/run")
}

/// The debrief of an attempt.
#[must_use]
pub fn debrief(attempt: Uuid) -> String {
    format!("/attempts/{attempt}")
}

/// A person's page.
#[must_use]
pub fn person(person: Uuid) -> String {
    format!("/people/{person}")
}

/// A unit's matrix.
#[must_use]
pub fn unit(unit: Uuid) -> String {
    format!("/units/{unit}")
}

/// Percent-encodes a value for a query string.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The wanted path after signing in, if it is one of ours: never another site's address.
#[must_use]
pub fn safe_next(next: &str) -> &str {
    // Browsers drop tabs and line ends inside an address, and some read a backslash as a slash.
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let ours = plain && next.starts_with('/') && !next.starts_with("//");
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(safe_next("/modules/a?b=c"), "/modules/a?b=c");
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\u{e9}",
            "/ ",
        ] {
            assert_eq!(safe_next(bad), "/");
        }
    }

    #[test]
    fn a_path_survives_encoding_as_a_query_value() {
        assert_eq!(encode("/modules/a?b=c d"), "/modules/a%3Fb%3Dc%20d");
    }
}
