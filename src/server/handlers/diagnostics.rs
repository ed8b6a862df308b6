//! Schedules checks when documents and files change, and handles `textDocument/diagnostic` for clients that pull
//! diagnostics.

use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    DiagnosticOptions, DiagnosticServerCapabilities, DocumentDiagnosticParams, DocumentDiagnosticReport,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Url, error_codes,
};

use crate::server::context::SessionHandle;
use crate::server::diagnostics;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::checks::Cancelled;

/// The capability for clients that pull diagnostics.
pub fn provider(client: &ClientCapabilities) -> Option<DiagnosticServerCapabilities> {
    client.pulls_diagnostics.then(|| {
        DiagnosticServerCapabilities::Options(DiagnosticOptions {
            inter_file_dependencies: true,
            workspace_diagnostics: false,
            ..DiagnosticOptions::default()
        })
    })
}

/// Handles that a document was opened, changed or saved.
pub fn document_changed(handle: &SessionHandle, uri: &Url, context: &RequestContext) {
    let state = &mut *handle.session.lock();
    if handle.session.client.pulls_diagnostics {
        diagnostics::document_changed(state, uri);
    } else {
        diagnostics::schedule(handle, state, uri, context.clone());
    }
    if let Some(path) = convert::path(uri) {
        diagnostics::schedule_dependants(handle, state, &path, context);
    }
}

/// Handles that a document was closed: from now on, the file on the disk is used.
pub fn document_closed(handle: &SessionHandle, uri: &Url, context: &RequestContext) {
    let state = &mut *handle.session.lock();
    diagnostics::clear(handle, state, uri);
    if let Some(path) = convert::path(uri) {
        diagnostics::schedule_dependants(handle, state, &path, context);
    }
}

/// Handles that a file changed on the disk. The file of an open document is ignored.
pub fn file_changed(handle: &SessionHandle, uri: &Url, context: &RequestContext) {
    let Some(path) = convert::path(uri).filter(|path| handle.session.lock().documents.at(path).is_none()) else {
        return;
    };
    handle.session.file_changed(&path);
    diagnostics::schedule_dependants(handle, &mut handle.session.lock(), &path, context);
}

/// Returns the report of the newest text.
///
/// # Errors
/// Fails if the document changes before it is checked, or if there is no report.
pub async fn report(
    handle: &SessionHandle,
    params: DocumentDiagnosticParams,
    context: RequestContext,
) -> Result<DocumentDiagnosticReport> {
    let DocumentDiagnosticParams { text_document, previous_result_id, .. } = params;
    let answered = diagnostics::wait_for_report(handle, &text_document.uri, context);
    let report = match answered {
        // The document may be closed in the meantime.
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

/// Returns the error of the protocol for diagnostics that are not available. Clients keep the ones that they have, and
/// send the request again if `retriggerRequest` is true.
fn cancelled(reason: Cancelled) -> Error {
    let (message, retrigger) = match reason {
        Cancelled::Outdated => ("the document changed before the answer was ready", true),
        Cancelled::Failed => ("the document could not be checked; see the server log", false),
    };
    Error {
        code: ErrorCode::ServerError(error_codes::SERVER_CANCELLED),
        message: message.into(),
        data: Some(json!({ "retriggerRequest": retrigger })),
    }
}
