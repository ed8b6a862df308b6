//! A session from `initialize` to its end: what the client supports and wants, which documents are open, and what is
//! known of them and the files around them.

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
use crate::workspace::file_cache::FileCache;
use crate::workspace::folder_cache::FolderCache;
use crate::workspace::folders::Folders;

pub struct ActiveSession {
    pub client: ClientCapabilities,
    /// What the initialization options and the host state about settings.
    pub stated_settings: StatedSettings,
    pub module_settings: ModuleSettings,
    /// The command that reports the use of a quick fix.
    pub telemetry_callback: String,
    pub commands: Vec<AdvertisedCommand>,
    /// The client supports a request to report changes of its configuration.
    pub can_register_configuration: bool,
    /// The texts of files, and what languages computed from them.
    pub files: FileCache,
    state: Mutex<State>,
}

/// What the client stated in `initialize`.
pub struct Opening {
    pub client: ClientCapabilities,
    pub stated_settings: StatedSettings,
    pub module_settings: ModuleSettings,
    pub telemetry_callback: String,
    pub commands: Vec<AdvertisedCommand>,
    pub can_register_configuration: bool,
    pub folders: Folders,
}

/// What changes during a session.
#[derive(Default)]
pub struct State {
    pub settings: Arc<Settings>,
    pub documents: Documents,
    pub analyses: Analyses,
    /// Which documents depend on which files.
    pub dependencies: Arc<DependencyIndex>,
    /// What languages composed from the files in folders.
    pub composed: Arc<FolderCache>,
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

    /// Held for a few lines, never across an `.await`.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the client reports changes of a file.
    pub fn is_watched(&self, state: &State, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.client.watches_files && state.folders.relative(path).is_some() && is_watched_name(&name)
    }

    /// A file was reported as changed: the next question about what depends on it is answered anew.
    pub fn file_changed(&self, file: &Path) {
        self.files.file_changed(file);
        self.lock().drop_analyses_of(file);
    }

    /// Ends the session: work that is under way finds no document open.
    pub fn end(&self) {
        let ended = std::mem::take(&mut *self.lock());
        // Without the lock: analyses are large.
        drop(ended);
        self.files.clear();
    }
}

impl State {
    /// A document was opened, changed or closed: the next question about it, or about what depends on it, is answered
    /// anew.
    pub fn document_changed(&mut self, uri: &Url, path: Option<&Path>) {
        self.analyses.remove(uri);
        if let Some(path) = path {
            self.drop_analyses_of(path);
        }
    }

    /// What may be read changed: everything is answered anew.
    pub fn folders_changed(&mut self) {
        self.workspace.changed();
        self.composed.clear();
        self.analyses.clear();
    }

    /// Drops the analyses that depend on a file, or on one in it if it is a folder.
    fn drop_analyses_of(&mut self, file: &Path) {
        self.composed.changed(file);
        for dependant in self.dependencies.dependants(file) {
            self.analyses.dependency_changed(&dependant);
        }
    }
}
