//! `textDocument/completion` and `completionItem/resolve`.
//!
//! The session keeps the documentation of the last list for the items that the client shows: by then the document may
//! have another text.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CompletionItem, CompletionOptions, CompletionParams, CompletionResponse};

use crate::languages::answers::{Completion, CompletionKind, ImageName};
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

/// Tags of the host in one list.
const MAX_TAGS: usize = 200;

/// # Errors
/// If the document is changed meanwhile.
pub async fn completion(handle: &SessionHandle, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let position = params.text_document_position;
    let found = handle.ask(&position.text_document.uri, move |document| {
        let offset = document.offset(position.position);
        let image = document.analysis.image_at(offset);
        Some((Arc::clone(&document.snapshot.text), document.analysis.completions(offset), image))
    });
    let Some((text, mut completions, image)) = found.await? else { return Ok(None) };
    if let (Some(image), Some(provider)) = (image, &handle.server.image_tags) {
        match provider.get(&image.name).await {
            Some(tags) => add_tags(&image, &tags, text.as_str(), &mut completions.items),
            // The host may answer later.
            None => completions.is_incomplete = true,
        }
        handle.check_current(&position.text_document.uri, &text)?;
    }
    if completions.items.is_empty() && !completions.is_incomplete {
        return Ok(None);
    }
    let client = &handle.session.client.completion;
    let list = if client.resolves_documentation {
        let documentation = completions.items.iter().map(|item| item.documentation.clone()).collect();
        handle.session.lock().last_completions.replace(documentation)
    } else {
        0
    };
    let list = completion_list(&text, &completions, client, |item| json!({ "list": list, "item": item }));
    Ok(Some(CompletionResponse::List(list)))
}

/// Puts the tags of the host that begin with what was typed first, in the host's order: the host knows which tags exist.
fn add_tags(image: &ImageName, tags: &[String], text: &str, items: &mut Vec<Completion>) {
    let typed = text.get(image.insert_range.clone()).unwrap_or_default();
    let mut names = HashSet::new();
    let mut of_host = Vec::new();
    for name in tags.iter().take(MAX_TAGS).map(|tag| format!("{}:{tag}", image.name)) {
        if name.starts_with(typed) && names.insert(name.clone()) {
            of_host.push(Completion {
                label: name.clone(),
                kind: CompletionKind::Image,
                detail: None,
                documentation: None,
                text: name,
                is_snippet: false,
                insert_range: image.insert_range.clone(),
                replace_range: image.replace_range.clone(),
                filter_text: None,
                is_deprecated: false,
                additional_edits: Vec::new(),
            });
        }
    }
    items.retain(|item| !names.contains(&item.label));
    items.splice(..0, of_host);
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
