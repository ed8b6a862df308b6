//! `candor/modules`: the Terraform modules in the client's folders, for extensions that show what could be reported. It
//! has a result at every telemetry level, and records nothing.

use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::Url;

use crate::workspace::module_discovery;

use crate::server::context::SessionHandle;
use crate::server::rpc::request_context::RequestContext;
use crate::server::work::background::{CancellationToken, Task};

pub const METHOD: &str = "candor/modules";

/// The result of the request.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Modules {
    /// The modules, ordered by path.
    modules: Vec<Module>,
    /// Whether the folders contain more than a search visits.
    is_incomplete: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Module {
    /// The directory of the module.
    uri: Url,
    /// The number of files of the module.
    files: usize,
    /// Whether Terraform has installed anything in the directory, or locked versions.
    is_initialized: bool,
}

/// Searches in the background. If the request is cancelled, the search ends.
///
/// # Errors
/// Fails if the search panics, which is recorded, or takes too long.
pub async fn modules(handle: &SessionHandle, context: RequestContext) -> Result<Modules> {
    let folders = handle.session.lock().folders.clone();
    let ignored = handle.session.module_settings.ignored.clone();
    let search = move |cancellation: &CancellationToken| {
        module_discovery::modules(&folders, &ignored, || !cancellation.is_cancelled())
    };
    let found = handle.server.run_in_background((Task::Disk, METHOD), context, search).await?;
    let module = |(directory, discovered): (_, module_discovery::Discovered)| {
        let module_discovery::Discovered { files, is_initialized } = discovered;
        // The client states its folders as URIs, so everything in them has a URI, too.
        Url::from_directory_path(directory).ok().map(|uri| Module { uri, files, is_initialized })
    };
    let modules = found.modules.into_iter().filter_map(module).collect();
    Ok(Modules { modules, is_incomplete: found.is_incomplete })
}
