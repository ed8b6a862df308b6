//! `textDocument/hover`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, HoverProviderCapability};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::protocol_range;
use crate::server::protocol::markdown;

pub fn provider() -> Option<HoverProviderCapability> {
    Feature::Hover.is_implemented().then_some(HoverProviderCapability::Simple(true))
}

/// # Errors
/// If the document is changed meanwhile.
pub async fn hover(handle: &SessionHandle, params: HoverParams) -> Result<Option<Hover>> {
    let position = params.text_document_position_params;
    let hover = handle.ask(&position.text_document.uri, move |document| {
        let hover = document.analysis.hover(document.offset(position.position))?;
        Some(Hover {
            contents: HoverContents::Markup(markdown::markup(&hover.markdown, document.client().hover_markdown)),
            range: Some(protocol_range(document.text(), &hover.range)),
        })
    });
    hover.await
}
