//! Random identities that stand for directories and for providers. They live as long as the identity they belong to,
//! in memory only: nobody can tell from one what it stands for, or find it again in another session.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::random_uuid;
use crate::telemetry::limits;

/// The pseudonyms that an identity has given out.
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
    /// The UUID of something, made when first asked for. `None` where there are too many, or no randomness.
    fn of(&self, what: &str) -> Option<String> {
        // An entry is there or not, whatever panicked beside it.
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
