//! An observation on this device until the server has it: ids and marks, no names and no password.

use competency::{Mark, Seen};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const PREFIX: &str = "titrate.observation.";
/// Older ones can no longer be recorded; nobody has come back to them for weeks.
const FORGET_AFTER_MS: i64 = 30 * 86_400_000;

/// An observation that is not yet recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Under which it will be recorded.
    pub id: Uuid,
    /// The assessor, who alone sees it.
    pub by: Uuid,
    /// The learner.
    pub person: Uuid,
    /// The checklist.
    pub checklist: String,
    /// The version it was begun with.
    pub version: u32,
    /// How many steps that has.
    pub steps: usize,
    /// When the practice was seen, in milliseconds since 1970.
    pub observed_ms: i64,
    /// The note on the whole.
    pub note: String,
    marks: Vec<DraftMark>,
}

/// A step of a draft: a remark may come before its mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DraftMark {
    item: String,
    seen: Option<Seen>,
    remark: String,
}

/// Whether the device has kept something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storing {
    /// It has.
    Kept,
    /// It keeps nothing, for example in a private window.
    Impossible,
}

impl Draft {
    /// Nothing marked yet.
    #[must_use]
    pub fn new(by: Uuid, person: Uuid, checklist: &str, version: u32, steps: usize, now_ms: i64) -> Self {
        Self {
            id: Uuid::nil(),
            by,
            person,
            checklist: checklist.to_owned(),
            version,
            steps,
            observed_ms: now_ms,
            note: String::new(),
            marks: Vec::new(),
        }
    }

    /// The same draft under an id of its own.
    #[must_use]
    pub fn begun(self, id: Uuid) -> Self {
        Self { id, ..self }
    }

    /// What was seen of a step.
    #[must_use]
    pub fn seen(&self, item: &str) -> Option<Seen> {
        self.marks.iter().find(|mark| mark.item == item)?.seen
    }

    /// The remark on a step.
    #[must_use]
    pub fn remark(&self, item: &str) -> &str {
        let mark = self.marks.iter().find(|mark| mark.item == item);
        mark.map_or("", |mark| &mark.remark)
    }

    /// Marks a step; the last mark counts.
    pub fn mark(&mut self, item: &str, seen: Seen) {
        self.entry(item).seen = Some(seen);
    }

    /// Writes the remark on a step.
    pub fn comment(&mut self, item: &str, remark: String) {
        self.entry(item).remark = remark;
    }

    /// The steps that have a mark.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let mark = |mark: &DraftMark| {
            Some(Mark {
                item: mark.item.clone(),
                seen: mark.seen?,
                remark: mark.remark.clone(),
            })
        };
        self.marks.iter().filter_map(mark).collect()
    }

    /// How many steps have a mark.
    #[must_use]
    pub fn n_marked(&self) -> usize {
        self.marks.iter().filter(|mark| mark.seen.is_some()).count()
    }

    fn entry(&mut self, item: &str) -> &mut DraftMark {
        let place = self.marks.iter().position(|mark| mark.item == item);
        let place = place.unwrap_or_else(|| {
            self.marks.push(DraftMark {
                item: item.to_owned(),
                seen: None,
                remark: String::new(),
            });
            self.marks.len() - 1
        });
        &mut self.marks[place]
    }
}

/// Writes a draft down.
pub fn keep(draft: &Draft) -> Storing {
    let kept = storage()
        .zip(serde_json::to_string(draft).ok())
        .is_some_and(|(storage, text)| storage.set_item(&key(draft.id), &text).is_ok());
    if kept { Storing::Kept } else { Storing::Impossible }
}

/// Removes a draft that the server has, or that nobody wants.
pub fn discard(draft: Uuid) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(draft));
    }
}

/// An assessor's drafts on this device, the one seen last first. What cannot be read is left where it is.
#[must_use]
pub fn drafts(by: Uuid) -> Vec<Draft> {
    let now_ms = js_sys::Date::now() as i64;
    let (old, fresh): (Vec<Draft>, Vec<Draft>) = all()
        .into_iter()
        .partition(|draft| FORGET_AFTER_MS < now_ms.saturating_sub(draft.observed_ms));
    for draft in old {
        discard(draft.id);
    }
    let mut own: Vec<Draft> = fresh.into_iter().filter(|draft| draft.by == by).collect();
    own.sort_by_key(|draft| std::cmp::Reverse(draft.observed_ms));
    own
}

/// Whether this device keeps an observation, of whomever.
#[must_use]
pub fn any_kept() -> bool {
    storage().is_some_and(|storage| keys(&storage).next().is_some())
}

fn keys(storage: &web_sys::Storage) -> impl Iterator<Item = String> {
    (0..storage.length().unwrap_or(0))
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(PREFIX))
}

fn all() -> Vec<Draft> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    keys(&storage)
        .filter_map(|key| storage.get_item(&key).ok().flatten())
        .filter_map(|text| serde_json::from_str(&text).ok())
        .collect()
}

fn key(draft: Uuid) -> String {
    format!("{PREFIX}{draft}")
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let draft = Draft::new(Uuid::nil(), Uuid::nil(), "bed", 1, 3, 1000);
        draft.begun(Uuid::from_u128(7))
    }

    #[test]
    fn a_remark_without_a_mark_waits_for_it() {
        let mut draft = draft();
        draft.comment("line", "Looked twice".into());
        assert_eq!((draft.n_marked(), draft.marks().len()), (0, 0));
        draft.mark("line", Seen::Missed);
        draft.mark("line", Seen::Done);
        assert_eq!(draft.n_marked(), 1);
        let mark = draft.marks().remove(0);
        assert_eq!((mark.seen, mark.remark.as_str()), (Seen::Done, "Looked twice"));
    }

    #[test]
    fn what_is_kept_comes_back_and_holds_no_name_and_no_password() {
        let mut draft = draft();
        draft.mark("line", Seen::NotApplicable);
        let text = serde_json::to_string(&draft).unwrap();
        assert!(!text.contains("name") && !text.contains("password"));
        assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), draft);
    }
}
