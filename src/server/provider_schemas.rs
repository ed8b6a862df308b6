//! Loads the schemas of Terraform's providers from the files that the host names. No answer waits for them: open documents
//! are checked again once they are loaded.

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::languages::Language;
use crate::server::context::SessionHandle;
use crate::server::diagnostics;
use crate::server::rpc::request_context::RequestContext;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::server::work::background::Task;
use crate::workspace::provider_schemas::{self, LoadedSchemas};

/// Loads the schemas in the background if the host names files with some.
pub fn load(handle: &SessionHandle, context: RequestContext) {
    let paths = &handle.server.options.terraform.schema_files;
    if paths.is_empty() {
        return;
    }
    let paths = paths.clone();
    let load = handle.session.lock().schemas.begin_load();
    let handle = handle.clone();
    handle.server.clone().tasks.spawn(async move {
        let work = move |_: &_| provider_schemas::load(&paths);
        let loaded = handle.server.run_in_background((Task::Disk, "provider schemas"), context.clone(), work).await;
        if let Ok(loaded) = loaded {
            finish(&handle, load, loaded, &context);
        }
    });
}

/// Loads the schemas again if one of their files changed.
pub fn files_changed(handle: &SessionHandle, changed: impl IntoIterator<Item = PathBuf>, context: &RequestContext) {
    let files = &handle.server.options.terraform.schema_files;
    if !files.is_empty() && changed.into_iter().any(|path| files.iter().any(|file| file.starts_with(&path))) {
        load(handle, context.clone());
    }
}

fn finish(handle: &SessionHandle, load: u64, loaded: LoadedSchemas, context: &RequestContext) {
    let LoadedSchemas { schemas, problems } = loaded;
    let state = &mut *handle.session.lock();
    // The files may have changed again.
    if !state.schemas.finish_load(load, Arc::clone(&schemas)) {
        return;
    }
    for problem in problems {
        handle.server.outbox.warn(format!("candor: {problem}"));
    }
    state.analyses.clear();
    let is_terraform = |uri: &&Url| {
        let snapshot = DocumentSnapshot::of_open(state, uri);
        snapshot.is_some_and(|snapshot| snapshot.language == Language::Terraform)
    };
    let open: Vec<Url> = state.documents.uris().filter(is_terraform).cloned().collect();
    for uri in open {
        diagnostics::schedule(handle, state, &uri, context.clone());
    }
}
