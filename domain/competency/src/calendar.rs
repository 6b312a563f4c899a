//! Calendar arithmetic in UTC.

use time::{Date, Month, OffsetDateTime};

/// The same day and time `months` later; the 31st becomes the last day of a shorter month.
///
/// Beyond the calendar's last year the instant is returned unchanged, so the function is total.
pub fn add_months(at: OffsetDateTime, months: u16) -> OffsetDateTime {
    let month_index = i32::from(u8::from(at.month())) - 1 + i32::from(months);
    let year = at.year() + month_index.div_euclid(12);
    let Some(month) = u8::try_from(month_index.rem_euclid(12) + 1)
        .ok()
        .and_then(|m| Month::try_from(m).ok())
    else {
        return at;
    };
    let day = at.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).map_or(at, |date| at.replace_date(date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn the_last_of_january_is_followed_by_the_last_of_february() {
        assert_eq!(
            add_months(datetime!(2026-01-31 08:00 UTC), 1),
            datetime!(2026-02-28 08:00 UTC)
        );
        assert_eq!(
            add_months(datetime!(2028-01-31 08:00 UTC), 1),
            datetime!(2028-02-29 08:00 UTC)
        );
    }

    #[test]
    fn twelve_months_keep_the_day() {
        assert_eq!(
            add_months(datetime!(2025-12-15 23:59 UTC), 12),
            datetime!(2026-12-15 23:59 UTC)
        );
    }

    #[test]
    fn the_end_of_the_calendar_does_not_panic() {
        let last = datetime!(9999-12-31 0:00 UTC);
        assert_eq!(add_months(last, 12), last);
    }
}
