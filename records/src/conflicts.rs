//! Conflicts that rule out that one person assesses another.

mod declare;
mod end;
pub(crate) mod entity;
mod forget;
mod list;

pub(crate) use declare::open_between;
pub use declare::{NewConflict, declare};
pub use end::end;
pub(crate) use forget::forget_texts_of;
pub use list::{ConflictView, Conflicts, list};
