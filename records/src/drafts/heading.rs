//! What a document calls itself, also while it does not compile.

/// Longest name or title that is taken over, characters.
const MAX_CHARS: usize = 200;

/// The names under which a draft is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The scenario's name; empty where there is none.
    pub(super) slug: String,
    /// Its title; empty where there is none.
    pub(super) title: String,
}

/// Reads the first `scenario:` and `title:` that begin a line.
pub(super) fn heading(source: &str) -> Heading {
    let value = |field: &str| {
        let line = source
            .lines()
            .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
        let text = line.unwrap_or_default().trim().trim_matches(['"', '\'']);
        text.chars().filter(|c| !c.is_control()).take(MAX_CHARS).collect()
    };
    Heading {
        slug: value("scenario"),
        title: value("title"),
    }
}

/// The text under another name and title.
pub(super) fn renamed(source: &str, slug: &str, title: &str) -> String {
    let title = serde_json::to_string(title).unwrap_or_default();
    let (mut named, mut titled) = (false, false);
    let mut text = String::with_capacity(source.len() + 64);
    for line in source.split_inclusive('\n') {
        if !named && line.starts_with("scenario:") {
            named = true;
            text.push_str(&format!("scenario: {slug}\n"));
        } else if !titled && line.starts_with("title:") {
            titled = true;
            text.push_str(&format!("title: {title}\n"));
        } else {
            text.push_str(line);
        }
    }
    text
}

/// A name for an address, out of a title; "scenario" where nothing of it can be used.
pub(super) fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && (c.is_whitespace() || c == '-') {
            slug.push('-');
        }
    }
    let slug = slug.chars().take(60).collect::<String>();
    let slug = slug.trim_matches('-');
    // A name begins with a letter.
    let slug = slug.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    match slug {
        "" => "scenario".to_owned(),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_called_by_its_own_name_even_when_it_is_broken() {
        let found =
            heading("note: x\nscenario: the-second-line \ntitle: \"The second line\"\n  title: no\n}{");
        assert_eq!(
            (found.slug.as_str(), found.title.as_str()),
            ("the-second-line", "The second line")
        );
        assert_eq!(heading("").slug, "");
    }

    #[test]
    fn a_copy_has_another_name_and_every_other_line_as_it_was() {
        let text = renamed(
            "scenario: a\ntitle: A\nbrief:\n  task: title: x\n",
            "b",
            "B: \"two\"",
        );
        assert_eq!(
            text,
            "scenario: b\ntitle: \"B: \\\"two\\\"\"\nbrief:\n  task: title: x\n"
        );
    }

    #[test]
    fn an_address_is_made_of_a_title() {
        assert_eq!(slug_of("The 2nd line — Anna's"), "the-2nd-line-annas");
        assert_eq!(slug_of("42"), "scenario");
        assert_eq!(slug_of("  3 a.m. calls "), "am-calls");
    }
}
