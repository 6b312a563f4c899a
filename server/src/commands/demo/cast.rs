//! Who works in the demonstration hospital. All names are invented.

use records::roles::Role;

/// The units.
pub(super) const UNITS: [&str; 3] = ["Intensive care", "Surgical ward 4", "Emergency department"];

/// One person's part.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Their name.
    pub(super) name: &'static str,
    /// Their role.
    pub(super) role: Role,
    /// Which of the units, or none for the whole hospital.
    pub(super) unit: Option<usize>,
}

impl Part {
    /// What they do here, as competency frameworks name it.
    pub(super) fn job(self) -> &'static str {
        match self.role {
            Role::Learner | Role::Assessor => "nurse",
            Role::Educator => "educator",
            Role::Manager => "manager",
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
        }
    }
}

/// Learners by unit.
const LEARNERS: [&[&str]; 3] = [
    &[
        "Ana Ruiz",
        "Tomasz Wilk",
        "Grace Okoro",
        "Liam Byrne",
        "Mei Tanaka",
        "Noor Haddad",
        "Elin Strand",
        "Joao Pires",
        "Sara Levin",
        "Peter Novak",
        "Ruth Mensah",
        "Ivan Petrov",
        "Chloe Martin",
        "Daniel Osei",
    ],
    &[
        "Hannah Weiss",
        "Kofi Asante",
        "Julia Romano",
        "Owen Davies",
        "Priya Nair",
        "Marta Kowal",
        "Sam Whitfield",
        "Leila Farah",
        "Erik Lund",
        "Bianca Costa",
        "Yusuf Demir",
        "Nina Horvat",
        "Callum Reid",
        "Aisha Bello",
    ],
    &[
        "Oscar Lindgren",
        "Fatima Zahra",
        "Jack Molloy",
        "Irina Popa",
        "Mateo Vega",
        "Zoe Clarke",
        "Hugo Lefevre",
        "Anika Sharma",
        "Dylan Price",
        "Petra Svoboda",
        "Samuel Adjei",
        "Lucia Moreno",
        "Niamh Kelly",
        "Viktor Balog",
    ],
];

/// Assessors, educator and manager by unit.
const STAFF: [[&str; 4]; 3] = [
    ["Beata Nowak", "Colm Doyle", "Ingrid Dahl", "Margaret Shaw"],
    ["Rosa Alvarez", "Theo Papas", "Wendy Marsh", "Gareth Pugh"],
    ["Emeka Eze", "Lotte Vries", "Paulo Braga", "Sunita Rao"],
];

/// Those who work for the whole hospital.
const HOUSE: [(&str, Role); 7] = [
    ("Alice Turner", Role::Administrator),
    ("Rafael Ortiz", Role::Administrator),
    ("Edith Blum", Role::Auditor),
    ("Kenji Mori", Role::Auditor),
    ("Helen Frost", Role::Educator),
    // One writes, the other publishes.
    ("Tessa Brandt", Role::Educator),
    ("David Achterberg", Role::Manager),
];

/// Everybody, with the name they sign in with.
pub(super) fn all() -> impl Iterator<Item = (String, Part)> {
    let learners = LEARNERS.into_iter().enumerate().flat_map(|(unit, names)| {
        names.iter().map(move |name| Part {
            name,
            role: Role::Learner,
            unit: Some(unit),
        })
    });
    let staff = STAFF.into_iter().enumerate().flat_map(|(unit, names)| {
        let roles = [Role::Assessor, Role::Assessor, Role::Educator, Role::Manager];
        names.into_iter().zip(roles).map(move |(name, role)| Part {
            name,
            role,
            unit: Some(unit),
        })
    });
    let house = HOUSE.into_iter().map(|(name, role)| Part {
        name,
        role,
        unit: None,
    });
    learners
        .chain(staff)
        .chain(house)
        .map(|part| (part.name.to_lowercase().replace(' ', "."), part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_one_people_hold_every_role_under_distinct_names() {
        let names: std::collections::BTreeSet<_> = all().map(|(name, _)| name).collect();
        assert_eq!(names.len(), 61);
        for role in Role::ALL {
            assert!(all().any(|(_, part)| part.role == role), "nobody is {role:?}");
        }
    }
}
