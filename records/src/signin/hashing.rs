//! argon2id, off the async threads and never more at once than there are cores.

use crate::{Error, OpenError};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// Passes over the memory.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;
/// Hashes that may wait for each core before the answer is "busy".
const WAITING_PER_CORE: usize = 32;

pub(crate) struct Hashing {
    argon2: Argon2<'static>,
    memory_kib: u32,
    cores: Arc<Semaphore>,
    n_waiting: AtomicUsize,
    max_waiting: usize,
    /// A hash of nobody's password, so that unknown names take as long as known ones.
    nobody: String,
}

/// What looking at a password told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Right,
    /// Right, but hashed with weaker parameters than today's.
    RightButOld,
    Wrong,
}

impl Hashing {
    pub(crate) fn new(memory_kib: u32) -> Self {
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        let argon2 = argon2_with(memory_kib);
        let nobody = hash_now(&argon2, &crate::secret::new_secret()).unwrap_or_default();
        Self {
            argon2,
            memory_kib,
            cores: Arc::new(Semaphore::new(n_cores)),
            n_waiting: AtomicUsize::new(0),
            max_waiting: n_cores * WAITING_PER_CORE,
            nobody,
        }
    }

    /// The hash to keep for a password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Error> {
        let (argon2, password) = (self.argon2.clone(), password.to_owned());
        self.run(move || hash_now(&argon2, &password))
            .await?
            .ok_or(Error::Unavailable)
    }

    /// Compares a password with a stored hash; without one, with nobody's, which takes as long and is wrong.
    pub(crate) async fn look(&self, password: &str, stored: Option<&str>) -> Result<Look, Error> {
        let known = stored.is_some();
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let current = stored.starts_with(&self.prefix());
        let (argon2, password) = (self.argon2.clone(), password.to_owned());
        let right = self
            .run(move || {
                let parsed = PasswordHash::new(&stored);
                parsed.is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await?;
        Ok(match (right && known, current) {
            (true, true) => Look::Right,
            (true, false) => Look::RightButOld,
            (false, _) => Look::Wrong,
        })
    }

    fn prefix(&self) -> String {
        format!("$argon2id$v=19$m={},t={PASSES},p={LANES}$", self.memory_kib)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let place = Place::take(&self.n_waiting, self.max_waiting)?;
        let permit = self
            .cores
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| Error::Unavailable)?;
        drop(place);
        let work = move || {
            let _permit = permit;
            work()
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Error::Unavailable)
    }
}

/// A place in the queue, given back when dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(n_waiting: &'a AtomicUsize, max: usize) -> Result<Self, Error> {
        let place = Self(n_waiting);
        match n_waiting.fetch_add(1, Ordering::Relaxed) < max {
            true => Ok(place),
            false => Err(Error::Busy { retry_after_s: 3 }),
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Whether the parameters can be used at all; checked when the store is opened.
pub(crate) fn check_memory(memory_kib: u32) -> Result<(), OpenError> {
    Params::new(memory_kib, PASSES, LANES, None)
        .map(|_| ())
        .map_err(|_| OpenError::HashMemory)
}

fn argon2_with(memory_kib: u32) -> Argon2<'static> {
    let params = Params::new(memory_kib, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(argon2: &Argon2<'_>, password: &str) -> Option<String> {
    argon2
        .hash_password(password.as_bytes())
        .ok()
        .map(|hash| hash.to_string())
}
