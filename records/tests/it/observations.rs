//! Observed practice: who may assess, what is recorded, and what it moves.

use super::bedside::{
    self, CHECKLIST, Done, Missed, NotApplicable, SLUG, ledger_holds, marks, observe, second_assessor, seen,
};
use super::hospital::{Hospital, NOW, PASSWORD, day};
use super::on_both_engines;
use competency::Reason;
use records::attempts::Kind;
use records::conflicts::{NewConflict, declare};
use records::content::{publish_checklist, restore, retire};
use records::observations::{NewObservation, Receipt, agreement, eligible, observation, of_person, sheet};
use records::roles::NewGrant;
use records::standing::{Cell, State, person};
use records::{Conflict, Error, Invalid, Refusal, Role};
use time::Duration;

on_both_engines! {
    what_passed_is_evidence_signed_and_in_the_ledger
    a_critical_step_that_was_missed_fails_the_whole
    two_assessors_at_once_are_both_kept
    the_same_observation_sent_fifty_times_at_once_is_recorded_once
    other_content_under_the_same_id_is_a_conflict
    an_id_that_names_something_else_is_refused
    an_observation_from_the_future_or_of_last_week_is_refused
    a_step_without_a_mark_is_named
    a_wrong_password_records_nothing
    a_text_other_than_the_one_shown_is_not_signed
    a_replaced_or_retired_checklist_lies_open_for_seven_days
    the_checklists_one_may_use_are_told_with_the_reason
    agreement_compares_two_assessors_of_one_occasion
    erasing_the_learner_destroys_what_was_said_and_keeps_the_verdict
}

/// How the nurse stands with what the checklist is about.
async fn cells(hospital: &Hospital) -> Vec<Cell> {
    let page = person(&hospital.records, &hospital.actor(hospital.nurse), hospital.nurse)
        .await
        .unwrap();
    let about = |id: &str| matches!(id, "infusion.dose-programming" | "infusion.limits");
    let rows = page.competencies.into_iter().filter(|row| about(&row.id));
    let cells: Vec<Cell> = rows.map(|row| row.cell).collect();
    assert_eq!(cells.len(), 2);
    cells
}

fn refused(refusal: Refusal) -> Result<Receipt, Error> {
    Err(Error::Refused(refusal))
}

async fn what_passed_is_evidence_signed_and_in_the_ledger(hospital: Hospital) {
    bedside::make(&hospital).await;
    assert!(
        cells(&hospital)
            .await
            .iter()
            .all(|cell| cell.state == State::Never)
    );
    let assessor = hospital.actor(hospital.assessor);
    let mut new = seen(
        &hospital,
        [Done, Done, NotApplicable, Done],
        NOW - Duration::hours(1),
    );
    new.marks[3].remark = "  Calm and quick \n".into();
    new.note = "A good day".into();
    let receipt = observe(&hospital, &assessor, new.clone()).await.unwrap();
    assert!(receipt.passed);
    assert_eq!((receipt.done, receipt.applied), (3, 3));
    assert!(
        cells(&hospital)
            .await
            .iter()
            .all(|cell| cell.state == State::Current)
    );
    let view = observation(&hospital.records, &hospital.actor(hospital.nurse), new.id)
        .await
        .unwrap();
    assert_eq!(view.assessor_name, "assessor Example");
    assert_eq!(view.marks[3].remark, "Calm and quick");
    assert_eq!(view.record_hash, receipt.record_hash);
    let signature = view.signature.unwrap();
    assert_eq!(signature.text, "nurse Example: 3 of 3 by version 1");
    assert_eq!(signature.signer, hospital.assessor);
    let list = of_person(&hospital.records, &assessor, hospital.nurse)
        .await
        .unwrap();
    assert_eq!((list.len(), list[0].passed, list[0].void), (1, true, false));
    ledger_holds(&hospital).await;
}

async fn a_critical_step_that_was_missed_fails_the_whole(hospital: Hospital) {
    bedside::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    for first in [Missed, NotApplicable] {
        let new = seen(&hospital, [first, Done, Done, Done], NOW);
        let receipt = observe(&hospital, &assessor, new).await.unwrap();
        assert!(!receipt.passed);
        assert_eq!(receipt.missed_critical, ["identity"]);
    }
    for cell in cells(&hospital).await {
        assert_eq!((cell.state, cell.reason), (State::Never, Reason::NotYetPassed));
    }
    ledger_holds(&hospital).await;
}

async fn two_assessors_at_once_are_both_kept(hospital: Hospital) {
    bedside::make(&hospital).await;
    let second = hospital.actor(second_assessor(&hospital).await);
    let first = hospital.actor(hospital.assessor);
    let one = seen(&hospital, [Done, Done, Done, Missed], NOW);
    let other = seen(&hospital, [Done, Missed, Missed, Missed], NOW);
    let (a, b) = tokio::join!(
        observe(&hospital, &first, one.clone()),
        observe(&hospital, &second, other.clone())
    );
    assert!(a.unwrap().passed && !b.unwrap().passed);
    let list = of_person(&hospital.records, &first, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(list.len(), 2);
    for (id, by) in [(one.id, "assessor Example"), (other.id, "second Example")] {
        let view = observation(&hospital.records, &first, id).await.unwrap();
        assert_eq!(view.assessor_name, by);
    }
    ledger_holds(&hospital).await;
}

async fn the_same_observation_sent_fifty_times_at_once_is_recorded_once(hospital: Hospital) {
    bedside::make(&hospital).await;
    let size = hospital.ledger_size().await;
    let new = seen(&hospital, [Done; 4], NOW);
    let sending = (0..50).map(|_| {
        let (records, actor, new) = (
            hospital.records.clone(),
            hospital.actor(hospital.assessor),
            new.clone(),
        );
        tokio::spawn(async move {
            loop {
                let answer =
                    records::observations::record(&records, &actor, new.clone(), bedside::sentence).await;
                // Too many passwords at once: the device asks again.
                if !matches!(answer, Err(Error::Busy { .. })) {
                    return answer;
                }
                tokio::task::yield_now().await;
            }
        })
    });
    let mut receipts = Vec::new();
    for sent in sending.collect::<Vec<_>>() {
        receipts.push(sent.await.unwrap().unwrap());
    }
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    // One signature, one observation.
    assert_eq!(hospital.ledger_size().await, size + 2);
    let nurse = hospital.actor(hospital.nurse);
    let list = of_person(&hospital.records, &nurse, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(list.len(), 1);
    ledger_holds(&hospital).await;
}

async fn other_content_under_the_same_id_is_a_conflict(hospital: Hospital) {
    bedside::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let new = seen(&hospital, [Done; 4], NOW);
    let receipt = observe(&hospital, &assessor, new.clone()).await.unwrap();
    let mut shuffled = new.clone();
    shuffled.marks.reverse();
    shuffled.password = "not even asked for again".into();
    // The same is the same, in whatever order, and for as long as it is asked.
    let late = assessor.clone().at(day(30));
    assert_eq!(observe(&hospital, &late, shuffled).await, Ok(receipt));
    let mut remarked = new.clone();
    remarked.marks[0].remark = "Twice".into();
    let others = [
        NewObservation {
            marks: marks([Done, Done, Done, Missed]),
            ..new.clone()
        },
        remarked,
        NewObservation {
            note: "Other".into(),
            ..new.clone()
        },
        NewObservation {
            observed_at: NOW - Duration::hours(1),
            ..new.clone()
        },
    ];
    for other in others {
        let answer = observe(&hospital, &assessor, other).await;
        assert_eq!(answer, Err(Error::Conflict(Conflict::AlreadyRecorded)));
    }
    let second = hospital.actor(second_assessor(&hospital).await);
    let answer = observe(&hospital, &second, new).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::IdTaken)));
}

async fn an_id_that_names_something_else_is_refused(hospital: Hospital) {
    bedside::make(&hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    let ticket = hospital.start(&nurse, Kind::Graded).await.unwrap();
    let new = NewObservation {
        id: ticket.attempt_id,
        ..seen(&hospital, [Done; 4], NOW)
    };
    let answer = observe(&hospital, &hospital.actor(hospital.assessor), new).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::IdTaken)));
}

async fn an_observation_from_the_future_or_of_last_week_is_refused(hospital: Hospital) {
    bedside::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let week = Duration::days(7);
    let moment = Duration::milliseconds(1);
    for (at, may) in [
        (NOW, true),
        (NOW + moment, false),
        (NOW - week, true),
        (NOW - week - moment, false),
    ] {
        let answer = observe(&hospital, &assessor, seen(&hospital, [Done; 4], at)).await;
        let out = Err(Error::Invalid {
            field: "observed_at".into(),
            code: Invalid::OutOfRange,
        });
        match may {
            true => assert!(answer.is_ok(), "{at}: {answer:?}"),
            false => assert_eq!(answer, out, "{at}"),
        }
    }
}

async fn a_step_without_a_mark_is_named(hospital: Hospital) {
    bedside::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let invalid = |step: &str, code: Invalid| {
        Err(Error::Invalid {
            field: format!("marks.{step}"),
            code,
        })
    };
    let size = hospital.ledger_size().await;
    let whole = || seen(&hospital, [Done; 4], NOW);
    let mut unmarked = whole();
    unmarked.marks.remove(2);
    let mut twice = whole();
    twice.marks.push(twice.marks[1].clone());
    let mut unknown = whole();
    unknown.marks[0].item = "dance".into();
    let mut long = whole();
    long.marks[1].remark = "a".repeat(501);
    let mut odd = whole();
    odd.marks[1].remark = "a\0b".into();
    for (new, expected) in [
        (unmarked, invalid("line", Invalid::Empty)),
        (twice, invalid("label", Invalid::Malformed)),
        (unknown, invalid("dance", Invalid::Unknown)),
        (long, invalid("label", Invalid::TooLong)),
        (odd, invalid("label", Invalid::Malformed)),
    ] {
        assert_eq!(observe(&hospital, &assessor, new).await, expected);
    }
    assert_eq!(hospital.ledger_size().await, size);
}

async fn a_wrong_password_records_nothing(hospital: Hospital) {
    bedside::make(&hospital).await;
    let size = hospital.ledger_size().await;
    let new = NewObservation {
        password: format!("{PASSWORD}!"),
        ..seen(&hospital, [Done; 4], NOW)
    };
    let answer = observe(&hospital, &hospital.actor(hospital.assessor), new).await;
    assert_eq!(answer, refused(Refusal::WrongCredentials));
    assert_eq!(hospital.ledger_size().await, size);
}

async fn a_text_other_than_the_one_shown_is_not_signed(hospital: Hospital) {
    bedside::make(&hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let shown = |text: &str| NewObservation {
        shown: Some(text.into()),
        ..seen(&hospital, [Done; 4], NOW)
    };
    let size = hospital.ledger_size().await;
    let answer = observe(&hospital, &assessor, shown("nurse Formerly: 4 of 4 by version 1")).await;
    assert_eq!(answer, Err(Error::Conflict(Conflict::OtherText)));
    assert_eq!(hospital.ledger_size().await, size);
    let answer = observe(&hospital, &assessor, shown("nurse Example: 4 of 4 by version 1")).await;
    assert!(answer.is_ok(), "{answer:?}");
}

async fn a_replaced_or_retired_checklist_lies_open_for_seven_days(hospital: Hospital) {
    bedside::make(&hospital).await;
    let system = hospital.system();
    let next = CHECKLIST.replace("Reads the label", "Reads the label aloud");
    publish_checklist(&hospital.records, &system.clone().at(day(1)), &next)
        .await
        .unwrap();
    let at = async |version, n| {
        let new = NewObservation {
            version,
            ..seen(&hospital, [Done; 4], day(n))
        };
        observe(&hospital, &hospital.actor(hospital.assessor).at(day(n)), new).await
    };
    assert!(at(1, 8).await.is_ok());
    let open = async |n| {
        let actor = hospital.actor(hospital.assessor).at(day(n));
        sheet(&hospital.records, &actor, hospital.nurse, SLUG, Some(1)).await
    };
    assert_eq!(open(8).await.unwrap().head.version, 1);
    assert_eq!(
        open(9).await.unwrap_err(),
        Error::Refused(Refusal::ChecklistReplaced)
    );
    assert_eq!(at(1, 9).await, refused(Refusal::ChecklistReplaced));
    assert!(at(2, 9).await.is_ok());
    assert_eq!(at(3, 9).await, Err(Error::NotFound));
    let kind = records::content::Kind::Checklist;
    retire(&hospital.records, &system.clone().at(day(10)), kind, SLUG, "Old")
        .await
        .unwrap();
    assert!(at(2, 16).await.is_ok());
    assert_eq!(at(2, 18).await, refused(Refusal::ChecklistReplaced));
    let late = hospital.actor(hospital.assessor).at(day(18));
    let list = eligible(&hospital.records, &late, hospital.nurse).await.unwrap();
    assert_eq!(list.checklists, []);
    restore(&hospital.records, &system.at(day(19)), kind, SLUG)
        .await
        .unwrap();
    assert!(at(2, 19).await.is_ok());
}

async fn the_checklists_one_may_use_are_told_with_the_reason(hospital: Hospital) {
    bedside::make(&hospital).await;
    let other = CHECKLIST
        .replace("checklist: infusion-bedside", "checklist: juggling")
        .replace(
            "competencies: [infusion.dose-programming, infusion.limits]",
            "competencies: [circus.juggling]",
        );
    publish_checklist(&hospital.records, &hospital.system(), &other)
        .await
        .unwrap();
    let assessor = hospital.actor(hospital.assessor);
    let list = eligible(&hospital.records, &assessor, hospital.nurse)
        .await
        .unwrap();
    let told: Vec<_> = list
        .checklists
        .iter()
        .map(|head| (head.slug.as_str(), head.steps, head.refusal.clone()))
        .collect();
    let unheld = Refusal::CompetencyNotHeld("circus.juggling".into());
    assert_eq!(told, [(SLUG, 4, None), ("juggling", 4, Some(unheld))]);
    let page = sheet(&hospital.records, &assessor, hospital.nurse, SLUG, None)
        .await
        .unwrap();
    assert_eq!((page.head.version, page.checklist.items.len()), (1, 4));
    let late = sheet(
        &hospital.records,
        &assessor.clone().at(day(400)),
        hospital.nurse,
        SLUG,
        None,
    )
    .await
    .unwrap();
    assert_eq!(late.head.about.as_deref(), Some("Programme a dose"));
    let own = eligible(&hospital.records, &assessor, hospital.assessor)
        .await
        .unwrap();
    assert_eq!(own.checklists[0].refusal, Some(Refusal::NotYourself));
    let nothing = sheet(&hospital.records, &assessor, hospital.nurse, "nothing", None).await;
    assert_eq!(nothing.unwrap_err(), Error::NotFound);
}

async fn agreement_compares_two_assessors_of_one_occasion(hospital: Hospital) {
    bedside::make(&hospital).await;
    let first = hospital.actor(hospital.assessor).at(day(2));
    let second = hospital.actor(second_assessor(&hospital).await).at(day(2));
    let at = |hours| NOW + Duration::hours(hours);
    let empty = agreement(&hospital.records, &first, SLUG).await.unwrap();
    assert_eq!((empty.pairs, empty.observed), (0, None));
    for (actor, seen_then, hours) in [
        (&first, [Done, Done, Done, Missed], 0),
        // The same assessor again is no second opinion.
        (&first, [Missed, Missed, Missed, Missed], 48),
        (&second, [Done, Done, Missed, Missed], 23),
    ] {
        observe(&hospital, actor, seen(&hospital, seen_then, at(hours)))
            .await
            .unwrap();
    }
    let found = agreement(&hospital.records, &hospital.actor(hospital.educator), SLUG)
        .await
        .unwrap();
    assert_eq!((found.pairs, found.marks), (1, 4));
    assert_eq!((found.observed, found.kappa), (Some(0.75), Some(0.5)));
    assert_eq!(
        (found.steps[2].item.as_str(), found.steps[2].observed),
        ("line", Some(0.0))
    );
    // Of surgery the assessors of intensive care see nothing, and nobody there was observed.
    let grant = NewGrant {
        person: hospital.other_nurse,
        unit: hospital.surgery,
        role: Role::Assessor,
    };
    records::roles::grant(&hospital.records, &hospital.system(), grant)
        .await
        .unwrap();
    let surgical = hospital.actor(hospital.other_nurse);
    let found = agreement(&hospital.records, &surgical, SLUG).await.unwrap();
    assert_eq!(found.pairs, 0);
}

async fn erasing_the_learner_destroys_what_was_said_and_keeps_the_verdict(hospital: Hospital) {
    bedside::make(&hospital).await;
    let mut new = seen(&hospital, [Done; 4], NOW);
    new.marks[0].remark = "Smiled".into();
    new.note = "Knows the ward".into();
    let assessor = hospital.actor(hospital.assessor);
    observe(&hospital, &assessor, new.clone()).await.unwrap();
    let conflict = NewConflict {
        person: hospital.nurse,
        other: hospital.assessor,
        reason: "Siblings".into(),
    };
    declare(&hospital.records, &assessor, conflict).await.unwrap();
    let administrator = hospital.actor(hospital.administrator);
    records::people::erase(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    let view = observation(&hospital.records, &hospital.system(), new.id)
        .await
        .unwrap();
    assert!(view.passed && view.note.is_empty() && view.person_name.is_empty());
    assert!(
        view.marks
            .iter()
            .all(|mark| mark.remark.is_empty() && mark.seen == Done)
    );
    assert_eq!(view.signature.unwrap().text, "");
    ledger_holds(&hospital).await;
}
