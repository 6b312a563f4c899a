//! `titrate fmt`: writes scenarios in their canonical text.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use training::diagnostic::Diagnostic;
use training::scenario::canonical;

use super::check::{document_files, shown};
use super::content::read;
use super::say;

/// What is done to a scenario that is not in its canonical text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Its file is replaced.
    Write,
    /// It is named.
    Check,
}

/// What was found in a file.
#[derive(Debug, PartialEq)]
enum Found {
    /// A scenario in its canonical text.
    Canonical,
    /// A scenario in another text.
    Different,
    /// A scenario that has no canonical text until this is mended.
    Refused(Vec<Diagnostic>),
    /// A bank, a library, or whatever else is no scenario.
    Other,
}

/// Goes through the scenarios at `paths`; a folder may be the content folder or one with scenarios.
pub(super) fn run(paths: &[PathBuf], mode: Mode) -> Result<ExitCode> {
    // A path that is not there is found out before anything is written.
    let mut files = Vec::new();
    for path in paths {
        files.extend(document_files(path)?);
    }
    let (mut good, mut different, mut bad) = (0_u32, 0_u32, 0_u32);
    for file in &files {
        match format(file, mode) {
            Ok(Found::Canonical) => good += 1,
            Ok(Found::Different) => {
                different += 1;
                say(&file.display().to_string());
            }
            Ok(Found::Refused(diagnostics)) => {
                bad += 1;
                for diagnostic in &diagnostics {
                    eprintln!("{}", shown(file, diagnostic));
                }
            }
            Ok(Found::Other) => {}
            Err(error) => {
                bad += 1;
                eprintln!("error: {error:#}");
            }
        }
    }
    let scenarios = good + different + bad;
    if scenarios == 0 {
        bail!("no scenario found; name one, or a folder with some");
    }
    let what = match mode {
        Mode::Write => "changed",
        Mode::Check => "not in their canonical text",
    };
    say(&format!(
        "{scenarios} scenarios, {different} {what}, {bad} with errors"
    ));
    let is_good = bad == 0 && (different == 0 || mode == Mode::Write);
    Ok(if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn format(file: &Path, mode: Mode) -> Result<Found> {
    let source = read(file)?;
    if !is_scenario(&source) {
        return Ok(Found::Other);
    }
    let written = match canonical(&source) {
        Ok(written) => written,
        Err(diagnostics) => return Ok(Found::Refused(diagnostics)),
    };
    if written == source {
        return Ok(Found::Canonical);
    }
    if mode == Mode::Write {
        replace(file, &written).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(Found::Different)
}

/// Whether a document names itself a scenario. `check` takes whatever it does not know for one; what is about to be
/// written over has to say so itself.
fn is_scenario(source: &str) -> bool {
    let source = source.trim_start_matches('\u{feff}');
    source.lines().any(|line| line.starts_with("scenario:"))
}

/// Replaces a file's text as a whole: whoever reads it meanwhile, and whoever pulls the plug, has the old or the new one.
fn replace(file: &Path, text: &str) -> Result<()> {
    // A link stays a link: what it leads to is replaced.
    let file = std::fs::canonicalize(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = file.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = write_beside(&file, &beside, text);
    if written.is_err() {
        // The first error is the one to be told.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn write_beside(file: &Path, beside: &Path, text: &str) -> Result<()> {
    let mut new = std::fs::File::create(beside)?;
    new.write_all(text.as_bytes())?;
    new.set_permissions(std::fs::metadata(file)?.permissions())?;
    new.sync_all()?;
    std::fs::rename(beside, file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use training::diagnostic::Code;

    use super::*;

    /// A folder with one file, gone when the test is over.
    struct Folder(PathBuf);

    impl Folder {
        fn with(name: &str, text: &str) -> (Folder, PathBuf) {
            let path = std::env::temp_dir().join(format!("titrate-fmt-{}-{name}", std::process::id()));
            std::fs::create_dir_all(&path).unwrap();
            let file = path.join("a.yaml");
            std::fs::write(&file, text).unwrap();
            (Folder(path), file)
        }

        fn files(&self) -> usize {
            std::fs::read_dir(&self.0).unwrap().count()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_scenario_is_written_once_and_then_left_alone() {
        let (folder, file) = Folder::with("write", "title:   'A title'\nscenario: a\n");
        assert_eq!(format(&file, Mode::Check).unwrap(), Found::Different);
        assert!(read(&file).unwrap().starts_with("title:   "));
        assert_eq!(format(&file, Mode::Write).unwrap(), Found::Different);
        assert_eq!(read(&file).unwrap(), "scenario: a\ntitle: A title\n");
        assert_eq!(format(&file, Mode::Write).unwrap(), Found::Canonical);
        assert_eq!(folder.files(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_comment_is_told_and_nothing_is_written() {
        let source = "scenario:   a # remark\n";
        let (_folder, file) = Folder::with("comment", source);
        let Found::Refused(diagnostics) = format(&file, Mode::Write).unwrap() else {
            panic!("it was not refused");
        };
        assert_eq!(diagnostics[0].code, Code::Comment);
        assert_eq!(read(&file).unwrap(), source);
    }

    #[test]
    fn other_documents_are_left_alone() {
        for source in [
            "bank:   a\n",
            "- id:   x\n  title: 'y'\n",
            "id:   training\n",
            "  scenario: 'a'\n",
        ] {
            let (_folder, file) = Folder::with("other", source);
            assert_eq!(format(&file, Mode::Write).unwrap(), Found::Other);
            assert_eq!(read(&file).unwrap(), source);
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_and_the_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let (folder, file) = Folder::with("link", "scenario:   a\n");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.0.join("link.yaml");
        symlink(&file, &link).unwrap();
        assert_eq!(format(&link, Mode::Write).unwrap(), Found::Different);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(read(&file).unwrap(), "scenario: a\n");
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
