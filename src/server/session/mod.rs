//! One session, from `initialize` to `exit`: what the client supports, which documents are open, and what is known of
//! them and the files around them.

pub mod analyses;
pub mod dependencies;
pub mod documents;
pub mod last_completions;
pub mod schemas;
pub mod sent_tokens;
pub mod workspace_files;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::Url;

use crate::workspace::file_cache::FileCache;
use crate::workspace::folders::Folders;

use crate::server::diagnostics::Checks;
use crate::server::instrumentation::module_tracker::ModuleTracker;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::commands::AdvertisedCommand;
use crate::server::snapshot::{DocumentSnapshot, Settings};
use crate::server::watched_files::is_watched_name;
use analyses::Analyses;
use dependencies::DependencyIndex;
use documents::Documents;
use last_completions::LastCompletions;
use schemas::Schemas;
use sent_tokens::SentTokens;
use workspace_files::KnownFiles;

#[derive(Default)]
pub struct Session {
    state: Mutex<State>,
    /// The texts of files, and what languages found in them.
    pub files: FileCache,
}

#[derive(Default)]
pub struct State {
    pub client: Arc<ClientCapabilities>,
    pub settings: Settings,
    pub documents: Documents,
    pub analyses: Analyses,
    /// Which documents depend on which files.
    pub dependencies: Arc<DependencyIndex>,
    pub last_completions: LastCompletions,
    pub sent_tokens: SentTokens,
    pub checks: Checks,
    pub modules: ModuleTracker,
    pub schemas: Schemas,
    pub folders: Folders,
    pub workspace: KnownFiles,
    /// The command that reports the use of a quick fix.
    pub telemetry_callback: String,
    pub commands: Vec<AdvertisedCommand>,
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
            std::mem::take(&mut state.sent_tokens),
        );
        state.last_completions = LastCompletions::default();
        state.modules = ModuleTracker::default();
        state.schemas = Schemas::default();
        drop(state);
        drop(ended);
        self.files.clear();
    }

    /// A file was reported as changed: the next question about what depends on it is answered anew.
    pub fn file_changed(&self, file: &Path) {
        self.files.file_changed(file);
        self.lock().drop_analyses_of(file);
    }
}

impl State {
    /// An open document as its language sees it. `None` where it is not open, or of no supported language.
    pub fn snapshot(&self, uri: &Url) -> Option<DocumentSnapshot> {
        DocumentSnapshot::new(uri, self.documents.get(uri)?, self.settings)
    }

    /// Whether the client reports changes of a file.
    pub fn is_watched(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.client.watches_files && self.folders.relative(path).is_some() && is_watched_name(&name)
    }

    /// A document was opened, changed or closed: the next question about it, or about what depends on it, is answered
    /// anew.
    pub fn document_changed(&mut self, uri: &Url, path: Option<&Path>) {
        self.analyses.remove(uri);
        if let Some(path) = path {
            self.drop_analyses_of(path);
        }
    }

    /// Drops the analyses that depend on a file, or on one in it if it is a folder.
    fn drop_analyses_of(&mut self, file: &Path) {
        for dependant in self.dependencies.dependants(file) {
            self.analyses.dependency_changed(&dependant);
        }
    }
}
