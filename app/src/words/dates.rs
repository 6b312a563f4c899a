//! Dates and durations as people on a ward write them.

use time::{Date, OffsetDateTime};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `3 May 2027`.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// `3 May 2027, 14:05 UTC`.
#[must_use]
pub fn moment(at: OffsetDateTime) -> String {
    format!("{}, {:02}:{:02} UTC", date(at.date()), at.hour(), at.minute())
}

/// `3 May 2027, 14:05 (UTC+01:00)`, on the clock of the place whose offset the instant carries.
#[must_use]
pub fn local_moment(at: OffsetDateTime) -> String {
    let (hours, minutes, _) = at.offset().as_hms();
    let sign = if at.offset().is_negative() { '-' } else { '+' };
    format!(
        "{}, {:02}:{:02} (UTC{sign}{:02}:{:02})",
        date(at.date()),
        at.hour(),
        at.minute(),
        hours.unsigned_abs(),
        minutes.unsigned_abs(),
    )
}

/// `May 27`, for narrow columns.
#[must_use]
pub fn short_month(date: Date) -> String {
    format!("{} {:02}", month(date), date.year() % 100)
}

/// `6:40` from milliseconds of a run.
#[must_use]
pub fn clock(elapsed_ms: u64) -> String {
    let seconds = elapsed_ms / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn month(date: Date) -> &'static str {
    MONTHS[usize::from(u8::from(date.month())) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn dates_are_written_day_first_with_the_month_in_letters() {
        assert_eq!(super::date(date!(2027 - 05 - 03)), "3 May 2027");
        assert_eq!(
            moment(datetime!(2027-12-31 04:05:06 UTC)),
            "31 Dec 2027, 04:05 UTC"
        );
        assert_eq!(short_month(date!(2027 - 05 - 03)), "May 27");
    }

    #[test]
    fn a_local_moment_says_which_clock() {
        let at = datetime!(2027-05-03 14:05 -3:30);
        assert_eq!(local_moment(at), "3 May 2027, 14:05 (UTC-03:30)");
        assert_eq!(
            local_moment(datetime!(2027-01-03 04:05 UTC)),
            "3 Jan 2027, 04:05 (UTC+00:00)"
        );
    }

    #[test]
    fn the_clock_of_a_run_counts_minutes_and_seconds() {
        assert_eq!(clock(400_999), "6:40");
        assert_eq!(clock(5_000), "0:05");
    }
}
