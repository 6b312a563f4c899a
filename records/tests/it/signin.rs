//! Signing in.

use super::hospital::{Hospital, NOW, PASSWORD};
use super::on_both_engines;
use records::audit::{Access, AuditQuery};
use records::sessions::SignedIn;
use records::signin::{ChangePassword, SignIn, change_password, set_password, sign_in};
use records::{Error, Refusal};
use time::{Duration, OffsetDateTime};

on_both_engines! {
    the_right_password_opens_a_session
    unknown_wrong_disabled_and_locked_answer_alike
    an_account_backs_off_and_recovers
    an_address_that_guesses_is_told_to_wait
    a_hospital_behind_one_address_is_not_locked_out_by_typing_errors
    a_name_that_no_account_can_have_is_unknown
    a_weaker_hash_is_replaced_at_the_next_sign_in_and_never_over_a_new_password
    guesses_sent_at_once_are_all_counted
    changing_a_password_asks_for_the_current_one_and_ends_other_sessions
    common_and_short_passwords_are_refused
}

async fn try_sign_in(
    hospital: &Hospital,
    name: &str,
    password: &str,
    now: OffsetDateTime,
) -> Result<SignedIn, Error> {
    let input = SignIn {
        organisation: None,
        name: name.into(),
        password: password.into(),
        address: None,
        device: "test".into(),
    };
    sign_in(&hospital.records, input, now).await
}

async fn with_password(hospital: &Hospital) {
    set_password(&hospital.records, &hospital.system(), hospital.nurse, PASSWORD)
        .await
        .unwrap();
}

const WRONG: Error = Error::Refused(Refusal::WrongCredentials);

async fn the_right_password_opens_a_session(hospital: Hospital) {
    with_password(&hospital).await;
    let signed_in = try_sign_in(&hospital, " Nurse ", PASSWORD, NOW).await.unwrap();
    assert_eq!(signed_in.actor.person_id(), Some(hospital.nurse));
    let actor = records::sessions::authenticate(&hospital.records, &signed_in.token, None, NOW)
        .await
        .unwrap();
    assert_eq!(actor.person_id(), Some(hospital.nurse));
    let auditor = hospital.actor(hospital.auditor);
    let query = AuditQuery {
        before: None,
        limit: 10,
    };
    let log = records::audit::log(&hospital.records, &auditor, query)
        .await
        .unwrap();
    assert_eq!(log[0].what, Access::SignedIn);
    assert_eq!(log[0].actor_name.as_deref(), Some("nurse Example"));
}

async fn unknown_wrong_disabled_and_locked_answer_alike(hospital: Hospital) {
    with_password(&hospital).await;
    set_password(
        &hospital.records,
        &hospital.system(),
        hospital.other_nurse,
        PASSWORD,
    )
    .await
    .unwrap();
    let system = hospital.system();
    records::people::disable(&hospital.records, &system, hospital.other_nurse)
        .await
        .unwrap();
    assert_eq!(
        try_sign_in(&hospital, "nobody", PASSWORD, NOW).await.unwrap_err(),
        WRONG
    );
    assert_eq!(
        try_sign_in(&hospital, "nurse", "wrong", NOW).await.unwrap_err(),
        WRONG
    );
    assert_eq!(
        try_sign_in(&hospital, "other", PASSWORD, NOW).await.unwrap_err(),
        WRONG
    );
    assert_eq!(
        try_sign_in(&hospital, "manager", PASSWORD, NOW)
            .await
            .unwrap_err(),
        WRONG
    );
    for _ in 0..6 {
        assert_eq!(
            try_sign_in(&hospital, "nurse", "wrong", NOW).await.unwrap_err(),
            WRONG
        );
    }
    assert_eq!(
        try_sign_in(&hospital, "nurse", PASSWORD, NOW).await.unwrap_err(),
        WRONG
    );
}

async fn an_account_backs_off_and_recovers(hospital: Hospital) {
    with_password(&hospital).await;
    for _ in 0..5 {
        assert_eq!(
            try_sign_in(&hospital, "nurse", "wrong", NOW).await.unwrap_err(),
            WRONG
        );
    }
    assert_eq!(
        try_sign_in(&hospital, "nurse", PASSWORD, NOW).await.unwrap_err(),
        WRONG
    );
    let later = NOW + Duration::seconds(2);
    assert!(try_sign_in(&hospital, "nurse", PASSWORD, later).await.is_ok());
    // The success forgets the failures.
    assert_eq!(
        try_sign_in(&hospital, "nurse", "wrong", later).await.unwrap_err(),
        WRONG
    );
    assert!(try_sign_in(&hospital, "nurse", PASSWORD, later).await.is_ok());
}

async fn an_address_that_guesses_is_told_to_wait(hospital: Hospital) {
    let guess = async |n: u32, now| {
        let input = SignIn {
            organisation: Some("northfield".into()),
            name: format!("guess{n}"),
            password: "wrong".into(),
            address: Some("10.0.0.7".into()),
            device: String::new(),
        };
        sign_in(&hospital.records, input, now).await.unwrap_err()
    };
    for n in 0..30 {
        assert_eq!(guess(n, NOW).await, WRONG);
    }
    assert_eq!(guess(31, NOW).await, Error::Busy { retry_after_s: 1 });
    assert_eq!(guess(32, NOW + Duration::seconds(2)).await, WRONG);
}

async fn guesses_sent_at_once_are_all_counted(hospital: Hospital) {
    with_password(&hospital).await;
    let mut guesses = tokio::task::JoinSet::new();
    for n in 0..20 {
        let records = hospital.records.clone();
        guesses.spawn(async move {
            let password = if n == 19 {
                PASSWORD.to_owned()
            } else {
                format!("wrong {n}")
            };
            let input = SignIn {
                organisation: None,
                name: "nurse".into(),
                password,
                address: None,
                device: String::new(),
            };
            sign_in(&records, input, NOW).await
        });
    }
    while let Some(answer) = guesses.join_next().await {
        if let Err(error) = answer.unwrap() {
            assert_eq!(error, WRONG);
        }
    }
    // However they interleaved, five failures came first or last; the account waits unless the right one came late.
    for _ in 0..5 {
        let _ = try_sign_in(&hospital, "nurse", "wrong", NOW).await;
    }
    assert_eq!(
        try_sign_in(&hospital, "nurse", PASSWORD, NOW).await.unwrap_err(),
        WRONG
    );
}

async fn changing_a_password_asks_for_the_current_one_and_ends_other_sessions(hospital: Hospital) {
    with_password(&hospital).await;
    let first = try_sign_in(&hospital, "nurse", PASSWORD, NOW).await.unwrap();
    let second = try_sign_in(&hospital, "nurse", PASSWORD, NOW).await.unwrap();
    let change = |current: &str, new: &str| ChangePassword {
        current: current.into(),
        new: new.into(),
        device: String::new(),
    };
    let wrong = change_password(
        &hospital.records,
        &first.actor,
        change("wrong", "eleven slow badgers dig"),
    );
    assert_eq!(wrong.await.unwrap_err(), WRONG);
    let changed = change_password(
        &hospital.records,
        &first.actor,
        change(PASSWORD, "eleven slow badgers dig"),
    );
    let changed = changed.await.unwrap();
    for ended in [&first, &second] {
        let ask = records::sessions::authenticate(&hospital.records, &ended.token, None, NOW);
        assert_eq!(ask.await.unwrap_err(), Error::SignedOut);
    }
    assert!(
        records::sessions::authenticate(&hospital.records, &changed.token, None, NOW)
            .await
            .is_ok()
    );
    assert!(
        try_sign_in(&hospital, "nurse", "eleven slow badgers dig", NOW)
            .await
            .is_ok()
    );
}

async fn common_and_short_passwords_are_refused(hospital: Hospital) {
    for password in [
        "short",
        "passwordpassword",
        "northfieldgeneral1",
        "nurseexample12345",
    ] {
        let set = set_password(&hospital.records, &hospital.system(), hospital.nurse, password).await;
        assert!(
            matches!(set, Err(Error::Refused(Refusal::Password(_)))),
            "{password}"
        );
    }
    let person = hospital.actor(hospital.administrator);
    let set = set_password(&hospital.records, &person, hospital.nurse, PASSWORD).await;
    assert_eq!(set, Err(Error::NotFound));
}

async fn a_hospital_behind_one_address_is_not_locked_out_by_typing_errors(hospital: Hospital) {
    let fails = async |n: i64, now| {
        let input = SignIn {
            organisation: None,
            name: format!("typist{n}"),
            password: "wrong".into(),
            address: Some("10.0.0.7".into()),
            device: String::new(),
        };
        sign_in(&hospital.records, input, now).await.unwrap_err()
    };
    // A typing error every 21 seconds, for more than half an hour: none of them makes anybody wait.
    for n in 0..100 {
        assert_eq!(fails(n, NOW + Duration::seconds(n * 21)).await, WRONG);
    }
    // A guesser makes the address wait, but never for long.
    let then = NOW + Duration::hours(1);
    let mut waits = Vec::new();
    for n in 0..200 {
        if let Error::Busy { retry_after_s } = fails(n, then + Duration::seconds(n)).await {
            waits.push(retry_after_s);
        }
    }
    assert!(waits.len() > 50, "{}", waits.len());
    assert!(waits.iter().all(|wait| *wait <= 4), "{waits:?}");
}

async fn a_name_that_no_account_can_have_is_unknown(hospital: Hospital) {
    with_password(&hospital).await;
    for name in [
        "nurse\0",
        "nu\u{1b}rse",
        "",
        &"n".repeat(101),
        &"%".repeat(60_000),
    ] {
        assert_eq!(
            try_sign_in(&hospital, name, PASSWORD, NOW).await.unwrap_err(),
            WRONG
        );
    }
    let input = SignIn {
        organisation: Some("north\0field".into()),
        name: "nurse".into(),
        password: PASSWORD.into(),
        address: None,
        device: String::new(),
    };
    assert_eq!(sign_in(&hospital.records, input, NOW).await.unwrap_err(), WRONG);
}

async fn a_weaker_hash_is_replaced_at_the_next_sign_in_and_never_over_a_new_password(hospital: Hospital) {
    const NEW: &str = "eleven slow badgers dig";
    with_password(&hospital).await;
    // Today's hashes take longer: with an old hash the password is hashed twice, and there is time to change it.
    let settings = records::Settings {
        hash_memory_kib: 40_000,
        ..records::Settings::default()
    };
    let secrets = || records::Secrets {
        key: b"a key for tests of thirty-two bytes or more".to_vec(),
    };
    let slow = records::Records::open(&hospital.url, secrets(), settings)
        .await
        .unwrap();
    let sign_in_slowly = |password: &str| {
        let input = SignIn {
            organisation: None,
            name: "nurse".into(),
            password: password.into(),
            address: None,
            device: String::new(),
        };
        let slow = slow.clone();
        async move { sign_in(&slow, input, NOW).await }
    };
    let old = tokio::spawn(sign_in_slowly(PASSWORD));
    tokio::time::sleep(std::time::Duration::from_millis(40)).await;
    set_password(&hospital.records, &hospital.system(), hospital.nurse, NEW)
        .await
        .unwrap();
    let _ = old.await.unwrap();
    // Whichever came first, the password is the new one.
    assert_eq!(
        try_sign_in(&hospital, "nurse", PASSWORD, NOW).await.unwrap_err(),
        WRONG
    );
    assert!(try_sign_in(&hospital, "nurse", NEW, NOW).await.is_ok());
    assert!(sign_in_slowly(NEW).await.is_ok());
    assert!(sign_in_slowly(NEW).await.is_ok());
}
