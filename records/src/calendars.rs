//! The calendars of units: which time zone decides where a day ends.
//!
//! A unit without a time zone of its own has that of the unit above it, and the top has the organisation's. A person's
//! calendar is that of the unit in which they have been learning longest, or the organisation's.

use crate::organisations;
use crate::roles::entity as grants;
use crate::units::{entity as units, path_entity as paths};
use crate::{Error, Invalid, Role};
use competency::Zone;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};
use uuid::Uuid;

/// A place's civil time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Calendar(TimeZone);

impl Zone for Calendar {
    fn offset_at(&self, at: OffsetDateTime) -> UtcOffset {
        let offset = Timestamp::from_second(at.unix_timestamp())
            .map_or(jiff::tz::Offset::UTC, |at| self.0.to_offset(at));
        UtcOffset::from_whole_seconds(offset.seconds()).unwrap_or(UtcOffset::UTC)
    }
}

impl Calendar {
    /// The calendar of a time zone by its name, for example `Europe/Paris`.
    pub(crate) fn named(name: &str) -> Result<Self, Error> {
        TimeZone::get(name)
            .map(Self)
            .map_err(|_| Error::invalid("time_zone", Invalid::Unknown))
    }

    /// An instant with the offset that is in force in the place.
    pub(crate) fn local(&self, at: OffsetDateTime) -> OffsetDateTime {
        at.checked_to_offset(self.offset_at(at)).unwrap_or(at)
    }

    /// The instant at which the place's clock shows a date and time; where it shows it twice the first, where it skips
    /// it the same time after the skipped hour.
    pub(crate) fn instant(&self, shown: PrimitiveDateTime) -> Option<OffsetDateTime> {
        let (date, time) = (shown.date(), shown.time());
        let day = jiff::civil::Date::new(
            i16::try_from(date.year()).ok()?,
            i8::try_from(u8::from(date.month())).ok()?,
            i8::try_from(date.day()).ok()?,
        );
        let shown = day.ok()?.at(
            i8::try_from(time.hour()).ok()?,
            i8::try_from(time.minute()).ok()?,
            i8::try_from(time.second()).ok()?,
            0,
        );
        let at = self.0.to_ambiguous_timestamp(shown).compatible().ok()?;
        OffsetDateTime::from_unix_timestamp(at.as_second()).ok()
    }

    /// The calendar that a row names: rows are checked when they are written.
    fn stored(name: &str) -> Self {
        TimeZone::get(name).map_or_else(
            |error| {
                tracing::error!(%error, name, "a stored time zone is unknown; UTC is used");
                Self(TimeZone::UTC)
            },
            Self,
        )
    }
}

/// The organisation's own calendar.
pub(crate) async fn of_organisation(db: &impl ConnectionTrait, org: Uuid) -> Result<Calendar, Error> {
    let row = organisations::find(db, org).await?.ok_or(Error::NotFound)?;
    Ok(Calendar::stored(&row.time_zone))
}

/// A unit's calendar.
pub(crate) async fn of_unit(db: &impl ConnectionTrait, org: Uuid, unit: Uuid) -> Result<Calendar, Error> {
    let above = paths::Entity::find()
        .filter(paths::Column::Org.eq(org))
        .filter(paths::Column::Descendant.eq(unit))
        .order_by_asc(paths::Column::Distance)
        .all(db)
        .await?;
    for path in above {
        let row = units::Entity::find_by_id((org, path.ancestor)).one(db).await?;
        if let Some(name) = row.and_then(|row| row.time_zone) {
            return Ok(Calendar::stored(&name));
        }
    }
    of_organisation(db, org).await
}

/// A person's calendar.
pub(crate) async fn of_person(db: &impl ConnectionTrait, org: Uuid, person: Uuid) -> Result<Calendar, Error> {
    let home = grants::Entity::find()
        .filter(grants::Column::Org.eq(org))
        .filter(grants::Column::Person.eq(person))
        .filter(grants::Column::Role.eq(Role::Learner.as_str()))
        .filter(grants::Column::RevokedMs.is_null())
        .order_by_asc(grants::Column::GrantedMs)
        .order_by_asc(grants::Column::Id)
        .limit(1)
        .one(db)
        .await?;
    match home {
        Some(grant) => of_unit(db, org, grant.unit).await,
        None => of_organisation(db, org).await,
    }
}

/// The calendars of some people, read at once.
pub(crate) async fn of_people(
    db: &impl ConnectionTrait,
    org: Uuid,
    people: &[Uuid],
) -> Result<BTreeMap<Uuid, Calendar>, Error> {
    let own = of_organisation(db, org).await?;
    let all = units::Entity::find()
        .filter(units::Column::Org.eq(org))
        .all(db)
        .await?;
    let all: BTreeMap<Uuid, units::Model> = all.into_iter().map(|unit| (unit.id, unit)).collect();
    let learning = grants::Entity::find()
        .filter(grants::Column::Org.eq(org))
        .filter(grants::Column::Person.is_in(people.iter().copied()))
        .filter(grants::Column::Role.eq(Role::Learner.as_str()))
        .filter(grants::Column::RevokedMs.is_null())
        .order_by_asc(grants::Column::GrantedMs)
        .order_by_asc(grants::Column::Id)
        .all(db)
        .await?;
    let mut homes: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for grant in learning {
        homes.entry(grant.person).or_insert(grant.unit);
    }
    let mut named: BTreeMap<&str, Calendar> = BTreeMap::new();
    let mut calendars = BTreeMap::new();
    for person in people {
        let mut above = homes.get(person).and_then(|home| all.get(home));
        while let Some(unit) = above.filter(|unit| unit.time_zone.is_none()) {
            above = unit.parent.and_then(|parent| all.get(&parent));
        }
        let calendar = match above.and_then(|unit| unit.time_zone.as_deref()) {
            Some(name) => named
                .entry(name)
                .or_insert_with(|| Calendar::stored(name))
                .clone(),
            None => own.clone(),
        };
        calendars.insert(*person, calendar);
    }
    Ok(calendars)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{datetime, offset};

    #[test]
    fn a_named_calendar_knows_summer_time() {
        let paris = Calendar::named("Europe/Paris").unwrap();
        assert_eq!(paris.offset_at(datetime!(2026-07-01 12:00 UTC)), offset!(+2));
        assert_eq!(paris.offset_at(datetime!(2026-12-01 12:00 UTC)), offset!(+1));
    }

    #[test]
    fn a_time_on_the_clock_is_an_instant() {
        let paris = Calendar::named("Europe/Paris").unwrap();
        let summer = datetime!(2026-07-01 22:00);
        assert_eq!(paris.instant(summer), Some(datetime!(2026-07-01 20:00 UTC)));
        let skipped = datetime!(2026-03-29 02:30);
        assert_eq!(paris.instant(skipped), Some(datetime!(2026-03-29 01:30 UTC)));
        let shown_twice = datetime!(2026-10-25 02:30);
        assert_eq!(paris.instant(shown_twice), Some(datetime!(2026-10-25 00:30 UTC)));
        let local = paris.local(datetime!(2026-07-01 22:30 UTC));
        assert_eq!(
            (local.date(), local.hour()),
            (summer.date().next_day().unwrap(), 0)
        );
    }

    #[test]
    fn an_unknown_calendar_is_refused() {
        let refused = Calendar::named("Europe/Atlantis").unwrap_err();
        assert_eq!(refused, Error::invalid("time_zone", Invalid::Unknown));
    }
}
