//! Reads the `given` part of a case.

use core::fmt;
use core::str::FromStr;

use serde_json::Value;

/// A given value that is not there or not of the kind that is needed.
#[derive(Clone, Debug)]
pub struct Missing(pub(super) String);

impl Missing {
    /// The value with this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "given value `{}` is missing or unusable", self.0)
    }
}

/// The `given` part of a case.
pub struct Given<'a>(pub(super) &'a Value);

impl<'a> Given<'a> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// The number with this name.
    ///
    /// # Errors
    /// It is not there, or no number.
    pub fn number(&self, name: &str) -> Result<f64, Missing> {
        self.0
            .get(name)
            .and_then(Value::as_f64)
            .ok_or_else(|| Missing(name.to_owned()))
    }

    pub(super) fn number_or(&self, name: &str, otherwise: f64) -> Result<f64, Missing> {
        if self.has(name) {
            self.number(name)
        } else {
            Ok(otherwise)
        }
    }

    pub(super) fn truth(&self, name: &str) -> Result<bool, Missing> {
        self.0
            .get(name)
            .and_then(Value::as_bool)
            .ok_or_else(|| Missing(name.to_owned()))
    }

    pub(super) fn text(&self, name: &str) -> Result<&'a str, Missing> {
        self.0
            .get(name)
            .and_then(Value::as_str)
            .ok_or_else(|| Missing(name.to_owned()))
    }

    pub(super) fn code<T: FromStr>(&self, name: &str) -> Result<T, Missing> {
        self.text(name)?.parse().map_err(|_| Missing(name.to_owned()))
    }

    /// The list with this name.
    ///
    /// # Errors
    /// It is not there, or no list.
    pub fn list(&self, name: &str) -> Result<&'a [Value], Missing> {
        self.0
            .get(name)
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .ok_or_else(|| Missing(name.to_owned()))
    }
}
