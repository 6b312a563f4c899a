//! Reading the documents of banks and blueprints.

use super::{Bank, Blueprint};
use crate::scenario::{SourceError, read_document};

/// The largest document of a bank or blueprint that is read, in bytes.
pub const MAX_BANK_BYTES: usize = 1024 * 1024;

/// Reads a bank. What it says may still have [problems](Bank::problems).
pub fn read_bank(source: &str) -> Result<Bank, SourceError> {
    read(source)
}

/// Reads a blueprint. What it says may still have [problems](Blueprint::problems).
pub fn read_blueprint(source: &str) -> Result<Blueprint, SourceError> {
    read(source)
}

fn read<T: serde::de::DeserializeOwned>(source: &str) -> Result<T, SourceError> {
    if source.len() > MAX_BANK_BYTES {
        return Err(SourceError {
            line: 0,
            message: format!("the document is larger than {MAX_BANK_BYTES} bytes"),
        });
    }
    read_document(source)
}
