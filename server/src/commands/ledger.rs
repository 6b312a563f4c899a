//! `titrate ledger verify`.

use std::process::ExitCode;

use anyhow::Result;
use records::Actor;

use crate::config::Config;

/// Checks every organisation's ledger and names the first entry that does not hold.
pub(super) async fn verify(config: Config) -> Result<ExitCode> {
    let records = super::open(&config).await?;
    let mut code = ExitCode::SUCCESS;
    for organisation in records::organisations::all(&records).await? {
        let actor = Actor::system(organisation.id, super::now());
        let report = records::ledger::verify(&records, &actor).await?;
        match report.bad {
            None => super::say(&format!(
                "{}: {} entries hold, root {}",
                organisation.slug, report.checked, report.head.root
            )),
            Some(bad) => {
                code = ExitCode::FAILURE;
                eprintln!(
                    "{}: entry {} does not hold: {:?}",
                    organisation.slug, bad.position, bad.problem
                );
            }
        }
    }
    records.close().await;
    Ok(code)
}
