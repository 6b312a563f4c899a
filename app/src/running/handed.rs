//! A ticket that one page got and the run page takes up: it need not be asked for again.

use std::cell::RefCell;

use crate::api::attempts::{Kind, Ticket};

thread_local! {
    static HANDED: RefCell<Option<(String, Ticket)>> = const { RefCell::new(None) };
}

/// Leaves a module's ticket for the run page that is about to open. For the browser only.
pub fn hand_over(module: &str, ticket: Ticket) {
    HANDED.set(Some((module.to_owned(), ticket)));
}

/// Takes the ticket that was left for a module. For the browser only.
#[must_use]
pub fn take_handed_over(module: &str, kind: Kind) -> Option<Ticket> {
    let (of, ticket) = HANDED.take()?;
    (of == module && ticket.kind == kind).then_some(ticket)
}
