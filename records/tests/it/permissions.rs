//! Who may ask what about a nurse of the intensive care unit: the whole table.

use super::hospital::{Hospital, NOW, day};
use super::on_both_engines;
use records::attempts::Kind;
use records::ledger::Page;
use records::organisations::{Found, Purpose};
use records::people::{NewPerson, PeopleQuery};
use records::roles::NewGrant;
use records::units::NewUnit;
use records::{Actor, Error, Records, Refusal, Role};
use uuid::Uuid;

on_both_engines! {
    every_question_is_answered_to_those_and_only_those_who_may_ask
    every_change_is_done_for_those_and_only_those_who_may
    a_revoked_role_sees_nothing
    a_person_without_a_role_can_be_given_one_again
    nobody_gives_themselves_a_role
    units_are_listed_by_what_one_sees
    a_search_that_cannot_be_a_name_is_refused
}

/// What the questions are about.
struct Subject {
    icu: Uuid,
    nurse: Uuid,
    attempt: Uuid,
    evidence: Uuid,
    certificate: Uuid,
    draft: Uuid,
}

/// Everybody who asks, by name. `stranger` holds every role at the top of another organisation.
pub(crate) async fn askers(hospital: &Hospital) -> Vec<(&'static str, Actor)> {
    let found = Found {
        slug: "southfield".into(),
        name: "Southfield".into(),
        time_zone: "Europe/London".into(),
        purpose: Purpose::Production,
    };
    let other = records::organisations::found(&hospital.records, found, NOW)
        .await
        .unwrap();
    let stranger = NewPerson {
        sign_in_name: "stranger".into(),
        name: "Stranger".into(),
        job: "nurse".into(),
        unit: other.root_unit,
        roles: Role::ALL.to_vec(),
        timing_percent: 100,
    };
    let system = Actor::system(other.id, NOW);
    let stranger = records::people::create(&hospital.records, &system, stranger)
        .await
        .unwrap();
    vec![
        ("nurse", hospital.actor(hospital.nurse)),
        ("other_nurse", hospital.actor(hospital.other_nurse)),
        ("manager", hospital.actor(hospital.manager)),
        ("assessor", hospital.actor(hospital.assessor)),
        ("educator", hospital.actor(hospital.educator)),
        ("administrator", hospital.actor(hospital.administrator)),
        ("auditor", hospital.actor(hospital.auditor)),
        ("stranger", Actor::person(other.id, stranger, NOW)),
        ("nobody", hospital.actor(Uuid::now_v7())),
    ]
}

/// The questions; each answers whether it was answered.
async fn ask(question: &str, records: &Records, actor: &Actor, about: &Subject) -> Result<(), Error> {
    let page = Page {
        before: None,
        limit: 10,
    };
    let query = PeopleQuery {
        unit: about.icu,
        search: String::new(),
        after: None,
        limit: 10,
    };
    match question {
        "people.get" => records::people::get(records, actor, about.nurse)
            .await
            .map(|_| ()),
        "people.list" => records::people::list(records, actor, query).await.map(|_| ()),
        "roles.of" => records::roles::of(records, actor, about.nurse).await.map(|_| ()),
        "standing.matrix" => records::standing::matrix(records, actor, about.icu)
            .await
            .map(|_| ()),
        "standing.person" => records::standing::person(records, actor, about.nurse)
            .await
            .map(|_| ()),
        "standing.evidence" => records::standing::evidence(records, actor, about.evidence)
            .await
            .map(|_| ()),
        "standing.readiness" => {
            use records::standing::{About, ReadinessQuestion, When, readiness};
            let question = ReadinessQuestion {
                unit: about.icu,
                about: About::Competency("infusion.limits".into()),
                when: When::Now,
            };
            readiness(records, actor, question).await.map(|_| ())
        }
        "certificates.transcript" => {
            use records::certificates::{AsOf, Use, transcript};
            transcript(records, actor, about.nurse, AsOf::Now, Use::Look)
                .await
                .map(|_| ())
        }
        "certificates.sheet" => records::certificates::sheet(records, actor, about.certificate)
            .await
            .map(|_| ()),
        "attempts.of_person" => records::attempts::of_person(records, actor, about.nurse)
            .await
            .map(|_| ()),
        "attempts.receipt" => records::attempts::receipt(records, actor, about.attempt)
            .await
            .map(|_| ()),
        "attempts.debrief" => records::attempts::debrief(records, actor, about.attempt)
            .await
            .map(|_| ()),
        "attempts.ticket" => records::attempts::ticket(records, actor, about.attempt)
            .await
            .map(|_| ()),
        "appeals.verdict" => records::appeals::verdict(records, actor, about.attempt)
            .await
            .map(|_| ()),
        "restrictions.board" => records::restrictions::board(records, actor, Some(about.nurse))
            .await
            .map(|_| ()),
        "supervision.desk" => {
            let question = records::supervision::DeskQuestion {
                person: Some(about.nurse),
                search: String::new(),
            };
            records::supervision::desk(records, actor, question)
                .await
                .map(|_| ())
        }
        "ledger.head" => records::ledger::head(records, actor).await.map(|_| ()),
        "ledger.entries" => records::ledger::entries(records, actor, page).await.map(|_| ()),
        "ledger.entry" => records::ledger::entry(records, actor, 0).await.map(|_| ()),
        "ledger.inclusion" => records::ledger::inclusion(records, actor, 0, 1).await.map(|_| ()),
        "ledger.consistency" => records::ledger::consistency(records, actor, 1, 2)
            .await
            .map(|_| ()),
        "ledger.verify" => records::ledger::verify(records, actor).await.map(|_| ()),
        "audit.log" => {
            let query = records::audit::AuditQuery {
                before: None,
                limit: 10,
            };
            records::audit::log(records, actor, query).await.map(|_| ())
        }
        "drafts.desk" => records::drafts::desk(records, actor).await.map(|_| ()),
        "drafts.draft" => records::drafts::draft(records, actor, about.draft)
            .await
            .map(|_| ()),
        "drafts.revision" => records::drafts::revision(records, actor, about.draft, 1)
            .await
            .map(|_| ()),
        "drafts.preview" => records::drafts::preview(records, actor, about.draft, 1)
            .await
            .map(|_| ()),
        "validation.overview" => records::validation::overview(records, actor).await.map(|_| ()),
        "validation.report" => {
            let subject = simulators::validation::Subject::SyringePump;
            records::validation::report(records, actor, subject)
                .await
                .map(|_| ())
        }
        _ => unreachable!("{question}"),
    }
}

/// Who is answered.
const QUESTIONS: &[(&str, &[&str])] = &[
    (
        "people.get",
        &[
            "nurse",
            "manager",
            "assessor",
            "educator",
            "administrator",
            "auditor",
        ],
    ),
    (
        "people.list",
        &["manager", "assessor", "educator", "administrator", "auditor"],
    ),
    (
        "roles.of",
        &[
            "nurse",
            "manager",
            "assessor",
            "educator",
            "administrator",
            "auditor",
        ],
    ),
    ("standing.matrix", &["manager", "assessor", "educator", "auditor"]),
    (
        "standing.person",
        &["nurse", "manager", "assessor", "educator", "auditor"],
    ),
    ("standing.evidence", &["nurse", "manager", "assessor", "auditor"]),
    (
        "standing.readiness",
        &["manager", "assessor", "educator", "auditor"],
    ),
    (
        "certificates.transcript",
        &["nurse", "manager", "assessor", "auditor"],
    ),
    ("certificates.sheet", &["nurse"]),
    ("attempts.of_person", &["nurse", "manager", "assessor", "auditor"]),
    ("attempts.receipt", &["nurse", "manager", "assessor", "auditor"]),
    ("attempts.debrief", &["nurse", "manager", "assessor", "auditor"]),
    ("attempts.ticket", &[]),
    ("appeals.verdict", &["nurse", "manager", "assessor", "auditor"]),
    (
        "restrictions.board",
        &["nurse", "manager", "assessor", "educator", "auditor"],
    ),
    ("supervision.desk", &["assessor"]),
    ("ledger.head", &["auditor"]),
    ("ledger.entries", &["auditor"]),
    ("ledger.entry", &["auditor"]),
    ("ledger.inclusion", &["auditor"]),
    ("ledger.consistency", &["auditor"]),
    ("ledger.verify", &["auditor"]),
    ("audit.log", &["auditor"]),
    // A stranger has drafts of their own.
    ("drafts.desk", &["educator", "stranger"]),
    ("drafts.draft", &["educator"]),
    ("drafts.revision", &["educator"]),
    ("drafts.preview", &["educator"]),
    // How the models are held to account is no secret in any house.
    ("validation.overview", EVERYBODY),
    ("validation.report", EVERYBODY),
];

/// Everybody who holds a role, here or in another organisation.
const EVERYBODY: &[&str] = &[
    "nurse",
    "other_nurse",
    "manager",
    "assessor",
    "educator",
    "administrator",
    "auditor",
    "stranger",
];

async fn subject(hospital: &Hospital) -> Subject {
    hospital.publish().await;
    let receipt = hospital.pass(hospital.nurse, NOW).await;
    let nurse = hospital.actor(hospital.nurse);
    let page = records::standing::person(&hospital.records, &nurse, hospital.nurse)
        .await
        .unwrap();
    Subject {
        icu: hospital.icu,
        nurse: hospital.nurse,
        attempt: receipt.attempt_id,
        evidence: page.evidence[0].id,
        certificate: certificate(hospital).await,
        draft: super::drafts::begun(hospital, "The night shift").await,
    }
}

async fn certificate(hospital: &Hospital) -> Uuid {
    let new = records::certificates::Issue {
        id: Uuid::now_v7(),
        what: records::certificates::Certified::Transcript,
    };
    records::certificates::issue(&hospital.records, &hospital.actor(hospital.nurse), new)
        .await
        .unwrap()
}

async fn every_question_is_answered_to_those_and_only_those_who_may_ask(hospital: Hospital) {
    let about = subject(&hospital).await;
    let askers = askers(&hospital).await;
    let mut wrong = Vec::new();
    for (question, answered) in QUESTIONS {
        for (name, actor) in &askers {
            let answer = ask(question, &hospital.records, actor, &about).await;
            // A stranger audits their own organisation: the answer is theirs, never ours.
            let own_audit =
                *name == "stranger" && (question.starts_with("ledger") || question.starts_with("audit"));
            let expected = answered.contains(name) || own_audit;
            let right = match (&answer, expected) {
                (Ok(()), true) | (Err(Error::NotFound), false) => true,
                (Err(Error::Refused(Refusal::AttemptClosed)), false) => *name == "nurse",
                _ => false,
            };
            if !right {
                wrong.push(format!("{question} by {name}: {answer:?}, expected {expected}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The changes, each about the nurse or the unit.
async fn change(what: &str, records: &Records, actor: &Actor, about: &Subject) -> Result<(), Error> {
    let person = |n: Uuid| NewPerson {
        sign_in_name: format!("new-{}", n.simple()),
        name: "New".into(),
        job: "nurse".into(),
        unit: about.icu,
        roles: vec![Role::Learner],
        timing_percent: 100,
    };
    let due_at = day(10);
    match what {
        "people.create" => records::people::create(records, actor, person(Uuid::now_v7()))
            .await
            .map(|_| ()),
        "people.rename" => records::people::rename(records, actor, about.nurse, "Renamed").await,
        "people.set_job" => records::people::set_job(records, actor, about.nurse, "nurse").await,
        "people.set_timing" => records::people::set_timing(records, actor, about.nurse, 120).await,
        "people.disable" => records::people::disable(records, actor, about.nurse).await,
        "people.enable" => records::people::enable(records, actor, about.nurse).await,
        "units.create" => {
            let unit = NewUnit {
                parent: about.icu,
                name: "Bay".into(),
            };
            records::units::create(records, actor, unit).await.map(|_| ())
        }
        "roles.grant" => {
            let grant = NewGrant {
                person: about.nurse,
                unit: about.icu,
                role: Role::Learner,
            };
            records::roles::grant(records, actor, grant).await.map(|_| ())
        }
        "invites.create" => {
            let invite = records::invites::NewInvite {
                person: about.nurse,
                purpose: records::invites::InvitePurpose::Reset,
            };
            records::invites::create(records, actor, invite).await.map(|_| ())
        }
        "assignments.assign" => {
            let target = records::assignments::Target::Person(about.nurse);
            let scenario = super::hospital::SCENARIO.to_owned();
            let new = records::assignments::NewAssignment {
                scenario,
                target,
                due_at,
            };
            records::assignments::assign(records, actor, new)
                .await
                .map(|_| ())
        }
        "attempts.allow_more" => {
            let more = records::attempts::AllowMore {
                person: about.nurse,
                scenario: super::hospital::SCENARIO.into(),
                runs: 1,
                reason: "Because".into(),
            };
            records::attempts::allow_more(records, actor, more).await
        }
        "content.confirm_review" => {
            records::content::confirm_review(records, actor, super::hospital::SCENARIO)
                .await
                .map(|_| ())
        }
        "drafts.save" => {
            let save = records::drafts::Save {
                draft: about.draft,
                revision: 1,
                source: "scenario: other\n".into(),
            };
            records::drafts::save(records, actor, save).await.map(|_| ())
        }
        "drafts.comment" => {
            let comment = records::drafts::NewComment {
                id: Uuid::now_v7(),
                draft: about.draft,
                place: String::new(),
                words: "Why?".into(),
            };
            records::drafts::comment(records, actor, comment).await
        }
        "drafts.ask_review" => records::drafts::ask_review(records, actor, about.draft, 2).await,
        "drafts.give_back" => records::drafts::give_back(records, actor, about.draft, "Not yet.").await,
        "drafts.discard" => records::drafts::discard(records, actor, about.draft).await,
        _ => unreachable!("{what}"),
    }
}

/// For whom each change is done.
const CHANGES: &[(&str, &[&str])] = &[
    ("people.create", &["administrator"]),
    ("people.rename", &["administrator"]),
    ("people.set_job", &["administrator"]),
    ("people.set_timing", &["administrator"]),
    ("people.disable", &["administrator"]),
    ("people.enable", &["administrator"]),
    ("units.create", &["administrator"]),
    ("roles.grant", &["administrator"]),
    ("invites.create", &["administrator"]),
    ("assignments.assign", &["manager", "educator"]),
    ("attempts.allow_more", &["educator"]),
    ("content.confirm_review", &["educator"]),
    ("drafts.save", &["educator"]),
    ("drafts.comment", &["educator"]),
    ("drafts.ask_review", &["educator"]),
    ("drafts.give_back", &["educator"]),
    ("drafts.discard", &["educator"]),
];

async fn every_change_is_done_for_those_and_only_those_who_may(hospital: Hospital) {
    let about = subject(&hospital).await;
    let askers = askers(&hospital).await;
    let mut wrong = Vec::new();
    for (what, allowed) in CHANGES {
        for (name, actor) in &askers {
            let size = hospital.ledger_size().await;
            let answer = change(what, &hospital.records, actor, &about).await;
            let changed = hospital.ledger_size().await != size;
            let expected = allowed.contains(name);
            let right = match (&answer, expected) {
                (Ok(()), true) => changed || *what == "roles.grant",
                (Err(Error::NotFound | Error::Refused(Refusal::NotYourself)), false) => !changed,
                _ => false,
            };
            if !right {
                wrong.push(format!(
                    "{what} by {name}: {answer:?}, expected {expected}, changed {changed}"
                ));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

async fn a_revoked_role_sees_nothing(hospital: Hospital) {
    let about = subject(&hospital).await;
    let manager = hospital.actor(hospital.manager);
    assert!(
        ask("standing.person", &hospital.records, &manager, &about)
            .await
            .is_ok()
    );
    let administrator = hospital.actor(hospital.administrator);
    let grants = records::roles::of(&hospital.records, &administrator, hospital.manager)
        .await
        .unwrap();
    records::roles::revoke(&hospital.records, &administrator, grants[0].id)
        .await
        .unwrap();
    for (question, _) in QUESTIONS {
        let answer = ask(question, &hospital.records, &manager, &about).await;
        assert_eq!(answer.unwrap_err(), Error::NotFound, "{question}");
    }
}

async fn a_person_without_a_role_can_be_given_one_again(hospital: Hospital) {
    let administrator = hospital.actor(hospital.administrator);
    let grants = records::roles::of(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    records::roles::revoke(&hospital.records, &administrator, grants[0].id)
        .await
        .unwrap();
    let grant = NewGrant {
        person: hospital.nurse,
        unit: hospital.surgery,
        role: Role::Learner,
    };
    records::roles::grant(&hospital.records, &administrator, grant)
        .await
        .unwrap();
    let me = records::people::me(&hospital.records, &hospital.actor(hospital.nurse))
        .await
        .unwrap();
    assert_eq!(me.grants.len(), 1);
    assert_eq!(me.grants[0].unit, hospital.surgery);
}

async fn nobody_gives_themselves_a_role(hospital: Hospital) {
    let administrator = hospital.actor(hospital.administrator);
    let grant = NewGrant {
        person: hospital.administrator,
        unit: hospital.org.root_unit,
        role: Role::Auditor,
    };
    let given = records::roles::grant(&hospital.records, &administrator, grant).await;
    assert_eq!(given.unwrap_err(), Error::Refused(Refusal::NotYourself));
    let timing = records::people::set_timing(&hospital.records, &administrator, hospital.administrator, 200);
    assert_eq!(timing.await.unwrap_err(), Error::Refused(Refusal::NotYourself));
}

async fn units_are_listed_by_what_one_sees(hospital: Hospital) {
    let names = async |person| {
        let units = records::units::visible(&hospital.records, &hospital.actor(person))
            .await
            .unwrap();
        units.into_iter().map(|unit| unit.name).collect::<Vec<_>>()
    };
    assert_eq!(names(hospital.manager).await, ["Intensive care"]);
    assert_eq!(
        names(hospital.auditor).await,
        ["Northfield General", "Intensive care", "Surgery"]
    );
    assert!(names(hospital.nurse).await.is_empty() && names(hospital.administrator).await.is_empty());
    let administrator = hospital.actor(hospital.administrator);
    let administered = records::units::administered(&hospital.records, &administrator)
        .await
        .unwrap();
    assert_eq!((administered.len(), administered[0].learners), (3, 2));
    let kind = hospital
        .start(&hospital.actor(hospital.nurse), Kind::Graded)
        .await;
    assert_eq!(kind.unwrap_err(), Error::NotFound);
}

async fn a_search_that_cannot_be_a_name_is_refused(hospital: Hospital) {
    let administrator = hospital.actor(hospital.administrator);
    let list = async |search: &str| {
        let query = records::people::PeopleQuery {
            unit: hospital.org.root_unit,
            search: search.into(),
            after: None,
            limit: 10,
        };
        records::people::list(&hospital.records, &administrator, query).await
    };
    let invalid = |code| {
        Err(Error::Invalid {
            field: "search".into(),
            code,
        })
    };
    assert_eq!(list("nurse\0").await, invalid(records::Invalid::Malformed));
    assert_eq!(list("nu\nrse").await, invalid(records::Invalid::Malformed));
    assert_eq!(list(&"n".repeat(101)).await, invalid(records::Invalid::TooLong));
    assert_eq!(
        list(&"%".repeat(60_000)).await,
        invalid(records::Invalid::TooLong)
    );
    assert_eq!(list(&"%".repeat(100)).await, Ok(Vec::new()));
    assert_eq!(list("NURSE").await.unwrap().len(), 1);
    // A text that no row can hold is the caller's mistake, wherever it is asked for.
    let unknown =
        records::attempts::allowance(&hospital.records, &hospital.actor(hospital.nurse), "a\0b").await;
    assert!(
        matches!(unknown, Err(Error::NotFound | Error::Invalid { .. })),
        "{unknown:?}"
    );
}
