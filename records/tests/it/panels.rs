//! Panels of judges, and the cut scores they set.

use super::exams::{begin, publish, sit};
use super::hospital::{Hospital, NOW, day};
use super::on_both_engines;
use records::panels::{NewPanel, PanelState, close_round, judges, open, panel, panels_of, rate};
use records::{Error, Refusal};
use std::collections::BTreeMap;
use uuid::Uuid;

on_both_engines! {
    two_rounds_set_the_cut_score_of_the_version
    judges_see_what_others_said_only_in_the_second_round
    only_judges_rate_and_only_educators_close
    a_panel_is_called_once_under_one_id
    a_sitting_keeps_the_cut_it_was_started_with
}

const ITEMS: [&str; 3] = ["p-1", "p-2", "p-3"];

async fn call(hospital: &Hospital) -> Uuid {
    publish(hospital).await;
    let new = NewPanel {
        id: Uuid::now_v7(),
        test: "pump-theory".into(),
        title: "Spring panel".into(),
        judges: [hospital.assessor, hospital.manager].into(),
    };
    open(&hospital.records, &hospital.actor(hospital.educator), new)
        .await
        .unwrap()
}

async fn rate_all(hospital: &Hospital, id: Uuid, judge: Uuid, percents: [u8; 3]) -> Result<(), Error> {
    let ratings: BTreeMap<String, u8> = ITEMS.map(str::to_owned).into_iter().zip(percents).collect();
    rate(&hospital.records, &hospital.actor(judge), id, ratings).await
}

async fn two_rounds_set_the_cut_score_of_the_version(hospital: Hospital) {
    let id = call(&hospital).await;
    let educator = hospital.actor(hospital.educator);
    let too_early = close_round(&hospital.records, &educator, id).await;
    assert_eq!(too_early.unwrap_err(), Error::Refused(Refusal::NoRatings));
    rate_all(&hospital, id, hospital.assessor, [90, 80, 40])
        .await
        .unwrap();
    rate_all(&hospital, id, hospital.manager, [60, 60, 60])
        .await
        .unwrap();
    let second = close_round(&hospital.records, &educator, id).await.unwrap();
    assert_eq!(second, PanelState::SecondRound);
    rate_all(&hospital, id, hospital.assessor, [80, 80, 50])
        .await
        .unwrap();
    rate_all(&hospital, id, hospital.manager, [70, 70, 40])
        .await
        .unwrap();
    assert_eq!(
        close_round(&hospital.records, &educator, id).await.unwrap(),
        PanelState::Closed
    );
    let closed = panel(&hospital.records, &educator, id).await.unwrap();
    // The judges' sums are 2.1 and 1.8: their mean is 1.95 of 3 items, their standard error 0.15.
    assert!((closed.row.cut_percent.unwrap() - 65.0).abs() < 1e-9);
    assert!((closed.row.standard_error.unwrap() - 5.0).abs() < 1e-9);
    assert_eq!(closed.row.n_judges, Some(2));
    let nurse = hospital.actor(hospital.nurse);
    let page = records::exams::test(&hospital.records, &nurse, "pump-theory")
        .await
        .unwrap();
    assert_eq!(page.cut, 6_500);
    let after = rate_all(&hospital, id, hospital.assessor, [1, 1, 1]).await;
    assert_eq!(after.unwrap_err(), Error::Refused(Refusal::NotAllowed));
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn judges_see_what_others_said_only_in_the_second_round(hospital: Hospital) {
    let id = call(&hospital).await;
    sit(&hospital, hospital.nurse, NOW, 3).await;
    let educator = hospital.actor(hospital.educator);
    let assessor = hospital.actor(hospital.assessor);
    rate_all(&hospital, id, hospital.manager, [60, 60, 60])
        .await
        .unwrap();
    let waits = async |who: Uuid| {
        let duties = records::restrictions::duties(&hospital.records, &hospital.actor(who)).await;
        let panels = duties.unwrap().panels;
        panels.into_iter().map(|(panel, _)| panel).collect::<Vec<_>>()
    };
    assert_eq!(waits(hospital.assessor).await, [id]);
    assert!(waits(hospital.manager).await.is_empty(), "every item is rated");
    assert!(waits(hospital.educator).await.is_empty(), "no judge");
    let first = panel(&hospital.records, &assessor, id).await.unwrap();
    assert!(first.is_judge && first.judges.is_empty());
    assert!(
        first
            .items
            .iter()
            .all(|item| item.mean_first.is_none() && item.right_percent.is_none())
    );
    close_round(&hospital.records, &educator, id).await.unwrap();
    assert_eq!(waits(hospital.manager).await, [id], "the second round is open");
    let second = panel(&hospital.records, &assessor, id).await.unwrap();
    assert!(second.items.iter().all(|item| item.mean_first == Some(60.0)));
    assert!(second.items.iter().all(|item| item.right_percent == Some(100.0)));
    assert!(second.items.iter().all(|item| item.own_first.is_none()));
    let progress = panel(&hospital.records, &educator, id).await.unwrap().judges;
    assert_eq!(progress.len(), 2);
}

async fn only_judges_rate_and_only_educators_close(hospital: Hospital) {
    let id = call(&hospital).await;
    for other in [
        hospital.nurse,
        hospital.educator,
        hospital.auditor,
        hospital.administrator,
    ] {
        let refused = rate_all(&hospital, id, other, [50, 50, 50]).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
    for other in [
        hospital.nurse,
        hospital.manager,
        hospital.assessor,
        hospital.auditor,
    ] {
        let refused = close_round(&hospital.records, &hospital.actor(other), id).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
    for stranger in [hospital.nurse, hospital.administrator, hospital.other_nurse] {
        let refused = panel(&hospital.records, &hospital.actor(stranger), id).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
    let unknown = BTreeMap::from([("p-9".to_owned(), 50)]);
    let refused = rate(&hospital.records, &hospital.actor(hospital.assessor), id, unknown).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })));
    let assessor = hospital.actor(hospital.assessor);
    assert_eq!(
        panels_of(&hospital.records, &assessor, "pump-theory")
            .await
            .unwrap()
            .len(),
        1
    );
    let nurse = hospital.actor(hospital.nurse);
    assert!(
        panels_of(&hospital.records, &nurse, "pump-theory")
            .await
            .unwrap()
            .is_empty()
    );
    assert!(judges(&hospital.records, &assessor).await.unwrap().is_empty());
    let educator = hospital.actor(hospital.educator);
    assert_eq!(judges(&hospital.records, &educator).await.unwrap().len(), 2);
}

async fn a_panel_is_called_once_under_one_id(hospital: Hospital) {
    publish(&hospital).await;
    let new = NewPanel {
        id: Uuid::now_v7(),
        test: "pump-theory".into(),
        title: "Spring panel".into(),
        judges: [hospital.assessor].into(),
    };
    let educator = hospital.actor(hospital.educator);
    for _ in 0..2 {
        open(&hospital.records, &educator, new.clone()).await.unwrap();
    }
    let panels = panels_of(&hospital.records, &educator, "pump-theory")
        .await
        .unwrap();
    assert_eq!(panels.len(), 1);
    let manager = hospital.actor(hospital.manager);
    assert_eq!(
        open(&hospital.records, &manager, new).await.unwrap_err(),
        Error::NotFound
    );
}

async fn a_sitting_keeps_the_cut_it_was_started_with(hospital: Hospital) {
    let id = call(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let begun = begin(&hospital, &nurse).await.unwrap();
    let educator = hospital.actor(hospital.educator);
    for _ in 0..2 {
        rate_all(&hospital, id, hospital.assessor, [10, 10, 10])
            .await
            .unwrap();
        close_round(&hospital.records, &educator, id).await.unwrap();
    }
    records::exams::hand_in(&hospital.records, &nurse, begun.id)
        .await
        .unwrap();
    let records::exams::Sat::Over(over) = records::exams::sitting(&hospital.records, &nurse, begun.id)
        .await
        .unwrap()
    else {
        panic!("it is open")
    };
    assert_eq!((over.cut, over.passed), (6_700, Some(false)));
    let next = sit(&hospital, hospital.nurse, day(1), 1).await;
    let records::exams::Sat::Over(over) = records::exams::sitting(&hospital.records, &nurse, next)
        .await
        .unwrap()
    else {
        panic!("it is open")
    };
    assert_eq!((over.cut, over.passed), (1_000, Some(true)));
}
