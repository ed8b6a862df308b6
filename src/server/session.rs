//! One session, from `initialize` to `exit`: what the client can, what it has open, and what it is told.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::Url;

use crate::workspace::folders::Folders;

use super::checks::Checks;
use super::client::Client;
use super::documents::Documents;
use super::modules::Modules;
use super::subject::{Settings, Subject};

#[derive(Default)]
pub struct Session {
    state: Mutex<State>,
}

#[derive(Default)]
pub struct State {
    pub client: Client,
    pub settings: Settings,
    pub documents: Documents,
    pub checks: Checks,
    pub modules: Modules,
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

    /// Ends the session: work that is under way for its documents finds none.
    pub fn end(&self) {
        let mut state = self.lock();
        let ended = (std::mem::take(&mut state.documents), std::mem::take(&mut state.checks));
        state.modules = Modules::default();
        drop(state);
        drop(ended);
    }
}

impl State {
    /// An open document as its language sees it. `None` where it is not open, or of no language that gives diagnostics.
    pub fn subject(&self, uri: &Url) -> Option<Subject> {
        Subject::of(uri, self.documents.get(uri)?, self.settings)
    }
}
