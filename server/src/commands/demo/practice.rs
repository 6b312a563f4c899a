//! What assessors brought along, and the practice they watched.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use competency::{EvidenceKind, Mark, Seen};
use records::acceptances::{NewAcceptance, Verdict};
use records::observations::NewObservation;
use records::organisations::OrganisationView;
use records::roles::Role;
use records::{Actor, Records};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::Member;
use super::history::{Chance, id_at};
use super::passwords::password;

/// What an assessor of infusion and ventilation must hold before they may assess others.
const HELD_BY_ASSESSORS: [&str; 9] = [
    "infusion.dose-programming",
    "infusion.limits",
    "infusion.alarm-response",
    "infusion.theory",
    "infusion.bedside",
    "infusion.independent",
    "ventilation.setup",
    "ventilation.alarm-response",
    "ventilation.waveforms",
];

/// Prior learning that was accepted at set-up.
pub(super) struct Accepted {
    person: Uuid,
    competency: &'static str,
    pub(super) at: OffsetDateTime,
}

/// Practice to be watched.
pub(super) struct Observed {
    person: Uuid,
    assessor: Uuid,
    checklist: &'static str,
    pub(super) at: OffsetDateTime,
    /// How often a step is done as it should be, in percent.
    careful: i64,
}

/// The course that made the assessors assessors, half a year ago.
pub(super) fn prior_learning(members: &[Member], now: OffsetDateTime) -> impl Iterator<Item = Accepted> {
    let assessors = members.iter().filter(|member| member.role == Role::Assessor);
    assessors.flat_map(move |assessor| {
        HELD_BY_ASSESSORS.iter().map(move |competency| Accepted {
            person: assessor.id,
            competency,
            at: now - Duration::days(200),
        })
    })
}

/// About two of three learners were watched at a bedside in the last months; some by two assessors at once, so that
/// their agreement can be seen.
pub(super) fn plan(members: &[Member], now: OffsetDateTime) -> impl Iterator<Item = Observed> {
    let mut chance = Chance(40_961);
    let mut planned = Vec::new();
    for learner in members.iter().filter(|member| member.role == Role::Learner) {
        let assessors: Vec<Uuid> = members
            .iter()
            .filter(|member| member.role == Role::Assessor && member.unit == learner.unit)
            .map(|member| member.id)
            .collect();
        let checklists: &[&'static str] = match learner.unit {
            Some(0) => &["infusion-bedside", "ventilation-bedside"],
            _ => &["infusion-bedside"],
        };
        for checklist in checklists {
            if chance.percent() >= 65 {
                continue;
            }
            let at = now - Duration::days(2 + chance.below(150)) - Duration::minutes(chance.below(600));
            let careful = 88 + chance.below(13);
            let n_watching = if chance.percent() < 25 { 2 } else { 1 };
            for (place, assessor) in assessors.iter().take(n_watching).enumerate() {
                planned.push(Observed {
                    person: learner.id,
                    assessor: *assessor,
                    checklist,
                    at: at + Duration::minutes(i64::try_from(place).unwrap_or(0)),
                    careful,
                });
            }
        }
    }
    planned.into_iter()
}

/// Passwords for the assessors to sign with. They are kept nowhere; the keys that are printed get others.
pub(super) async fn passwords(
    records: &Records,
    organisation: &OrganisationView,
    members: &[Member],
    at: OffsetDateTime,
) -> Result<BTreeMap<Uuid, String>> {
    let system = Actor::system(organisation.id, at);
    let mut passwords = BTreeMap::new();
    for assessor in members.iter().filter(|member| member.role == Role::Assessor) {
        let password = password()?;
        records::signin::set_password(records, &system, assessor.id, &password).await?;
        passwords.insert(assessor.id, password);
    }
    Ok(passwords)
}

/// The hospital accepts what an assessor brought along.
pub(super) async fn accept(records: &Records, org: Uuid, accepted: &Accepted) -> Result<()> {
    let acceptance = NewAcceptance {
        id: id_at(accepted.at)?,
        person: accepted.person,
        competency: accepted.competency.to_owned(),
        kind: EvidenceKind::PriorLearning,
        title: "Course for assessors of infusion and ventilation".to_owned(),
        issuer: "Northgate Hospital".to_owned(),
        shown_on: accepted.at.date(),
        verdict: Verdict::Accepted,
        shown: None,
        password: String::new(),
    };
    let system = Actor::system(org, accepted.at);
    records::acceptances::accept(records, &system, acceptance, |_| String::new()).await?;
    Ok(())
}

/// An assessor watches, marks and signs.
pub(super) async fn observe(
    records: &Records,
    org: Uuid,
    passwords: &BTreeMap<Uuid, String>,
    observed: &Observed,
    chance: &mut Chance,
) -> Result<()> {
    let actor = Actor::person(org, observed.assessor, observed.at);
    let sheet =
        records::observations::sheet(records, &actor, observed.person, observed.checklist, None).await?;
    let mark = |item: &competency::ChecklistItem| Mark {
        item: item.id.clone(),
        seen: match chance.percent() < observed.careful || item.critical && chance.percent() < 80 {
            true => Seen::Done,
            false => Seen::Missed,
        },
        remark: String::new(),
    };
    let marks = sheet.checklist.items.iter().map(mark).collect();
    let new = NewObservation {
        id: id_at(observed.at)?,
        person: observed.person,
        checklist: observed.checklist.to_owned(),
        version: sheet.head.version,
        marks,
        note: String::new(),
        observed_at: observed.at,
        shown: None,
        password: passwords
            .get(&observed.assessor)
            .cloned()
            .context("the assessor has no password")?,
    };
    let recorded = actor.at(observed.at + Duration::minutes(10));
    records::observations::record(records, &recorded, new, app::api::observations::signed_text).await?;
    Ok(())
}
