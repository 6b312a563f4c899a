//! What the compiler and the golden runs say of a text, and playing it. Nothing is written.

use super::outline::{Element, outline};
use super::{find, require_author};
use crate::content::{Compiled, compiled};
use crate::{Actor, Error, Invalid, Records};
use serde::{Deserialize, Serialize};
use training::diagnostic::Diagnostic;
use training::golden::{self, GoldenOutcome};
use training::scenario::{MAX_SOURCE_BYTES, Scenario};
use training::script::{Rehearsal, Script};
use uuid::Uuid;

/// What the compiler made of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Its remarks, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What it understood; none where it understood too little.
    pub scenario: Option<Scenario>,
    /// The elements of what it understood.
    pub outline: Vec<Element>,
    /// Whether it could be played and graded.
    plays: bool,
}

impl Look {
    fn of(compiled: Compiled, source: &str) -> Self {
        let outline = |scenario: &Scenario| outline(scenario, source);
        Self {
            plays: compiled.sound().is_some(),
            outline: compiled.scenario.as_ref().map(outline).unwrap_or_default(),
            diagnostics: compiled.diagnostics,
            scenario: compiled.scenario,
        }
    }

    /// Whether it could be played and graded.
    pub fn compiles(&self) -> bool {
        self.plays
    }
}

/// Compiles a text with the newest drug library, the hazards and the skills: those who write drafts.
pub async fn look(records: &Records, actor: &Actor, source: String) -> Result<Look, Error> {
    require_author(records, actor, "drafts.look").await?;
    let compiled = compiled(records, actor, source.clone()).await?;
    Ok(Look::of(compiled, &source))
}

/// A text in its canonical layout; nothing where it cannot be read.
pub async fn tidy(records: &Records, actor: &Actor, source: String) -> Result<Option<String>, Error> {
    require_author(records, actor, "drafts.tidy").await?;
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong));
    }
    records
        .grading()
        .work(move || training::scenario::canonical(&source).ok())
        .await
}

/// Plays the golden runs of a text, without their logs; none where it does not compile.
pub async fn rehearse(records: &Records, actor: &Actor, source: String) -> Result<Vec<GoldenOutcome>, Error> {
    require_author(records, actor, "drafts.rehearse").await?;
    let compiled = compiled(records, actor, source).await?;
    let Some(scenario) = compiled.sound().cloned() else {
        return Ok(Vec::new());
    };
    let played = records.grading().work(move || golden::run(&scenario)).await?;
    let without_log = |outcome: GoldenOutcome| GoldenOutcome { log: None, ..outcome };
    Ok(played.into_iter().map(without_log).collect())
}

/// A variant of the newest text of a draft, to be played as practice; it is not recorded. An error where the text does
/// not compile.
pub async fn preview(
    records: &Records,
    actor: &Actor,
    draft: Uuid,
    seed: u64,
) -> Result<(Script, Rehearsal), Error> {
    require_author(records, actor, "drafts.preview").await?;
    let row = find(records.read(), actor.org, draft).await?;
    let compiled = compiled(records, actor, row.source).await?;
    match compiled.sound() {
        Some(scenario) => Ok((scenario.draw(seed), scenario.rehearsal(seed))),
        None => Err(Error::invalid("source", Invalid::Malformed)),
    }
}
