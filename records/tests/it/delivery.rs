//! The browser cannot forge a grade, and a run is recorded exactly once.

use super::hospital::{Hospital, NOW, log_of, open};
use super::on_both_engines;
use records::attempts::{Delivery, Kind, deliver, mine};
use records::{Conflict, Error, Invalid};
use training::log::{Action, ActionLog, Entry};
use uuid::Uuid;

on_both_engines! {
    an_edited_log_is_graded_by_what_it_does
    a_truncated_log_is_refused_and_leaves_nothing
    a_log_with_a_false_score_cannot_be_read
    anothers_attempt_or_token_is_not_found
    a_log_of_another_scenario_seed_or_version_is_refused
    impossible_logs_are_refused
    a_hundred_deliveries_at_once_record_once
    the_same_log_after_a_restart_gives_the_same_receipt
    another_log_after_the_record_is_a_conflict
    a_colleague_may_deliver_and_the_owner_is_credited
    a_colleague_is_not_told_how_it_went
    a_graded_log_is_marked_from_beginning_to_end
}

/// Delivers, expects a refusal, and that nothing entered the record.
async fn refused(hospital: &Hospital, delivery: Delivery) -> Error {
    let before = hospital.ledger_size().await;
    let nurse = hospital.actor(hospital.nurse);
    let error = deliver(&hospital.records, &nurse, delivery).await.unwrap_err();
    assert_eq!(hospital.ledger_size().await, before);
    let rows = mine(&hospital.records, &nurse).await.unwrap();
    assert!(rows.iter().all(|row| row.recorded_at.is_none()));
    error
}

async fn an_edited_log_is_graded_by_what_it_does(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let mut log = log_of(&ticket, "starts-at-once");
    for entry in &mut log.entries {
        if let Action::Answer { choice, .. } = &mut entry.action {
            *choice = "read".into();
        }
    }
    // Whoever edits the log into the right actions has done, for the device, the right actions.
    assert_eq!(
        hospital.deliver(&nurse, &ticket, log).await.unwrap().passed,
        Some(true)
    );
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let mut log = log_of(&ticket, "expert");
    for entry in &mut log.entries {
        if let Action::Answer { choice, .. } = &mut entry.action {
            *choice = "start".into();
        }
    }
    assert_eq!(
        hospital.deliver(&nurse, &ticket, log).await.unwrap().passed,
        Some(false)
    );
}

async fn a_truncated_log_is_refused_and_leaves_nothing(hospital: Hospital) {
    hospital.publish().await;
    let ticket = hospital
        .start(&hospital.actor(hospital.nurse), Kind::Graded)
        .await
        .unwrap();
    let mut log = log_of(&ticket, "expert");
    log.entries.clear();
    log.end_tick = 2000;
    let delivery = Delivery {
        attempt_id: ticket.attempt_id,
        token: ticket.submit_token.clone(),
        log,
    };
    let error = refused(&hospital, delivery).await;
    assert_eq!(
        error,
        Error::Invalid {
            field: "log".into(),
            code: Invalid::Unfinished
        }
    );
    // The true log is still welcome.
    let nurse = hospital.actor(hospital.nurse);
    assert!(
        hospital
            .deliver(&nurse, &ticket, log_of(&ticket, "expert"))
            .await
            .is_ok()
    );
}

async fn a_log_with_a_false_score_cannot_be_read(hospital: Hospital) {
    hospital.publish().await;
    let ticket = hospital
        .start(&hospital.actor(hospital.nurse), Kind::Graded)
        .await
        .unwrap();
    let mut log = serde_json::to_value(log_of(&ticket, "starts-at-once")).unwrap();
    log["passed"] = true.into();
    log["points"] = 100.into();
    assert!(serde_json::from_value::<ActionLog>(log).is_err());
}

async fn anothers_attempt_or_token_is_not_found(hospital: Hospital) {
    hospital.publish().await;
    let ticket = hospital
        .start(&hospital.actor(hospital.nurse), Kind::Graded)
        .await
        .unwrap();
    let other = hospital
        .start(&hospital.actor(hospital.other_nurse), Kind::Graded)
        .await
        .unwrap();
    let log = log_of(&ticket, "expert");
    let forged = [
        (ticket.attempt_id, other.submit_token.clone()),
        (other.attempt_id, ticket.submit_token.clone()),
        (ticket.attempt_id, String::new()),
        (Uuid::now_v7(), ticket.submit_token.clone()),
    ];
    for (attempt_id, token) in forged {
        let error = refused(
            &hospital,
            Delivery {
                attempt_id,
                token,
                log: log.clone(),
            },
        )
        .await;
        assert_eq!(error, Error::NotFound);
    }
}

async fn a_log_of_another_scenario_seed_or_version_is_refused(hospital: Hospital) {
    hospital.publish().await;
    let ticket = hospital
        .start(&hospital.actor(hospital.nurse), Kind::Graded)
        .await
        .unwrap();
    let log = log_of(&ticket, "expert");
    let forged = [
        ActionLog {
            scenario_hash: "0".repeat(64),
            ..log.clone()
        },
        ActionLog {
            seed: log.seed ^ 1,
            ..log.clone()
        },
        ActionLog {
            format: 2,
            ..log.clone()
        },
    ];
    for log in forged {
        let delivery = Delivery {
            attempt_id: ticket.attempt_id,
            token: ticket.submit_token.clone(),
            log,
        };
        let error = refused(&hospital, delivery).await;
        assert_eq!(
            error,
            Error::Invalid {
                field: "log".into(),
                code: Invalid::OtherScenario
            }
        );
    }
    let log = ActionLog {
        model_version: 999,
        ..log
    };
    let delivery = Delivery {
        attempt_id: ticket.attempt_id,
        token: ticket.submit_token.clone(),
        log,
    };
    assert_eq!(
        refused(&hospital, delivery).await,
        Error::Refused(records::Refusal::OtherModelVersion)
    );
}

async fn impossible_logs_are_refused(hospital: Hospital) {
    hospital.publish().await;
    let ticket = hospital
        .start(&hospital.actor(hospital.nurse), Kind::Graded)
        .await
        .unwrap();
    let log = log_of(&ticket, "expert");
    let answer = |tick, choice: &str| Entry {
        tick,
        action: Action::Answer {
            question: "cause".into(),
            choice: choice.into(),
        },
    };
    let forged = [
        ActionLog {
            entries: vec![answer(5000, "read"), answer(4000, "read")],
            ..log.clone()
        },
        ActionLog {
            entries: vec![answer(1000, "everything")],
            ..log.clone()
        },
        ActionLog {
            entries: vec![Entry {
                tick: 10,
                action: Action::Offer { id: "cheat".into() },
            }],
            ..log.clone()
        },
        ActionLog {
            end_tick: u64::MAX,
            ..log.clone()
        },
    ];
    for log in forged {
        let delivery = Delivery {
            attempt_id: ticket.attempt_id,
            token: ticket.submit_token.clone(),
            log,
        };
        let error = refused(&hospital, delivery).await;
        assert!(
            matches!(
                error,
                Error::Invalid {
                    code: Invalid::ImpossibleLog(_) | Invalid::TooLong,
                    ..
                }
            ),
            "{error}"
        );
    }
}

async fn a_hundred_deliveries_at_once_record_once(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let before = hospital.ledger_size().await;
    let log = log_of(&ticket, "expert");
    let mut deliveries = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let (records, nurse) = (hospital.records.clone(), nurse.clone());
        let delivery = Delivery {
            attempt_id: ticket.attempt_id,
            token: ticket.submit_token.clone(),
            log: log.clone(),
        };
        deliveries.spawn(async move { deliver(&records, &nurse, delivery).await.unwrap() });
    }
    let receipts = deliveries.join_all().await;
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    assert_eq!(hospital.ledger_size().await, before + 1);
    let page = records::standing::person(&hospital.records, &nurse, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(page.evidence.len(), 2);
}

async fn the_same_log_after_a_restart_gives_the_same_receipt(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let log = log_of(&ticket, "expert");
    let first = hospital.deliver(&nurse, &ticket, log.clone()).await.unwrap();
    hospital.records.clone().close().await;
    let records = open(&hospital.url).await;
    let delivery = Delivery {
        attempt_id: ticket.attempt_id,
        token: ticket.submit_token,
        log,
    };
    let much_later = nurse.at(NOW + time::Duration::days(30));
    assert_eq!(deliver(&records, &much_later, delivery).await.unwrap(), first);
}

async fn another_log_after_the_record_is_a_conflict(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    hospital
        .deliver(&nurse, &ticket, log_of(&ticket, "starts-at-once"))
        .await
        .unwrap();
    let second = hospital.deliver(&nurse, &ticket, log_of(&ticket, "expert")).await;
    assert_eq!(second.unwrap_err(), Error::Conflict(Conflict::AlreadyRecorded));
}

async fn a_colleague_may_deliver_and_the_owner_is_credited(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let colleague = hospital.actor(hospital.other_nurse);
    hospital
        .deliver(&colleague, &ticket, log_of(&ticket, "expert"))
        .await
        .unwrap();
    let page = records::standing::person(&hospital.records, &nurse, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(page.evidence.len(), 2);
    let theirs = records::standing::person(&hospital.records, &colleague, hospital.other_nurse)
        .await
        .unwrap();
    assert_eq!(theirs.evidence, []);
}

async fn a_colleague_is_not_told_how_it_went(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let log = log_of(&ticket, "expert");
    let deliver = async |person| {
        let actor = hospital.actor(person);
        hospital.deliver(&actor, &ticket, log.clone()).await.unwrap()
    };
    let told = [
        deliver(hospital.other_nurse).await,
        deliver(hospital.other_nurse).await,
        deliver(hospital.manager).await,
    ];
    for receipt in &told {
        assert_eq!((receipt.passed, receipt.points, receipt.possible), (None, 0, 0));
    }
    let own = deliver(hospital.nurse).await;
    assert_eq!((own.passed, own.points, own.possible), (Some(true), 2, 2));
    assert!(told.iter().all(|receipt| receipt.record_hash == own.record_hash));
}

async fn a_graded_log_is_marked_from_beginning_to_end(hospital: Hospital) {
    hospital.publish().await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let log = log_of(&ticket, "expert");
    let marked = |ticks: &[u64]| {
        let mark = |tick: &u64| training::log::Mark {
            tick: *tick,
            wall_ms: *tick,
            what: training::log::MarkKind::Beat,
        };
        ActionLog {
            marks: ticks.iter().map(mark).collect(),
            ..log.clone()
        }
    };
    let end = log.end_tick;
    for ticks in [
        &[][..],
        &[0],
        &[1, end],
        &[0, end - 1_001],
        &[0, end + 1],
        &[0, end, 0],
    ] {
        let delivery = Delivery {
            attempt_id: ticket.attempt_id,
            token: ticket.submit_token.clone(),
            log: marked(ticks),
        };
        let expected = Error::Invalid {
            field: "log".into(),
            code: Invalid::ImpossibleLog("marks".into()),
        };
        assert_eq!(refused(&hospital, delivery).await, expected, "{ticks:?}");
    }
    assert!(hospital.deliver(&nurse, &ticket, marked(&[0, end])).await.is_ok());
    // Practice is nobody's proof.
    let ticket = hospital.start(&nurse, Kind::Practice).await.unwrap();
    let unmarked = ActionLog {
        marks: Vec::new(),
        ..log_of(&ticket, "expert")
    };
    assert!(hospital.deliver(&nurse, &ticket, unmarked).await.is_ok());
}
