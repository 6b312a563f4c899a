//! Random passwords for one key to each role and unit, printed once and kept nowhere.

use anyhow::Result;
use records::people::PeopleQuery;
use records::roles::Role;
use records::{Actor, Records};

use super::cast;

/// Letters and digits that nobody mistakes for one another.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Sets fresh passwords for the keys and prints `role<TAB>name<TAB>password`.
pub(super) async fn renew(records: &Records, system: &Actor) -> Result<()> {
    let organisations = records::organisations::all(records).await?;
    let Some(organisation) = organisations.first() else {
        return Ok(());
    };
    let mut shown = std::collections::BTreeSet::new();
    for (sign_in_name, part) in cast::all() {
        let first = shown.insert((part.role.as_str(), part.unit));
        // Of those who publish there are two, since nobody publishes what they wrote.
        let publishes = part.role == Role::Educator && part.unit.is_none();
        if !first && !publishes {
            continue;
        }
        let query = PeopleQuery {
            unit: organisation.root_unit,
            search: part.name.to_owned(),
            after: None,
            limit: 5,
        };
        let found = records::people::list(records, system, query).await?;
        let Some(person) = found
            .into_iter()
            .find(|person| person.sign_in_name == sign_in_name)
        else {
            continue;
        };
        let password = password()?;
        records::signin::set_password(records, system, person.id, &password).await?;
        super::super::say(&format!("{}\t{sign_in_name}\t{password}", part.role.as_str()));
    }
    Ok(())
}

/// Five groups of four: 100 bits.
pub(super) fn password() -> Result<String> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system has no random numbers: {error}"))?;
    let letters: Vec<char> = bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    Ok(letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-"))
}
