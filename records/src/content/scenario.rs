//! Publishing a scenario: it compiles, its golden runs come out as they say, then it is frozen.

use super::publish::{Content, Surroundings, publish, require_publisher, surroundings, to_json};
use super::{Kind, Published};
use crate::{Actor, Error, Invalid, Records};
use serde_json::json;
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

/// A scenario ready to be published: compiled with the newest drug library, and its golden runs come out as they say.
pub(crate) async fn prepared(
    records: &Records,
    actor: &Actor,
    source: &str,
) -> Result<Content, PublishError> {
    if MAX_SOURCE_BYTES < source.len() {
        return Err(Error::invalid("source", Invalid::TooLong).into());
    }
    let Some(around) = surroundings(records.read(), actor.org).await? else {
        return Err(Error::invalid("library", Invalid::Unknown).into());
    };
    let library: Library = super::latest::parse_body(&around.library)?;
    let library_row = around.library.clone();
    let text = source.to_owned();
    let checked = records.grading().work(move || check(&text, &library, &around));
    let scenario = checked.await??;
    let needs = json!({"library": library_row.slug, "library_version": library_row.version, "library_hash": library_row.hash});
    Ok(Content {
        kind: Kind::Scenario,
        slug: scenario.id.clone(),
        title: scenario.title.clone(),
        hash: scenario.hash(),
        source: source.to_owned(),
        body: to_json(&scenario)?,
        needs: needs.to_string(),
    })
}

fn check(source: &str, library: &Library, around: &Surroundings) -> Result<Scenario, PublishError> {
    let context = CompileContext {
        library,
        hazards: &around.hazards,
        skills: &around.skills,
    };
    let (scenario, diagnostics) = compile(source, &context);
    let broken = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(scenario) = scenario.filter(|_| !broken) else {
        return Err(PublishError::Diagnostics(diagnostics));
    };
    let failures: Vec<GoldenFailure> = golden::run(&scenario)
        .into_iter()
        .filter(|outcome| outcome.as_expected == Expected::No)
        .map(|outcome| GoldenFailure {
            golden: outcome.golden,
            seed: outcome.seed,
            expected_misses: outcome.expected_misses,
            misses: outcome.misses,
        })
        .collect();
    match failures.is_empty() && !scenario.golden.is_empty() {
        true => Ok(scenario),
        false => Err(PublishError::Golden(failures)),
    }
}
