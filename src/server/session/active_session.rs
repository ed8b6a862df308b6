//! A session from `initialize` to its end: the client's capabilities and settings, the open documents, and what is
//! known about them and the files around them.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::Url;

use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::commands::AdvertisedCommand;
use crate::server::protocol::module_settings::ModuleSettings;
use crate::server::protocol::watched_files::is_watched_name;
use crate::server::session::analyses::Analyses;
use crate::server::session::checks::Checks;
use crate::server::session::dependencies::DependencyIndex;
use crate::server::session::documents::Documents;
use crate::server::session::last_completions::LastCompletions;
use crate::server::session::modules::Modules;
use crate::server::session::schemas::Schemas;
use crate::server::session::sent_tokens::SentTokens;
use crate::server::session::workspace_files::KnownFiles;
use crate::server::settings::{Settings, StatedSettings};
use crate::workspace::call_index::CallIndex;
use crate::workspace::file_cache::FileCache;
use crate::workspace::folder_cache::FolderCache;
use crate::workspace::folders::Folders;

pub struct ActiveSession {
    pub client: ClientCapabilities,
    /// The settings that the initialization options and the host state.
    pub stated_settings: StatedSettings,
    pub module_settings: ModuleSettings,
    /// The command that reports the use of a quick fix.
    pub telemetry_callback: String,
    pub commands: Vec<AdvertisedCommand>,
    /// The client supports dynamic registration for changes of its configuration.
    pub can_register_configuration: bool,
    /// The texts of files, and what the languages computed from them.
    pub files: FileCache,
    state: Mutex<State>,
}

/// The contents of the `initialize` request.
pub struct Opening {
    pub client: ClientCapabilities,
    pub stated_settings: StatedSettings,
    pub module_settings: ModuleSettings,
    pub telemetry_callback: String,
    pub commands: Vec<AdvertisedCommand>,
    pub can_register_configuration: bool,
    pub folders: Folders,
}

/// The part of a session that changes.
#[derive(Default)]
pub struct State {
    pub settings: Arc<Settings>,
    pub documents: Documents,
    pub analyses: Analyses,
    /// The index of which documents depend on which files.
    pub dependencies: Arc<DependencyIndex>,
    /// The facts that the languages composed from the files in folders.
    pub composed: Arc<FolderCache>,
    /// The calls between the modules in the folders.
    pub calls: Arc<CallIndex>,
    pub last_completions: LastCompletions,
    pub sent_tokens: SentTokens,
    pub checks: Checks,
    pub modules: Modules,
    pub schemas: Schemas,
    pub folders: Folders,
    pub workspace: KnownFiles,
}

impl ActiveSession {
    pub fn new(opening: Opening) -> Self {
        let Opening {
            client,
            stated_settings,
            module_settings,
            telemetry_callback,
            commands,
            can_register_configuration,
            folders,
        } = opening;
        let settings = Arc::new(Settings::from_stated(stated_settings.clone()));
        Self {
            client,
            stated_settings,
            module_settings,
            telemetry_callback,
            commands,
            can_register_configuration,
            files: FileCache::default(),
            state: Mutex::new(State { settings, folders, ..State::default() }),
        }
    }

    /// Locks the state. The lock is held for a few lines, never across an `.await`.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the client reports changes of a file.
    pub fn is_watched(&self, state: &State, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.client.watches_files && state.folders.relative(path).is_some() && is_watched_name(&name)
    }

    /// Handles a reported change of a file: the analyses that depend on it are dropped, so that the next request gets a
    /// new result.
    pub fn file_changed(&self, file: &Path) {
        self.files.file_changed(file);
        self.lock().drop_analyses_of(file);
    }

    /// Ends the session: work that is still running finds no open document.
    pub fn end(&self) {
        let ended = std::mem::take(&mut *self.lock());
        // Dropped without the lock, because analyses are large.
        drop(ended);
        self.files.clear();
    }
}

impl State {
    /// Handles that a document was opened, changed or closed: its analysis and those that depend on it are dropped, so
    /// that the next request gets a new result.
    pub fn document_changed(&mut self, uri: &Url, path: Option<&Path>) {
        self.analyses.remove(uri);
        if let Some(path) = path {
            self.drop_analyses_of(path);
        }
    }

    /// Handles a change of the files that may be read: all analyses are dropped.
    pub fn folders_changed(&mut self) {
        self.workspace.changed();
        self.composed.clear();
        // Background reading for the previous index ends when the index is replaced.
        self.calls = Arc::default();
        self.analyses.clear();
    }

    /// Drops the analyses that depend on a file or, if it is a folder, on a file in it.
    fn drop_analyses_of(&mut self, file: &Path) {
        self.composed.changed(file);
        self.calls.changed(file);
        for dependant in self.dependencies.dependants(file) {
            self.analyses.dependency_changed(&dependant);
        }
    }
}
