//! Searches the open folders for files of the supported languages.

use crate::server::session::active_session::ActiveSession;
use crate::server::session::workspace_files::WorkspaceFiles;
use crate::workspace::document_discovery;

/// Returns the files of all languages in the open folders. Searches the disk, unless the client reports changes and has
/// reported none since the last search.
pub fn workspace_files(session: &ActiveSession) -> WorkspaceFiles {
    let (folders, search) = {
        let state = session.lock();
        if let Some(known) = state.workspace.known() {
            return known;
        }
        (state.folders.clone(), state.workspace.begin_search())
    };
    let found: WorkspaceFiles =
        document_discovery::documents(&folders, &session.module_settings.ignored, || true).into();
    if session.client.watches_files {
        session.lock().workspace.finish_search(search, &found);
    }
    found
}
