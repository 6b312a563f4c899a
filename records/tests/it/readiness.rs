//! Who is competent here, at a time.

use super::hospital::{Hospital, NOW, content, day};
use super::on_both_engines;
use super::tampering::{back_door, run};
use competency::Reason;
use records::attempts::Kind;
use records::standing::{
    About, Readiness, ReadinessQuestion, ReadyRow, State, Supervision, When, choices, readiness,
};
use records::{Actor, Error, Invalid};
use time::macros::datetime;
use time::{OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

on_both_engines! {
    everybody_of_the_unit_is_answered_with_yes_or_no
    a_failed_attempt_and_an_old_one_are_a_no_with_the_reason
    a_restriction_is_a_no_whatever_was_shown
    a_missing_prerequisite_is_a_no
    a_changed_device_is_a_no_for_those_who_learnt_the_earlier_one
    the_future_is_answered_by_what_is_known_now
    the_past_is_answered_by_what_was_known_then
    tonight_is_ten_in_the_evening_by_the_unit_s_clock
    a_device_asks_for_what_the_job_needs
    only_those_who_see_readiness_in_the_unit_may_ask
    what_is_not_there_cannot_be_asked_about
}

const LIMITS: &str = "infusion.limits";
const ALARMS: &str = "infusion.alarm-response";
const PUMP: &str = "large-volume-pump";

fn about(id: &str) -> About {
    About::Competency(id.into())
}

async fn ask(hospital: &Hospital, actor: &Actor, about: About, when: When) -> Readiness {
    let question = ReadinessQuestion {
        unit: hospital.icu,
        about,
        when,
    };
    readiness(&hospital.records, actor, question).await.unwrap()
}

/// The one answer about the nurse of intensive care.
async fn nurse_at(hospital: &Hospital, about: About, at: OffsetDateTime) -> (bool, ReadyRow) {
    let manager = hospital.actor(hospital.manager).at(at);
    let answer = ask(hospital, &manager, about, When::Now).await;
    assert_eq!(answer.can.len() + answer.cannot.len(), 1);
    let able = !answer.can.is_empty();
    (able, answer.can.into_iter().chain(answer.cannot).next().unwrap())
}

fn shown(at: OffsetDateTime) -> When {
    // London is at UTC in winter.
    When::Shown(PrimitiveDateTime::new(at.date(), at.time()))
}

async fn everybody_of_the_unit_is_answered_with_yes_or_no(hospital: Hospital) {
    hospital.publish().await;
    let (able, row) = nurse_at(&hospital, about(LIMITS), NOW).await;
    assert_eq!((able, row.reasons[0].reason), (false, Reason::NoEvidence));
    assert_eq!((row.reasons[0].state, row.reasons[0].until), (State::Never, None));
    hospital.pass(hospital.nurse, NOW).await;
    let (able, row) = nurse_at(&hospital, about(LIMITS), NOW).await;
    assert_eq!((able, row.reasons[0].reason), (true, Reason::ValidEvidence));
    assert_eq!(row.name, "nurse Example");
    assert_eq!(row.reasons[0].until, Some(datetime!(2027-03-03 00:00 UTC)));
    let auditor = hospital.actor(hospital.auditor);
    let whole = ReadinessQuestion {
        unit: hospital.org.root_unit,
        about: about(LIMITS),
        when: When::Now,
    };
    let whole = readiness(&hospital.records, &auditor, whole).await.unwrap();
    assert_eq!((whole.can.len(), whole.cannot.len()), (1, 1));
    let administrator = hospital.actor(hospital.administrator);
    records::people::disable(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    let manager = hospital.actor(hospital.manager);
    let answer = ask(&hospital, &manager, about(LIMITS), When::Now).await;
    assert_eq!((answer.can.len(), answer.cannot.len()), (0, 0));
}

async fn a_failed_attempt_and_an_old_one_are_a_no_with_the_reason(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    hospital
        .run(&nurse, Kind::Graded, "starts-at-once")
        .await
        .unwrap();
    let (able, row) = nurse_at(&hospital, about(LIMITS), NOW).await;
    assert_eq!((able, row.reasons[0].reason), (false, Reason::NotYetPassed));
    hospital.pass(hospital.nurse, day(1)).await;
    let (able, row) = nurse_at(&hospital, about(LIMITS), day(370)).await;
    assert_eq!((able, row.reasons[0].reason), (true, Reason::InGrace));
    let (able, row) = nurse_at(&hospital, about(LIMITS), day(381)).await;
    assert_eq!((able, row.reasons[0].reason), (false, Reason::Ended));
}

/// Raises a restriction as another part of the records would.
pub(super) async fn restrict(hospital: &Hospital, person: Uuid, competency: &str, at: OffsetDateTime) {
    let db = back_door(hospital).await;
    let raised_ms = i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap();
    let sql = "insert into restrictions (org, id, person, competency, cause, reason, modules, raised_ms, salt) \
               values ($1, $2, $3, $4, 'attempts_used', '', '[]', $5, $6)";
    let values = vec![
        hospital.org.id.into(),
        Uuid::now_v7().into(),
        person.into(),
        competency.into(),
        raised_ms.into(),
        vec![1_u8].into(),
    ];
    assert_eq!(run(&db, sql, values).await, 1);
}

async fn a_restriction_is_a_no_whatever_was_shown(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    restrict(&hospital, hospital.nurse, LIMITS, day(2)).await;
    let (able, row) = nurse_at(&hospital, about(LIMITS), day(3)).await;
    assert!(!able);
    assert_eq!(row.reasons[0].supervision, Supervision::Required);
    assert_eq!(row.reasons[0].state, State::Current);
    let manager = hospital.actor(hospital.manager).at(day(3));
    let before = ask(&hospital, &manager, about(LIMITS), shown(day(1))).await;
    assert_eq!(before.can.len(), 1);
    let after = ask(&hospital, &manager, about(LIMITS), shown(day(20))).await;
    assert_eq!(after.cannot.len(), 1);
}

/// Publishes the framework with a change.
async fn publish_changed(hospital: &Hospital, at: OffsetDateTime, edit: fn(&mut competency::Framework)) {
    let mut framework: competency::Framework =
        serde_saphyr::from_str(&content("frameworks/nurse-infusion.yaml")).unwrap();
    edit(&mut framework);
    let framework = serde_json::to_string(&framework).unwrap();
    records::content::publish_framework(&hospital.records, &hospital.system().at(at), &framework)
        .await
        .unwrap();
}

async fn a_missing_prerequisite_is_a_no(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    publish_changed(&hospital, day(1), |framework| {
        framework.competencies[1].rule.prerequisites = vec![ALARMS.into()];
    })
    .await;
    let (able, row) = nurse_at(&hospital, about(LIMITS), day(2)).await;
    assert_eq!(
        (able, row.reasons[0].reason),
        (false, Reason::PrerequisiteMissing)
    );
}

async fn a_changed_device_is_a_no_for_those_who_learnt_the_earlier_one(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    publish_changed(&hospital, day(10), |framework| {
        let mut difference = framework.competencies[1].clone();
        difference.id = "infusion.what-is-new".into();
        difference.device = None;
        framework.competencies.push(difference);
        let device = framework.competencies[1].device.as_mut().unwrap();
        device.difference = Some(competency::Difference {
            from: vec![std::mem::replace(
                &mut device.version,
                "training-library-2".into(),
            )],
            competency: "infusion.what-is-new".into(),
            by: day(30).date(),
        });
    })
    .await;
    let (able, row) = nurse_at(&hospital, about(LIMITS), day(12)).await;
    assert_eq!((able, row.reasons[0].reason), (true, Reason::DifferenceDue));
    let (able, row) = nurse_at(&hospital, about(LIMITS), day(31)).await;
    assert_eq!((able, row.reasons[0].reason), (false, Reason::DifferenceMissing));
}

async fn the_future_is_answered_by_what_is_known_now(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let manager = hospital.actor(hospital.manager).at(day(320));
    let answer = ask(&hospital, &manager, about(LIMITS), shown(day(370))).await;
    assert_eq!((answer.can.len(), answer.at), (1, day(370)));
    let answer = ask(&hospital, &manager, about(LIMITS), shown(day(385))).await;
    assert_eq!(answer.cannot[0].reasons[0].reason, Reason::Ended);
    let question = ReadinessQuestion {
        unit: hospital.icu,
        about: about(LIMITS),
        when: shown(day(411)),
    };
    let refused = readiness(&hospital.records, &manager, question).await;
    let Err(Error::Invalid { field, code }) = refused else {
        unreachable!("{refused:?}")
    };
    assert_eq!((field.as_str(), code), ("at", Invalid::OutOfRange));
}

async fn the_past_is_answered_by_what_was_known_then(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, day(10)).await;
    let manager = hospital.actor(hospital.manager).at(day(40));
    let on = async |n| ask(&hospital, &manager, about(LIMITS), shown(day(n))).await;
    assert_eq!((on(9).await.can.len(), on(9).await.cannot.len()), (0, 1));
    assert_eq!(on(11).await.can.len(), 1);
    // Before there was a framework, nothing could be asked about.
    let question = ReadinessQuestion {
        unit: hospital.icu,
        about: about(LIMITS),
        when: shown(day(-5)),
    };
    let before = readiness(&hospital.records, &manager, question).await;
    assert!(matches!(before, Err(Error::Invalid { .. })), "{before:?}");
    let administrator = hospital.actor(hospital.administrator).at(day(20));
    records::people::disable(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(on(11).await.can.len(), 1);
    assert_eq!(on(21).await.can.len(), 0);
}

async fn tonight_is_ten_in_the_evening_by_the_unit_s_clock(hospital: Hospital) {
    hospital.publish().await;
    let administrator = hospital.actor(hospital.administrator);
    records::units::set_time_zone(
        &hospital.records,
        &administrator,
        hospital.icu,
        Some("Asia/Tokyo"),
    )
    .await
    .unwrap();
    let tonight = async |now| {
        let manager = hospital.actor(hospital.manager).at(now);
        ask(&hospital, &manager, about(LIMITS), When::Tonight).await.at
    };
    // 17:00 and 23:30 in Tokyo.
    assert_eq!(
        tonight(datetime!(2026-03-02 08:00 UTC)).await,
        datetime!(2026-03-02 22:00 +9)
    );
    assert_eq!(
        tonight(datetime!(2026-03-02 14:30 UTC)).await,
        datetime!(2026-03-03 22:00 +9)
    );
}

async fn a_device_asks_for_what_the_job_needs(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let (able, row) = nurse_at(&hospital, About::Device(PUMP.into()), NOW).await;
    assert!(!able);
    let missing: Vec<&str> = row
        .reasons
        .iter()
        .map(|reason| reason.competency.as_str())
        .collect();
    let bedside = "Set up an infusion and answer its alarm at the bedside";
    assert_eq!(missing, ["Answer a pump alarm", bedside]);
    publish_changed(&hospital, day(1), |framework| {
        framework.roles[0].requires = vec!["infusion.dose-programming".into(), LIMITS.into()];
    })
    .await;
    let (able, row) = nurse_at(&hospital, About::Device(PUMP.into()), day(1)).await;
    assert_eq!((able, row.reasons.len()), (true, 1));
    // A job that needs none of it is asked for all of it.
    let administrator = hospital.actor(hospital.administrator);
    records::people::set_job(&hospital.records, &administrator, hospital.nurse, "porter")
        .await
        .unwrap();
    let (able, row) = nurse_at(&hospital, About::Device(PUMP.into()), day(1)).await;
    assert_eq!((able, row.reasons.len()), (false, 3));
}

async fn only_those_who_see_readiness_in_the_unit_may_ask(hospital: Hospital) {
    hospital.publish().await;
    let may = async |person: Uuid, unit: Uuid| {
        let question = ReadinessQuestion {
            unit,
            about: about(LIMITS),
            when: When::Now,
        };
        match readiness(&hospital.records, &hospital.actor(person), question).await {
            Ok(_) => true,
            Err(Error::NotFound) => false,
            Err(other) => unreachable!("{other:?}"),
        }
    };
    for person in [hospital.manager, hospital.assessor] {
        assert!(may(person, hospital.icu).await);
        assert!(!may(person, hospital.surgery).await);
        assert!(!may(person, hospital.org.root_unit).await);
    }
    for person in [hospital.educator, hospital.auditor] {
        assert!(may(person, hospital.icu).await && may(person, hospital.surgery).await);
    }
    for person in [hospital.nurse, hospital.administrator, Uuid::now_v7()] {
        assert!(!may(person, hospital.icu).await);
        let refused = choices(&hospital.records, &hospital.actor(person)).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
}

async fn what_is_not_there_cannot_be_asked_about(hospital: Hospital) {
    hospital.publish().await;
    let manager = hospital.actor(hospital.manager);
    let choices = choices(&hospital.records, &manager).await.unwrap();
    assert_eq!(choices.devices, [PUMP]);
    assert_eq!((choices.units.len(), choices.competencies.len()), (1, 6));
    for about in [about("infusion.flying"), About::Device("kettle".into())] {
        let question = ReadinessQuestion {
            unit: hospital.icu,
            about,
            when: When::Now,
        };
        let refused = readiness(&hospital.records, &manager, question).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    }
}
