//! Drafts of scenarios: writing, looking, showing, publishing.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use training::script::{Rehearsal, Script};
use uuid::Uuid;

use crate::error::AppError;

/// How far a draft has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is being written.
    Writing,
    /// A second person is asked to look at it.
    InReview,
    /// It became a version.
    Published,
    /// It was given up.
    Discarded,
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// When.
    pub at: OffsetDateTime,
    /// Who; empty once erased.
    pub by: String,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Which.
    pub id: Uuid,
    /// Its title; may be empty.
    pub title: String,
    /// The name of its scenario; may be empty.
    pub slug: String,
    /// How far it has come.
    pub state: State,
    /// The newest revision.
    pub revision: u32,
    /// The scenario whose next version it is to become, and the version it began with.
    pub base: Option<(String, u32)>,
    /// When it was saved last.
    pub changed: Moment,
    /// When a review was asked for, if it waits for one.
    pub asked: Option<Moment>,
    /// Comments that are not settled.
    pub n_open_comments: u32,
}

/// A published scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedRow {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// When it must be looked at again.
    pub review_due_at: OffsetDateTime,
}

/// The drafts that can still change, and what is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The drafts, those that wait for a review first.
    pub drafts: Vec<DraftRow>,
    /// The published scenarios, by title.
    pub published: Vec<PublishedRow>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Which.
    pub id: Uuid,
    /// The element's path; empty for the whole.
    pub place: String,
    /// What is said.
    pub words: String,
    /// Who made it, and when.
    pub made: Moment,
    /// Who settled it, and when.
    pub settled: Option<Moment>,
}

/// A revision in the history of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: u32,
    /// Who saved it, and when.
    pub saved: Moment,
}

/// Why the visitor cannot publish a draft now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hurdle {
    /// Nobody has asked for a review.
    NotInReview,
    /// The visitor wrote it or asked for the review.
    OwnWork,
    /// The visitor does not publish here.
    NotPublisher,
    /// It was published or discarded.
    Closed,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// As in the list.
    pub row: DraftRow,
    /// Its newest text.
    pub source: String,
    /// What is said about it, oldest first.
    pub comments: Vec<Comment>,
    /// Its history, newest first.
    pub revisions: Vec<Revision>,
    /// Why the visitor cannot publish it now; none if they can.
    pub hurdle: Option<Hurdle>,
    /// The version it was published as.
    pub published_version: Option<u32>,
}

/// What a draft begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begin {
    /// A small scenario that works, under a title.
    Blank(String),
    /// The next version of a published scenario.
    Version(String),
    /// A published scenario under another title.
    Copy {
        /// Its name.
        slug: String,
        /// The title of the copy.
        title: String,
    },
    /// A text, as from a file.
    Text(String),
}

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Saved {
    /// The text is kept under this revision.
    Kept(u32),
    /// Somebody saved meanwhile; nothing was written.
    Overtaken(Overtaken),
}

/// What somebody saved meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overtaken {
    /// The newest revision.
    pub revision: u32,
    /// Its text.
    pub source: String,
    /// Who saved it, and when.
    pub saved: Moment,
    /// Both changes together, where they touch different lines.
    pub joined: Option<String>,
}

/// A remark of the compiler.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Whether nothing can be played because of it.
    pub is_error: bool,
    /// First byte, and the byte behind the last.
    pub bytes: (u32, u32),
    /// Line and character, from 1.
    pub place: (u32, u32),
    /// What is wrong.
    pub text: String,
    /// What was probably meant, in the place of those bytes.
    pub instead: Option<String>,
}

/// What kind of element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    /// A phase.
    Phase,
    /// A line of the rubric.
    Criterion,
    /// A golden run.
    Golden,
}

/// An element of the document, with where it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// Its id.
    pub id: String,
    /// Its line, from 1.
    pub line: u32,
    /// What it says of itself, in few words.
    pub says: String,
    /// Where a phase leads to.
    pub leads_to: Vec<String>,
}

impl Element {
    /// Its path in the document.
    #[must_use]
    pub fn path(&self) -> String {
        let list = match self.kind {
            ElementKind::Phase => "phases",
            ElementKind::Criterion => "rubric",
            ElementKind::Golden => "golden",
        };
        format!("{list}.{}", self.id)
    }
}

/// What the compiler made of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its remarks, by place.
    pub remarks: Vec<Remark>,
    /// What it understood.
    pub elements: Vec<Element>,
    /// Whether it can be played and graded.
    pub plays: bool,
}

/// What a golden run came to with one seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldenRun {
    /// Which.
    pub golden: String,
    /// The seed.
    pub seed: u64,
    /// Whether it came out as it says.
    pub as_expected: bool,
    /// The criteria it was to miss.
    pub to_miss: Vec<String>,
    /// The criteria it missed, with the second at which each was decided.
    pub missed: Vec<(String, Option<u64>)>,
    /// The step that could not be done, from 1.
    pub stuck_at: Option<u32>,
}

/// What a draft is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The latest published version.
    Published,
    /// One of its revisions.
    Revision(u32),
}

/// Whether a line is in both texts or in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// In both.
    Same,
    /// In the earlier text only.
    Gone,
    /// In the later text only.
    New,
}

/// A place in which two texts differ: its first line in the later text, and its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// The first line, from 1.
    pub line: u32,
    /// The lines.
    pub lines: Vec<(LineKind, String)>,
}

/// What came of publishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Published {
    /// It is a version now.
    Version {
        /// The scenario.
        slug: String,
        /// Its number.
        version: u32,
        /// The hash of its content.
        hash: String,
    },
    /// It does not compile: so many errors.
    Remarks(usize),
    /// So many golden runs do not come out as they say.
    Golden(usize),
    /// Its name belongs to another scenario.
    NameTaken,
}

/// A variant of a draft to be played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// What the simulator needs.
    pub script: Script,
    /// Hints and criteria.
    pub rehearsal: Rehearsal,
}

/// The drafts that can still change, and what is published.
#[server(prefix = "/api", endpoint = "drafts", input = server_fn::codec::Json)]
pub async fn read_desk() -> Result<Desk, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let desk = records::drafts::desk(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(desk.into())
}

/// One draft.
#[server(prefix = "/api", endpoint = "drafts/draft", input = server_fn::codec::Json)]
pub async fn read_draft(draft: Uuid) -> Result<Draft, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let draft = records::drafts::draft(&records, &actor, draft)
        .await
        .map_err(host::refuse)?;
    Ok(draft.into())
}

/// Begins a draft. Sending it again with the same id is harmless.
#[server(prefix = "/api", endpoint = "drafts/begin", input = server_fn::codec::Json)]
pub async fn begin_draft(id: Uuid, with: Begin) -> Result<Uuid, AppError> {
    use super::host;
    use records::drafts::{From, NewDraft};
    let (records, actor) = host::signed_in()?;
    let from = match with {
        Begin::Blank(title) => From::Blank { title },
        Begin::Version(slug) => From::Version { slug },
        Begin::Copy { slug, title } => From::Copy { slug, title },
        Begin::Text(source) => From::Text { source },
    };
    records::drafts::begin(&records, &actor, NewDraft { id, from })
        .await
        .map_err(host::refuse)
}

/// Saves a text that rests on a revision. Sending it again is harmless.
#[server(prefix = "/api", endpoint = "drafts/save", input = server_fn::codec::Json)]
pub async fn save_draft(draft: Uuid, revision: u32, source: String) -> Result<Saved, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::drafts::Save {
        draft,
        revision,
        source,
    };
    let saved = records::drafts::save(&records, &actor, input)
        .await
        .map_err(host::refuse)?;
    Ok(saved.into())
}

/// What the compiler says of a text.
#[server(prefix = "/api", endpoint = "drafts/look", input = server_fn::codec::Json)]
pub async fn look_at(source: String) -> Result<Look, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let look = records::drafts::look(&records, &actor, source)
        .await
        .map_err(host::refuse)?;
    Ok(look.into())
}

/// A text in its canonical layout; nothing where it cannot be read.
#[server(prefix = "/api", endpoint = "drafts/tidy", input = server_fn::codec::Json)]
pub async fn tidy(source: String) -> Result<Option<String>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::drafts::tidy(&records, &actor, source)
        .await
        .map_err(host::refuse)
}

/// Plays the golden runs of a text.
#[server(prefix = "/api", endpoint = "drafts/rehearse", input = server_fn::codec::Json)]
pub async fn rehearse(source: String) -> Result<Vec<GoldenRun>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let runs = records::drafts::rehearse(&records, &actor, source)
        .await
        .map_err(host::refuse)?;
    Ok(runs.into_iter().map(GoldenRun::from).collect())
}

/// A variant of the newest text of a draft.
#[server(prefix = "/api", endpoint = "drafts/preview", input = server_fn::codec::Json)]
pub async fn preview_draft(draft: Uuid, seed: u64) -> Result<Preview, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let (script, rehearsal) = records::drafts::preview(&records, &actor, draft, seed)
        .await
        .map_err(host::refuse)?;
    Ok(Preview { script, rehearsal })
}

/// How the newest text of a draft differs from another.
#[server(prefix = "/api", endpoint = "drafts/difference", input = server_fn::codec::Json)]
pub async fn read_difference(draft: Uuid, against: Against) -> Result<Vec<Hunk>, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let against = match against {
        Against::Published => records::drafts::Against::Published,
        Against::Revision(revision) => records::drafts::Against::Revision(revision),
    };
    let hunks = records::drafts::difference(&records, &actor, draft, against)
        .await
        .map_err(host::refuse)?;
    Ok(hunks.into_iter().map(Hunk::from).collect())
}

/// The text of one revision.
#[server(prefix = "/api", endpoint = "drafts/revision", input = server_fn::codec::Json)]
pub async fn read_revision(draft: Uuid, revision: u32) -> Result<String, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::drafts::revision(&records, &actor, draft, revision)
        .await
        .map_err(host::refuse)
}

/// Comments on an element. Sending it again with the same id is harmless.
#[server(prefix = "/api", endpoint = "drafts/comment", input = server_fn::codec::Json)]
pub async fn comment_on(id: Uuid, draft: Uuid, place: String, words: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::drafts::NewComment {
        id,
        draft,
        place,
        words,
    };
    records::drafts::comment(&records, &actor, input)
        .await
        .map_err(host::refuse)
}

/// Marks a comment as settled.
#[server(prefix = "/api", endpoint = "drafts/settle", input = server_fn::codec::Json)]
pub async fn settle_comment(comment: Uuid) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::drafts::settle(&records, &actor, comment)
        .await
        .map_err(host::refuse)
}

/// Asks a second person to look at a revision.
#[server(prefix = "/api", endpoint = "drafts/ask-review", input = server_fn::codec::Json)]
pub async fn ask_review(draft: Uuid, revision: u32) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::drafts::ask_review(&records, &actor, draft, revision)
        .await
        .map_err(host::refuse)
}

/// Gives a draft back to its authors, with words.
#[server(prefix = "/api", endpoint = "drafts/give-back", input = server_fn::codec::Json)]
pub async fn give_back(draft: Uuid, words: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::drafts::give_back(&records, &actor, draft, &words)
        .await
        .map_err(host::refuse)
}

/// Gives a draft up.
#[server(prefix = "/api", endpoint = "drafts/discard", input = server_fn::codec::Json)]
pub async fn discard_draft(draft: Uuid) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    records::drafts::discard(&records, &actor, draft)
        .await
        .map_err(host::refuse)
}

/// Publishes a revision as a version of its scenario.
#[server(prefix = "/api", endpoint = "drafts/publish", input = server_fn::codec::Json)]
pub async fn publish_draft(draft: Uuid, revision: u32) -> Result<Published, AppError> {
    use super::host;
    use records::content::PublishError;
    use records::{Conflict, Error};
    let (records, actor) = host::signed_in()?;
    match records::drafts::publish(&records, &actor, draft, revision).await {
        Ok(published) => Ok(Published::Version {
            slug: published.slug,
            version: published.version,
            hash: published.hash,
        }),
        Err(PublishError::Diagnostics(remarks)) => Ok(Published::Remarks(remarks.len())),
        Err(PublishError::Golden(failures)) => Ok(Published::Golden(failures.len())),
        Err(PublishError::Records(Error::Conflict(Conflict::NameTaken))) => Ok(Published::NameTaken),
        Err(PublishError::Records(error)) => Err(host::refuse(error)),
    }
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::drafts as stored;
    use training::diagnostic::{Diagnostic, Severity};
    use training::golden::{Expected, GoldenOutcome};
    use training::grade::Outcome;

    use super::{
        Comment, Desk, Draft, DraftRow, Element, ElementKind, GoldenRun, Hunk, Hurdle, LineKind, Look,
        Moment, Overtaken, PublishedRow, Remark, Revision, Saved, State,
    };

    impl From<stored::State> for State {
        fn from(state: stored::State) -> Self {
            match state {
                stored::State::Writing => Self::Writing,
                stored::State::InReview => Self::InReview,
                stored::State::Published => Self::Published,
                stored::State::Discarded => Self::Discarded,
            }
        }
    }

    impl From<stored::Moment> for Moment {
        fn from(moment: stored::Moment) -> Self {
            Self {
                at: moment.at,
                by: moment.by.unwrap_or_default(),
            }
        }
    }

    impl From<stored::DraftRow> for DraftRow {
        fn from(row: stored::DraftRow) -> Self {
            Self {
                id: row.id,
                title: row.title,
                slug: row.slug,
                state: row.state.into(),
                revision: row.revision,
                base: row.base,
                changed: row.changed.into(),
                asked: row.asked.map(Moment::from),
                n_open_comments: row.n_open_comments,
            }
        }
    }

    impl From<stored::Desk> for Desk {
        fn from(desk: stored::Desk) -> Self {
            let row = |row: records::content::ScenarioRow| PublishedRow {
                slug: row.slug,
                title: row.title,
                version: row.version,
                review_due_at: row.review_due_at,
            };
            let mut published: Vec<_> = desk.published.into_iter().map(row).collect();
            published.sort_by(|a, b| a.title.cmp(&b.title));
            Self {
                drafts: desk.drafts.into_iter().map(DraftRow::from).collect(),
                published,
            }
        }
    }

    impl From<stored::DraftView> for Draft {
        fn from(draft: stored::DraftView) -> Self {
            let comment = |comment: stored::CommentView| Comment {
                id: comment.id,
                place: comment.place,
                words: comment.words,
                made: comment.made.into(),
                settled: comment.settled.map(Moment::from),
            };
            let revision = |revision: stored::Revision| Revision {
                revision: revision.revision,
                saved: revision.saved.into(),
            };
            Self {
                row: draft.row.into(),
                source: draft.source,
                comments: draft.comments.into_iter().map(comment).collect(),
                revisions: draft.revisions.into_iter().map(revision).collect(),
                hurdle: draft.hurdle.map(|hurdle| match hurdle {
                    stored::Hurdle::NotInReview => Hurdle::NotInReview,
                    stored::Hurdle::OwnWork => Hurdle::OwnWork,
                    stored::Hurdle::NotPublisher => Hurdle::NotPublisher,
                    stored::Hurdle::Closed => Hurdle::Closed,
                }),
                published_version: draft.published_version,
            }
        }
    }

    impl From<stored::Saved> for Saved {
        fn from(saved: stored::Saved) -> Self {
            match saved {
                stored::Saved::Kept { revision } => Self::Kept(revision),
                stored::Saved::Overtaken {
                    revision,
                    source,
                    by,
                    at,
                    joined,
                } => Self::Overtaken(Overtaken {
                    revision,
                    source,
                    saved: Moment {
                        at,
                        by: by.unwrap_or_default(),
                    },
                    joined,
                }),
            }
        }
    }

    impl From<Diagnostic> for Remark {
        fn from(remark: Diagnostic) -> Self {
            Self {
                is_error: remark.severity == Severity::Error,
                bytes: (remark.span.start, remark.span.end),
                place: (remark.span.line, remark.span.column),
                text: remark.message(),
                instead: remark.suggestion,
            }
        }
    }

    impl From<GoldenOutcome> for GoldenRun {
        fn from(outcome: GoldenOutcome) -> Self {
            let criteria = outcome
                .verdict
                .map(|verdict| verdict.criteria)
                .unwrap_or_default();
            let missed = criteria
                .into_iter()
                .filter(|criterion| criterion.outcome == Outcome::Missed)
                .map(|criterion| (criterion.id, criterion.decided_at.map(|tick| tick / 1_000)));
            Self {
                golden: outcome.golden,
                seed: outcome.seed,
                as_expected: outcome.as_expected == Expected::Yes,
                to_miss: outcome.expected_misses,
                missed: missed.collect(),
                stuck_at: outcome.stuck.map(|(step, _)| step + 1),
            }
        }
    }

    impl From<stored::Hunk> for Hunk {
        fn from(hunk: stored::Hunk) -> Self {
            let line = |line: stored::Line| {
                let kind = match line.kind {
                    stored::LineKind::Same => LineKind::Same,
                    stored::LineKind::Gone => LineKind::Gone,
                    stored::LineKind::New => LineKind::New,
                };
                (kind, line.text)
            };
            Self {
                line: hunk.line,
                lines: hunk.lines.into_iter().map(line).collect(),
            }
        }
    }

    impl From<stored::Element> for Element {
        fn from(element: stored::Element) -> Self {
            Self {
                kind: match element.kind {
                    stored::ElementKind::Phase => ElementKind::Phase,
                    stored::ElementKind::Criterion => ElementKind::Criterion,
                    stored::ElementKind::Golden => ElementKind::Golden,
                },
                id: element.id,
                line: element.line,
                says: element.says,
                leads_to: element.leads_to,
            }
        }
    }

    impl From<stored::Look> for Look {
        fn from(look: stored::Look) -> Self {
            Self {
                plays: look.compiles(),
                remarks: look.diagnostics.into_iter().map(Remark::from).collect(),
                elements: look.outline.into_iter().map(Element::from).collect(),
            }
        }
    }
}
