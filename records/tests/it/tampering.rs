//! Whoever changes a stored record behind the records' back is found out.

use super::hospital::{Hospital, NOW};
use super::on_both_engines;
use records::attempts::{AllowMore, Kind};
use records::ledger::{BadEntry, BadKind, verify};
use records::self_assessments::{Belief, Confidence, SelfAssessment};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement, Value,
};

on_both_engines! {
    every_changed_value_is_found
    a_record_that_is_removed_or_added_is_found
    the_first_bad_entry_is_named
}

#[derive(Clone, Copy)]
enum Type {
    Text,
    Number,
    Bytes,
    Flag,
    Id,
}

/// Tables, the columns of their keys after the organisation, and the columns that a verification must guard.
const GUARDED: &[(&str, &[(&str, Type)])] = &[
    (
        "ledger_entries",
        &[
            ("leaf_hash", Type::Bytes),
            ("op", Type::Text),
            ("at_ms", Type::Number),
            ("data", Type::Text),
            ("position", Type::Number),
        ],
    ),
    ("ledger_nodes", &[("hash", Type::Bytes)]),
    (
        "ledger_heads",
        &[("root", Type::Bytes), ("frontier", Type::Bytes)],
    ),
    (
        "runs",
        &[
            ("log", Type::Bytes),
            ("log_hash", Type::Text),
            ("trace", Type::Bytes),
            ("trace_hash", Type::Text),
            ("verdict", Type::Text),
            ("passed", Type::Flag),
            ("points", Type::Number),
            ("possible", Type::Number),
            ("run_ms", Type::Number),
            ("wall_ms", Type::Number),
            ("interrupted", Type::Flag),
            ("slow", Type::Flag),
            ("recorded_ms", Type::Number),
            ("record_hash", Type::Text),
            ("ledger_position", Type::Number),
        ],
    ),
    (
        "attempts",
        &[
            ("scenario", Type::Text),
            ("version", Type::Number),
            ("scenario_hash", Type::Text),
            ("kind", Type::Text),
            ("status", Type::Text),
            ("seed", Type::Number),
            ("model_version", Type::Number),
            ("timing_percent", Type::Number),
        ],
    ),
    (
        "evidence",
        &[
            ("competency", Type::Text),
            ("kind", Type::Text),
            ("passed", Type::Flag),
            ("at_ms", Type::Number),
        ],
    ),
    (
        "standings",
        &[("passed_ms", Type::Number), ("competency", Type::Text)],
    ),
    (
        "people",
        &[
            ("sign_in_name", Type::Text),
            ("name", Type::Text),
            ("job", Type::Text),
            ("timing_percent", Type::Number),
            ("salt", Type::Bytes),
            ("disabled_ms", Type::Number),
        ],
    ),
    ("grants", &[("role", Type::Text), ("revoked_ms", Type::Number)]),
    ("units", &[("name", Type::Text)]),
    ("unit_paths", &[("distance", Type::Number)]),
    ("allowances", &[("runs", Type::Number), ("scenario", Type::Text)]),
    (
        "self_assessments",
        &[
            ("competency", Type::Text),
            ("confidence", Type::Number),
            ("at_ms", Type::Number),
        ],
    ),
    (
        "organisations",
        &[
            ("slug", Type::Text),
            ("name", Type::Text),
            ("purpose", Type::Text),
        ],
    ),
    (
        "contents",
        &[
            ("hash", Type::Text),
            ("source", Type::Text),
            ("body", Type::Text),
            ("needs", Type::Text),
            ("version", Type::Number),
        ],
    ),
    (
        "observations",
        &[
            ("person", Type::Id),
            ("assessor", Type::Id),
            ("checklist", Type::Text),
            ("version", Type::Number),
            ("hash", Type::Text),
            ("marks", Type::Text),
            ("note", Type::Text),
            ("salt", Type::Bytes),
            ("passed", Type::Flag),
            ("done", Type::Number),
            ("applied", Type::Number),
            ("observed_ms", Type::Number),
            ("recorded_ms", Type::Number),
            ("signature", Type::Id),
        ],
    ),
    (
        "signatures",
        &[
            ("signer", Type::Id),
            ("signer_name", Type::Text),
            ("meaning", Type::Text),
            ("text", Type::Text),
            ("text_hash", Type::Text),
            ("salt", Type::Bytes),
            ("signed_ms", Type::Number),
        ],
    ),
    (
        "conflicts",
        &[
            ("person", Type::Id),
            ("other", Type::Id),
            ("reason", Type::Text),
            ("salt", Type::Bytes),
            ("declared_ms", Type::Number),
            ("declared_by", Type::Id),
            ("ended_ms", Type::Number),
        ],
    ),
    (
        "supervisions",
        &[
            ("scenario", Type::Text),
            ("code_hash", Type::Bytes),
            ("made_ms", Type::Number),
            ("expires_ms", Type::Number),
            ("used_ms", Type::Number),
        ],
    ),
    (
        "appeals",
        &[
            ("kind", Type::Text),
            ("statement", Type::Text),
            ("salt", Type::Bytes),
            ("made_ms", Type::Number),
            ("outcome", Type::Text),
            ("answer", Type::Text),
            ("answered_ms", Type::Number),
        ],
    ),
    (
        "voids",
        &[
            ("why", Type::Text),
            ("reason", Type::Text),
            ("salt", Type::Bytes),
            ("voided_ms", Type::Number),
        ],
    ),
    (
        "restrictions",
        &[
            ("competency", Type::Text),
            ("cause", Type::Text),
            ("reason", Type::Text),
            ("modules", Type::Text),
            ("raised_ms", Type::Number),
            ("acknowledged_ms", Type::Number),
            ("lifted_ms", Type::Number),
            ("lift_reason", Type::Text),
            ("salt", Type::Bytes),
        ],
    ),
    (
        "certificates",
        &[
            ("kind", Type::Text),
            ("competency", Type::Text),
            ("code_hash", Type::Bytes),
            ("body", Type::Text),
            ("body_hash", Type::Text),
            ("salt", Type::Bytes),
            ("shares", Type::Text),
            ("issued_ms", Type::Number),
            ("expires_ms", Type::Number),
            ("revoked_ms", Type::Number),
        ],
    ),
    (
        "sign_offs",
        &[
            ("person", Type::Id),
            ("competency", Type::Text),
            ("level", Type::Text),
            ("framework", Type::Text),
            ("framework_version", Type::Number),
            ("rests_on", Type::Text),
            ("signature", Type::Id),
            ("supersedes", Type::Id),
            ("reason", Type::Text),
            ("salt", Type::Bytes),
            ("at_ms", Type::Number),
        ],
    ),
    (
        "acceptances",
        &[
            ("person", Type::Id),
            ("competency", Type::Text),
            ("kind", Type::Text),
            ("title", Type::Text),
            ("issuer", Type::Text),
            ("shown_ms", Type::Number),
            ("accepted", Type::Flag),
            ("signature", Type::Id),
            ("salt", Type::Bytes),
            ("at_ms", Type::Number),
        ],
    ),
    (
        "voids",
        &[
            ("person", Type::Id),
            ("why", Type::Text),
            ("reason", Type::Text),
            ("salt", Type::Bytes),
            ("signature", Type::Id),
            ("voided_ms", Type::Number),
            ("voided_by", Type::Id),
        ],
    ),
];

async fn history(hospital: &Hospital) {
    super::restrictions::history(hospital).await;
    let nurse = hospital.actor(hospital.nurse);
    hospital
        .run(&nurse, Kind::Graded, "starts-at-once")
        .await
        .unwrap();
    records::self_assessments::assess(&hospital.records, &nurse, belief())
        .await
        .unwrap();
    hospital.pass(hospital.nurse, NOW).await;
    hospital.pass(hospital.other_nurse, NOW).await;
    hospital.start(&nurse, Kind::Graded).await.unwrap();
    let more = AllowMore {
        person: hospital.nurse,
        scenario: super::hospital::SCENARIO.into(),
        runs: 1,
        reason: "Because".into(),
    };
    records::attempts::allow_more(&hospital.records, &hospital.actor(hospital.educator), more)
        .await
        .unwrap();
    observed(hospital).await;
    signed(hospital).await;
}

/// A sign-off, its correction, and documents that were accepted with and without a signature.
async fn signed(hospital: &Hospital) {
    use super::signoffs::desk;
    desk::qualify(hospital, hospital.assessor).await;
    let assessor = hospital.actor(hospital.assessor);
    let first = desk::new(hospital, desk::INDEPENDENT, "does", vec![]);
    desk::sign(hospital, &assessor, first.clone()).await.unwrap();
    let correction = records::signoffs::NewSignOff {
        supersedes: Some(first.id),
        reason: Some("A slip".into()),
        ..desk::new(hospital, desk::INDEPENDENT, "", vec![])
    };
    desk::sign(hospital, &assessor, correction).await.unwrap();
    let kind = competency::EvidenceKind::PriorLearning;
    let document = desk::document(hospital, "infusion.theory", kind);
    records::acceptances::accept(&hospital.records, &assessor, document, desk::paper)
        .await
        .unwrap();
    certify(hospital).await;
}

/// An observation that was signed, one conflict that ended and one that is open.
async fn observed(hospital: &Hospital) {
    super::bedside::make(hospital).await;
    let assessor = hospital.actor(hospital.assessor);
    let seen = super::bedside::seen(hospital, [super::bedside::Done; 4], NOW);
    super::bedside::observe(hospital, &assessor, seen).await.unwrap();
    let manager = hospital.actor(hospital.manager);
    for other in [hospital.assessor, hospital.educator] {
        let conflict = records::conflicts::NewConflict {
            person: hospital.nurse,
            other,
            reason: "Siblings".into(),
        };
        let conflict = records::conflicts::declare(&hospital.records, &manager, conflict)
            .await
            .unwrap();
        if other == hospital.assessor {
            records::conflicts::end(&hospital.records, &manager, conflict)
                .await
                .unwrap();
        }
    }
}

/// A certificate that its holder shares more of, and a transcript.
async fn certify(hospital: &Hospital) {
    use records::certificates::{Certified, Issue, Shared, issue, share};
    let nurse = hospital.actor(hospital.nurse);
    let certified = [
        Certified::Competency("infusion.limits".into()),
        Certified::Transcript,
    ];
    for what in certified {
        let id = uuid::Uuid::now_v7();
        issue(&hospital.records, &nurse, Issue { id, what })
            .await
            .unwrap();
        share(&hospital.records, &nurse, id, Shared::ALL.into_iter().collect())
            .await
            .unwrap();
    }
}

fn belief() -> SelfAssessment {
    let belief = |competency: &str| Belief {
        competency: competency.into(),
        confidence: Confidence::OnMyOwn,
    };
    SelfAssessment {
        scenario: super::hospital::SCENARIO.into(),
        beliefs: vec![belief("infusion.dose-programming"), belief("infusion.limits")],
    }
}

async fn bad(hospital: &Hospital) -> Option<BadEntry> {
    // The system asks: the auditor's own role is among what is tampered with.
    verify(&hospital.records, &hospital.system()).await.unwrap().bad
}

/// A connection past all the rules.
pub(crate) async fn back_door(hospital: &Hospital) -> DatabaseConnection {
    let mut options = ConnectOptions::new(&hospital.url);
    options.max_connections(1);
    let db = Database::connect(options).await.unwrap();
    let off = match db.get_database_backend() {
        DbBackend::Sqlite => "pragma foreign_keys = off",
        _ => "set session_replication_role = replica",
    };
    db.execute_unprepared(off).await.unwrap();
    db
}

pub(crate) async fn run(db: &DatabaseConnection, sql: &str, values: Vec<Value>) -> u64 {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.execute_raw(statement).await.unwrap().rows_affected()
}

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .unwrap()
}

/// The value as it is, and one that differs.
fn original_and_forged(row: &QueryResult, column: &str, kind: Type) -> (Value, Value) {
    match kind {
        Type::Text => {
            let text: Option<String> = row.try_get("", column).unwrap();
            let forged = text.clone().unwrap_or_default() + "x";
            (text.into(), forged.into())
        }
        Type::Number => {
            let number: Option<i64> = row.try_get("", column).unwrap();
            (number.into(), (number.unwrap_or(0) + 1000).into())
        }
        Type::Bytes => {
            let bytes: Option<Vec<u8>> = row.try_get("", column).unwrap();
            let mut forged = bytes.clone().unwrap_or_default();
            match forged.last_mut() {
                Some(last) => *last ^= 1,
                None => forged.push(1),
            }
            (bytes.into(), forged.into())
        }
        Type::Id => {
            let id: Option<uuid::Uuid> = row.try_get("", column).unwrap();
            (id.into(), uuid::Uuid::now_v7().into())
        }
        Type::Flag => {
            let flag: Option<bool> = row.try_get("", column).unwrap();
            (flag.into(), (!flag.unwrap_or(false)).into())
        }
    }
}

async fn every_changed_value_is_found(hospital: Hospital) {
    history(&hospital).await;
    assert_eq!(bad(&hospital).await, None);
    let db = back_door(&hospital).await;
    let (mut n_changed, mut missed) = (0, Vec::new());
    for (table, columns) in GUARDED {
        for (column, kind) in *columns {
            let key = key_of(table);
            let select = format!("select * from {table} order by {}", key.join(", "));
            for (place, row) in rows(&db, &select).await.iter().enumerate() {
                let (original, forged) = original_and_forged(row, column, *kind);
                let found_by = found_by(row, &key);
                let places: Vec<String> = key
                    .iter()
                    .zip(2..)
                    .map(|(name, n)| format!("{name} = ${n}"))
                    .collect();
                let update = format!("update {table} set {column} = $1 where {}", places.join(" and "));
                let values =
                    |value: &Value, found_by: &[Value]| [std::slice::from_ref(value), found_by].concat();
                assert_eq!(
                    run(&db, &update, values(&forged, &found_by)).await,
                    1,
                    "{table}.{column}"
                );
                if bad(&hospital).await.is_none() {
                    missed.push(format!("{table}.{column} of row {place}"));
                }
                let moved: Vec<Value> = key
                    .iter()
                    .zip(&found_by)
                    .map(|(name, value)| {
                        if name == column {
                            forged.clone()
                        } else {
                            value.clone()
                        }
                    })
                    .collect();
                assert_eq!(
                    run(&db, &update, values(&original, &moved)).await,
                    1,
                    "{table}.{column}"
                );
                n_changed += 1;
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    assert_eq!(bad(&hospital).await, None);
    assert!(n_changed > 300, "{n_changed}");
}

fn key_of(table: &str) -> Vec<&'static str> {
    match table {
        "organisations" => vec!["id"],
        "ledger_heads" => vec!["org"],
        "ledger_entries" => vec!["org", "position"],
        "ledger_nodes" => vec!["org", "level", "ordinal"],
        "runs" => vec!["org", "attempt"],
        "voids" => vec!["org", "source"],
        "unit_paths" => vec!["org", "ancestor", "descendant"],
        "standings" => vec!["org", "person", "competency"],
        "contents" => vec!["org", "kind", "slug", "version"],
        _ => vec!["org", "id"],
    }
}

fn found_by(row: &QueryResult, key: &[&'static str]) -> Vec<Value> {
    key.iter()
        .map(|name| match *name {
            "position" | "level" | "ordinal" | "version" => row.try_get::<i64>("", name).unwrap().into(),
            "competency" | "kind" | "slug" => row.try_get::<String>("", name).unwrap().into(),
            _ => row.try_get::<uuid::Uuid>("", name).unwrap().into(),
        })
        .collect()
}

async fn a_record_that_is_removed_or_added_is_found(hospital: Hospital) {
    history(&hospital).await;
    let db = back_door(&hospital).await;
    let copy = |table: &str| format!("create table kept as select * from {table}");
    for table in [
        "ledger_entries",
        "runs",
        "evidence",
        "standings",
        "people",
        "grants",
        "contents",
        "attempts",
        "allowances",
        "self_assessments",
        "units",
        "unit_paths",
        "observations",
        "signatures",
        "conflicts",
        "supervisions",
        "appeals",
        "voids",
        "restrictions",
        "certificates",
        "sign_offs",
        "acceptances",
        "voids",
    ] {
        run(&db, &copy(table), vec![]).await;
        // The last row by key.
        let key = key_of(table).join(", ");
        let columns = format!("({key})");
        let last = format!(
            "select {key} from {table} order by {} limit 1",
            key_of(table)
                .iter()
                .map(|k| format!("{k} desc"))
                .collect::<Vec<_>>()
                .join(", ")
        );
        assert_eq!(
            run(
                &db,
                &format!("delete from {table} where {columns} in ({last})"),
                vec![]
            )
            .await,
            1,
            "{table}"
        );
        assert!(bad(&hospital).await.is_some(), "{table}");
        run(&db, &format!("delete from {table}"), vec![]).await;
        run(&db, &format!("insert into {table} select * from kept"), vec![]).await;
        run(&db, "drop table kept", vec![]).await;
        assert_eq!(bad(&hospital).await, None, "{table}");
    }
    let evidence = "insert into evidence (org, id, person, competency, kind, passed, title, at_ms, recorded_ms, source) \
                    select org, $1, person, competency, kind, passed, title, at_ms, recorded_ms, source \
                    from evidence limit 1";
    run(&db, evidence, vec![uuid::Uuid::now_v7().into()]).await;
    assert!(bad(&hospital).await.is_some());
}

async fn the_first_bad_entry_is_named(hospital: Hospital) {
    history(&hospital).await;
    let db = back_door(&hospital).await;
    for position in [7_i64, 3] {
        run(
            &db,
            "update ledger_entries set data = data || ' ' where position = $1",
            vec![position.into()],
        )
        .await;
        let expected = BadEntry {
            position: position.cast_unsigned(),
            problem: BadKind::LeafHash,
        };
        assert_eq!(bad(&hospital).await, Some(expected));
    }
}
