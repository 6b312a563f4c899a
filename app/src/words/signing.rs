//! Signing: what is signed, what it means, what was accepted.

use competency::EvidenceKind;
use time::{Date, OffsetDateTime};

use super::{common, dates, standing};

words! {
    sign_off => "Sign off";
    sign_off_of(name: &str) => "Sign off: {name}";
    correct => "Correct this sign-off";
    correction_of(name: &str) => "Correct a sign-off: {name}";
    sign_off_title(competency: &str) => "Sign-off: {competency}";
    of_competency(title: &str) => ": {title}";
    lede(title: &str, framework: &str, version: u32) => "{title}. {framework}, version {version}.";
    what_is_asked => "What the rule asks";
    nothing_yet => "nothing yet";
    shown_count(count: u32) => "{count} shown";
    stands => "As it stands";
    level => "Level";
    level_hint => "The level at which you find it met.";
    not_met => "Not met";
    not_met_text => "The sign-off is withdrawn and counts no longer.";
    rests_on => "What your signature rests on";
    rests_on_hint => "What the person has shown, as it stands on the record. Choose what you looked at.";
    rests_on_nothing => "Nothing that passed is on the record for this competency.";
    rests_on_needed => "Choose at least one. The rule asks for more than a signature.";
    judgement_enough => "The rule asks for a signature only, so it may rest on your judgement alone.";
    reason => "Reason for the correction";
    reason_hint => "One or two sentences, up to 200 characters. They stay on the record beside both sign-offs.";
    reason_needed => "Say why it is corrected.";
    you_sign => "What you sign";
    you_sign_text => "Exactly this text is signed and kept, with its hash, your name and the time.";
    meaning_is => "By signing you say:";
    password => "Your password";
    password_hint => "Your password is your signature, so it is asked again each time.";
    password_needed => "Type your password to sign.";
    sign => "Sign";
    signing => "Signing";
    sign_correction => "Sign the correction";
    cannot_sign => "You cannot sign here.";
    already_corrected => "This sign-off was corrected already.";
    see_correction => "See the correction";
    withdraw_own_only => "You signed this, so you can withdraw it. Another level takes an assessor who holds the competency today.";
    corrects_notice(moment: &str, name: &str) => "You correct what {name} signed on {moment}. Both stay on the record; only the new one counts.";
    changed_meanwhile => "What is signed has changed since this page was loaded, or somebody was quicker. Nothing was signed. Load the page again and look at it once more.";
    found_met(level: &str) => "Met, at the level “{level}”";
    superseded => "Superseded";
    counts_no_longer => "Counts no longer";
    in_force => "In force";
    superseded_notice(moment: &str) => "This sign-off was superseded on {moment} and counts no longer.";
    supersedes_notice(moment: &str) => "This corrects the sign-off of {moment}.";
    see_earlier => "See the earlier sign-off";
    person => "Person";
    competency => "Competency";
    framework => "Framework";
    framework_version(title: &str, version: u32) => "{title}, version {version}";
    finding => "Finding";
    signature => "Signature";
    signed_by => "Signed by";
    signed_at => "Date and time";
    meaning => "Meaning";
    signed_text => "Text signed";
    not_counted => "The rule of this competency does not count sign-offs.";
    not_counted_text => "Your signature records at which level you find it met. Whether it is held goes on depending on what the rule asks for.";
    erased => "Erased";
    text_erased => "The text was destroyed because a person named in it was erased. Its hash stays.";
    text_hash => "SHA-256 of the text";
    ledger_entries => "Ledger";
    ledger_positions(signature: u64, record: u64) => "Entry {signature} holds the signature, entry {record} what was signed.";
    ledger_position(position: u64) => "Entry {position}";
    print => "Print";
    assessing => "Sign for this person";
    assessing_text => "You assess this person. Each signature asks for your password.";
    accept => "Accept a document or prior learning";
    accept_for(name: &str) => "Accept a document or prior learning: {name}";
    accept_lede => "Look at the document itself, or at proof of what was learnt elsewhere, before you sign.";
    looked_at => "Documents and prior learning looked at";
    nothing_to_accept => "There is no competency for which you could accept a document.";
    nothing_to_accept_text => "Documents and prior learning count where the rule of a competency names them, and you accept them only where you hold the competency yourself.";
    for_competency => "As evidence for";
    kind => "What it is";
    document_title => "Title of the document, or what was learnt";
    document_title_hint => "As it stands on the document.";
    issuer => "Issued by, or learnt at";
    shown_on => "Date on the document";
    shown_on_hint => "Validity runs from this day. Write it as 2027-11-30.";
    verdict => "Your decision";
    accepted => "Accepted";
    refused => "Refused";
    accept_choice => "Accept: it is evidence from that day";
    refuse_choice => "Refuse: it stays on the record and counts for nothing";
    fill_in => "Fill this in.";
    statement_incomplete => "The text appears here once title, issuer and date are filled in.";
    not_a_date => "Write the day as 2026-03-14: not in the future, and at most ten years ago.";
    without_signature => "Accepted by the system, without a signature.";
    recorded_at => "Recorded";
}

/// What a signature stands for, from its code.
#[must_use]
pub fn meaning_of(code: &str) -> &'static str {
    match code {
        "observed" => "I saw this practice and marked what I saw.",
        "assessed" => "I assessed this person and find the competency met.",
        "accepted" => "I looked at this document and accept or refuse it.",
        "corrected" => "This corrects what was signed before.",
        "voided" => "This result does not count.",
        "answered" => "I answer this appeal.",
        "lifted" => "I lift this restriction.",
        _ => "I stand for this text.",
    }
}

/// A piece of evidence in a signed text.
#[must_use]
pub fn piece(kind: EvidenceKind, title: &str, at: OffsetDateTime) -> String {
    format!(
        "{} “{title}” of {}",
        standing::evidence_kind(kind),
        dates::date(at.date())
    )
}

/// What a sign-off says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The person's name.
    pub name: String,
    /// The competency's title.
    pub competency: String,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// The level's title; none where the competency is found not met.
    pub level: Option<String>,
    /// The pieces of evidence it rests on, in words.
    pub rests_on: Vec<String>,
    /// When what is corrected was signed, by whom, and why it is corrected.
    pub corrects: Option<(OffsetDateTime, String, String)>,
}

/// The exact text of a sign-off.
#[must_use]
pub fn statement(of: &Statement) -> String {
    let subject = format!(
        "“{}” ({}, version {})",
        of.competency, of.framework, of.framework_version
    );
    let mut text = match &of.corrects {
        Some((signed_at, signer, reason)) => format!(
            "This corrects the sign-off that {} signed for {} on {}. Reason: {reason}\n",
            common::person(signer),
            of.name,
            dates::moment(*signed_at)
        ),
        None => String::new(),
    };
    text.push_str(&match &of.level {
        Some(level) => format!(
            "I assessed {} in the competency {subject} and find it met at the level “{level}”.",
            of.name
        ),
        None => format!("I find that {} does not meet the competency {subject}.", of.name),
    });
    if !of.rests_on.is_empty() {
        text.push_str(&format!("\nThis rests on: {}.", of.rests_on.join("; ")));
    } else if of.level.is_some() {
        text.push_str("\nThis rests on my own judgement of this person's practice.");
    }
    text
}

/// What is said of a document or of prior learning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The person's name.
    pub name: String,
    /// The competency's title.
    pub competency: String,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// A document, or prior learning.
    pub kind: EvidenceKind,
    /// What it is called.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The day on it.
    pub shown_on: Date,
    /// Whether it is accepted.
    pub accepted: bool,
}

/// The exact text that accepts or refuses a document or prior learning.
#[must_use]
pub fn paper(of: &Paper) -> String {
    let what = match of.kind {
        EvidenceKind::PriorLearning => "prior learning",
        _ => "document",
    };
    let verdict = match of.accepted {
        true => "accept it as evidence for",
        false => "refuse it as evidence for",
    };
    format!(
        "I looked at the {what} “{}” of {}, issued by {}, and {verdict} the competency “{}” ({}, version {}). \
         It carries the date {}.",
        of.title,
        of.name,
        of.issuer,
        of.competency,
        of.framework,
        of.framework_version,
        dates::date(of.shown_on)
    )
}

/// A day as a person types it, `2027-11-30`.
#[must_use]
pub fn typed_day(text: &str) -> Option<Date> {
    let day = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text.trim(), day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn signed() -> Statement {
        Statement {
            name: "Ana Ruiz".into(),
            competency: "Programme a dose".into(),
            framework: "Infusion".into(),
            framework_version: 2,
            level: Some("Shows how".into()),
            rests_on: vec![piece(
                EvidenceKind::SimulatorRun,
                "From the order to the drop",
                datetime!(2027-05-03 9:00 UTC),
            )],
            corrects: None,
        }
    }

    #[test]
    fn a_sign_off_names_person_competency_level_and_evidence() {
        assert_eq!(
            statement(&signed()),
            "I assessed Ana Ruiz in the competency “Programme a dose” (Infusion, version 2) and find it met at the \
             level “Shows how”.\nThis rests on: Graded run “From the order to the drop” of 3 May 2027."
        );
    }

    #[test]
    fn a_withdrawal_names_what_it_corrects_and_why() {
        let withdrawn = Statement {
            level: None,
            rests_on: Vec::new(),
            corrects: Some((
                datetime!(2027-05-03 9:00 UTC),
                "Beata Nowak".into(),
                "Another person was meant.".into(),
            )),
            ..signed()
        };
        assert_eq!(
            statement(&withdrawn),
            "This corrects the sign-off that Beata Nowak signed for Ana Ruiz on 3 May 2027, 09:00 UTC. Reason: \
             Another person was meant.\nI find that Ana Ruiz does not meet the competency “Programme a dose” \
             (Infusion, version 2)."
        );
    }

    #[test]
    fn a_day_is_read_as_it_is_written() {
        assert_eq!(typed_day(" 2027-11-30 "), Some(date!(2027 - 11 - 30)));
        assert_eq!(typed_day("30.11.2027"), None);
    }
}
