//! `textDocument/completion` and `completionItem/resolve`.
//!
//! The session keeps the documentation of the last list, because the document may have changed when the client requests
//! the documentation of an item.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{CompletionItem, CompletionList, CompletionOptions, CompletionParams, CompletionResponse};

use crate::languages::answers::{Completion, CompletionKind, Completions, HostQuery, HostQueryKind};
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

/// The maximum number of items from the host in a list.
const MAX_HOST_ITEMS: usize = 200;

/// The completions of a document.
enum Found {
    Done(Option<CompletionList>),
    /// The list also needs an answer of the host.
    Asks(Arc<Text>, Completions, HostQuery),
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn completion(handle: &SessionHandle, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let position = params.text_document_position;
    let server = Arc::clone(&handle.server);
    let found = handle.ask(&position.text_document.uri, move |document| {
        let (text, offset) = (&document.snapshot.text, document.offset(position.position));
        let completions = document.analysis.completions(offset);
        let query = if server.host_lookups.is_empty() { None } else { document.analysis.host_query(offset) };
        Some(match query.filter(|query| server.host_lookups.get(query.kind).is_some()) {
            Some(query) => Found::Asks(Arc::clone(text), completions, query),
            None => Found::Done(list(document.session, text, &completions)),
        })
    });
    let list = match found.await? {
        Some(Found::Done(list)) => list,
        Some(Found::Asks(text, mut completions, query)) => {
            let answer = match handle.server.host_lookups.get(query.kind) {
                Some(lookup) => lookup.get(&query.text).await,
                None => None,
            };
            handle.check_current(&position.text_document.uri, &text)?;
            match answer {
                Some(words) => add_host_items(&query, &words, text.as_str(), &mut completions),
                // The host may answer later.
                None => completions.is_incomplete = true,
            }
            list(&handle.session, &text, &completions)
        }
        None => None,
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

/// Inserts the host's items before all others, in the host's order.
fn add_host_items(query: &HostQuery, words: &[String], text: &str, completions: &mut Completions) {
    let typed = text.get(query.insert_range.clone()).unwrap_or_default();
    let (items, kind): (Vec<String>, _) = match query.kind {
        HostQueryKind::ImageTags => {
            let names = words.iter().map(|tag| format!("{}:{tag}", query.text));
            (names.filter(|name| name.starts_with(typed)).collect(), CompletionKind::Image)
        }
        // The host finds modules also by other words than those of their addresses. What is typed next is another query.
        HostQueryKind::RegistryModules => {
            completions.is_incomplete = true;
            (words.to_vec(), CompletionKind::Module)
        }
    };
    let mut labels = HashSet::new();
    let mut of_host = Vec::new();
    for label in items {
        if !labels.insert(label.clone()) {
            continue;
        }
        if of_host.len() >= MAX_HOST_ITEMS {
            completions.is_incomplete = true;
            break;
        }
        of_host.push(Completion {
            kind,
            detail: None,
            documentation: None,
            text: label.clone(),
            is_snippet: false,
            plain_text: None,
            insert_range: query.insert_range.clone(),
            replace_range: query.replace_range.clone(),
            filter_text: (kind == CompletionKind::Module && !label.contains(typed)).then(|| typed.to_owned()),
            is_deprecated: false,
            additional_edits: Vec::new(),
            label,
        });
    }
    // The host knows which tags exist: other tags of the image are guesses.
    let is_guess = |item: &Completion| {
        query.kind == HostQueryKind::ImageTags
            && !words.is_empty()
            && item.label.strip_prefix(&query.text).is_some_and(|rest| rest.starts_with(':'))
    };
    completions.items.retain(|item| !labels.contains(&item.label) && !is_guess(item));
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
