//! Units: wards and departments in a tree.

pub(crate) mod create;
pub(crate) mod entity;
pub(crate) mod path_entity;
mod tree;
mod zone;

pub use create::{NewUnit, create};
pub use tree::{administered, visible, with_readiness};
pub(crate) use tree::{find, names};
pub use zone::set_time_zone;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A unit in the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitView {
    /// Its id.
    pub id: Uuid,
    /// The unit above it.
    pub parent: Option<Uuid>,
    /// Its name.
    pub name: String,
    /// How far below the top.
    pub depth: u32,
    /// Learners in it and below it.
    pub learners: u32,
}
