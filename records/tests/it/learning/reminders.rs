//! Reminders: once for each thing and step, by the person's own calendar.

use super::verify;
use crate::hospital::{Hospital, NOW, SCENARIO, day};
use crate::on_both_engines;
use records::Error;
use records::assignments::{NewAssignment, Target, assign, withdraw};
use records::due::due;
use records::home::home;
use records::reminders::{Made, ReminderKind, seen, sweep};
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

on_both_engines! {
    two_sweeps_at_once_remind_once
    the_steps_of_a_competency_come_by_the_local_day
    a_lapse_is_told_after_the_days_of_grace
    an_assignment_is_reminded_of_until_it_is_passed
    what_fades_is_told_of_once_a_week
    those_who_may_not_sign_in_are_not_reminded
    reminders_are_new_until_they_are_seen
}

const NONE: [i64; 0] = [];

async fn swept(hospital: &Hospital, now: OffsetDateTime) -> Vec<Made> {
    sweep(&hospital.records, hospital.org.id, now).await.unwrap()
}

/// The steps that a sweep makes of a kind.
async fn steps(hospital: &Hospital, kind: ReminderKind, now: OffsetDateTime) -> Vec<i64> {
    let made = swept(hospital, now).await;
    made.iter()
        .filter(|made| made.kind == kind)
        .map(|made| made.step)
        .collect()
}

async fn two_sweeps_at_once_remind_once(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let now = day(340);
    let sweeps = (0..4).map(|_| {
        let (records, org) = (hospital.records.clone(), hospital.org.id);
        tokio::spawn(async move { sweep(&records, org, now).await.unwrap() })
    });
    let mut made = Vec::new();
    for task in sweeps.collect::<Vec<_>>() {
        made.extend(task.await.unwrap());
    }
    // Two competencies, and the refresher.
    assert_eq!(made.len(), 3);
    assert_eq!(swept(&hospital, now).await, []);
    verify(&hospital).await;
}

async fn the_steps_of_a_competency_come_by_the_local_day(hospital: Hospital) {
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
    // Valid to the end of 1 March 2028 in Tokyo; the week before it holds a leap day.
    hospital
        .pass(hospital.nurse, datetime!(2027-03-01 08:00 UTC))
        .await;
    let steps = async |now| steps(&hospital, ReminderKind::Competency, now).await;
    assert_eq!(steps(datetime!(2027-12-01 14:59 UTC)).await, NONE);
    assert_eq!(steps(datetime!(2027-12-01 15:00 UTC)).await, [90, 90]);
    assert_eq!(steps(datetime!(2028-01-10 08:00 UTC)).await, [60, 60]);
    assert_eq!(steps(datetime!(2028-01-30 16:00 UTC)).await, [30, 30]);
    assert_eq!(steps(datetime!(2028-02-22 14:59 UTC)).await, NONE);
    assert_eq!(steps(datetime!(2028-02-22 15:00 UTC)).await, [7, 7]);
    assert_eq!(steps(datetime!(2028-02-29 14:59 UTC)).await, NONE);
    assert_eq!(steps(datetime!(2028-02-29 15:00 UTC)).await, [0, 0]);
    assert_eq!(steps(datetime!(2028-03-01 15:00 UTC)).await, NONE);
}

async fn a_lapse_is_told_after_the_days_of_grace(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let steps = async |n| steps(&hospital, ReminderKind::Competency, day(n)).await;
    // Nobody swept for a year: only the step that was reached last is told.
    assert_eq!(steps(370).await, [0, 0]);
    assert_eq!(steps(380).await, [-1, -1]);
    assert_eq!(steps(500).await, NONE);
    // Renewed, the next end is another thing.
    hospital.pass(hospital.nurse, day(510)).await;
    assert_eq!(steps(511).await, NONE);
    assert_eq!(steps(510 + 366 - 30).await, [30, 30]);
}

async fn an_assignment_is_reminded_of_until_it_is_passed(hospital: Hospital) {
    hospital.publish().await;
    let manager = hospital.actor(hospital.manager);
    let unit = NewAssignment {
        scenario: SCENARIO.into(),
        target: Target::Unit(hospital.icu),
        due_at: day(20),
    };
    let assignment = assign(&hospital.records, &manager, unit.clone()).await.unwrap();
    let steps = async |n| steps(&hospital, ReminderKind::Assignment, day(n)).await;
    assert_eq!(steps(5).await, NONE);
    assert_eq!(steps(6).await, [14]);
    assert_eq!(steps(10).await, NONE);
    assert_eq!(steps(18).await, [3]);
    hospital.pass(hospital.nurse, day(19)).await;
    assert_eq!(steps(20).await, NONE);
    withdraw(&hospital.records, &manager, assignment).await.unwrap();
    let again = NewAssignment {
        due_at: day(60),
        ..unit
    };
    assign(&hospital.records, &manager.at(day(40)), again)
        .await
        .unwrap();
    assert_eq!(steps(60).await, [0]);
}

async fn what_fades_is_told_of_once_a_week(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let n_told = async |n| steps(&hospital, ReminderKind::Refresher, day(n)).await.len();
    assert_eq!(n_told(2).await, 0);
    assert_eq!(n_told(3).await, 1);
    assert_eq!(n_told(4).await + n_told(9).await, 0);
    assert_eq!(n_told(10).await, 1);
    assert_eq!(n_told(16).await, 0);
}

async fn those_who_may_not_sign_in_are_not_reminded(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    hospital.pass(hospital.other_nurse, NOW).await;
    records::people::disable(&hospital.records, &hospital.system(), hospital.nurse)
        .await
        .unwrap();
    let made = swept(&hospital, day(360)).await;
    assert_eq!(made.len(), 3);
    assert!(made.iter().all(|made| made.person == hospital.other_nurse));
}

async fn reminders_are_new_until_they_are_seen(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    swept(&hospital, day(340)).await;
    let nurse = hospital.actor(hospital.nurse).at(day(341));
    let n_unseen = async || home(&hospital.records, &nurse).await.unwrap().n_unseen;
    assert_eq!(n_unseen().await, 3);
    let page = due(&hospital.records, &nurse).await.unwrap();
    assert_eq!(page.reminders.len(), 3);
    assert!(page.reminders.iter().all(|reminder| reminder.is_new));
    let titles: Vec<&str> = page
        .reminders
        .iter()
        .map(|reminder| reminder.title.as_str())
        .collect();
    assert!(titles.contains(&"Programme a dose") && titles.contains(&"Read the order"));
    // Opening the page changed nothing; saying so does.
    assert_eq!(n_unseen().await, 3);
    seen(
        &hospital.records,
        &hospital.actor(hospital.other_nurse).at(day(341)),
    )
    .await
    .unwrap();
    assert_eq!(n_unseen().await, 3);
    seen(&hospital.records, &nurse).await.unwrap();
    seen(&hospital.records, &nurse).await.unwrap();
    assert_eq!(n_unseen().await, 0);
    let page = due(&hospital.records, &nurse).await.unwrap();
    assert!(page.reminders.iter().all(|reminder| !reminder.is_new));
    let nobody = seen(&hospital.records, &hospital.actor(Uuid::now_v7())).await;
    assert_eq!(nobody.unwrap_err(), Error::NotFound);
}
