//! Content that was read before. A published version never changes, so nothing here ever goes stale.

use competency::{Checklist, Framework};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use training::scenario::Scenario;
use uuid::Uuid;

/// Versions kept of each kind; beyond it the kind starts afresh.
const LIMIT: usize = 512;

/// Organisation, name, version.
pub(super) type Key = (Uuid, String, i64);

#[derive(Default)]
pub(crate) struct Cache {
    pub(super) scenarios: Kept<StoredScenario>,
    pub(super) frameworks: Kept<Framework>,
    pub(super) tests: Kept<super::exams::KeptTest>,
    pub(super) checklists: Kept<StoredChecklist>,
}

/// A checklist as it was published.
pub(crate) struct StoredChecklist {
    pub(crate) checklist: Checklist,
    pub(crate) version: i64,
    pub(crate) hash: String,
}

/// A scenario as it was published.
pub(super) struct StoredScenario {
    pub(super) scenario: Arc<Scenario>,
    pub(super) hash: String,
    pub(super) published_ms: i64,
}

pub(super) struct Kept<T>(Mutex<BTreeMap<Key, Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    pub(super) fn get(&self, key: &Key) -> Option<Arc<T>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()
    }

    pub(super) fn keep(&self, key: Key, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if LIMIT <= kept.len() {
            kept.clear();
        }
        kept.insert(key, value.clone());
        value
    }
}
