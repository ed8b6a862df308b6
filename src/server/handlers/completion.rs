//! `textDocument/completion` and `completionItem/resolve`.
//!
//! The session keeps the documentation of the last list, because the document may have changed when the client requests
//! the documentation of an item.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CompletionItem, CompletionList, CompletionOptions, CompletionParams, CompletionResponse};

use crate::languages::answers::{Completion, CompletionKind, Completions, ImageName};
use crate::languages::features::Feature;
use crate::languages::text::Text;
use crate::server::context::SessionHandle;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert::completion::completion_list;
use crate::server::protocol::markdown;
use crate::server::session::active_session::ActiveSession;

/// The characters after which a client requests a list although no word was typed: before values, variables, parts of
/// names, and keys.
const TRIGGER_CHARACTERS: [&str; 10] = ["=", " ", "$", "-", "/", ":", ".", "\"", "{", ","];

pub fn provider(client: &ClientCapabilities) -> Option<CompletionOptions> {
    Feature::Completion.is_implemented().then(|| CompletionOptions {
        resolve_provider: Some(client.completion.resolves_documentation),
        trigger_characters: Some(TRIGGER_CHARACTERS.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    })
}

/// The maximum number of the host's tags in a list.
const MAX_TAGS: usize = 200;

/// The completions of a document.
enum Found {
    Done(Option<CompletionList>),
    /// The list also needs the tags of an image, which are requested from the host.
    Asks(Arc<Text>, Completions, ImageName),
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn completion(handle: &SessionHandle, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let position = params.text_document_position;
    let provider = handle.server.image_tags.as_ref();
    let has_provider = provider.is_some();
    let found = handle.ask(&position.text_document.uri, move |document| {
        let (text, offset) = (&document.snapshot.text, document.offset(position.position));
        let completions = document.analysis.completions(offset);
        let image = if has_provider { document.analysis.image_at(offset) } else { None };
        Some(match image {
            Some(image) => Found::Asks(Arc::clone(text), completions, image),
            None => Found::Done(list(document.session, text, &completions)),
        })
    });
    let list = match (found.await?, provider) {
        (Some(Found::Done(list)), _) => list,
        (Some(Found::Asks(text, mut completions, image)), Some(provider)) => {
            let tags = provider.get(&image.name).await;
            handle.check_current(&position.text_document.uri, &text)?;
            match tags {
                Some(tags) => add_tags(&image, &tags, text.as_str(), &mut completions),
                // The host may answer later.
                None => completions.is_incomplete = true,
            }
            list(&handle.session, &text, &completions)
        }
        (Some(Found::Asks(..)) | None, _) => None,
    };
    Ok(list.map(CompletionResponse::List))
}

/// Creates the list for the client. `None` if there are no items and none will follow.
fn list(session: &ActiveSession, text: &Text, completions: &Completions) -> Option<CompletionList> {
    if completions.items.is_empty() && !completions.is_incomplete {
        return None;
    }
    let client = &session.client.completion;
    let list = if client.resolves_documentation {
        let documentation = completions.items.iter().map(|item| item.documentation.clone()).collect();
        session.lock().last_completions.replace(documentation)
    } else {
        0
    };
    Some(completion_list(text, completions, client, |item| json!({ "list": list, "item": item })))
}

/// Inserts the host's tags that begin with the typed text before all other items, in the host's order, because the host
/// knows which tags exist.
fn add_tags(image: &ImageName, tags: &[String], text: &str, completions: &mut Completions) {
    let typed = text.get(image.insert_range.clone()).unwrap_or_default();
    let mut names = HashSet::new();
    let mut of_host = Vec::new();
    for name in tags.iter().map(|tag| format!("{}:{tag}", image.name)) {
        if !name.starts_with(typed) || names.contains(&name) {
            continue;
        }
        if of_host.len() >= MAX_TAGS {
            completions.is_incomplete = true;
            break;
        }
        names.insert(name.clone());
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
    completions.items.retain(|item| !names.contains(&item.label));
    completions.items.splice(..0, of_host);
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
