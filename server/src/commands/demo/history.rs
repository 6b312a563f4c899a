//! Practice, graded runs and assignments, played by the scenarios' own golden runs.

use std::path::Path;

use anyhow::{Context, Result};
use records::assignments::{NewAssignment, Target};
use records::attempts::{Delivery, Kind, Start};
use records::organisations::OrganisationView;
use records::roles::Role;
use records::{Actor, Records};
use time::{Duration, OffsetDateTime};
use training::golden;
use training::scenario::{Device, Scenario};
use uuid::Uuid;

use super::Member;
use crate::commands::check::Surroundings;
use crate::commands::content::{read, yaml_files};

/// The module that the first learner has still to do, so that there is something to show.
const LEFT_OPEN: &str = "pressor-line-occludes";

/// The runs of all members: most modules, practice first.
pub(super) fn plan<'a>(
    scenarios: &'a [Scenario],
    members: &[Member],
    begun: OffsetDateTime,
    now: OffsetDateTime,
) -> impl Iterator<Item = Planned<'a>> {
    let mut chance = Chance(0x7117_8a7e);
    let mut plan = Vec::new();
    for (index, member) in members
        .iter()
        .enumerate()
        .filter(|(_, member)| member.role == Role::Learner)
    {
        for scenario in scenarios {
            let spared = index == 0 && scenario.id == LEFT_OPEN;
            if !spared && chance.percent() < reached(scenario) {
                plan.extend(runs(&mut chance, member, scenario, begun, now));
            }
        }
    }
    plan.into_iter()
}

/// How many of a hundred learners have come to a module: few of them look after ventilated patients.
const fn reached(scenario: &Scenario) -> i64 {
    match scenario.device {
        Device::Ventilator => 3,
        _ => 84,
    }
}

/// One run to be played.
pub(super) struct Planned<'a> {
    person: Uuid,
    scenario: &'a Scenario,
    golden: usize,
    kind: Kind,
    pub(super) at: OffsetDateTime,
}

/// Practice, perhaps a failure, then a pass; some never come to it.
fn runs<'a>(
    chance: &mut Chance,
    member: &Member,
    scenario: &'a Scenario,
    begun: OffsetDateTime,
    now: OffsetDateTime,
) -> Vec<Planned<'a>> {
    let days = (now - begun).whole_days() - 4;
    let mut at = begun + Duration::days(1 + chance.below(days)) + Duration::minutes(chance.below(1440));
    let run = |golden, kind, at| Planned {
        person: member.id,
        scenario,
        golden,
        kind,
        at,
    };
    let errors = i64::try_from(scenario.golden.len()).unwrap_or(1) - 1;
    let mut runs = vec![run(0, Kind::Practice, at)];
    if errors > 0 && chance.percent() < 30 {
        at += Duration::minutes(20 + chance.below(60));
        let error = usize::try_from(1 + chance.below(errors)).unwrap_or(1);
        runs.push(run(error, Kind::Graded, at));
    }
    if chance.percent() < 92 {
        at += Duration::minutes(30 + chance.below(2 * 1440));
        runs.push(run(0, Kind::Graded, at));
    }
    runs.retain(|run| run.at < now);
    runs
}

pub(super) async fn play(records: &Records, org: Uuid, run: &Planned<'_>) -> Result<()> {
    let actor = Actor::person(org, run.person, run.at);
    let start = Start {
        attempt_id: id_at(run.at)?,
        scenario: run.scenario.id.clone(),
        kind: run.kind,
        supervision_code: None,
    };
    let ticket = match records::attempts::start(records, &actor, start).await {
        Ok(ticket) => ticket,
        // The rules of graded runs hold for invented people too: whoever has none left does not run.
        Err(records::Error::Refused(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let golden = run
        .scenario
        .golden
        .get(run.golden)
        .context("the scenario has no golden run")?;
    // A hand that does not find what it waits for leaves the run where it is, as people do.
    let log = match golden::play(run.scenario, golden, ticket.script.seed) {
        Ok(log) => log,
        Err((step, fault)) => {
            let (scenario, golden, step) = (&run.scenario.id, &golden.id, step + 1);
            tracing::warn!(%scenario, %golden, step, ?fault, "an invented run was left open");
            return Ok(());
        }
    };
    let finished = actor.at(run.at + Duration::milliseconds(i64::try_from(log.end_tick).unwrap_or(0)));
    let delivery = Delivery {
        attempt_id: ticket.attempt_id,
        token: ticket.submit_token,
        log,
    };
    records::attempts::deliver(records, &finished, delivery).await?;
    Ok(())
}

/// The scenarios that were published, with their golden runs.
pub(super) fn scenarios(content: &Path) -> Result<Vec<Scenario>> {
    let compile = |file: std::path::PathBuf| {
        let (scenario, _) = Surroundings::of(&file)?.compile(&read(&file)?);
        scenario.with_context(|| format!("{} does not compile", file.display()))
    };
    yaml_files(&content.join("scenarios"))?
        .into_iter()
        .map(compile)
        .collect()
}

/// Each unit's manager asks for the module that matters most this month.
pub(super) async fn assign(
    records: &Records,
    organisation: &OrganisationView,
    members: &[Member],
    now: OffsetDateTime,
) -> Result<()> {
    for manager in members
        .iter()
        .filter(|member| member.role == Role::Manager && member.unit.is_some())
    {
        let actor = Actor::person(organisation.id, manager.id, now - Duration::days(3));
        let units = records::units::visible(records, &actor).await?;
        for unit in units {
            let assignment = NewAssignment {
                scenario: LEFT_OPEN.to_owned(),
                target: Target::Unit(unit.id),
                due_at: now + Duration::days(14),
            };
            records::assignments::assign(records, &actor, assignment).await?;
        }
    }
    Ok(())
}

/// An id as the browser would have made it at that time.
pub(super) fn id_at(at: OffsetDateTime) -> Result<Uuid> {
    let mut random = [0_u8; 10];
    getrandom::fill(&mut random)
        .map_err(|error| anyhow::anyhow!("the system has no random numbers: {error}"))?;
    let millis = u64::try_from(at.unix_timestamp_nanos() / 1_000_000)?;
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

/// A small generator: the hospital's story is the same each time, only its secrets differ.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    /// A number from 0 to `limit` - 1 (Knuth's MMIX generator, upper half).
    pub(super) fn below(&mut self, limit: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    pub(super) fn percent(&mut self) -> i64 {
        self.below(100)
    }
}
