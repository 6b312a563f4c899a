//! Calendar arithmetic: months, ends of years, and where a day begins.

use time::{Date, Month, OffsetDateTime, UtcOffset};

/// A place's civil time: the rules live outside, since time zones change by law.
pub trait Zone {
    /// The offset from UTC that is in force at an instant.
    fn offset_at(&self, at: OffsetDateTime) -> UtcOffset;
}

/// Civil time without daylight saving, at Greenwich.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utc;

impl Zone for Utc {
    fn offset_at(&self, _: OffsetDateTime) -> UtcOffset {
        UtcOffset::UTC
    }
}

/// The day that a place's calendar shows at an instant.
pub fn local_day(at: OffsetDateTime, zone: &dyn Zone) -> Date {
    at.checked_to_offset(zone.offset_at(at)).unwrap_or(at).date()
}

/// The instant at which a day begins in a place.
///
/// Where the clock skips midnight, the day begins when the clock starts again.
pub fn start_of_day(day: Date, zone: &dyn Zone) -> OffsetDateTime {
    let midnight = day.midnight().assume_utc();
    let guess = earlier_by(midnight, zone.offset_at(midnight));
    let start = earlier_by(midnight, zone.offset_at(guess));
    match local_day(start, zone) < day {
        // The guess fell before a skipped hour; the offset after it is the larger one.
        true => guess.max(start),
        false => start,
    }
}

fn earlier_by(at: OffsetDateTime, offset: UtcOffset) -> OffsetDateTime {
    at.checked_sub(time::Duration::seconds(i64::from(offset.whole_seconds())))
        .unwrap_or(at)
}

/// The same day `months` later; the 31st becomes the last day of a shorter month.
///
/// Beyond the calendar's last year the day is returned unchanged, so the function is total.
pub fn add_months(day: Date, months: u32) -> Date {
    let month_index = i64::from(u8::from(day.month())) - 1 + i64::from(months);
    let Ok(year) = i32::try_from(i64::from(day.year()) + month_index.div_euclid(12)) else {
        return day;
    };
    let Some(month) = u8::try_from(month_index.rem_euclid(12) + 1)
        .ok()
        .and_then(|month| Month::try_from(month).ok())
    else {
        return day;
    };
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).unwrap_or(day)
}

/// The last day of the year `years` after the day's own.
pub fn end_of_year(day: Date, years: u16) -> Date {
    Date::from_calendar_date(day.year() + i32::from(years), Month::December, 31).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime, offset};

    /// Central Europe in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
    struct Berlin;

    impl Zone for Berlin {
        fn offset_at(&self, at: OffsetDateTime) -> UtcOffset {
            let summer = datetime!(2026-03-29 01:00 UTC) <= at && at < datetime!(2026-10-25 01:00 UTC);
            if summer { offset!(+2) } else { offset!(+1) }
        }
    }

    /// A place that goes from 23:59 on 4 September to 01:00 on 5 September 2026, as Chile does.
    struct Santiago;

    impl Zone for Santiago {
        fn offset_at(&self, at: OffsetDateTime) -> UtcOffset {
            if at < datetime!(2026-09-05 04:00 UTC) {
                offset!(-4)
            } else {
                offset!(-3)
            }
        }
    }

    #[test]
    fn the_last_of_january_is_followed_by_the_last_of_february() {
        assert_eq!(add_months(date!(2026 - 01 - 31), 1), date!(2026 - 02 - 28));
        assert_eq!(add_months(date!(2028 - 01 - 31), 1), date!(2028 - 02 - 29));
        assert_eq!(add_months(date!(2025 - 12 - 15), 12), date!(2026 - 12 - 15));
    }

    #[test]
    fn the_end_of_the_calendar_does_not_panic() {
        let last = date!(9999 - 12 - 31);
        assert_eq!(add_months(last, 12), last);
        assert_eq!(end_of_year(last, 1), last);
    }

    #[test]
    fn a_day_begins_at_local_midnight_in_winter_and_in_summer() {
        assert_eq!(
            start_of_day(date!(2026 - 03 - 29), &Berlin),
            datetime!(2026-03-28 23:00 UTC)
        );
        assert_eq!(
            start_of_day(date!(2026 - 03 - 30), &Berlin),
            datetime!(2026-03-29 22:00 UTC)
        );
        assert_eq!(
            start_of_day(date!(2026 - 10 - 26), &Berlin),
            datetime!(2026-10-25 23:00 UTC)
        );
    }

    #[test]
    fn a_day_without_midnight_begins_when_the_clock_starts_again() {
        assert_eq!(
            start_of_day(date!(2026 - 09 - 05), &Santiago),
            datetime!(2026-09-05 04:00 UTC)
        );
    }

    #[test]
    fn late_in_the_evening_in_london_it_is_tomorrow_in_berlin() {
        assert_eq!(
            local_day(datetime!(2026-06-30 22:30 UTC), &Berlin),
            date!(2026 - 07 - 01)
        );
    }
}
