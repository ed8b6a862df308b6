//! Records the first modification of a file. The disk is read in the background, so no message waits for it.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::server::context::SessionHandle;
use crate::server::protocol::convert;
use crate::server::rpc::request_context::RequestContext;
use crate::server::work::background::{CancellationToken, Task};
use crate::telemetry::anonymise::{DocumentHash, LanguageIdentifier, RemoteHash};
use crate::telemetry::catalogue::FileModifiedEvent;
use crate::telemetry::git_remote::CanonicalRemote;
use crate::workspace::folders::Folders;
use crate::workspace::git;

pub fn document_modified(handle: &SessionHandle, uri: Url, language_identifier: LanguageIdentifier) {
    let context = RequestContext::current();
    let telemetry = &handle.server.telemetry;
    if !telemetry.is_first_modification(uri.as_str(), context.origin) {
        return telemetry.explain_unwanted::<FileModifiedEvent>(context.origin);
    }
    let folders = handle.session.lock().folders.clone();
    let server = Arc::clone(&handle.server);
    handle.server.recorder.add(context, async move |context| {
        let origin = context.origin;
        let path = convert::path(&uri);
        let directory = path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_string_lossy().into_owned();
        let locate = move |_: &CancellationToken| path.map(|file| locate(&file, &folders)).unwrap_or_default();
        let located = server.run_in_background((Task::Disk, &directory), context, locate).await;
        // Without a result, nothing is known about the file, not even that it is in no repository.
        let Ok((remote, path)) = located else { return };
        server.telemetry.record(origin, |identity| {
            let hasher = identity.hasher();
            Some(FileModifiedEvent {
                language_identifier,
                git_remote: remote.as_ref().zip(hasher).map(|(remote, hasher)| RemoteHash::of(remote, hasher)),
                document: path.zip(hasher).map(|(path, hasher)| DocumentHash::of(&path, remote.as_ref(), hasher)),
                session: identity.session.clone(),
            })
        });
    });
}

/// Returns the remote of the repository that contains the file, and the file's path in the repository; without a
/// repository, its path in the workspace.
fn locate(file: &Path, folders: &Folders) -> (Option<CanonicalRemote>, Option<String>) {
    match git::versioned(file, folders) {
        Some(versioned) => (versioned.remote.as_deref().and_then(CanonicalRemote::parse), Some(versioned.path)),
        None => (None, folders.below_root().relative(file)),
    }
}
