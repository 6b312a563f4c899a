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
    /// A unit got a calendar of its own.
    UnitZoneSet,
    /// Content is no longer in use.
    ContentRetired,
    /// Retired content is in use again.
    ContentRestored,
    /// A test was started.
    TestStarted,
    /// A test was marked and recorded.
    TestRecorded,
    /// A test ran out of time without an answer.
    TestAbandoned,
    /// A panel of judges was called for a test.
    PanelOpened,
    /// A round of a panel was closed.
    PanelRoundClosed,
    /// A panel set the cut score of a test.
    PanelClosed,
    /// An assessor recorded observed practice.
    ObservationRecorded,
    /// A conflict between two people was declared.
    ConflictDeclared,
    /// A declared conflict ended.
    ConflictEnded,
    /// An assessor made a one-time code for a supervised run.
    SupervisionOffered,
    /// A one-time code opened a supervised run.
    RunSupervised,
    /// A learner appealed a verdict.
    AppealMade,
    /// An appeal was answered.
    AppealAnswered,
    /// An assessor voided what evidence came from.
    SourceVoided,
    /// A restriction was raised.
    RestrictionRaised,
    /// A manager acknowledged a restriction.
    RestrictionAcknowledged,
    /// A restriction was lifted.
    RestrictionLifted,
    /// A person signed a text.
    Signed,
    /// An assessor signed that a competency is met.
    SignedOff,
    /// An assessor accepted or refused a document or prior learning.
    EvidenceAccepted,
    /// A person said what they believe of themselves.
    SelfAssessed,
    /// A certificate or transcript was issued.
    CertificateIssued,
    /// The holder changed what a certificate shows.
    CertificateShared,
    /// A certificate was revoked.
    CertificateRevoked,
    /// A draft of content was begun.
    DraftBegun,
    /// A draft was saved.
    DraftSaved,
    /// A second person was asked to look at a draft.
    DraftReviewAsked,
    /// A draft was given back to its authors.
    DraftGivenBack,
    /// A draft was given up.
    DraftDiscarded,
    /// A draft became a published version, by a second person.
    DraftPublished,
    /// An element of a draft was commented on.
    DraftCommented,
    /// A comment on a draft was settled.
    DraftCommentSettled,
}

impl Op {
    /// All operations.
    pub const ALL: [Self; 56] = [
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
        Self::UnitZoneSet,
        Self::ContentRetired,
        Self::ContentRestored,
        Self::TestStarted,
        Self::TestRecorded,
        Self::TestAbandoned,
        Self::PanelOpened,
        Self::PanelRoundClosed,
        Self::PanelClosed,
        Self::ObservationRecorded,
        Self::ConflictDeclared,
        Self::ConflictEnded,
        Self::SupervisionOffered,
        Self::RunSupervised,
        Self::AppealMade,
        Self::AppealAnswered,
        Self::SourceVoided,
        Self::RestrictionRaised,
        Self::RestrictionAcknowledged,
        Self::RestrictionLifted,
        Self::Signed,
        Self::SignedOff,
        Self::EvidenceAccepted,
        Self::SelfAssessed,
        Self::CertificateIssued,
        Self::CertificateShared,
        Self::CertificateRevoked,
        Self::DraftBegun,
        Self::DraftSaved,
        Self::DraftReviewAsked,
        Self::DraftGivenBack,
        Self::DraftDiscarded,
        Self::DraftPublished,
        Self::DraftCommented,
        Self::DraftCommentSettled,
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
            Self::UnitZoneSet => "unit_zone_set",
            Self::ContentRetired => "content_retired",
            Self::ContentRestored => "content_restored",
            Self::TestStarted => "test_started",
            Self::TestRecorded => "test_recorded",
            Self::TestAbandoned => "test_abandoned",
            Self::PanelOpened => "panel_opened",
            Self::PanelRoundClosed => "panel_round_closed",
            Self::PanelClosed => "panel_closed",
            Self::ObservationRecorded => "observation_recorded",
            Self::ConflictDeclared => "conflict_declared",
            Self::ConflictEnded => "conflict_ended",
            Self::SupervisionOffered => "supervision_offered",
            Self::RunSupervised => "run_supervised",
            Self::AppealMade => "appeal_made",
            Self::AppealAnswered => "appeal_answered",
            Self::SourceVoided => "source_voided",
            Self::RestrictionRaised => "restriction_raised",
            Self::RestrictionAcknowledged => "restriction_acknowledged",
            Self::RestrictionLifted => "restriction_lifted",
            Self::Signed => "signed",
            Self::SignedOff => "signed_off",
            Self::EvidenceAccepted => "evidence_accepted",
            Self::SelfAssessed => "self_assessed",
            Self::CertificateIssued => "certificate_issued",
            Self::CertificateShared => "certificate_shared",
            Self::CertificateRevoked => "certificate_revoked",
            Self::DraftBegun => "draft_begun",
            Self::DraftSaved => "draft_saved",
            Self::DraftReviewAsked => "draft_review_asked",
            Self::DraftGivenBack => "draft_given_back",
            Self::DraftDiscarded => "draft_discarded",
            Self::DraftPublished => "draft_published",
            Self::DraftCommented => "draft_commented",
            Self::DraftCommentSettled => "draft_comment_settled",
        }
    }

    /// The operation with this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.as_str() == text)
    }
}
