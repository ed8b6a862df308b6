//! The methods of the protocol, one file each. A handler reads the parameters, asks the language and converts the
//! answer to the types of the protocol. Next to it is the capability that the server advertises.

mod code_action;
mod code_lens;
mod completion;
mod definition;
pub mod diagnostics;
mod document_highlight;
mod document_link;
pub mod execute_command;
mod folding_range;
mod formatting;
mod hover;
pub mod initialize;
mod inlay_hint;
pub mod inline_completion;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod server_capabilities;
pub mod settings;
mod signature_help;
mod symbols;
mod terraform_commands;
pub mod terraform_modules;
#[cfg(feature = "testing")]
pub mod testing;
mod text_sync;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{self as lsp, request};

use crate::languages::features::Feature;
use crate::server::context::{ServerContext, SessionHandle};
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::written_result::write;
use definition::Goto;
use inline_completion::{InlineCompletionItem, InlineCompletionParams};

pub struct Backend {
    pub server: Arc<ServerContext>,
    /// Counts the notifications whose parameters could be decoded: tower-lsp silently drops the others.
    pub decoded: Arc<AtomicU64>,
}

impl Backend {
    /// Returns the session, for a request.
    ///
    /// # Errors
    /// Fails if there is no session. The dispatcher has already rejected such requests.
    pub fn session(&self) -> Result<SessionHandle> {
        let session = self.server.session.active().ok_or_else(Error::invalid_request)?;
        Ok(SessionHandle { server: Arc::clone(&self.server), session })
    }

    /// Returns the session, for a notification that could be decoded. `None` drops the notification.
    fn notified(&self) -> Option<SessionHandle> {
        self.decoded.fetch_add(1, Ordering::Relaxed);
        self.session().ok()
    }

    /// Handles `candor/modules`.
    pub async fn modules(&self) -> Result<terraform_modules::Modules> {
        terraform_modules::modules(&self.session()?, RequestContext::current()).await
    }

    pub async fn inline_completion(&self, params: InlineCompletionParams) -> Result<Option<Vec<InlineCompletionItem>>> {
        inline_completion::inline_completion(&self.session()?, params).await
    }
}

/// The methods are in the order of the protocol. A notification changes the state before its first `.await`; none of
/// them has one.
#[tower_lsp::async_trait]
impl tower_lsp::LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        Ok(initialize::initialize(&self.server, params))
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        self.decoded.fetch_add(1, Ordering::Relaxed);
        initialize::initialized(&self.server);
    }

    async fn shutdown(&self) -> Result<()> {
        initialize::shutdown(&self.server);
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        if let Some(handle) = self.notified() {
            text_sync::did_open(&handle, params);
        }
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        if let Some(handle) = self.notified() {
            text_sync::did_change(&handle, params);
        }
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        if let Some(handle) = self.notified() {
            text_sync::did_save(&handle, &params);
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        if let Some(handle) = self.notified() {
            text_sync::did_close(&handle, &params);
        }
    }

    async fn goto_declaration(
        &self,
        params: request::GotoDeclarationParams,
    ) -> Result<Option<request::GotoDeclarationResponse>> {
        definition::goto(&self.session()?, params, Goto::Declaration).await
    }

    async fn goto_definition(&self, params: lsp::GotoDefinitionParams) -> Result<Option<lsp::GotoDefinitionResponse>> {
        definition::goto(&self.session()?, params, Goto::Definition).await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        write(references::references(&self.session()?, params).await)
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        write(document_highlight::document_highlight(&self.session()?, params).await)
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        write(document_link::document_link(&self.session()?, params).await)
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        hover::hover(&self.session()?, params).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        write(code_lens::code_lens(&self.session()?, params).await)
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        write(folding_range::folding_range(&self.session()?, params).await)
    }

    async fn selection_range(&self, params: lsp::SelectionRangeParams) -> Result<Option<Vec<lsp::SelectionRange>>> {
        selection_range::selection_range(&self.session()?, params).await
    }

    async fn document_symbol(&self, params: lsp::DocumentSymbolParams) -> Result<Option<lsp::DocumentSymbolResponse>> {
        write(symbols::document_symbol(&self.session()?, params).await)
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        write(semantic_tokens::full(&self.session()?, params).await)
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        write(semantic_tokens::full_delta(&self.session()?, params).await)
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        write(semantic_tokens::range(&self.session()?, params).await)
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        write(inlay_hint::inlay_hint(&self.session()?, params).await)
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        write(completion::completion(&self.session()?, params).await)
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        Ok(completion::resolve(&self.session()?, item))
    }

    async fn diagnostic(&self, params: lsp::DocumentDiagnosticParams) -> Result<lsp::DocumentDiagnosticReportResult> {
        diagnostics::report(&self.session()?, params, RequestContext::current()).await.map(Into::into)
    }

    async fn signature_help(&self, params: lsp::SignatureHelpParams) -> Result<Option<lsp::SignatureHelp>> {
        signature_help::signature_help(&self.session()?, params).await
    }

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        write(code_action::code_actions(&self.session()?, params).await.map(Some))
    }

    async fn formatting(&self, params: lsp::DocumentFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        write(formatting::formatting(&self.session()?, params).await)
    }

    async fn range_formatting(&self, params: lsp::DocumentRangeFormattingParams) -> Result<Option<Vec<lsp::TextEdit>>> {
        write(formatting::range_formatting(&self.session()?, params).await)
    }

    async fn on_type_formatting(
        &self,
        params: lsp::DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        formatting::on_type_formatting(&self.session()?, params).await
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        write(rename::rename(&self.session()?, params).await)
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        rename::prepare_rename(&self.session()?, params).await
    }

    async fn linked_editing_range(
        &self,
        params: lsp::LinkedEditingRangeParams,
    ) -> Result<Option<lsp::LinkedEditingRanges>> {
        rename::linked_editing_range(&self.session()?, params).await
    }

    async fn symbol(&self, params: lsp::WorkspaceSymbolParams) -> Result<Option<Vec<lsp::SymbolInformation>>> {
        write(symbols::workspace_symbol(&self.session()?, params).await)
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        if let Some(handle) = self.notified() {
            text_sync::did_change_workspace_folders(&handle, &params);
        }
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        if let Some(handle) = self.notified() {
            text_sync::did_change_watched_files(&handle, &params);
        }
    }

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<Value>> {
        execute_command::execute_command(&self.session()?, &params).await
    }
}

/// The requests that this server answers. A request with a feature is known only if the feature is implemented. For an
/// unknown method, tower-lsp would first decode the parameters, and report invalid parameters instead of an unknown
/// method.
const REQUESTS: [(&str, Option<Feature>); 32] = [
    ("initialize", None),
    ("shutdown", None),
    ("textDocument/declaration", Some(Feature::Definition)),
    ("textDocument/definition", Some(Feature::Definition)),
    ("textDocument/references", Some(Feature::References)),
    ("textDocument/documentHighlight", Some(Feature::Highlights)),
    ("textDocument/documentLink", Some(Feature::DocumentLinks)),
    ("textDocument/hover", Some(Feature::Hover)),
    ("textDocument/codeLens", Some(Feature::CodeLenses)),
    ("textDocument/foldingRange", Some(Feature::FoldingRanges)),
    ("textDocument/selectionRange", Some(Feature::SelectionRanges)),
    ("textDocument/documentSymbol", Some(Feature::Symbols)),
    ("textDocument/semanticTokens/full", Some(Feature::SemanticTokens)),
    ("textDocument/semanticTokens/full/delta", Some(Feature::SemanticTokens)),
    ("textDocument/semanticTokens/range", Some(Feature::SemanticTokens)),
    ("textDocument/inlayHint", Some(Feature::InlayHints)),
    ("textDocument/completion", Some(Feature::Completion)),
    ("completionItem/resolve", Some(Feature::Completion)),
    (inline_completion::METHOD, Some(Feature::InlineCompletion)),
    ("textDocument/diagnostic", None),
    ("textDocument/signatureHelp", Some(Feature::SignatureHelp)),
    ("textDocument/codeAction", None),
    ("textDocument/formatting", Some(Feature::Formatting)),
    ("textDocument/rangeFormatting", Some(Feature::Formatting)),
    ("textDocument/onTypeFormatting", Some(Feature::Formatting)),
    ("textDocument/rename", Some(Feature::Rename)),
    ("textDocument/prepareRename", Some(Feature::Rename)),
    ("textDocument/linkedEditingRange", Some(Feature::LinkedRanges)),
    ("workspace/symbol", Some(Feature::Symbols)),
    ("workspace/executeCommand", None),
    (terraform_modules::METHOD, None),
    ("$/cancelRequest", None),
];

/// The notifications that this server handles. If one of them cannot be decoded, that is logged.
pub const NOTIFICATIONS: [&str; 7] = [
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didSave",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
];

/// Whether there is a handler for a method, so that its parameters are checked.
pub fn is_known(method: &str) -> bool {
    let is_implemented = |(_, feature): &(&str, Option<Feature>)| feature.is_none_or(Feature::is_implemented);
    let is_request = REQUESTS.iter().find(|(known, _)| *known == method).is_some_and(is_implemented);
    let is_hook = cfg!(feature = "testing") && method.starts_with("candor/testing/");
    // A notification with an id is an invalid request, not an unknown one.
    is_request || NOTIFICATIONS.contains(&method) || is_hook
}
