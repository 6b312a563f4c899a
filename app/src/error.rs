//! The one error that crosses the wire: closed variants, never the text of a cause.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a server function answers when it cannot do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// There is no valid session.
    SignedOut,
    /// It does not exist, or the visitor may not know that it does.
    NotFound,
    /// A rule stands against it.
    Refused(Refusal),
    /// A value cannot be used.
    Invalid {
        /// Which one.
        field: Field,
        /// The rule's stable code, for tests and support.
        code: String,
    },
    /// The state has changed meanwhile, or the same id was used for something else.
    Conflict,
    /// Too much at once.
    Busy {
        /// When to try again.
        retry_after_s: u32,
    },
    /// The server was not reached (made in the browser only).
    Offline,
    /// The arguments could not be read.
    BadRequest,
    /// The server failed; details are in its log.
    Unavailable,
}

/// Rules that refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No graded run is left.
    AttemptsUsed,
    /// The content's review date has passed.
    ReviewOverdue,
    /// There is a wait between two graded runs, and it is not over.
    WaitLonger,
    /// A practice run is asked for first.
    PractiseFirst,
    /// The run was made with another version of the simulator.
    OtherVersion,
    /// The attempt has ended.
    Closed,
    /// The role does not include it.
    NotAllowed,
    /// A link or token is used up.
    Expired,
    /// The time of the test is over.
    TimeOver,
    /// No judge has rated every item.
    NoRatings,
    /// The current password is not right.
    WrongPassword,
    /// Nobody does this to themselves.
    NotYourself,
    /// The assessor does not hold a competency now.
    CompetencyNotHeld,
    /// The assessor holds a competency below the level at which one assesses.
    LevelTooLow,
    /// A conflict between assessor and learner was declared.
    ConflictDeclared,
    /// The learner assessed the assessor lately.
    AssessedYou,
    /// The code of a supervised run is not right, or cannot be tried now.
    SupervisionCode,
    /// The competency is not held now.
    NotHeld,
    /// The version of the checklist is no longer in use.
    ChecklistReplaced,
    /// The draft was published or discarded.
    DraftClosed,
    /// Nobody has asked for a review of the draft.
    NotInReview,
    /// Somebody else publishes what one has written.
    SecondPerson,
}

/// The value that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A sign-in or personal name.
    Name,
    /// A password.
    Password,
    /// An action log.
    Log,
    /// A date.
    Date,
    /// The marks of an observation.
    Marks,
    /// When something was observed.
    Observed,
    /// A reason.
    Reason,
    /// Anything else.
    Other,
}

impl Field {
    /// The field that `records` names.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "name" | "sign_in_name" => Self::Name,
            "password" | "new" | "current" => Self::Password,
            "log" => Self::Log,
            "due_at" | "date" => Self::Date,
            "observed_at" => Self::Observed,
            "reason" => Self::Reason,
            name if name.starts_with("marks") => Self::Marks,
            _ => Self::Other,
        }
    }
}

impl AppError {
    /// The HTTP status that says the same.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::NotFound => 404,
            Self::Refused(_) => 403,
            Self::Invalid { .. } => 422,
            Self::Conflict => 409,
            Self::Busy { .. } | Self::Offline => 503,
            Self::BadRequest => 400,
            Self::Unavailable => 500,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::BadRequest,
            // On the server: arguments that cannot be read. In the browser: an answer that is not ours, such as
            // a proxy's page.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => Self::BadRequest,
            _ => Self::Unavailable,
        };
        #[cfg(feature = "ssr")]
        crate::api::answer_status(&error);
        error
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::words::errors::sentence(self))
    }
}
