//! Transcripts, certificates, and what a code shows.

use super::hospital::{Hospital, NOW, SCENARIO, day};
use super::on_both_engines;
use super::readiness::restrict;
use super::tampering::{back_door, run};
use records::audit::Access;
use records::certificates::{
    AsOf, Body, CertificateState, Certified, Issue, Shared, Use, Verification, issue, mine, own_transcript,
    share, sheet, transcript, verify, withdraw,
};
use records::standing::State;
use records::{Conflict, Error, Invalid, Refusal};
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeSet;
use time::OffsetDateTime;
use time::macros::date;
use uuid::Uuid;

on_both_engines! {
    a_transcript_tells_the_record_as_of_a_day
    a_transcript_is_for_oneself_and_for_those_who_see_evidence
    what_was_voided_later_counted_before
    a_certificate_needs_a_competency_that_is_held
    the_same_id_gives_the_same_certificate
    a_code_shows_what_its_holder_shares_and_no_more
    a_certificate_ends_with_the_competency_and_says_since_when
    a_withdrawn_certificate_says_so
    a_void_or_a_restriction_ends_a_certificate
    an_unknown_and_a_withheld_code_are_answered_alike
    guessing_codes_is_slowed_down
    a_code_is_stored_nowhere
    a_certificate_is_its_holder_s_alone
    an_erased_person_s_certificate_shows_nothing
    everything_about_oneself_can_be_taken_away
}

const LIMITS: &str = "infusion.limits";

fn certify(id: &str) -> Issue {
    Issue {
        id: Uuid::now_v7(),
        what: Certified::Competency(id.into()),
    }
}

/// Issues a certificate to the nurse and gives its id and code.
async fn certificate(hospital: &Hospital, at: OffsetDateTime, input: Issue) -> (Uuid, String) {
    let nurse = hospital.actor(hospital.nurse).at(at);
    let id = issue(&hospital.records, &nurse, input).await.unwrap();
    let views = mine(&hospital.records, &nurse).await.unwrap();
    let view = views.into_iter().find(|view| view.id == id).unwrap();
    (id, view.code.unwrap())
}

async fn look(hospital: &Hospital, code: &str, at: OffsetDateTime) -> Result<Verification, Error> {
    verify(&hospital.records, code, Some("192.0.2.7"), at).await
}

async fn holds(hospital: &Hospital) {
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn a_transcript_tells_the_record_as_of_a_day(hospital: Hospital) {
    hospital.publish().await;
    let receipt = hospital.pass(hospital.nurse, day(10)).await;
    let nurse = hospital.actor(hospital.nurse).at(day(40));
    let on = async |as_of| {
        own_transcript(&hospital.records, &nurse, as_of, Use::Look)
            .await
            .unwrap()
    };
    let before = on(AsOf::EndOf(day(9).date())).await;
    assert_eq!(
        (before.competencies[0].state, before.evidence.len()),
        (State::Never, 0)
    );
    let now = on(AsOf::Now).await;
    assert_eq!(
        (now.name.as_str(), now.job.as_str()),
        ("nurse Example", "Registered nurse")
    );
    assert_eq!(
        (now.organisation.as_str(), now.units.len()),
        ("Northfield General", 1)
    );
    let held = &now.competencies[0];
    assert_eq!((held.state, held.level.as_str()), (State::Current, "Shows how"));
    assert_eq!((held.rests_on.is_some(), now.evidence.len()), (true, 2));
    assert_eq!(now.evidence[0].source, receipt.attempt_id);
    assert_eq!(
        held.rests_on_title.as_deref(),
        Some(now.evidence[0].title.as_str())
    );
    // The ledger grows; each transcript names the head of its own day.
    let head = records::ledger::head(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!((now.ledger.size, &now.ledger.root), (head.size, &head.root));
    assert!(before.ledger.size < now.ledger.size);
    let proof = records::ledger::inclusion(&hospital.records, &hospital.system(), 0, before.ledger.size)
        .await
        .unwrap();
    assert_eq!(proof.root, before.ledger.root);
    let tomorrow = AsOf::EndOf(day(41).date());
    let refused = own_transcript(&hospital.records, &nurse, tomorrow, Use::Look).await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            code: Invalid::OutOfRange,
            ..
        })
    ));
}

async fn a_transcript_is_for_oneself_and_for_those_who_see_evidence(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let may = async |person: Uuid| {
        let actor = hospital.actor(person);
        match transcript(
            &hospital.records,
            &actor,
            hospital.nurse,
            AsOf::Now,
            Use::TakeAway,
        )
        .await
        {
            Ok(_) => true,
            Err(Error::NotFound) => false,
            Err(other) => unreachable!("{other:?}"),
        }
    };
    for person in [
        hospital.nurse,
        hospital.manager,
        hospital.assessor,
        hospital.auditor,
    ] {
        assert!(may(person).await);
    }
    for person in [
        hospital.other_nurse,
        hospital.educator,
        hospital.administrator,
        Uuid::now_v7(),
    ] {
        assert!(!may(person).await);
    }
    let query = records::audit::AuditQuery {
        before: None,
        limit: 50,
    };
    let lines = records::audit::log(&hospital.records, &hospital.actor(hospital.auditor), query)
        .await
        .unwrap();
    let taken = lines.iter().filter(|line| line.what == Access::Exported);
    assert_eq!(taken.count(), 4);
}

/// Voids a source as another part of the records would.
async fn void(hospital: &Hospital, source: Uuid, at: OffsetDateTime) {
    let db = back_door(hospital).await;
    let voided_ms = i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap();
    let sql = "insert into voids (org, source, person, why, reason, salt, voided_ms) \
               values ($1, $2, $3, 'voided', 'A broken pump', $4, $5)";
    let values = vec![
        hospital.org.id.into(),
        source.into(),
        hospital.nurse.into(),
        vec![1_u8].into(),
        voided_ms.into(),
    ];
    assert_eq!(run(&db, sql, values).await, 1);
}

async fn what_was_voided_later_counted_before(hospital: Hospital) {
    hospital.publish().await;
    let receipt = hospital.pass(hospital.nurse, NOW).await;
    void(&hospital, receipt.attempt_id, day(5)).await;
    let nurse = hospital.actor(hospital.nurse).at(day(9));
    let on = async |n| {
        let as_of = AsOf::EndOf(day(n).date());
        own_transcript(&hospital.records, &nurse, as_of, Use::Look)
            .await
            .unwrap()
    };
    let before = on(4).await;
    assert_eq!(
        (before.competencies[0].state, &before.evidence[0].void),
        (State::Current, &None)
    );
    let after = on(5).await;
    assert_eq!(
        (after.competencies[0].state, after.evidence[0].void.as_deref()),
        (State::Never, Some("voided"))
    );
}

async fn a_certificate_needs_a_competency_that_is_held(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let refused = issue(&hospital.records, &nurse, certify(LIMITS)).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::NotHeld)));
    let unknown = issue(&hospital.records, &nurse, certify("infusion.flying")).await;
    assert_eq!(unknown, Err(Error::NotFound));
    let receipt = hospital.pass(hospital.nurse, NOW).await;
    let (id, _) = certificate(&hospital, NOW, certify(LIMITS)).await;
    let printed = sheet(&hospital.records, &nurse, id).await.unwrap();
    let Body::Competency(body) = printed.body else {
        unreachable!("a certificate of a competency")
    };
    assert_eq!(
        (body.rests_on.len(), body.rests_on[0].source),
        (1, receipt.attempt_id)
    );
    assert_eq!(body.rests_on[0].ledger_position, receipt.ledger_position);
    let entry = records::ledger::entry(
        &hospital.records,
        &hospital.system(),
        receipt.ledger_position.unwrap(),
    )
    .await
    .unwrap();
    assert_eq!(
        body.rests_on[0].leaf_hash.as_deref(),
        Some(entry.leaf_hash.as_str())
    );
    assert_eq!(printed.certificate.expires_at, Some(body.until));
    let in_grace = issue(&hospital.records, &nurse.at(day(370)), certify(LIMITS)).await;
    assert_eq!(in_grace, Err(Error::Refused(Refusal::NotHeld)));
    holds(&hospital).await;
}

async fn the_same_id_gives_the_same_certificate(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let nurse = hospital.actor(hospital.nurse);
    let input = certify(LIMITS);
    let (id, _) = certificate(&hospital, NOW, input.clone()).await;
    let size = hospital.ledger_size().await;
    assert_eq!(
        issue(&hospital.records, &nurse.clone().at(day(1)), input.clone()).await,
        Ok(id)
    );
    assert_eq!(hospital.ledger_size().await, size);
    assert_eq!(mine(&hospital.records, &nurse).await.unwrap().len(), 1);
    let whole = Issue {
        id,
        what: Certified::Transcript,
    };
    let taken = Err(Error::Conflict(Conflict::IdTaken));
    assert_eq!(issue(&hospital.records, &nurse, whole).await, taken);
    let other = hospital.actor(hospital.other_nurse);
    assert_eq!(issue(&hospital.records, &other, input).await, taken);
}

async fn a_code_shows_what_its_holder_shares_and_no_more(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (id, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    assert_eq!(code.len(), 14);
    let shown = look(&hospital, &code, NOW).await.unwrap();
    assert_eq!(shown.state, CertificateState::Valid);
    assert_eq!((shown.name, shown.initials.as_deref()), (None, Some("N. E.")));
    assert_eq!(
        shown.competency.as_deref(),
        Some("Respect the limits of the drug library")
    );
    assert_eq!(shown.organisation.as_deref(), Some("Northfield General"));
    assert_eq!((shown.level, shown.evidence_kinds.len()), (None, 0));
    assert_eq!(shown.validity.unwrap().issued_at, NOW);
    let typed = code.to_lowercase().replace('-', " ");
    assert!(look(&hospital, &typed, NOW).await.is_ok());
    let nurse = hospital.actor(hospital.nurse);
    let all: BTreeSet<Shared> = Shared::ALL.into_iter().collect();
    share(&hospital.records, &nurse, id, all.clone()).await.unwrap();
    let size = hospital.ledger_size().await;
    share(&hospital.records, &nurse, id, all).await.unwrap();
    assert_eq!(
        hospital.ledger_size().await,
        size,
        "the same again is not told again"
    );
    let shown = look(&hospital, &code, NOW).await.unwrap();
    assert_eq!(shown.name.as_deref(), Some("nurse Example"));
    assert_eq!(
        (shown.level.as_deref(), shown.evidence_kinds.len()),
        (Some("Shows how"), 1)
    );
    let only = BTreeSet::from([Shared::Validity]);
    share(&hospital.records, &nurse, id, only).await.unwrap();
    let shown = look(&hospital, &code, NOW).await.unwrap();
    assert_eq!((shown.name, shown.initials, shown.competency), (None, None, None));
    assert!(shown.organisation.is_none() && shown.validity.is_some());
    holds(&hospital).await;
}

async fn a_certificate_ends_with_the_competency_and_says_since_when(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (_, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    let (_, whole) = certificate(
        &hospital,
        NOW,
        Issue {
            id: Uuid::now_v7(),
            what: Certified::Transcript,
        },
    )
    .await;
    let before = look(&hospital, &code, day(364)).await.unwrap();
    assert_eq!(before.state, CertificateState::Valid);
    let until = before.validity.unwrap().expires_at.unwrap();
    assert_eq!(until.date(), date!(2027 - 03 - 03));
    let after = look(&hospital, &code, day(366)).await.unwrap();
    assert_eq!(after.state, CertificateState::Expired { since: until });
    // A transcript tells what was known then, and that stays true.
    let transcript = look(&hospital, &whole, day(500)).await.unwrap();
    assert_eq!(transcript.state, CertificateState::Valid);
    assert_eq!(transcript.validity.unwrap().expires_at, None);
}

async fn a_withdrawn_certificate_says_so(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (id, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    let nurse = hospital.actor(hospital.nurse).at(day(3));
    withdraw(&hospital.records, &nurse, id).await.unwrap();
    withdraw(&hospital.records, &nurse.clone().at(day(4)), id)
        .await
        .unwrap();
    let shown = look(&hospital, &code, day(5)).await.unwrap();
    assert_eq!(shown.state, CertificateState::Withdrawn { since: day(3) });
    let shares = BTreeSet::from([Shared::Name]);
    let refused = share(&hospital.records, &nurse, id, shares).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::NotAllowed)));
    holds(&hospital).await;
}

async fn a_void_or_a_restriction_ends_a_certificate(hospital: Hospital) {
    hospital.publish().await;
    let receipt = hospital.pass(hospital.nurse, NOW).await;
    let (_, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    restrict(&hospital, hospital.nurse, LIMITS, day(7)).await;
    let shown = look(&hospital, &code, day(8)).await.unwrap();
    assert_eq!(shown.state, CertificateState::NoLongerValid { since: day(7) });
    void(&hospital, receipt.attempt_id, day(5)).await;
    let shown = look(&hospital, &code, day(8)).await.unwrap();
    assert_eq!(shown.state, CertificateState::NoLongerValid { since: day(5) });
}

async fn an_unknown_and_a_withheld_code_are_answered_alike(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (id, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    let nurse = hospital.actor(hospital.nurse);
    share(&hospital.records, &nurse, id, BTreeSet::new())
        .await
        .unwrap();
    assert_eq!(look(&hospital, &code, NOW).await, Err(Error::NotFound));
    for unknown in ["7F3A-0BQ1-XY9Z", "", "no code at all", "\0", &"9".repeat(9999)] {
        assert_eq!(
            look(&hospital, unknown, NOW).await,
            Err(Error::NotFound),
            "{unknown}"
        );
    }
}

async fn guessing_codes_is_slowed_down(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (_, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    for n in 0..30 {
        let guess = look(&hospital, &format!("7F3A-0BQ1-{n:04}"), NOW).await;
        assert_eq!(guess, Err(Error::NotFound));
    }
    assert_eq!(
        look(&hospital, &code, NOW).await,
        Err(Error::Busy { retry_after_s: 1 })
    );
    let elsewhere = verify(&hospital.records, &code, Some("192.0.2.8"), NOW).await;
    assert!(elsewhere.is_ok());
    assert!(
        look(&hospital, &code, NOW + time::Duration::seconds(2))
            .await
            .is_ok()
    );
}

async fn a_code_is_stored_nowhere(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (_, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    let plain = code.replace('-', "");
    let db = back_door(&hospital).await;
    for table in ["certificates", "ledger_entries", "access_log"] {
        let statement = Statement::from_string(db.get_database_backend(), format!("select * from {table}"));
        let rows = db.query_all_raw(statement).await.unwrap();
        assert!(table == "access_log" || !rows.is_empty());
        for row in rows {
            let said = format!("{row:?}");
            assert!(!said.contains(&plain) && !said.contains(&code), "{table}");
        }
    }
}

async fn a_certificate_is_its_holder_s_alone(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (id, _) = certificate(&hospital, NOW, certify(LIMITS)).await;
    for person in [
        hospital.other_nurse,
        hospital.manager,
        hospital.assessor,
        hospital.administrator,
        hospital.auditor,
    ] {
        let actor = hospital.actor(person);
        assert_eq!(mine(&hospital.records, &actor).await.unwrap(), []);
        assert_eq!(
            sheet(&hospital.records, &actor, id).await.unwrap_err(),
            Error::NotFound
        );
        let shares = BTreeSet::from([Shared::Name]);
        let shared = share(&hospital.records, &actor, id, shares).await;
        assert_eq!(shared, Err(Error::NotFound));
        let withdrawn = withdraw(&hospital.records, &actor, id).await;
        assert_eq!(withdrawn, Err(Error::NotFound));
    }
}

async fn an_erased_person_s_certificate_shows_nothing(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (_, code) = certificate(&hospital, NOW, certify(LIMITS)).await;
    let administrator = hospital.actor(hospital.administrator);
    records::people::erase(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(look(&hospital, &code, NOW).await, Err(Error::NotFound));
    holds(&hospital).await;
}

async fn everything_about_oneself_can_be_taken_away(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    hospital.pass(hospital.other_nurse, NOW).await;
    certificate(&hospital, NOW, certify(LIMITS)).await;
    let manager = hospital.actor(hospital.manager);
    records::standing::person(&hospital.records, &manager, hospital.nurse)
        .await
        .unwrap();
    let nurse = hospital.actor(hospital.nurse);
    let all = records::people::everything(&hospital.records, &nurse)
        .await
        .unwrap();
    assert_eq!(all["person"][0]["name"], "nurse Example");
    assert_eq!(all["evidence"].as_array().unwrap().len(), 2);
    assert_eq!(all["attempts"][0]["scenario"], SCENARIO);
    assert_eq!(all["runs"][0]["passed"], true);
    assert_eq!(all["runs"][0]["recorded_at"], "2026-03-02T08:00:00Z");
    assert_eq!(all["certificates"][0]["body"]["name"], "nurse Example");
    assert_eq!(all["looked_at"][0]["actor"], hospital.manager.to_string());
    let text = all.to_string();
    for absent in [
        "other Example",
        "password_hash",
        "salt",
        "token",
        "\"seed\"",
        "code_hash",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert!(!text.contains(&hospital.other_nurse.to_string()));
}
