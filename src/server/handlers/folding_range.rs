//! `textDocument/foldingRange`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{self, FoldingRangeParams, FoldingRangeProviderCapability};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::folding_ranges;

pub fn provider() -> Option<FoldingRangeProviderCapability> {
    Feature::FoldingRanges.is_implemented().then_some(FoldingRangeProviderCapability::Simple(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn folding_range(
    handle: &SessionHandle,
    params: FoldingRangeParams,
) -> Result<Option<Vec<lsp_types::FoldingRange>>> {
    let ranges = handle.ask(&params.text_document.uri, |document| {
        let ranges = document.analysis.folding_ranges();
        let ranges =
            ranges.iter().filter_map(|range| folding_ranges::convert(document.text(), range, document.client()));
        Some(ranges.take(document.client().max_folding_ranges).collect())
    });
    ranges.await
}
