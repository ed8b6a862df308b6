//! `textDocument/inlayHint`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{self, InlayHintLabel, InlayHintParams, InlayHintTooltip, OneOf};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::protocol_position;
use crate::server::protocol::markdown;

pub fn provider<T>() -> Option<OneOf<bool, T>> {
    Feature::InlayHints.is_implemented().then_some(OneOf::Left(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn inlay_hint(handle: &SessionHandle, params: InlayHintParams) -> Result<Option<Vec<lsp_types::InlayHint>>> {
    let hints = handle.ask(&params.text_document.uri, move |document| {
        let hints = document.analysis.inlay_hints(document.byte_range(params.range)).into_iter();
        let hints = hints.map(|hint| lsp_types::InlayHint {
            position: protocol_position(document.text().position(hint.offset)),
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: hint.tooltip.map(|tooltip| {
                InlayHintTooltip::MarkupContent(markdown::markup(&tooltip, document.client().hover_markdown))
            }),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
        Some(hints.collect())
    });
    hints.await
}
