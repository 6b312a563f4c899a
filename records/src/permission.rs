//! What each role allows, and where.

mod reach;
mod scope;

pub(crate) use reach::Reach;
pub(crate) use scope::{Scope, below};

use crate::Role;
use serde::{Deserialize, Serialize};

/// Something a role allows in its unit and the units below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// Start attempts of one's own.
    Train,
    /// See who belongs to the unit.
    SeePeople,
    /// See which competencies people hold.
    SeeStandings,
    /// See evidence, attempts and debriefs.
    SeeEvidence,
    /// Add, change, disable and erase people; give and take roles.
    ManagePeople,
    /// Add units.
    ManageUnits,
    /// Write drafts of content and comment on them.
    Author,
    /// Publish and review content; only where the role is held at the root.
    PublishContent,
    /// Allow more graded runs.
    AllowMore,
    /// Assign modules.
    Assign,
    /// Read and verify the ledger; only where the role is held at the root.
    ReadLedger,
    /// Read the access log; only where the role is held at the root.
    ReadAccessLog,
    /// See who may be relied on for what, with yes, no and why, but no scores.
    SeeReadiness,
    /// Observe practice, open supervised runs, sign off, answer appeals and void attempts.
    Assess,
    /// Acknowledge restrictions of one's people and lift them.
    Acknowledge,
    /// Declare that two people must not assess each other.
    DeclareConflicts,
    /// See the statistics of tests.
    AnalyseTests,
    /// Call a panel of judges that sets the cut score of a test; only where the role is held at the root.
    SetCutScores,
}

impl Ability {
    /// All abilities.
    pub const ALL: [Self; 18] = [
        Self::Train,
        Self::SeePeople,
        Self::SeeStandings,
        Self::SeeEvidence,
        Self::ManagePeople,
        Self::ManageUnits,
        Self::Author,
        Self::PublishContent,
        Self::AllowMore,
        Self::Assign,
        Self::ReadLedger,
        Self::ReadAccessLog,
        Self::SeeReadiness,
        Self::Assess,
        Self::Acknowledge,
        Self::DeclareConflicts,
        Self::AnalyseTests,
        Self::SetCutScores,
    ];

    /// Whether it concerns the whole organisation, so that only a role at the root gives it.
    pub fn needs_root(self) -> bool {
        matches!(
            self,
            Self::PublishContent | Self::ReadLedger | Self::ReadAccessLog | Self::SetCutScores
        )
    }
}

/// The table of roles and abilities.
pub fn allows(role: Role, ability: Ability) -> bool {
    match role {
        Role::Learner => matches!(ability, Ability::Train),
        Role::Assessor => {
            matches!(
                ability,
                Ability::SeePeople
                    | Ability::SeeStandings
                    | Ability::SeeEvidence
                    | Ability::SeeReadiness
                    | Ability::Assess
            )
        }
        Role::Educator => matches!(
            ability,
            Ability::SeePeople
                | Ability::SeeStandings
                | Ability::Author
                | Ability::PublishContent
                | Ability::AllowMore
                | Ability::Assign
                | Ability::SeeReadiness
                | Ability::DeclareConflicts
                | Ability::AnalyseTests
                | Ability::SetCutScores
        ),
        Role::Manager => matches!(
            ability,
            Ability::SeePeople
                | Ability::SeeStandings
                | Ability::SeeEvidence
                | Ability::Assign
                | Ability::SeeReadiness
                | Ability::Acknowledge
                | Ability::DeclareConflicts
        ),
        Role::Administrator => {
            matches!(
                ability,
                Ability::SeePeople | Ability::ManagePeople | Ability::ManageUnits
            )
        }
        Role::Auditor => matches!(
            ability,
            Ability::SeePeople
                | Ability::SeeStandings
                | Ability::SeeEvidence
                | Ability::ReadLedger
                | Ability::ReadAccessLog
                | Ability::SeeReadiness
                | Ability::AnalyseTests
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_sees_no_scores() {
        assert!(!allows(Role::Administrator, Ability::SeeStandings));
        assert!(!allows(Role::Administrator, Ability::SeeEvidence));
    }

    #[test]
    fn an_auditor_changes_nothing() {
        let changing = [
            Ability::Train,
            Ability::ManagePeople,
            Ability::ManageUnits,
            Ability::Author,
            Ability::PublishContent,
            Ability::AllowMore,
            Ability::Assign,
            Ability::Assess,
            Ability::Acknowledge,
            Ability::DeclareConflicts,
            Ability::SetCutScores,
        ];
        assert!(
            changing
                .into_iter()
                .all(|ability| !allows(Role::Auditor, ability))
        );
    }

    #[test]
    fn only_learners_train() {
        let training = Role::ALL.into_iter().filter(|role| allows(*role, Ability::Train));
        assert_eq!(training.collect::<Vec<_>>(), [Role::Learner]);
    }
}
