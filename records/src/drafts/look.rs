//! What the compiler and the golden runs say of a text, and playing it. Nothing is written.

use super::{find, require_author};
use crate::content::surroundings;
use crate::{Actor, Error, Invalid, Records};
use serde::{Deserialize, Serialize};
use simulators::drugs::Library;
use training::diagnostic::{Diagnostic, Severity};
use training::golden::{self, GoldenOutcome};
use training::scenario::{CompileContext, MAX_SOURCE_BYTES, Scenario, compile};
use training::script::{Rehearsal, Script};
use uuid::Uuid;

/// What the compiler made of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Its remarks, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What it understood, without its seeds; none where it understood too little.
    pub scenario: Option<Scenario>,
}

impl Look {
    /// Whether it could be played and graded.
    pub fn compiles(&self) -> bool {
        let broken = |one: &Diagnostic| one.severity == Severity::Error;
        self.scenario.is_some() && !self.diagnostics.iter().any(broken)
    }
}

/// Compiles a text with the newest drug library, the hazards and the skills: those who write drafts.
pub async fn look(records: &Records, actor: &Actor, source: String) -> Result<Look, Error> {
    require_author(records, actor, "drafts.look").await?;
    compiled(records, actor, source).await
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
    let look = compiled(records, actor, source).await?;
    let Some(scenario) = look.scenario.clone().filter(|_| look.compiles()) else {
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
    let look = compiled(records, actor, row.source).await?;
    match look.scenario.as_ref().filter(|_| look.compiles()) {
        Some(scenario) => Ok((scenario.draw(seed), scenario.rehearsal(seed))),
        None => Err(Error::invalid("source", Invalid::Malformed)),
    }
}

async fn compiled(records: &Records, actor: &Actor, source: String) -> Result<Look, Error> {
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong));
    }
    let Some(around) = surroundings(records.read(), actor.org).await? else {
        return Err(Error::invalid("library", Invalid::Unknown));
    };
    let library: Library = crate::content::parsed(&around.library)?;
    let work = move || {
        let context = CompileContext {
            library: &library,
            hazards: &around.hazards,
            skills: &around.skills,
        };
        let (scenario, diagnostics) = compile(&source, &context);
        Look {
            diagnostics,
            scenario,
        }
    };
    records.grading().work(work).await
}
