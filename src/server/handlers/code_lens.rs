//! `textDocument/codeLens`, for clients that have the commands of the lenses.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{self, CodeLensOptions, CodeLensParams};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert::lenses::{LensDocument, code_lens as convert};

pub fn provider(client: &ClientCapabilities) -> Option<CodeLensOptions> {
    let has_commands = client.commands.show_references.is_some() || !client.commands.listed.is_empty();
    (Feature::CodeLenses.is_implemented() && has_commands).then_some(CodeLensOptions { resolve_provider: None })
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn code_lens(handle: &SessionHandle, params: CodeLensParams) -> Result<Option<Vec<lsp_types::CodeLens>>> {
    let lenses = handle.ask(&params.text_document.uri, |document| {
        let lenses = document.analysis.code_lenses();
        let snapshot = document.snapshot;
        let lens_document = LensDocument { uri: &snapshot.uri, text: &snapshot.text, folder: snapshot.folder() };
        let lenses = lenses.iter().filter_map(|lens| convert(lens_document, lens, &document.client().commands));
        Some(lenses.collect())
    });
    lenses.await
}
