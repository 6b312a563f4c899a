//! Reading appeals: an assessor's queue, one's own, and all that speaks of one verdict.

use super::{Outcome, entity};
use crate::audit::{Access, note};
use crate::instant::from_ms;
use crate::permission::{Ability, Reach, Scope};
use crate::signatures::{self, SignatureView};
use crate::standing::{Source, SourceView, VoidView, source_of, void_of};
use crate::{Actor, Error, Records};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Answered appeals in one list at most.
const ANSWERED: usize = 100;
/// Appeals that are looked through at most.
const LIST: u64 = 2000;

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealView {
    /// Its id.
    pub id: Uuid,
    /// The verdict.
    pub source: SourceView,
    /// What the learner says; empty once erased.
    pub statement: String,
    /// When it was made.
    pub made_at: OffsetDateTime,
    /// The answer, if there is one.
    pub answer: Option<AnswerView>,
}

/// The answer to an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// What the appeal came to.
    pub outcome: Outcome,
    /// Why; empty once erased.
    pub answer: String,
    /// When.
    pub at: OffsetDateTime,
    /// The signature.
    pub signature: Option<SignatureView>,
}

/// The appeals a person sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeals {
    /// Whether one answers appeals somewhere.
    pub may_answer: bool,
    /// Those one may answer, oldest first.
    pub waiting: Vec<AppealView>,
    /// Those of one's people that were answered, newest first.
    pub answered: Vec<AppealView>,
    /// One's own, newest first.
    pub own: Vec<AppealView>,
}

/// All that speaks of one verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The verdict.
    pub source: SourceView,
    /// That it no longer counts, if it does not.
    pub void: Option<VoidView>,
    /// Its appeals, oldest first.
    pub appeals: Vec<AppealView>,
    /// Whether one may appeal it now.
    pub may_appeal: bool,
    /// Whether one may void it now.
    pub may_void: bool,
}

/// The appeals of one's people, for assessors, and one's own, for learners.
pub async fn appeals(records: &Records, actor: &Actor) -> Result<Appeals, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let may_answer = scope.anywhere(Ability::Assess);
    if !may_answer && !scope.anywhere(Ability::Train) {
        return Err(records.note_denied(actor, "appeals.appeals", None));
    }
    let reach = Reach::of(db, &scope, actor, Ability::Assess).await?;
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .order_by_desc(entity::Column::MadeMs)
        .order_by_desc(entity::Column::Id)
        .limit(LIST)
        .all(db)
        .await?;
    let mut all = Appeals {
        may_answer,
        ..Appeals::default()
    };
    for row in rows {
        let own = scope.is_self(row.person);
        if !own && !reach.holds(row.person) {
            continue;
        }
        let source = source_of(records, db, actor.org, row.source).await?;
        let mine = observed_by(&source, &scope);
        match (own, row.outcome.is_some()) {
            (true, _) => all.own.push(view(db, actor, row, &source.view).await?),
            (false, false) if !mine => all.waiting.push(view(db, actor, row, &source.view).await?),
            (false, true) if all.answered.len() < ANSWERED => {
                all.answered.push(view(db, actor, row, &source.view).await?);
            }
            (false, _) => {}
        }
    }
    all.waiting.reverse();
    if !all.waiting.is_empty() || !all.answered.is_empty() {
        note(records, actor, Access::Viewed, None, "appeals").await?;
    }
    Ok(all)
}

/// All that speaks of one verdict: its owner, or those who see evidence.
pub async fn verdict(records: &Records, actor: &Actor, source: Uuid) -> Result<Verdict, Error> {
    let db = records.read();
    let found = source_of(records, db, actor.org, source).await?;
    let scope = Scope::of(db, actor).await?;
    let (person, own) = (found.view.person, scope.is_self(found.view.person));
    if !own && !scope.over(db, Ability::SeeEvidence, person).await? {
        return Err(records.note_denied(actor, "appeals.verdict", Some(source)));
    }
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Source.eq(source))
        .order_by_asc(entity::Column::MadeMs)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let waiting = rows.iter().any(|row| row.outcome.is_none());
    let mut appeals = Vec::with_capacity(rows.len());
    for row in rows {
        appeals.push(view(db, actor, row, &found.view).await?);
    }
    let void = void_of(db, actor, source).await?;
    let counts = void.is_none();
    Ok(Verdict {
        may_appeal: own && counts && !waiting,
        may_void: !own && counts && scope.over(db, Ability::Assess, person).await?,
        source: found.view,
        void,
        appeals,
    })
}

/// How many appeals wait for an answer that the actor may give.
pub(crate) async fn n_waiting(
    records: &Records,
    db: &impl ConnectionTrait,
    scope: &Scope,
    actor: &Actor,
) -> Result<u32, Error> {
    if !scope.anywhere(Ability::Assess) {
        return Ok(0);
    }
    let reach = Reach::of(db, scope, actor, Ability::Assess).await?;
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Outcome.is_null())
        .all(db)
        .await?;
    let mut n_waiting = 0;
    for row in rows {
        if !scope.is_self(row.person) && reach.holds(row.person) {
            let source = source_of(records, db, actor.org, row.source).await?;
            n_waiting += u32::from(!observed_by(&source, scope));
        }
    }
    Ok(n_waiting)
}

fn observed_by(source: &Source, scope: &Scope) -> bool {
    source.observer.is_some_and(|observer| scope.is_self(observer))
}

async fn view(
    db: &impl ConnectionTrait,
    actor: &Actor,
    row: entity::Model,
    source: &SourceView,
) -> Result<AppealView, Error> {
    let signature = match row.signature {
        Some(signature) => Some(signatures::view(db, actor, signature).await?),
        None => None,
    };
    let outcome = row.outcome.as_deref().and_then(Outcome::parse);
    let answer = outcome
        .zip(row.answered_ms)
        .map(|(outcome, answered_ms)| AnswerView {
            outcome,
            answer: row.answer.unwrap_or_default(),
            at: from_ms(answered_ms),
            signature,
        });
    Ok(AppealView {
        id: row.id,
        source: source.clone(),
        statement: row.statement,
        made_at: from_ms(row.made_ms),
        answer,
    })
}
