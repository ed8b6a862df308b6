//! `textDocument/completion` and `completionItem/resolve`.
//!
//! The session keeps the documentation of the last list for the items that the client shows: by then the document may
//! have another text.

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CompletionItem, CompletionOptions, CompletionParams, CompletionResponse};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert::completion::completion_list;
use crate::server::protocol::markdown;

/// Characters after which a list is requested without a word: before values, variables, parts of names, and keys.
const TRIGGER_CHARACTERS: [&str; 10] = ["=", " ", "$", "-", "/", ":", ".", "\"", "{", ","];

pub fn provider(client: &ClientCapabilities) -> Option<CompletionOptions> {
    Feature::Completion.is_implemented().then(|| CompletionOptions {
        resolve_provider: Some(client.completion.resolves_documentation),
        trigger_characters: Some(TRIGGER_CHARACTERS.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    })
}

/// # Errors
/// If the document is changed meanwhile.
pub async fn completion(handle: &SessionHandle, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let position = params.text_document_position;
    let list = handle.ask(&position.text_document.uri, move |document| {
        let completions = document.analysis.completions(document.offset(position.position));
        if completions.items.is_empty() && !completions.is_incomplete {
            return None;
        }
        let client = &document.client().completion;
        let list = if client.resolves_documentation {
            let documentation = completions.items.iter().map(|item| item.documentation.clone()).collect();
            document.session.lock().last_completions.replace(documentation)
        } else {
            0
        };
        Some(completion_list(document.text(), &completions, client, |item| json!({ "list": list, "item": item })))
    });
    Ok(list.await?.map(CompletionResponse::List))
}

/// Adds the documentation of an item, if it is still known.
pub fn resolve(handle: &SessionHandle, mut item: CompletionItem) -> CompletionItem {
    let state = handle.session.lock();
    let number = |name: &str| item.data.as_ref()?.get(name)?.as_u64();
    let documentation = number("list").zip(number("item")).and_then(|(list, index)| {
        let documentation = state.last_completions.get(list)?;
        documentation.get(usize::try_from(index).ok()?)?.as_deref()
    });
    if let Some(documentation) = documentation {
        item.documentation = Some(markdown::documentation(documentation, handle.session.client.completion.markdown));
    }
    item
}
