//! Addresses of pages, in one place.

use competency::EvidenceKind;
use simulators::validation::Subject;
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

/// Where a learner types in the code of a supervised run in a module.
#[must_use]
pub fn supervised_run(slug: &str) -> String {
    format!("/modules/{slug}/supervised")
}

/// The debrief of an attempt.
#[must_use]
pub fn debrief(attempt: Uuid) -> String {
    format!("/attempts/{attempt}")
}

/// Where a piece of evidence comes from; none where there is no page of its own.
#[must_use]
pub fn evidence(kind: EvidenceKind, source: Uuid) -> Option<String> {
    match kind {
        EvidenceKind::SimulatorRun | EvidenceKind::SupervisedRun => Some(debrief(source)),
        EvidenceKind::Test => Some(sitting(source)),
        EvidenceKind::ObservedPractice => Some(observation(source)),
        EvidenceKind::Document | EvidenceKind::PriorLearning => Some(acceptance(source)),
        EvidenceKind::SignOff => Some(sign_off(source)),
    }
}

/// A test.
#[must_use]
pub fn test(slug: &str) -> String {
    format!("/tests/{slug}")
}

/// How a test and its items work.
#[must_use]
pub fn test_statistics(slug: &str) -> String {
    format!("/tests/{slug}/statistics")
}

/// A panel of judges.
#[must_use]
pub fn panel(panel: Uuid) -> String {
    format!("/panels/{panel}")
}

/// A sitting of a test: the sheet while it is open, the result after.
#[must_use]
pub fn sitting(sitting: Uuid) -> String {
    format!("/sittings/{sitting}")
}

/// Where an assessor chooses what to do with a learner.
#[must_use]
pub fn assess(person: Uuid) -> String {
    format!("/assess?person={person}")
}

/// A checklist at a learner's side.
#[must_use]
pub fn observe(person: Uuid, checklist: &str) -> String {
    format!("/observe/{person}/{checklist}")
}

/// A supervised run of a learner.
#[must_use]
pub fn supervise(person: Uuid) -> String {
    format!("/supervise?person={person}")
}

/// A checklist as it is published.
#[must_use]
pub fn checklist(slug: &str) -> String {
    format!("/checklists/{slug}")
}

/// An observation.
#[must_use]
pub fn observation(observation: Uuid) -> String {
    format!("/observations/{observation}")
}

/// The form that signs a competency off.
#[must_use]
pub fn sign_off_form(person: Uuid, competency: &str) -> String {
    format!("/people/{person}/sign-off/{competency}")
}

/// The form that corrects a sign-off.
#[must_use]
pub fn correct_sign_off(person: Uuid, competency: &str, sign_off: Uuid) -> String {
    format!("/people/{person}/sign-off/{competency}?corrects={sign_off}")
}

/// The form that accepts a document or prior learning.
#[must_use]
pub fn accept(person: Uuid) -> String {
    format!("/people/{person}/accept")
}

/// A document or prior learning that was looked at.
#[must_use]
pub fn acceptance(acceptance: Uuid) -> String {
    format!("/acceptances/{acceptance}")
}

/// A framework.
#[must_use]
pub fn framework(slug: &str) -> String {
    format!("/frameworks/{slug}")
}

/// How the models are checked.
pub const VALIDATION: &str = "/validation";

/// How one device or model is checked.
#[must_use]
pub fn validation(subject: Subject) -> String {
    format!("{VALIDATION}/{}", subject.as_str())
}

/// Practice in naming waveforms.
pub const WAVEFORMS: &str = "/practice/waveforms";

/// One case of that practice, to be pointed at.
#[must_use]
pub fn waveform(seed: u64) -> String {
    format!("{WAVEFORMS}?case={seed}")
}

/// A framework in a version.
#[must_use]
pub fn framework_version(slug: &str, version: u32) -> String {
    format!("/frameworks/{slug}?version={version}")
}

/// A sign-off.
#[must_use]
pub fn sign_off(sign_off: Uuid) -> String {
    format!("/sign-offs/{sign_off}")
}

/// A person's page.
#[must_use]
pub fn person(person: Uuid) -> String {
    format!("/people/{person}")
}

/// A person's record.
#[must_use]
pub fn record(person: Uuid) -> String {
    format!("/people/{person}/record")
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

/// The studio.
pub const STUDIO: &str = "/studio";

/// A draft in the studio.
#[must_use]
pub fn draft(id: Uuid) -> String {
    format!("/studio/{id}")
}

/// A run of a draft.
#[must_use]
pub fn draft_play(id: Uuid) -> String {
    format!("/studio/{id}/play")
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
