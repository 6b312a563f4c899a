//! Reading panels: their judges, and those who see the statistics of tests.

use super::rounds::{complete, ratings};
use super::{PanelState, entity, judge_entity};
use crate::content::test_pool_version;
use crate::instant::from_ms;
use crate::people::entity as people;
use crate::permission::{Ability, Scope};
use crate::roles::entity as grants;
use crate::{Actor, Error, Records, Role};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use training::exams::Cut;
use uuid::Uuid;

/// A panel in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelRow {
    /// Its id.
    pub id: Uuid,
    /// The test.
    pub test: String,
    /// The version of the test that it judges.
    pub version: u32,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: PanelState,
    /// When it was called.
    pub opened_at: OffsetDateTime,
    /// When it set the cut score.
    pub closed_at: Option<OffsetDateTime>,
    /// The cut score, in percent.
    pub cut_percent: Option<f64>,
    /// The standard error of the cut score, in percent; none with one judge.
    pub standard_error: Option<f64>,
    /// How many judges set it.
    pub n_judges: Option<u32>,
}

/// A panel as one sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelView {
    /// The panel.
    pub row: PanelRow,
    /// The items, as a judge reads them.
    pub items: Vec<PanelItem>,
    /// How far the judges are; empty for a judge without other rights.
    pub judges: Vec<JudgeProgress>,
    /// Whether one judges in it.
    pub is_judge: bool,
    /// Whether one may close its rounds.
    pub may_close: bool,
}

/// An item of a panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelItem {
    /// The item.
    pub id: String,
    /// What it asks.
    pub ask: String,
    /// The right answer in words, so that a judge can weigh it.
    pub answer: String,
    /// What else may be chosen; empty where nothing is chosen from.
    pub wrong: Vec<String>,
    /// One's own rating in the open round, in percent.
    pub own: Option<u8>,
    /// One's own rating in the first round; in the second round only.
    pub own_first: Option<u8>,
    /// The mean of all judges in the first round, in percent; in the second round only.
    pub mean_first: Option<f64>,
    /// The share of candidates who got it right, in percent; in the second round only.
    pub right_percent: Option<f64>,
}

/// How far a judge is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeProgress {
    /// The judge.
    pub person: Uuid,
    /// The judge's name.
    pub name: String,
    /// Items rated in the open round.
    pub rated: u32,
}

/// A panel: for its judges, and for those who see the statistics of tests.
pub async fn panel(records: &Records, actor: &Actor, id: Uuid) -> Result<PanelView, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let judges = judge_entity::Entity::find()
        .filter(judge_entity::Column::Org.eq(actor.org))
        .filter(judge_entity::Column::Panel.eq(id))
        .all(db)
        .await?;
    let is_judge = judges.iter().any(|judge| scope.is_self(judge.person));
    let sees_all = scope.everywhere(db, Ability::AnalyseTests).await?;
    if !is_judge && !sees_all {
        return Err(records.note_denied(actor, "panels.panel", Some(id)));
    }
    let row = entity::Entity::find_by_id((actor.org, id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let pool = test_pool_version(records, db, actor.org, &row.test, row.version).await?;
    let now = ratings(db, &row, row.round).await?;
    let first = match row.round {
        1 => std::collections::BTreeMap::new(),
        _ => ratings(db, &row, 1).await?,
    };
    let difficulty = match row.round {
        1 => std::collections::BTreeMap::new(),
        _ => crate::exams::right_percents(records, db, actor.org, &row.test).await?,
    };
    let own = actor.person_id();
    let percent = |given: Option<&i64>| given.and_then(|percent| u8::try_from(*percent).ok());
    let items = pool.items.iter().map(|item| {
        let said: Vec<i64> = first
            .iter()
            .filter(|((_, of), _)| *of == item.id)
            .map(|(_, percent)| *percent)
            .collect();
        let by_me = |ratings: &std::collections::BTreeMap<(Uuid, String), i64>| {
            percent(own.and_then(|own| ratings.get(&(own, item.id.clone()))))
        };
        PanelItem {
            id: item.id.clone(),
            ask: item.ask.clone(),
            answer: item.answer.clone(),
            wrong: item.wrong.clone(),
            own: by_me(&now),
            own_first: by_me(&first),
            mean_first: (!said.is_empty()).then(|| said.iter().sum::<i64>() as f64 / said.len() as f64),
            right_percent: difficulty.get(&item.id).copied(),
        }
    });
    let items: Vec<PanelItem> = items.collect();
    let progress = match sees_all {
        true => {
            let names = crate::people::names(db, actor.org, judges.iter().map(|judge| judge.person)).await?;
            judges
                .iter()
                .map(|judge| JudgeProgress {
                    person: judge.person,
                    name: names.get(&judge.person).cloned().unwrap_or_default(),
                    rated: count(now.keys().filter(|(person, _)| *person == judge.person)),
                })
                .collect()
        }
        false => Vec::new(),
    };
    let may_close = scope.everywhere(db, Ability::SetCutScores).await?
        && row.status != PanelState::Closed.as_str()
        && !complete(
            db,
            &row,
            &items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(),
        )
        .await?
        .is_empty();
    Ok(PanelView {
        row: view(row),
        items,
        judges: progress,
        is_judge,
        may_close,
    })
}

/// The panels of a test, newest first: all for those who see the statistics of tests, one's own for a judge.
pub async fn panels_of(records: &Records, actor: &Actor, test: &str) -> Result<Vec<PanelRow>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let sees_all = scope.everywhere(db, Ability::AnalyseTests).await?;
    let mut rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Test.eq(test))
        .order_by_desc(entity::Column::OpenedMs)
        .all(db)
        .await?;
    if !sees_all {
        let own = judge_entity::Entity::find()
            .filter(judge_entity::Column::Org.eq(actor.org))
            .filter(judge_entity::Column::Person.eq(actor.person_id().unwrap_or_default()))
            .all(db)
            .await?;
        rows.retain(|row| own.iter().any(|judge| judge.panel == row.id));
    }
    Ok(rows.into_iter().map(view).collect())
}

/// The open panels in which a judge has items left to rate in the present round: id and title, oldest first.
pub(crate) async fn to_rate(
    records: &Records,
    db: &impl ConnectionTrait,
    org: Uuid,
    judge: Uuid,
) -> Result<Vec<(Uuid, String)>, Error> {
    let own = Query::select()
        .column(judge_entity::Column::Panel)
        .from(judge_entity::Entity)
        .and_where(Expr::col(judge_entity::Column::Org).eq(org))
        .and_where(Expr::col(judge_entity::Column::Person).eq(judge))
        .take();
    let rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Status.ne(PanelState::Closed.as_str()))
        .filter(entity::Column::Id.in_subquery(own))
        .order_by_asc(entity::Column::OpenedMs)
        .all(db)
        .await?;
    let mut waiting = Vec::new();
    for row in rows {
        let pool = test_pool_version(records, db, org, &row.test, row.version).await?;
        let rated = ratings(db, &row, row.round).await?;
        let n_rated = rated.keys().filter(|(person, _)| *person == judge).count();
        if n_rated < pool.items.len() {
            waiting.push((row.id, row.title));
        }
    }
    Ok(waiting)
}

/// Who can be asked to judge, by name: assessors and educators who may sign in. Empty for those who may not call a
/// panel, so that nobody learns of people through it.
pub async fn judges(records: &Records, actor: &Actor) -> Result<Vec<(Uuid, String)>, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.holds_any() {
        return Err(Error::NotFound);
    }
    if !scope.everywhere(db, Ability::SetCutScores).await? {
        return Ok(Vec::new());
    }
    let roles = [Role::Assessor.as_str(), Role::Educator.as_str()];
    let held = Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(actor.org))
        .and_where(Expr::col(grants::Column::Role).is_in(roles))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .take();
    let rows = people::Entity::find()
        .filter(people::Column::Org.eq(actor.org))
        .filter(people::Column::DisabledMs.is_null())
        .filter(people::Column::ErasedMs.is_null())
        .filter(people::Column::Id.in_subquery(held))
        .order_by_asc(people::Column::Name)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The cut score that the latest closed panel set for a version of a test, rounded up.
pub(crate) async fn cut_of(
    db: &impl ConnectionTrait,
    org: Uuid,
    test: &str,
    version: i64,
) -> Result<Option<Cut>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::Org.eq(org))
        .filter(entity::Column::Test.eq(test))
        .filter(entity::Column::Version.eq(version))
        .filter(entity::Column::Status.eq(PanelState::Closed.as_str()))
        .order_by_desc(entity::Column::ClosedMs)
        .limit(1)
        .one(db)
        .await?;
    let cut = row.and_then(|row| row.cut_percent);
    // A rounding error of a sum must not lift a cut of 70 % to 70.01 %.
    Ok(cut.map(|percent| Cut((percent * 100.0 - 1e-9).ceil().clamp(0.0, 10_000.0) as u32)))
}

fn view(row: entity::Model) -> PanelRow {
    PanelRow {
        id: row.id,
        test: row.test,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        title: row.title,
        state: PanelState::parse(&row.status),
        opened_at: from_ms(row.opened_ms),
        closed_at: row.closed_ms.map(from_ms),
        cut_percent: row.cut_percent,
        standard_error: row.standard_error,
        n_judges: row.n_judges.and_then(|n| u32::try_from(n).ok()),
    }
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
