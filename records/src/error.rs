//! What a command or a query answers when it does not do what was asked.

use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

/// Why nothing was done. Closed and free of internal text: the detail goes to the log where the error is made.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Error {
    /// No valid session.
    #[error("signed out")]
    SignedOut,
    /// It does not exist, or the actor may not see it: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// A rule forbids it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The input cannot be accepted.
    #[error("invalid {field}: {code:?}")]
    Invalid {
        /// The field, as the input type names it.
        field: String,
        /// What is wrong with it.
        code: Invalid,
    },
    /// Something else is there already.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// Too much waits; nothing was done.
    #[error("busy, retry after {retry_after_s} s")]
    Busy {
        /// Seconds to wait before asking again.
        retry_after_s: u32,
    },
    /// The store failed. Whether a command was done is unknown: ask again with the same id.
    #[error("unavailable")]
    Unavailable,
}

/// The rule that forbids something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Unknown name, wrong password, disabled or backed off: one answer for all.
    WrongCredentials,
    /// The one-time link is unknown, used, replaced or too old: one answer for all.
    LinkInvalid,
    /// The actor may see the thing, but not do this to it.
    NotAllowed,
    /// Nobody changes their own roles, timing, or allowance.
    NotYourself,
    /// The password cannot be used.
    Password(PasswordProblem),
    /// All graded runs are used without a pass; an educator may allow more.
    NoAttemptsLeft,
    /// The next graded run may start then.
    WaitUntil(OffsetDateTime),
    /// So many practice runs are to be finished first.
    PracticeFirst(u32),
    /// The scenario is overdue for review; no graded run starts.
    ReviewOverdue,
    /// The seven days in which the attempt could be delivered are over.
    TokenExpired,
    /// The attempt was closed without a run.
    AttemptClosed,
    /// The log was made by another version of the simulator.
    OtherModelVersion,
    /// The time of the test is over.
    TimeOver,
    /// No judge has rated every item of the round.
    NoRatings,
    /// The code of a supervised run is wrong, used, too old or another person's: one answer for all.
    SupervisionCode,
    /// The assessor does not hold this competency now.
    CompetencyNotHeld(String),
    /// The assessor holds this competency, but below the level at which one assesses in it.
    LevelTooLow(String),
    /// A conflict between assessor and learner was declared.
    ConflictDeclared,
    /// The learner assessed the assessor in this competency within the last 90 days.
    AssessedYou(String),
    /// The version of the checklist was replaced or retired more than seven days ago.
    ChecklistReplaced,
    /// The competency is not held now, so that nothing can be certified.
    NotHeld,
    /// The draft was published or discarded.
    DraftClosed,
    /// Nobody has asked for a review of the draft.
    NotInReview,
    /// What one has written or asked about is published by somebody else.
    SecondPerson,
}

/// Why a password cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasswordProblem {
    /// Fewer than [`crate::signin::MIN_PASSWORD_CHARS`] characters.
    TooShort,
    /// More than [`crate::signin::MAX_PASSWORD_CHARS`] characters.
    TooLong,
    /// Made of common words, repetitions, or words everybody here would guess.
    TooCommon,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Invalid {
    /// Nothing in it.
    Empty,
    /// Longer than the field may be.
    TooLong,
    /// Not in the form the field asks for.
    Malformed,
    /// Names something that does not exist.
    Unknown,
    /// The log is for another scenario, variant or format.
    OtherScenario,
    /// The run in the log did not end.
    Unfinished,
    /// The log cannot have been made by the player; the code says how.
    ImpossibleLog(String),
    /// Outside the range the field allows.
    OutOfRange,
}

/// What is there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Conflict {
    /// The name is taken.
    NameTaken,
    /// The attempt is recorded with another log, or the observation with other marks.
    AlreadyRecorded,
    /// The id is in use for something else.
    IdTaken,
    /// What was shown for signing is no longer what would be signed.
    OtherText,
    /// The store holds other data.
    NotEmpty,
}

/// Why the store cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("the database address must start with sqlite: or postgres:")]
    UnknownScheme,
    /// The SQLite library has a known corruption bug.
    #[error("SQLite {0} is too old; 3.51.3 or later is needed")]
    OldSqlite(String),
    /// The database answers no, or the file is damaged.
    #[error("the database cannot be used: {0}")]
    Database(#[from] DbErr),
    /// The integrity check of the file found damage.
    #[error("the database file is damaged: {0}")]
    Damaged(String),
    /// argon2id does not accept the memory.
    #[error("a password hash needs between 8 and 4294967295 KiB of memory")]
    HashMemory,
    /// The signing key is too short.
    #[error("the session key must have at least 32 bytes")]
    WeakKey,
}

impl Error {
    /// An input error.
    pub(crate) fn invalid(field: &str, code: Invalid) -> Self {
        Self::Invalid {
            field: field.to_owned(),
            code,
        }
    }
}

impl From<DbErr> for Error {
    /// Logs the detail once; the caller learns only that the store failed. A failure of the disk is noted for the
    /// writer, which then ends; a text that no row can hold is the caller's.
    fn from(error: DbErr) -> Self {
        if is_unstorable_text(&error) {
            return Self::invalid("text", Invalid::Malformed);
        }
        crate::store::note_io_error(&error);
        tracing::error!(error = %error, "database error");
        Self::Unavailable
    }
}

/// PostgreSQL's `character_not_in_repertoire`: a text with a zero character.
fn is_unstorable_text(error: &DbErr) -> bool {
    crate::store::code_of(error).is_some_and(|code| code == "22021")
}
