//! One session, from `initialize` to `exit`: what the client can, what it has open, and what it is told.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::workspace::folders::Folders;

use super::documents::Documents;

#[derive(Debug, Default)]
pub struct Session {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
pub struct State {
    pub documents: Documents,
    pub folders: Folders,
    /// The names of the commands that were announced.
    pub telemetry_callback: String,
    /// `initialized` came.
    pub initialized: bool,
    /// The client can be asked to tell of changed configuration.
    pub can_register_configuration: bool,
}

impl Session {
    /// Held for a few lines, never across an `.await`.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
