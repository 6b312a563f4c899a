//! One SQL text for two engines.

use sea_orm_migration::sea_orm::DbBackend;

/// The text as the engine wants it.
///
/// Tables end in `{small}` (clustered by their key) or `{large}` (rows with long values).
pub(crate) fn for_engine(sql: &str, engine: DbBackend) -> String {
    match engine {
        DbBackend::Sqlite => sql
            .replace(" uuid", " blob")
            .replace(" bytea", " blob")
            .replace(" bigint", " integer")
            .replace(" boolean", " integer")
            .replace(" double precision", " real")
            .replace("{small}", "strict, without rowid")
            .replace("{large}", "strict"),
        _ => sql.replace(" {small}", "").replace(" {large}", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_translated_for_sqlite_only() {
        let sql = "create table a (org uuid not null, at_ms bigint) {small};";
        assert_eq!(
            for_engine(sql, DbBackend::Sqlite),
            "create table a (org blob not null, at_ms integer) strict, without rowid;"
        );
        assert_eq!(
            for_engine(sql, DbBackend::Postgres),
            "create table a (org uuid not null, at_ms bigint);"
        );
    }
}
