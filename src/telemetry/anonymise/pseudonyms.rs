//! Random identifiers that replace directories and providers. They are kept in memory only, as long as the identity
//! they belong to. An identifier does not reveal what it replaces, and it does not occur in another session.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::random_uuid;
use crate::telemetry::limits;

/// The pseudonyms of one identity.
#[derive(Debug, Default)]
pub struct Pseudonyms {
    modules: Table,
    providers: Table,
}

impl Pseudonyms {
    pub(super) fn module(&self, directory: &str) -> Option<String> {
        self.modules.of(directory)
    }

    pub(super) fn provider(&self, address: &str) -> Option<String> {
        self.providers.of(address)
    }
}

#[derive(Debug, Default)]
struct Table(Mutex<HashMap<String, String>>);

impl Table {
    /// Returns the UUID for `what`, and creates it at the first call. `None` if there are too many, or the system
    /// provides no randomness.
    fn of(&self, what: &str) -> Option<String> {
        // A poisoned table remains usable: an entry is either present or absent.
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = table.get(what) {
            return Some(known.clone());
        }
        if table.len() >= limits::PSEUDONYMS {
            return None;
        }
        let uuid = random_uuid()?;
        table.insert(what.to_owned(), uuid.clone());
        Some(uuid)
    }
}
