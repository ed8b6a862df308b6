//! `textDocument/foldingRange`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{self, FoldingRangeParams, FoldingRangeProviderCapability};

use crate::languages::answers::{FoldingKind, FoldingRange};
use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::snapshot::analyzed_document::AnalyzedDocument;

pub fn provider() -> Option<FoldingRangeProviderCapability> {
    Feature::FoldingRanges.is_implemented().then_some(FoldingRangeProviderCapability::Simple(true))
}

/// # Errors
/// If the document is changed meanwhile.
pub async fn folding_range(
    handle: &SessionHandle,
    params: FoldingRangeParams,
) -> Result<Option<Vec<lsp_types::FoldingRange>>> {
    let ranges = handle.ask(&params.text_document.uri, |document| {
        let ranges = document.analysis.folding_ranges();
        let ranges = ranges.iter().filter_map(|range| convert(document, range));
        Some(ranges.take(document.client().max_folding_ranges).collect())
    });
    ranges.await
}

/// `None` for a range within one line, which no client can fold by lines.
fn convert(document: &AnalyzedDocument, range: &FoldingRange) -> Option<lsp_types::FoldingRange> {
    let (start, end) = (document.text().position(range.range.start), document.text().position(range.range.end));
    let has_columns = !document.client().line_folding_only;
    (start.line < end.line).then(|| lsp_types::FoldingRange {
        start_line: start.line,
        start_character: has_columns.then_some(start.column),
        end_line: end.line,
        end_character: has_columns.then_some(end.column),
        kind: Some(match range.kind {
            FoldingKind::Region => lsp_types::FoldingRangeKind::Region,
            FoldingKind::Comment => lsp_types::FoldingRangeKind::Comment,
        }),
        collapsed_text: None,
    })
}
