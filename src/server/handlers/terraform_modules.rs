//! `candor/modules`: the Terraform modules in the client's folders, for extensions that show what could be reported. It
//! is answered at every telemetry level, and records nothing.

use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::Url;

use crate::workspace::module_discovery;

use crate::server::context::SessionHandle;
use crate::server::rpc::request_context::RequestContext;
use crate::server::work::background::{Task, Unanswered, Wanted};

pub const METHOD: &str = "candor/modules";

/// The answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Modules {
    /// In the order of their paths.
    modules: Vec<Module>,
    /// The folders contain more than a search visits.
    is_incomplete: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Module {
    /// The directory.
    uri: Url,
    /// The number of files of the module.
    files: usize,
    /// Terraform has installed something there, or locked versions.
    is_initialized: bool,
}

/// Searches in the background. A request that is cancelled ends the search.
///
/// # Errors
/// If the search panics, which is recorded, or takes too long.
pub async fn modules(handle: &SessionHandle, context: RequestContext) -> Result<Modules> {
    let folders = handle.session.lock().folders.clone();
    let ignored = handle.session.module_settings.ignored.clone();
    let search = move |wanted: &Wanted| module_discovery::modules(&folders, &ignored, || wanted.is_wanted());
    let found =
        handle.server.run_in_background((Task::Disk, METHOD), context, search).await.map_err(Unanswered::error)?;
    let module = |(directory, discovered): (_, module_discovery::Discovered)| {
        let module_discovery::Discovered { files, is_initialized } = discovered;
        // The client named the folders as URIs, and what lies in them has one too.
        Url::from_directory_path(directory).ok().map(|uri| Module { uri, files, is_initialized })
    };
    let modules = found.modules.into_iter().filter_map(module).collect();
    Ok(Modules { modules, is_incomplete: found.is_incomplete })
}
