//! Loads the schemas of Terraform's providers from the files that the host names, and from the program if the host
//! allows running it. No request waits for them: open documents are checked again when the schemas are loaded.

mod printed;

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::languages::Language;
use crate::server::context::SessionHandle;
use crate::server::diagnostics;
use crate::server::options::SchemaPrinting;
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::Explanation;
use crate::server::session::active_session::State;
use crate::server::session::analyses::Analyses;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::server::work::background::Task;
use crate::workspace::provider_schemas::{self, LoadedSchemas};

pub use printed::document_opened_or_saved;

/// Loads the schemas in the background, if the host names files with schemas.
pub fn load(handle: &SessionHandle, context: RequestContext) {
    if handle.server.options.terraform.printing == SchemaPrinting::Untrusted {
        handle.server.trace.explain(|| {
            Explanation::new(
                "Terraform does not print provider schemas: the start option `terraform.trusted` is not `true`",
            )
        });
    }
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

/// Handles that folders were opened or closed: they may now contain the modules of open documents.
pub fn folders_changed(handle: &SessionHandle, context: &RequestContext) {
    if !handle.server.options.terraform.printing.is_allowed() {
        return;
    }
    let open: Vec<Arc<Url>> = handle.session.lock().documents.uris().cloned().collect();
    for uri in open {
        document_opened_or_saved(handle, &uri, context);
    }
}

/// Loads the schemas again if the files that contain them changed.
pub fn files_changed(handle: &SessionHandle, changed: impl IntoIterator<Item = PathBuf>, context: &RequestContext) {
    let files = &handle.server.options.terraform.schema_files;
    let mut has_schemas = false;
    for path in changed {
        has_schemas |= files.iter().any(|file| file.starts_with(&path));
        printed::file_changed(handle, &path, context);
    }
    if has_schemas {
        load(handle, context.clone());
    }
}

fn finish(handle: &SessionHandle, load: u64, loaded: LoadedSchemas, context: &RequestContext) {
    let LoadedSchemas { schemas, problems } = loaded;
    let dropped = {
        let state = &mut *handle.session.lock();
        // The files may have changed again.
        match state.schemas.finish_load(load, schemas) {
            Ok(last) => {
                for problem in problems {
                    handle.server.outbox.warn(format!("candor: {problem}"));
                }
                (last, Some(check_again(handle, state, context)))
            }
            Err(outdated) => (Some(outdated), None),
        }
    };
    // Dropped without the lock, because schemas and analyses are large.
    drop(dropped);
}

/// Schedules checks of the open Terraform documents. Returns the outdated analyses.
fn check_again(handle: &SessionHandle, state: &mut State, context: &RequestContext) -> Analyses {
    let outdated = std::mem::take(&mut state.analyses);
    let is_terraform = |uri: &&Arc<Url>| DocumentSnapshot::language_of(state, uri) == Some(Language::Terraform);
    let open: Vec<Arc<Url>> = state.documents.uris().filter(is_terraform).cloned().collect();
    for uri in open {
        diagnostics::schedule(handle, state, &uri, context.clone());
    }
    outdated
}
