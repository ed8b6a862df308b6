//! `textDocument/hover`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, HoverProviderCapability};

use crate::languages::answers::FileRef;
use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::protocol_range;
use crate::server::protocol::markdown;

pub fn provider() -> Option<HoverProviderCapability> {
    Feature::Hover.is_implemented().then_some(HoverProviderCapability::Simple(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn hover(handle: &SessionHandle, params: HoverParams) -> Result<Option<Hover>> {
    let position = params.text_document_position_params;
    let hover = handle.ask(&position.text_document.uri, move |document| {
        let hover = document.analysis.hover(document.offset(position.position))?;
        let is_markdown = document.client().hover_markdown;
        let shown = markdown::with_absolute_links(&hover.markdown, |path| {
            // Plain text has no links, and a file URI would not help its reader.
            if !is_markdown {
                return None;
            }
            let file = if path.is_empty() { FileRef::Document } else { FileRef::Path(path.into()) };
            document.file(&file).map(|file| file.uri)
        });
        Some(Hover {
            contents: HoverContents::Markup(markdown::markup(&shown, is_markdown)),
            range: Some(protocol_range(document.text(), &hover.range)),
        })
    });
    hover.await
}
