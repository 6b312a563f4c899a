//! The year of the demonstration, in the order in which it happened: the ledger tells it in that order, too.

use std::path::Path;

use anyhow::Result;
use records::Records;
use records::organisations::OrganisationView;
use time::OffsetDateTime;

use super::practice::Observed;
use super::{Member, exams, history, practice};

/// Something that somebody does.
pub(super) enum Deed<'a> {
    /// A run on the simulator.
    Run(history::Planned<'a>),
    /// A test.
    Sit(exams::Planned),
    /// Prior learning of an assessor, accepted at set-up.
    Accept(practice::Accepted),
    /// Practice that an assessor watched.
    Observe(Observed),
}

impl Deed<'_> {
    fn at(&self) -> OffsetDateTime {
        match self {
            Self::Run(run) => run.at,
            Self::Sit(sitting) => sitting.at,
            Self::Accept(accepted) => accepted.at,
            Self::Observe(observed) => observed.at,
        }
    }
}

/// Lets the members live through the time between `begun` and `now`.
pub(super) async fn live(
    records: &Records,
    organisation: &OrganisationView,
    content: &Path,
    members: &[Member],
    begun: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<()> {
    let scenarios = history::scenarios(content)?;
    let mut deeds: Vec<Deed<'_>> = Vec::new();
    deeds.extend(history::plan(&scenarios, members, begun, now).map(Deed::Run));
    deeds.extend(exams::plan(members, begun, now).map(Deed::Sit));
    deeds.extend(practice::prior_learning(members, now).map(Deed::Accept));
    deeds.extend(practice::plan(members, now).map(Deed::Observe));
    deeds.sort_by_key(Deed::at);
    let keys = exams::keys(content)?;
    let mut chance = history::Chance(9);
    let passwords = practice::passwords(records, organisation, members, begun).await?;
    for deed in deeds {
        match deed {
            Deed::Run(run) => history::play(records, organisation.id, &run).await?,
            Deed::Sit(sitting) => {
                exams::play(records, organisation.id, &keys, &sitting, &mut chance).await?;
            }
            Deed::Accept(accepted) => practice::accept(records, organisation.id, &accepted).await?,
            Deed::Observe(observed) => {
                practice::observe(records, organisation.id, &passwords, &observed, &mut chance).await?;
            }
        }
    }
    history::assign(records, organisation, members, now).await?;
    records::restrictions::sweep(records, organisation.id, now).await?;
    records::reminders::sweep(records, organisation.id, now).await?;
    Ok(())
}
