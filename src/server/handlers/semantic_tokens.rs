//! `textDocument/semanticTokens/full`, `full/delta` and `range`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult,
    SemanticTokensFullOptions, SemanticTokensOptions, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, SemanticTokensServerCapabilities, WorkDoneProgressOptions,
};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert::semantic_tokens::{difference, encode};
use crate::server::snapshot::analyzed_document::AnalyzedDocument;

pub fn provider(client: &ClientCapabilities) -> Option<SemanticTokensServerCapabilities> {
    let is_offered = Feature::SemanticTokens.is_implemented() && !client.tokens.is_empty();
    is_offered.then(|| {
        SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
            work_done_progress_options: WorkDoneProgressOptions::default(),
            legend: client.tokens.to_protocol(),
            range: Some(true),
            full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        })
    })
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn full(handle: &SessionHandle, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
    let tokens = handle.ask(&params.text_document.uri, |document| Some(keep(document, encode_all(document)).into()));
    tokens.await
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn full_delta(
    handle: &SessionHandle,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let previous = params.previous_result_id;
    let tokens = handle.ask(&params.text_document.uri, move |document| {
        let data = encode_all(document);
        let old = document.session.lock().sent_tokens.get(&document.snapshot.uri, &previous);
        let Some(old) = old else { return Some(keep(document, data).into()) };
        let edits = difference(&old, &data).into_iter().collect();
        let result_id = keep(document, data).result_id;
        Some(SemanticTokensDelta { result_id, edits }.into())
    });
    tokens.await
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn range(
    handle: &SessionHandle,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let tokens = handle.ask(&params.text_document.uri, move |document| {
        let tokens = document.analysis.semantic_tokens(document.byte_range(params.range));
        let data = encode(document.text(), &tokens, &document.client().tokens);
        Some(SemanticTokens { result_id: None, data }.into())
    });
    tokens.await
}

type Encoded = Vec<tower_lsp::lsp_types::SemanticToken>;

fn encode_all(document: &AnalyzedDocument) -> Encoded {
    let text = document.text();
    encode(text, &document.analysis.semantic_tokens(0..text.as_str().len()), &document.client().tokens)
}

/// Keeps the tokens, so that the client receives only changes next time.
fn keep(document: &AnalyzedDocument, data: Encoded) -> SemanticTokens {
    let state = &mut *document.session.lock();
    let uri = &document.snapshot.uri;
    // The tokens of a document that has been closed in the meantime would never be removed.
    let is_open = state.documents.get(uri).is_some();
    let result_id = is_open.then(|| state.sent_tokens.insert(uri, data.clone()));
    SemanticTokens { result_id, data }
}
