//! One-time links.

use super::hospital::{Hospital, NOW, PASSWORD};
use super::on_both_engines;
use records::invites::{Accept, InvitePurpose, NewInvite, accept, create, look};
use records::people::PersonState;
use records::{Error, Refusal};
use time::Duration;

on_both_engines! {
    a_link_sets_the_name_and_password_once
    a_newer_link_replaces_the_older
    a_link_ends_after_its_time
    only_administrators_make_links_and_none_for_those_above_them
}

fn accepting(token: &str, password: &str) -> Accept {
    Accept {
        token: token.into(),
        name: Some("Maria Okafor".into()),
        password: password.into(),
        address: None,
        device: String::new(),
    }
}

const INVALID: Error = Error::Refused(Refusal::LinkInvalid);

async fn a_link_sets_the_name_and_password_once(hospital: Hospital) {
    let administrator = hospital.actor(hospital.administrator);
    let new = NewInvite {
        person: hospital.nurse,
        purpose: InvitePurpose::SetUp,
    };
    let invite = create(&hospital.records, &administrator, new).await.unwrap();
    let view = look(&hospital.records, &invite.token, NOW).await.unwrap();
    assert_eq!(
        (view.sign_in_name.as_str(), view.organisation.as_str()),
        ("nurse", "Northfield General")
    );
    let weak = accept(&hospital.records, accepting(&invite.token, "short"), NOW).await;
    assert!(matches!(weak, Err(Error::Refused(Refusal::Password(_)))));
    let signed_in = accept(&hospital.records, accepting(&invite.token, PASSWORD), NOW)
        .await
        .unwrap();
    let me = records::people::me(&hospital.records, &signed_in.actor)
        .await
        .unwrap();
    assert_eq!(me.person.name, "Maria Okafor");
    assert_eq!(me.person.state, PersonState::Active);
    let again = accept(&hospital.records, accepting(&invite.token, PASSWORD), NOW).await;
    assert_eq!(again.unwrap_err(), INVALID);
}

async fn a_newer_link_replaces_the_older(hospital: Hospital) {
    let new = NewInvite {
        person: hospital.nurse,
        purpose: InvitePurpose::SetUp,
    };
    let older = create(&hospital.records, &hospital.system(), new).await.unwrap();
    let newer = create(&hospital.records, &hospital.system(), new).await.unwrap();
    assert_eq!(
        look(&hospital.records, &older.token, NOW).await.unwrap_err(),
        INVALID
    );
    assert!(look(&hospital.records, &newer.token, NOW).await.is_ok());
}

async fn a_link_ends_after_its_time(hospital: Hospital) {
    let new = NewInvite {
        person: hospital.nurse,
        purpose: InvitePurpose::Reset,
    };
    let invite = create(&hospital.records, &hospital.system(), new).await.unwrap();
    assert!(
        look(&hospital.records, &invite.token, NOW + Duration::hours(23))
            .await
            .is_ok()
    );
    let late = look(&hospital.records, &invite.token, NOW + Duration::hours(24)).await;
    assert_eq!(late.unwrap_err(), INVALID);
    for token in ["", "x", "0.0", "not-a-uuid.secret"] {
        assert_eq!(look(&hospital.records, token, NOW).await.unwrap_err(), INVALID);
    }
}

async fn only_administrators_make_links_and_none_for_those_above_them(hospital: Hospital) {
    let new = NewInvite {
        person: hospital.nurse,
        purpose: InvitePurpose::Reset,
    };
    for person in [
        hospital.manager,
        hospital.assessor,
        hospital.auditor,
        hospital.nurse,
    ] {
        let made = create(&hospital.records, &hospital.actor(person), new).await;
        assert_eq!(made.unwrap_err(), Error::NotFound);
    }
    // An administrator of one unit does not get at an administrator of the whole hospital who also works there.
    let give = |person, unit, role| records::roles::NewGrant { person, unit, role };
    let ward = give(hospital.manager, hospital.icu, records::Role::Administrator);
    records::roles::grant(&hospital.records, &hospital.system(), ward)
        .await
        .unwrap();
    let above = give(hospital.administrator, hospital.icu, records::Role::Learner);
    records::roles::grant(&hospital.records, &hospital.system(), above)
        .await
        .unwrap();
    let new = NewInvite {
        person: hospital.administrator,
        purpose: InvitePurpose::Reset,
    };
    let made = create(&hospital.records, &hospital.actor(hospital.manager), new).await;
    assert_eq!(made.unwrap_err(), Error::Refused(Refusal::NotAllowed));
}
