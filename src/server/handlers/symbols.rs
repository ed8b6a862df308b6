//! `textDocument/documentSymbol` and `workspace/symbol`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentSymbolParams, DocumentSymbolResponse, OneOf, SymbolInformation, WorkspaceSymbolParams,
};

use crate::languages::answers::{Symbol, SymbolKind};
use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::symbols;
use crate::server::rpc::request_context::RequestContext;
use crate::server::snapshot::workspace_symbols::workspace_symbols;
use crate::server::work::background::{CancellationToken, Task};

/// The maximum number of symbols in a result. Clients show the best of them, and send a new request with each letter.
const MAX_SYMBOLS: usize = 1_000;

pub fn provider<T>() -> Option<OneOf<bool, T>> {
    Feature::Symbols.is_implemented().then_some(OneOf::Left(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn document_symbol(
    handle: &SessionHandle,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let outline = handle.ask(&params.text_document.uri, move |document| {
        let found = document.analysis.symbols();
        Some(if document.client().hierarchical_symbols {
            DocumentSymbolResponse::Nested(symbols::nested(document.text(), found))
        } else {
            let uri = &document.snapshot.uri;
            DocumentSymbolResponse::Flat(symbols::flat(uri, document.text(), &flattened(found), |_| true))
        })
    });
    outline.await
}

/// Lists each stage as the `FROM` instruction that starts it, because a flat list cannot show that it contains its
/// instructions.
fn flattened(mut outline: Vec<Symbol>) -> Vec<Symbol> {
    for stage in outline.iter_mut().filter(|symbol| symbol.kind == SymbolKind::Stage) {
        let keyword = stage.name.split(' ').next().unwrap_or_default().to_uppercase();
        stage.focus_range = stage.full_range.start..stage.full_range.start + keyword.len();
        stage.detail = Some(std::mem::replace(&mut stage.name, keyword));
        stage.kind = SymbolKind::Function;
    }
    outline
}

/// # Errors
/// Fails if the search takes too long.
pub async fn workspace_symbol(
    handle: &SessionHandle,
    params: WorkspaceSymbolParams,
) -> Result<Option<Vec<SymbolInformation>>> {
    let owner = handle.clone();
    let query = params.query.to_lowercase();
    let search = move |cancellation: &CancellationToken| {
        workspace_symbols(&owner, &query, MAX_SYMBOLS, || !cancellation.is_cancelled())
    };
    let context = RequestContext::current();
    let found = handle.server.run_in_background((Task::Disk, "workspace/symbol"), context, search).await;
    Ok(Some(found?))
}
