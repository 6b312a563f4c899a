//! What an assessor looks at before signing.

use super::{entity, needs_evidence, rests_on, signed_subject, successor};
use crate::content::{Subject, subject_in_force};
use crate::observations::may_assess;
use crate::permission::{Ability, Scope};
use crate::standing::{Cell, EvidenceRow, State, competency_rows, evidence_of};
use crate::{Actor, Error, Records, Refusal, calendars, signatures};
use competency::{Evidence, EvidenceKind, Level, Requirement, Rule, Standing, StatusKind};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What the form for signing shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Whose competency it is.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// The competency.
    pub competency: String,
    /// Its title.
    pub title: String,
    /// What is expected.
    pub description: String,
    /// The levels at which it can be signed: from the one it asks for to the last.
    pub levels: Vec<Level>,
    /// The framework's title.
    pub framework: String,
    /// The version of the framework.
    pub framework_version: u32,
    /// The rule.
    pub rule: Rule,
    /// How each requirement of the rule is met now.
    pub requirements: Vec<RequirementState>,
    /// How the person stands, where it is asked of them or they have shown something.
    pub cell: Option<Cell>,
    /// What the signature may rest on: what passed and is not void, newest first.
    pub evidence: Vec<EvidenceRow>,
    /// Whether it must rest on something.
    pub needs_evidence: bool,
    /// The rule that keeps the actor from signing, if there is one.
    pub refusal: Option<Refusal>,
    /// What would be corrected.
    pub corrects: Option<Corrected>,
}

/// How a requirement is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementState {
    /// The requirement.
    pub requirement: Requirement,
    /// Pieces of evidence that count for it.
    pub n_shown: u32,
    /// Whether it is met.
    pub state: State,
    /// Until when, or since when no longer.
    pub until: Option<OffsetDateTime>,
}

/// The sign-off that would be corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Which.
    pub id: Uuid,
    /// The level signed; none where it was found not met.
    pub level: Option<Level>,
    /// What it rests on.
    pub rests_on: Vec<Uuid>,
    /// When it was signed.
    pub signed_at: OffsetDateTime,
    /// By whom.
    pub signer_name: String,
    /// Whether the actor signed it, and so may withdraw it whatever they hold.
    pub is_own: bool,
    /// What superseded it already, if anything did.
    pub superseded_by: Option<Uuid>,
}

/// What the form shows: for those who assess the person. `corrects` names the sign-off that is to be corrected.
pub async fn prepare(
    records: &Records,
    actor: &Actor,
    person: Uuid,
    competency: &str,
    corrects: Option<Uuid>,
) -> Result<Prepared, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.over(db, Ability::Assess, person).await? {
        return Err(records.note_denied(actor, "signoffs.prepare", Some(person)));
    }
    let row = crate::people::find(db, actor.org, person).await?;
    if row.erased_ms.is_some() {
        return Err(Error::NotFound);
    }
    let before = match corrects {
        Some(id) => Some(correctable(db, actor, person, competency, id).await?),
        None => None,
    };
    let subject = subject_to_sign(records, db, actor, competency, before.as_ref()).await?;
    let asked = [competency.to_owned()];
    let refusal = may_assess(records, db, actor, person, &asked, None).await?.err();
    let all: Vec<EvidenceRow> = evidence_of(records, db, actor.org, person)
        .await?
        .into_iter()
        .filter(|piece| piece.competency == competency && piece.void.is_none())
        .collect();
    let rule = subject.competency.rule.clone();
    let calendar = calendars::of_person(db, actor.org, person).await?;
    let requirements = rule
        .requires
        .iter()
        .map(|requirement| state_of(&rule, requirement, &all, &calendar, actor.now));
    let standings = competency_rows(records, db, actor, person, &row.job).await?;
    let corrects = match &before {
        Some(before) => Some(corrected(records, db, actor, before).await?),
        None => None,
    };
    Ok(Prepared {
        person,
        name: row.name,
        competency: competency.to_owned(),
        title: subject.competency.title.clone(),
        description: subject.competency.description.clone(),
        levels: subject.levels().to_vec(),
        framework: subject.framework.title.clone(),
        framework_version: subject.version(),
        requirements: requirements.collect(),
        cell: standings
            .into_iter()
            .find(|row| row.id == competency)
            .map(|row| row.cell),
        needs_evidence: needs_evidence(&rule),
        evidence: all.into_iter().filter(may_be_rested_on).collect(),
        rule,
        refusal,
        corrects,
    })
}

/// Whether a signature may rest on a piece of evidence: it passed, still counts, and is no signature itself.
pub(super) fn may_be_rested_on(piece: &EvidenceRow) -> bool {
    piece.passed && piece.void.is_none() && piece.kind != EvidenceKind::SignOff
}

/// The sign-off that is to be corrected, if it is the person's for the competency.
pub(super) async fn correctable(
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Uuid,
    competency: &str,
    sign_off: Uuid,
) -> Result<entity::Model, Error> {
    entity::Entity::find_by_id((actor.org, sign_off))
        .one(db)
        .await?
        .filter(|row| row.person == person && row.competency == competency)
        .ok_or(Error::NotFound)
}

/// The competency as it stands in force; for a correction of what no framework speaks of any more, as it was signed.
pub(super) async fn subject_to_sign(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    competency: &str,
    corrects: Option<&entity::Model>,
) -> Result<Subject, Error> {
    match (
        subject_in_force(records, db, actor.org, competency).await?,
        corrects,
    ) {
        (Some(subject), _) => Ok(subject),
        (None, Some(before)) => signed_subject(records, db, actor, before).await,
        (None, None) => Err(Error::NotFound),
    }
}

async fn corrected(
    records: &Records,
    db: &impl ConnectionTrait,
    actor: &Actor,
    before: &entity::Model,
) -> Result<Corrected, Error> {
    let signature = signatures::view(db, actor, before.signature).await?;
    let subject = signed_subject(records, db, actor, before).await?;
    Ok(Corrected {
        id: before.id,
        level: subject.level(&before.level).cloned(),
        rests_on: rests_on(before)?,
        signed_at: signature.signed_at,
        signer_name: signature.signer_name,
        is_own: actor.person_id() == Some(signature.signer),
        superseded_by: successor(db, actor.org, before.id).await?.map(|row| row.id),
    })
}

/// How one requirement is met, whatever the others.
fn state_of(
    rule: &Rule,
    requirement: &Requirement,
    pieces: &[EvidenceRow],
    calendar: &calendars::Calendar,
    now: OffsetDateTime,
) -> RequirementState {
    let alone = Rule {
        requires: vec![requirement.clone()],
        ..rule.clone()
    };
    let evidence: Vec<Evidence> = pieces
        .iter()
        .map(|piece| Evidence {
            kind: piece.kind,
            outcome: piece.passed,
            score_permille: piece.score_permille,
            at: piece.at,
        })
        .collect();
    let n_shown = pieces
        .iter()
        .filter(|piece| piece.passed && requirement.any_of.contains(&piece.kind))
        .count();
    let (state, until) = match Standing::of(&alone, &evidence, calendar).status(now).kind {
        StatusKind::Current { until } => (State::Current, Some(until)),
        StatusKind::Due { until } => (State::Due, Some(until)),
        StatusKind::Lapsed { since } => (State::Lapsed, Some(since)),
        StatusKind::Never => (State::Never, None),
    };
    RequirementState {
        requirement: requirement.clone(),
        n_shown: u32::try_from(n_shown).unwrap_or(u32::MAX),
        state,
        until,
    }
}
