//! What the models are held to: test vectors, figures beside what was published, and the history of versions.
//!
//! Everybody of the organisation may read it. All of it is a function of the models that are compiled in, so it is
//! worked out once, off the async threads, and kept (`kept.rs`).

mod history;
mod kept;

use crate::content::latest_modules;
use crate::permission::Scope;
use crate::{Actor, Error, Records};
use simulators::validation::{Figure, Subject};
use std::collections::BTreeMap;
use time::Date;
use training::scenario::Device;

pub use kept::run_vectors;

/// How many cases pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cases that came out as they should.
    pub passed: u32,
    /// All cases.
    pub of: u32,
}

/// By how much a value may be off: by the larger of both.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tolerance {
    /// In the value's own unit.
    pub abs: f64,
    /// As a share of the value.
    pub rel: f64,
}

/// The cases of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct KindResult {
    /// The kind's name in the file.
    pub kind: String,
    /// Whose page it belongs to; none where nobody claimed it.
    pub subject: Option<Subject>,
    /// How the cases came out.
    pub tally: Tally,
    /// Tolerance of the formula.
    pub tolerance: Tolerance,
    /// Cases that the stepped simulator must reach, too, and how exactly; none where there are none.
    pub stepped: Option<(u32, Tolerance)>,
    /// Formula and source, as the file states them.
    pub stated: String,
    /// Names of the cases that did not come out.
    pub failed: Vec<String>,
}

/// A version of the models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelVersion {
    /// Its number, from 1.
    pub version: u32,
    /// When it was made.
    pub date: Date,
    /// What changed.
    pub note: String,
    /// Vectors it passed when it was made.
    pub vectors: Tally,
    /// Scenarios whose recorded runs came out otherwise than before; for the first version, all.
    pub touches: Vec<Touched>,
}

/// A scenario that a version touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Its name.
    pub slug: String,
    /// Its title, if it is in use in the organisation.
    pub title: Option<String>,
}

/// A subject in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRow {
    /// Which.
    pub subject: Subject,
    /// Its vectors.
    pub vectors: Tally,
    /// How many figures stand on its page.
    pub n_figures: u32,
}

/// All subjects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The version that is compiled in.
    pub model_version: u32,
    /// The subjects, in their order.
    pub subjects: Vec<SubjectRow>,
    /// All vectors.
    pub vectors: Tally,
    /// Versions, newest first.
    pub history: Vec<ModelVersion>,
}

/// One subject.
#[derive(Clone, Debug, PartialEq)]
pub struct SubjectReport {
    /// Which.
    pub subject: Subject,
    /// The version that is compiled in.
    pub model_version: u32,
    /// Vectors by kind, as they come out with the program that answers.
    pub kinds: Vec<KindResult>,
    /// Figures, drawn from the simulators of the program that answers.
    pub figures: Vec<Figure>,
    /// Versions, newest first.
    pub history: Vec<ModelVersion>,
}

/// The subject that says how a device is modelled.
#[must_use]
pub fn subject_of(device: Device) -> Subject {
    match device {
        Device::LargeVolumePump => Subject::LargeVolumePump,
        Device::SyringePump => Subject::SyringePump,
        Device::SecondaryLine | Device::PumpUnit => Subject::SecondaryLine,
        Device::Ventilator => Subject::Ventilator,
        Device::Bench => Subject::Bench,
    }
}

/// The subjects and the history.
pub async fn overview(records: &Records, actor: &Actor) -> Result<Overview, Error> {
    let history = history_for(records, actor).await?;
    let kinds = kept::kinds().await?;
    let subjects = Subject::ALL.iter().map(|&subject| SubjectRow {
        subject,
        vectors: tally(kinds.iter().filter(|kind| kind.subject == Some(subject))),
        n_figures: u32::try_from(subject.figures().count()).unwrap_or(u32::MAX),
    });
    Ok(Overview {
        model_version: simulators::MODEL_VERSION,
        subjects: subjects.collect(),
        vectors: tally(kinds.iter()),
        history,
    })
}

/// One subject's vectors, figures and history.
pub async fn report(records: &Records, actor: &Actor, subject: Subject) -> Result<SubjectReport, Error> {
    let history = history_for(records, actor).await?;
    let kinds = kept::kinds().await?;
    let mut figures = Vec::new();
    for id in subject.figures() {
        figures.push(kept::figure(id).await?);
    }
    Ok(SubjectReport {
        subject,
        model_version: simulators::MODEL_VERSION,
        kinds: kinds
            .iter()
            .filter(|kind| kind.subject == Some(subject))
            .cloned()
            .collect(),
        figures,
        history,
    })
}

/// The history, with the titles of what the actor's organisation uses. Whoever holds no role here is nobody here.
async fn history_for(records: &Records, actor: &Actor) -> Result<Vec<ModelVersion>, Error> {
    let db = records.read();
    if !Scope::of(db, actor).await?.holds_any() {
        return Err(Error::NotFound);
    }
    let titles: BTreeMap<String, String> = latest_modules(records, db, actor.org)
        .await?
        .into_iter()
        .map(|module| (module.slug, module.scenario.title.clone()))
        .collect();
    let versions = history::read()?.into_iter().rev();
    Ok(versions
        .map(|one| ModelVersion {
            version: one.version,
            date: one.date,
            note: one.note,
            vectors: one.vectors,
            touches: one
                .touches
                .into_iter()
                .map(|slug| Touched {
                    title: titles.get(&slug).cloned(),
                    slug,
                })
                .collect(),
        })
        .collect())
}

fn tally<'a>(kinds: impl Iterator<Item = &'a KindResult>) -> Tally {
    kinds.fold(Tally::default(), |sum, kind| Tally {
        passed: sum.passed + kind.tally.passed,
        of: sum.of + kind.tally.of,
    })
}
