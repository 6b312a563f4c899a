//! One's record, transcripts, certificates, and what a code shows.

use competency::EvidenceKind;
use time::OffsetDateTime;

use super::{dates, standing};
use crate::api::record::{CertificateState, Shared, SignedWhat};

words! {
    my_record => "My record";
    my_record_lede => "What you hold, what it rests on, and what you can show others.";
    record_of(name: &str) => "Record of {name}";
    whole_record_link => "Record and transcript";
    as_known_on(moment: &str) => "As it was known on {moment}.";
    known_now => "As it is known now.";
    day => "As it was known at the end of";
    day_hint => "A day, for example 2027-11-30. Leave it empty for now.";
    show => "Show";
    download_pdf => "Download PDF";
    download_data => "Download everything about you (JSON)";
    data => "Your data";
    data_text => "Everything that is kept about you, in a form that other programs can read. That you take it is noted in the access log.";
    competencies => "Competencies";
    no_competencies => "Nothing is asked of this job, and nothing was shown.";
    through(day: &str) => "through {day}";
    rests_on(what: &str) => "Rests on: {what}";
    only_supervised => "Not unsupervised";
    lapses_next => "What lapses next";
    evidence => "Evidence";
    no_evidence => "No evidence.";
    voided => "Does not count: voided";
    superseded => "Does not count: corrected later";
    signatures => "Signatures";
    no_signatures => "Nothing was signed.";
    signed_by => "Signed by";
    meaning => "Meaning";
    about => "About";
    exact_text => "Exact text";
    text_hash => "SHA-256 of the text";
    erased => "erased";
    restrictions => "Open restrictions";
    no_restrictions => "None.";
    since(moment: &str) => "since {moment}";
    proof => "Proof";
    proof_text => "The record is one append-only ledger. Its size and root hash, kept here, show later whether anything before was changed.";
    ledger_size => "Ledger entries";
    ledger_root => "Ledger root hash";
    ledger_position => "Ledger entry";
    leaf_hash => "Hash of the entry";
    body_hash => "SHA-256 of the certificate";
    certificate_id => "Certificate";

    certificates => "Certificates";
    certificates_text => "A certificate proves to others what you hold. Whoever has its code sees what you share of it, and whether it still holds.";
    no_certificates => "No certificates yet.";
    certify(title: &str) => "Certify: {title}";
    certify_transcript => "Certify the whole record";
    new_certificate => "New certificate";
    certify_what => "What";
    whole_record => "The whole record, as it is known now";
    issue => "Issue certificate";
    issued => "Certificate issued.";
    code => "Code";
    code_gone => "The server's key has changed since, so the code cannot be shown again. Codes already handed out still work.";
    issued_on(day: &str) => "Issued {day}";
    share_settings => "What others see";
    change_shares => "Change what others see, or withdraw";
    share_hint => "Whoever has the code sees this, and whether the certificate holds. With nothing chosen the code shows nothing at all.";
    save => "Save";
    saved => "Saved. The code now shows this.";
    withdraw => "Withdraw";
    withdraw_title => "Withdraw this certificate?";
    withdraw_text => "Whoever checks its code is told that it was withdrawn. This cannot be undone; you can issue a new one.";
    keep => "Keep it";
    see_what_others_see => "See what others see";
    not_held => "This competency is not held now, so it cannot be certified.";

    transcript_title(name: &str) => "Transcript: {name}";
    certificate_title(title: &str) => "Certificate: {title}";
    certificate_of_competency => "Certificate of competency";
    certifies(organisation: &str, name: &str) => "{organisation} certifies that {name} holds this competency:";
    holder => "Name";
    organisation => "Organisation";
    units => "Units";
    job => "Job";
    known_as_of => "As known on";
    made_on => "Made on";
    competency => "Competency";
    group => "Group";
    level => "Level";
    state => "State";
    valid => "Valid";
    expected => "What is expected";
    reason => "Why";
    what_it_rests_on => "Rests on";
    date => "Date";
    kind => "Kind";
    what => "What";
    result => "Result";
    counts => "Counts";
    check_at => "Check it at";
    check_text => "Whoever holds this paper can check at this address whether it is genuine and still holds.";
    page_of(page: usize, pages: usize) => "Page {page} of {pages}";
    simulator_note => "Results on the simulator show how somebody acts on a simulator. Training only, not for patient care.";

    verify_title => "Check a certificate";
    verify_unknown => "No certificate is shown for this code.";
    verify_unknown_text => "The code may be mistyped, or its holder shares nothing. Check it against the paper: twelve characters, no letter O, I or L.";
    verify_valid => "This certificate is genuine and holds.";
    verify_transcript_valid => "This transcript is genuine. It tells what was on record on the day it was issued.";
    verify_expired(day: &str) => "This certificate is genuine, but expired on {day}.";
    verify_no_longer(day: &str) => "This certificate is genuine, but no longer valid since {day}.";
    verify_withdrawn(day: &str) => "This certificate was withdrawn by its holder on {day}.";
    verify_code => "Code on the certificate";
    verify_code_hint => "Twelve characters, for example 7F3A-0BQ1-XY9Z.";
    verify_check => "Check";
    verify_another => "Check another code";
    verify_busy(seconds: u32) => "Too many codes were tried from here. Try again in {seconds} s.";
    checked_at(moment: &str) => "Checked on {moment}.";
    shown_by_holder => "Shown by its holder";
    initials => "Initials";
    issued_at => "Issued";
    valid_through => "Valid through";
    evidence_kinds => "Kinds of evidence";
    transcript_kind => "Transcript";
    certificate_kind => "Certificate";
    no_end => "no end";
}

/// The last day of a validity that ends at an instant.
#[must_use]
pub fn last_day(until: OffsetDateTime) -> String {
    dates::date((until - time::Duration::SECOND).date())
}

/// What a certificate's holder may share, in words.
#[must_use]
pub const fn shared(part: Shared) -> &'static str {
    match part {
        Shared::Initials => "Initials",
        Shared::Name => "Name",
        Shared::Competency => "Competency",
        Shared::Level => "Level",
        Shared::Validity => "When it was issued and until when it holds",
        Shared::Organisation => "Organisation",
        Shared::EvidenceKinds => "Kinds of evidence",
    }
}

/// Whether a certificate holds, in a word or two.
#[must_use]
pub fn state_of(state: CertificateState) -> String {
    match state {
        CertificateState::Valid => "Valid".to_owned(),
        CertificateState::Expired { since } => format!("Expired since {}", dates::date(since.date())),
        CertificateState::NoLongerValid { since } => {
            format!("No longer valid since {}", dates::date(since.date()))
        }
        CertificateState::Withdrawn { since } => format!("Withdrawn on {}", dates::date(since.date())),
    }
}

/// What was signed, in a word.
#[must_use]
pub const fn signed_what(what: SignedWhat) -> &'static str {
    match what {
        SignedWhat::SignOff => "Sign-off",
        SignedWhat::Observation => "Observation",
        SignedWhat::Acceptance => "Document or prior learning",
        SignedWhat::Void => "Result voided",
        SignedWhat::Appeal => "Appeal answered",
        SignedWhat::Lifting => "Restriction lifted",
    }
}

/// What a signature stands for, from its code.
#[must_use]
pub fn meaning_of(code: &str) -> &'static str {
    match code {
        "observed" => "Saw this practice and marked it",
        "assessed" => "Assessed it and finds it met",
        "accepted" => "Looked at it and decided",
        "corrected" => "Corrects an earlier signature",
        "voided" => "The result does not count",
        "answered" => "Answers the appeal",
        "lifted" => "Lifts the restriction",
        _ => "Signed",
    }
}

/// Why a piece of evidence does not count, from its code.
#[must_use]
pub fn void(code: &str) -> &'static str {
    match code {
        "superseded" => superseded(),
        _ => voided(),
    }
}

/// Kinds of evidence in a line.
#[must_use]
pub fn kinds(kinds: &[EvidenceKind]) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| standing::evidence_kind(*kind)).collect();
    words.join(", ")
}
