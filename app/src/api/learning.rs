//! Self-assessment, refreshers, reminders and what is due.

use competency::{EvidenceKind, Reason};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::error::AppError;

/// How sure a person is of a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// I have not done this.
    NotDone,
    /// With help.
    WithHelp,
    /// On my own.
    OnMyOwn,
    /// I could teach it.
    CouldTeach,
}

impl Confidence {
    /// All of them, from the least.
    pub const ALL: [Self; 4] = [Self::NotDone, Self::WithHelp, Self::OnMyOwn, Self::CouldTeach];

    /// Whether the person says that they need nobody.
    #[must_use]
    pub fn is_sure(self) -> bool {
        matches!(self, Self::OnMyOwn | Self::CouldTeach)
    }
}

/// How sure a person is of one competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belief {
    /// The competency's stable name.
    pub competency: String,
    /// Its title.
    pub title: String,
    /// What they said; none if they did not.
    pub confidence: Option<Confidence>,
}

/// Whether a person is sure of everything; none unless they spoke of everything.
#[must_use]
pub fn sure_of_all(beliefs: &[Belief]) -> Option<bool> {
    let said: Option<Vec<Confidence>> = beliefs.iter().map(|belief| belief.confidence).collect();
    said.filter(|said| !said.is_empty())
        .map(|said| said.into_iter().all(Confidence::is_sure))
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A competency may not be used unsupervised.
    Restricted,
    /// A competency was held and no longer is.
    Lapsed,
    /// A competency ends soon.
    Renew,
    /// A competency was never shown.
    Show,
    /// What is new on a device is to be shown.
    Difference,
    /// A module was assigned.
    Assigned,
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DueItem {
    /// What is asked.
    pub what: What,
    /// The title of the competency or module.
    pub title: String,
    /// By when, or since when.
    pub at: Option<OffsetDateTime>,
    /// Whether that is over.
    pub over: bool,
    /// Why a competency stands as it does.
    pub reason: Option<Reason>,
    /// What does it: any of these.
    pub ways: Vec<Way>,
}

impl DueItem {
    /// The first module that does it.
    #[must_use]
    pub fn module(&self) -> Option<&Link> {
        let runs = self
            .ways
            .iter()
            .filter(|way| way.kind == EvidenceKind::SimulatorRun);
        runs.filter_map(|way| way.link.as_ref()).next()
    }
}

/// A way to do what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The evidence it gives.
    pub kind: EvidenceKind,
    /// The module, test or checklist, where there is one.
    pub link: Option<Link>,
}

/// A module, test or checklist as a list leads to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its stable name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How long it takes, where that is known.
    pub minutes: Option<u32>,
}

/// A short practice of what begins to fade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refresher {
    /// The module.
    pub module: Link,
    /// The step that is remembered least.
    pub step: String,
    /// How many days ago it was last shown or tried.
    pub days_ago: u32,
    /// The chance that it would be recalled now, in percent.
    pub recall_percent: u8,
}

/// What a reminder is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// A competency ends.
    Competency,
    /// A competency is no longer held.
    Lapsed,
    /// An assigned module is due.
    Assignment,
    /// A module is to be refreshed.
    Refresher,
    /// What is new on a device is to be shown.
    Difference,
}

/// A reminder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// What it is about.
    pub kind: ReminderKind,
    /// The title of the competency or module.
    pub title: String,
    /// When that is due.
    pub due_at: OffsetDateTime,
    /// When it was made.
    pub made_at: OffsetDateTime,
    /// Whether it was not yet seen.
    pub is_new: bool,
}

/// Everything that is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Due {
    /// Whether the person learns anywhere.
    pub trains: bool,
    /// What is due, the most urgent first.
    pub items: Vec<DueItem>,
    /// What begins to fade, the weakest first.
    pub refreshers: Vec<Refresher>,
    /// The reminders received, newest first.
    pub reminders: Vec<Reminder>,
}

/// Everything that is due for the visitor.
#[server(prefix = "/api", endpoint = "due", input = server_fn::codec::Json)]
pub async fn read_due() -> Result<Due, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let page = records::due::due(&records, &actor).await.map_err(host::refuse)?;
    let item = |item| from_records::item(item, actor.now);
    let refresher = |refresher| from_records::refresher(refresher, actor.now);
    Ok(Due {
        trains: page.trains,
        items: page.items.into_iter().map(item).collect(),
        refreshers: page.refreshers.into_iter().map(refresher).collect(),
        reminders: page.reminders.into_iter().map(Into::into).collect(),
    })
}

/// Marks the visitor's reminders as seen.
#[server(prefix = "/api", endpoint = "reminders/seen", input = server_fn::codec::Json)]
pub async fn see_reminders() -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::reminders::seen(&records, &actor)
        .await
        .map_err(host::refuse)
}

/// Writes down how sure the visitor is of each competency of a module.
#[server(prefix = "/api", endpoint = "self-assessments/say", input = server_fn::codec::Json)]
pub async fn say_how_sure(module: String, beliefs: Vec<(String, Confidence)>) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let belief = |(competency, confidence): (String, Confidence)| records::self_assessments::Belief {
        competency,
        confidence: confidence.into(),
    };
    let input = records::self_assessments::SelfAssessment {
        scenario: module,
        beliefs: beliefs.into_iter().map(belief).collect(),
    };
    records::self_assessments::assess(&records, &actor, input)
        .await
        .map_err(host::refuse)
}

#[cfg(feature = "ssr")]
pub(super) mod from_records {
    use records::{due, refreshers, reminders, self_assessments as stored};
    use time::OffsetDateTime;

    use super::{Belief, Confidence, DueItem, Link, Refresher, Reminder, ReminderKind, Way, What};

    impl From<Confidence> for stored::Confidence {
        fn from(confidence: Confidence) -> Self {
            match confidence {
                Confidence::NotDone => Self::NotDone,
                Confidence::WithHelp => Self::WithHelp,
                Confidence::OnMyOwn => Self::OnMyOwn,
                Confidence::CouldTeach => Self::CouldTeach,
            }
        }
    }

    impl From<stored::Confidence> for Confidence {
        fn from(confidence: stored::Confidence) -> Self {
            match confidence {
                stored::Confidence::NotDone => Self::NotDone,
                stored::Confidence::WithHelp => Self::WithHelp,
                stored::Confidence::OnMyOwn => Self::OnMyOwn,
                stored::Confidence::CouldTeach => Self::CouldTeach,
            }
        }
    }

    impl From<stored::BeliefRow> for Belief {
        fn from(row: stored::BeliefRow) -> Self {
            Self {
                competency: row.competency,
                title: row.title,
                confidence: row.confidence.map(Into::into),
            }
        }
    }

    impl From<due::What> for What {
        fn from(what: due::What) -> Self {
            match what {
                due::What::Restricted => Self::Restricted,
                due::What::Lapsed => Self::Lapsed,
                due::What::Renew => Self::Renew,
                due::What::Show => Self::Show,
                due::What::Difference => Self::Difference,
                due::What::Assigned => Self::Assigned,
            }
        }
    }

    impl From<due::Way> for Way {
        fn from(way: due::Way) -> Self {
            let link = |link: due::Link| Link {
                slug: link.slug,
                title: link.title,
                minutes: link.minutes,
            };
            Self {
                kind: way.kind,
                link: way.link.map(link),
            }
        }
    }

    impl From<reminders::ReminderView> for Reminder {
        fn from(view: reminders::ReminderView) -> Self {
            let kind = match view.kind {
                reminders::ReminderKind::Competency if view.step < 0 => ReminderKind::Lapsed,
                reminders::ReminderKind::Competency => ReminderKind::Competency,
                reminders::ReminderKind::Assignment => ReminderKind::Assignment,
                reminders::ReminderKind::Refresher => ReminderKind::Refresher,
                reminders::ReminderKind::Difference => ReminderKind::Difference,
            };
            Self {
                kind,
                title: view.title,
                due_at: view.due_at,
                made_at: view.made_at,
                is_new: view.is_new,
            }
        }
    }

    /// A thing that is due, as of the time of the question.
    pub(crate) fn item(item: due::DueItem, now: OffsetDateTime) -> DueItem {
        DueItem {
            what: item.what.into(),
            title: item.title,
            at: item.at,
            over: item.at.is_some_and(|at| at <= now),
            reason: item.reason,
            ways: item.ways.into_iter().map(Into::into).collect(),
        }
    }

    /// A refresher, as of the time of the question.
    pub(crate) fn refresher(row: refreshers::Refresher, now: OffsetDateTime) -> Refresher {
        Refresher {
            module: Link {
                slug: row.scenario,
                title: row.title,
                minutes: Some(row.minutes),
            },
            step: row.step,
            days_ago: u32::try_from((now - row.shown_at).whole_days()).unwrap_or(0),
            recall_percent: row.recall_percent,
        }
    }
}
