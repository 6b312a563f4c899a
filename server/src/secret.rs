//! The key that signs sessions and receipts, kept in a file that only its owner reads.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

const LENGTH: usize = 32;

/// Reads the key, or makes it on first use.
///
/// # Errors
/// The file cannot be read or written, or is too short to be a key.
pub(crate) fn read_or_make(path: &Path) -> Result<Vec<u8>> {
    if path.exists() {
        let key =
            std::fs::read(path).with_context(|| format!("cannot read the secret file {}", path.display()))?;
        if key.len() < LENGTH {
            bail!(
                "the secret file {} is shorter than {LENGTH} bytes; remove it to have one made",
                path.display()
            );
        }
        return Ok(key);
    }
    let mut key = vec![0_u8; LENGTH];
    getrandom::fill(&mut key)
        .map_err(|error| anyhow::anyhow!("the system has no random numbers: {error}"))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(path)
        .with_context(|| format!("cannot make the secret file {}", path.display()))?;
    file.write_all(&key)?;
    file.sync_all()?;
    Ok(key)
}
