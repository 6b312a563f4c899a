//! `titrate admin`: administration without the browser.

mod accept;
mod invite;

pub(super) use accept::{Options as AcceptOptions, accept};
pub(super) use invite::{Options as InviteOptions, invite};
