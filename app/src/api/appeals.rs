//! Appeals of verdicts, their answers, and voids.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::AppError;

/// What a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A graded run.
    Attempt,
    /// A test.
    Sitting,
    /// Observed practice.
    Observation,
}

/// A verdict and what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The attempt, sitting or observation.
    pub id: Uuid,
    /// Which of them.
    pub kind: SourceKind,
    /// Whose it is.
    pub person: String,
    /// The title of the module, test or checklist.
    pub title: String,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// The verdict.
    pub passed: bool,
}

/// A signature, as far as a page prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// Who signed; empty once erased.
    pub name: String,
    /// When.
    pub at: OffsetDateTime,
    /// The exact text; empty once somebody named in it is erased.
    pub text: String,
    /// Its hash.
    pub hash: String,
}

/// How an appeal is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The verdict is void.
    Upheld,
    /// The verdict stands.
    Rejected,
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appeal {
    /// Which.
    pub id: Uuid,
    /// The verdict.
    pub source: Source,
    /// What the learner says.
    pub statement: String,
    /// When it was made.
    pub made_at: OffsetDateTime,
    /// The answer, if there is one.
    pub answer: Option<AnswerView>,
}

/// The answer to an appeal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerView {
    /// How it was answered.
    pub outcome: Outcome,
    /// Why.
    pub words: String,
    /// The signature.
    pub signed: Option<Signed>,
}

/// That a verdict no longer counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Void {
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: OffsetDateTime,
    /// The signature.
    pub signed: Option<Signed>,
}

/// All that speaks of one verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The verdict.
    pub source: Source,
    /// That it no longer counts, if it does not.
    pub void: Option<Void>,
    /// Its appeals, oldest first.
    pub appeals: Vec<Appeal>,
    /// Whether the visitor may appeal it now.
    pub may_appeal: bool,
    /// Whether the visitor may void it now.
    pub may_void: bool,
}

/// The appeals a visitor sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appeals {
    /// Whether the visitor answers appeals.
    pub may_answer: bool,
    /// Those to answer, oldest first.
    pub waiting: Vec<Appeal>,
    /// Those that were answered.
    pub answered: Vec<Appeal>,
    /// The visitor's own.
    pub own: Vec<Appeal>,
}

/// All that speaks of one verdict.
#[server(prefix = "/api", endpoint = "verdict", input = server_fn::codec::Json)]
pub async fn read_verdict(source: Uuid) -> Result<Verdict, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let verdict = records::appeals::verdict(&records, &actor, source)
        .await
        .map_err(host::refuse)?;
    Ok(verdict.into())
}

/// Voids a verdict, with a signed reason.
#[server(prefix = "/api", endpoint = "verdict/void", input = server_fn::codec::Json)]
pub async fn void_verdict(
    source: Uuid,
    reason: String,
    shown: String,
    password: String,
) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::standing::NewVoid {
        source,
        reason,
        shown: Some(shown),
        password,
    };
    records::standing::void(&records, &actor, input, |source, reason| {
        crate::words::supervising::void_text(&source.clone().into(), reason)
    })
    .await
    .map_err(host::refuse)
}

/// The appeals to answer, and one's own.
#[server(prefix = "/api", endpoint = "appeals", input = server_fn::codec::Json)]
pub async fn read_appeals() -> Result<Appeals, AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let appeals = records::appeals::appeals(&records, &actor)
        .await
        .map_err(host::refuse)?;
    Ok(appeals.into())
}

/// Appeals a verdict of one's own. Sending it again with the same id is harmless.
#[server(prefix = "/api", endpoint = "appeals/make", input = server_fn::codec::Json)]
pub async fn make_appeal(id: Uuid, source: Uuid, statement: String) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::appeals::NewAppeal {
        id,
        source,
        statement,
    };
    records::appeals::appeal(&records, &actor, input)
        .await
        .map_err(host::refuse)
}

/// Answers an appeal, with a signature.
#[server(prefix = "/api", endpoint = "appeals/answer", input = server_fn::codec::Json)]
pub async fn answer_appeal(
    appeal: Uuid,
    outcome: Outcome,
    words: String,
    shown: String,
    password: String,
) -> Result<(), AppError> {
    use super::host;
    let (records, actor) = host::signed_in()?;
    let input = records::appeals::Answer {
        appeal,
        outcome: outcome.into(),
        answer: words,
        shown: Some(shown),
        password,
    };
    records::appeals::answer(&records, &actor, input, |source, outcome, words| {
        crate::words::supervising::answer_text(&source.clone().into(), outcome.into(), words)
    })
    .await
    .map_err(host::refuse)
}

#[cfg(feature = "ssr")]
mod from_records {
    use records::appeals as stored;
    use records::signatures::SignatureView;
    use records::standing::{SourceKind as StoredKind, SourceView, VoidView};

    use super::{AnswerView, Appeal, Appeals, Outcome, Signed, Source, SourceKind, Verdict, Void};

    impl From<SourceView> for Source {
        fn from(source: SourceView) -> Self {
            Self {
                id: source.id,
                kind: match source.kind {
                    StoredKind::Attempt => SourceKind::Attempt,
                    StoredKind::Sitting => SourceKind::Sitting,
                    StoredKind::Observation => SourceKind::Observation,
                },
                person: source.person_name,
                title: source.title,
                recorded_at: source.recorded_at,
                passed: source.passed,
            }
        }
    }

    impl From<SignatureView> for Signed {
        fn from(signature: SignatureView) -> Self {
            Self {
                name: signature.signer_name,
                at: signature.signed_at,
                text: signature.text,
                hash: signature.text_hash,
            }
        }
    }

    impl From<Outcome> for stored::Outcome {
        fn from(outcome: Outcome) -> Self {
            match outcome {
                Outcome::Upheld => Self::Upheld,
                Outcome::Rejected => Self::Rejected,
            }
        }
    }

    impl From<stored::Outcome> for Outcome {
        fn from(outcome: stored::Outcome) -> Self {
            match outcome {
                stored::Outcome::Upheld => Self::Upheld,
                stored::Outcome::Rejected => Self::Rejected,
            }
        }
    }

    impl From<stored::AppealView> for Appeal {
        fn from(appeal: stored::AppealView) -> Self {
            Self {
                id: appeal.id,
                source: appeal.source.into(),
                statement: appeal.statement,
                made_at: appeal.made_at,
                answer: appeal.answer.map(|answer| AnswerView {
                    outcome: answer.outcome.into(),
                    words: answer.answer,
                    signed: answer.signature.map(Signed::from),
                }),
            }
        }
    }

    impl From<VoidView> for Void {
        fn from(void: VoidView) -> Self {
            Self {
                reason: void.reason,
                at: void.at,
                signed: void.signature.map(Signed::from),
            }
        }
    }

    impl From<stored::Verdict> for Verdict {
        fn from(verdict: stored::Verdict) -> Self {
            Self {
                source: verdict.source.into(),
                void: verdict.void.map(Void::from),
                appeals: verdict.appeals.into_iter().map(Appeal::from).collect(),
                may_appeal: verdict.may_appeal,
                may_void: verdict.may_void,
            }
        }
    }

    impl From<stored::Appeals> for Appeals {
        fn from(appeals: stored::Appeals) -> Self {
            let all = |list: Vec<stored::AppealView>| list.into_iter().map(Appeal::from).collect();
            Self {
                may_answer: appeals.may_answer,
                waiting: all(appeals.waiting),
                answered: all(appeals.answered),
                own: all(appeals.own),
            }
        }
    }
}
