//! When documents are checked, and how the client hears of it: pushed, or asked for by those clients that can ask.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    DiagnosticOptions, DiagnosticServerCapabilities, DocumentDiagnosticParams, DocumentDiagnosticReport,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Url, error_codes,
};

use super::checks::Cancelled;
use super::client::Client;
use super::session::{Session, State};
use super::snapshot::Occasion;
use super::{Shared, checks, convert};

/// What a client that asks for diagnostics is told of them.
pub fn provider(client: Client) -> Option<DiagnosticServerCapabilities> {
    client.pulls_diagnostics.then(|| {
        DiagnosticServerCapabilities::Options(DiagnosticOptions {
            inter_file_dependencies: true,
            workspace_diagnostics: false,
            ..DiagnosticOptions::default()
        })
    })
}

/// A document was opened, changed or saved.
pub fn document_changed(shared: &Arc<Shared>, session: &Arc<Session>, uri: &Url, occasion: &Occasion) {
    let state = &mut *session.lock();
    if state.client.pulls_diagnostics {
        checks::document_changed(state, uri);
    } else {
        checks::want(shared, session, state, uri, occasion.clone());
    }
    if let Some(path) = convert::path(uri) {
        check_dependants(shared, session, state, &path, occasion);
    }
}

/// A document was closed: from here on the file on the disk counts.
pub fn document_closed(shared: &Arc<Shared>, session: &Arc<Session>, uri: &Url, occasion: &Occasion) {
    let state = &mut *session.lock();
    checks::forget(shared, state, uri);
    if let Some(path) = convert::path(uri) {
        check_dependants(shared, session, state, &path, occasion);
    }
}

/// A file changed on the disk, where it is hidden by an open document of the same name.
pub fn file_changed(shared: &Arc<Shared>, session: &Arc<Session>, uri: &Url, occasion: &Occasion) {
    let Some(path) = convert::path(uri).filter(|path| session.lock().documents.at(path).is_none()) else { return };
    session.file_changed(&path);
    check_dependants(shared, session, &mut session.lock(), &path, occasion);
}

/// Answers a client that asks, for the newest text.
///
/// # Errors
/// When the document is changed before it is checked, or there is no report.
pub async fn report(
    shared: &Arc<Shared>,
    session: &Arc<Session>,
    params: DocumentDiagnosticParams,
    occasion: Occasion,
) -> Result<DocumentDiagnosticReport> {
    let DocumentDiagnosticParams { text_document, previous_result_id, .. } = params;
    let answered = checks::wait(shared, session, &text_document.uri, occasion);
    let report = match answered {
        // The document may be closed meanwhile.
        Some(answered) => answered.await.unwrap_or_else(|_| Ok(Arc::default())).map_err(cancelled)?,
        None => Arc::default(),
    };
    let result_id = format!("{:x}", report.id);
    if previous_result_id.as_ref() == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        let unchanged =
            RelatedUnchangedDocumentDiagnosticReport { related_documents: None, unchanged_document_diagnostic_report };
        return Ok(unchanged.into());
    }
    let full_document_diagnostic_report =
        FullDocumentDiagnosticReport { result_id: Some(result_id), items: report.items.clone() };
    Ok(RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into())
}

/// The protocol's way to answer a request for diagnostics without any. Clients keep those that they have, and send the
/// request again where that is worth it.
fn cancelled(reason: Cancelled) -> Error {
    let (message, retrigger) = match reason {
        Cancelled::Outdated => ("the document was changed meanwhile", true),
        Cancelled::Failed => ("the document could not be checked; the server's log says why", false),
    };
    Error {
        code: ErrorCode::ServerError(error_codes::SERVER_CANCELLED),
        message: message.into(),
        data: Some(json!({ "retriggerRequest": retrigger })),
    }
}

/// Has those documents checked again whose diagnostics depend on a file.
fn check_dependants(shared: &Arc<Shared>, session: &Arc<Session>, state: &mut State, file: &Path, occasion: &Occasion) {
    for dependant in state.checks.dependants(file) {
        checks::want(shared, session, state, &dependant, occasion.clone());
    }
}
