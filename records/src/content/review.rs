//! The date by which a scenario must be looked at again.

use super::review_entity;
use crate::instant::{from_ms, new_id, to_ms};
use crate::ledger::{self, Leaf};
use crate::permission::{Ability, Scope};
use crate::{Actor, Error, Op, Records, row};
use serde_json::json;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};
use training::scenario::Scenario;

/// Days between reviews where the author set no date.
const REVIEW_DAYS: i64 = 365;

/// Confirms that a scenario is still right and gives the date of the next review: educators at the root.
pub async fn confirm_review(
    records: &Records,
    actor: &Actor,
    scenario: &str,
) -> Result<OffsetDateTime, Error> {
    let (actor, handle, slug) = (actor.clone(), records.clone(), scenario.to_owned());
    records
        .write(actor.org, move |tx| {
            Box::pin(async move {
                let scope = Scope::of(tx, &actor).await?;
                scope.require_everywhere(tx, Ability::PublishContent).await?;
                let module = super::latest_scenario(&handle, tx, actor.org, &slug).await?;
                let due_at = actor.now + Duration::days(REVIEW_DAYS);
                let row = review_entity::Model {
                    org: actor.org,
                    scenario: slug,
                    id: new_id(actor.now),
                    reviewed_ms: to_ms(actor.now),
                    reviewed_by: actor.person_id(),
                    due_ms: to_ms(due_at),
                };
                let body = json!({"scenario": module.slug, "version": module.version, "due_ms": row.due_ms});
                row::insert(tx, row).await?;
                ledger::append(
                    tx,
                    &actor,
                    Leaf {
                        op: Op::ContentReviewed,
                        subject: None,
                        body,
                    },
                )
                .await?;
                Ok(due_at)
            })
        })
        .await
}

/// The latest of: the author's date, or a year after publishing where there is none, and a confirmed review's.
pub(super) fn review_due(
    scenario: &Scenario,
    published_at: OffsetDateTime,
    confirmed_ms: Option<i64>,
) -> OffsetDateTime {
    let day = format_description!("[year]-[month]-[day]");
    let by_author = Date::parse(&scenario.approval.review_by, &day).ok();
    let first = match by_author.and_then(Date::next_day) {
        Some(day_after) => day_after.midnight().assume_utc(),
        None => published_at + Duration::days(REVIEW_DAYS),
    };
    confirmed_ms.map_or(first, |ms| first.max(from_ms(ms)))
}
