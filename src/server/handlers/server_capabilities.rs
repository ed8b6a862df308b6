//! The capabilities in the result of `initialize`: a feature is advertised if a language has it and the client can use
//! it.

use serde_json::{Map, Value};
use tower_lsp::lsp_types::{
    OneOf, PositionEncodingKind, ServerCapabilities, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use crate::server::handlers::{
    code_action, code_lens, completion, definition, diagnostics, document_highlight, document_link, execute_command,
    folding_range, formatting, hover, inlay_hint, references, rename, selection_range, semantic_tokens, signature_help,
    symbols, text_sync,
};
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::commands::AdvertisedCommand;

pub fn server_capabilities(client: &ClientCapabilities, commands: &[AdvertisedCommand]) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(text_sync::provider()),
        completion_provider: completion::provider(client),
        hover_provider: hover::provider(),
        signature_help_provider: signature_help::provider(),
        declaration_provider: definition::declaration_provider(),
        definition_provider: definition::provider(),
        references_provider: references::provider(),
        document_highlight_provider: document_highlight::provider(),
        document_symbol_provider: symbols::provider(),
        workspace_symbol_provider: symbols::provider(),
        code_action_provider: code_action::provider(client),
        code_lens_provider: code_lens::provider(client),
        document_link_provider: document_link::provider(),
        document_formatting_provider: formatting::provider(),
        document_range_formatting_provider: formatting::provider(),
        document_on_type_formatting_provider: formatting::on_type_provider(),
        rename_provider: rename::provider(client),
        linked_editing_range_provider: rename::linked_editing_provider(),
        folding_range_provider: folding_range::provider(),
        selection_range_provider: selection_range::provider(),
        semantic_tokens_provider: semantic_tokens::provider(client),
        inlay_hint_provider: inlay_hint::provider(),
        diagnostic_provider: diagnostics::provider(client),
        execute_command_provider: Some(execute_command::provider(commands)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        experimental: experimental(client),
        ..ServerCapabilities::default()
    }
}

/// The capabilities that HashiCorp's clients check before they register the commands and requests that they have
/// stated.
fn experimental(client: &ClientCapabilities) -> Option<Value> {
    let views = &client.module_views;
    let supported = [
        ("referenceCountCodeLens", client.commands.show_references.is_some()),
        ("refreshModuleProviders", views.providers.is_some()),
        ("refreshModuleCalls", views.calls.is_some()),
        ("refreshTerraformVersion", views.version.is_some()),
    ];
    let supported: Map<String, Value> = supported
        .into_iter()
        .filter(|(_, named)| *named)
        .map(|(name, _)| (name.to_owned(), Value::Bool(true)))
        .collect();
    (!supported.is_empty()).then_some(Value::Object(supported))
}
