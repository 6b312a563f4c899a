//! Opening, migrating, grouping.

use super::hospital::{Hospital, NOW, open};
use super::on_both_engines;
use records::{OpenError, Records, Secrets, Settings};

on_both_engines! {
    two_starters_migrate_one_after_the_other
    a_store_is_ready_only_with_its_schema
    what_was_written_is_there_after_reopening
}

async fn two_starters_migrate_one_after_the_other(hospital: Hospital) {
    let (first, second) = (open(&hospital.url).await, open(&hospital.url).await);
    let (one, two) = tokio::join!(first.migrate(), second.migrate());
    one.unwrap();
    two.unwrap();
    assert!(first.is_ready().await && second.is_ready().await);
}

async fn a_store_is_ready_only_with_its_schema(hospital: Hospital) {
    assert!(hospital.records.is_ready().await);
    let empty = match hospital.url.starts_with("sqlite") {
        true => format!("sqlite:{}", hospital.folder.path().join("empty.db").display()),
        false => super::postgres::fresh_database(),
    };
    let empty = open(&empty).await;
    assert!(!empty.is_ready().await);
    let (one, two) = tokio::join!(empty.migrate(), empty.migrate());
    one.unwrap();
    two.unwrap();
    assert!(empty.is_ready().await);
}

async fn what_was_written_is_there_after_reopening(hospital: Hospital) {
    let before = records::ledger::head(&hospital.records, &hospital.system())
        .await
        .unwrap();
    let (url, org) = (hospital.url.clone(), hospital.org.id);
    hospital.records.clone().close().await;
    let records = open(&url).await;
    let after = records::ledger::head(&records, &records::Actor::system(org, NOW))
        .await
        .unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn an_address_that_is_no_database_is_refused() {
    let open = async |url: &str, key: &[u8]| {
        Records::open(url, Secrets { key: key.to_vec() }, Settings::default())
            .await
            .err()
    };
    assert!(matches!(
        open("mysql://localhost/x", &[7; 32]).await,
        Some(OpenError::UnknownScheme)
    ));
    assert!(matches!(
        open("sqlite:/nowhere/x.db", &[7; 31]).await,
        Some(OpenError::WeakKey)
    ));
    assert!(matches!(
        open("sqlite:/nowhere/x.db", &[7; 32]).await,
        Some(OpenError::Database(_))
    ));
}
