//! What everybody may read of how the models are checked.

use super::hospital::{Hospital, content};
use super::on_both_engines;
use records::Error;
use records::validation::{overview, report};
use simulators::validation::Subject;
use uuid::Uuid;

/// A scenario that ships.
const SHIPPED: &str = "dose-to-programme";

on_both_engines! {
    the_overview_counts_every_vector_once_and_ends_with_this_model
    a_report_shows_the_vectors_and_figures_of_its_subject_alone
    a_scenario_is_titled_only_where_it_is_in_use
    nobody_reads_it_without_a_role
}

async fn the_overview_counts_every_vector_once_and_ends_with_this_model(hospital: Hospital) {
    let nurse = hospital.actor(hospital.nurse);
    let overview = overview(&hospital.records, &nurse).await.unwrap();
    assert_eq!(overview.model_version, simulators::MODEL_VERSION);
    let of: u32 = overview.subjects.iter().map(|row| row.vectors.of).sum();
    assert_eq!(of, overview.vectors.of);
    assert_eq!(overview.vectors.passed, overview.vectors.of);
    let newest = &overview.history[0];
    assert_eq!(newest.version, simulators::MODEL_VERSION);
    assert_eq!(newest.vectors, overview.vectors);
}

async fn a_report_shows_the_vectors_and_figures_of_its_subject_alone(hospital: Hospital) {
    let nurse = hospital.actor(hospital.nurse);
    for &subject in Subject::ALL {
        let report = report(&hospital.records, &nurse, subject).await.unwrap();
        assert!(report.kinds.iter().all(|kind| kind.subject == Some(subject)));
        let figures: Vec<_> = report.figures.iter().map(|figure| figure.id).collect();
        assert_eq!(figures, subject.figures().collect::<Vec<_>>());
    }
}

async fn a_scenario_is_titled_only_where_it_is_in_use(hospital: Hospital) {
    let nurse = hospital.actor(hospital.nurse);
    hospital.publish().await;
    hospital.publish_skills().await;
    let source = content(&format!("scenarios/{SHIPPED}.yaml"));
    records::content::publish_scenario(&hospital.records, &hospital.system(), &source)
        .await
        .unwrap();
    let overview = overview(&hospital.records, &nurse).await.unwrap();
    let first = overview.history.last().unwrap();
    assert!(!first.touches.is_empty());
    for touched in &first.touches {
        assert_eq!(
            touched.title.is_some(),
            touched.slug == SHIPPED,
            "{}",
            touched.slug
        );
    }
}

async fn nobody_reads_it_without_a_role(hospital: Hospital) {
    let nobody = hospital.actor(Uuid::now_v7());
    let answer = overview(&hospital.records, &nobody).await;
    assert_eq!(answer.err(), Some(Error::NotFound));
}
