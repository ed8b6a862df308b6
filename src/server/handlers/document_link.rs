//! `textDocument/documentLink`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{self, DocumentLinkOptions, DocumentLinkParams, Url, WorkDoneProgressOptions};

use crate::languages::answers::{FileRef, LinkTarget};
use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::protocol_range;

pub fn provider() -> Option<DocumentLinkOptions> {
    Feature::DocumentLinks.is_implemented().then(|| DocumentLinkOptions {
        resolve_provider: None,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn document_link(
    handle: &SessionHandle,
    params: DocumentLinkParams,
) -> Result<Option<Vec<lsp_types::DocumentLink>>> {
    let links = handle.ask(&params.text_document.uri, |document| {
        let links = document.analysis.document_links().into_iter().filter_map(|link| {
            let (target, tooltip) = match link.target {
                LinkTarget::File(file) => {
                    let path = match &file {
                        FileRef::Path(path) => Some(path.to_string()),
                        FileRef::Document => None,
                    };
                    (document.file(&file)?.uri, path)
                }
                LinkTarget::Page(address) => (Url::parse(&address).ok()?, Some(address)),
            };
            Some(lsp_types::DocumentLink {
                range: protocol_range(document.text(), &link.range),
                target: Some(target),
                tooltip: tooltip.filter(|_| document.client().link_tooltips),
                data: None,
            })
        });
        Some(links.collect())
    });
    links.await
}
