//! `textDocument/documentHighlight`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, OneOf};

use crate::languages::answers::HighlightKind;
use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::protocol_range;

pub fn provider<T>() -> Option<OneOf<bool, T>> {
    Feature::Highlights.is_implemented().then_some(OneOf::Left(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn document_highlight(
    handle: &SessionHandle,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let position = params.text_document_position_params;
    let found = handle.ask(&position.text_document.uri, move |document| {
        let highlights = document.analysis.highlights(document.offset(position.position));
        let highlights = highlights.iter().map(|highlight| DocumentHighlight {
            range: protocol_range(document.text(), &highlight.range),
            kind: Some(match highlight.kind {
                HighlightKind::Write => DocumentHighlightKind::WRITE,
                HighlightKind::Read => DocumentHighlightKind::READ,
            }),
        });
        Some(highlights.collect::<Vec<_>>()).filter(|highlights| !highlights.is_empty())
    });
    found.await
}
