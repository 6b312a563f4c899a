//! Frameworks: looked at, compared before they are published, and imported with every problem named.

use super::hospital::{Hospital, NOW, content, day};
use super::on_both_engines;
use super::permissions::askers;
use competency::{Problem, RuleProblem};
use records::content::{
    Aspect, FrameworkError, Kind, PublishOutcome, framework, framework_source, frameworks, preview_framework,
    publish_framework, restore, retire,
};
use records::standing::State;
use records::{Actor, Error, Invalid};

const SLUG: &str = "nurse-infusion";

on_both_engines! {
    every_version_stays_with_its_source_and_who_published_it
    a_file_that_cannot_be_read_is_told_by_line_and_column
    every_problem_of_a_file_is_named_with_its_competency
    a_dry_run_shows_what_changes_and_writes_nothing
    a_dry_run_counts_those_whose_status_changes
    a_retired_framework_says_so_and_a_new_version_asks_nothing
    frameworks_are_read_and_published_by_those_who_may
    the_shipped_frameworks_are_sound
}

fn shipped() -> String {
    content("frameworks/nurse-infusion.yaml")
}

async fn every_version_stays_with_its_source_and_who_published_it(hospital: Hospital) {
    hospital.publish().await;
    let educator = hospital.actor(hospital.educator).at(day(1));
    let newer = shipped().replace("title: Programme a dose", "title: Programme a dose by weight");
    publish_framework(&hospital.records, &educator, &newer)
        .await
        .unwrap();
    let list = frameworks(&hospital.records, &educator).await.unwrap();
    assert!(list.may_publish);
    let row = &list.frameworks[0];
    assert_eq!((row.slug.as_str(), row.latest.version), (SLUG, 2));
    assert_eq!(row.n_competencies, 6);
    let page = framework(&hospital.records, &educator, SLUG, None).await.unwrap();
    let by: Vec<Option<&str>> = page
        .versions
        .iter()
        .map(|version| version.published_by.as_deref())
        .collect();
    assert_eq!(by, [Some("educator Example"), None]);
    assert_eq!(page.framework.competencies[0].title, "Programme a dose by weight");
    let first = framework(&hospital.records, &educator, SLUG, Some(1))
        .await
        .unwrap();
    assert_eq!(
        (first.version, first.framework.competencies[0].title.as_str()),
        (1, "Programme a dose")
    );
    let source = framework_source(&hospital.records, &educator, SLUG, 2).await;
    assert_eq!(source, Ok(newer));
    for (slug, version) in [(SLUG, Some(3)), ("nothing", None)] {
        let none = framework(&hospital.records, &educator, slug, version).await;
        assert_eq!(none.unwrap_err(), Error::NotFound);
    }
}

async fn a_file_that_cannot_be_read_is_told_by_line_and_column(hospital: Hospital) {
    hospital.publish().await;
    let educator = hospital.actor(hospital.educator);
    let broken = shipped().replacen("    due_days: 60", "    due_weeks: 60", 1);
    let expected_line = 1 + broken
        .lines()
        .position(|line| line.contains("due_weeks"))
        .unwrap() as u64;
    for answer in [
        preview_framework(&hospital.records, &educator, &broken)
            .await
            .map(|_| ()),
        publish_framework(&hospital.records, &educator, &broken)
            .await
            .map(|_| ()),
    ] {
        let Err(FrameworkError::Unreadable(place)) = answer else {
            unreachable!("{answer:?}")
        };
        assert_eq!(place.line, expected_line, "{place:?}");
        assert!(
            place.column > 0 && place.detail.contains("due_weeks"),
            "{place:?}"
        );
    }
    let too_long = "x".repeat(1_000_001);
    let answer = publish_framework(&hospital.records, &educator, &too_long).await;
    let too_long = Error::Invalid {
        field: "source".into(),
        code: Invalid::TooLong,
    };
    assert_eq!(answer.unwrap_err(), FrameworkError::Records(too_long));
    let nothing = publish_framework(&hospital.records, &educator, "").await;
    assert!(
        matches!(nothing, Err(FrameworkError::Unreadable(_))),
        "{nothing:?}"
    );
}

async fn every_problem_of_a_file_is_named_with_its_competency(hospital: Hospital) {
    hospital.publish().await;
    let educator = hospital.actor(hospital.educator);
    let size = hospital.ledger_size().await;
    let broken = shipped()
        .replacen("group: programming", "group: nowhere", 1)
        .replacen("due_days: 60", "due_days: 600", 1)
        .replacen("- infusion.theory", "- infusion.flying", 1);
    let expected = vec![
        Problem::Unknown {
            id: "nowhere".into(),
            within: "infusion.dose-programming".into(),
        },
        Problem::BadRule {
            competency: "infusion.dose-programming".into(),
            rule: RuleProblem::DueDays,
        },
        Problem::Unknown {
            id: "infusion.flying".into(),
            within: "nurse".into(),
        },
    ];
    let answer = publish_framework(&hospital.records, &educator, &broken).await;
    assert_eq!(answer.unwrap_err(), FrameworkError::Problems(expected.clone()));
    let answer = preview_framework(&hospital.records, &educator, &broken).await;
    assert_eq!(answer.unwrap_err(), FrameworkError::Problems(expected));
    assert_eq!(hospital.ledger_size().await, size);
}

async fn a_dry_run_shows_what_changes_and_writes_nothing(hospital: Hospital) {
    hospital.publish().await;
    let educator = hospital.actor(hospital.educator);
    let size = hospital.ledger_size().await;
    let same = preview_framework(&hospital.records, &educator, &shipped())
        .await
        .unwrap();
    assert_eq!((same.version, same.outcome), (1, PublishOutcome::Unchanged));
    assert_eq!((same.added.len(), same.changed.len(), same.n_affected), (0, 0, 0));
    let newer = shipped()
        .replace("title: Programme a dose", "title: Programme a dose by weight")
        .replace("infusion.bedside", "infusion.at-the-bed");
    let preview = preview_framework(&hospital.records, &educator, &newer)
        .await
        .unwrap();
    assert_eq!((preview.version, preview.outcome), (2, PublishOutcome::New));
    assert_eq!(preview.added[0].id, "infusion.at-the-bed");
    assert_eq!(preview.dropped[0].id, "infusion.bedside");
    assert_eq!(preview.changed[0].aspects, [Aspect::Wording]);
    let jobs: Vec<&str> = preview.jobs.iter().map(|job| job.id.as_str()).collect();
    assert_eq!(jobs, ["nurse"]);
    assert!(preview.elsewhere.is_empty());
    let elsewhere = shipped().replace("framework: nurse-infusion", "framework: another");
    let preview = preview_framework(&hospital.records, &educator, &elsewhere)
        .await
        .unwrap();
    assert_eq!((preview.version, preview.elsewhere.len()), (1, 6));
    assert_eq!(hospital.ledger_size().await, size);
    let list = frameworks(&hospital.records, &educator).await.unwrap();
    assert_eq!((list.frameworks.len(), list.frameworks[0].latest.version), (1, 1));
}

async fn a_dry_run_counts_those_whose_status_changes(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let educator = hospital.actor(hospital.educator).at(day(120));
    let shorter = shipped().replacen("months: 12", "months: 3", 1);
    let preview = preview_framework(&hospital.records, &educator, &shorter)
        .await
        .unwrap();
    assert_eq!((preview.n_people, preview.n_affected), (7, 1));
    let moves = &preview.moves;
    assert_eq!(moves.len(), 1);
    assert_eq!(
        (moves[0].before, moves[0].after, moves[0].n_people),
        (Some(State::Current), Some(State::Lapsed), 1)
    );
    publish_framework(&hospital.records, &educator, &shorter)
        .await
        .unwrap();
    let nurse = hospital.actor(hospital.nurse).at(day(120));
    let page = records::standing::person(&hospital.records, &nurse, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(page.competencies[0].cell.state, State::Lapsed);
    // A competency that is no longer asked of anybody leaves everybody's page.
    let fewer = shorter.replace("      - infusion.theory\n", "");
    let preview = preview_framework(&hospital.records, &educator, &fewer)
        .await
        .unwrap();
    assert_eq!(preview.n_affected, 7);
    assert_eq!(
        (preview.moves[0].before, preview.moves[0].after),
        (Some(State::Never), None)
    );
}

async fn a_retired_framework_says_so_and_a_new_version_asks_nothing(hospital: Hospital) {
    hospital.publish().await;
    let educator = hospital.actor(hospital.educator).at(day(1));
    retire(
        &hospital.records,
        &educator,
        Kind::Framework,
        SLUG,
        "Replaced by another",
    )
    .await
    .unwrap();
    let page = framework(&hospital.records, &educator, SLUG, None).await.unwrap();
    let retired = page.row.retired.unwrap();
    assert_eq!(
        (retired.reason.as_str(), retired.by.as_deref(), retired.at),
        ("Replaced by another", Some("educator Example"), day(1))
    );
    let newer = shipped().replace("months: 12", "months: 6");
    let preview = preview_framework(&hospital.records, &educator, &newer)
        .await
        .unwrap();
    assert!(preview.is_retired);
    assert_eq!(preview.n_affected, 0);
    restore(&hospital.records, &educator, Kind::Framework, SLUG)
        .await
        .unwrap();
    let list = frameworks(&hospital.records, &educator).await.unwrap();
    assert_eq!(list.frameworks[0].retired, None);
}

async fn frameworks_are_read_and_published_by_those_who_may(hospital: Hospital) {
    hospital.publish().await;
    let newer = shipped().replace("months: 12", "months: 6");
    let ask = async |what: &str, actor: &Actor| {
        let records = &hospital.records;
        let done = |error| match error {
            FrameworkError::Records(error) => error,
            other => unreachable!("{other:?}"),
        };
        match what {
            "list" => frameworks(records, actor).await.map(|_| ()),
            "page" => framework(records, actor, SLUG, None).await.map(|_| ()),
            "source" => framework_source(records, actor, SLUG, 1).await.map(|_| ()),
            "preview" => preview_framework(records, actor, &newer)
                .await
                .map(|_| ())
                .map_err(done),
            _ => publish_framework(records, actor, &newer)
                .await
                .map(|_| ())
                .map_err(done),
        }
    };
    let readers: &[&str] = &["educator", "auditor"];
    let table = [
        ("list", readers),
        ("page", readers),
        ("source", readers),
        ("preview", &["educator"]),
        ("publish", &["educator"]),
    ];
    let mut wrong = Vec::new();
    for (name, actor) in askers(&hospital).await {
        for (what, answered) in table {
            let answer = ask(what, &actor).await;
            // A stranger is educator of another organisation: the answer is theirs, never ours.
            let own = name == "stranger" && matches!(what, "list" | "preview" | "publish");
            let expected = match own || answered.contains(&name) {
                true => Ok(()),
                false => Err(Error::NotFound),
            };
            if answer != expected {
                wrong.push(format!("{what} by {name}: {answer:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

async fn the_shipped_frameworks_are_sound(hospital: Hospital) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../content/frameworks");
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let published = publish_framework(&hospital.records, &hospital.system(), &source).await;
        assert!(published.is_ok(), "{published:?}");
    }
    let list = frameworks(&hospital.records, &hospital.system()).await.unwrap();
    let slugs: Vec<&str> = list.frameworks.iter().map(|row| row.slug.as_str()).collect();
    assert_eq!(slugs, [SLUG, "nurse-ventilation", "technician-devices"]);
    assert!(list.frameworks.iter().all(|row| row.retired.is_none()));
}
