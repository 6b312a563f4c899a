//! The ledger.

use super::hospital::{Hospital, NOW};
use super::on_both_engines;
use records::attempts::Kind;
use records::ledger::{
    Page, consistency, entries, head, inclusion, leaf_hash, node_hash, root_from_inclusion, verify,
};

on_both_engines! {
    every_entry_is_proved_to_be_in_every_later_ledger
    an_older_ledger_is_proved_to_be_the_beginning_of_a_newer
    positions_have_no_gaps_under_concurrent_commands
    an_untouched_store_verifies
    a_store_verifies_while_others_write
    evidence_that_did_not_count_when_it_came_is_no_alarm
    no_personal_text_is_in_the_ledger
}

fn hash(hex: &str) -> [u8; 32] {
    let bytes: Vec<u8> = (0..32)
        .map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap())
        .collect();
    bytes.try_into().unwrap()
}

async fn every_entry_is_proved_to_be_in_every_later_ledger(hospital: Hospital) {
    let auditor = hospital.actor(hospital.auditor);
    let size = head(&hospital.records, &auditor).await.unwrap().size;
    for size in 1..=size {
        for position in 0..size {
            let proof = inclusion(&hospital.records, &auditor, position, size)
                .await
                .unwrap();
            let path: Vec<[u8; 32]> = proof.path.iter().map(|text| hash(text)).collect();
            let root = root_from_inclusion(position, size, &hash(&proof.leaf_hash), &path);
            assert_eq!(root, Some(hash(&proof.root)), "{position} of {size}");
        }
    }
    assert!(inclusion(&hospital.records, &auditor, size, size).await.is_err());
    assert!(inclusion(&hospital.records, &auditor, 0, size + 1).await.is_err());
}

async fn an_older_ledger_is_proved_to_be_the_beginning_of_a_newer(hospital: Hospital) {
    let auditor = hospital.actor(hospital.auditor);
    let head = head(&hospital.records, &auditor).await.unwrap();
    let root = async |size| {
        hash(
            &inclusion(&hospital.records, &auditor, 0, size)
                .await
                .unwrap()
                .root,
        )
    };
    for new in 1..=head.size {
        for old in 1..=new {
            let proof = consistency(&hospital.records, &auditor, old, new).await.unwrap();
            let proof: Vec<[u8; 32]> = proof.iter().map(|text| hash(text)).collect();
            assert!(
                is_consistent(old, new, root(old).await, root(new).await, &proof),
                "{old} in {new}"
            );
        }
    }
    assert!(
        consistency(&hospital.records, &auditor, 1, head.size + 1)
            .await
            .is_err()
    );
}

/// The check of RFC 9162, section 2.1.4.2, written apart from the code under test.
fn is_consistent(old: u64, new: u64, old_root: [u8; 32], new_root: [u8; 32], proof: &[[u8; 32]]) -> bool {
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    let mut path = proof.to_vec();
    if old.is_power_of_two() {
        path.insert(0, old_root);
    }
    let (mut node, mut last) = (old - 1, new - 1);
    while node & 1 == 1 {
        node >>= 1;
        last >>= 1;
    }
    let Some((first, rest)) = path.split_first() else {
        return false;
    };
    let (mut was, mut is) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            was = node_hash(sibling, &was);
            is = node_hash(sibling, &is);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            is = node_hash(&is, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    was == old_root && is == new_root && last == 0
}

async fn positions_have_no_gaps_under_concurrent_commands(hospital: Hospital) {
    hospital.publish().await;
    let mut commands = tokio::task::JoinSet::new();
    for n in 0..40 {
        let (records, system, parent) = (hospital.records.clone(), hospital.system(), hospital.icu);
        commands.spawn(async move {
            let unit = records::units::NewUnit {
                parent,
                name: format!("Bay {n}"),
            };
            records::units::create(&records, &system, unit).await.unwrap()
        });
    }
    commands.join_all().await;
    let auditor = hospital.actor(hospital.auditor);
    let all = entries(
        &hospital.records,
        &auditor,
        Page {
            before: None,
            limit: 200,
        },
    )
    .await
    .unwrap();
    let size = head(&hospital.records, &auditor).await.unwrap().size;
    assert_eq!(all.len() as u64, size);
    assert!(all.iter().rev().map(|entry| entry.position).eq(0..size));
    assert!(
        all.iter()
            .all(|entry| hash(&entry.leaf_hash) == leaf_hash(entry.data.as_bytes()))
    );
    assert_eq!(verify(&hospital.records, &auditor).await.unwrap().bad, None);
}

async fn an_untouched_store_verifies(hospital: Hospital) {
    hospital.publish().await;
    hospital.pass(hospital.nurse, NOW).await;
    let nurse = hospital.actor(hospital.nurse);
    hospital
        .run(&nurse, Kind::Graded, "starts-at-once")
        .await
        .unwrap();
    hospital.start(&nurse, Kind::Graded).await.unwrap();
    let administrator = hospital.actor(hospital.administrator);
    records::people::rename(&hospital.records, &administrator, hospital.nurse, "Renamed")
        .await
        .unwrap();
    records::people::erase(&hospital.records, &administrator, hospital.other_nurse)
        .await
        .unwrap();
    let report = verify(&hospital.records, &hospital.actor(hospital.auditor))
        .await
        .unwrap();
    assert_eq!((report.bad, report.checked), (None, report.head.size));
}

async fn no_personal_text_is_in_the_ledger(hospital: Hospital) {
    let auditor = hospital.actor(hospital.auditor);
    let all = entries(
        &hospital.records,
        &auditor,
        Page {
            before: None,
            limit: 200,
        },
    )
    .await
    .unwrap();
    assert!(
        all.iter()
            .all(|entry| !entry.data.contains("Example") && !entry.data.contains("\"nurse Ex"))
    );
}

async fn a_store_verifies_while_others_write(hospital: Hospital) {
    hospital.publish().await;
    let hospital = std::sync::Arc::new(hospital);
    let mut writers = tokio::task::JoinSet::new();
    for person in [hospital.nurse, hospital.other_nurse] {
        let hospital = hospital.clone();
        writers.spawn(async move {
            let actor = hospital.actor(person);
            for _ in 0..6 {
                hospital.run(&actor, Kind::Graded, "expert").await.unwrap();
                hospital.start(&actor, Kind::Graded).await.unwrap();
                let administrator = hospital.actor(hospital.administrator);
                for name in ["One", "Another"] {
                    records::people::rename(&hospital.records, &administrator, person, name)
                        .await
                        .unwrap();
                }
            }
        });
    }
    let mut n_verified = 0;
    while !writers.is_empty() {
        let report = verify(&hospital.records, &hospital.actor(hospital.auditor))
            .await
            .unwrap();
        assert_eq!((report.bad, report.checked), (None, report.head.size));
        n_verified += 1;
        while let Some(ended) = writers.try_join_next() {
            ended.unwrap();
        }
    }
    assert!(n_verified > 1, "{n_verified}");
}

async fn evidence_that_did_not_count_when_it_came_is_no_alarm(hospital: Hospital) {
    hospital.publish().await;
    let framework = super::hospital::content("frameworks/nurse-infusion.yaml");
    let publish = async |text: &str| {
        records::content::publish_framework(&hospital.records, &hospital.system(), text)
            .await
            .unwrap()
    };
    hospital.pass(hospital.nurse, NOW).await;
    let uncounted = framework.replace("simulator_run", "supervised_run");
    assert_ne!(uncounted, framework);
    publish(&uncounted).await;
    hospital.pass(hospital.other_nurse, NOW).await;
    let report = verify(&hospital.records, &hospital.actor(hospital.auditor))
        .await
        .unwrap();
    assert_eq!(report.bad, None);
    publish(&framework).await;
    hospital.pass(hospital.nurse, NOW).await;
    let report = verify(&hospital.records, &hospital.actor(hospital.auditor))
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}
