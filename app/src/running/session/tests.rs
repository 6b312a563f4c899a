use simulators::pump::key::Key;
use training::guide::Level;
use training::log::{Action, MarkKind, Timing, timing};
use training::scenario::{CompileContext, compile, read_hazards, read_library, read_skills};
use uuid::Uuid;

use super::*;
use crate::api::attempts::Kind;
use crate::running::Said;

const OPENED_MS: u64 = 1_790_000_000_000;

fn ticket(kind: Kind) -> Ticket {
    let library = read_library(include_str!("../../../../content/library/training.yaml")).unwrap();
    let hazards = read_hazards(include_str!("../../../../content/hazards.yaml")).unwrap();
    let hazards = hazards.into_iter().map(|hazard| hazard.id).collect();
    let skills = read_skills(include_str!("../../../../content/skills.yaml")).unwrap();
    let source = include_str!("../../../../content/scenarios/pressor-line-occludes.yaml");
    let (scenario, _) = compile(
        source,
        &CompileContext {
            library: &library,
            hazards: &hazards,
            skills: &skills,
        },
    );
    let scenario = scenario.unwrap();
    Ticket {
        attempt: Uuid::nil(),
        kind,
        script: scenario.draw(7),
        rehearsal: (kind == Kind::Practice).then(|| scenario.rehearsal(7)),
        token: String::new(),
        timing_percent: 100,
        supervised_by: None,
    }
}

fn begun() -> Session {
    Session::begin(ticket(Kind::Graded), OPENED_MS).unwrap()
}

#[test]
fn a_frame_brings_the_run_up_to_the_wall_clock() {
    let mut session = begun();
    assert_eq!(session.frame(OPENED_MS + 16), Beat::Running);
    assert_eq!(session.player().tick(), 16);
}

#[test]
fn a_hidden_page_catches_up_a_minute_and_the_run_stays_ordinary() {
    let mut session = begun();
    session.hide(OPENED_MS + 5_000);
    assert_eq!(session.frame(OPENED_MS + 60_000), Beat::Running);
    assert_eq!(session.player().tick(), 60_000);
    assert_eq!(timing(&session.log()), Timing::Ordinary);
}

#[test]
fn a_page_left_for_longer_goes_on_from_a_minute_later_and_is_marked_as_interrupted() {
    let mut session = begun();
    session.frame(OPENED_MS + 10_000);
    assert_eq!(session.frame(OPENED_MS + 100_000), Beat::Resumed);
    assert_eq!(session.player().tick(), 70_000);
    assert_eq!(timing(&session.log()), Timing::Interrupted { hidden_ms: 90_000 });
}

#[test]
fn a_run_taken_up_from_its_log_stands_where_it_stood() {
    let mut session = begun();
    session
        .act(&Action::Press { key: Key::Power }, OPENED_MS + 2_000)
        .unwrap();
    session
        .act(&Action::Release { key: Key::Power }, OPENED_MS + 2_100)
        .unwrap();
    session.frame(OPENED_MS + 12_345);
    let resumed = Session::resume(ticket(Kind::Graded), &session.log(), session.clock()).unwrap();
    assert_eq!(resumed.view(), session.view());
}

#[test]
fn a_clock_set_back_between_two_visits_leaves_the_marks_rising() {
    let mut session = begun();
    session.frame(OPENED_MS + 20_000);
    let mut resumed = Session::resume(ticket(Kind::Graded), &session.log(), session.clock()).unwrap();
    resumed.frame(OPENED_MS - 3_600_000);
    resumed.act(&Action::Finish, OPENED_MS - 3_500_000).unwrap();
    let marks = resumed.log().marks;
    assert!(marks.windows(2).all(|pair| pair[0].wall_ms <= pair[1].wall_ms));
    assert_eq!(marks.last().map(|mark| mark.what), Some(MarkKind::Beat));
}

#[test]
fn nobody_asks_a_coach_in_a_graded_run() {
    let mut session = begun();
    assert_eq!(
        session.act(&Action::AskCoach, OPENED_MS + 1_000),
        Err(Refusal::NotOffered)
    );
    assert!(!session.log().asks_coach());
    assert_eq!(session.coaching(), Coaching::default());
}

#[test]
fn a_coach_shows_a_new_step_at_once_and_a_known_one_when_asked() {
    let mut session = Session::begin(ticket(Kind::Practice), OPENED_MS).unwrap();
    session.frame(OPENED_MS + 500);
    assert_eq!(session.coaching().point(), Some("power"));

    let mut known = ticket(Kind::Practice);
    let levels = &mut known.rehearsal.as_mut().unwrap().levels;
    levels.insert("switches-on".to_owned(), Level::OnRequest);
    let mut session = Session::begin(known.clone(), OPENED_MS).unwrap();
    session.frame(OPENED_MS + 30_000);
    assert_eq!(session.coaching().said, Said::YourTurn);
    session.act(&Action::AskCoach, OPENED_MS + 31_000).unwrap();
    session.frame(OPENED_MS + 31_200);
    assert_eq!(session.coaching().point(), Some("power"));
    assert!(session.log().asks_coach());

    // Taken up from the device it says the same.
    let mut resumed = Session::resume(known, &session.log(), session.clock()).unwrap();
    assert_eq!(resumed.coaching(), session.coaching());
}
