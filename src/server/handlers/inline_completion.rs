//! `textDocument/inlineCompletion`: longer suggestions that editors show after the cursor. The method is part of
//! version 3.18, for which the protocol types that are used here have no types.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Position, Range, TextDocumentIdentifier};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::protocol_range;

pub const METHOD: &str = "textDocument/inlineCompletion";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InlineCompletionParams {
    text_document: TextDocumentIdentifier,
    position: Position,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InlineCompletionItem {
    insert_text: String,
    range: Range,
}

/// Adds the capability to the result of `initialize`.
pub fn advertise(initialized: &mut Value) {
    if Feature::InlineCompletion.is_implemented()
        && let Some(capabilities) = initialized.get_mut("capabilities").and_then(Value::as_object_mut)
    {
        capabilities.insert("inlineCompletionProvider".to_owned(), json!(true));
    }
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn inline_completion(
    handle: &SessionHandle,
    params: InlineCompletionParams,
) -> Result<Option<Vec<InlineCompletionItem>>> {
    let InlineCompletionParams { text_document, position } = params;
    let items = handle.ask(&text_document.uri, move |document| {
        let completions = document.analysis.inline_completions(document.offset(position));
        let items = completions.into_iter().map(|completion| InlineCompletionItem {
            range: protocol_range(document.text(), &completion.range),
            insert_text: completion.text,
        });
        Some(items.collect::<Vec<_>>()).filter(|items| !items.is_empty())
    });
    items.await
}
