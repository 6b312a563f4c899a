//! `titrate check`: compiles scenarios and plays their golden runs, and checks banks, tests and checklists.

mod checklists;
mod exams;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use simulators::drugs::Library;
use training::diagnostic::{Diagnostic, Severity};
use training::golden::{self, Expected, GoldenOutcome};
use training::scenario::{CompileContext, Scenario, Skill, compile, read_hazards, read_library, read_skills};

use super::content::{read, yaml_files};
use super::say;

/// Checks the documents at `paths`; a folder may be the content folder or one with documents.
pub(super) fn run(paths: &[PathBuf]) -> Result<ExitCode> {
    let (mut documents, mut bad) = (0_u32, 0_u32);
    for path in paths {
        for file in document_files(path)? {
            documents += 1;
            let good = match Document::of(&read(&file)?) {
                Document::Scenario => check(&file, &Surroundings::of(&file)?)?,
                Document::Bank => exams::check_bank(&file)?,
                Document::Test => exams::check_test(&file)?,
                Document::Checklist => checklists::check(&file)?,
            };
            if !good {
                bad += 1;
            }
        }
    }
    if documents == 0 {
        bail!(
            "nothing to check found; name a scenario, a bank, a test or a checklist, or a folder with some"
        );
    }
    say(&format!("{documents} documents checked, {bad} with errors"));
    Ok(if bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What a scenario is compiled with: found beside it.
pub(super) struct Surroundings {
    library: Library,
    hazards: BTreeSet<String>,
    skills: Vec<Skill>,
}

impl Surroundings {
    /// Looks for `library/training.yaml`, `hazards.yaml` and `skills.yaml` in the folders above the scenario.
    pub(super) fn of(scenario: &Path) -> Result<Self> {
        let absolute = std::path::absolute(scenario)?;
        let Some(folder) = absolute
            .ancestors()
            .find(|folder| folder.join("hazards.yaml").is_file())
        else {
            bail!("{}: no hazards.yaml in the folders above it", scenario.display());
        };
        let library = folder.join("library/training.yaml");
        let library = read_library(&read(&library)?).with_context(|| library.display().to_string())?;
        let hazards = folder.join("hazards.yaml");
        let hazards = read_hazards(&read(&hazards)?).with_context(|| hazards.display().to_string())?;
        let skills = folder.join("skills.yaml");
        let skills = read_skills(&read(&skills)?).with_context(|| skills.display().to_string())?;
        Ok(Self {
            library,
            hazards: hazards.into_iter().map(|hazard| hazard.id).collect(),
            skills,
        })
    }

    /// Compiles a source.
    pub(super) fn compile(&self, source: &str) -> (Option<Scenario>, Vec<Diagnostic>) {
        compile(
            source,
            &CompileContext {
                library: &self.library,
                hazards: &self.hazards,
                skills: &self.skills,
            },
        )
    }
}

/// What a document is; all but scenarios name themselves in their first field.
#[derive(Clone, Copy)]
enum Document {
    Scenario,
    Bank,
    Test,
    Checklist,
}

impl Document {
    fn of(source: &str) -> Document {
        let has = |field: &str| source.lines().any(|line| line.starts_with(field));
        match () {
            () if has("bank:") => Document::Bank,
            () if has("test:") => Document::Test,
            () if has("checklist:") => Document::Checklist,
            () => Document::Scenario,
        }
    }
}

/// The documents of the content folder, of one of its folders, or the document itself.
pub(super) fn document_files(path: &Path) -> Result<Vec<PathBuf>> {
    let inside: Vec<PathBuf> = ["scenarios", "banks", "tests", "checklists"]
        .iter()
        .map(|folder| path.join(folder))
        .filter(|folder| folder.is_dir())
        .collect();
    if inside.is_empty() {
        return yaml_files(path);
    }
    let mut files = Vec::new();
    for folder in inside {
        files.extend(yaml_files(&folder)?);
    }
    Ok(files)
}

fn check(file: &Path, surroundings: &Surroundings) -> Result<bool> {
    let (scenario, diagnostics) = surroundings.compile(&read(file)?);
    for diagnostic in &diagnostics {
        say(&shown(file, diagnostic));
    }
    let failed = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(scenario) = scenario.filter(|_| !failed) else {
        return Ok(false);
    };
    let outcomes = golden::run(&scenario);
    let bad: Vec<_> = outcomes
        .iter()
        .filter(|outcome| outcome.as_expected == Expected::No)
        .collect();
    for outcome in &bad {
        say(&format!("{}: {}", file.display(), golden_problem(outcome)));
    }
    let count = outcomes.len();
    say(&format!(
        "{}: {} golden runs, {} not as expected",
        file.display(),
        count,
        bad.len()
    ));
    Ok(bad.is_empty() && count > 0)
}

/// One line for a diagnostic: place, severity, code, sentence, suggestion.
pub(super) fn shown(file: &Path, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let suggestion = diagnostic
        .suggestion
        .as_ref()
        .map(|text| format!(" Did you mean `{text}`?"))
        .unwrap_or_default();
    format!(
        "{}:{}:{}: {severity}[{}]: {}{suggestion}",
        file.display(),
        diagnostic.span.line,
        diagnostic.span.column,
        diagnostic.code.as_str(),
        diagnostic.message()
    )
}

fn golden_problem(outcome: &GoldenOutcome) -> String {
    let run = format!("golden run {} with seed {}", outcome.golden, outcome.seed);
    match &outcome.stuck {
        Some((step, fault)) => format!("{run} is stuck at step {}: {fault:?}", step + 1),
        None => format!(
            "{run} misses {:?}, expected {:?}",
            outcome.misses, outcome.expected_misses
        ),
    }
}
