//! A one-time code opens one supervised run, for one person, once.

use super::hospital::{Hospital, NOW, PASSWORD, SCENARIO, content, day, log_of};
use super::on_both_engines;
use competency::EvidenceKind;
use records::attempts::{Kind, Start, Ticket, allowance, debrief, mine, start};
use records::roles::NewGrant;
use records::standing::{State, person};
use records::supervision::{DeskQuestion, NewOffer, Offer, OfferState, desk, offer, state};
use records::{Actor, Error, Refusal, Role};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

on_both_engines! {
    a_code_opens_one_supervised_run
    a_wrong_used_old_or_foreign_code_is_answered_alike
    guessed_codes_are_counted_and_then_the_right_one_waits_too
    a_code_used_by_twenty_requests_at_once_opens_one_attempt
    asking_again_with_the_same_id_and_code_gives_the_same_ticket
    a_new_code_takes_the_place_of_the_last
    a_code_whose_run_may_not_start_stays_good
    a_code_of_an_assessor_who_no_longer_assesses_opens_nothing
    only_who_may_assess_the_learner_makes_a_code
    a_supervised_run_counts_against_the_allowance
    a_competency_may_ask_for_a_supervised_run
    an_assessor_chooses_among_their_own_learners
    the_desk_says_of_which_modules_one_may_supervise_a_run
    practice_takes_no_code
}

const DOSE: &str = "infusion.dose-programming";
const WRONG: Error = Error::Refused(Refusal::SupervisionCode);

/// Publishes, gives the assessor what they assess, and passwords to those who sign.
pub(crate) async fn ready(hospital: &Hospital) {
    hospital.publish().await;
    let grant = NewGrant {
        person: hospital.assessor,
        unit: hospital.icu,
        role: Role::Learner,
    };
    records::roles::grant(&hospital.records, &hospital.system(), grant)
        .await
        .unwrap();
    hospital.pass(hospital.assessor, NOW - Duration::days(1)).await;
    for person in [hospital.assessor, hospital.manager] {
        records::signin::set_password(&hospital.records, &hospital.system(), person, PASSWORD)
            .await
            .unwrap();
    }
}

/// The ledger holds all there is.
pub(crate) async fn holds(hospital: &Hospital) {
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

fn for_nurse(hospital: &Hospital) -> NewOffer {
    NewOffer {
        person: hospital.nurse,
        scenario: SCENARIO.into(),
    }
}

async fn code(hospital: &Hospital, now: OffsetDateTime) -> Offer {
    let assessor = hospital.actor(hospital.assessor).at(now);
    offer(&hospital.records, &assessor, for_nurse(hospital))
        .await
        .unwrap()
}

async fn enter(hospital: &Hospital, actor: &Actor, attempt: Uuid, code: &str) -> Result<Ticket, Error> {
    let input = Start {
        attempt_id: attempt,
        scenario: SCENARIO.into(),
        kind: Kind::Graded,
        supervision_code: Some(code.to_owned()),
    };
    start(&hospital.records, actor, input).await
}

/// Passes a supervised run.
pub(crate) async fn pass_supervised(hospital: &Hospital, now: OffsetDateTime) -> Uuid {
    let offer = code(hospital, now).await;
    let nurse = hospital.actor(hospital.nurse).at(now);
    let ticket = enter(hospital, &nurse, Uuid::now_v7(), &offer.code)
        .await
        .unwrap();
    hospital
        .deliver(&nurse, &ticket, log_of(&ticket, "expert"))
        .await
        .unwrap();
    ticket.attempt_id
}

async fn a_code_opens_one_supervised_run(hospital: Hospital) {
    ready(&hospital).await;
    let (assessor, nurse) = (hospital.actor(hospital.assessor), hospital.actor(hospital.nurse));
    let made = code(&hospital, NOW).await;
    assert_eq!((made.person_name.as_str(), made.code.len()), ("nurse Example", 8));
    let expires_at = NOW + Duration::minutes(10);
    let open = state(&hospital.records, &assessor, made.id).await.unwrap();
    assert_eq!(open, OfferState::Open { expires_at });
    let typed = format!(" {}-{} ", made.code[..4].to_lowercase(), &made.code[4..]);
    let ticket = enter(&hospital, &nurse, Uuid::now_v7(), &typed).await.unwrap();
    assert_eq!(ticket.supervised_by.as_deref(), Some("assessor Example"));
    let used = state(&hospital.records, &assessor, made.id).await.unwrap();
    let attempt = ticket.attempt_id;
    assert_eq!(used, OfferState::Used { at: NOW, attempt });
    let others = state(&hospital.records, &nurse, made.id).await;
    assert_eq!(others.unwrap_err(), Error::NotFound);
    let receipt = hospital
        .deliver(&nurse, &ticket, log_of(&ticket, "expert"))
        .await
        .unwrap();
    assert_eq!(receipt.supervised_by.as_deref(), Some("assessor Example"));
    let seen = debrief(&hospital.records, &nurse, attempt).await.unwrap();
    assert_eq!(seen.receipt, receipt);
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    assert!(
        page.evidence
            .iter()
            .all(|piece| piece.kind == EvidenceKind::SupervisedRun)
    );
    assert_eq!(page.evidence.len(), 2);
    let entry = records::ledger::entry(
        &hospital.records,
        &hospital.system(),
        receipt.ledger_position.unwrap(),
    )
    .await
    .unwrap();
    let named = format!(r#""supervised_by":"{}""#, hospital.assessor);
    assert!(entry.data.contains(&named), "{}", entry.data);
    assert!(!entry.data.contains(&made.code));
    holds(&hospital).await;
}

async fn a_wrong_used_old_or_foreign_code_is_answered_alike(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    // Foreign: made for the nurse, typed in by a colleague.
    let made = code(&hospital, NOW).await;
    let colleague = hospital.actor(hospital.other_nurse);
    let foreign = enter(&hospital, &colleague, Uuid::now_v7(), &made.code).await;
    assert_eq!(foreign.unwrap_err(), WRONG);
    for wrong in ["", "34679ACD", "not a code at all", &"3".repeat(10_000)] {
        let answer = enter(&hospital, &nurse, Uuid::now_v7(), wrong).await;
        assert_eq!(answer.unwrap_err(), WRONG, "{wrong:.20}");
    }
    // Too old, by a moment.
    let late = nurse.clone().at(NOW + Duration::minutes(10));
    let old = enter(&hospital, &late, Uuid::now_v7(), &made.code).await;
    assert_eq!(old.unwrap_err(), WRONG);
    assert_eq!(mine(&hospital.records, &nurse).await.unwrap().len(), 0);
    // Used.
    let later = NOW + Duration::hours(2);
    let nurse = nurse.at(later);
    let made = code(&hospital, later).await;
    let first = enter(&hospital, &nurse, Uuid::now_v7(), &made.code)
        .await
        .unwrap();
    let used = enter(&hospital, &nurse, Uuid::now_v7(), &made.code).await;
    assert_eq!(used.unwrap_err(), WRONG);
    // A wrong code gives nothing up.
    let rows = mine(&hospital.records, &nurse).await.unwrap();
    assert_eq!((rows.len(), rows[0].id), (1, first.attempt_id));
    let counts = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!(counts.open, Some(first.attempt_id));
    holds(&hospital).await;
}

async fn guessed_codes_are_counted_and_then_the_right_one_waits_too(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let made = code(&hospital, NOW).await;
    for _ in 0..5 {
        let guess = enter(&hospital, &nurse, Uuid::now_v7(), "34679ACD").await;
        assert_eq!(guess.unwrap_err(), WRONG);
    }
    let right = enter(&hospital, &nurse, Uuid::now_v7(), &made.code).await;
    assert_eq!(right.unwrap_err(), WRONG);
    let after = nurse.at(NOW + Duration::seconds(2));
    enter(&hospital, &after, Uuid::now_v7(), &made.code)
        .await
        .unwrap();
    let query = records::audit::AuditQuery {
        before: None,
        limit: 50,
    };
    let log = records::audit::log(&hospital.records, &hospital.system(), query)
        .await
        .unwrap();
    let denied = log.iter().filter(|line| line.detail == "supervision.code");
    assert_eq!(denied.count(), 5);
}

async fn a_code_used_by_twenty_requests_at_once_opens_one_attempt(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let made = code(&hospital, NOW).await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (records, nurse) = (hospital.records.clone(), nurse.clone());
        let input = Start {
            attempt_id: Uuid::now_v7(),
            scenario: SCENARIO.into(),
            kind: Kind::Graded,
            supervision_code: Some(made.code.clone()),
        };
        tries.spawn(async move { start(&records, &nurse, input).await });
    }
    let answers = tries.join_all().await;
    let (opened, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((opened.len(), refused.len()), (1, 19));
    assert!(
        refused
            .into_iter()
            .all(|answer| answer.is_err_and(|error| error == WRONG))
    );
    let rows = mine(&hospital.records, &nurse).await.unwrap();
    assert_eq!(rows.len(), 1);
    holds(&hospital).await;
}

async fn asking_again_with_the_same_id_and_code_gives_the_same_ticket(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let made = code(&hospital, NOW).await;
    let attempt = Uuid::now_v7();
    let first = enter(&hospital, &nurse, attempt, &made.code).await.unwrap();
    let again = enter(&hospital, &nurse, attempt, &made.code).await.unwrap();
    assert_eq!(
        (again.attempt_id, &again.submit_token, again.resumed),
        (attempt, &first.submit_token, true)
    );
    assert_eq!(again.supervised_by.as_deref(), Some("assessor Example"));
    let other = enter(&hospital, &nurse, attempt, "34679ACD").await;
    assert_eq!(other.unwrap_err(), WRONG);
    // A run that was begun without a code does not become supervised.
    let plain = hospital
        .start(&hospital.actor(hospital.nurse), Kind::Graded)
        .await
        .unwrap();
    let made = code(&hospital, NOW).await;
    let late = enter(&hospital, &nurse, plain.attempt_id, &made.code).await;
    assert_eq!(late.unwrap_err(), WRONG);
}

async fn a_new_code_takes_the_place_of_the_last(hospital: Hospital) {
    ready(&hospital).await;
    let (assessor, nurse) = (hospital.actor(hospital.assessor), hospital.actor(hospital.nurse));
    let first = code(&hospital, NOW).await;
    let second = code(&hospital, NOW).await;
    assert_ne!(first.code, second.code);
    let over = state(&hospital.records, &assessor, first.id).await.unwrap();
    assert_eq!(over, OfferState::Over);
    let old = enter(&hospital, &nurse, Uuid::now_v7(), &first.code).await;
    assert_eq!(old.unwrap_err(), WRONG);
    enter(&hospital, &nurse, Uuid::now_v7(), &second.code)
        .await
        .unwrap();
    holds(&hospital).await;
}

async fn a_code_whose_run_may_not_start_stays_good(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    for _ in 0..3 {
        hospital
            .run(&nurse, Kind::Graded, "starts-at-once")
            .await
            .unwrap();
    }
    let made = code(&hospital, NOW).await;
    let none_left = enter(&hospital, &nurse, Uuid::now_v7(), &made.code).await;
    assert_eq!(none_left.unwrap_err(), Error::Refused(Refusal::NoAttemptsLeft));
    let more = records::attempts::AllowMore {
        person: hospital.nurse,
        scenario: SCENARIO.into(),
        runs: 1,
        reason: "Because".into(),
    };
    records::attempts::allow_more(&hospital.records, &hospital.actor(hospital.educator), more)
        .await
        .unwrap();
    enter(&hospital, &nurse, Uuid::now_v7(), &made.code)
        .await
        .unwrap();
}

async fn a_code_of_an_assessor_who_no_longer_assesses_opens_nothing(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let made = code(&hospital, NOW).await;
    records::people::disable(&hospital.records, &hospital.system(), hospital.assessor)
        .await
        .unwrap();
    let answer = enter(&hospital, &nurse, Uuid::now_v7(), &made.code).await;
    assert_eq!(answer.unwrap_err(), WRONG);
}

async fn only_who_may_assess_the_learner_makes_a_code(hospital: Hospital) {
    hospital.publish().await;
    let ask = async |who: Uuid, person: Uuid| {
        let input = NewOffer {
            person,
            scenario: SCENARIO.into(),
        };
        let actor = hospital.actor(who);
        offer(&hospital.records, &actor, input).await.map(|_| ())
    };
    for who in [
        hospital.other_nurse,
        hospital.manager,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
        Uuid::now_v7(),
    ] {
        assert_eq!(ask(who, hospital.nurse).await, Err(Error::NotFound));
    }
    let own = ask(hospital.nurse, hospital.nurse).await;
    assert_eq!(own, Err(Error::Refused(Refusal::NotYourself)));
    // An assessor who does not hold what they would assess.
    let untrained = ask(hospital.assessor, hospital.nurse).await;
    assert!(
        matches!(untrained, Err(Error::Refused(Refusal::CompetencyNotHeld(_)))),
        "{untrained:?}"
    );
    ready(&hospital).await;
    assert_eq!(ask(hospital.assessor, hospital.nurse).await, Ok(()));
    let elsewhere = ask(hospital.assessor, hospital.other_nurse).await;
    assert_eq!(elsewhere, Err(Error::NotFound));
    let own = ask(hospital.assessor, hospital.assessor).await;
    assert_eq!(own, Err(Error::Refused(Refusal::NotYourself)));
    // Somebody who starts no runs.
    let manager = ask(hospital.assessor, hospital.manager).await;
    assert!(matches!(manager, Err(Error::Invalid { .. })), "{manager:?}");
    let system = offer(&hospital.records, &hospital.system(), for_nurse(&hospital)).await;
    assert!(matches!(system, Err(Error::Refused(Refusal::NotAllowed))));
    holds(&hospital).await;
}

async fn a_supervised_run_counts_against_the_allowance(hospital: Hospital) {
    ready(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let made = code(&hospital, NOW).await;
    let ticket = enter(&hospital, &nurse, Uuid::now_v7(), &made.code)
        .await
        .unwrap();
    hospital
        .deliver(&nurse, &ticket, log_of(&ticket, "starts-at-once"))
        .await
        .unwrap();
    let counts = allowance(&hospital.records, &nurse, SCENARIO).await.unwrap();
    assert_eq!((counts.used, counts.allowed), (1, 3));
}

async fn a_competency_may_ask_for_a_supervised_run(hospital: Hospital) {
    ready(&hospital).await;
    hospital.pass(hospital.nurse, NOW).await;
    let mut stricter: competency::Framework =
        serde_saphyr::from_str(&content("frameworks/nurse-infusion.yaml")).unwrap();
    let dose = stricter
        .competencies
        .iter_mut()
        .find(|competency| competency.id == DOSE)
        .unwrap();
    dose.rule.requires[0].any_of = vec![EvidenceKind::SupervisedRun];
    let stricter = serde_json::to_string(&stricter).unwrap();
    records::content::publish_framework(&hospital.records, &hospital.system(), &stricter)
        .await
        .unwrap();
    let state = async |now| {
        let nurse = hospital.actor(hospital.nurse).at(now);
        let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
        let dose = page.competencies.iter().find(|row| row.id == DOSE).unwrap();
        dose.cell.state
    };
    assert_eq!(state(NOW).await, State::Never);
    // The assessor must hold it as well, by a supervised run of their own: as it is, they do not.
    let assessor = hospital.actor(hospital.assessor);
    let refused = offer(&hospital.records, &assessor, for_nurse(&hospital)).await;
    assert!(matches!(
        refused,
        Err(Error::Refused(Refusal::CompetencyNotHeld(_)))
    ));
    let lenient = content("frameworks/nurse-infusion.yaml");
    let hour = NOW + Duration::hours(1);
    records::content::publish_framework(&hospital.records, &hospital.system().at(hour), &lenient)
        .await
        .unwrap();
    pass_supervised(&hospital, hour).await;
    records::content::publish_framework(&hospital.records, &hospital.system().at(hour), &stricter)
        .await
        .unwrap();
    assert_eq!(state(hour).await, State::Current);
    holds(&hospital).await;
}

async fn the_desk_says_of_which_modules_one_may_supervise_a_run(hospital: Hospital) {
    hospital.publish().await;
    let ask = async |person: Option<Uuid>| {
        let question = DeskQuestion {
            person,
            search: String::new(),
        };
        let asked = desk(&hospital.records, &hospital.actor(hospital.assessor), question).await;
        asked.unwrap().modules.remove(0)
    };
    let before = ask(Some(hospital.nurse)).await;
    assert_eq!(before.refusal, Some(Refusal::CompetencyNotHeld(DOSE.into())));
    assert!(before.about.is_some_and(|title| title != DOSE));
    assert_eq!(ask(None).await.refusal, None);
    ready(&hospital).await;
    assert_eq!(ask(Some(hospital.nurse)).await.refusal, None);
}

async fn an_assessor_chooses_among_their_own_learners(hospital: Hospital) {
    ready(&hospital).await;
    let ask = async |who: Uuid, person: Option<Uuid>, search: &str| {
        let question = DeskQuestion {
            person,
            search: search.into(),
        };
        desk(&hospital.records, &hospital.actor(who), question).await
    };
    let all = ask(hospital.assessor, None, "").await.unwrap();
    let names: Vec<&str> = all.learners.iter().map(|row| row.name.as_str()).collect();
    assert_eq!((names, all.n_learners), (vec!["nurse Example"], 1));
    assert_eq!(all.modules[0].slug, SCENARIO);
    let none = ask(hospital.assessor, None, "nobody").await.unwrap();
    assert_eq!((none.learners.len(), none.n_learners), (0, 0));
    let chosen = ask(hospital.assessor, Some(hospital.nurse), "").await.unwrap();
    assert_eq!(chosen.chosen.unwrap().person, hospital.nurse);
    for (who, person) in [
        (hospital.assessor, Some(hospital.other_nurse)),
        (hospital.nurse, None),
        (hospital.manager, None),
        (hospital.educator, Some(hospital.nurse)),
        (hospital.auditor, None),
    ] {
        let refused = ask(who, person, "").await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
    }
    let overdue = desk(
        &hospital.records,
        &hospital.actor(hospital.assessor).at(day(2000)),
        DeskQuestion::default(),
    )
    .await
    .unwrap();
    assert_eq!(overdue.modules.len(), 0);
}

async fn practice_takes_no_code(hospital: Hospital) {
    ready(&hospital).await;
    let made = code(&hospital, NOW).await;
    let input = Start {
        attempt_id: Uuid::now_v7(),
        scenario: SCENARIO.into(),
        kind: Kind::Practice,
        supervision_code: Some(made.code),
    };
    let refused = start(&hospital.records, &hospital.actor(hospital.nurse), input).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })));
}
