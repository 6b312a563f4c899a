//! The access log.

use super::hospital::{Hospital, NOW};
use super::on_both_engines;
use records::audit::{Access, AccessRow, AuditQuery, log};

on_both_engines! {
    a_view_of_anothers_record_is_noted_and_of_ones_own_is_not
    a_denial_is_noted
    a_unit_that_was_looked_at_is_named
}

async fn lines(hospital: &Hospital) -> Vec<AccessRow> {
    let auditor = hospital.actor(hospital.auditor);
    log(
        &hospital.records,
        &auditor,
        AuditQuery {
            before: None,
            limit: 50,
        },
    )
    .await
    .unwrap()
}

async fn a_view_of_anothers_record_is_noted_and_of_ones_own_is_not(hospital: Hospital) {
    hospital.publish().await;
    let receipt = hospital.pass(hospital.nurse, NOW).await;
    let nurse = hospital.actor(hospital.nurse);
    records::attempts::debrief(&hospital.records, &nurse, receipt.attempt_id)
        .await
        .unwrap();
    assert_eq!(lines(&hospital).await, []);
    let manager = hospital.actor(hospital.manager);
    records::attempts::debrief(&hospital.records, &manager, receipt.attempt_id)
        .await
        .unwrap();
    let lines = lines(&hospital).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].what, lines[0].actor, lines[0].subject),
        (Access::Viewed, Some(hospital.manager), Some(hospital.nurse))
    );
    assert_eq!(lines[0].subject_name.as_deref(), Some("nurse Example"));
}

async fn a_unit_that_was_looked_at_is_named(hospital: Hospital) {
    let manager = hospital.actor(hospital.manager);
    let unit = records::standing::matrix(&hospital.records, &manager, hospital.icu)
        .await
        .unwrap()
        .unit;
    let noted = lines(&hospital).await;
    let line = noted.iter().find(|line| line.detail == "matrix").unwrap();
    assert_eq!(
        (line.what, line.subject_name.as_deref()),
        (Access::Viewed, Some(unit.name.as_str()))
    );
}

async fn a_denial_is_noted(hospital: Hospital) {
    let nurse = hospital.actor(hospital.nurse);
    let asked = records::standing::matrix(&hospital.records, &nurse, hospital.icu).await;
    assert!(asked.is_err());
    for _ in 0..100 {
        let noted = lines(&hospital).await;
        if let Some(line) = noted.first() {
            assert_eq!(
                (line.what, line.detail.as_str()),
                (Access::Denied, "standing.matrix")
            );
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    unreachable!("the denial was not noted");
}
