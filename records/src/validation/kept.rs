//! What was worked out: vectors and figures of the models that are compiled in, each once in the life of a process.

use super::{KindResult, Tally, Tolerance};
use crate::Error;
use serde_json::Value;
use simulators::validation::{Figure, FigureId, Subject};
use simulators::vectors::{FILE, Outcome, is_stepped};
use tokio::sync::OnceCell;

static KINDS: OnceCell<Vec<KindResult>> = OnceCell::const_new();
static FIGURES: [OnceCell<Figure>; FigureId::ALL.len()] =
    [const { OnceCell::const_new() }; FigureId::ALL.len()];

/// The vectors by kind, in the order of the file.
pub(super) async fn kinds() -> Result<&'static [KindResult], Error> {
    let kinds = KINDS
        .get_or_try_init(|| async {
            tokio::task::spawn_blocking(run_vectors)
                .await
                .map_err(|_| Error::Unavailable)?
        })
        .await?;
    Ok(kinds)
}

/// A figure.
pub(super) async fn figure(id: FigureId) -> Result<Figure, Error> {
    let Some(cell) = FIGURES.get(id as usize) else {
        return Err(Error::Unavailable);
    };
    let figure = cell
        .get_or_try_init(|| async {
            tokio::task::spawn_blocking(move || id.figure())
                .await
                .map_err(|_| Error::Unavailable)
        })
        .await?;
    Ok(figure.clone())
}

/// Runs every case of the file. Takes a moment: a server asks for it once, off the async threads.
///
/// # Errors
/// [`Error::Unavailable`] where the file cannot be read.
pub fn run_vectors() -> Result<Vec<KindResult>, Error> {
    let cases: Vec<Value> = serde_json::from_str(FILE).map_err(|error| {
        tracing::error!(%error, "the file of test vectors cannot be read");
        Error::Unavailable
    })?;
    let mut kinds: Vec<KindResult> = Vec::new();
    for case in &cases {
        let text = |name: &str| {
            case.get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let kind = text("kind");
        let place = kinds
            .iter()
            .position(|known| known.kind == kind)
            .unwrap_or_else(|| {
                kinds.push(KindResult {
                    subject: Subject::of_vectors(&kind),
                    kind,
                    tally: Tally::default(),
                    tolerance: Tolerance::default(),
                    stepped: None,
                    stated: text("source_or_formula"),
                    failed: Vec::new(),
                });
                kinds.len() - 1
            });
        if let Some(known) = kinds.get_mut(place) {
            count(known, case, text("id"));
        }
    }
    Ok(kinds)
}

fn count(kind: &mut KindResult, case: &Value, id: String) {
    kind.tally.of += 1;
    match training::vectors::check(case) {
        Outcome::Passed => kind.tally.passed += 1,
        Outcome::Failed { .. } | Outcome::Skipped { .. } => kind.failed.push(id),
    }
    kind.tolerance = wider(kind.tolerance, tolerance(case.get("tol")));
    if is_stepped(case) {
        let (n_cases, so_far) = kind.stepped.unwrap_or_default();
        kind.stepped = Some((n_cases + 1, wider(so_far, tolerance(case.get("sim_tol")))));
    }
}

fn tolerance(stated: Option<&Value>) -> Tolerance {
    let part = |name: &str| {
        stated
            .and_then(|stated| stated.get(name))
            .and_then(Value::as_f64)
            .unwrap_or_default()
    };
    Tolerance {
        abs: part("abs"),
        rel: part("rel"),
    }
}

fn wider(one: Tolerance, other: Tolerance) -> Tolerance {
    Tolerance {
        abs: one.abs.max(other.abs),
        rel: one.rel.max(other.rel),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_of_the_file_is_counted_and_belongs_to_a_subject() {
        let kinds = run_vectors().unwrap();
        let cases: Vec<Value> = serde_json::from_str(FILE).unwrap();
        let counted: u32 = kinds.iter().map(|kind| kind.tally.of).sum();
        assert_eq!(counted as usize, cases.len());
        for kind in &kinds {
            assert!(kind.subject.is_some(), "{}", kind.kind);
            assert_eq!(kind.failed, Vec::<String>::new(), "{}", kind.kind);
            assert_eq!(kind.tally.passed, kind.tally.of);
            assert!(kind.tolerance.rel > 0.0 && !kind.stated.is_empty());
        }
        assert!(kinds.iter().any(|kind| kind.stepped.is_some()));
    }

    #[test]
    fn a_case_that_does_not_come_out_is_named() {
        let mut cases: Vec<Value> = serde_json::from_str(FILE).unwrap();
        let case = &mut cases[0];
        case["expect"]["never produced"] = true.into();
        let mut kind = KindResult {
            kind: String::new(),
            subject: None,
            tally: Tally::default(),
            tolerance: Tolerance::default(),
            stepped: None,
            stated: String::new(),
            failed: Vec::new(),
        };
        count(&mut kind, case, "wrong".to_owned());
        assert_eq!((kind.tally.passed, kind.tally.of), (0, 1));
        assert_eq!(kind.failed, ["wrong"]);
    }
}
