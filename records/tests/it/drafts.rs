//! Drafts: writing, showing, publishing.

use super::hospital::{Hospital, NOW, SCENARIO};
use super::on_both_engines;
use records::content::{PublishError, PublishOutcome, scenarios};
use records::drafts::{
    Against, From, Hurdle, LineKind, NewComment, NewDraft, Save, Saved, State, ask_review, begin, comment,
    desk, difference, discard, draft, give_back, look, publish, published_source, rehearse, revision, save,
    settle, tidy,
};
use records::people::NewPerson;
use records::{Actor, Conflict, Error, Invalid, Refusal, Role};
use time::Duration;
use training::golden::Expected;
use uuid::Uuid;

on_both_engines! {
    a_draft_is_written_shown_and_published_by_a_second_person
    nobody_publishes_what_they_wrote_or_asked_about
    a_text_that_rests_on_an_older_revision_is_not_written_and_nothing_is_lost
    of_two_who_save_at_once_one_is_told
    saving_or_beginning_again_does_it_once
    what_is_saved_in_review_takes_it_back_to_writing
    a_draft_that_is_given_back_says_why
    a_new_scenario_takes_no_name_that_is_in_use
    a_draft_that_does_not_come_out_as_it_says_is_not_published_and_stays_in_review
    comments_stand_at_their_element_until_they_are_settled
    a_closed_draft_changes_no_more
    the_scenario_for_those_who_begin_with_nothing_works
    a_text_of_any_kind_can_be_kept
}

/// A draft of a new scenario, begun by the educator.
pub(crate) async fn begun(hospital: &Hospital, title: &str) -> Uuid {
    let educator = hospital.actor(hospital.educator);
    let from = From::Blank { title: title.into() };
    begin_with(hospital, &educator, from).await
}

async fn begin_with(hospital: &Hospital, actor: &Actor, from: From) -> Uuid {
    let new = NewDraft {
        id: Uuid::now_v7(),
        from,
    };
    begin(&hospital.records, actor, new).await.unwrap()
}

/// A second educator of the whole hospital.
async fn colleague(hospital: &Hospital) -> Actor {
    let person = NewPerson {
        sign_in_name: "colleague".into(),
        name: "Colleague Example".into(),
        job: "nurse".into(),
        unit: hospital.org.root_unit,
        roles: vec![Role::Educator],
        timing_percent: 100,
    };
    let person = records::people::create(&hospital.records, &hospital.system(), person).await;
    hospital.actor(person.unwrap())
}

async fn kept(hospital: &Hospital, actor: &Actor, draft: Uuid, rests_on: u32, source: &str) -> u32 {
    let input = Save {
        draft,
        revision: rests_on,
        source: source.into(),
    };
    match save(&hospital.records, actor, input).await.unwrap() {
        Saved::Kept { revision } => revision,
        overtaken @ Saved::Overtaken { .. } => unreachable!("{overtaken:?}"),
    }
}

async fn a_draft_is_written_shown_and_published_by_a_second_person(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let from = From::Version {
        slug: SCENARIO.into(),
    };
    let id = begin_with(&hospital, &educator, from).await;
    let before = draft(records, &educator, id).await.unwrap();
    assert_eq!(before.row.base, Some((SCENARIO.to_owned(), 1)));
    let changed = before.source.replace("Read the order.", "I read the order.");
    assert_eq!(kept(&hospital, &educator, id, 1, &changed).await, 2);
    ask_review(records, &educator, id, 2).await.unwrap();
    let desk = desk(records, &colleague).await.unwrap();
    assert_eq!((desk.drafts[0].state, desk.published.len()), (State::InReview, 1));
    let shown = draft(records, &colleague, id).await.unwrap();
    assert_eq!(shown.hurdle, None);
    assert_eq!(shown.row.asked.unwrap().by.as_deref(), Some("educator Example"));
    let published = publish(records, &colleague, id, 2).await.unwrap();
    assert_eq!((published.version, published.outcome), (2, PublishOutcome::New));
    let rows = scenarios(records, &hospital.actor(hospital.nurse)).await.unwrap();
    assert_eq!(
        (rows[0].version, rows[0].hash.as_str()),
        (2, published.hash.as_str())
    );
    assert_eq!(
        published_source(records, &educator, SCENARIO).await.unwrap(),
        (2, changed.clone())
    );
    let after = draft(records, &educator, id).await.unwrap();
    assert_eq!(
        (after.row.state, after.published_version),
        (State::Published, Some(2))
    );
    assert_eq!(revision(records, &educator, id, 1).await.unwrap(), before.source);
    let changes = difference(records, &educator, id, Against::Revision(1))
        .await
        .unwrap();
    let new: Vec<_> = changes
        .iter()
        .flat_map(|hunk| &hunk.lines)
        .filter(|line| line.kind == LineKind::New)
        .map(|line| line.text.trim())
        .collect();
    assert_eq!(new, ["- {id: read, text: I read the order.}"]);
    let unchanged = difference(records, &educator, id, Against::Published).await;
    assert!(unchanged.unwrap().is_empty());
    let verified = records::ledger::verify(records, &hospital.actor(hospital.auditor)).await;
    assert!(verified.unwrap().bad.is_none());
}

async fn nobody_publishes_what_they_wrote_or_asked_about(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let id = begun(&hospital, "The night shift").await;
    let refused = publish(records, &colleague, id, 1).await.unwrap_err();
    assert_eq!(
        refused,
        PublishError::Records(Error::Refused(Refusal::NotInReview))
    );
    ask_review(records, &educator, id, 1).await.unwrap();
    assert_eq!(
        draft(records, &educator, id).await.unwrap().hurdle,
        Some(Hurdle::OwnWork)
    );
    let own = publish(records, &educator, id, 1).await.unwrap_err();
    assert_eq!(own, PublishError::Records(Error::Refused(Refusal::SecondPerson)));
    // Whoever mends a last word becomes an author of it.
    let source = draft(records, &colleague, id).await.unwrap().source;
    kept(
        &hospital,
        &colleague,
        id,
        1,
        &source.replace("Go on.", "Please go on."),
    )
    .await;
    ask_review(records, &educator, id, 2).await.unwrap();
    let wrote = publish(records, &colleague, id, 2).await.unwrap_err();
    assert_eq!(
        wrote,
        PublishError::Records(Error::Refused(Refusal::SecondPerson))
    );
    // An educator of one ward writes, but does not publish for all.
    let ward = NewPerson {
        sign_in_name: "ward".into(),
        name: "Ward Example".into(),
        job: "nurse".into(),
        unit: hospital.icu,
        roles: vec![Role::Educator],
        timing_percent: 100,
    };
    let ward = records::people::create(records, &hospital.system(), ward)
        .await
        .unwrap();
    let ward = hospital.actor(ward);
    assert_eq!(
        draft(records, &ward, id).await.unwrap().hurdle,
        Some(Hurdle::NotPublisher)
    );
    let answer = publish(records, &ward, id, 2).await.unwrap_err();
    assert_eq!(answer, PublishError::Records(Error::NotFound));
}

async fn a_text_that_rests_on_an_older_revision_is_not_written_and_nothing_is_lost(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let id = begun(&hospital, "The night shift").await;
    let source = draft(records, &educator, id).await.unwrap().source;
    let theirs = source.replace("Go on.", "Thank you, go on.");
    kept(&hospital, &colleague, id, 1, &theirs).await;
    let mine = Save {
        draft: id,
        revision: 1,
        source: source.replace("minutes: 3", "minutes: 4"),
    };
    let size = hospital.ledger_size().await;
    let told = save(records, &educator, mine).await.unwrap();
    let Saved::Overtaken {
        revision,
        source,
        by,
        joined,
        ..
    } = told
    else {
        unreachable!("{told:?}")
    };
    let both = joined.unwrap();
    assert!(both.contains("Thank you, go on.") && both.contains("minutes: 4"));
    assert_eq!(
        (revision, source, by.as_deref()),
        (2, theirs, Some("Colleague Example"))
    );
    assert_eq!(hospital.ledger_size().await, size);
}

async fn of_two_who_save_at_once_one_is_told(hospital: Hospital) {
    hospital.publish().await;
    let records = &hospital.records;
    let educator = hospital.actor(hospital.educator);
    let id = begun(&hospital, "The night shift").await;
    let mut saves = tokio::task::JoinSet::new();
    for n in 0..8 {
        let (records, educator) = (records.clone(), educator.clone());
        saves.spawn(async move {
            let input = Save {
                draft: id,
                revision: 1,
                source: format!("scenario: text-{n}\n"),
            };
            save(&records, &educator, input).await
        });
    }
    let all = saves.join_all().await;
    let kept = all
        .iter()
        .filter(|saved| matches!(saved, Ok(Saved::Kept { revision: 2 })))
        .count();
    let told = all
        .iter()
        .filter(|saved| matches!(saved, Ok(Saved::Overtaken { revision: 2, .. })))
        .count();
    assert_eq!((kept, told), (1, 7), "{all:?}");
}

async fn saving_or_beginning_again_does_it_once(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let new = NewDraft {
        id: Uuid::now_v7(),
        from: From::Copy {
            slug: SCENARIO.into(),
            title: "Another order".into(),
        },
    };
    let id = begin(records, &educator, new.clone()).await.unwrap();
    let size = hospital.ledger_size().await;
    assert_eq!(begin(records, &educator, new.clone()).await.unwrap(), id);
    assert_eq!(hospital.ledger_size().await, size);
    let other = colleague(&hospital).await;
    let taken = begin(records, &other, new).await.unwrap_err();
    assert_eq!(taken, Error::Conflict(Conflict::IdTaken));
    let source = draft(records, &educator, id).await.unwrap().source;
    assert!(source.starts_with("scenario: another-order\ntitle: Another order\n"));
    let changed = source.replace("minutes: 1", "minutes: 2");
    assert_eq!(kept(&hospital, &educator, id, 1, &changed).await, 2);
    // The answer was lost, and the browser sends it again.
    assert_eq!(kept(&hospital, &educator, id, 1, &changed).await, 2);
    assert_eq!(draft(records, &educator, id).await.unwrap().revisions.len(), 2);
}

async fn what_is_saved_in_review_takes_it_back_to_writing(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let id = begun(&hospital, "The night shift").await;
    let old = ask_review(records, &educator, id, 7).await.unwrap_err();
    assert_eq!(old, Error::Conflict(Conflict::OtherText));
    ask_review(records, &educator, id, 1).await.unwrap();
    ask_review(records, &educator, id, 1).await.unwrap();
    let source = draft(records, &educator, id).await.unwrap().source;
    kept(
        &hospital,
        &educator,
        id,
        1,
        &source.replace("minutes: 3", "minutes: 4"),
    )
    .await;
    let row = draft(records, &educator, id).await.unwrap().row;
    assert_eq!((row.state, row.asked), (State::Writing, None));
    let answer = publish(records, &colleague, id, 1).await.unwrap_err();
    assert_eq!(
        answer,
        PublishError::Records(Error::Refused(Refusal::NotInReview))
    );
}

async fn a_draft_that_is_given_back_says_why(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let id = begun(&hospital, "The night shift").await;
    let early = give_back(records, &colleague, id, "No.").await.unwrap_err();
    assert_eq!(early, Error::Refused(Refusal::NotInReview));
    ask_review(records, &educator, id, 1).await.unwrap();
    let empty = give_back(records, &colleague, id, "  ").await.unwrap_err();
    assert_eq!(
        empty,
        Error::Invalid {
            field: "reason".into(),
            code: Invalid::Empty
        }
    );
    give_back(records, &colleague, id, "The order has no rate.")
        .await
        .unwrap();
    let found = draft(records, &educator, id).await.unwrap();
    assert_eq!(found.row.state, State::Writing);
    assert_eq!(
        (found.comments[0].place.as_str(), found.comments[0].words.as_str()),
        ("", "The order has no rate.")
    );
}

async fn a_new_scenario_takes_no_name_that_is_in_use(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let id = begun(&hospital, "Read the order").await;
    ask_review(records, &educator, id, 1).await.unwrap();
    let taken = publish(records, &colleague, id, 1).await.unwrap_err();
    assert_eq!(taken, PublishError::Records(Error::Conflict(Conflict::NameTaken)));
    let rows = scenarios(records, &educator).await.unwrap();
    assert_eq!((rows.len(), rows[0].version), (1, 1));
}

async fn a_draft_that_does_not_come_out_as_it_says_is_not_published_and_stays_in_review(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let id = begun(&hospital, "The night shift").await;
    let source = draft(records, &educator, id).await.unwrap().source;
    let broken = source.replace("answered.first.read)", "answered.first.start)");
    kept(&hospital, &educator, id, 1, &broken).await;
    ask_review(records, &educator, id, 2).await.unwrap();
    let refused = publish(records, &colleague, id, 2).await.unwrap_err();
    let PublishError::Golden(failures) = refused else {
        unreachable!("{refused:?}")
    };
    assert_eq!(failures[0].misses, ["reads-first"]);
    assert_eq!(
        draft(records, &educator, id).await.unwrap().row.state,
        State::InReview
    );
    let played = rehearse(records, &educator, broken).await.unwrap();
    assert!(
        played
            .iter()
            .all(|run| run.as_expected == Expected::No && run.log.is_none())
    );
}

async fn comments_stand_at_their_element_until_they_are_settled(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let colleague = colleague(&hospital).await;
    let id = begun(&hospital, "The night shift").await;
    let new = NewComment {
        id: Uuid::now_v7(),
        draft: id,
        place: "phases.begin".into(),
        words: "Who stands at the bed?".into(),
    };
    comment(records, &colleague, new.clone()).await.unwrap();
    comment(records, &colleague, new.clone()).await.unwrap();
    let found = draft(records, &educator, id).await.unwrap();
    assert_eq!((found.row.n_open_comments, found.comments.len()), (1, 1));
    assert_eq!(found.comments[0].made.by.as_deref(), Some("Colleague Example"));
    let later = educator.clone().at(NOW + Duration::hours(1));
    settle(records, &later, new.id).await.unwrap();
    settle(records, &later, new.id).await.unwrap();
    let found = draft(records, &educator, id).await.unwrap();
    assert_eq!(found.row.n_open_comments, 0);
    assert_eq!(found.comments[0].settled.as_ref().unwrap().at, later.now);
}

async fn a_closed_draft_changes_no_more(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let id = begun(&hospital, "The night shift").await;
    discard(records, &educator, id).await.unwrap();
    discard(records, &educator, id).await.unwrap();
    let closed = Err(Error::Refused(Refusal::DraftClosed));
    let input = Save {
        draft: id,
        revision: 1,
        source: String::new(),
    };
    assert_eq!(save(records, &educator, input).await.map(|_| ()), closed);
    assert_eq!(ask_review(records, &educator, id, 1).await, closed);
    assert!(desk(records, &educator).await.unwrap().drafts.is_empty());
    // What was written is still there to read.
    assert!(
        revision(records, &educator, id, 1)
            .await
            .unwrap()
            .contains("The night shift")
    );
}

async fn the_scenario_for_those_who_begin_with_nothing_works(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    let id = begun(&hospital, "Night: the \"second\" line").await;
    let source = draft(records, &educator, id).await.unwrap().source;
    let tidied = tidy(records, &educator, source.clone()).await.unwrap();
    assert_eq!(tidied.as_ref(), Some(&source));
    let looked = look(records, &educator, source.clone()).await.unwrap();
    assert!(
        looked.compiles() && looked.diagnostics.is_empty(),
        "{:?}",
        looked.diagnostics
    );
    let scenario = looked.scenario.unwrap();
    assert_eq!(
        (scenario.id.as_str(), scenario.title.as_str()),
        ("night-the-second-line", "Night: the \"second\" line")
    );
    let played = rehearse(records, &educator, source).await.unwrap();
    assert!(!played.is_empty() && played.iter().all(|run| run.as_expected == Expected::Yes));
}

async fn a_text_of_any_kind_can_be_kept(hospital: Hospital) {
    hospital.publish().await;
    let (records, educator) = (&hospital.records, hospital.actor(hospital.educator));
    for source in ["", "}{", "a: [\r\n", "ü\u{10FFFF}"] {
        let from = From::Text {
            source: source.into(),
        };
        let id = begin_with(&hospital, &educator, from).await;
        let found = draft(records, &educator, id).await.unwrap();
        assert_eq!(found.source, source.replace("\r\n", "\n"));
        let looked = look(records, &educator, found.source).await.unwrap();
        assert!(!looked.compiles() && !looked.diagnostics.is_empty());
    }
    let from = From::Text {
        source: "x".repeat(2_000_000),
    };
    let new = NewDraft {
        id: Uuid::now_v7(),
        from,
    };
    let long = begin(records, &educator, new).await.unwrap_err();
    assert_eq!(
        long,
        Error::Invalid {
            field: "source".into(),
            code: Invalid::TooLong
        }
    );
}
