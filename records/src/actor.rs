//! Who asks, in which organisation, and when.

use time::OffsetDateTime;
use uuid::Uuid;

/// Who asks. Made by [`crate::sessions::authenticate`] for a request, or by hand for the command line,
/// the demonstration and tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The organisation every question is about.
    pub org: Uuid,
    /// The person, or the system itself.
    pub who: Who,
    /// The time of the question, in UTC.
    pub now: OffsetDateTime,
    /// The network address the question came from, for the access log.
    pub address: Option<String>,
}

/// The person behind a question, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person, with the session that proves it.
    Person {
        /// The person.
        person: Uuid,
        /// The session; none for the demonstration and tests.
        session: Option<Uuid>,
    },
    /// The command line or a job of the server: everything is allowed, and recorded as such.
    System,
}

impl Actor {
    /// The system itself.
    pub fn system(org: Uuid, now: OffsetDateTime) -> Self {
        Self {
            org,
            who: Who::System,
            now,
            address: None,
        }
    }

    /// A person without a session.
    pub fn person(org: Uuid, person: Uuid, now: OffsetDateTime) -> Self {
        Self {
            org,
            who: Who::Person {
                person,
                session: None,
            },
            now,
            address: None,
        }
    }

    /// The same actor at another time.
    #[must_use]
    pub fn at(mut self, now: OffsetDateTime) -> Self {
        self.now = now;
        self
    }

    /// The person, unless the system asks.
    pub fn person_id(&self) -> Option<Uuid> {
        match self.who {
            Who::Person { person, .. } => Some(person),
            Who::System => None,
        }
    }

    /// The session, if there is one.
    pub fn session_id(&self) -> Option<Uuid> {
        match self.who {
            Who::Person { session, .. } => session,
            Who::System => None,
        }
    }
}
