//! PostgreSQL's programs, for the tests that run on both engines.

use anyhow::Result;

use super::{Consent, Run, debian};

/// Makes sure that `initdb` can be found, where the tests look for it.
pub(crate) fn postgres(consent: Consent) -> Result<()> {
    let on_path = Run::new("which").args(["initdb"]).output().is_some();
    let debian = std::fs::read_dir("/usr/lib/postgresql").is_ok_and(|mut versions| {
        versions.any(|version| version.is_ok_and(|version| version.path().join("bin/initdb").exists()))
    });
    if on_path || debian {
        return Ok(());
    }
    debian::install(
        &["postgresql"],
        "PostgreSQL, for the tests on both engines,",
        consent,
    )
}
