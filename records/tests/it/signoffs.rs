//! Sign-offs: who may sign, on what, what it moves, and how it is corrected.

mod acceptances;
pub(crate) mod desk;

use super::hospital::{Hospital, NOW, day};
use super::on_both_engines;
use super::permissions::askers;
use desk::{ALARMS, DOSE, INDEPENDENT, new, piece, sign};
use records::attempts::Kind;
use records::signatures::Meaning;
use records::signoffs::{NewSignOff, prepare, read};
use records::standing::{Cell, State, person, standing_as_of};
use records::{Actor, Conflict, Error, Invalid, Refusal};
use uuid::Uuid;

on_both_engines! {
    a_sign_off_is_evidence_at_its_level_and_moves_the_standing
    the_form_shows_what_the_rule_asks_and_what_is_there
    a_sign_off_rests_on_the_person_s_own_evidence_that_passed
    a_level_that_is_unknown_too_low_or_missing_is_refused
    nobody_signs_for_themselves
    whoever_does_not_hold_it_at_the_level_does_not_sign
    a_wrong_password_or_another_text_signs_nothing
    the_same_sign_off_fifty_times_at_once_is_signed_once
    a_correction_supersedes_once_and_both_stay
    a_correction_does_not_renew
    what_is_withdrawn_counts_no_longer_and_was_believed_before
    a_correction_needs_a_reason_and_an_eligible_assessor_or_the_signer
    what_no_framework_speaks_of_any_more_can_still_be_withdrawn
    sign_offs_are_signed_read_and_prepared_by_those_who_may
    erasing_the_signer_destroys_the_name_and_keeps_the_sign_off
    erasing_the_person_destroys_the_text_and_keeps_the_level
}

async fn cell(hospital: &Hospital, competency: &str, at: i64) -> Cell {
    let nurse = hospital.actor(hospital.nurse).at(day(at));
    let page = person(&hospital.records, &nurse, hospital.nurse).await.unwrap();
    let row = page.competencies.into_iter().find(|row| row.id == competency);
    row.unwrap().cell
}

async fn holds(hospital: &Hospital) {
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

fn invalid(field: &str, code: Invalid) -> Result<(), Error> {
    Err(Error::Invalid {
        field: field.into(),
        code,
    })
}

async fn a_sign_off_is_evidence_at_its_level_and_moves_the_standing(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let independent = new(&hospital, INDEPENDENT, "does", vec![]);
    sign(&hospital, &assessor, independent.clone()).await.unwrap();
    assert_eq!(cell(&hospital, INDEPENDENT, 0).await.state, State::Current);
    let run = piece(&hospital, DOSE).await;
    sign(&hospital, &assessor, new(&hospital, DOSE, "shows-how", vec![run]))
        .await
        .unwrap();
    let view = read(&hospital.records, &hospital.actor(hospital.nurse), independent.id)
        .await
        .unwrap();
    assert_eq!(view.level.unwrap().title, "Does");
    assert_eq!(view.framework_version, 1);
    assert_eq!(view.signature.signer_name, "assessor Example");
    assert_eq!(view.signature.meaning, Meaning::Assessed);
    assert!(view.signature.text.starts_with("nurse Example"));
    assert_eq!(view.signature.signed_at, NOW);
    assert!(view.signature.ledger_position < view.ledger_position);
    assert!(!view.may_correct && view.superseded_by.is_none());
    holds(&hospital).await;
}

async fn the_form_shows_what_the_rule_asks_and_what_is_there(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let form = prepare(&hospital.records, &assessor, hospital.nurse, DOSE, None)
        .await
        .unwrap();
    assert_eq!((form.name.as_str(), form.refusal), ("nurse Example", None));
    let levels: Vec<&str> = form.levels.iter().map(|level| level.id.as_str()).collect();
    assert_eq!(levels, ["shows-how", "does"]);
    assert_eq!(
        (form.evidence.len(), form.needs_evidence, form.framework_version),
        (1, true, 1)
    );
    let asked = &form.requirements[0];
    assert_eq!((asked.n_shown, asked.state), (1, State::Current));
    let form = prepare(&hospital.records, &assessor, hospital.nurse, INDEPENDENT, None)
        .await
        .unwrap();
    assert_eq!(
        (form.needs_evidence, form.requirements[0].state),
        (false, State::Never)
    );
    let unknown = prepare(
        &hospital.records,
        &assessor,
        hospital.nurse,
        "infusion.flying",
        None,
    )
    .await;
    assert_eq!(unknown.unwrap_err(), Error::NotFound);
}

async fn a_sign_off_rests_on_the_person_s_own_evidence_that_passed(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let without = sign(&hospital, &assessor, new(&hospital, DOSE, "shows-how", vec![])).await;
    assert_eq!(without, invalid("rests_on", Invalid::Empty));
    hospital
        .run(
            &hospital.actor(hospital.nurse).at(day(1)),
            Kind::Graded,
            "starts-at-once",
        )
        .await
        .unwrap();
    let failed = desk::pieces(&hospital, hospital.nurse, DOSE).await;
    let failed = failed.iter().find(|piece| !piece.passed).unwrap().id;
    hospital.pass(hospital.other_nurse, NOW).await;
    let foreign = desk::pieces(&hospital, hospital.other_nurse, DOSE).await[0].id;
    let of_another = desk::pieces(&hospital, hospital.nurse, "infusion.limits").await[0].id;
    for wrong in [failed, foreign, of_another, Uuid::now_v7()] {
        let answer = sign(
            &hospital,
            &assessor,
            new(&hospital, DOSE, "shows-how", vec![wrong]),
        )
        .await;
        assert_eq!(answer, invalid("rests_on", Invalid::Unknown));
    }
    let run = piece(&hospital, DOSE).await;
    let twice = new(&hospital, DOSE, "shows-how", vec![run, run]);
    sign(&hospital, &assessor, twice.clone()).await.unwrap();
    let view = read(&hospital.records, &assessor, twice.id).await.unwrap();
    assert_eq!(view.rests_on.len(), 1);
}

async fn a_level_that_is_unknown_too_low_or_missing_is_refused(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let run = piece(&hospital, DOSE).await;
    for (level, code) in [
        ("dances", Invalid::Unknown),
        ("knows-how", Invalid::OutOfRange),
        ("", Invalid::Empty),
    ] {
        let answer = sign(&hospital, &assessor, new(&hospital, DOSE, level, vec![run])).await;
        assert_eq!(answer, invalid("level", code));
    }
}

async fn nobody_signs_for_themselves(hospital: Hospital) {
    desk::make(&hospital).await;
    let own = NewSignOff {
        person: hospital.assessor,
        ..new(&hospital, INDEPENDENT, "does", vec![])
    };
    let answer = sign(&hospital, &hospital.actor(hospital.assessor), own).await;
    assert_eq!(answer, Err(Error::Refused(Refusal::NotYourself)));
}

async fn whoever_does_not_hold_it_at_the_level_does_not_sign(hospital: Hospital) {
    desk::make(&hospital).await;
    let second = desk::second_assessor(&hospital).await;
    let answer = sign(
        &hospital,
        &hospital.actor(second),
        new(&hospital, INDEPENDENT, "does", vec![]),
    )
    .await;
    let not_held = Refusal::CompetencyNotHeld(INDEPENDENT.into());
    assert_eq!(answer, Err(Error::Refused(not_held)));
    let run = piece(&hospital, DOSE).await;
    let assessor = hospital.actor(hospital.assessor);
    let answer = sign(&hospital, &assessor, new(&hospital, DOSE, "does", vec![run])).await;
    assert_eq!(answer, Err(Error::Refused(Refusal::LevelTooLow(DOSE.into()))));
    let late = assessor.at(day(800));
    let answer = sign(&hospital, &late, new(&hospital, INDEPENDENT, "does", vec![])).await;
    assert!(
        matches!(answer, Err(Error::Refused(Refusal::CompetencyNotHeld(_)))),
        "{answer:?}"
    );
}

async fn a_wrong_password_or_another_text_signs_nothing(hospital: Hospital) {
    desk::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let size = hospital.ledger_size().await;
    let wrong = NewSignOff {
        password: "not the password at all".into(),
        ..new(&hospital, INDEPENDENT, "does", vec![])
    };
    let answer = sign(&hospital, &assessor, wrong).await;
    assert_eq!(answer, Err(Error::Refused(Refusal::WrongCredentials)));
    let other = NewSignOff {
        shown: Some("nurse Example may have my bicycle".into()),
        ..new(&hospital, INDEPENDENT, "does", vec![])
    };
    let answer = sign(&hospital, &assessor, other.clone()).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::OtherText)));
    assert_eq!(hospital.ledger_size().await, size);
    let system = sign(&hospital, &hospital.system(), other).await;
    assert!(
        matches!(system, Err(Error::Refused(Refusal::NotAllowed))),
        "{system:?}"
    );
}

async fn the_same_sign_off_fifty_times_at_once_is_signed_once(hospital: Hospital) {
    desk::make(&hospital).await;
    let size = hospital.ledger_size().await;
    let input = new(&hospital, INDEPENDENT, "does", vec![]);
    let assessor = hospital.actor(hospital.assessor);
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let (records, actor, input) = (hospital.records.clone(), assessor.clone(), input.clone());
        waiting
            .spawn(async move { records::signoffs::sign_off(&records, &actor, input, desk::sentence).await });
    }
    while let Some(answer) = waiting.join_next().await {
        let answer = answer.unwrap();
        assert!(matches!(answer, Ok(()) | Err(Error::Busy { .. })), "{answer:?}");
    }
    sign(&hospital, &assessor, input.clone()).await.unwrap();
    // The signature, and what was signed.
    assert_eq!(hospital.ledger_size().await, size + 2);
    let other = NewSignOff {
        competency: ALARMS.into(),
        level: "shows-how".into(),
        ..input
    };
    let answer = sign(&hospital, &assessor, other).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::IdTaken)));
    holds(&hospital).await;
}

/// A sign-off of today and its correction of a later day.
async fn corrected(hospital: &Hospital, level: &str, on: i64) -> (NewSignOff, NewSignOff) {
    let first = new(hospital, INDEPENDENT, "does", vec![]);
    let assessor = hospital.actor(hospital.assessor);
    sign(hospital, &assessor, first.clone()).await.unwrap();
    let second = NewSignOff {
        supersedes: Some(first.id),
        reason: Some("Signed for the wrong person".into()),
        ..new(hospital, INDEPENDENT, level, vec![])
    };
    sign(hospital, &assessor.at(day(on)), second.clone())
        .await
        .unwrap();
    (first, second)
}

async fn a_correction_supersedes_once_and_both_stay(hospital: Hospital) {
    desk::make(&hospital).await;
    let (first, second) = corrected(&hospital, "does", 5).await;
    let assessor = hospital.actor(hospital.assessor).at(day(6));
    sign(&hospital, &assessor, second.clone()).await.unwrap();
    let again = NewSignOff {
        id: Uuid::now_v7(),
        ..second.clone()
    };
    let answer = sign(&hospital, &assessor, again).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    let old = read(&hospital.records, &assessor, first.id).await.unwrap();
    assert_eq!(old.superseded_by.map(|by| by.id), Some(second.id));
    assert!(!old.may_correct && !old.signature.text.is_empty());
    let now = read(&hospital.records, &assessor, second.id).await.unwrap();
    assert_eq!(now.supersedes.map(|before| before.id), Some(first.id));
    assert_eq!(now.signature.meaning, Meaning::Corrected);
    assert_eq!(now.reason.as_deref(), Some("Signed for the wrong person"));
    assert!(now.may_correct);
    let pieces = desk::pieces(&hospital, hospital.nurse, INDEPENDENT).await;
    let void: Vec<Option<&str>> = pieces.iter().map(|piece| piece.void.as_deref()).collect();
    assert_eq!(void.len(), 2);
    assert!(void.contains(&Some("superseded")) && void.contains(&None));
    holds(&hospital).await;
}

async fn a_correction_does_not_renew(hospital: Hospital) {
    desk::make(&hospital).await;
    let first = new(&hospital, INDEPENDENT, "does", vec![]);
    let assessor = hospital.actor(hospital.assessor);
    sign(&hospital, &assessor, first.clone()).await.unwrap();
    let until = cell(&hospital, INDEPENDENT, 0).await.until;
    let second = NewSignOff {
        supersedes: Some(first.id),
        reason: Some("A slip".into()),
        ..new(&hospital, INDEPENDENT, "does", vec![])
    };
    sign(&hospital, &assessor.at(day(90)), second.clone())
        .await
        .unwrap();
    assert_eq!(cell(&hospital, INDEPENDENT, 91).await.until, until);
    let third = NewSignOff {
        supersedes: Some(second.id),
        reason: Some("Another slip".into()),
        ..new(&hospital, INDEPENDENT, "does", vec![])
    };
    sign(&hospital, &hospital.actor(hospital.assessor).at(day(120)), third)
        .await
        .unwrap();
    assert_eq!(cell(&hospital, INDEPENDENT, 121).await.until, until);
    holds(&hospital).await;
}

async fn what_is_withdrawn_counts_no_longer_and_was_believed_before(hospital: Hospital) {
    desk::make(&hospital).await;
    let (_, second) = corrected(&hospital, "", 30).await;
    assert_eq!(cell(&hospital, INDEPENDENT, 31).await.state, State::Never);
    let auditor = hospital.actor(hospital.auditor).at(day(40));
    let on = async |n| {
        let rows = standing_as_of(&hospital.records, &auditor, hospital.nurse, day(n))
            .await
            .unwrap();
        let row = rows.into_iter().find(|row| row.id == INDEPENDENT);
        row.map(|row| row.cell.state)
    };
    assert_eq!(on(29).await, Some(State::Current));
    assert_eq!(on(31).await, Some(State::Never));
    let view = read(&hospital.records, &auditor, second.id).await.unwrap();
    assert_eq!((view.level, view.may_correct), (None, false));
    let pieces = desk::pieces(&hospital, hospital.nurse, INDEPENDENT).await;
    assert!(pieces.iter().any(|piece| !piece.passed && piece.void.is_none()));
    holds(&hospital).await;
}

async fn a_correction_needs_a_reason_and_an_eligible_assessor_or_the_signer(hospital: Hospital) {
    desk::make(&hospital).await;
    let first = new(&hospital, INDEPENDENT, "does", vec![]);
    sign(&hospital, &hospital.actor(hospital.assessor), first.clone())
        .await
        .unwrap();
    let correction = |level: &str, reason: Option<&str>| NewSignOff {
        supersedes: Some(first.id),
        reason: reason.map(str::to_owned),
        ..new(&hospital, INDEPENDENT, level, vec![])
    };
    let assessor = hospital.actor(hospital.assessor).at(day(1));
    for reason in [None, Some("  ")] {
        let answer = sign(&hospital, &assessor, correction("", reason)).await;
        assert_eq!(answer, invalid("reason", Invalid::Empty));
    }
    let uncalled = NewSignOff {
        supersedes: None,
        ..correction("does", Some("No reason"))
    };
    let answer = sign(&hospital, &assessor, uncalled).await;
    assert_eq!(answer, invalid("reason", Invalid::Malformed));
    let nothing = NewSignOff {
        supersedes: Some(Uuid::now_v7()),
        ..correction("", Some("Why"))
    };
    assert_eq!(sign(&hospital, &assessor, nothing).await, Err(Error::NotFound));
    let second = desk::second_assessor(&hospital).await;
    let answer = sign(&hospital, &hospital.actor(second), correction("", Some("Why"))).await;
    assert!(
        matches!(answer, Err(Error::Refused(Refusal::CompetencyNotHeld(_)))),
        "{answer:?}"
    );
    desk::qualify(&hospital, second).await;
    // Whoever signed may withdraw it, whatever they hold today; a level takes an eligible assessor.
    let late = hospital.actor(hospital.assessor).at(day(800));
    let answer = sign(&hospital, &late, correction("does", Some("Why"))).await;
    assert!(
        matches!(answer, Err(Error::Refused(Refusal::CompetencyNotHeld(_)))),
        "{answer:?}"
    );
    let by_another = correction("does", Some("Why"));
    sign(&hospital, &hospital.actor(second).at(day(2)), by_another.clone())
        .await
        .unwrap();
    let withdrawn = NewSignOff {
        supersedes: Some(by_another.id),
        ..correction("", Some("Why"))
    };
    let answer = sign(&hospital, &late, withdrawn.clone()).await;
    assert!(
        matches!(answer, Err(Error::Refused(Refusal::CompetencyNotHeld(_)))),
        "{answer:?}"
    );
    sign(&hospital, &hospital.actor(second).at(day(800)), withdrawn)
        .await
        .unwrap();
    holds(&hospital).await;
}

async fn what_no_framework_speaks_of_any_more_can_still_be_withdrawn(hospital: Hospital) {
    desk::make(&hospital).await;
    let first = new(&hospital, INDEPENDENT, "does", vec![]);
    let assessor = hospital.actor(hospital.assessor);
    sign(&hospital, &assessor, first.clone()).await.unwrap();
    let educator = hospital.actor(hospital.educator).at(day(1));
    let kind = records::content::Kind::Framework;
    records::content::retire(&hospital.records, &educator, kind, "nurse-infusion", "Replaced")
        .await
        .unwrap();
    let assessor = assessor.at(day(2));
    let fresh = sign(&hospital, &assessor, new(&hospital, INDEPENDENT, "does", vec![])).await;
    assert_eq!(fresh, Err(Error::NotFound));
    let withdrawn = NewSignOff {
        supersedes: Some(first.id),
        reason: Some("A mistake".into()),
        ..new(&hospital, INDEPENDENT, "", vec![])
    };
    sign(&hospital, &assessor, withdrawn).await.unwrap();
    holds(&hospital).await;
}

async fn sign_offs_are_signed_read_and_prepared_by_those_who_may(hospital: Hospital) {
    desk::make(&hospital).await;
    let signed = new(&hospital, INDEPENDENT, "does", vec![]);
    sign(&hospital, &hospital.actor(hospital.assessor), signed.clone())
        .await
        .unwrap();
    let ask = async |what: &str, actor: &Actor| match what {
        "read" => read(&hospital.records, actor, signed.id).await.map(|_| ()),
        "prepare" => prepare(&hospital.records, actor, hospital.nurse, DOSE, None)
            .await
            .map(|_| ()),
        "desk" => records::signoffs::desk(&hospital.records, actor, hospital.nurse)
            .await
            .map(|_| ()),
        _ => {
            let run = piece(&hospital, DOSE).await;
            sign(&hospital, actor, new(&hospital, DOSE, "shows-how", vec![run])).await
        }
    };
    let table: [(&str, &[&str]); 4] = [
        ("read", &["nurse", "manager", "assessor", "auditor"]),
        ("prepare", &["assessor"]),
        ("desk", &["nurse", "manager", "assessor", "educator", "auditor"]),
        ("sign", &["assessor"]),
    ];
    let mut wrong = Vec::new();
    for (name, actor) in askers(&hospital).await {
        for (what, answered) in table {
            let answer = ask(what, &actor).await;
            let expected = match answered.contains(&name) {
                true => Ok(()),
                false => Err(Error::NotFound),
            };
            if answer != expected {
                wrong.push(format!("{what} by {name}: {answer:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let manager = hospital.actor(hospital.manager);
    let desk = async |actor: &Actor| {
        records::signoffs::desk(&hospital.records, actor, hospital.nurse)
            .await
            .unwrap()
    };
    assert_eq!(desk(&manager).await, None);
    let shown = desk(&hospital.actor(hospital.assessor)).await.unwrap();
    assert!(shown.competencies.iter().any(|named| named.id == INDEPENDENT));
}

async fn erasing_the_signer_destroys_the_name_and_keeps_the_sign_off(hospital: Hospital) {
    desk::make(&hospital).await;
    let (first, second) = corrected(&hospital, "does", 1).await;
    let administrator = hospital.actor(hospital.administrator).at(day(2));
    records::people::erase(&hospital.records, &administrator, hospital.assessor)
        .await
        .unwrap();
    let auditor = hospital.actor(hospital.auditor).at(day(3));
    let texts = async |id| {
        let view = read(&hospital.records, &auditor, id).await.unwrap();
        assert_eq!(view.signature.signer_name, "");
        view.signature.text
    };
    // The first text speaks of the learner; the correction says who signed before.
    assert_ne!(texts(first.id).await, "");
    assert_eq!(texts(second.id).await, "");
    holds(&hospital).await;
}

async fn erasing_the_person_destroys_the_text_and_keeps_the_level(hospital: Hospital) {
    desk::make(&hospital).await;
    let (first, second) = corrected(&hospital, "does", 1).await;
    let administrator = hospital.actor(hospital.administrator).at(day(2));
    records::people::erase(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    let auditor = hospital.actor(hospital.auditor).at(day(3));
    for id in [first.id, second.id] {
        let view = read(&hospital.records, &auditor, id).await.unwrap();
        assert_eq!(
            (view.signature.text.as_str(), view.person.name.as_str()),
            ("", "")
        );
        assert_eq!(view.level.map(|level| level.id).as_deref(), Some("does"));
        assert!(view.reason.is_none_or(|reason| reason.is_empty()));
    }
    holds(&hospital).await;
}
