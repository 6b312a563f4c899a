//! Publishing a scenario: it compiles, its golden runs come out as they say, then it is frozen.

use super::publish::{Content, publish, require_publisher, surroundings, to_json};
use super::{Kind, Published};
use crate::{Actor, Error, Invalid, Records};
use serde_json::{Value, json};
use simulators::drugs::Library;
use thiserror::Error as ThisError;
use training::diagnostic::{Diagnostic, Severity};
use training::golden::{self, Expected};
use training::scenario::{CompileContext, MAX_SOURCE_BYTES, Scenario, compile};

/// Why a scenario was not published.
#[derive(Clone, Debug, PartialEq, ThisError)]
pub enum PublishError {
    /// The command itself was refused.
    #[error(transparent)]
    Records(#[from] Error),
    /// The source does not compile.
    #[error("the scenario does not compile: {} remarks", .0.len())]
    Diagnostics(Vec<Diagnostic>),
    /// It compiles, but a golden run does not come out as it says, or there is none.
    #[error("{} golden runs do not come out as they say", .0.len())]
    Golden(Vec<GoldenFailure>),
}

/// A golden run that does not come out as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldenFailure {
    /// The run.
    pub golden: String,
    /// The seed.
    pub seed: u64,
    /// The criteria it was to miss.
    pub expected_misses: Vec<String>,
    /// The criteria it missed.
    pub misses: Vec<String>,
}

/// Publishes a scenario from its source, compiled with the newest drug library, the hazards and the skills.
pub async fn publish_scenario(
    records: &Records,
    actor: &Actor,
    source: &str,
) -> Result<Published, PublishError> {
    require_publisher(records.read(), actor).await?;
    let content = prepared(records, actor, source).await?;
    Ok(publish(records, actor, content).await?)
}

/// A scenario ready to be published: it compiles, and its golden runs come out as they say.
pub(crate) async fn prepared(
    records: &Records,
    actor: &Actor,
    source: &str,
) -> Result<Content, PublishError> {
    let compiled = compiled(records, actor, source.to_owned()).await?;
    let Some(scenario) = compiled.sound() else {
        return Err(PublishError::Diagnostics(compiled.diagnostics));
    };
    let played = scenario.clone();
    let failures = records.grading().work(move || failures(&played)).await?;
    if !failures.is_empty() || scenario.golden.is_empty() {
        return Err(PublishError::Golden(failures));
    }
    Ok(Content {
        kind: Kind::Scenario,
        slug: scenario.id.clone(),
        title: scenario.title.clone(),
        hash: scenario.hash(),
        body: to_json(scenario)?,
        source: source.to_owned(),
        needs: compiled.needs.to_string(),
    })
}

/// What the compiler made of a text.
pub(crate) struct Compiled {
    pub(crate) scenario: Option<Scenario>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What it was compiled with.
    needs: Value,
}

impl Compiled {
    /// The scenario, if nothing is wrong with it.
    pub(crate) fn sound(&self) -> Option<&Scenario> {
        let broken = |one: &Diagnostic| one.severity == Severity::Error;
        let is_sound = !self.diagnostics.iter().any(broken);
        self.scenario.as_ref().filter(|_| is_sound)
    }
}

/// Compiles a text with the newest drug library, the hazards and the skills.
pub(crate) async fn compiled(records: &Records, actor: &Actor, source: String) -> Result<Compiled, Error> {
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong));
    }
    let Some(around) = surroundings(records.read(), actor.org).await? else {
        return Err(Error::invalid("library", Invalid::Unknown));
    };
    let library: Library = super::latest::parse_body(&around.library)?;
    let row = &around.library;
    let needs = json!({"library": row.slug, "library_version": row.version, "library_hash": row.hash});
    let work = move || {
        let context = CompileContext {
            library: &library,
            hazards: &around.hazards,
            skills: &around.skills,
        };
        let (scenario, diagnostics) = compile(&source, &context);
        Compiled {
            scenario,
            diagnostics,
            needs,
        }
    };
    records.grading().work(work).await
}

fn failures(scenario: &Scenario) -> Vec<GoldenFailure> {
    golden::run(scenario)
        .into_iter()
        .filter(|outcome| outcome.as_expected == Expected::No)
        .map(|outcome| GoldenFailure {
            golden: outcome.golden,
            seed: outcome.seed,
            expected_misses: outcome.expected_misses,
            misses: outcome.misses,
        })
        .collect()
}
