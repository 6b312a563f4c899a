//! Running other programs, and where things lie.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The top folder of the checkout.
pub(crate) fn root() -> PathBuf {
    // Cargo names the manifest it runs; the compiled-in path is that of another checkout
    // when two of them share a target folder.
    let named = std::env::var_os("CARGO_MANIFEST_DIR");
    let here = named.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// Where native builds go: `CARGO_TARGET_DIR`, or `target` in the checkout.
pub(crate) fn target_dir() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    root().join(named)
}

/// Where the browser's part is built: apart from the native one, since two compilers may be at work.
pub(crate) fn web_target_dir() -> PathBuf {
    target_dir().join("web")
}

/// A program to run, with a failure that names it.
pub(crate) struct Run(Command);

impl Run {
    /// The program `name`, started in the top folder.
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(name);
        command.current_dir(root());
        Self(command)
    }

    /// Cargo, as the one that runs us, in quiet agreement on the target folder.
    pub(crate) fn cargo() -> Self {
        // Flags from the environment would replace those of .cargo/config.toml.
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).without_env("RUSTFLAGS")
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.0.args(args);
        self
    }

    pub(crate) fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(key, value);
        self
    }

    pub(crate) fn without_env(mut self, key: &str) -> Self {
        self.0.env_remove(key);
        self
    }

    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.0.current_dir(folder);
        self
    }

    /// Runs to the end, showing its output; an exit code other than 0 is an error.
    pub(crate) fn go(mut self) -> Result<()> {
        let shown = self.shown();
        let status = self
            .0
            .status()
            .with_context(|| format!("could not start `{shown}`"))?;
        if !status.success() {
            bail!("`{shown}` failed ({status})");
        }
        Ok(())
    }

    /// Runs to the end and returns what it printed, or `None` if it is missing or failed.
    pub(crate) fn output(mut self) -> Option<String> {
        let output = self.0.stderr(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn shown(&self) -> String {
        let mut words = vec![self.0.get_program().to_string_lossy().into_owned()];
        words.extend(
            self.0
                .get_args()
                .take(4)
                .map(|arg| arg.to_string_lossy().into_owned()),
        );
        words.join(" ")
    }
}
