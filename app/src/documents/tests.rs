//! What the files hold: tags, language, title, and the words that matter.

use lopdf::{Document, Object};
use records::certificates::{
    Body, CertificateState, CertificateView, Competence, EvidenceLine, HeldLine, Kind, Rest, Shared, Sheet,
    SignedRow, SignedWhat, Transcript,
};
use records::ledger::Head;
use records::signatures::Meaning;
use records::standing::{State, Supervision};
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

use super::{certificate, transcript};

const NOW: OffsetDateTime = datetime!(2026-03-03 09:30 +1);
const HASH: &str = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

fn ledger() -> Head {
    Head {
        size: 412,
        root: HASH.into(),
        at: Some(NOW),
    }
}

fn signed() -> SignedRow {
    SignedRow {
        what: SignedWhat::SignOff,
        source: Uuid::nil(),
        title: "Programme a dose".into(),
        signer_name: "Beata Nowak".into(),
        meaning: Meaning::Assessed,
        text: "I assessed Zoë Müller-Łukasiewicz and find the competency “Programme a dose” met.".into(),
        text_hash: HASH.into(),
        signed_at: NOW,
        ledger_position: Some(77),
    }
}

fn record(name: &str, n_evidence: usize) -> Transcript {
    let held = |title: &str, state, supervision| HeldLine {
        id: title.into(),
        title: title.into(),
        group: "Programming".into(),
        level: "Shows how".into(),
        required: true,
        state,
        until: (state != State::Never).then_some(datetime!(2027-03-04 00:00 +1)),
        reason: competency::Reason::ValidEvidence,
        supervision,
        rests_on: None,
        rests_on_title: Some("Ten times the limit".into()),
    };
    let piece = |n: usize| EvidenceLine {
        id: Uuid::nil(),
        competency: "Respect the limits of the drug library".into(),
        kind: competency::EvidenceKind::SimulatorRun,
        title: format!("Ten times the limit, run {n}"),
        passed: !n.is_multiple_of(3),
        score_permille: Some(870),
        at: NOW,
        source: Uuid::nil(),
        void: (n == 1).then(|| "voided".into()),
    };
    Transcript {
        person: Uuid::nil(),
        name: name.into(),
        job: "Registered nurse".into(),
        organisation: "Northfield General".into(),
        units: vec!["Intensive care".into(), "Recovery".into()],
        as_of: NOW,
        made_at: NOW,
        competencies: vec![
            held("Programme a dose", State::Current, Supervision::NotAsked),
            held(
                "Respect the limits of the drug library",
                State::Due,
                Supervision::Required,
            ),
            held("Answer a pump alarm", State::Never, Supervision::NotAsked),
        ],
        evidence: (0..n_evidence).map(piece).collect(),
        signed: vec![signed()],
        restrictions: Vec::new(),
        ledger: ledger(),
    }
}

fn view(kind: Kind, state: CertificateState) -> CertificateView {
    CertificateView {
        id: Uuid::nil(),
        kind,
        title: Some("Programme a dose".into()),
        code: Some("7F3A-0BQ1-XY9Z".into()),
        issued_at: NOW,
        expires_at: None,
        state,
        shares: Shared::at_first(),
        body_hash: HASH.into(),
        ledger_position: Some(411),
    }
}

fn competence() -> Sheet {
    let body = Competence {
        person: Uuid::nil(),
        name: "Zoë Müller-Łukasiewicz".into(),
        job: "Registered nurse".into(),
        organisation: "Northfield General".into(),
        competency: "infusion.dose-programming".into(),
        title: "Programme a dose".into(),
        description: "Takes an order, the label of the bag and the patient's weight, and programmes by dose."
            .into(),
        group: "Programming".into(),
        level: "Shows how".into(),
        issued_at: NOW,
        until: datetime!(2027-03-04 00:00 +1),
        rests_on: vec![Rest {
            id: Uuid::nil(),
            source: Uuid::nil(),
            kind: competency::EvidenceKind::SupervisedRun,
            title: "Dose to programme".into(),
            at: NOW,
            ledger_position: Some(70),
            leaf_hash: Some(HASH.into()),
        }],
        signed: vec![signed()],
        ledger: ledger(),
    };
    Sheet {
        certificate: view(Kind::Competency, CertificateState::Valid),
        body: Body::Competency(Box::new(body)),
    }
}

/// The file, kept for human eyes where `KEEP_DOCUMENTS` names a folder.
fn kept(name: &str, file: &[u8]) -> Document {
    if let Some(folder) = option_env!("KEEP_DOCUMENTS") {
        std::fs::write(format!("{folder}/{name}.pdf"), file).unwrap();
    }
    assert!(file.starts_with(b"%PDF-1.7"));
    Document::load_mem(file).unwrap()
}

fn text_of(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_structure(document: &Document, title: &str) {
    let catalogue = document.catalog().unwrap();
    assert!(catalogue.has(b"StructTreeRoot") && catalogue.has(b"Outlines"));
    let marked = document
        .get_dict_in_dict(catalogue, b"MarkInfo")
        .unwrap()
        .get(b"Marked")
        .unwrap();
    assert_eq!(marked, &Object::Boolean(true));
    assert_eq!(catalogue.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = document.get_dictionary(info).unwrap();
    let written = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert_eq!(written, title);
    let kinds: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| {
            dict.get(b"Type")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"StructElem")
        })
        .filter_map(|dict| dict.get(b"S").and_then(Object::as_name).ok())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    for kind in ["H1", "H2", "P", "Table", "THead", "TR", "TH", "TD"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}");
    }
    assert_eq!(kinds.iter().filter(|kind| *kind == "H1").count(), 1);
}

#[test]
fn a_certificate_is_tagged_and_says_who_what_and_where_to_check() {
    let file = certificate(&competence(), "https://titrate.example/verify/").unwrap();
    let document = kept("certificate", &file);
    check_structure(&document, "Certificate: Programme a dose");
    let text = text_of(&document);
    for said in [
        "Zoë Müller-Łukasiewicz",
        "Northfield General",
        "3 Mar 2027",
        "7F3A-0BQ1-XY9Z",
        "https://titrate.example/verify/7F3A-0BQ1-XY9Z",
        "Beata Nowak",
        "3 Mar 2026, 09:30 (UTC+01:00)",
        "Assessed it and finds it met",
        "Page 1 of",
    ] {
        // A reader may put a space where the font changes within a word.
        let (said, text) = (said.replace(' ', ""), text.replace(' ', ""));
        assert!(text.contains(&said), "{said} in {text}");
    }
    assert!(text.contains(HASH), "a hash stands on one line");
}

#[test]
fn a_long_transcript_goes_over_pages() {
    let certified = Sheet {
        certificate: view(
            Kind::Transcript,
            CertificateState::NoLongerValid {
                since: datetime!(2026-05-01 10:00 +2),
            },
        ),
        body: Body::Transcript(Box::new(record("Ana Ruiz", 120))),
    };
    let file = certificate(&certified, "https://titrate.example/verify/").unwrap();
    let document = kept("transcript", &file);
    check_structure(&document, "Transcript: Ana Ruiz");
    assert!(4 <= document.get_pages().len());
    let text = text_of(&document);
    for said in [
        "Ana Ruiz",
        "No longer valid since 1 May 2026",
        "7F3A-0BQ1-XY9Z",
        "run 119",
        "run 0",
        "Does not count: voided",
        "Not unsupervised",
        "through 3 Mar 2027",
        "412",
    ] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn a_transcript_that_was_not_certified_has_no_code() {
    let file = transcript(&record("Ana Ruiz", 2), None).unwrap();
    let document = kept("plain", &file);
    check_structure(&document, "Transcript: Ana Ruiz");
    assert!(!text_of(&document).contains("verify"));
}

#[test]
fn names_that_no_font_has_are_kept_for_those_who_read_by_machine() {
    for name in [
        "Ζωή Παπαδοπούλου",
        "李小龙",
        "a\u{0}b",
        "",
        "\u{202e}abc",
        &"W".repeat(300),
    ] {
        let file = transcript(&record(name, 1), None).unwrap();
        assert!(file.starts_with(b"%PDF"));
    }
}
