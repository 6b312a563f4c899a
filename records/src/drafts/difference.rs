//! What two texts differ in, line by line, and joining two changes of one text.

use super::{find, require_author, revision_entity};
use crate::content::Kind;
use crate::{Actor, Error, Records};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a draft is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The latest published version of its scenario; nothing where there is none.
    Published,
    /// One of its revisions.
    Revision(u32),
}

/// Whether a line is in both texts or in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// In both.
    Same,
    /// In the earlier text only.
    Gone,
    /// In the later text only.
    New,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Where it stands.
    pub kind: LineKind,
    /// Its text.
    pub text: String,
}

/// A place in which two texts differ, with three lines around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// Its first line in the later text, from 1.
    pub line: u32,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// How the newest text of a draft differs from another.
pub async fn difference(
    records: &Records,
    actor: &Actor,
    draft: Uuid,
    against: Against,
) -> Result<Vec<Hunk>, Error> {
    require_author(records, actor, "drafts.difference").await?;
    let db = records.read();
    let row = find(db, actor.org, draft).await?;
    let before = match against {
        Against::Revision(revision) => {
            let key = (actor.org, draft, i64::from(revision));
            let found = revision_entity::Entity::find_by_id(key).one(db).await?;
            found.ok_or(Error::NotFound)?.source
        }
        Against::Published => match &row.base {
            None => String::new(),
            Some(base) => {
                crate::content::latest_source(db, actor.org, Kind::Scenario, base)
                    .await?
                    .1
            }
        },
    };
    records
        .grading()
        .work(move || between(&before, &row.source))
        .await
}

fn between(before: &str, after: &str) -> Vec<Hunk> {
    let patch = diffy::create_patch(before, after);
    let line = |line: &diffy::Line<'_, str>| {
        let (kind, text) = match line {
            diffy::Line::Context(text) => (LineKind::Same, text),
            diffy::Line::Delete(text) => (LineKind::Gone, text),
            diffy::Line::Insert(text) => (LineKind::New, text),
        };
        Line {
            kind,
            text: text.trim_end_matches('\n').to_owned(),
        }
    };
    let hunks = patch.hunks().iter();
    hunks
        .map(|hunk| Hunk {
            line: u32::try_from(hunk.new_range().start()).unwrap_or(u32::MAX),
            lines: hunk.lines().iter().map(line).collect(),
        })
        .collect()
}

/// Both changes of one text together, where they touch different lines.
pub(super) fn joined(base: &str, mine: &str, theirs: &str) -> Option<String> {
    diffy::merge(base, mine, theirs).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_tells_lines_and_where() {
        let before: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let after = before.replace("line 10\n", "line ten\n");
        let hunks = between(&before, &after);
        assert_eq!((hunks.len(), hunks[0].line), (1, 7));
        let changed: Vec<_> = hunks[0]
            .lines
            .iter()
            .filter(|line| line.kind != LineKind::Same)
            .map(|line| (line.kind, line.text.as_str()))
            .collect();
        assert_eq!(
            changed,
            [(LineKind::Gone, "line 10"), (LineKind::New, "line ten")]
        );
        assert!(between(&after, &after).is_empty());
    }

    #[test]
    fn changes_in_different_places_are_joined_and_others_are_not() {
        let base = "a\nb\nc\nd\ne\nf\ng\n";
        let (mine, theirs) = (base.replace('a', "A"), base.replace('g', "G"));
        assert_eq!(joined(base, &mine, &theirs).unwrap(), "A\nb\nc\nd\ne\nf\nG\n");
        assert_eq!(
            joined(base, &base.replace('c', "x"), &base.replace('c', "y")),
            None
        );
    }
}
