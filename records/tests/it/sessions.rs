//! Sessions.

use super::hospital::{Hospital, NOW, PASSWORD};
use super::on_both_engines;
use records::roles::NewGrant;
use records::sessions::{SignedIn, authenticate, end, end_all, end_current, list};
use records::signin::{SignIn, set_password, sign_in};
use records::{Actor, Error, Role};
use time::{Duration, OffsetDateTime};

on_both_engines! {
    a_session_ends_when_idle_and_when_old
    a_short_idle_time_is_prolonged_by_use
    reading_goes_on_when_a_session_cannot_note_its_use
    a_forged_or_foreign_token_is_nobodys
    sessions_can_be_listed_and_ended
    nobody_ends_anothers_session
    disabling_a_person_ends_all_at_once
    a_change_of_role_ends_the_sessions
    erasing_a_person_forgets_devices
}

async fn sign_in_at(hospital: &Hospital, now: OffsetDateTime) -> SignedIn {
    set_password(&hospital.records, &hospital.system(), hospital.nurse, PASSWORD)
        .await
        .unwrap();
    sign_in_again(hospital, now).await
}

async fn sign_in_again(hospital: &Hospital, now: OffsetDateTime) -> SignedIn {
    let input = SignIn {
        organisation: None,
        name: "nurse".into(),
        password: PASSWORD.into(),
        address: Some("10.0.0.7".into()),
        device: "Ward browser".into(),
    };
    sign_in(&hospital.records, input, now).await.unwrap()
}

async fn ask(hospital: &Hospital, token: &str, now: OffsetDateTime) -> Result<Actor, Error> {
    authenticate(&hospital.records, token, None, now).await
}

async fn a_session_ends_when_idle_and_when_old(hospital: Hospital) {
    let session = sign_in_at(&hospital, NOW).await;
    let minutes = |n| NOW + Duration::minutes(n);
    assert!(ask(&hospital, &session.token, minutes(14)).await.is_ok());
    assert!(ask(&hospital, &session.token, minutes(28)).await.is_ok());
    assert_eq!(
        ask(&hospital, &session.token, minutes(43)).await.unwrap_err(),
        Error::SignedOut
    );

    let session = sign_in_again(&hospital, NOW).await;
    for n in 1..48 {
        assert!(ask(&hospital, &session.token, minutes(n * 10)).await.is_ok());
    }
    assert_eq!(
        ask(&hospital, &session.token, minutes(480)).await.unwrap_err(),
        Error::SignedOut
    );
}

async fn a_forged_or_foreign_token_is_nobodys(hospital: Hospital) {
    let session = sign_in_at(&hospital, NOW).await;
    let parts: Vec<&str> = session.token.split('.').collect();
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let forged = [
        String::new(),
        "a.b.c".to_owned(),
        "x".repeat(5000),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{none}.{}.", parts[1]),
        format!(
            "{}.{}.{}",
            parts[0],
            parts[1],
            parts[2].chars().rev().collect::<String>()
        ),
    ];
    for token in forged {
        assert_eq!(ask(&hospital, &token, NOW).await.unwrap_err(), Error::SignedOut);
    }
}

async fn sessions_can_be_listed_and_ended(hospital: Hospital) {
    let first = sign_in_at(&hospital, NOW).await;
    let second = sign_in_again(&hospital, NOW + Duration::minutes(1)).await;
    let sessions = list(&hospital.records, &second.actor).await.unwrap();
    assert_eq!(sessions.len(), 2);
    assert!(sessions[0].current && !sessions[1].current);
    assert_eq!(sessions[1].device, "Ward browser");
    end(
        &hospital.records,
        &second.actor,
        first.actor.session_id().unwrap(),
    )
    .await
    .unwrap();
    assert_eq!(
        ask(&hospital, &first.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
    assert!(ask(&hospital, &second.token, NOW).await.is_ok());
    end_current(&hospital.records, &second.actor).await.unwrap();
    assert_eq!(
        ask(&hospital, &second.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
    let third = sign_in_again(&hospital, NOW).await;
    end_all(&hospital.records, &third.actor).await.unwrap();
    assert_eq!(
        ask(&hospital, &third.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
}

async fn nobody_ends_anothers_session(hospital: Hospital) {
    let session = sign_in_at(&hospital, NOW).await;
    let id = session.actor.session_id().unwrap();
    let end = end(&hospital.records, &hospital.actor(hospital.administrator), id).await;
    assert_eq!(end, Err(Error::NotFound));
    assert!(ask(&hospital, &session.token, NOW).await.is_ok());
}

async fn disabling_a_person_ends_all_at_once(hospital: Hospital) {
    let session = sign_in_at(&hospital, NOW).await;
    let administrator = hospital.actor(hospital.administrator);
    records::people::disable(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(
        ask(&hospital, &session.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
    records::people::enable(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(
        ask(&hospital, &session.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
}

async fn a_change_of_role_ends_the_sessions(hospital: Hospital) {
    let session = sign_in_at(&hospital, NOW).await;
    let administrator = hospital.actor(hospital.administrator);
    let grant = NewGrant {
        person: hospital.nurse,
        unit: hospital.icu,
        role: Role::Assessor,
    };
    let grant = records::roles::grant(&hospital.records, &administrator, grant)
        .await
        .unwrap();
    assert_eq!(
        ask(&hospital, &session.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
    let session = sign_in_again(&hospital, NOW).await;
    records::roles::revoke(&hospital.records, &administrator, grant)
        .await
        .unwrap();
    assert_eq!(
        ask(&hospital, &session.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
}

async fn erasing_a_person_forgets_devices(hospital: Hospital) {
    let session = sign_in_at(&hospital, NOW).await;
    let administrator = hospital.actor(hospital.administrator);
    records::people::erase(&hospital.records, &administrator, hospital.nurse)
        .await
        .unwrap();
    assert_eq!(
        ask(&hospital, &session.token, NOW).await.unwrap_err(),
        Error::SignedOut
    );
    assert_eq!(list(&hospital.records, &session.actor).await.unwrap(), []);
    let report = records::ledger::verify(&hospital.records, &hospital.actor(hospital.auditor))
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}

async fn a_short_idle_time_is_prolonged_by_use(hospital: Hospital) {
    let settings = records::Settings {
        idle_minutes: 1,
        hash_memory_kib: 64,
        ..records::Settings::default()
    };
    let secrets = records::Secrets {
        key: b"a key for tests of thirty-two bytes or more".to_vec(),
    };
    let records = records::Records::open(&hospital.url, secrets, settings)
        .await
        .unwrap();
    let session = sign_in_at(&hospital, NOW).await;
    for n in 1..=10 {
        let now = NOW + Duration::seconds(n * 40);
        assert!(
            authenticate(&records, &session.token, None, now).await.is_ok(),
            "{n}"
        );
    }
}

async fn reading_goes_on_when_a_session_cannot_note_its_use(hospital: Hospital) {
    let session = sign_in_at(&hospital, NOW).await;
    let db = super::tampering::back_door(&hospital).await;
    let refuse = match hospital.url.starts_with("sqlite") {
        true => "create trigger full before update on sessions begin select raise(abort, 'full'); end",
        false => "alter table sessions add constraint full_disk check (seen_ms < 0) not valid",
    };
    super::tampering::run(&db, refuse, vec![]).await;
    for n in 1..=3 {
        let actor = ask(&hospital, &session.token, NOW + Duration::minutes(n)).await;
        assert_eq!(actor.unwrap().person_id(), Some(hospital.nurse));
    }
}
