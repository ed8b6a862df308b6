//! Completion lists in the form that the client supports.

use serde_json::Value;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList, CompletionTextEdit, InsertReplaceEdit,
    InsertTextFormat, InsertTextMode, TextEdit,
};

use crate::languages::answers::{Completion, CompletionKind, Completions};
use crate::languages::text::Text;
use crate::server::protocol::client_capabilities::CompletionCapabilities;
use crate::server::protocol::convert::{edits, protocol_range};
use crate::server::protocol::{markdown, snippet};

/// The maximum number of items in a list. More are not useful, and further typing narrows the list.
const MAX_ITEMS: usize = 200;

/// Converts completions to a list. `data` returns, by the index of an item, the value with which the client requests
/// the documentation of the item later.
pub fn completion_list(
    text: &Text,
    completions: &Completions,
    client: &CompletionCapabilities,
    data: impl Fn(usize) -> Value,
) -> CompletionList {
    let items = completions.items.iter().take(MAX_ITEMS).enumerate();
    let items = items.map(|(index, completion)| {
        let mut item = completion_item(text, completion, client);
        item.sort_text = Some(format!("{index:04}"));
        match &completion.documentation {
            Some(_) if client.resolves_documentation => item.data = Some(data(index)),
            Some(documentation) => item.documentation = Some(markdown::documentation(documentation, client.markdown)),
            None => {}
        }
        item
    });
    CompletionList {
        is_incomplete: completions.is_incomplete || completions.items.len() > MAX_ITEMS,
        items: items.collect(),
    }
}

fn completion_item(text: &Text, completion: &Completion, client: &CompletionCapabilities) -> CompletionItem {
    let is_snippet = completion.is_snippet && client.snippets;
    let new_text = if completion.is_snippet && !client.snippets {
        completion.plain_text.clone().unwrap_or_else(|| snippet::to_plain_text(&completion.text))
    } else {
        completion.text.clone()
    };
    let additional = &completion.additional_edits;
    // Later lines are indented like the line of the cursor, which is what most clients do by default.
    let adjusts_indentation = client.adjusts_indentation && new_text.contains('\n');
    let insert = protocol_range(text, &completion.insert_range);
    let replace = protocol_range(text, &completion.replace_range);
    let text_edit = if client.insert_replace && insert != replace {
        CompletionTextEdit::from(InsertReplaceEdit { new_text, insert, replace })
    } else {
        CompletionTextEdit::from(TextEdit::new(replace, new_text))
    };
    CompletionItem {
        label: completion.label.clone(),
        kind: Some(kind(completion.kind, client.last_kind)),
        detail: completion.detail.clone(),
        filter_text: completion.filter_text.clone(),
        insert_text_mode: adjusts_indentation.then_some(InsertTextMode::ADJUST_INDENTATION),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(text_edit),
        additional_text_edits: (!additional.is_empty()).then(|| edits(text, additional)),
        tags: (completion.is_deprecated && client.deprecated_tag).then(|| vec![CompletionItemTag::DEPRECATED]),
        ..CompletionItem::default()
    }
}

/// Returns the kind, or a basic one if the client does not support it.
fn kind(kind: CompletionKind, last_kind: u64) -> CompletionItemKind {
    let has = |number: u64| number <= last_kind;
    match kind {
        CompletionKind::Attribute => CompletionItemKind::PROPERTY,
        CompletionKind::Folder if has(19) => CompletionItemKind::FOLDER,
        CompletionKind::File | CompletionKind::Folder => CompletionItemKind::FILE,
        CompletionKind::Function => CompletionItemKind::FUNCTION,
        CompletionKind::Image | CompletionKind::Module => CompletionItemKind::MODULE,
        CompletionKind::Keyword => CompletionItemKind::KEYWORD,
        CompletionKind::Reference => CompletionItemKind::REFERENCE,
        CompletionKind::Resource if has(22) => CompletionItemKind::STRUCT,
        CompletionKind::Block | CompletionKind::Resource => CompletionItemKind::CLASS,
        CompletionKind::Snippet => CompletionItemKind::SNIPPET,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Variable => CompletionItemKind::VARIABLE,
    }
}
