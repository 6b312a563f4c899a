//! How far assessors who watched the same learner agree, step by step.

use super::entity;
use super::marks::stored;
use crate::content::latest_checklist;
use crate::permission::{Ability, Scope, below};
use crate::roles::entity as grants;
use crate::standing::void_entity as voids;
use crate::{Actor, Error, Records};
use competency::{Checklist, Mark, Seen};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use training::statistics::agreement as agree;
use uuid::Uuid;

/// Two observations of a learner that lie further apart are of two occasions.
const SAME_OCCASION_MS: i64 = 24 * 60 * 60 * 1000;

/// With fewer pairs of marks a figure says little.
pub const FEW_MARKS: u32 = 30;

/// The agreement between assessors on a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Pairs of observations: the same learner within 24 hours, two assessors, the same version.
    pub pairs: u32,
    /// Pairs of marks in them.
    pub marks: u32,
    /// The share of marks on which both agreed, 0 to 1; none without marks.
    pub observed: Option<f64>,
    /// Cohen's kappa over all marks; none where chance alone would make them agree.
    pub kappa: Option<f64>,
    /// The same for each step of the version in use.
    pub steps: Vec<StepAgreement>,
}

/// The agreement on one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepAgreement {
    /// The step.
    pub item: String,
    /// What is done in it.
    pub text: String,
    /// Pairs of marks.
    pub marks: u32,
    /// The share on which both agreed.
    pub observed: Option<f64>,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
}

/// The agreement on a checklist: over everybody for those who analyse tests for the whole organisation, else over the
/// people whose evidence the actor sees. Observations that no longer count are left out.
pub async fn agreement(records: &Records, actor: &Actor, checklist: &str) -> Result<Agreement, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    let everywhere = scope.everywhere(db, Ability::AnalyseTests).await?;
    let tops = scope.tops(Ability::SeeEvidence);
    if !everywhere && tops.is_empty() {
        return Err(records.note_denied(actor, "observations.agreement", None));
    }
    let latest = latest_checklist(records, db, actor.org, checklist).await?;
    let mut rows = entity::Entity::find()
        .filter(entity::Column::Org.eq(actor.org))
        .filter(entity::Column::Checklist.eq(checklist));
    if !everywhere {
        let seen = Query::select()
            .column(grants::Column::Person)
            .from(grants::Entity)
            .and_where(Expr::col(grants::Column::Org).eq(actor.org))
            .and_where(Expr::col(grants::Column::RevokedMs).is_null())
            .and_where(Expr::col(grants::Column::Unit).in_subquery(below(actor.org, &tops)))
            .take();
        rows = rows.filter(entity::Column::Person.in_subquery(seen));
    }
    let rows = rows
        .order_by_asc(entity::Column::ObservedMs)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let void = voids::Entity::find()
        .filter(voids::Column::Org.eq(actor.org))
        .all(db)
        .await?;
    let void: BTreeSet<Uuid> = void.into_iter().map(|void| void.source).collect();
    let rows: Vec<entity::Model> = rows.into_iter().filter(|row| !void.contains(&row.id)).collect();
    compared(&latest.checklist, &rows)
}

/// Compares every two observations of one occasion.
fn compared(checklist: &Checklist, rows: &[entity::Model]) -> Result<Agreement, Error> {
    let mut by_step: BTreeMap<&str, (Vec<u8>, Vec<u8>)> = BTreeMap::new();
    let mut pairs = 0;
    for (place, first) in rows.iter().enumerate() {
        let others = rows.iter().skip(place + 1);
        for second in others.take_while(|row| row.observed_ms - first.observed_ms <= SAME_OCCASION_MS) {
            let comparable = first.person == second.person
                && first.assessor != second.assessor
                && first.version == second.version;
            if !comparable {
                continue;
            }
            pairs += 1;
            let (one, other) = (stored(&first.marks)?, stored(&second.marks)?);
            for item in &checklist.items {
                if let (Some(one), Some(other)) = (code_of(&one, &item.id), code_of(&other, &item.id)) {
                    let lists = by_step.entry(&item.id).or_default();
                    lists.0.push(one);
                    lists.1.push(other);
                }
            }
        }
    }
    let step = |item: &competency::ChecklistItem| {
        let lists = by_step.get(item.id.as_str());
        let found = lists.and_then(|(one, other)| agree(one, other));
        StepAgreement {
            item: item.id.clone(),
            text: item.text.clone(),
            marks: lists.map_or(0, |(one, _)| count(one.len())),
            observed: found.map(|found| found.observed),
            kappa: found.and_then(|found| found.kappa),
        }
    };
    let steps: Vec<StepAgreement> = checklist.items.iter().map(step).collect();
    let all: (Vec<u8>, Vec<u8>) = by_step.into_values().fold(Default::default(), |mut all, lists| {
        all.0.extend(lists.0);
        all.1.extend(lists.1);
        all
    });
    let found = agree(&all.0, &all.1);
    Ok(Agreement {
        pairs,
        marks: count(all.0.len()),
        observed: found.map(|found| found.observed),
        kappa: found.and_then(|found| found.kappa),
        steps,
    })
}

fn code_of(marks: &[Mark], item: &str) -> Option<u8> {
    let mark = marks.iter().find(|mark| mark.item == item)?;
    Some(match mark.seen {
        Seen::Done => 0,
        Seen::Missed => 1,
        Seen::NotApplicable => 2,
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
