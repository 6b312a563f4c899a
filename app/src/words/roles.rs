//! Roles and states of people.

/// A role's name.
#[must_use]
pub fn role(code: &str) -> &'static str {
    match code {
        "learner" => "Learner",
        "assessor" => "Assessor",
        "educator" => "Educator",
        "manager" => "Manager",
        "administrator" => "Administrator",
        "auditor" => "Auditor",
        _ => "Member",
    }
}

/// The state of an account.
#[must_use]
pub fn account_state(code: &str) -> &'static str {
    match code {
        "invited" => "Invited",
        "active" => "Active",
        "disabled" => "Closed",
        "erased" => "Erased",
        _ => "Unknown",
    }
}
