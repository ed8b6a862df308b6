//! One session, from `initialize` to `exit`: what the client supports, which documents are open, and what is known of
//! them and the files around them.

pub mod analyses;
pub mod dependencies;
pub mod documents;
pub mod workspace_files;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::Url;

use crate::workspace::file_cache::FileCache;
use crate::workspace::folders::Folders;

use super::checks::Checks;
use super::client::Client;
use super::modules::Modules;
use super::snapshot::{DocumentSnapshot, Settings};
use analyses::Analyses;
use documents::Documents;
use workspace_files::KnownFiles;

#[derive(Default)]
pub struct Session {
    state: Mutex<State>,
    /// The texts of files, and what languages found in them.
    pub files: FileCache,
}

#[derive(Default)]
pub struct State {
    pub client: Client,
    pub settings: Settings,
    pub documents: Documents,
    pub analyses: Analyses,
    pub checks: Checks,
    pub modules: Modules,
    pub folders: Folders,
    pub workspace: KnownFiles,
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
        let ended = (
            std::mem::take(&mut state.documents),
            std::mem::take(&mut state.checks),
            std::mem::take(&mut state.analyses),
        );
        state.modules = Modules::default();
        drop(state);
        drop(ended);
        self.files.clear();
    }

    /// A file was reported as changed: the next question about what depends on it is answered anew.
    pub fn file_changed(&self, file: &Path) {
        self.files.file_changed(file);
        self.lock().analyses.file_changed(file);
    }
}

impl State {
    /// An open document as its language sees it. `None` where it is not open, or of no supported language.
    pub fn snapshot(&self, uri: &Url) -> Option<DocumentSnapshot> {
        DocumentSnapshot::new(uri, self.documents.get(uri)?, self.settings)
    }

    /// A document was opened, changed or closed: the next question about it, or about what depends on it, is answered
    /// anew.
    pub fn document_changed(&mut self, uri: &Url, path: Option<&Path>) {
        self.analyses.remove(uri);
        if let Some(path) = path {
            self.analyses.file_changed(path);
        }
    }
}
