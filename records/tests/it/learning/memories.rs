//! What is remembered, and when it is refreshed.

use super::verify;
use crate::hospital::{Hospital, NOW, SCENARIO, content, day};
use crate::on_both_engines;
use crate::tampering::{back_door, run};
use records::attempts::Kind;
use records::due::due;
use records::refreshers::{Refresher, rebuild};
use records::{Actor, Error};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use time::Duration;

on_both_engines! {
    what_was_shown_fades_and_is_refreshed
    practice_alone_is_nothing_to_refresh
    a_competency_s_end_is_a_deadline_for_its_refresher
    memories_made_anew_are_those_that_grew
}

async fn refreshers(hospital: &Hospital, actor: &Actor) -> Vec<Refresher> {
    due(&hospital.records, actor).await.unwrap().refreshers
}

async fn what_was_shown_fades_and_is_refreshed(hospital: Hospital) {
    hospital.publish().await;
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    hospital.pass(hospital.nurse, NOW).await;
    assert_eq!(refreshers(&hospital, &nurse(2)).await, []);
    let faded = refreshers(&hospital, &nurse(4)).await;
    let refresher = &faded[0];
    assert_eq!(
        (
            refresher.scenario.as_str(),
            refresher.minutes,
            refresher.step.as_str()
        ),
        (SCENARIO, 1, "The order is read")
    );
    assert_eq!((refresher.shown_at, refresher.recall_percent), (NOW, 86));
    // The stability that the model publishes for a first good answer.
    assert_eq!(refresher.due_at, NOW + Duration::milliseconds(199_281_596));
    let later = refreshers(&hospital, &nurse(120)).await;
    assert!(later[0].recall_percent < 60);
    assert!(
        refreshers(&hospital, &hospital.actor(hospital.other_nurse))
            .await
            .is_empty()
    );

    // A short practice refreshes; a miss brings it back the next day.
    hospital.run(&nurse(4), Kind::Practice, "expert").await.unwrap();
    assert_eq!(refreshers(&hospital, &nurse(8)).await, []);
    hospital
        .run(&nurse(8), Kind::Practice, "starts-at-once")
        .await
        .unwrap();
    assert_eq!(refreshers(&hospital, &nurse(10)).await.len(), 1);
    verify(&hospital).await;
}

async fn practice_alone_is_nothing_to_refresh(hospital: Hospital) {
    hospital.publish().await;
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    hospital.run(&nurse(0), Kind::Practice, "expert").await.unwrap();
    assert_eq!(refreshers(&hospital, &nurse(200)).await, []);
    // Nor is what was tried for a grade and never met.
    hospital
        .run(&nurse(1), Kind::Graded, "starts-at-once")
        .await
        .unwrap();
    assert_eq!(refreshers(&hospital, &nurse(200)).await, []);
}

async fn a_competency_s_end_is_a_deadline_for_its_refresher(hospital: Hospital) {
    hospital.publish().await;
    let short = content("frameworks/nurse-infusion.yaml")
        .replace("months: 12", "months: 2")
        .replace("due_days: 60", "due_days: 30");
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    // So often that it would be remembered for longer than it is valid.
    for n in [0, 5, 30] {
        hospital.pass(hospital.nurse, day(n)).await;
    }
    assert_eq!(refreshers(&hospital, &nurse(160)).await, []);
    records::content::publish_framework(&hospital.records, &hospital.system().at(day(31)), &short)
        .await
        .unwrap();
    // Valid to 1 June, two months after 1 April; refreshed 14 days before its end.
    assert_eq!(refreshers(&hospital, &nurse(77)).await, []);
    let due = refreshers(&hospital, &nurse(78)).await;
    assert_eq!(due.len(), 1);
    assert!(due[0].recall_percent > 90);
    assert_eq!(due[0].due_at, time::macros::datetime!(2026-05-18 23:00 UTC));
}

/// Everything that is remembered.
async fn memories(db: &DatabaseConnection) -> Vec<(String, String, [f64; 2], [i64; 5])> {
    let sql = "select * from memories order by person, skill";
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .unwrap();
    let number = |row: &sea_orm::QueryResult, column: &str| row.try_get::<i64>("", column).unwrap();
    rows.iter()
        .map(|row| {
            let person: uuid::Uuid = row.try_get("", "person").unwrap();
            let columns = ["n_reviews", "n_lapses", "n_sure", "reviewed_ms", "due_ms"];
            (
                person.to_string(),
                row.try_get("", "skill").unwrap(),
                ["stability_days", "difficulty"].map(|column| row.try_get("", column).unwrap()),
                columns.map(|column| number(row, column)),
            )
        })
        .collect()
}

async fn memories_made_anew_are_those_that_grew(hospital: Hospital) {
    hospital.publish().await;
    let db = back_door(&hospital).await;
    let mut chance = 0x7117_8a7e_u64;
    let mut below = |limit: u64| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % limit
    };
    let mut now = NOW;
    let mut n_recorded = 0;
    for _ in 0..40 {
        // Days apart, hours apart, at the same instant, and now and then by a clock that was set back.
        now += match below(8) {
            0 => Duration::ZERO,
            1 => -Duration::hours(3),
            2 | 3 => Duration::hours(5),
            _ => Duration::days(i64::try_from(below(12)).unwrap()),
        };
        let person = [hospital.nurse, hospital.other_nurse][usize::from(below(3) == 0)];
        let kind = [Kind::Graded, Kind::Practice][usize::from(below(2) == 0)];
        let golden = ["expert", "starts-at-once"][usize::from(below(4) == 0)];
        let actor = hospital.actor(person).at(now);
        match hospital.run(&actor, kind, golden).await {
            Ok(_) => n_recorded += 1,
            Err(Error::Refused(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(n_recorded > 25, "{n_recorded}");
    let grown = memories(&db).await;
    assert_eq!(grown.len(), 2);
    run(
        &db,
        "update memories set stability_days = 1, n_reviews = 99",
        vec![],
    )
    .await;
    let refused = rebuild(
        &hospital.records,
        &hospital.actor(hospital.educator),
        hospital.nurse,
    )
    .await;
    assert_eq!(refused.unwrap_err(), Error::NotFound);
    for person in [hospital.nurse, hospital.other_nurse] {
        rebuild(&hospital.records, &hospital.system(), person)
            .await
            .unwrap();
    }
    assert_eq!(memories(&db).await, grown);
    verify(&hospital).await;
}
