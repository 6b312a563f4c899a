//! Instants as the database keeps them: milliseconds since 1970 in UTC, alike on both engines.

use time::OffsetDateTime;

/// Milliseconds since 1970.
pub(crate) fn to_ms(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos().div_euclid(1_000_000)).unwrap_or(i64::MAX)
}

/// The instant; the start of 1970 for a value outside the calendar.
pub(crate) fn from_ms(at_ms: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(at_ms) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// A new time-ordered id that carries the given time, not the clock's.
pub(crate) fn new_id(now: OffsetDateTime) -> uuid::Uuid {
    let ms = u64::try_from(to_ms(now)).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(ms, &crate::secret::random_bytes::<10>()).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn milliseconds_survive_the_round_trip() {
        let at = datetime!(2026-11-22 21:09:42.123 UTC);
        assert_eq!(from_ms(to_ms(at)), at);
    }

    #[test]
    fn ids_sort_by_the_time_they_were_made_for() {
        let early = new_id(datetime!(2025-01-01 0:00 UTC));
        let late = new_id(datetime!(2026-01-01 0:00 UTC));
        assert!(early < late);
        assert_eq!(early.get_version_num(), 7);
    }
}
