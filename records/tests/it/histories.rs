//! Random histories: whatever happened, the projection is what a fresh computation from the evidence gives, and
//! nothing that was recorded has changed or gone.

use super::hospital::{Hospital, content, day};
use super::{exams, on_both_engines};
use competency::EvidenceKind;
use records::acceptances::{NewAcceptance, Verdict, accept};
use records::attempts::Kind;
use records::content::{Kind as Content, restore, retire};
use records::roles::{NewGrant, grant, revoke};
use records::standing::{EvidenceRow, person};
use records::{Actor, Role};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use uuid::Uuid;

on_both_engines! {
    the_projection_is_what_a_fresh_computation_gives_after_any_history
}

/// Numbers that look random and are the same each time (Knuth's MMIX generator, upper half).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

const ZONES: [Option<&str>; 4] = [
    None,
    Some("Asia/Tokyo"),
    Some("America/Los_Angeles"),
    Some("Europe/Berlin"),
];

async fn the_projection_is_what_a_fresh_computation_gives_after_any_history(hospital: Hospital) {
    hospital.publish().await;
    exams::publish(&hospital).await;
    let people = [hospital.nurse, hospital.other_nurse];
    let mut chance = Chance(2_026);
    let mut known: BTreeMap<Uuid, Vec<EvidenceRow>> = BTreeMap::new();
    let mut given: Vec<Uuid> = Vec::new();
    for step in 0..60 {
        let at = day(step * 12);
        let who = people[chance.below(2) as usize];
        happen(&hospital, &mut chance, who, at, &mut given).await;
        if step % 10 == 9 {
            let report = records::ledger::verify(&hospital.records, &hospital.system())
                .await
                .unwrap();
            assert_eq!(report.bad, None, "after step {step}");
            for who in people {
                same_evidence(&hospital, who, at, &mut known).await;
            }
        }
    }
    let n_pieces: usize = known.values().map(Vec::len).sum();
    assert!(20 < n_pieces, "{n_pieces}");
}

/// Something happens that may change how somebody stands. What a rule refuses does not happen.
async fn happen(
    hospital: &Hospital,
    chance: &mut Chance,
    who: Uuid,
    at: OffsetDateTime,
    given: &mut Vec<Uuid>,
) {
    let system = hospital.system().at(at);
    match chance.below(9) {
        0 => {
            let _ = hospital
                .run(&hospital.actor(who).at(at), Kind::Graded, "expert")
                .await;
        }
        1 => {
            let golden = "starts-at-once";
            let _ = hospital
                .run(&hospital.actor(who).at(at), Kind::Graded, golden)
                .await;
        }
        2 | 3 => accepted(hospital, chance, &system, who, at).await,
        4 => {
            let months = 3 + chance.below(28);
            let framework = content("frameworks/nurse-infusion.yaml");
            let changed = framework.replace("valid: {months: 12}", &format!("valid: {{months: {months}}}"));
            records::content::publish_framework(&hospital.records, &system, &changed)
                .await
                .unwrap();
        }
        5 => {
            let zone = ZONES[chance.below(4) as usize];
            records::units::set_time_zone(&hospital.records, &system, hospital.icu, zone)
                .await
                .unwrap();
        }
        6 => {
            let new = NewGrant {
                person: who,
                unit: [hospital.icu, hospital.surgery][chance.below(2) as usize],
                role: Role::Learner,
            };
            given.push(grant(&hospital.records, &system, new).await.unwrap());
        }
        7 => {
            if let Some(grant) = given.pop() {
                revoke(&hospital.records, &system, grant).await.unwrap();
                // Whoever learns nowhere could not go on with this history.
                let new = NewGrant {
                    person: who,
                    unit: hospital.icu,
                    role: Role::Learner,
                };
                records::roles::grant(&hospital.records, &system, new)
                    .await
                    .unwrap();
            }
        }
        _ => {
            let framework = "nurse-infusion";
            retire(
                &hospital.records,
                &system,
                Content::Framework,
                framework,
                "Looked at anew",
            )
            .await
            .unwrap();
            restore(&hospital.records, &system, Content::Framework, framework)
                .await
                .unwrap();
        }
    }
}

async fn accepted(hospital: &Hospital, chance: &mut Chance, system: &Actor, who: Uuid, at: OffsetDateTime) {
    let competencies = ["infusion.limits", "infusion.theory", "infusion.bedside"];
    let new = NewAcceptance {
        id: Uuid::now_v7(),
        person: who,
        competency: competencies[chance.below(3) as usize].into(),
        kind: EvidenceKind::PriorLearning,
        title: "Course".into(),
        issuer: "Elsewhere".into(),
        shown_on: (at - time::Duration::days(1 + chance.below(400) as i64)).date(),
        verdict: if chance.below(4) == 0 {
            Verdict::Refused
        } else {
            Verdict::Accepted
        },
        shown: None,
        password: String::new(),
    };
    accept(&hospital.records, system, new, |_| String::new())
        .await
        .unwrap();
}

/// Everything seen before is still there as it was.
async fn same_evidence(
    hospital: &Hospital,
    who: Uuid,
    at: OffsetDateTime,
    known: &mut BTreeMap<Uuid, Vec<EvidenceRow>>,
) {
    let actor = hospital.actor(hospital.auditor).at(at);
    let now = person(&hospital.records, &actor, who).await.unwrap().evidence;
    for before in known.get(&who).into_iter().flatten() {
        let after = now.iter().find(|piece| piece.id == before.id).unwrap();
        // Titles of competencies are today's; all else is the piece's own.
        let before = EvidenceRow {
            competency_title: after.competency_title.clone(),
            ..before.clone()
        };
        assert_eq!(*after, before);
    }
    known.insert(who, now);
}
