//! Documents that are opened, changed, saved and closed, and files and folders that change outside of the editor.

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, FileChangeType, FileEvent,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};

use crate::server::context::SessionHandle;
use crate::server::handlers::{diagnostics, terraform_commands};
use crate::server::instrumentation::file_modified;
use crate::server::instrumentation::module_tracker;
use crate::server::protocol::convert;
use crate::server::provider_schemas;
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::Explanation;
use crate::server::session::active_session::State;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::telemetry::anonymise::LanguageIdentifier;

pub fn provider() -> TextDocumentSyncCapability {
    TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    })
}

pub fn did_open(handle: &SessionHandle, params: DidOpenTextDocumentParams) {
    let context = RequestContext::current();
    let uri = params.text_document.uri.clone();
    let unsupported = {
        let mut state = handle.session.lock();
        state.document_changed(&uri, convert::path(&uri).as_deref());
        state.documents.open(params.text_document);
        if handle.server.trace.is_on() { DocumentSnapshot::why_unsupported(&state, &uri) } else { None }
    };
    if let Some(reason) = unsupported {
        handle.server.trace.explain(|| Explanation::new(format!("did not analyze an opened document: {reason}")));
    }
    diagnostics::document_changed(handle, &uri, &context);
    module_tracker::document_opened(handle, &uri, &context);
    provider_schemas::document_opened_or_saved(handle, &uri, &context);
}

pub fn did_change(handle: &SessionHandle, params: DidChangeTextDocumentParams) {
    let DidChangeTextDocumentParams { text_document, content_changes } = params;
    let uri = &text_document.uri;
    let context = RequestContext::current();
    let is_modified = !content_changes.is_empty();
    #[cfg(feature = "testing")]
    crate::server::testing_hooks::panic_if_requested(uri);
    let language = {
        let mut state = handle.session.lock();
        module_tracker::document_changes(&handle.server, &mut state, uri, &context);
        // This comes first: a kept analysis shares the text, which then could not be edited in place.
        state.document_changed(uri, convert::path(uri).as_deref());
        let document = state.documents.change(&text_document, content_changes);
        document.map(|document| LanguageIdentifier::of(&document.language_identifier))
    };
    let Some(language) = language else {
        return handle
            .server
            .outbox
            .warn("candor: ignored a textDocument/didChange for a document that is not open".to_owned());
    };
    diagnostics::document_changed(handle, uri, &context);
    module_tracker::document_changed(handle, uri, &context);
    if is_modified {
        file_modified::document_modified(handle, text_document.uri, language);
    }
}

pub fn did_close(handle: &SessionHandle, params: &DidCloseTextDocumentParams) {
    let context = RequestContext::current();
    let uri = &params.text_document.uri;
    {
        let mut state = handle.session.lock();
        state.document_changed(uri, convert::path(uri).as_deref());
        state.documents.close(uri);
        state.sent_tokens.remove(uri);
    }
    diagnostics::document_closed(handle, uri, &context);
    module_tracker::document_changed(handle, uri, &context);
}

pub fn did_save(handle: &SessionHandle, params: &DidSaveTextDocumentParams) {
    let context = RequestContext::current();
    diagnostics::document_changed(handle, &params.text_document.uri, &context);
    provider_schemas::document_opened_or_saved(handle, &params.text_document.uri, &context);
    terraform_commands::files_changed(handle, convert::path(&params.text_document.uri).into_iter());
}

pub fn did_change_watched_files(handle: &SessionHandle, params: &DidChangeWatchedFilesParams) {
    let context = RequestContext::current();
    for FileEvent { uri, typ } in &params.changes {
        if *typ != FileChangeType::CHANGED {
            handle.session.lock().workspace.changed();
        }
        diagnostics::file_changed(handle, uri, &context);
    }
    let changed = || params.changes.iter().filter_map(|change| convert::path(&change.uri));
    provider_schemas::files_changed(handle, changed(), &context);
    module_tracker::files_changed(handle, changed(), &context);
    terraform_commands::files_changed(handle, changed());
}

pub fn did_change_workspace_folders(handle: &SessionHandle, params: &DidChangeWorkspaceFoldersParams) {
    change_folders(&mut handle.session.lock(), params);
    provider_schemas::folders_changed(handle, &RequestContext::current());
}

fn change_folders(state: &mut State, params: &DidChangeWorkspaceFoldersParams) {
    for folder in params.event.removed.iter().filter_map(|folder| convert::path(&folder.uri)) {
        state.folders.remove(&folder);
    }
    for folder in params.event.added.iter().filter_map(|folder| convert::path(&folder.uri)) {
        state.folders.add(&folder);
    }
    state.folders_changed();
}
