//! What is due, for a learner, and what every role finds first.

use crate::hospital::{Hospital, NOW, SCENARIO, content, day};
use crate::on_both_engines;
use crate::tampering::{back_door, run};
use competency::{EvidenceKind, Reason};
use records::Error;
use records::assignments::{NewAssignment, Target, assign};
use records::due::{DueItem, What, due};
use records::home::home;
use uuid::Uuid;

on_both_engines! {
    each_kind_of_thing_is_due_in_its_turn
    the_rule_s_open_requirement_says_what_renews
    a_changed_device_asks_for_what_differs
    a_restriction_stands_first
    every_role_s_home_opens_on_what_it_does
}

async fn items(hospital: &Hospital, n: i64) -> Vec<DueItem> {
    let nurse = hospital.actor(hospital.nurse).at(day(n));
    due(&hospital.records, &nurse).await.unwrap().items
}

/// What is due of the module and of the competencies that runs show.
async fn of_runs(hospital: &Hospital, n: i64) -> Vec<DueItem> {
    let mut items = items(hospital, n).await;
    let asked = [
        SCENARIO,
        "infusion.dose-programming",
        "infusion.limits",
        "infusion.alarm-response",
    ];
    items.retain(|item| asked.contains(&item.id.as_str()));
    items
}

fn in_short(items: &[DueItem]) -> Vec<(What, &str)> {
    items.iter().map(|item| (item.what, item.id.as_str())).collect()
}

async fn each_kind_of_thing_is_due_in_its_turn(hospital: Hospital) {
    hospital.publish().await;
    let (dose, limits, alarms) = (
        "infusion.dose-programming",
        "infusion.limits",
        "infusion.alarm-response",
    );
    let never = [(What::Show, alarms), (What::Show, dose), (What::Show, limits)];
    assert_eq!(in_short(&of_runs(&hospital, 0).await), never);
    let assignment = NewAssignment {
        scenario: SCENARIO.into(),
        target: Target::Unit(hospital.icu),
        due_at: day(14),
    };
    assign(&hospital.records, &hospital.actor(hospital.manager), assignment)
        .await
        .unwrap();
    let assigned = of_runs(&hospital, 1).await;
    assert_eq!(assigned[0].what, What::Assigned);
    assert_eq!(
        (assigned[0].title.as_str(), assigned[0].at),
        ("Read the order", Some(day(14)))
    );
    let module = assigned[0].ways[0].link.as_ref().unwrap();
    assert_eq!((module.slug.as_str(), module.minutes), (SCENARIO, Some(1)));

    hospital.pass(hospital.nurse, day(2)).await;
    assert_eq!(in_short(&of_runs(&hospital, 3).await), [(What::Show, alarms)]);
    // Ninety days before the end, and when it is over.
    let renew = [(What::Renew, dose), (What::Renew, limits), (What::Show, alarms)];
    assert_eq!(in_short(&of_runs(&hospital, 280).await), renew);
    assert_eq!(in_short(&of_runs(&hospital, 370).await), renew);
    let lapsed = [(What::Lapsed, dose), (What::Lapsed, limits), (What::Show, alarms)];
    let items = of_runs(&hospital, 390).await;
    assert_eq!(in_short(&items), lapsed);
    assert_eq!(items[0].reason, Some(Reason::Ended));
}

async fn the_rule_s_open_requirement_says_what_renews(hospital: Hospital) {
    hospital.publish().await;
    let system = hospital.system();
    let mut framework: competency::Framework =
        serde_saphyr::from_str(&content("frameworks/nurse-infusion.yaml")).unwrap();
    let limits = framework
        .competencies
        .iter_mut()
        .find(|competency| competency.id == "infusion.limits")
        .unwrap();
    let requires = |any_of: &[EvidenceKind]| competency::Requirement {
        any_of: any_of.to_vec(),
        count: 1,
        counts: competency::Counting::LatestValid,
    };
    limits.rule.requires = vec![
        requires(&[EvidenceKind::SimulatorRun, EvidenceKind::SupervisedRun]),
        requires(&[EvidenceKind::Test, EvidenceKind::ObservedPractice]),
    ];
    let two = serde_json::to_string(&framework).unwrap();
    records::content::publish_framework(&hospital.records, &system, &two)
        .await
        .unwrap();
    let checklist = content("checklists/infusion-bedside.yaml").replace(
        "competencies: [infusion.bedside]",
        "competencies: [infusion.limits]",
    );
    records::content::publish_checklist(&hospital.records, &system, &checklist)
        .await
        .unwrap();
    let ways = async |n| {
        let items = items(&hospital, n).await;
        let item = items.iter().find(|item| item.id == "infusion.limits").unwrap();
        let ways = item.ways.iter();
        ways.map(|way| (way.kind, way.link.as_ref().map(|link| link.slug.clone())))
            .collect::<Vec<_>>()
    };
    let all = [
        (EvidenceKind::SimulatorRun, Some(SCENARIO.to_owned())),
        (EvidenceKind::SupervisedRun, None),
        (EvidenceKind::Test, None),
        (
            EvidenceKind::ObservedPractice,
            Some("infusion-bedside".to_owned()),
        ),
    ];
    assert_eq!(ways(0).await, all);
    hospital.pass(hospital.nurse, NOW).await;
    assert_eq!(ways(1).await, all[2..]);
}

async fn a_changed_device_asks_for_what_differs(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let framework = content("frameworks/nurse-infusion.yaml");
    let mut newer: competency::Framework = serde_saphyr::from_str(&framework).unwrap();
    let mut difference = newer.competencies[0].clone();
    difference.id = "infusion.what-is-new".into();
    difference.device = None;
    newer.competencies.push(difference);
    let device = newer.competencies[0].device.as_mut().unwrap();
    device.difference = Some(competency::Difference {
        from: vec![std::mem::replace(
            &mut device.version,
            "training-library-2".into(),
        )],
        competency: "infusion.what-is-new".into(),
        by: day(30).date(),
    });
    let newer = serde_json::to_string(&newer).unwrap();
    records::content::publish_framework(&hospital.records, &hospital.system().at(day(10)), &newer)
        .await
        .unwrap();
    let items = items(&hospital, 11).await;
    assert_eq!(
        (items[0].what, items[0].id.as_str()),
        (What::Difference, "infusion.dose-programming")
    );
    let told = records::reminders::sweep(&hospital.records, hospital.org.id, day(24))
        .await
        .unwrap();
    let difference = told
        .iter()
        .find(|made| made.kind == records::reminders::ReminderKind::Difference);
    assert_eq!(difference.map(|made| made.step), Some(7));
}

async fn a_restriction_stands_first(hospital: Hospital) {
    hospital.publish().await;
    let db = back_door(&hospital).await;
    let insert = "insert into restrictions (org, id, person, competency, cause, reason, modules, raised_ms, salt) \
                  values ($1, $2, $3, 'infusion.limits', 'failure', '', '[]', 0, $4)";
    let values = vec![
        hospital.org.id.into(),
        Uuid::now_v7().into(),
        hospital.nurse.into(),
        vec![0_u8; 16].into(),
    ];
    run(&db, insert, values).await;
    let items = items(&hospital, 0).await;
    assert_eq!(in_short(&items)[0], (What::Restricted, "infusion.limits"));
    assert_eq!(
        items.iter().filter(|item| item.id == "infusion.limits").count(),
        2
    );
}

async fn every_role_s_home_opens_on_what_it_does(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let at = async |person, n| {
        home(&hospital.records, &hospital.actor(person).at(day(n)))
            .await
            .unwrap()
    };
    let nurse = at(hospital.nurse, 3).await;
    assert!(nurse.trains && nurse.units.is_empty());
    assert!(!nurse.due.is_empty() && nurse.due.iter().all(|item| item.what == What::Show));
    assert_eq!((nurse.refreshers.len(), nurse.modules.len()), (1, 1));
    for person in [
        hospital.manager,
        hospital.assessor,
        hospital.educator,
        hospital.administrator,
        hospital.auditor,
    ] {
        let home = at(person, 3).await;
        assert!(!home.trains && home.due.is_empty() && home.modules.is_empty());
        assert!(home.competencies.is_empty() && home.refreshers.is_empty());
        let page = due(&hospital.records, &hospital.actor(person)).await.unwrap();
        assert!(!page.trains && page.items.is_empty());
    }
    let counts = async |person, n| {
        let home = at(person, n).await;
        let count = |unit: &records::standing::UnitGlance| (unit.unit.id, unit.due, unit.lapsed);
        home.units.iter().map(count).collect::<Vec<_>>()
    };
    assert_eq!(counts(hospital.manager, 3).await, [(hospital.icu, 0, 0)]);
    assert_eq!(counts(hospital.manager, 340).await, [(hospital.icu, 1, 0)]);
    assert_eq!(counts(hospital.assessor, 400).await, [(hospital.icu, 0, 1)]);
    let whole = [
        (hospital.org.root_unit, 0, 1),
        (hospital.icu, 0, 1),
        (hospital.surgery, 0, 0),
    ];
    assert_eq!(counts(hospital.educator, 400).await, whole);
    assert_eq!(counts(hospital.auditor, 400).await, whole);
    assert_eq!(counts(hospital.administrator, 400).await, []);
    let nobody = due(&hospital.records, &hospital.actor(Uuid::now_v7())).await;
    assert_eq!(nobody.unwrap_err(), Error::NotFound);
}
