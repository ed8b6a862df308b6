//! `textDocument/signatureHelp`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{SignatureHelp, SignatureHelpOptions, SignatureHelpParams};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::signature_help::signature_help as convert;

/// The characters between the arguments of functions and of instructions.
const TRIGGER_CHARACTERS: [&str; 8] = ["(", ",", " ", "-", "=", "[", "\"", "$"];

pub fn provider() -> Option<SignatureHelpOptions> {
    Feature::SignatureHelp.is_implemented().then(|| SignatureHelpOptions {
        trigger_characters: Some(TRIGGER_CHARACTERS.map(str::to_owned).to_vec()),
        ..SignatureHelpOptions::default()
    })
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn signature_help(handle: &SessionHandle, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
    let position = params.text_document_position_params;
    let help = handle.ask(&position.text_document.uri, move |document| {
        let help = document.analysis.signature_help(document.offset(position.position))?;
        // Some clients show an empty box if there are no signatures.
        (!help.signatures.is_empty()).then(|| convert(&help, document.client().signature))
    });
    help.await
}
