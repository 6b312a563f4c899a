//! bench
use crate::tools::Consent;
pub(crate) fn run(_c: Consent) -> anyhow::Result<std::process::ExitCode> { Ok(std::process::ExitCode::SUCCESS) }
