//! What an assessor chooses from before a code is made: their learners, and the modules.

use crate::content::{catalogue, latest_modules};
use crate::observations::{about, may_assess};
use crate::people::entity as people;
use crate::permission::{Ability, Scope, below};
use crate::roles::entity as grants;
use crate::{Actor, Error, Invalid, Records, Refusal, Role};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Learners in the list at most; a search finds the others.
const LIST: usize = 50;
/// The most characters of a search.
const MAX_SEARCH_CHARS: usize = 100;

/// Whom an assessor looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskQuestion {
    /// The learner who is chosen.
    pub person: Option<Uuid>,
    /// A part of a name; empty for all.
    pub search: String,
}

/// What an assessor chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The learner who is chosen.
    pub chosen: Option<DeskRow>,
    /// Learners by name, as far as the list goes.
    pub learners: Vec<DeskRow>,
    /// How many learners the search found.
    pub n_learners: u32,
    /// The modules that a graded run can be started of.
    pub modules: Vec<ModuleChoice>,
}

/// A learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRow {
    /// Who.
    pub person: Uuid,
    /// Their name.
    pub name: String,
    /// Their job.
    pub job: String,
}

/// A module, and whether the assessor may supervise a run of it for the chosen learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleChoice {
    /// The scenario's name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The first rule against it; nothing while no learner is chosen.
    pub refusal: Option<Refusal>,
    /// The title of the competency that the refusal speaks of.
    pub about: Option<String>,
}

/// What one may choose from: for those who assess somewhere. A learner who is not theirs does not exist.
pub async fn desk(records: &Records, actor: &Actor, question: DeskQuestion) -> Result<Desk, Error> {
    let db = records.read();
    let scope = Scope::of(db, actor).await?;
    if !scope.anywhere(Ability::Assess) {
        return Err(records.note_denied(actor, "supervision.desk", None));
    }
    if question.search.chars().count() > MAX_SEARCH_CHARS {
        return Err(Error::invalid("search", Invalid::TooLong));
    }
    let learning = Query::select()
        .column(grants::Column::Person)
        .from(grants::Entity)
        .and_where(Expr::col(grants::Column::Org).eq(actor.org))
        .and_where(Expr::col(grants::Column::Role).eq(Role::Learner.as_str()))
        .and_where(Expr::col(grants::Column::RevokedMs).is_null())
        .and_where(
            Expr::col(grants::Column::Unit).in_subquery(below(actor.org, &scope.tops(Ability::Assess))),
        )
        .take();
    let rows = people::Entity::find()
        .filter(people::Column::Org.eq(actor.org))
        .filter(people::Column::DisabledMs.is_null())
        .filter(people::Column::ErasedMs.is_null())
        .filter(people::Column::Id.in_subquery(learning))
        .order_by_asc(people::Column::Name)
        .order_by_asc(people::Column::Id)
        .all(db)
        .await?;
    let theirs: Vec<DeskRow> = rows
        .into_iter()
        .filter(|row| !scope.is_self(row.id))
        .map(|row| DeskRow {
            person: row.id,
            name: row.name,
            job: row.job,
        })
        .collect();
    let chosen = match question.person {
        Some(person) => {
            let chosen = theirs.iter().find(|row| row.person == person).cloned();
            match chosen {
                Some(chosen) => Some(chosen),
                None => return Err(records.note_denied(actor, "supervision.desk", Some(person))),
            }
        }
        None => None,
    };
    let search = question.search.trim().to_lowercase();
    let mut learners = theirs;
    learners.retain(|row| row.name.to_lowercase().contains(&search));
    let n_learners = u32::try_from(learners.len()).unwrap_or(u32::MAX);
    learners.truncate(LIST);
    let catalogue = catalogue(records, db, actor.org).await?;
    let mut modules = Vec::new();
    for module in latest_modules(records, db, actor.org).await? {
        if module.review_due_at <= actor.now {
            continue;
        }
        let refusal = match &chosen {
            Some(learner) => {
                let competencies = &module.scenario.competencies;
                may_assess(records, db, actor, learner.person, competencies, None)
                    .await?
                    .err()
            }
            None => None,
        };
        modules.push(ModuleChoice {
            about: refusal.as_ref().and_then(|refusal| about(&catalogue, refusal)),
            title: module.scenario.title.clone(),
            slug: module.slug,
            refusal,
        });
    }
    Ok(Desk {
        chosen,
        learners,
        n_learners,
        modules,
    })
}
