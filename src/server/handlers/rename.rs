//! `textDocument/prepareRename`, `textDocument/rename` and `textDocument/linkedEditingRange`.

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    LinkedEditingRangeParams, LinkedEditingRangeServerCapabilities, LinkedEditingRanges, OneOf, PrepareRenameResponse,
    RenameOptions, RenameParams, TextDocumentPositionParams, WorkDoneProgressOptions, WorkspaceEdit,
};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert::protocol_range;
use crate::server::rpc::outgoing::REQUEST_FAILED;
use crate::server::snapshot::workspace_edit::{with_additions, workspace_edit};

pub fn provider(client: &ClientCapabilities) -> Option<OneOf<bool, RenameOptions>> {
    Feature::Rename.is_implemented().then(|| {
        if !client.prepare_rename {
            return OneOf::Left(true);
        }
        OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })
    })
}

pub fn linked_editing_provider() -> Option<LinkedEditingRangeServerCapabilities> {
    Feature::LinkedRanges.is_implemented().then_some(LinkedEditingRangeServerCapabilities::Simple(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn prepare_rename(
    handle: &SessionHandle,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let target = handle.ask(&params.text_document.uri, move |document| {
        let target = document.analysis.rename_target(document.offset(params.position))?;
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: protocol_range(document.text(), &target.range),
            placeholder: target.placeholder,
        })
    });
    target.await
}

/// # Errors
/// Fails if not every reference can be renamed, or if the document changes before the result is ready.
pub async fn rename(handle: &SessionHandle, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let RenameParams { text_document_position: position, new_name, .. } = params;
    let renamed = handle.ask(&position.text_document.uri, move |document| {
        let changes = document.analysis.rename(document.offset(position.position), &new_name);
        let edit = changes
            .and_then(|changes| workspace_edit(document, &changes).map_err(|error| format!("cannot rename: {error}")));
        // Additional edits are sent only to a client that can ask the user to confirm them.
        let additions = document
            .client()
            .change_annotations
            .then(|| document.analysis.rename_additions(document.offset(position.position), &new_name));
        let edit = edit.map(|edit| match additions.flatten() {
            Some(additions) => with_additions(document, edit, &additions),
            None => edit,
        });
        Some(edit)
    });
    let refused =
        |reason: String| Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: reason.into(), data: None };
    renamed.await?.transpose().map_err(refused)
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn linked_editing_range(
    handle: &SessionHandle,
    params: LinkedEditingRangeParams,
) -> Result<Option<LinkedEditingRanges>> {
    let position = params.text_document_position_params;
    let linked = handle.ask(&position.text_document.uri, move |document| {
        let ranges = document.analysis.linked_ranges(document.offset(position.position));
        (ranges.len() > 1).then(|| LinkedEditingRanges {
            ranges: ranges.iter().map(|range| protocol_range(document.text(), range)).collect(),
            word_pattern: None,
        })
    });
    linked.await
}
