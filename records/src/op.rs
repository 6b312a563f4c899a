//! Every consequential write, as one closed list.

use serde::{Deserialize, Serialize};

/// What a ledger entry says was done. Texts for people come from the caller's catalogue by this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// The organisation came to be.
    OrganisationFounded,
    /// A unit was added.
    UnitCreated,
    /// A person was added.
    PersonCreated,
    /// A person's name or job changed.
    PersonChanged,
    /// A person's accommodated timing changed.
    TimingChanged,
    /// A person may no longer sign in.
    PersonDisabled,
    /// A person may sign in again.
    PersonEnabled,
    /// A person's personal text was destroyed.
    PersonErased,
    /// A role was given.
    RoleGranted,
    /// A role was taken away.
    RoleRevoked,
    /// A password was set or changed.
    PasswordSet,
    /// A one-time link was made.
    InviteCreated,
    /// A library, hazard list, framework or scenario was published.
    ContentPublished,
    /// A scenario was reviewed.
    ContentReviewed,
    /// A module was assigned.
    ModuleAssigned,
    /// An assignment was withdrawn.
    AssignmentWithdrawn,
    /// A graded run was started.
    AttemptStarted,
    /// A graded run was recorded with its verdict.
    AttemptRecorded,
    /// A graded run ended because the learner was called away.
    AttemptCalledAway,
    /// A graded run was unfinished after 24 hours.
    AttemptAbandoned,
    /// An educator allowed more graded runs.
    AttemptsAllowed,
}

impl Op {
    /// All operations.
    pub const ALL: [Self; 21] = [
        Self::OrganisationFounded,
        Self::UnitCreated,
        Self::PersonCreated,
        Self::PersonChanged,
        Self::TimingChanged,
        Self::PersonDisabled,
        Self::PersonEnabled,
        Self::PersonErased,
        Self::RoleGranted,
        Self::RoleRevoked,
        Self::PasswordSet,
        Self::InviteCreated,
        Self::ContentPublished,
        Self::ContentReviewed,
        Self::ModuleAssigned,
        Self::AssignmentWithdrawn,
        Self::AttemptStarted,
        Self::AttemptRecorded,
        Self::AttemptCalledAway,
        Self::AttemptAbandoned,
        Self::AttemptsAllowed,
    ];

    /// The stable text of the operation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrganisationFounded => "organisation_founded",
            Self::UnitCreated => "unit_created",
            Self::PersonCreated => "person_created",
            Self::PersonChanged => "person_changed",
            Self::TimingChanged => "timing_changed",
            Self::PersonDisabled => "person_disabled",
            Self::PersonEnabled => "person_enabled",
            Self::PersonErased => "person_erased",
            Self::RoleGranted => "role_granted",
            Self::RoleRevoked => "role_revoked",
            Self::PasswordSet => "password_set",
            Self::InviteCreated => "invite_created",
            Self::ContentPublished => "content_published",
            Self::ContentReviewed => "content_reviewed",
            Self::ModuleAssigned => "module_assigned",
            Self::AssignmentWithdrawn => "assignment_withdrawn",
            Self::AttemptStarted => "attempt_started",
            Self::AttemptRecorded => "attempt_recorded",
            Self::AttemptCalledAway => "attempt_called_away",
            Self::AttemptAbandoned => "attempt_abandoned",
            Self::AttemptsAllowed => "attempts_allowed",
        }
    }

    /// The operation with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.as_str() == text)
    }
}
