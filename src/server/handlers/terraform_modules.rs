//! `candor/modules`: which Terraform modules there are in the client's folders, for who shows what could be reported.
//! Says nothing to anybody else, and is answered at every level.

use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::Url;

use crate::workspace::module_discovery;

use crate::server::background::{Task, Unanswered, Wanted};
use crate::server::context::SessionHandle;
use crate::server::rpc::request_context::RequestContext;

pub const METHOD: &str = "candor/modules";

/// The answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Modules {
    /// In the order of their paths.
    modules: Vec<Module>,
    /// The folders hold more than a search goes through.
    is_incomplete: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Module {
    /// Of the directory.
    uri: Url,
    /// How many files make the module.
    files: usize,
    /// Terraform has put there what it installed, or noted which versions.
    is_initialized: bool,
}

/// Looks for the modules, away from the messages. A request that is cancelled ends the search.
///
/// # Errors
/// When the search panicked, which is reported, or takes too long.
pub async fn modules(handle: &SessionHandle, context: RequestContext) -> Result<Modules> {
    let (folders, ignored) = {
        let state = handle.session.lock();
        (state.folders.clone(), state.modules.ignored().clone())
    };
    let search = move |wanted: &Wanted| module_discovery::modules(&folders, &ignored, || wanted.is_wanted());
    let found = handle.server.run_beside((Task::Disk, METHOD), context, search).await.map_err(Unanswered::error)?;
    let module = |(directory, discovered): (_, module_discovery::Discovered)| {
        let module_discovery::Discovered { files, is_initialized } = discovered;
        // The client named the folders as URIs, and what lies in them has one too.
        Url::from_directory_path(directory).ok().map(|uri| Module { uri, files, is_initialized })
    };
    let modules = found.modules.into_iter().filter_map(module).collect();
    Ok(Modules { modules, is_incomplete: found.is_incomplete })
}
