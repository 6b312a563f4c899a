//! Names of the hashed assets, read once at start from `assets.json`.

use std::collections::BTreeMap;

/// Logical name to the name that carries the content's hash.
#[derive(Clone, Debug, Default)]
pub struct Assets(BTreeMap<String, String>);

impl Assets {
    /// Reads the manifest that the build wrote.
    ///
    /// # Errors
    /// The text is not a map of names.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text).map(Self)
    }

    /// The path of an asset below the site's root.
    #[must_use]
    pub fn path(&self, logical: &str) -> String {
        format!("/assets/{}", self.0.get(logical).map_or(logical, String::as_str))
    }
}
