//! Reading restrictions: a manager's board, one's own, and what waits for somebody.

use super::{Cause, entity, sweep};
use crate::audit::{Access, note};
use crate::content::{catalogue, latest_modules};
use crate::instant::{from_ms, to_ms};
use crate::permission::{Ability, Reach, Scope};
use crate::signatures::{self, SignatureView};
use crate::standing::{evidence_entity as evidence, void_entity as voids};
use crate::{Actor, Error, Records, appeals, panels};
use competency::EvidenceKind;
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Days for which a lifted restriction stays on the board.
const LIFTED_DAYS: i64 = 90;

/// A restriction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictionView {
    /// Its id.
    pub id: Uuid,
    /// Whom it restricts.
    pub person: Uuid,
    /// Their name; empty once erased.
    pub person_name: String,
    /// In what.
    pub competency: String,
    /// The competency's title.
    pub competency_title: String,
    /// Why it was raised.
    pub cause: Cause,
    /// Why, in words, where somebody raised it by hand.
    pub reason: String,
    /// What it comes from, for those who may see evidence.
    pub source: Option<(EvidenceKind, Uuid)>,
    /// Whether what it comes from no longer counts.
    pub is_source_void: bool,
    /// The modules that serve the competency: the way back.
    pub modules: Vec<ModuleLink>,
    /// When it was raised.
    pub raised_at: OffsetDateTime,
    /// Who raised it; none for a rule.
    pub raised_by: Option<String>,
    /// When the manager acknowledged it.
    pub acknowledged_at: Option<OffsetDateTime>,
    /// Who acknowledged it.
    pub acknowledged_by: Option<String>,
    /// When it was lifted.
    pub lifted_at: Option<OffsetDateTime>,
    /// Who lifted it; none where a pass did.
    pub lifted_by: Option<String>,
    /// Why it was lifted by hand.
    pub lift_reason: Option<String>,
    /// The signature by which it was lifted by hand.
    pub signature: Option<SignatureView>,
    /// Whether the actor may acknowledge and lift it.
    pub may_manage: bool,
}

/// A module, to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleLink {
    /// The scenario's name.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// The restrictions one sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Open ones first, those not acknowledged at the top; then those lifted lately.
    pub rows: Vec<RestrictionView>,
    /// One's own.
    pub own: Vec<RestrictionView>,
    /// Whether one sees those of others at all.
    pub sees_others: bool,
    /// What a restriction can be raised by hand for: of the person asked about, for those who may.
    pub raise: Option<RaiseForm>,
}

/// What a restriction can be raised for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseForm {
    /// The person.
    pub person: Uuid,
    /// Their name.
    pub person_name: String,
    /// The competencies: identity and title.
    pub competencies: Vec<(String, String)>,
}

/// What waits for a person on their first page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duties {
    /// One's own open restrictions.
    pub own: Vec<RestrictionView>,
    /// Open restrictions of one's people that nobody acknowledged.
    pub n_to_acknowledge: u32,
    /// Appeals that one may answer.
    pub n_appeals: u32,
    /// Panels in which one has items left to rate: id and title.
    pub panels: Vec<(Uuid, String)>,
}

/// The restrictions of those whose standings one sees, and one's own; of one person, if one is asked about. Lapses
/// since the last sweep are raised first.
pub async fn board(records: &Records, actor: &Actor, person: Option<Uuid>) -> Result<Board, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let sees_others = scope.anywhere(Ability::SeeStandings);
    let about_self = person.is_some_and(|person| scope.is_self(person));
    let may = match person {
        Some(person) => about_self || scope.over(db, Ability::SeeStandings, person).await?,
        None => sees_others || scope.anywhere(Ability::Train),
    };
    if !may {
        return Err(records.note_denied(actor, "restrictions.board", person));
    }
    sweep(records, actor.org, actor.now).await?;
    let reach = Reach::of(db, &scope, actor, Ability::SeeStandings).await?;
    let of_others = |row: &entity::Model| {
        let asked = person.is_none_or(|person| person == row.person);
        !scope.is_self(row.person) && asked && reach.holds(row.person)
    };
    let (mut others, mut own) = (Vec::new(), Vec::new());
    for row in lately(db, actor, person).await? {
        match (scope.is_self(row.person), of_others(&row)) {
            (true, _) => own.push(row),
            (false, true) => others.push(row),
            (false, false) => {}
        }
    }
    if !others.is_empty() {
        note(records, actor, Access::Viewed, person, "restrictions").await?;
    }
    let views = Views::of(records, db, &scope, actor).await?;
    let raise = match person {
        Some(person) if !about_self => raise_form(records, db, &scope, actor, person).await?,
        _ => None,
    };
    Ok(Board {
        rows: views.sorted(db, others).await?,
        own: views.sorted(db, own).await?,
        sees_others,
        raise,
    })
}

/// What waits for the signed-in person.
pub async fn duties(records: &Records, actor: &Actor) -> Result<Duties, Error> {
    let db = records.read();
    let person = actor.person_id().ok_or(Error::SignedOut)?;
    let scope = Scope::of(db, actor).await?;
    let own = super::open_rows(db, actor.org, &[person]).await?;
    let views = Views::of(records, db, &scope, actor).await?;
    let mut n_to_acknowledge = 0;
    if scope.anywhere(Ability::Acknowledge) {
        let open = entity::Entity::find()
            .filter(entity::Column::Org.eq(actor.org))
            .filter(entity::Column::LiftedMs.is_null())
            .filter(entity::Column::AcknowledgedMs.is_null())
            .all(db)
            .await?;
        let waits = open.iter().filter(|row| views.may_manage(row.person));
        n_to_acknowledge = u32::try_from(waits.count()).unwrap_or(u32::MAX);
    }
    Ok(Duties {
        own: views.sorted(db, own).await?,
        n_to_acknowledge,
        n_appeals: appeals::n_waiting(records, db, &scope, actor).await?,
        panels: panels::to_rate(records, db, actor.org, person).await?,
    })
}

/// A restriction as a signed text speaks of it.
pub(super) async fn view_of(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    row: entity::Model,
) -> Result<RestrictionView, Error> {
    let system = Actor::system(org, from_ms(row.raised_ms));
    let scope = Scope::of(db, &system).await?;
    let views = Views::of(records, db, &scope, &system).await?;
    views.sorted(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// Those that are open, and those lifted lately.
async fn lately(
    db: &impl ConnectionTrait,
    actor: &Actor,
    person: Option<Uuid>,
) -> Result<Vec<entity::Model>, Error> {
    let since_ms = to_ms(actor.now - Duration::days(LIFTED_DAYS));
    let lately = Condition::any()
        .add(entity::Column::LiftedMs.is_null())
        .add(entity::Column::LiftedMs.gte(since_ms));
    let mut rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(lately);
    if let Some(person) = person {
        rows = rows.filter(entity::Column::Person.eq(person));
    }
    Ok(rows.all(db).await?)
}

async fn raise_form(
    records: &Records,
    db: &impl ConnectionTrait,
    scope: &Scope,
    actor: &Actor,
    person: Uuid,
) -> Result<Option<RaiseForm>, Error> {
    if !scope.over(db, Ability::Assign, person).await? {
        return Ok(None);
    }
    let open = super::open_of(db, actor.org, &[person]).await?;
    let catalogue = catalogue(records, db, actor.org).await?;
    let free = catalogue
        .competencies()
        .into_iter()
        .filter(|competency| !open.contains_key(&(person, competency.id.clone())));
    Ok(Some(RaiseForm {
        person,
        person_name: crate::people::find(db, actor.org, person).await?.name,
        competencies: free
            .map(|competency| (competency.id.clone(), competency.title.clone()))
            .collect(),
    }))
}

/// What rows need to be shown to an actor.
struct Views<'a> {
    scope: &'a Scope,
    actor: &'a Actor,
    titles: BTreeMap<String, String>,
    modules: BTreeMap<String, String>,
    see_evidence: Reach,
    manage: Reach,
}

impl<'a> Views<'a> {
    async fn of(
        records: &Records,
        db: &impl ConnectionTrait,
        scope: &'a Scope,
        actor: &'a Actor,
    ) -> Result<Self, Error> {
        let catalogue = catalogue(records, db, actor.org).await?;
        let titles = catalogue.competencies().into_iter();
        let modules = latest_modules(records, db, actor.org).await?;
        Ok(Self {
            scope,
            actor,
            titles: titles.map(|one| (one.id.clone(), one.title.clone())).collect(),
            modules: modules
                .into_iter()
                .map(|module| (module.slug, module.scenario.title.clone()))
                .collect(),
            see_evidence: Reach::of(db, scope, actor, Ability::SeeEvidence).await?,
            manage: Reach::of(db, scope, actor, Ability::Acknowledge).await?,
        })
    }

    fn may_manage(&self, person: Uuid) -> bool {
        !self.scope.is_self(person) && self.manage.holds(person)
    }

    /// The rows as they are shown: open first, and of those the ones not acknowledged; then by time, the newest first.
    async fn sorted(
        &self,
        db: &impl ConnectionTrait,
        mut rows: Vec<entity::Model>,
    ) -> Result<Vec<RestrictionView>, Error> {
        rows.sort_by_key(|row| {
            let newest = std::cmp::Reverse(row.lifted_ms.unwrap_or(row.raised_ms));
            (
                row.lifted_ms.is_some(),
                row.lifted_ms.is_none() && row.acknowledged_ms.is_some(),
                newest,
                row.id,
            )
        });
        let mut people = Vec::new();
        for row in &rows {
            people.push(row.person);
            people.extend(
                [row.raised_by, row.acknowledged_by, row.lifted_by]
                    .into_iter()
                    .flatten(),
            );
        }
        let names = crate::people::names(db, self.actor.org, people).await?;
        let sources: Vec<Uuid> = rows.iter().filter_map(|row| row.source).collect();
        let (kinds, void) = about(db, self.actor.org, &sources).await?;
        let mut signed = BTreeMap::new();
        for id in rows.iter().filter_map(|row| row.signature) {
            signed.insert(id, signatures::view(db, self.actor, id).await?);
        }
        let named = |person: Option<Uuid>| person.map(|id| names.get(&id).cloned().unwrap_or_default());
        let view = |row: entity::Model| {
            let sees = self.scope.is_self(row.person) || self.see_evidence.holds(row.person);
            let source = row.source.filter(|_| sees);
            let slugs: Vec<String> = serde_json::from_str(&row.modules).unwrap_or_default();
            let known = |slug: String| {
                let title = self.modules.get(&slug).cloned()?;
                Some(ModuleLink { slug, title })
            };
            RestrictionView {
                id: row.id,
                person: row.person,
                person_name: names.get(&row.person).cloned().unwrap_or_default(),
                competency_title: self
                    .titles
                    .get(&row.competency)
                    .cloned()
                    .unwrap_or_else(|| row.competency.clone()),
                competency: row.competency,
                cause: Cause::parse(&row.cause).unwrap_or(Cause::ByHand),
                reason: row.reason,
                source: source.and_then(|source| Some((*kinds.get(&source)?, source))),
                is_source_void: row.source.is_some_and(|source| void.contains(&source)),
                modules: slugs.into_iter().filter_map(known).collect(),
                raised_at: from_ms(row.raised_ms),
                raised_by: named(row.raised_by),
                acknowledged_at: row.acknowledged_ms.map(from_ms),
                acknowledged_by: named(row.acknowledged_by),
                lifted_at: row.lifted_ms.map(from_ms),
                lifted_by: named(row.lifted_by),
                lift_reason: row.lift_reason,
                signature: row.signature.and_then(|id| signed.get(&id).cloned()),
                may_manage: row.lifted_ms.is_none() && self.may_manage(row.person),
            }
        };
        Ok(rows.into_iter().map(view).collect())
    }
}

/// The kinds of evidence that come from some sources, and which of the sources are void.
async fn about(
    db: &impl ConnectionTrait,
    org: Uuid,
    sources: &[Uuid],
) -> Result<(BTreeMap<Uuid, EvidenceKind>, BTreeSet<Uuid>), Error> {
    if sources.is_empty() {
        return Ok((BTreeMap::new(), BTreeSet::new()));
    }
    let pieces = evidence::Entity::find()
        .filter(evidence::Column::Org.eq(org))
        .filter(evidence::Column::Source.is_in(sources.iter().copied()))
        .all(db)
        .await?;
    let kinds = pieces
        .into_iter()
        .filter_map(|piece| Some((piece.source, EvidenceKind::parse(&piece.kind)?)));
    let void = voids::Entity::find()
        .filter(voids::Column::Org.eq(org))
        .filter(voids::Column::Source.is_in(sources.iter().copied()))
        .all(db)
        .await?;
    Ok((kinds.collect(), void.into_iter().map(|row| row.source).collect()))
}
