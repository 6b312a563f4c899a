//! The HTTP side: routes and what every request passes through.

mod documents;
mod guard;
mod headers;
mod listen;
mod routes;
mod same_origin;
mod state;

pub(crate) use listen::serve;
pub(crate) use routes::router;
pub(crate) use state::ServerState;
