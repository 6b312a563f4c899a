//! Skills across runs: how help fades, who sees what, and that the steps follow from the runs.

use crate::hospital::{Hospital, content, day};
use crate::on_both_engines;
use crate::tampering::{back_door, run as execute};
use records::attempts::{Delivery, Kind, Receipt, Start, Ticket};
use records::skills::{SkillRow, mine, of_person, rebuild};
use records::{Actor, Error, Invalid};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use training::golden;
use training::guide::{Level, Outcome};
use training::log::{Action, ActionLog, Entry};
use training::scenario::{CompileContext, Scenario, compile, read_hazards, read_library, read_skills};
use uuid::Uuid;

on_both_engines! {
    help_fades_as_skills_are_done_alone
    the_coach_is_asked_in_practice_only
    a_practice_is_coached_and_replayed_by_the_levels_of_its_start
    what_was_practised_is_the_learner_s_alone
    the_debrief_says_how_each_skill_was_shown
    steps_made_anew_are_those_that_were_kept
    what_was_voided_leads_to_no_level
}

const SLUG: &str = "two-skills";

fn scenario() -> Scenario {
    let library = read_library(&content("library/training.yaml")).unwrap();
    let hazards = read_hazards(&content("hazards.yaml")).unwrap();
    let hazards = hazards.into_iter().map(|hazard| hazard.id).collect();
    let skills = read_skills(&content("skills.yaml")).unwrap();
    let context = CompileContext {
        library: &library,
        hazards: &hazards,
        skills: &skills,
    };
    compile(include_str!("skills.yaml"), &context).0.unwrap()
}

async fn publish(hospital: &Hospital) {
    hospital.publish().await;
    hospital.publish_skills().await;
    records::content::publish_scenario(&hospital.records, &hospital.system(), include_str!("skills.yaml"))
        .await
        .unwrap();
}

async fn start(hospital: &Hospital, actor: &Actor, kind: Kind) -> Ticket {
    let start = Start {
        attempt_id: Uuid::now_v7(),
        scenario: SLUG.into(),
        kind,
        supervision_code: None,
    };
    records::attempts::start(&hospital.records, actor, start)
        .await
        .unwrap()
}

fn log_of(ticket: &Ticket, golden: &str) -> ActionLog {
    let scenario = scenario();
    let run = scenario.golden.iter().find(|run| run.id == golden).unwrap();
    golden::run_one(&scenario, run, ticket.script.seed).log.unwrap()
}

async fn deliver(
    hospital: &Hospital,
    actor: &Actor,
    ticket: &Ticket,
    log: ActionLog,
) -> Result<Receipt, Error> {
    let delivery = Delivery {
        attempt_id: ticket.attempt_id,
        token: ticket.submit_token.clone(),
        log,
    };
    records::attempts::deliver(&hospital.records, actor, delivery).await
}

async fn run(hospital: &Hospital, actor: &Actor, kind: Kind, golden: &str) -> Uuid {
    let ticket = start(hospital, actor, kind).await;
    deliver(hospital, actor, &ticket, log_of(&ticket, golden))
        .await
        .unwrap();
    ticket.attempt_id
}

/// The levels of looking and of asking, in the ticket of a practice.
async fn coached(hospital: &Hospital, actor: &Actor) -> [Level; 2] {
    let ticket = start(hospital, actor, Kind::Practice).await;
    levels(&ticket)
}

fn levels(ticket: &Ticket) -> [Level; 2] {
    let levels = &ticket.rehearsal.as_ref().unwrap().levels;
    ["looks-at-patient", "asks-before-going-on"].map(|skill| levels.get(skill).copied().unwrap_or_default())
}

fn counts(row: &SkillRow) -> (u32, u32, u32) {
    (row.n_unaided, row.n_aided, row.n_missed)
}

async fn help_fades_as_skills_are_done_alone(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    assert_eq!(coached(&hospital, &nurse(0)).await, [Level::AtOnce; 2]);
    run(&hospital, &nurse(0), Kind::Practice, "expert").await;
    assert_eq!(coached(&hospital, &nurse(1)).await, [Level::Soon; 2]);
    // Five and three seconds are sooner than the coach now speaks.
    run(&hospital, &nurse(1), Kind::Practice, "expert").await;
    assert_eq!(coached(&hospital, &nurse(2)).await, [Level::Late; 2]);
    run(&hospital, &nurse(2), Kind::Graded, "expert").await;
    assert_eq!(coached(&hospital, &nurse(3)).await, [Level::OnRequest; 2]);
    run(&hospital, &nurse(3), Kind::Graded, "never-asks").await;
    assert_eq!(
        coached(&hospital, &nurse(4)).await,
        [Level::OnRequest, Level::AtOnce]
    );

    let rows = mine(&hospital.records, &nurse(4)).await.unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row.skill.as_str()).collect();
    assert_eq!(names, ["asks-before-going-on", "looks-at-patient"]);
    assert_eq!((counts(&rows[0]), counts(&rows[1])), ((2, 1, 1), (3, 1, 0)));
    assert_eq!(
        (rows[0].level, rows[1].level),
        (Some(Level::AtOnce), Some(Level::OnRequest))
    );
    assert_eq!(rows[0].modules, ["Two skills"]);
    assert_eq!((rows[0].met_at, rows[0].unaided_at), (day(3), Some(day(2))));
    assert!(
        rows.iter()
            .all(|row| !row.title.is_empty() && !row.why.is_empty() && row.title != row.skill)
    );
    let other = hospital.actor(hospital.other_nurse).at(day(4));
    assert_eq!(mine(&hospital.records, &other).await.unwrap(), []);
    let everything = records::people::everything(&hospital.records, &nurse(5))
        .await
        .unwrap();
    assert_eq!(everything["skill_steps"].as_array().unwrap().len(), 8);
}

async fn the_coach_is_asked_in_practice_only(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    let asking = |ticket: &Ticket| {
        let mut log = log_of(ticket, "expert");
        let ask = Entry {
            tick: 1_000,
            action: Action::AskCoach,
        };
        log.entries.insert(0, ask);
        log
    };
    let graded = start(&hospital, &nurse(0), Kind::Graded).await;
    let refused = deliver(&hospital, &nurse(0), &graded, asking(&graded)).await;
    assert_eq!(
        refused.unwrap_err(),
        Error::Invalid {
            field: "log".into(),
            code: Invalid::ImpossibleLog("ask_coach".into()),
        }
    );
    for n in 1..3 {
        run(&hospital, &nurse(n), Kind::Practice, "expert").await;
    }
    assert_eq!(coached(&hospital, &nurse(3)).await, [Level::Late; 2]);
    let practice = start(&hospital, &nurse(3), Kind::Practice).await;
    deliver(&hospital, &nurse(3), &practice, asking(&practice))
        .await
        .unwrap();
    // Looking was asked for, asking was not.
    assert_eq!(
        coached(&hospital, &nurse(4)).await,
        [Level::Soon, Level::OnRequest]
    );
}

async fn a_practice_is_coached_and_replayed_by_the_levels_of_its_start(hospital: Hospital) {
    publish(&hospital).await;
    // Within one day: an open run is given up after that.
    let nurse = |n| {
        hospital
            .actor(hospital.nurse)
            .at(day(0) + time::Duration::hours(n))
    };
    let ticket = start(&hospital, &nurse(0), Kind::Practice).await;
    run(&hospital, &nurse(1), Kind::Graded, "expert").await;
    let again = records::attempts::ticket(&hospital.records, &nurse(2), ticket.attempt_id)
        .await
        .unwrap();
    assert_eq!(
        (levels(&ticket), levels(&again)),
        ([Level::AtOnce; 2], [Level::AtOnce; 2])
    );
    deliver(&hospital, &nurse(2), &ticket, log_of(&ticket, "expert"))
        .await
        .unwrap();
    // Shown at once, as the ticket said, although it was done alone meanwhile.
    let rows = mine(&hospital.records, &nurse(3)).await.unwrap();
    assert!(rows.iter().all(|row| counts(row) == (1, 1, 0)));
}

async fn what_was_practised_is_the_learner_s_alone(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    run(&hospital, &nurse(0), Kind::Practice, "never-asks").await;
    run(&hospital, &nurse(1), Kind::Graded, "expert").await;
    for person in [hospital.assessor, hospital.manager, hospital.nurse] {
        let actor = hospital.actor(person).at(day(2));
        let rows = of_person(&hospital.records, &actor, hospital.nurse)
            .await
            .unwrap();
        assert_eq!(rows.iter().map(counts).collect::<Vec<_>>(), [(1, 0, 0); 2]);
        assert!(rows.iter().all(|row| row.level.is_none()));
    }
    for (person, of) in [
        (hospital.other_nurse, hospital.nurse),
        (hospital.educator, hospital.nurse),
        (hospital.assessor, hospital.other_nurse),
    ] {
        let actor = hospital.actor(person).at(day(2));
        let refused = of_person(&hospital.records, &actor, of).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
}

async fn the_debrief_says_how_each_skill_was_shown(hospital: Hospital) {
    publish(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let attempt = run(&hospital, &nurse, Kind::Graded, "never-asks").await;
    let debrief = records::attempts::debrief(&hospital.records, &nurse, attempt)
        .await
        .unwrap();
    let shown: Vec<(&str, Outcome)> = debrief
        .skills
        .iter()
        .map(|skill| (skill.skill.as_str(), skill.outcome))
        .collect();
    assert_eq!(
        shown,
        [
            ("looks-at-patient", Outcome::Unaided),
            ("asks-before-going-on", Outcome::Missed)
        ]
    );
}

/// Everything that is kept of skills.
async fn kept(db: &DatabaseConnection) -> Vec<(String, String, String)> {
    let sql = "select * from skill_steps order by recorded_ms, attempt, skill";
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .unwrap();
    rows.iter()
        .map(|row| {
            let attempt: Uuid = row.try_get("", "attempt").unwrap();
            let text = |column| row.try_get::<String>("", column).unwrap();
            (attempt.to_string(), text("skill"), text("outcome"))
        })
        .collect()
}

async fn steps_made_anew_are_those_that_were_kept(hospital: Hospital) {
    publish(&hospital).await;
    let db = back_door(&hospital).await;
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    let runs = [
        (Kind::Practice, "expert"),
        (Kind::Practice, "never-asks"),
        (Kind::Practice, "expert"),
        (Kind::Graded, "expert"),
        (Kind::Practice, "expert"),
    ];
    for (n, (kind, golden)) in (0..).zip(runs) {
        run(&hospital, &nurse(n), kind, golden).await;
    }
    let before = kept(&db).await;
    assert_eq!(before.len(), 10);
    execute(&db, "update skill_steps set outcome = 'missed'", vec![]).await;
    let refused = rebuild(
        &hospital.records,
        &hospital.actor(hospital.educator),
        hospital.nurse,
    )
    .await;
    assert_eq!(refused.unwrap_err(), Error::NotFound);
    rebuild(&hospital.records, &hospital.system(), hospital.nurse)
        .await
        .unwrap();
    assert_eq!(kept(&db).await, before);
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn what_was_voided_leads_to_no_level(hospital: Hospital) {
    crate::supervision::ready(&hospital).await;
    publish(&hospital).await;
    let nurse = |n| hospital.actor(hospital.nurse).at(day(n));
    let graded = run(&hospital, &nurse(0), Kind::Graded, "expert").await;
    assert_eq!(coached(&hospital, &nurse(1)).await, [Level::Soon; 2]);
    let open = start(&hospital, &nurse(1), Kind::Practice).await;
    let assessor = hospital.actor(hospital.assessor).at(day(2));
    crate::appeals::try_void(&hospital, &assessor, graded, "The bell rang")
        .await
        .unwrap();
    assert_eq!(coached(&hospital, &nurse(3)).await, [Level::AtOnce; 2]);
    assert_eq!(mine(&hospital.records, &nurse(3)).await.unwrap(), []);
    // A practice that had begun keeps the coach it began with.
    let again = records::attempts::ticket(&hospital.records, &nurse(3), open.attempt_id)
        .await
        .unwrap();
    assert_eq!(levels(&again), [Level::Soon; 2]);
}
