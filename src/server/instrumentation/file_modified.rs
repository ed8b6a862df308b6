//! Records the first modification of a file. Git is read elsewhere; nobody waits for it.

use std::path::Path;

use tower_lsp::lsp_types::Url;

use crate::server::background::{Task, Wanted};
use crate::server::context::SessionHandle;
use crate::server::protocol::convert;
use crate::server::rpc::request_context::RequestContext;
use crate::telemetry::anonymise::{DocumentHash, LanguageIdentifier, RemoteHash};
use crate::telemetry::catalogue::FileModifiedEvent;
use crate::telemetry::git_remote::CanonicalRemote;
use crate::workspace::folders::Folders;
use crate::workspace::git;

pub fn document_modified(handle: &SessionHandle, uri: Url, language_identifier: LanguageIdentifier) {
    let context = RequestContext::current();
    if !handle.server.telemetry.is_first_modification(uri.as_str(), context.origin) {
        return;
    }
    let folders = handle.session.lock().folders.clone();
    handle.server.reports.add(context, async move |server, context| {
        let origin = context.origin;
        let path = convert::path(&uri);
        let directory = path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_string_lossy().into_owned();
        let locate = move |_: &Wanted| path.map(|file| locate(&file, &folders)).unwrap_or_default();
        let located = server.run_beside((Task::Disk, &directory), context, locate).await;
        // Without an answer nothing is known of the file, not even that it lies in no repository.
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

/// The remote of the repository that holds the file, and its path there; else its path in the workspace.
fn locate(file: &Path, folders: &Folders) -> (Option<CanonicalRemote>, Option<String>) {
    match git::versioned(file, folders) {
        Some(versioned) => (versioned.remote.as_deref().and_then(CanonicalRemote::parse), Some(versioned.path)),
        None => (None, folders.below_root().relative(file)),
    }
}
