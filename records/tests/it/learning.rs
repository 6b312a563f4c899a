//! Learning: what people believe of themselves, what they forget, what is due, and what they are told of it.

mod beliefs;
mod due;
mod memories;
mod reminders;

use super::hospital::Hospital;

/// The ledger holds, whatever was done.
async fn verify(hospital: &Hospital) {
    let report = records::ledger::verify(&hospital.records, &hospital.system())
        .await
        .unwrap();
    assert_eq!(report.bad, None);
}
