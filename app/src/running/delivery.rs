//! Sending a finished run. It is forgotten here only when the server says that it is on the record.

use super::{KeptRun, forget};
use crate::api::attempts::{Receipt, deliver};
use crate::error::{AppError, Refusal};

/// What became of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum Delivered {
    /// The server has it.
    Recorded(Box<Receipt>),
    /// Not now; it stays on this device.
    Waiting(AppError),
    /// The server will never take it; it stays on this device only until it is read here.
    Refused(AppError),
}

/// Sends a run. Sending it twice records it once.
pub async fn send(run: KeptRun) -> Delivered {
    match deliver(run.attempt, run.token, run.log).await {
        Ok(receipt) => {
            forget(run.attempt);
            Delivered::Recorded(Box::new(receipt))
        }
        Err(error) if is_final(&error) => {
            forget(run.attempt);
            Delivered::Refused(error)
        }
        Err(error) => Delivered::Waiting(error),
    }
}

fn is_final(error: &AppError) -> bool {
    match error {
        AppError::NotFound | AppError::Invalid { .. } | AppError::Conflict | AppError::BadRequest => true,
        AppError::Refused(refusal) => matches!(
            refusal,
            Refusal::Expired | Refusal::Closed | Refusal::OtherVersion
        ),
        AppError::SignedOut | AppError::Busy { .. } | AppError::Offline | AppError::Unavailable => false,
    }
}
