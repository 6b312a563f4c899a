//! Publishing.

use super::hospital::{Hospital, NOW, SCENARIO, content};
use super::on_both_engines;
use records::attempts::Kind;
use records::content::{
    FrameworkError, PublishError, PublishOutcome, confirm_review, publish_framework, publish_scenario,
    scenarios,
};
use records::{Error, Refusal};
use time::macros::datetime;

on_both_engines! {
    the_same_content_again_is_nothing_new_and_a_change_is_a_version
    a_scenario_that_does_not_compile_is_not_published
    a_golden_run_that_comes_out_otherwise_stops_publishing
    only_educators_of_the_whole_hospital_publish
    overdue_content_starts_no_graded_run
    everything_that_ships_is_published
}

async fn the_same_content_again_is_nothing_new_and_a_change_is_a_version(hospital: Hospital) {
    hospital.publish().await;
    let size = hospital.ledger_size().await;
    hospital.publish().await;
    assert_eq!(hospital.ledger_size().await, size);
    let changed = include_str!("scenario.yaml").replace("Read the order\n", "Read the order first\n");
    let published = publish_scenario(&hospital.records, &hospital.system(), &changed)
        .await
        .unwrap();
    assert_eq!((published.version, published.outcome), (2, PublishOutcome::New));
    let rows = scenarios(&hospital.records, &hospital.actor(hospital.nurse))
        .await
        .unwrap();
    assert_eq!(
        (rows.len(), rows[0].version, rows[0].hash.as_str()),
        (1, 2, published.hash.as_str())
    );
    assert_eq!(hospital.ledger_size().await, size + 1);
}

async fn a_scenario_that_does_not_compile_is_not_published(hospital: Hospital) {
    hospital.publish().await;
    let broken = include_str!("scenario.yaml").replace("answered.cause.read", "pump.colour");
    let published = publish_scenario(&hospital.records, &hospital.system(), &broken).await;
    assert!(matches!(published, Err(PublishError::Diagnostics(diagnostics)) if !diagnostics.is_empty()));
}

async fn a_golden_run_that_comes_out_otherwise_stops_publishing(hospital: Hospital) {
    hospital.publish().await;
    let broken = include_str!("scenario.yaml").replace("    misses: [reads]\n", "");
    let published = publish_scenario(&hospital.records, &hospital.system(), &broken).await;
    let Err(PublishError::Golden(failures)) = published else {
        unreachable!("{published:?}")
    };
    assert_eq!(
        (failures[0].golden.as_str(), failures[0].misses.as_slice()),
        ("starts-at-once", &["reads".to_owned()][..])
    );
}

async fn only_educators_of_the_whole_hospital_publish(hospital: Hospital) {
    let framework = content("frameworks/nurse-infusion.yaml");
    for person in [
        hospital.nurse,
        hospital.manager,
        hospital.assessor,
        hospital.auditor,
        hospital.administrator,
    ] {
        let published = publish_framework(&hospital.records, &hospital.actor(person), &framework).await;
        assert_eq!(published.unwrap_err(), FrameworkError::Records(Error::NotFound));
    }
    let educator = hospital.actor(hospital.educator);
    assert!(
        publish_framework(&hospital.records, &educator, &framework)
            .await
            .is_ok()
    );
}

async fn overdue_content_starts_no_graded_run(hospital: Hospital) {
    hospital.publish().await;
    let late = hospital.actor(hospital.nurse).at(datetime!(2027-12-01 0:00 UTC));
    let refused = hospital.start(&late, Kind::Graded).await.unwrap_err();
    assert_eq!(refused, Error::Refused(Refusal::ReviewOverdue));
    assert!(hospital.start(&late, Kind::Practice).await.is_ok());
    let educator = hospital.actor(hospital.educator).at(late.now);
    let next = confirm_review(&hospital.records, &educator, SCENARIO)
        .await
        .unwrap();
    assert!(next > late.now && late.now > NOW);
    assert!(hospital.start(&late, Kind::Graded).await.is_ok());
}

async fn everything_that_ships_is_published(hospital: Hospital) {
    hospital.publish().await;
    hospital.publish_skills().await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../content/scenarios");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let source = std::fs::read_to_string(&path).unwrap();
            let published = publish_scenario(&hospital.records, &hospital.system(), &source).await;
            assert!(published.is_ok(), "{}: {published:?}", path.display());
        }
    }
    let frameworks = ["nurse-infusion", "nurse-ventilation"].map(|name| {
        let source = content(&format!("frameworks/{name}.yaml"));
        serde_saphyr::from_str::<competency::Framework>(&source).unwrap()
    });
    for row in scenarios(&hospital.records, &hospital.system()).await.unwrap() {
        assert!(
            row.competencies.iter().all(|id| frameworks
                .iter()
                .any(|framework| framework.competency(id).is_some())),
            "{}",
            row.slug
        );
    }
}
